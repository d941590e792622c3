/**
 * Guards derived from io-ts codecs: a fast yes for values that decode to themselves.
 *
 * Promise: where `guardOf(codec)(u)` holds, `codec.decode(u)` is `right(u)`, nothing stripped and
 * nothing transformed. A "no" promises nothing: the codec itself then decides, and reports. So the
 * pair (guard, then codec) equals the codec alone on every input; that is a law in the tests.
 *
 * Built from closures over the codec's shape. Rejected: `new Function`, ten times faster still, but
 * forbidden wherever a content security policy is, and unreadable in a stack trace.
 */
import { type Codec, type Prop, type Shape, shapeOf } from './shape.ts'

/** Whether a value decodes to itself. */
export type Guard = (u: unknown) => boolean

/** A guard, and whether its "no" means that decoding fails (rather than: ask the codec). */
interface Derived {
  readonly accepts: Guard
  readonly decisive: boolean
}

/**
 * The guard of a codec. Codecs that can't be seen into get a guard that always says no, which is
 * slower and never wrong.
 *
 * @example
 * const accepts = guardOf(t.strict({ a: t.string }))
 * accepts({ a: 'x' }) // true
 * accepts({ a: 'x', b: 1 }) // false: decoding would strip b
 */
export const guardOf = (codec: Codec): Guard => derive(codec, new Map()).accepts

type Known = Map<Codec, Derived>

const derive = (codec: Codec, known: Known): Derived => {
  const before = known.get(codec)
  if (before !== undefined) return before
  const shape = shapeOf(codec)
  if (shape._tag === 'recursive') {
    let body: Guard | undefined
    const open = (): Guard => {
      const definition = shape.definition()
      return definition === undefined ? () => false : derive(definition, known).accepts
    }
    const derived = maybe((u) => (body ??= open())(u))
    known.set(codec, derived)
    return derived
  }
  const derived = deriveShape(shape, known)
  known.set(codec, derived)
  return derived
}

const decisive = (accepts: Guard): Derived => ({ accepts, decisive: true })
const maybe = (accepts: Guard): Derived => ({ accepts, decisive: false })

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
    case 'literal': {
      const { value } = shape
      return decisive((u) => u === value)
    }
    case 'keyof': {
      const keys = new Set(shape.keys)
      return decisive((u) => typeof u === 'string' && keys.has(u))
    }
    case 'refinement': {
      const { test } = shape
      const of = derive(shape.of, known)
      return { accepts: (u) => of.accepts(u) && test(u), decisive: of.decisive }
    }
    case 'personal':
      return derive(shape.of, known)
    case 'array':
      return maybe(arrayGuard(derive(shape.item, known).accepts))
    case 'record':
      return maybe(recordGuard(derive(shape.domain, known).accepts, derive(shape.codomain, known).accepts))
    case 'props':
      return maybe(propsGuard(shape.props, shape.exact, known))
    case 'union':
      return maybe(unionGuard(shape.members, known))
    // Rare in messages, and intricate in io-ts: merging, stripping per member, exact lengths.
    case 'intersection':
    case 'tuple':
    case 'recursive':
    case 'opaque':
      return maybe(() => false)
  }
}

// -------------------------------------------------------------- containers

const arrayGuard = (item: Guard): Guard => (u) => {
  if (!Array.isArray(u)) return false
  const items: ReadonlyArray<unknown> = u
  for (let i = 0; i < items.length; i++) if (!item(items[i])) return false
  return true
}

type Bag = Readonly<Record<string, unknown>>

/** Objects as JSON.parse makes them; anything more exotic is the codec's to judge. */
const isBag = (u: unknown): u is Bag => {
  if (typeof u !== 'object' || u === null) return false
  const prototype: unknown = Object.getPrototypeOf(u)
  return (prototype === Object.prototype || prototype === null) && !(Symbol.toStringTag in u)
}

const recordGuard = (key: Guard, value: Guard): Guard => (u) => {
  if (!isBag(u)) return false
  for (const k of Object.keys(u)) if (!key(k) || !value(u[k])) return false
  return true
}

const propsGuard = (props: ReadonlyArray<Prop>, exact: boolean, known: Known): Guard => {
  const names = props.map((prop) => prop.name)
  const guards = props.map((prop) => derive(prop.codec, known).accepts)
  const required = props.map((prop) => prop.required)
  return (u) => {
    if (!isBag(u)) return false
    let present = 0
    for (let i = 0; i < names.length; i++) {
      const name = names[i] ?? ''
      const value = u[name]
      if (value === undefined) {
        // An absent key and a key that holds undefined differ only for the codec: let it tell.
        if (required[i] === true || name in u) return false
      } else {
        if (guards[i]?.(value) !== true) return false
        present++
      }
    }
    return !exact || Object.getOwnPropertyNames(u).length === present
  }
}

// ------------------------------------------------------------------ unions

const unionGuard = (members: ReadonlyArray<Codec>, known: Known): Guard =>
  taggedGuard(members, known) ?? orderedGuard(members.map((member) => derive(member, known)))

/** The first member that decodes wins, so a "no" that isn't decisive ends the search. */
const orderedGuard = (members: ReadonlyArray<Derived>): Guard => (u) => {
  for (const member of members) {
    if (member.accepts(u)) return true
    if (!member.decisive) return false
  }
  return false
}

const taggedGuard = (members: ReadonlyArray<Codec>, known: Known): Guard | undefined => {
  const tagged = discriminant(members)
  if (tagged === undefined) return undefined
  const { tag } = tagged
  const guards = new Map<unknown, Guard>()
  for (const [value, member] of tagged.byTag) guards.set(value, derive(member, known).accepts)
  return (u) => {
    if (!isBag(u)) return false
    return guards.get(u[tag])?.(u) === true
  }
}

/** The property that tells the members of a union apart by a literal, if there is one. */
export const discriminant = (
  members: ReadonlyArray<Codec>,
): { readonly tag: string; readonly byTag: ReadonlyMap<string | number | boolean, Codec> } | undefined => {
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
  if (shape._tag !== 'props') return found
  for (const prop of shape.props) {
    const of = shapeOf(prop.codec)
    if (prop.required && of._tag === 'literal') found.set(prop.name, of.value)
  }
  return found
}
