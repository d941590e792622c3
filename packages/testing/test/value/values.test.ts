import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diff } from '../../src/value/diff.ts'
import { equals } from '../../src/value/equals.ts'
import { copied, freezer, frozen, turned } from '../../src/value/frozen.ts'

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
    [
      { a: 1, b: 2 },
      { a: 1, b: 3 },
    ],
    [
      { a: 1, b: undefined },
      { a: 1, c: 2 },
    ],
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
    [
      { a: 1, b: undefined, c: 2 },
      { c: 2, a: 1, d: undefined },
    ],
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

  it.each([
    ['a symbol', Symbol('name'), true],
    ['a hidden name', 'hidden', false],
    ['__proto__', '__proto__', true],
  ])('copies what spreading leaves out, or would set: %s', (_, name, enumerable) => {
    const original: unknown = Object.defineProperty({ plain: { n: 1 } }, name, {
      value: { n: 2 },
      enumerable,
    })
    for (const copy of [copied(original), frozen(original), turned(original)]) {
      expect(copy).not.toBe(original)
      expect(Object.getPrototypeOf(copy)).toBe(Object.prototype)
      const found = Object.getOwnPropertyDescriptor(copy, name)
      expect(found).toMatchObject({ value: { n: 2 }, enumerable })
      expect(found?.value).not.toBe(Object.getOwnPropertyDescriptor(original, name)?.value)
    }
  })

  it('turns keys at every depth', () => {
    expect(JSON.stringify(turned({ a: { b: 1, c: [{ d: 1, e: 2 }] }, f: 2 }))).toBe(
      '{"f":2,"a":{"c":[{"e":2,"d":1}],"b":1}}',
    )
  })
})

describe('a freezer', () => {
  it('keeps its copies, and shows by them what has changed', () => {
    const { of, ofRecord, isIntact } = freezer()
    const plan = { targets: ['t1'] }
    expect(of(plan)).toBe(of(plan))
    expect(ofRecord({ plan }).plan).toBe(of(plan))
    const facts: Readonly<Record<string, unknown>> = { plan, day: 1 }
    const copy = ofRecord(facts)
    expect(isIntact(facts, copy)).toBe(true)
    expect(isIntact({ ...facts, day: 2 }, copy)).toBe(false)
    expect(isIntact({ ...facts, other: 1 }, copy)).toBe(false)
    plan.targets.push('t2')
    expect(of(plan)).toEqual({ targets: ['t1'] })
    expect(isIntact(facts, copy)).toBe(false)
    expect(() => ofRecord({ plan }).plan.targets.push('t3')).toThrow(TypeError)
    expect(() => Object.assign(ofRecord({ plan }), { other: 1 })).toThrow(TypeError)
    expect(of(1)).toBe(1)
  })

  it('looks less often at what comes again and again, and yet sees what became of it', () => {
    const { ofRecord, isIntact } = freezer()
    const facts = { plan: { targets: ['t1'] } }
    const copy = ofRecord(facts)
    const looks = (times: number): ReadonlyArray<boolean> =>
      Array.from({ length: times }, () => isIntact(facts, copy))
    expect(looks(100)).not.toContain(false)
    facts.plan.targets.push('t2')
    expect(looks(8)).toContain(false)
  })

  it('keeps only so many copies at a time', () => {
    const { ofRecord, isIntact } = freezer()
    const facts = { plan: { targets: ['t1'] } }
    const copy = ofRecord(facts)
    for (let i = 0; i < 1000; i++) ofRecord({ other: {} })
    expect(ofRecord(facts)).not.toBe(copy)
    expect(ofRecord(facts).plan).not.toBe(copy.plan)
    expect(isIntact(facts, copy)).toBe(true)
    facts.plan.targets.push('t2')
    expect(isIntact(facts, copy)).toBe(false)
  })

  it('freezes what is no record, too', () => {
    const { ofRecord } = freezer()
    expect(() => ofRecord([1]).push(2)).toThrow(TypeError)
    expect(() => ofRecord(new Map([[1, 1]])).set(2, 2)).toThrow(TypeError)
    expect(ofRecord(undefined)).toBe(undefined)
  })
})
