import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonCopy } from '../../src/index.ts'

describe('jsonCopy', () => {
  it('equals what JSON would give back', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(jsonCopy(value)).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
    const odd: unknown = JSON.parse('{"__proto__": {"a": 1}, "constructor": 2}')
    expect(JSON.stringify(jsonCopy(odd))).toBe(JSON.stringify(odd))
    expect(jsonCopy({ zero: -0, gone: undefined })).toEqual({ zero: 0 })
    expect(Object.is(jsonCopy(-0), 0)).toBe(true)
  })

  it.each([
    ['a bigint', { a: [{ b: 1n }] }, 'a[0].b'],
    ['NaN', { a: Number.NaN }, 'a'],
    ['an infinity', { a: Number.POSITIVE_INFINITY }, 'a'],
    ['a date', { a: new Date(0) }, 'a'],
    ['a map', { a: new Map() }, 'a'],
    ['a function', { a: () => 1 }, 'a'],
    ['nothing in a list', { a: [undefined] }, 'a[0]'],
    ['a symbol', { a: Symbol('x') }, 'a'],
  ])('throws at %s, with the path and never the value', (_, value, path) => {
    expect(() => jsonCopy(value, 'data')).toThrow(`data.${path} is `)
  })
})
