/**
 * Guards derived from io-ts codecs: a fast yes for values that decode to themselves.
 *
 * Promise: where `guardOf(codec)(u)` holds, `codec.decode(u)` is `right(u)`, the same value, nothing
 * stripped and nothing transformed. A "no" promises nothing: the codec itself then decides, and
 * reports. So the pair (guard, then codec) equals the codec alone on every input; that is a law in
 * the tests. It takes codecs at their word that they are pure: the same answer each time, wherever
 * the value stands.
 *
 * Built from closures over the codec's shape. Rejected: `new Function`, ten times faster still, but
 * forbidden wherever a content security policy is, and unreadable in a stack trace.
 */
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Codec } from './codec.ts'
import { type SeenShape, seenShapeOf } from './seen.ts'
import { discriminant, type Prop } from './shape.ts'

/** Whether a value decodes to itself. */
export type Guard = (u: unknown) => boolean

/**
 * What is known of a codec without running it. `accepts`: decoding gives the value itself.
 * `rejects`: decoding fails. Where neither holds, only the codec knows.
 */
interface Derived {
  readonly accepts: Guard
  readonly rejects: Guard
  /** What `typeof` says of all it accepts, and of nothing else; empty where that isn't so. */
  readonly type: '' | 'string' | 'number' | 'boolean'
}

/**
 * The guard of a codec. Parts that can't be seen into are asked themselves: slower than a closure, but
 * one such part (a number with a test of one's own) doesn't make its whole event slow.
 *
 * @example
 * const accepts = guardOf(t.strict({ a: t.string }))
 * accepts({ a: 'x' }) // => true
 * // Decoding would strip b.
 * accepts({ a: 'x', b: 1 }) // => false
 */
export const guardOf = (codec: Codec): Guard => derive(codec, new Map()).accepts

type Known = Map<Codec, Derived>

const no: Guard = () => false

/**
 * A codec that can't be seen into, asked. It must encode to itself, too, as what a guard takes is
 * taken for its own encoding.
 */
