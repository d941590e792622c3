/**
 * Arbitraries from io-ts codecs.
 *
 * Promise: every value generated is one that the codec accepts as it is, and that survives JSON. A
 * codec that can't be seen into, or whose test no candidate passes, throws an {@link UnsupportedCodec}
 * that names the path: an override for the codec, or for its name, closes the gap.
 *
 * Texts and numbers with a test are drawn from candidates that often pass (ids, dates, hashes, whole
 * numbers, shares and so on), ids from a handful, so that messages drawn apart meet each other.
 * Rejected: to read a refinement's name as its meaning, which would guess; the test itself is asked.
 */
import { type Codec, guardOf, type Prop, shapeOf } from '@kiemtra/kernel'
import fc from 'fast-check'
import type * as t from 'io-ts'
import { type Bag, isBag } from '../value/equals.ts'
import {
  anyList,
  anyNumber,
  anyText,
  type Candidates,
  listCandidates,
  numbers,
  passing,
  rangeOf,
  texts,
} from './candidates.ts'
import { type Override, type Overrides, overriddenBy } from './override.ts'
import { UnsupportedCodec } from './unsupported.ts'

/** What may be said about an arbitrary. */
export interface ArbitraryOptions {
  /** Arbitraries of one's own for some codecs; the first that fits is taken. */
  readonly overrides?: ReadonlyArray<Override>
}

/**
 * The arbitrary of a codec's values.
 *
 * @example
 * const plans = arbitraryOf(t.strict({ id: id('plan'), on: CivilDate }))
 * fc.assert(fc.property(plans, (plan) => CivilDate.is(plan.on)))
 */
export const arbitraryOf = <A, O>(
  codec: t.Type<A, O>,
  { overrides = [] }: ArbitraryOptions = {},
): fc.Arbitrary<A> => {
  const accepts = guardOf(codec)
  const built = build(codec, { path: '', overrides, open: new Map() })
  // The one place where what was built from the shape becomes an A: the codec itself says so.
  return built.filter((u): u is A => accepts(u) || codec.is(u))
}

// --------------------------------------------------------------- behaviour

type Any = fc.Arbitrary<unknown>

interface At {
  readonly path: string
  readonly overrides: Overrides
  /** Recursive codecs being built, and how many more times each may be opened. */
  readonly open: ReadonlyMap<Codec, number>
}

const below = (at: At, step: string): At => ({
  ...at,
  path: at.path === '' || step.startsWith('[') ? at.path + step : `${at.path}.${step}`,
})

/** How often a recursive codec is opened inside itself before it must end. */
const MAX_DEPTH = 3

const build = (codec: Codec, at: At): Any => {
  const given = overriddenBy(at.overrides, codec)
  if (given !== undefined) return given
  const shape = shapeOf(codec)
  switch (shape._tag) {
    case 'string':
      return anyText
    case 'number':
      return anyNumber
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'undefined':
      return fc.constant(undefined)
    case 'unknown':
      return fc.jsonValue({ maxDepth: 2 })
    case 'literal':
      return fc.constant(shape.value)
    case 'keyof':
      return shape.keys.length === 0 ? unsupported(codec, at) : fc.constantFrom(...shape.keys)
    case 'personal':
      return build(shape.of, at)
    case 'array':
      return neverEnds(shape.item, at)
        ? fc.constant([])
        : anyList(build(shape.item, below(at, '[*]')))
    case 'tuple':
      return fc.tuple(...shape.items.map((item, i) => build(item, below(at, `[${i}]`))))
    case 'record':
      return records(shape.domain, shape.codomain, at)
    case 'props':
      return objects(shape.props, at)
    case 'union':
      return unions(codec, shape.members, at)
    case 'intersection':
      return intersections(codec, shape.members, at)
    case 'refinement':
      return refined(codec, shape.of, shape.test, at)
    case 'recursive':
      return recursive(codec, shape.definition, at)
    case 'opaque':
      return unsupported(codec, at)
  }
}

