/**
 * Everything ever released is read today, and means what it meant; nothing new goes unkept.
 */
import { aggregate, command, commandCodec, event, eventCodec, seal } from '@kiemtra/kernel'
import { left } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import { checkUpcasts } from '@kiemtra/testing'
import { domain } from '../../src/domain.ts'
import { folded, kept, missing, overrides } from './corpus.ts'

describe.each(domain)('the golden corpus of $category', (member) => {
  const entries = kept(member.category)

  it('L6: holds every version of every event (else: see add.ts)', () => {
    expect(missing(member, entries).map(({ type }) => type)).toEqual([])
    expect(entries.length).toBeGreaterThan(0)
  })

  it('L6: folds to the states that it folded to when each was kept', () => {
    expect(folded(member, entries)).toEqual(entries.map(({ state }) => state))
  })

  it('L6: reads as events of today', () => {
    const report = member.aggregate.open((one) =>
      checkUpcasts(one.event, { golden: entries, overrides, runs: 300, seed: 61 }),
    )
    expect(report.laws.find(({ law }) => law === 'L6')?.counterexample).toBeUndefined()
  })
})

describe('a corpus', () => {
  const Counted = event('Counted', t.strict({ by: t.number }))
  const counting = (evolve: (total: number, by: number) => number, of = eventCodec(Counted)) => ({
    category: 'counter',
    events: of.definitions,
    aggregate: seal(
      aggregate<number, { readonly _tag: 'No' }>()({
        category: 'counter',
        idOf: () => 'one',
        command: commandCodec(command('Count', t.strict({}))),
        event: of,
        initialState: 0,
        needs: () => ({}),
        decide: () => left({ _tag: 'No' }),
        evolve: (total, { data }) => evolve(total, data.by),
      }),
    ),
  })
  const entries = [1, 2].map((by) => ({ type: 'Counted', schemaVersion: 1, data: { by } }))

  it('L6: shows a fold that has changed, from the first entry on that it concerns', () => {
    const before = folded(
      counting((total, by) => total + by),
      entries,
    )
    const after = folded(
      counting((total, by) => (by > 1 ? total : total + by)),
      entries,
    )
    expect(after[0]).toBe(before[0])
    expect(after[1]).not.toBe(before[1])
  })

  it('L6: misses a version that nothing is kept of, and no other', () => {
    const revised = eventCodec(
      Counted.revised(t.strict({ by: t.number, on: t.string }), (v1) => ({ ...v1, on: '' })),
    )
    expect(
      missing({ ...counting((total) => total), events: revised.definitions }, entries).map(
        ({ schemaVersion }) => schemaVersion,
      ),
    ).toEqual([2, 2, 2])
  })

  it('L6: does not pass over what can no longer be read', () => {
    const gone = [{ type: 'Gone', schemaVersion: 1, data: {} }]
    expect(() =>
      folded(
        counting((total) => total),
        gone,
      ),
    ).toThrow('UnknownType')
  })
})
