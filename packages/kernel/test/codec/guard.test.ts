import fc from 'fast-check'
import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import { decoderOf, event, eventCodec, guardOf, problemsOf } from '../../src/index.ts'
import { probes, samples } from '../support/codecs.ts'

describe('a guard and its codec', () => {
  it('where the guard says yes, decoding gives the very same value', () => {
    let yes = 0
    fc.assert(
      fc.property(probes, ({ codec, value }) => {
        if (!guardOf(codec)(value)) return
        yes++
        const decoded = codec.decode(value)
        expect(isRight(decoded) && Object.is(decoded.right, value)).toBe(true)
      }),
      { numRuns: 5_000 },
    )
    // Without a yes there would be nothing to hold.
    expect(yes).toBeGreaterThan(500)
  })

  it('decoderOf equals decode, and reports the same problems', () => {
    fc.assert(
      fc.property(probes, ({ codec, value }) => {
        const expected = codec.decode(value)
        const found = decoderOf(codec)(value)
        if (isLeft(expected)) {
          expect(found).toStrictEqual({ _tag: 'Left', left: problemsOf(expected.left) })
        } else {
          expect(found).toStrictEqual(expected)
        }
      }),
      { numRuns: 3_000 },
    )
  })

  it('remembers the names it met, and answers as if it had met none', () => {
    let yes = 0
    const many = samples.chain(({ codec, near }) =>
      fc.array(near, { minLength: 2, maxLength: 12 }).map((values) => ({ codec, values })),
    )
    fc.assert(
      fc.property(many, ({ codec, values }) => {
        const accepts = guardOf(codec)
        for (const value of values) {
          const answer = accepts(value)
          if (answer) yes++
          expect(answer).toBe(guardOf(codec)(value))
        }
      }),
      { numRuns: 500 },
    )
    expect(yes).toBeGreaterThan(500)
  })

  it('takes an object whatever the order of its names, and however many orders came before', () => {
    const names = ['a', 'b', 'c', 'd'] as const
    const text = { a: t.string, b: t.string, c: t.string, d: t.string }
    const accepts = guardOf(t.exact(t.partial(text)))
    for (const chosen of orders(names)) {
      const value = Object.fromEntries(chosen.map((name) => [name, 'x']))
      expect(accepts(value)).toBe(true)
      expect(accepts({ ...value, e: 'x' })).toBe(false)
      const [first] = chosen
      if (first !== undefined) expect(accepts({ ...value, [first]: 1 })).toBe(false)
    }
  })

  it('says yes to what JSON.parse gives for plain shapes', () => {
    const codec = t.strict({
      id: t.string,
      counts: t.array(t.number),
      by: t.union([t.strict({ name: t.string }), t.null]),
      kind: t.keyof({ a: null, b: null }),
      notes: t.record(t.string, t.string),
    })
    const value: unknown = JSON.parse(
      '{"id":"x","counts":[1,2],"by":null,"kind":"b","notes":{"a":"b"}}',
    )
    expect(guardOf(codec)(value)).toBe(true)
  })
})

/** Every order of some or all of the names. */
const orders = (names: ReadonlyArray<string>): ReadonlyArray<ReadonlyArray<string>> => [
  [],
  ...names.flatMap((name) =>
    orders(names.filter((other) => other !== name)).map((rest) => [name, ...rest]),
  ),
]

/** With a property `b` that no enumeration sees. */
const hiding = (u: object): object =>
  Object.defineProperty(u, 'b', { value: 1, enumerable: false, configurable: true })

const pretending = (u: object): object => {
  Reflect.setPrototypeOf(u, Object.prototype)
  return u
}

const inheriting = (prototype: object, own: object = {}): object => {
  const made = { ...own }
  Reflect.setPrototypeOf(made, prototype)
  return made
}

/** Even numbers, by a codec of someone's own: a guard can't see into it. */
const even = new t.Type<number, number, unknown>(
  'even',
  (u): u is number => typeof u === 'number' && u % 2 === 0,
  (u, context) => (typeof u === 'number' && u % 2 === 0 ? t.success(u) : t.failure(u, context)),
  t.identity,
)