const unsupported = (codec: Codec, { path }: At, why?: string): never => {
  throw new UnsupportedCodec(path, codec.name, why)
}

const objects = (props: ReadonlyArray<Prop>, at: At): Any => {
  const model: Record<string, Any> = {}
  const requiredKeys: string[] = []
  for (const { name, codec, required } of props) {
    if (!required && neverEnds(codec, at)) continue
    const value = build(codec, below(at, name))
    model[name] = required ? value : value.filter((u) => u !== undefined)
    if (required) requiredKeys.push(name)
  }
  return fc.record(model, { requiredKeys, noNullPrototype: true })
}

const records = (domain: Codec, codomain: Codec, at: At): Any => {
  if (neverEnds(codomain, at)) return fc.constant({})
  const inside = below(at, '*')
  const keys = build(domain, inside).filter((key) => typeof key === 'string')
  return fc.dictionary(keys, build(codomain, inside), { maxKeys: 4, noNullPrototype: true })
}

const unions = (codec: Codec, members: ReadonlyArray<Codec>, at: At): Any => {
  const ending = members.filter((member) => !neverEnds(member, at))
  return ending.length === 0
    ? unsupported(codec, at, 'no member ends')
    : fc.oneof(...ending.map((member) => build(member, at)))
}

/** Whether a codec leads to a recursive one that has been opened often enough. */
const neverEnds = (codec: Codec, at: At, seen: Set<Codec> = new Set()): boolean => {
  if (at.open.get(codec) === 0) return true
  if (at.open.size === 0 || seen.has(codec)) return false
  seen.add(codec)
  const shape = shapeOf(codec)
  const leads = (of: Codec): boolean => neverEnds(of, at, seen)
  switch (shape._tag) {
    case 'refinement':
    case 'personal':
      return leads(shape.of)
    case 'array':
      return leads(shape.item)
    case 'record':
      return leads(shape.codomain)
    case 'props':
      return shape.props.some((prop) => leads(prop.codec))
    case 'tuple':
      return shape.items.some(leads)
    case 'union':
    case 'intersection':
      return shape.members.some(leads)
    case 'recursive': {
      const defined = shape.definition()
      return defined !== undefined && leads(defined)
    }
    default:
      return false
  }
}

/** Objects are merged, and the codec has the last word. */
const intersections = (codec: Codec, members: ReadonlyArray<Codec>, at: At): Any => {
  const together = fc
    .tuple(...members.map((member) => build(member, at)))
    .map((parts) => (parts.every(isBag) ? merged(parts) : parts[0]))
  return (
    passing([together], (u) => codec.is(u)) ?? unsupported(codec, at, 'its members rarely agree')
  )
}

const merged = (parts: ReadonlyArray<Bag>): Bag => {
  const whole: Record<string, unknown> = {}
  for (const part of parts) Object.assign(whole, part)
  return whole
}

const refined = (codec: Codec, of: Codec, test: (u: unknown) => boolean, at: At): Any => {
  const found = passing(candidatesFor(of, at, test), (u) => test(u))
  return found ?? unsupported(codec, at, 'no candidate passes its test')
}

const candidatesFor = (of: Codec, at: At, test: (u: unknown) => boolean): Candidates => {
  const shape = shapeOf(of)
  if (shape._tag === 'string') return texts
  if (shape._tag === 'number') return [...numbers, ...rangeOf(test)]
  return shape._tag === 'array'
    ? listCandidates(build(shape.item, below(at, '[*]')))
    : [build(of, at)]
}

const recursive = (codec: Codec, definition: () => Codec | undefined, at: At): Any => {
  const defined = definition()
  const left = at.open.get(codec) ?? MAX_DEPTH
  if (defined === undefined || left === 0) return unsupported(codec, at, 'it never ends')
  return build(defined, { ...at, open: new Map([...at.open, [codec, left - 1]]) })
}
