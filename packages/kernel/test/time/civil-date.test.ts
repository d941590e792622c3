import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  civilDate,
  CivilDate,
  dateOfDay,
  dayNumber,
  daysBetween,
  isCivilDate,
  quarterOf,
  weekday,
  yearOf,
} from '../../src/index.ts'

const FIRST = -719_162
const LAST = 2_932_896
const day = fc.integer({ min: FIRST, max: LAST })

describe('civil dates', () => {
  it('a day number comes back from its date, over the whole range', () => {
    for (let n = FIRST; n <= LAST; n += 97) expect(dayNumber(dateOfDay(n))).toBe(n)
    fc.assert(fc.property(day, (n) => dayNumber(dateOfDay(n)) === n))
  })

  it('agrees with the machine on each day, which is ISO and exists', () => {
    fc.assert(
      fc.property(day, (n) => {
        const date = dateOfDay(n)
        expect(date).toBe(new Date(n * 86_400_000).toISOString().slice(0, 10))
        expect(isCivilDate(date) && CivilDate.is(date)).toBe(true)
      }),
    )
  })

  it('order of texts is order of days', () => {
    fc.assert(
      fc.property(day, day, (a, b) => {
        expect(dateOfDay(a) < dateOfDay(b)).toBe(a < b)
        expect(daysBetween(dateOfDay(a), dateOfDay(b))).toBe(b - a)
      }),
    )
  })

  it('weekdays go round, from a Monday that is known', () => {
    expect(weekday(civilDate(2023, 2, 6))).toBe(1)
    expect(weekday(civilDate(1, 1, 1))).toBe(1)
    fc.assert(fc.property(day, (n) => weekday(dateOfDay(n)) === ((((n + 3) % 7) + 7) % 7) + 1))
  })

  it('adding days adds, and stops at both ends', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -40_000, max: 40_000 }), (n, days) => {
        const wanted = Math.min(LAST, Math.max(FIRST, n + days))
        expect(dayNumber(addDays(dateOfDay(n), days))).toBe(wanted)
      }),
    )
    expect(dateOfDay(Infinity)).toBe('9999-12-31')
    expect(dateOfDay(-Infinity)).toBe('0001-01-01')
    expect(dateOfDay(NaN)).toBe('0001-01-01')
  })

  it('takes the form and nothing near it', () => {
    for (const text of ['2024-02-29', '2000-02-29', '2023-12-31', '0001-01-01', '9999-12-31']) {
      expect(isCivilDate(text)).toBe(true)
    }
    for (const text of [
      '2023-02-29',
      '1900-02-29',
      '2023-04-31',
      '2023-13-01',
      '2023-00-10',
      '2023-01-00',
      '0000-01-01',
      '2023-1-01',
      '2023/01/01',
      '2023-01-01 ',
      '2023-01-01\n',
      '２023-01-01',
      '',
    ]) {
      expect(isCivilDate(text)).toBe(false)
    }
    const near = fc.stringMatching(/^[0-9]{3,5}[-/][0-3][0-9][-/][0-9]{1,2}$/)
    const form = /^(\d{4})-(\d{2})-(\d{2})$/
    fc.assert(
      fc.property(fc.oneof(near, fc.string()), (text) => {
        const parsed = new Date(`${text}T00:00:00Z`)
        const exists =
          form.test(text) &&
          !text.startsWith('0000') &&
          !Number.isNaN(parsed.getTime()) &&
          parsed.toISOString().startsWith(text)
        expect(isCivilDate(text)).toBe(exists)
      }),
    )
  })

  it('overflow runs on into the next month or year', () => {
    expect(civilDate(2023, 14, 1)).toBe('2024-02-01')
    expect(civilDate(2023, 0, 1)).toBe('2022-12-01')
    expect(civilDate(2023, 3, 0)).toBe('2023-02-28')
  })

  it('knows year and quarter', () => {
    expect(yearOf(civilDate(2023, 8, 28))).toBe(2023)
    expect([1, 3, 4, 6, 7, 9, 10, 12].map((m) => quarterOf(civilDate(2023, m, 1)))).toEqual([
      1, 1, 2, 2, 3, 3, 4, 4,
    ])
  })
})
