import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import { brandedNumber, type Codec, discriminant, personal, shapeOf } from '../../src/index.ts'

interface Small {
  readonly Small: unique symbol
}

describe('the shape of a codec', () => {
  const tags: ReadonlyArray<readonly [Codec, string]> = [
    [t.string, 'string'],
    [t.number, 'number'],
    [t.boolean, 'boolean'],
    [t.null, 'null'],
    [t.undefined, 'undefined'],
    [t.unknown, 'unknown'],
    [t.literal('a'), 'literal'],
    [t.keyof({ a: null }), 'keyof'],
    [brandedNumber<Small>('small', (n) => n < 3), 'refinement'],
    [t.array(t.string), 'array'],
    [t.readonly(t.readonlyArray(t.string)), 'array'],
    [t.tuple([t.string]), 'tuple'],
    [t.record(t.string, t.string), 'record'],
    [t.record(t.keyof({ a: null }), t.string), 'props'],
    [t.type({ a: t.string }), 'props'],
    [t.union([t.string, t.null]), 'union'],
    [t.intersection([t.strict({ a: t.string }), t.type({ b: t.string })]), 'intersection'],
    [t.recursion<unknown>('r', () => t.unknown), 'recursive'],
    [personal(t.string), 'personal'],
    [t.UnknownRecord, 'opaque'],
    [t.string.pipe(t.string), 'opaque'],
  ]
  it.each(tags)('%o', (codec, tag) => {
    expect(shapeOf(codec)._tag).toBe(tag)
  })

  it('flattens objects, and says what is required and what survives', () => {
    const codec = t.exact(t.intersection([t.type({ a: t.string }), t.partial({ b: t.number })]))
    expect(shapeOf(codec)).toEqual({
      _tag: 'props',
      exact: true,
      props: [
        { name: 'a', codec: t.string, required: true },
        { name: 'b', codec: t.number, required: false },
      ],
    })
  })

  it('does not flatten keys that overlap', () => {
    const codec = t.intersection([t.type({ a: t.string }), t.partial({ a: t.string })])
    expect(shapeOf(codec)._tag).toBe('intersection')
    expect(shapeOf(t.exact(codec))._tag).toBe('opaque')
  })
})

describe('a discriminant', () => {
  const a = t.strict({ kind: t.literal('a') })
  it('tells all members apart', () => {
    expect(discriminant([a, t.strict({ kind: t.literal('b') })])?.tag).toBe('kind')
  })
  it('is none where two share a value, or one has no such literal', () => {
    expect(discriminant([a, a])).toBeUndefined()
    expect(discriminant([a, t.strict({ kind: t.string })])).toBeUndefined()
    expect(discriminant([a, t.partial({ kind: t.literal('b') })])).toBeUndefined()
    expect(discriminant([])).toBeUndefined()
  })
})
