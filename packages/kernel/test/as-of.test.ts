import fc from 'fast-check'
import { right } from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { asOf, civilDate, foldOf, foldStored, instantOfMillis, isRecordedBy } from '../src/index.ts'
import { Counter } from './support/counter.ts'
import { storedEvent } from './support/stored.ts'

const fold = foldOf(Counter)
const START = Date.parse('2023-02-06T01:00:00Z')
const at = (minutes: number) => instantOfMillis(START + minutes * 60_000)
const counted = (revision: number, minute: number, on = '2023-02-06') =>
  storedEvent('Counted', { by: 1, on }, { revision, recordedAt: at(minute) })

describe('as of', () => {
  it('what was known is a prefix of the stream', () => {
    const minutes = fc.array(fc.nat(20)).map((all) => all.toSorted((a, b) => a - b))
    fc.assert(
      fc.property(minutes, fc.nat(20), (recorded, known) => {
        const events = recorded.map((minute, revision) => counted(revision, minute))
        const prefix = events.slice(0, recorded.filter((minute) => minute <= known).length)
        expect(asOf({ knownAt: at(known) }).state(fold, events)).toEqual(foldStored(fold, prefix))
      }),
    )
  })

  it('also where a clock ran backwards: the first later record ends it', () => {
    const events = [counted(0, 1), counted(1, 9), counted(2, 2)]
    expect(asOf({ knownAt: at(5) }).state(fold, events)).toMatchObject({ right: { total: 1 } })
  })

  it('a late record is unknown until it is recorded, whenever it happened', () => {
    const late = [counted(0, 60, '2023-01-01')]
    expect(asOf({ knownAt: at(59) }).state(fold, late)).toEqual(right(Counter.initialState))
    expect(asOf({ knownAt: at(60) }).state(fold, late)).toMatchObject({ right: { total: 1 } })
  })

  it('the moment itself is known, in either written form', () => {
    const stored = storedEvent('WasReset', {}, { recordedAt: '2023-02-06T01:00:00Z' })
    expect(isRecordedBy(stored, '2023-02-06T01:00:00.000Z')).toBe(true)
    expect(isRecordedBy(stored, '2023-02-06T00:59:59.999Z')).toBe(false)
  })

  it('asks about the given date, or the day in Vietnam of what is known', () => {
    const knownAt = instantOfMillis(Date.parse('2023-02-06T17:00:00Z'))
    const on = (_: unknown, date: string) => date
    expect(asOf({ knownAt }).ask(fold, [], on)).toEqual(right('2023-02-07'))
    expect(asOf({ knownAt, effectiveOn: civilDate(2022, 12, 1) }).ask(fold, [], on)).toEqual(
      right('2022-12-01'),
    )
  })

  it('says so where the stream can’t be read, but only within the prefix', () => {
    const events = [counted(0, 1), storedEvent('Nope', {}, { revision: 1, recordedAt: at(5) })]
    expect(asOf({ knownAt: at(4) }).state(fold, events)).toMatchObject({ right: { total: 1 } })
    expect(asOf({ knownAt: at(5) }).ask(fold, events, () => 0)).toMatchObject({
      left: { _tag: 'UnknownType' },
    })
  })
})