describe('a guard takes, where decoding changes nothing,', () => {
  const shared = t.type({ on: t.string })
  const cases: ReadonlyArray<readonly [string, t.Mixed, unknown]> = [
    ['a part that it cannot see into', t.strict({ n: even }), { n: 2 }],
    [
      'keys that two members share by the same codec',
      t.exact(t.intersection([t.intersection([shared, t.partial({ by: t.string })]), shared])),
      { on: 'x' },
    ],
    [
      'the second of a union, which shares no tag with the first',
      t.union([
        t.strict({ role: t.literal('head'), post: t.string }),
        t.strict({ role: t.keyof({ a: null, b: null }) }),
      ]),
      { role: 'b' },
    ],
    [
      'the second of a union whose members may each have one of several tags',
      t.union([
        t.strict({ role: t.keyof({ a: null, b: null }), x: even }),
        t.strict({ role: t.keyof({ c: null, d: null }), x: t.string }),
      ]),
      { role: 'd', x: 'y' },
    ],
    [
      'the second of a union, where the first may have its tag too',
      t.union([
        t.strict({ role: t.keyof({ a: null, b: null }), x: t.number }),
        t.strict({ role: t.literal('b') }),
      ]),
      { role: 'b' },
    ],
    [
      'the first of a union, where the second may have its tag too',
      t.union([
        t.strict({ role: t.keyof({ a: null, b: null }), x: t.number }),
        t.strict({ role: t.literal('b') }),
      ]),
      { role: 'b', x: 1 },
    ],
    ['one of several texts of one length', t.keyof({ ab: null, cd: null, e: null }), 'cd'],
  ]
  it.each(cases)('%s', (_, codec, value) => {
    expect(guardOf(codec)(value)).toBe(true)
    const decoded = codec.decode(value)
    expect(isRight(decoded) && Object.is(decoded.right, value)).toBe(true)
  })
})

/** Decodes to itself, and encodes to something else. */
const shouting = new t.Type<string, string, unknown>(
  'shouting',
  t.string.is,
  (u, context) => t.string.validate(u, context),
  (text) => text.toUpperCase(),
)

describe('what a guard must not take', () => {
  const cases: ReadonlyArray<readonly [string, t.Mixed, unknown]> = [
    ['an extra key of a strict object', t.strict({ a: t.string }), { a: 'x', b: 1 }],
    [
      'a missing key of a listed record',
      t.record(t.keyof({ a: null, b: null }), t.string),
      { a: 'x' },
    ],
    ['a key that only the prototype has', t.strict({ toString: t.unknown }), { b: 1 }],
    ['a hole left by a missing unknown', t.type({ a: t.unknown }), {}],
    ['minus zero for zero', t.literal(0), -0],
    ['a hidden key of the wrong kind', t.type({ a: t.string, b: t.string }), hiding({ a: 'x' })],
    ['a hidden extra key of a strict object', t.strict({ a: t.string }), hiding({ a: 'x' })],
    [
      'an optional key that is inherited, unseen and of the wrong kind',
      t.exact(t.intersection([t.type({ a: t.string }), t.partial({ b: t.string })])),
      inheriting(hiding({}), { a: 'x' }),
    ],
    ['a text of the length of one of several', t.keyof({ ab: null, cd: null }), 'ce'],
    [
      'an object with the tag of one member and the rest of another',
      t.union([
        t.strict({ role: t.keyof({ a: null, b: null }), x: t.number }),
        t.strict({ role: t.literal('c'), x: t.string }),
      ]),
      { role: 'b', x: 'y' },
    ],
    [
      'a hidden key of the wrong kind, with an inherited one of the right kind',
      t.strict({ a: t.string, b: t.string }),
      hiding(inheriting({ c: 'x' }, { a: 'x' })),
    ],
    ['a list for an object with a length', t.type({ length: t.number }), []],
    ['a part unseen that refuses', t.strict({ n: even }), { n: 1 }],
    [
      'keys that two members share by different codecs',
      t.intersection([t.strict({ a: t.string }), t.type({ a: t.string, b: t.number })]),
      { a: 'x', b: 1 },
    ],
    ['an array for an object', t.type({}), []],
    ['an array that pretends to be an object', t.type({}), pretending([])],
    [
      'a key inherited and another hidden',
      t.strict({ a: t.string }),
      hiding(inheriting({ a: 'x' })),
    ],
  ]
  it.each(cases)('%s', (_, codec, value) => {
    const decoded = codec.decode(value)
    expect(isRight(decoded) && Object.is(decoded.right, value)).toBe(false)
    expect(guardOf(codec)(value)).toBe(false)
  })
})

it('what encodes to something else is encoded, though it decodes to itself', () => {
  expect(guardOf(t.strict({ a: shouting }))({ a: 'x' })).toBe(false)
  const codec = eventCodec(event('Said', t.strict({ a: shouting })))
  expect(codec.encode({ type: 'Said', data: { a: 'x' } }).data).toEqual({ a: 'X' })
})
