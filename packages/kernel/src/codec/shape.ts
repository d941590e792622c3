/**
 * What a codec is made of: io-ts codecs seen as one closed union.
 *
 * Guards, arbitraries, the event catalogue and typed columns all walk codecs. They walk this view,
 * so that only this file knows io-ts's classes. `type`, `partial`, `strict` and their intersections
 * become one case, `props`. What io-ts doesn't let us see into is `opaque`, never guessed.
 */
import * as t from 'io-ts'
import { PersonalType } from './personal.ts'

/** A codec from the outside, whatever it decodes to. */
export type Codec = t.Mixed

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
 * shapeOf(t.array(t.string)) // { _tag: 'array', item: t.string }
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
    const test: unknown = codec.predicate
    return typeof test === 'function'
      ? inner(codec.type, (of) => ({ _tag: 'refinement', of, name: codec.name, test: predicate(test) }), codec)
      : opaque(codec)
  }
  if (codec instanceof t.DictionaryType) {
    const domain: unknown = codec.domain
    return inner(
      codec.codomain,
      (codomain) => (isCodec(domain) ? { _tag: 'record', domain, codomain } : opaque(codec)),
      codec,
    )
  }
  if (codec instanceof t.UnionType) return { _tag: 'union', members: codecs(codec.types) }
  if (codec instanceof t.TupleType) return { _tag: 'tuple', items: codecs(codec.types) }
  if (codec instanceof t.IntersectionType) {
    return { _tag: 'intersection', members: codecs(codec.types) }
  }
  return undefined
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
  if (codec instanceof t.InterfaceType) return propsIn(codec.props, true)
  if (codec instanceof t.PartialType) return propsIn(codec.props, false)
  if (!(codec instanceof t.IntersectionType)) return undefined
  const all: Prop[] = []
  const names = new Set<string>()
  for (const member of codecs(codec.types)) {
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

const propsIn = (props: unknown, required: boolean): ReadonlyArray<Prop> => {
  if (!isObject(props)) return []
  const found: Prop[] = []
  for (const [name, codec] of Object.entries(props)) {
    if (isCodec(codec)) found.push({ name, codec, required })
  }
  return found
}

// ------------------------------------------- io-ts types its innards as any

const isObject = (u: unknown): u is object => typeof u === 'object' && u !== null

/** Whether a value is an io-ts codec. */
export const isCodec = (u: unknown): u is Codec => u instanceof t.Type

const codecs = (types: unknown): ReadonlyArray<Codec> =>
  Array.isArray(types) ? types.filter(isCodec) : []

const inner = (of: unknown, make: (codec: Codec) => Shape, around: Codec): Shape =>
  isCodec(of) ? make(of) : opaque(around)

const predicate = (test: unknown) => (u: unknown): boolean =>
  typeof test === 'function' && Boolean(Reflect.apply(test, undefined, [u]))

const recursion = (codec: { readonly runDefinition: () => unknown; readonly name: string }) => {
  return (): Codec | undefined => {
    const definition = codec.runDefinition()
    return isCodec(definition) ? definition : undefined
  }
}
