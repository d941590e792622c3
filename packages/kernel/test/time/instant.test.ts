import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  civilDateOf,
  dateOfDay,
  Instant,
  instantOfMillis,
  isAfter,
  isInstant,
  millisOf,
  minuteOfDay,
  startOfDayMillis,
} from '../../src/index.ts'

const FIRST_MS = Date.parse('0001-01-01T00:00:00.000Z')
const LAST_MS = Date.parse('9999-12-31T23:59:59.999Z')
const millis = fc.integer({ min: FIRST_MS, max: LAST_MS })

const instant = (text: string): Instant => {
  if (!isInstant(text)) throw new Error(`${text} is no instant`)
  return text
}

describe('instants', () => {
  it('milliseconds come back, and the text is the machine’s own', () => {
    fc.assert(
      fc.property(millis, (ms) => {
        const written = instantOfMillis(ms)
        expect(written).toBe(new Date(ms).toISOString())
        expect(millisOf(written)).toBe(ms)
        expect(Instant.is(written)).toBe(true)
      }),
    )
  })

  it('stops at both ends', () => {
    expect(millisOf(instantOfMillis(Infinity))).toBe(LAST_MS)
    expect(millisOf(instantOfMillis(NaN))).toBe(FIRST_MS)
    expect(millisOf(instantOfMillis(0.9))).toBe(0)
    expect(millisOf(instantOfMillis(-0.1))).toBe(-1)
  })

  it('both written forms are the same moment', () => {
    const short = instant('2023-02-06T01:00:00Z')
    const long = instant('2023-02-06T01:00:00.000Z')
    expect([isAfter(short, long), isAfter(long, short)]).toEqual([false, false])
    expect(isAfter(instant('2023-02-06T01:00:00.001Z'), short)).toBe(true)
    expect(isAfter(short, instant('2023-02-06T01:00:00.001Z'))).toBe(false)
  })

  it('the day in Vietnam changes at 17:00 UTC', () => {
    expect(civilDateOf(instant('2023-08-28T16:59:59.999Z'))).toBe('2023-08-28')
    expect(civilDateOf(instant('2023-08-28T17:00:00Z'))).toBe('2023-08-29')
    expect(minuteOfDay(instant('2023-08-28T16:59:59Z'))).toBe(1439)
    expect(minuteOfDay(instant('2023-08-28T17:00:00Z'))).toBe(0)
    expect(minuteOfDay(instant('1969-12-31T16:59:00Z'))).toBe(1439)
  })

  it('a day starts where its date starts, and not a millisecond before', () => {
    fc.assert(
      fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), (n) => {
        const date = dateOfDay(n)
        const start = startOfDayMillis(date)
        expect(civilDateOf(instantOfMillis(start))).toBe(date)
        expect(civilDateOf(instantOfMillis(start - 1))).toBe(addDays(date, -1))
        expect(minuteOfDay(instantOfMillis(start))).toBe(0)
      }),
    )
  })

  it('takes the two forms and nothing near them', () => {
    const form = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{3})?Z$/
    for (const text of [
      '2023-02-06T24:00:00Z',
      '2023-02-06T23:60:00Z',
      '2023-02-06T23:59:60Z',
      '2023-02-29T00:00:00Z',
      '2023-02-06T01:00:00.1Z',
      '2023-02-06T01:00:00.1234Z',
      '2023-02-06T01:00:00+07:00',
      '2023-02-06T01:00:00.000z',
      '2023-02-06 01:00:00Z',
      '2023-02-06',
    ]) {
      expect(isInstant(text)).toBe(false)
    }
    const near = fc
      .tuple(millis, fc.nat(23), fc.constantFrom('', '0', ':', 'Z', 'T', '9'))
      .map(([ms, at, by]) => {
        const text = new Date(ms).toISOString()
        return text.slice(0, at) + by + text.slice(at + 1)
      })
    fc.assert(
      fc.property(near, (text) => {
        const parsed = Date.parse(text)
        const exists =
          form.test(text) &&
          !text.startsWith('0000') &&
          !Number.isNaN(parsed) &&
          new Date(parsed).toISOString().startsWith(text.slice(0, 10))
        expect(isInstant(text)).toBe(exists)
      }),
      { numRuns: 500 },
    )
  })
})
