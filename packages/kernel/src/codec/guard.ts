/**
 * Guards derived from io-ts codecs: a fast yes for values that decode to themselves.
 *
 * Promise: where `guardOf(codec)(u)` holds, `codec.decode(u)` is `right(u)`, the same value, nothing
 * stripped and nothing transformed. A "no" promises nothing: the codec itself then decides, and
 * reports. So the pair (guard, then codec) equals the codec alone on every input; that is a law in
 * the tests. It takes codecs at their word that they are pure: the same answer each time.
 *
 * Built from closures over the codec's shape. Rejected: `new Function`, ten times faster still, but
 * forbidden wherever a content security policy is, and unreadable in a stack trace.
 */
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Codec } from './codec.ts'
import { isGenuine } from './genuine.ts'
import { discriminant, type Prop, type Shape, shapeOf } from './shape.ts'

/** Whether a value decodes to itself. */
export type Guard = (u: unknown) => boolean

/**
 * What is known of a codec without running it. `accepts`: decoding gives the value itself.
 * `rejects`: decoding fails. Where neither holds, only the codec knows.
 */
interface Derived {
  readonly accepts: Guard
  readonly rejects: Guard
}

/**
 * The guard of a codec. Codecs that can't be seen into get a guard that always says no, which is
 * slower and never wrong.
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
const never = (): boolean => false
const unseen: Derived = { accepts: no, rejects: no }

const derive = (codec: Codec, known: Known): Derived => {
  const before = known.get(codec)
  if (before !== undefined) return before
  const shape = isGenuine(codec) ? shapeOf(codec) : undefined
  const derived =
    shape === undefined
      ? unseen
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
  return { accepts: (u) => (body ??= open())(u), rejects: no }
}

const decisive = (accepts: Guard): Derived => ({ accepts, rejects: (u) => !accepts(u) })

const deriveShape = (shape: Shape, known: Known): Derived => {
  switch (shape._tag) {
    case 'string':
      return decisive((u) => typeof u === 'string')
    case 'number':
      return decisive((u) => typeof u === 'number')
    case 'boolean':
      return decisive((u) => typeof u === 'boolean')
    case 'null':
      return decisive((u) => u === null)
    case 'undefined':
      return decisive((u) => u === undefined)
    case 'unknown':
      return decisive(() => true)
    case 'literal':
      return literalGuard(shape.value)
    case 'keyof': {
      const keys = new Set(shape.keys)
      return decisive((u) => typeof u === 'string' && keys.has(u))
    }
    case 'refinement': {
      const { test } = shape
      const of = derive(shape.of, known)
      return {
        accepts: (u) => of.accepts(u) && test(u),
        rejects: (u) => of.rejects(u) || (of.accepts(u) && !test(u)),
      }
    }
    case 'personal':
      return derive(shape.of, known)
    case 'array':
      return { accepts: arrayGuard(derive(shape.item, known).accepts), rejects: isNoArray }
    case 'record':
      return {
        accepts: recordGuard(
          derive(shape.domain, known).accepts,
          derive(shape.codomain, known).accepts,
        ),
        rejects: isNoObject,
      }
    case 'props':
      return { accepts: propsGuard(shape.props, shape.exact, known), rejects: isNoRecord }
    case 'union':
      return unionGuard(shape.members, known)
    // Rare in messages, and intricate in io-ts: merging, stripping per member, exact lengths.
    case 'intersection':
    case 'tuple':
    case 'recursive':
    case 'opaque':
      return unseen
  }
}

/** Decoding -0 with the codec of 0 gives 0, which is another value. */
const literalGuard = (value: string | number | boolean): Derived =>
  value === 0
    ? { accepts: (u) => Object.is(u, value), rejects: (u) => u !== 0 }
    : decisive((u) => u === value)

// -------------------------------------------------------------- containers
//
// io-ts compares members by `===`, so it copies whatever holds a NaN: only the codec can say how.

const isNoArray: Guard = (u) => !Array.isArray(u)
const isNoObject: Guard = (u) => typeof u !== 'object' || u === null
const isNoRecord: Guard = (u) => isNoObject(u) || Array.isArray(u)

const arrayGuard =
  (item: Guard): Guard =>
  (u) => {
    if (!Array.isArray(u)) return false
    const items: ReadonlyArray<unknown> = u
    // Indexed, as holes count: a hole decodes as undefined does.
    for (let i = 0; i < items.length; i++) {
      const value = items[i]
      if (!item(value) || Number.isNaN(value)) return false
    }
    return true
  }

type Bag = Readonly<Record<string, unknown>>

/** Objects as JSON.parse makes them; anything more exotic is the codec's to judge. */
const isBag = (u: unknown): u is Bag => {
  if (typeof u !== 'object' || u === null) return false
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

interface PropGuard {
  readonly name: string
  readonly accepts: Guard
  /** Whether an absent key may stay absent. */
  readonly absent: () => boolean
}

const propsGuard = (props: ReadonlyArray<Prop>, exact: boolean, known: Known): Guard => {
  // `toString` and its like are on every object, so that reading them doesn't say they are there.
  if (props.some((prop) => prop.name in Object.prototype)) return no
  const guards = props.map((prop): PropGuard => ({
    name: prop.name,
    accepts: derive(prop.codec, known).accepts,
    absent: prop.required ? never : staysAbsent(prop.codec),
  }))
  return (u) => {
    if (!isBag(u)) return false
    let present = 0
    for (const guard of guards) {
      const value = u[guard.name]
      if (value === undefined) {
        // An absent key and a key that holds undefined differ only for the codec: let it tell.
        if (guard.name in u || !guard.absent()) return false
      } else {
        if (!guard.accepts(value) || Number.isNaN(value)) return false
        present++
      }
    }
    // Own names, the hidden ones too: `exact` strips those as well. `for…in` would not see them.
    return !exact || Object.getOwnPropertyNames(u).length === present
  }
}

/** A codec with a default turns absence into a value. Asked at first use, as recursion may be open. */
const staysAbsent = (codec: Codec): (() => boolean) => {
  let stays: boolean | undefined
  const ask = (): boolean => {
    const decoded = codec.decode(undefined)
    return isLeft(decoded) || decoded.right === undefined
  }
  return () => (stays ??= ask())
}

// ------------------------------------------------------------------ unions

const unionGuard = (members: ReadonlyArray<Codec>, known: Known): Derived => {
  const derived = members.map((member) => derive(member, known))
  return {
    accepts: taggedGuard(members, known) ?? orderedGuard(derived),
    rejects: (u) => derived.every((member) => member.rejects(u)),
  }
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
