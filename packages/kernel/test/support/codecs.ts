/**
 * Random codecs, and random values near what they decode: right ones, almost right ones, odd ones.
 */
import fc from 'fast-check'
import * as t from 'io-ts'
import { isLeft } from 'fp-ts/lib/Either.js'
import {
  brandedString,
  checkedString,
  type Codec,
  command,
  commandCodec,
  personal,
} from '../../src/index.ts'

/** A codec, and values that lie in or near it. */
export interface Sample {
  readonly codec: Codec
  readonly near: fc.Arbitrary<unknown>
}

interface BrandS {
  readonly S: unique symbol
}

class Point {
  readonly a: unknown
  constructor(a: unknown) {
    this.a = a
  }
  get b(): string {
    return `inherited ${typeof this.a}`
  }
}

const hidden = (value: unknown): object =>
  Object.defineProperty({ a: value }, 'b', { value: 1, enumerable: false })

const nullProto = (value: unknown): object => {
  const made: unknown = Object.create(null)
  return typeof made === 'object' && made !== null ? Object.assign(made, { a: value }) : {}
}

const sparse = (): ReadonlyArray<unknown> => {
  const made = new Array<unknown>(3)
  made[1] = 'x'
  return made
}

/** What JSON never makes, and programs do. */
const odd: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    NaN,
    -0,
    0,
    Infinity,
    undefined,
    null,
    [],
    {},
    { a: undefined },
    { a: NaN },
    { a: -0 },
    [NaN],
    new Date(0),
    new Map([['a', 'b']]),
    new Point('x'),
    Object.create({ a: 'inherited', b: 1 }),
    hidden('x'),
    nullProto('x'),
    nullProto(NaN),
    sparse(),
    { a: 'x', [Symbol('s')]: 1 },
    JSON.parse('{"__proto__": {"a": "x"}, "a": "x"}'),
    { toString: 'x' },
    { constructor: 'x', a: 'x' },
    Object.assign([], { a: 'x' }),
    () => 'x',
    Object.freeze({ a: 'x' }),
  ),
  fc.jsonValue(),
)

// No `toString`: io-ts itself breaks on unions of objects with such a key.
const KEYS = ['a', 'b', 'c', 'kind', '0'] as const
const key = fc.constantFrom(...KEYS)

/** Upper case, as an example of a codec that transforms and can't be seen into. */
const upper = new t.Type<string, string, unknown>(
  'upper',
  t.string.is,
  (u, context) => (typeof u === 'string' ? t.success(u.toUpperCase()) : t.failure(u, context)),
  (text) => text.toLowerCase(),
)

/** A default: absence decodes to a value. */
const defaulted = new t.Type<string, string, unknown>(
  'defaulted',
  t.string.is,
  (u, context) => (u === undefined ? t.success('none') : t.string.validate(u, context)),
  t.identity,
)

/** A copy with another `validate`, as io-ts-types' `withFallback` makes it. */
const fallback = (codec: Codec, value: unknown): Codec => {
  const prototype: unknown = Object.getPrototypeOf(codec)
  const blank = {}
  Reflect.setPrototypeOf(blank, typeof prototype === 'object' ? prototype : null)
  const clone: Codec = Object.assign(blank, codec, {
    validate: (u: unknown, context: t.Context) => {
      const decoded = codec.validate(u, context)
      return isLeft(decoded) ? t.success(value) : decoded
    },
  })
  return Object.assign(clone, {
    decode: (u: unknown) => clone.validate(u, [{ key: '', type: clone, actual: u }]),
  })
}

const leaf: fc.Arbitrary<Sample> = fc.oneof(
  ...[
    { codec: t.string, near: fc.string() },
    { codec: t.number, near: fc.oneof(fc.integer(), fc.double()) },
    { codec: t.boolean, near: fc.boolean() },
    { codec: t.null, near: fc.constant(null) },
    { codec: t.undefined, near: fc.constant(undefined) },
    { codec: t.unknown, near: odd },
    { codec: t.Int, near: fc.double() },
    { codec: t.literal('x'), near: fc.constantFrom('x', 'y') },
    { codec: t.literal(0), near: fc.constantFrom(0, -0, 1) },
    { codec: t.keyof({ a: null, b: null }), near: fc.constantFrom('a', 'b', 'toString') },
    { codec: checkedString('short', (s) => s.length < 3), near: fc.string({ maxLength: 4 }) },
    { codec: brandedString<BrandS>('even', (s) => s.length % 2 === 0), near: fc.string() },
    { codec: upper, near: fc.constantFrom('a', 'A') },
    { codec: defaulted, near: fc.constantFrom('a', undefined) },
    { codec: fallback(t.string, 'fell back'), near: fc.constantFrom<unknown>('a', 1) },
    { codec: fallback(t.type({ a: t.string }), { a: 'fell back' }), near: fc.constant({ a: 1 }) },
    { codec: fallback(t.array(t.string), []), near: fc.constant([1]) },
    { codec: t.UnknownRecord, near: fc.dictionary(key, fc.jsonValue()) },
    { codec: t.tuple([t.string, t.number]), near: fc.array(fc.oneof(fc.string(), fc.integer())) },
  ].map((sample) => fc.constant<Sample>(sample)),
)

