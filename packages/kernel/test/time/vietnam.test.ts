import { right } from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  addWorkingDays,
  civilDate,
  isWorkingDay,
  vietnamCalendar,
  vietnamHolidays,
  weekday,
  workingDaysBetween,
} from '../../src/index.ts'

const of = (year: number, kind: 'holiday' | 'makeUp') =>
  vietnamHolidays.filter((entry) => entry.kind === kind && entry.on.startsWith(String(year)))

/** Working days off, as announced: weekends left out. */
const weekdaysOff = (year: number): ReadonlyArray<string> =>
  of(year, 'holiday')
    .filter((entry) => weekday(entry.on) <= 5)
    .map((entry) => entry.on.slice(5))

describe('Vietnam’s calendar', () => {
  it('loses no entry, repeats none, keeps their order and its span', () => {
    const dates = vietnamHolidays.map((entry) => entry.on)
    expect(dates).toHaveLength(77)
    expect(new Set(dates).size).toBe(dates.length)
    expect(dates.toSorted()).toEqual(dates)
    expect(dates.every((on) => on >= vietnamCalendar.from && on <= vietnamCalendar.to)).toBe(true)
  })

  it('gives each year 11 public holidays by the Labour Code, and 12 with Culture Day', () => {
    const statutory = (year: number) =>
      of(year, 'holiday').filter(
        ({ nameEn }) => nameEn !== 'Day off in lieu' && !nameEn.startsWith('Day off swapped'),
      ).length
    expect([2023, 2024, 2025, 2026, 2027].map(statutory)).toEqual([11, 11, 11, 12, 12])
  })

  it('gives a day in lieu for each holiday on a weekend, and a Saturday for each swapped day', () => {
    for (const year of [2023, 2024, 2025, 2026, 2027]) {
      const off = of(year, 'holiday')
      const lieu = off.filter(({ nameEn }) => nameEn === 'Day off in lieu').length
      const swapped = off.filter(({ nameEn }) => nameEn.startsWith('Day off swapped')).length
      expect(off.filter(({ on }) => weekday(on) > 5)).toHaveLength(lieu)
      expect(of(year, 'makeUp')).toHaveLength(swapped)
    }
    expect(
      vietnamHolidays.filter(({ kind }) => kind === 'makeUp').every(({ on }) => weekday(on) === 6),
    ).toBe(true)
  })

  it('has the working days off that were announced', () => {
    expect(weekdaysOff(2023)).toEqual(
      '01-02 01-20 01-23 01-24 01-25 01-26 05-01 05-02 05-03 09-01 09-04'.split(' '),
    )
    expect(weekdaysOff(2024)).toEqual(
      '01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-29 04-30 05-01 09-02 09-03'.split(' '),
    )
    expect(weekdaysOff(2025)).toEqual(
      '01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02'.split(' '),
    )
    expect(weekdaysOff(2026)).toEqual(
      '01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24'.split(
        ' ',
      ),
    )
  })

  it('goes back to work on 27 January 2023, after Tết', () => {
    expect(addWorkingDays(vietnamCalendar, civilDate(2023, 1, 19), 1)).toEqual(right('2023-01-27'))
  })

  it('has a source for every entry, and nothing announced for 2027', () => {
    expect(vietnamHolidays.every(({ source }) => (source ?? '') !== '')).toBe(true)
    expect(of(2027, 'holiday').every(({ basis }) => basis === 'expected')).toBe(true)
  })

  it('has a plain week and a plain year', () => {
    const monday = civilDate(2023, 3, 6)
    const week = [0, 1, 2, 3, 4, 5, 6].map((n) => isWorkingDay(vietnamCalendar, addDays(monday, n)))
    expect(week).toEqual([true, true, true, true, true, false, false].map((is) => right(is)))
    // 2023: 260 weekdays, 11 of them off; 1 January is itself not counted, and was a Sunday.
    expect(
      workingDaysBetween(vietnamCalendar, civilDate(2023, 1, 1), civilDate(2023, 12, 31)),
    ).toEqual(right(249))
  })
})
