import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diff } from '../../src/value/diff.ts'
import { equals } from '../../src/value/equals.ts'
import { copied, frozen } from '../../src/value/frozen.ts'

const values = fc.anything({ withMap: true, withSet: true, withDate: true, maxDepth: 3 })

describe('equals', () => {
  it('holds for a copy of any value, and the diff of the two has no marks', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(equals(value, copied(value))).toBe(true)
      }),
    )
    expect(diff({ a: [1] }, { a: [1] })).not.toMatch(/^[-+]/m)
  })

  it.each([
    [1, '1'],
    [null, undefined],
    [
      [1, 2],
      [2, 1],
    ],
    [[], {}],
    [{ a: 1 }, { a: 1, b: 2 }],
    [{ a: 1, b: 2 }, { a: 1 }],
    [{ a: null }, {}],
    [new Map([['a', 1]]), new Map([['a', 2]])],
    [new Map(), new Set()],
    [new Set([1]), new Set([2])],
    [new Date(0), new Date(1)],
    [new Date(0), {}],
  ])('tells %o and %o apart, either way round', (a, b) => {
    expect([equals(a, b), equals(b, a)]).toEqual([false, false])
  })

  it.each([
    [{ a: undefined }, {}],
    [0, -0],
    [Number.NaN, Number.NaN],
    [new Set([{ a: 1 }]), new Set([{ a: 1 }])],
    [Object.create(null), {}],
  ])('does not tell %o and %o apart', (a, b) => {
    expect([equals(a, b), equals(b, a)]).toEqual([true, true])
  })
})

describe('frozen', () => {
  it('is equal to its original, leaves it writable, and refuses every change', () => {
    const original = { list: [1], map: new Map([['a', { n: 1 }]]), set: new Set([1]) }
    const copy = frozen(original)
    expect(equals(copy, original)).toBe(true)
    expect(() => copy.list.push(2)).toThrow(TypeError)
    expect(() => copy.map.set('b', { n: 2 })).toThrow(TypeError)
    expect(() => copy.set.add(2)).toThrow(TypeError)
    expect(() => Object.assign(copy.map.get('a') ?? {}, { n: 2 })).toThrow(TypeError)
    original.list.push(2)
    original.map.set('b', { n: 2 })
    expect(equals(copy, original)).toBe(false)
  })
})
