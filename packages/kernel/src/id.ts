/**
 * Identity: ids, categories and the names of streams.
 *
 * A stream is `${namespace}.${category}-${id}`. Neither namespace nor category has a dash or a dot,
 * so a stream name splits in one way only; ids are `[A-Za-z0-9_-]{1,64}`.
 */
import type * as t from 'io-ts'
import { brandedString } from './brand.ts'

// ------------------------------------------------------------------- model

/** Brand of an id; `kind` keeps ids of different things apart. */
export interface IdBrand<Kind extends string> {
  readonly Id: unique symbol
  readonly kind: Kind
}

/** An id of a thing of one kind: an `Id<'agency'>` is no `Id<'plan'>`. */
export type Id<Kind extends string> = t.Branded<string, IdBrand<Kind>>

/** A stream's name taken apart. */
export interface StreamName {
  readonly namespace: string
  readonly category: string
  readonly id: string
}

// ------------------------------------------------------------- refinements

const LONGEST_ID = 64
const CATEGORY = /^[A-Za-z][A-Za-z0-9_]*$/
const STREAM = /^([A-Za-z][A-Za-z0-9_]*)\.([A-Za-z][A-Za-z0-9_]*)-([A-Za-z0-9_-]{1,64})$/

/**
 * Whether a text may be an id. Letter by letter: every message has several ids, and a regular
 * expression takes twice as long.
 */
export const isId = (text: string): boolean => {
  const { length } = text
  if (length === 0 || length > LONGEST_ID) return false
  for (let i = 0; i < length; i++) if (!isIdUnit(text.charCodeAt(i))) return false
  return true
}

/** `a` to `z` first, as most are. */
const isIdUnit = (unit: number): boolean =>
  (unit >= 97 && unit <= 122) || // a to z
  (unit >= 48 && unit <= 57) || // 0 to 9
  unit === 45 || // -
  (unit >= 65 && unit <= 90) || // A to Z
  unit === 95 // _

/** Whether a text may be a namespace or a category. */
export const isCategory = (text: string): boolean => CATEGORY.test(text)

/**
 * A stream's name taken apart, or `undefined` where the text is no stream's name.
 *
 * @example
 * parseStream('kiemtra.plan-p61-2023')?.id // => 'p61-2023'
 * parseStream('$all') // => undefined
 */
export const parseStream = (stream: string): StreamName | undefined => {
  const found = STREAM.exec(stream)
  if (found === null) return undefined
  const [, namespace = '', category = '', id = ''] = found
  return { namespace, category, id }
}

// ------------------------------------------------------------ constructors

/**
 * The name of a stream. Its parts are checked where they enter: namespace and category at
 * construction, ids by their codecs.
 *
 * @example
 * streamOf('kiemtra', 'plan', 'p61-2023') // => 'kiemtra.plan-p61-2023'
 */
export const streamOf = (namespace: string, category: string, id: string): string =>
  `${namespace}.${category}-${id}`

// ------------------------------------------------------------------ codecs

/**
 * Codec of ids of one kind.
 *
 * @example
 * const AgencyId = id('agency')
 * AgencyId.is('so-noi-vu') // => true
 * AgencyId.is('Sở Nội vụ') // => false
 */
export const id = <const Kind extends string>(kind: Kind): t.Type<Id<Kind>, unknown> =>
  brandedString<IdBrand<Kind>>(`${kind} id`, isId)