const asked = (codec: Codec): Derived => ({
  accepts: (u) => {
    const decoded = codec.decode(u)
    if (isLeft(decoded) || !Object.is(decoded.right, u)) return false
    // io-ts encodes, without a throw, only what `is` of its type.
    return codec.is(u) && Object.is(codec.encode(u), u)
  },
  rejects: (u) => isLeft(codec.decode(u)),
  type: '',
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
  let body: Guard | undefined
  const open = (): Guard => {
    const defined = definition()
    return defined === undefined ? no : derive(defined, known).accepts
  }
  return { accepts: (u) => (body ??= open())(u), rejects: no, type: '' }
}

const decisive = (accepts: Guard, type: Derived['type'] = ''): Derived => ({
  accepts,
  rejects: (u) => !accepts(u),
  type,
})

const maybe = (accepts: Guard, rejects: Guard): Derived => ({ accepts, rejects, type: '' })

const deriveShape = (
  shape: Exclude<SeenShape, { readonly _tag: 'recursive' }>,
  known: Known,
): Derived => {
  switch (shape._tag) {
    case 'string':
      return decisive((u) => typeof u === 'string', 'string')
    case 'number':
      return decisive((u) => typeof u === 'number', 'number')
    case 'boolean':
      return decisive((u) => typeof u === 'boolean', 'boolean')
    case 'null':
      return decisive((u) => u === null)
    case 'undefined':
      return decisive((u) => u === undefined)
    case 'unknown':
      return decisive(() => true)
    case 'literal':
      return literalGuard(shape.value)
    case 'keyof': {
      const { keys } = shape
      const set = new Set<unknown>(keys)
      // A fresh string has no hash yet: comparing with a few keys is faster than looking it up.
      return decisive(keys.length <= 8 ? (u) => isOneOf(u, keys) : (u) => set.has(u))
    }
    case 'refinement':
      return refinementGuard(derive(shape.of, known), shape.test)
    case 'personal':
      return derive(shape.of, known)
    case 'array':
      return maybe(arrayGuard(derive(shape.item, known)), isNoArray)
    case 'record': {
      const [key, value] = [derive(shape.domain, known), derive(shape.codomain, known)]
      return maybe(recordGuard(key.accepts, value.accepts), isNoObject)
    }
    case 'props':
      return maybe(propsGuard(shape.props, shape.exact, known), propsRefusal(shape.props, known))
    case 'union':
      return unionGuard(shape.members, known)
  }
}

const isOneOf = (u: unknown, keys: ReadonlyArray<string>): boolean => {
  for (const key of keys) if (u === key) return true
  return false
}

/** Decoding -0 with the codec of 0 gives 0, which is another value. */
const literalGuard = (value: string | number | boolean): Derived =>
  value === 0
    ? maybe(
        (u) => Object.is(u, value),
        (u) => u !== 0,
      )
    : decisive((u) => u === value)

const refinementGuard = (of: Derived, test: (u: unknown) => boolean): Derived =>
  maybe(
    // Ids and dates are most of what is decoded: one call less for each.
    of.type === 'string'
      ? (u) => typeof u === 'string' && test(u)
      : (u) => of.accepts(u) && test(u),
    (u) => of.rejects(u) || (of.accepts(u) && !test(u)),
  )

// -------------------------------------------------------------- containers
//
// io-ts compares members by `===`, so it copies whatever holds a NaN: only the codec can say how.

const isNoArray: Guard = (u) => !Array.isArray(u)
const isNoObject: Guard = (u) => typeof u !== 'object' || u === null
const isNoRecord: Guard = (u) => isNoObject(u) || Array.isArray(u)

const arrayGuard =
  ({ accepts, type }: Derived): Guard =>
  (u) => {
    if (!Array.isArray(u)) return false
    const items: ReadonlyArray<unknown> = u
    // Indexed, as holes count: a hole decodes as undefined does.
    for (let i = 0; i < items.length; i++) if (!holds(items[i], accepts, type)) return false
    return true
  }

/** `typeof` beats a call through a closure, and most members are texts. */
const holds = (value: unknown, accepts: Guard, type: Derived['type']): boolean =>
  type === 'string'
    ? typeof value === 'string'
    : (type === '' ? accepts(value) : typeof value === type) && !isNaNValue(value)

/** NaN alone differs from itself; `Number.isNaN` asks for the type first. */
const isNaNValue = (value: unknown): boolean => value !== value

type Bag = Readonly<Record<string, unknown>>

/** Objects as JSON.parse makes them; anything more exotic is the codec's to judge. */
const isBag = (u: unknown): u is Bag => {
  if (typeof u !== 'object' || u === null || Array.isArray(u)) return false
  const prototype: unknown = Object.getPrototypeOf(u)
  return prototype === Object.prototype || prototype === null
}

const recordGuard =
  (key: Guard, value: Guard): Guard =>
  (u) => {
    if (!isBag(u)) return false
    for (const k of Object.keys(u)) {
      const held = u[k]
      if (!key(k) || !value(held) || Number.isNaN(held)) return false
    }
    return true
  }

interface PropGuard extends Derived {
  readonly name: string
}

const propsGuard = (props: ReadonlyArray<Prop>, exact: boolean, known: Known): Guard => {
  // `toString` and its like are on every object, so that reading them doesn't say they are there.
  if (props.some((prop) => prop.name in Object.prototype)) return no
  const guards = props.map(({ name, codec }): PropGuard => ({ name, ...derive(codec, known) }))
  const byName = new Map(guards.map((guard) => [guard.name, guard]))
  const hasAllNeeded = needs(props)
  return (u) => {
    if (!isBag(u)) return false
    let seen = 0
    let present = 0
    // `for…in` reads each value at its place in the object; reading by name costs three times as
    // much. Keys mostly come in the order of the props, so `present` points at the next one.
    for (const name in u) {
      const next = guards[present]
      const guard = next?.name === name ? next : byName.get(name)
      seen++
      if (guard === undefined) {
        if (exact) return false
        continue
      }
      const value = u[name]
      // An absent key and a key that holds undefined differ only for the codec: let it tell.
      if (value === undefined || !holds(value, guard.accepts, guard.type)) return false
      present++
    }
    const isFull = present === guards.length
    if (isFull && !exact) return true
    // `exact` strips hidden names too, and a hidden optional key is not an absent one.
    return Object.getOwnPropertyNames(u).length === seen && (isFull || hasAllNeeded(u))
  }
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
    if (!isBag(u)) return isNoRecord(u)
    for (const { name, rejects } of required) if (rejects(u[name])) return true
    return false
  }
}

/**
 * Whether no key is missing that decoding misses: one that is required, or one whose codec has a
 * default, which turns absence into a value. Asked at first use, as recursion may be open before.
 */
const needs = (props: ReadonlyArray<Prop>): ((u: Bag) => boolean) => {
  let needed: ReadonlyArray<string> | undefined
  const ask = (): ReadonlyArray<string> =>
    props.filter((prop) => prop.required || !staysAbsent(prop.codec)).map((prop) => prop.name)
  return (u) => (needed ??= ask()).every((name) => name in u)
}

const staysAbsent = (codec: Codec): boolean => {
  const decoded = codec.decode(undefined)
  return isLeft(decoded) || decoded.right === undefined
}

// ------------------------------------------------------------------ unions

const unionGuard = (members: ReadonlyArray<Codec>, known: Known): Derived => {
  const derived = members.map((member) => derive(member, known))
  return maybe(taggedGuard(members, known) ?? orderedGuard(derived), (u) =>
    derived.every((member) => member.rejects(u)),
  )
}

/** The first member that decodes wins, so doubt about one ends the search. */
const orderedGuard =
  (members: ReadonlyArray<Derived>): Guard =>
  (u) => {
    for (const member of members) {
      if (member.accepts(u)) return true
      if (!member.rejects(u)) return false
    }
    return false
  }

const taggedGuard = (members: ReadonlyArray<Codec>, known: Known): Guard | undefined => {
  const tagged = discriminant(members)
  if (tagged === undefined) return undefined
  const { tag, byTag } = tagged
  const guards = new Map<unknown, Guard>()
  for (const [value, member] of byTag) guards.set(value, derive(member, known).accepts)
  return (u) => isBag(u) && guards.get(u[tag])?.(u) === true
}