const dictionary = (
  of: ReadonlyArray<readonly [string, Sample]>,
): { readonly props: t.Props; readonly near: fc.Arbitrary<object> } => ({
  props: Object.fromEntries(of.map(([name, { codec }]) => [name, codec])),
  near: fc
    .tuple(
      fc.record(Object.fromEntries(of.map(([name, { near }]) => [name, near])), {
        requiredKeys: [],
      }),
      fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, fc.dictionary(key, odd, { maxKeys: 1 })),
    )
    .map(([wanted, extra]) => ({ ...wanted, ...extra })),
})

/** Codecs up to a depth, with values near them. */
export const samples: fc.Arbitrary<Sample> = fc.letrec<{ node: Sample }>((tie) => {
  const node = tie('node')
  const props = fc
    .uniqueArray(fc.tuple(key, node), { selector: ([name]) => name, maxLength: 3 })
    .map(dictionary)
  return {
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      props.map(({ props: p, near }) => ({ codec: t.type(p), near })),
      props.map(({ props: p, near }) => ({ codec: t.strict(p), near })),
      props.map(({ props: p, near }) => ({ codec: t.partial(p), near })),
      props.map(({ props: p, near }) => ({ codec: t.exact(t.partial(p)), near })),
      fc.tuple(props, props).map(([a, b]) => ({
        codec: t.exact(t.intersection([t.type(a.props), t.partial(b.props)])),
        near: fc.tuple(a.near, b.near).map(([x, y]) => ({ ...x, ...y })),
      })),
      // Two members that share every key by the same codec.
      props.map(({ props: p, near }) => ({
        codec: t.exact(t.intersection([t.type(p), t.partial(p)])),
        near,
      })),
      fc.tuple(node, node).map(([a, b]) => ({
        codec: t.intersection([a.codec, b.codec]),
        near: fc.oneof(a.near, b.near),
      })),
      node.map(({ codec, near }) => ({ codec: t.array(codec), near: fc.array(near) })),
      node.map(({ codec, near }) => ({
        codec: t.readonly(t.readonlyArray(codec)),
        near: fc.array(near),
      })),
      node.map(({ codec, near }) => ({
        codec: t.record(t.string, codec),
        near: fc.dictionary(key, near),
      })),
      node.map(({ codec, near }) => ({
        codec: t.record(t.keyof({ a: null, b: null }), codec),
        near: fc.dictionary(fc.constantFrom('a', 'b', 'c'), near),
      })),
      node.map(({ codec, near }) => ({
        codec: t.record(
          t.refinement(t.string, (s) => s !== 'b'),
          codec,
        ),
        near: fc.dictionary(key, near),
      })),
      node.map(({ codec, near }) => ({ codec: personal(codec), near })),
      node.map(({ codec, near }) => ({
        codec: t.refinement(codec, (u) => u !== 'x' && u !== 0),
        near,
      })),
      fc.tuple(node, node).map(([a, b]) => ({
        codec: t.union([a.codec, b.codec]),
        near: fc.oneof(a.near, b.near),
      })),
      fc.tuple(props, props).map(([a, b]) => ({
        codec: t.union([
          t.strict({ ...a.props, kind: t.literal('a') }),
          t.strict({ ...b.props, kind: t.literal('b') }),
        ]),
        near: fc
          .tuple(fc.oneof(a.near, b.near), fc.constantFrom('a', 'b', 'c'))
          .map(([x, kind]) => ({ ...x, kind })),
      })),
      fc.tuple(node, node).map(([a, b]) => ({
        codec: commandCodec(command('A', a.codec), command('B', b.codec)),
        near: fc.record({
          type: fc.constantFrom('A', 'B', 'C'),
          data: fc.oneof(a.near, b.near),
        }),
      })),
      node.map(({ codec, near }) => ({
        codec: t.recursion<unknown>('tree', (self) =>
          t.union([t.strict({ a: codec, b: t.array(self) }), codec]),
        ),
        near: fc.oneof(
          near,
          fc.record({ a: near, b: fc.array(fc.record({ a: near, b: fc.constant([]) })) }),
        ),
      })),
    ),
  }
}).node

/** A codec with a value in it, near it or far from it. */
export const probes: fc.Arbitrary<{ readonly codec: Codec; readonly value: unknown }> =
  samples.chain(({ codec, near }) =>
    fc.oneof({ weight: 4, arbitrary: near }, odd).map((value) => ({ codec, value })),
  )
