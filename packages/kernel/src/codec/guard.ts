/**
 * Guards derived from io-ts codecs: a fast yes for values that decode to themselves.
 *
 * Promise: where `guardOf(codec)(u)` holds, `codec.decode(u)` is `right(u)`, the same value, nothing
 * stripped and nothing transformed. A "no" promises nothing: the codec itself then decides, and
 * reports. So the pair (guard, then codec) equals the codec alone on every input; that is a law in
 * the tests. It takes codecs at their word that they are pure: the same answer each time, wherever
 * the value stands.
 *
 * Built as checks (`check.ts`), plain data derived from the codec's shape. Rejected: `new Function`,
 * ten times faster still, but forbidden wherever a content security policy is, and unreadable in a
 * stack trace.
 */
import { isLeft } from 'fp-ts/lib/Either.js'
import { isId } from '../id.ts'
import { isCivilDate } from '../time/civil-date.ts'
import * as c from './check.ts'
import type { Codec } from './codec.ts'
import { type SeenShape, seenShapeOf } from './seen.ts'
import type { Prop } from './shape.ts'

/** Whether a value decodes to itself. */
export type Guard = (u: unknown) => boolean

/**
 * What is known of a codec without running it. `accepts`: decoding gives the value itself.
 * `rejects`: decoding fails. Where neither holds, only the codec knows.
 */
interface Derived {
  readonly accepts: c.Check
  readonly rejects: Guard
}

/**
 * The guard of a codec. Parts that can't be seen into are asked themselves: slower than a check, but
 * one such part (a number with a test of one's own) doesn't make its whole event slow.
 *
 * @example
 * const accepts = guardOf(t.strict({ a: t.string }))
 * accepts({ a: 'x' }) // => true
 * // Decoding would strip b.
 * accepts({ a: 'x', b: 1 }) // => false
 */
export const guardOf = (codec: Codec): Guard => {
  const { accepts } = derive(codec, new Map())
  return (u) => c.accepts(accepts, u)
}

type Known = Map<Codec, Derived>

const no: Guard = () => false
const never = c.check(c.ASKED, { test: no })

/**
 * A codec that can't be seen into, asked. It must encode to itself, too, as what a guard takes is
 * taken for its own encoding.
 */
const asked = (codec: Codec): Derived => ({
  accepts: c.check(c.ASKED, {
    test: (u) => {
      const decoded = codec.decode(u)
      if (isLeft(decoded) || !Object.is(decoded.right, u)) return false
      // io-ts encodes, without a throw, only what `is` of its type.
      return codec.is(u) && Object.is(codec.encode(u), u)
    },
  }),
  rejects: (u) => isLeft(codec.decode(u)),
})

const derive = (codec: Codec, known: Known): Derived => {
  const before = known.get(codec)
  if (before !== undefined) return before
  const shape = seenShapeOf(codec)
  const derived =
    shape === undefined
      ? asked(codec)
      : shape._tag === 'recursive'
        ? deriveRecursive(shape.definition, known)
        : deriveShape(shape, known)
  known.set(codec, derived)
  return derived
}

/** Opened at first use: until then what it refers to may not be defined. */
const deriveRecursive = (definition: () => Codec | undefined, known: Known): Derived => {
  let body: c.Check | undefined
  const open = (): c.Check => {
    const defined = definition()
    return defined === undefined ? never : derive(defined, known).accepts
  }
  return {
    accepts: c.check(c.ASKED, { test: (u) => c.accepts((body ??= open()), u) }),
    rejects: no,
  }
}

const decisive = (
  op: number,
  rejects: Guard,
  fields: Parameters<typeof c.check>[1] = {},
): Derived => ({
  accepts: c.check(op, fields),
  rejects,
})

const deriveShape = (
  shape: Exclude<SeenShape, { readonly _tag: 'recursive' }>,
  known: Known,
): Derived => {
  switch (shape._tag) {
    case 'string':
      return decisive(c.STRING, (u) => typeof u !== 'string')
    case 'number':
      return decisive(c.NUMBER, (u) => typeof u !== 'number')
    case 'boolean':
      return decisive(c.BOOLEAN, (u) => typeof u !== 'boolean')
    case 'null':
      return same(null)
    case 'undefined':
      return same(undefined)
    case 'unknown':
      return decisive(c.ANY, no)
    case 'literal':
      return literalGuard(shape.value)
    case 'keyof':
      return keyofGuard(shape.keys)
    case 'refinement':
      return refinementGuard(derive(shape.of, known), shape.test)
    case 'personal':
      return derive(shape.of, known)
    case 'array':
      return {
        accepts: c.check(c.ARRAY, { of: derive(shape.item, known).accepts }),
        rejects: isNoArray,
      }
    case 'record': {
      const [key, value] = [derive(shape.domain, known), derive(shape.codomain, known)]
      const test = recordGuard(key.accepts, value.accepts)
      return { accepts: c.check(c.ASKED, { test }), rejects: isNoObject }
    }
    case 'props':
      return {
        accepts: propsCheck(shape.props, shape.exact, known),
        rejects: propsRefusal(shape.props, known),
      }
    case 'union':
      return unionGuard(shape.members, known)
  }
}

const same = (value: unknown): Derived => decisive(c.SAME, (u) => u !== value, { value })

/** Decoding -0 with the codec of 0 gives 0, which is another value. */
const literalGuard = (value: string | number | boolean): Derived =>
  value === 0
    ? decisive(c.ASKED, (u) => u !== 0, { test: (u) => Object.is(u, value) })
    : same(value)

