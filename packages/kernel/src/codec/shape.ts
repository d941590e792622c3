/**
 * What a codec is made of: io-ts codecs seen as one closed union.
 *
 * Guards, arbitraries, the event catalogue and typed columns all walk codecs. They walk this view,
 * so that only this file knows io-ts's classes. `type`, `partial`, `strict` and their intersections
 * become one case, `props`. What io-ts doesn't let us see into is `opaque`, never guessed.
 */
import * as t from 'io-ts'
import type { Codec } from './codec.ts'
import { isGenuine } from './genuine.ts'
import { PersonalType } from './personal.ts'

/** One property of an object. */
export interface Prop {
  readonly name: string
  readonly codec: Codec
  readonly required: boolean
}

/** What a codec is made of. */
export type Shape =
  | {
      readonly _tag: 'string' | 'number' | 'boolean' | 'null' | 'undefined' | 'unknown'
    }
  | { readonly _tag: 'literal'; readonly value: string | number | boolean }
  | { readonly _tag: 'keyof'; readonly keys: ReadonlyArray<string> }
  | {
      readonly _tag: 'refinement'
      readonly of: Codec
      readonly name: string
      readonly test: (u: unknown) => boolean
    }
  | { readonly _tag: 'array'; readonly item: Codec }
  | { readonly _tag: 'tuple'; readonly items: ReadonlyArray<Codec> }
  | { readonly _tag: 'record'; readonly domain: Codec; readonly codomain: Codec }
  /** `exact`: keys beyond the props don't survive decoding. */
  | { readonly _tag: 'props'; readonly props: ReadonlyArray<Prop>; readonly exact: boolean }
  | { readonly _tag: 'union'; readonly members: ReadonlyArray<Codec> }
  | { readonly _tag: 'intersection'; readonly members: ReadonlyArray<Codec> }
  | { readonly _tag: 'recursive'; readonly definition: () => Codec | undefined }
  | { readonly _tag: 'personal'; readonly of: Codec }
  | { readonly _tag: 'opaque'; readonly name: string }

/**
 * The shape of a codec, one level deep.
 *
 * @example
 * shapeOf(t.array(t.string)) // => { _tag: 'array', item: t.string }
 */
export const shapeOf = (codec: Codec): Shape => {
  if (codec instanceof PersonalType) return { _tag: 'personal', of: codec.type }
  if (codec instanceof t.ReadonlyType) return inner(codec.type, shapeOf, codec)
  if (codec instanceof t.RecursiveType) return { _tag: 'recursive', definition: recursion(codec) }
  return simpleShape(codec) ?? objectShape(codec) ?? compoundShape(codec) ?? opaque(codec)
}

const opaque = (codec: Codec): Shape => ({ _tag: 'opaque', name: codec.name })

const simpleShape = (codec: Codec): Shape | undefined => {
  if (codec instanceof t.StringType) return { _tag: 'string' }
  if (codec instanceof t.NumberType) return { _tag: 'number' }
  if (codec instanceof t.BooleanType) return { _tag: 'boolean' }
  if (codec instanceof t.NullType) return { _tag: 'null' }
  if (codec instanceof t.UndefinedType) return { _tag: 'undefined' }
  if (codec instanceof t.UnknownType) return { _tag: 'unknown' }
  if (codec instanceof t.KeyofType) {
    const keys: unknown = codec.keys
    return { _tag: 'keyof', keys: isObject(keys) ? Object.keys(keys) : [] }
  }
  if (codec instanceof t.LiteralType) {
    const value: unknown = codec.value
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? { _tag: 'literal', value }
      : opaque(codec)
  }
  return undefined
}

const compoundShape = (codec: Codec): Shape | undefined => {
  if (codec instanceof t.ArrayType || codec instanceof t.ReadonlyArrayType) {
    // A readonly array wraps the mutable one; both hold the item's codec in `type`.
    return inner(codec.type, (item) => ({ _tag: 'array', item }), codec)
  }
  if (codec instanceof t.RefinementType) {
    const { name } = codec
    const test: unknown = codec.predicate
    return isPredicate(test)
      ? inner(codec.type, (of) => ({ _tag: 'refinement', of, name, test }), codec)
      : opaque(codec)
  }
  if (codec instanceof t.DictionaryType) return recordShape(codec.domain, codec.codomain, codec)
  if (codec instanceof t.UnionType) {
    return several(codec.types, (members) => ({ _tag: 'union', members }), codec)
  }
  if (codec instanceof t.TupleType) {
    return several(codec.types, (items) => ({ _tag: 'tuple', items }), codec)
  }
  if (codec instanceof t.IntersectionType) {
    return several(codec.types, (members) => ({ _tag: 'intersection', members }), codec)
  }
  return undefined
}

/** A record whose keys are listed decodes as the exact object with those keys, all required. */
const recordShape = (domain: unknown, codomain: unknown, around: Codec): Shape => {
  if (!isCodec(domain)) return opaque(around)
  const names = domainKeys(domain)
  return inner(
    codomain,
    (codec) =>
      names === undefined
        ? { _tag: 'record', domain, codomain: codec }
        : {
            _tag: 'props',
            props: names.map((name) => ({ name, codec, required: true })),
            exact: true,
          },
    around,
  )
}

