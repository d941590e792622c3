import fc from 'fast-check'
import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import { decoderOf, guardOf, problemsOf } from '../../src/index.ts'
import { probes } from '../support/codecs.ts'

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