const keyofGuard = (keys: ReadonlyArray<string>): Derived => {
  const texts: string[][] = []
  for (const key of keys) (texts[key.length] ??= []).push(key)
  const accepts = c.check(c.ONE_OF, { texts })
  return { accepts, rejects: (u) => !c.accepts(accepts, u) }
}

const refinementGuard = (of: Derived, test: (u: unknown) => boolean): Derived => ({
  accepts: refinementCheck(of.accepts, test),
  rejects: (u) => of.rejects(u) || (c.accepts(of.accepts, u) && !test(u)),
})

/** Ids, dates, texts and numbers are most of what is decoded: one call less for each. */
const refinementCheck = (of: c.Check, test: (u: unknown) => boolean): c.Check => {
  if (of.op === c.NUMBER) return c.check(c.COUNT, { test })
  if (of.op !== c.STRING) return c.check(c.REFINED, { of, test })
  return c.check(test === isId ? c.ID : test === isCivilDate ? c.DATE : c.TEXT, { test })
}

// -------------------------------------------------------------- containers

const isNoArray: Guard = (u) => !Array.isArray(u)
const isNoObject: Guard = (u) => typeof u !== 'object' || u === null
const isNoRecord: Guard = (u) => isNoObject(u) || Array.isArray(u)

const recordGuard =
  (key: c.Check, value: c.Check): Guard =>
  (u) => {
    if (!c.isPlain(u)) return false
    for (const k of Object.keys(u)) {
      if (!c.accepts(key, k) || !c.accepts(value, u[k])) return false
    }
    return true
  }

const propsCheck = (props: ReadonlyArray<Prop>, exact: boolean, known: Known): c.Check => {
  // `toString` and its like are on every object, so that reading them doesn't say they are there.
  if (props.some((prop) => prop.name in Object.prototype)) return never
  const byName = new Map(props.map(({ name, codec }) => [name, derive(codec, known).accepts]))
  const hasAllNeeded = needs(props)
  return c.check(c.PROPS, { byName, exact, hasAllNeeded })
}

/**
 * What one of its required props refuses doesn't decode: how a union without one tag for each
 * member passes over those that a value is not.
 */
const propsRefusal = (props: ReadonlyArray<Prop>, known: Known): Guard => {
  const required = props
    .filter((prop) => prop.required)
    .map(({ name, codec }) => ({ name, rejects: derive(codec, known).rejects }))
  return (u) => {
    if (!c.isPlain(u)) return isNoRecord(u)
    for (const { name, rejects } of required) if (rejects(u[name])) return true
    return false
  }
}

/**
 * Whether no key is missing that decoding misses: one that is required, or one whose codec has a
 * default, which turns absence into a value. Asked at first use, as recursion may be open before.
 */
const needs = (props: ReadonlyArray<Prop>): ((names: ReadonlyArray<string>) => boolean) => {
  let needed: ReadonlyArray<string> | undefined
  const ask = (): ReadonlyArray<string> =>
    props.filter((prop) => prop.required || !staysAbsent(prop.codec)).map((prop) => prop.name)
  return (names) => (needed ??= ask()).every((name) => names.includes(name))
}

const staysAbsent = (codec: Codec): boolean => {
  const decoded = codec.decode(undefined)
  return isLeft(decoded) || decoded.right === undefined
}

// ------------------------------------------------------------------ unions

const unionGuard = (members: ReadonlyArray<Codec>, known: Known): Derived => {
  const derived = members.map((member) => derive(member, known))
  return {
    accepts: taggedCheck(members, known) ?? c.check(c.ASKED, { test: orderedGuard(derived) }),
    rejects: (u) => derived.every((member) => member.rejects(u)),
  }
}

/** The first member that decodes wins, so doubt about one ends the search. */
const orderedGuard =
  (members: ReadonlyArray<Derived>): Guard =>
  (u) => {
    for (const member of members) {
      if (c.accepts(member.accepts, u)) return true
      if (!member.rejects(u)) return false
    }
    return false
  }

/**
 * Members that each require another value under the same key: only the one with the value that is
 * there can decode it. More unions than `discriminant` names, as a member may have several values.
 */
const taggedCheck = (members: ReadonlyArray<Codec>, known: Known): c.Check | undefined => {
  const [first] = members
  if (first === undefined) return undefined
  for (const tag of tagsOf(first).keys()) {
    const byTag = new Map<unknown, c.Check>()
    let count = 0
    for (const member of members) {
      const values = tagsOf(member).get(tag)
      if (values === undefined) count = NaN
      for (const value of values ?? []) {
        count++
        byTag.set(value, derive(member, known).accepts)
      }
    }
    if (byTag.size === count) return c.check(c.TAGGED, { tag, byTag })
  }
  return undefined
}

/** The values that each of a member's required keys may have, where they are listed. */
const tagsOf = (codec: Codec): ReadonlyMap<string, ReadonlyArray<unknown>> => {
  const found = new Map<string, ReadonlyArray<unknown>>()
  const shape = seenShapeOf(codec)
  if (shape?._tag !== 'props') return found
  for (const prop of shape.props) {
    const of = seenShapeOf(prop.codec)
    if (!prop.required) continue
    if (of?._tag === 'literal') found.set(prop.name, [of.value])
    if (of?._tag === 'keyof') found.set(prop.name, of.keys)
  }
  return found
}