/** The keys of a record, where its domain lists them; as io-ts sees it, so refinements don't. */
const domainKeys = (domain: Codec): ReadonlyArray<string> | undefined => {
  if (domain instanceof t.LiteralType) {
    const value: unknown = domain.value
    return typeof value === 'string' ? [value] : undefined
  }
  if (domain instanceof t.KeyofType) {
    const keys: unknown = domain.keys
    return isObject(keys) ? Object.keys(keys) : undefined
  }
  if (!(domain instanceof t.UnionType)) return undefined
  const names = new Set<string>()
  for (const member of codecs(domain.types) ?? []) {
    const keys = domainKeys(member)
    if (keys === undefined) return undefined
    for (const key of keys) names.add(key)
  }
  return [...names]
}

// ------------------------------------------------------- objects, flattened

const objectShape = (codec: Codec): Shape | undefined => {
  if (codec instanceof t.ExactType) {
    const of: unknown = codec.type
    const props = isCodec(of) ? openProps(of) : undefined
    return props === undefined ? undefined : { _tag: 'props', props, exact: true }
  }
  const props = openProps(codec)
  return props === undefined ? undefined : { _tag: 'props', props, exact: false }
}

/** Props of `type`, `partial` and intersections of them whose keys don't overlap; else `undefined`. */
const openProps = (codec: Codec): ReadonlyArray<Prop> | undefined => {
  if (!isGenuine(codec)) return undefined
  if (codec instanceof t.InterfaceType) return propsIn(codec.props, true)
  if (codec instanceof t.PartialType) return propsIn(codec.props, false)
  if (!(codec instanceof t.IntersectionType)) return undefined
  const members = codecs(codec.types)
  // An intersection of nothing takes anything, not just objects.
  if (members === undefined || members.length === 0) return undefined
  const all: Prop[] = []
  const names = new Set<string>()
  for (const member of members) {
    const props = openProps(member)
    if (props === undefined) return undefined
    for (const prop of props) {
      if (names.has(prop.name)) return undefined
      names.add(prop.name)
      all.push(prop)
    }
  }
  return all
}

const propsIn = (props: unknown, required: boolean): ReadonlyArray<Prop> | undefined => {
  if (!isObject(props)) return undefined
  const found: Prop[] = []
  for (const [name, codec] of Object.entries(props)) {
    if (!isCodec(codec)) return undefined
    found.push({ name, codec, required })
  }
  return found
}

// ------------------------------------------------------------ tagged unions

/** What tells the members of a union apart. */
export interface Discriminant {
  readonly tag: string
  readonly byTag: ReadonlyMap<string | number | boolean, Codec>
}

/**
 * The property that tells the members of a union apart by a literal, if there is one.
 *
 * @example
 * const shown = t.strict({ kind: t.literal('shown') })
 * const hidden = t.strict({ kind: t.literal('hidden') })
 * discriminant([shown, hidden])?.tag // => 'kind'
 */
export const discriminant = (members: ReadonlyArray<Codec>): Discriminant | undefined => {
  const [first] = members
  if (first === undefined) return undefined
  for (const tag of literalProps(first).keys()) {
    const byTag = new Map<string | number | boolean, Codec>()
    for (const member of members) {
      const value = literalProps(member).get(tag)
      if (value !== undefined) byTag.set(value, member)
    }
    if (byTag.size === members.length) return { tag, byTag }
  }
  return undefined
}

const literalProps = (codec: Codec): ReadonlyMap<string, string | number | boolean> => {
  const found = new Map<string, string | number | boolean>()
  const shape = shapeOf(codec)
  if (shape._tag !== 'props' || !isGenuine(codec)) return found
  for (const prop of shape.props) {
    const of = shapeOf(prop.codec)
    if (prop.required && of._tag === 'literal' && isGenuine(prop.codec))
      found.set(prop.name, of.value)
  }
  return found
}

// ------------------------------------------- io-ts types its innards as any

const isObject = (u: unknown): u is object => typeof u === 'object' && u !== null

/** Whether a value is an io-ts codec of the copy of io-ts in use. */
export const isCodec = (u: unknown): u is Codec => u instanceof t.Type

/** The codecs in an array; `undefined` where one is foreign, as guessing the rest would mislead. */
const codecs = (types: unknown): ReadonlyArray<Codec> | undefined =>
  Array.isArray(types) && types.every(isCodec) ? types : undefined

const several = (
  types: unknown,
  make: (codecs: ReadonlyArray<Codec>) => Shape,
  around: Codec,
): Shape => {
  const members = codecs(types)
  return members === undefined ? opaque(around) : make(members)
}

const inner = (of: unknown, make: (codec: Codec) => Shape, around: Codec): Shape =>
  isCodec(of) ? make(of) : opaque(around)

/** io-ts calls it with what its inner codec decoded, of which no type says what it is. */
const isPredicate = (test: unknown): test is (u: unknown) => boolean => typeof test === 'function'

const recursion = (codec: { readonly runDefinition: () => unknown }) => (): Codec | undefined => {
  const definition = codec.runDefinition()
  return isCodec(definition) ? definition : undefined
}
