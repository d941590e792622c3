import fc from 'fast-check'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { id, type Id, isCategory, isId, parseStream, streamOf } from '../src/index.ts'

const category = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{0,9}$/)
const ids = fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/)

describe('streams', () => {
  it('come apart as they were put together', () => {
    fc.assert(
      fc.property(category, category, ids, (namespace, kind, one) => {
        const parts = { namespace, category: kind, id: one }
        expect(parseStream(streamOf(namespace, kind, one))).toEqual(parts)
      }),
    )
  })

  it('split in one way only: what parses is spelt as its parts', () => {
    const near = fc.stringMatching(/^[a-z.$-]{0,4}[.][a-z-]{0,4}-[a-z.-]{0,4}$/)
    fc.assert(
      fc.property(near, (text) => {
        const found = parseStream(text)
        if (found === undefined) return
        expect(streamOf(found.namespace, found.category, found.id)).toBe(text)
        expect(isCategory(found.namespace) && isCategory(found.category) && isId(found.id)).toBe(
          true,
        )
      }),
      { numRuns: 1_000 },
    )
  })

  it('are none of these', () => {
    for (const text of [
      '',
      'plan-a',
      'k.plan',
      'k.plan-',
      '$k.plan-a',
      'k.pl.an-a',
      'k.plan-a b',
    ]) {
      expect(parseStream(text)).toBeUndefined()
    }
  })
})

describe('ids', () => {
  it('have 1 to 64 plain characters', () => {
    const AgencyId = id('agency')
    for (const text of ['a', 'so-noi-vu', '_', 'x'.repeat(64)]) expect(AgencyId.is(text)).toBe(true)
    for (const text of ['', 'x'.repeat(65), 'a b', 'a.b', 'Sở', 'a\n', '../a']) {
      expect(AgencyId.is(text)).toBe(false)
    }
    expect(AgencyId.name).toBe('agency id')
  })

  it('of different things don’t mix', () => {
    expectTypeOf<Id<'agency'>>().not.toExtend<Id<'plan'>>()
    expectTypeOf<string>().not.toExtend<Id<'plan'>>()
    expectTypeOf<Id<'plan'>>().toExtend<string>()
  })
})
