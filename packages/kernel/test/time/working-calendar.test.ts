import fc from 'fast-check'
import { isRight, left, right } from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  addWorkingDays,
  civilDate,
  type CivilDate,
  dateOfDay,
  dayNumber,
  DayCount,
  dueDate,
  isWorkingDay,
  type OutsideCalendar,
  vietnamCalendar as calendar,
  workingCalendar,
  workingDaysBetween,
} from '../../src/index.ts'

const outside: OutsideCalendar = {
  _tag: 'OutsideCalendar',
  version: calendar.version,
  from: calendar.from,
  to: calendar.to,
}

const within = fc
  .integer({ min: dayNumber(calendar.from), max: dayNumber(calendar.to) })
  .map(dateOfDay)

const days = (n: number): DayCount => {
  const decoded = DayCount.decode(n)
  if (!isRight(decoded)) throw new Error(`${n} is no number of days`)
  return decoded.right
}

describe('counting working days', () => {
  it('what was added is counted', () => {
    fc.assert(
      fc.property(within, fc.nat(60), (from, n) => {
        const due = addWorkingDays(calendar, from, n)
        if (!isRight(due)) return
        expect(workingDaysBetween(calendar, from, due.right)).toEqual(right(n))
        if (n > 0) expect(isWorkingDay(calendar, due.right)).toEqual(right(true))
      }),
    )
  })

  it('one more day is later, and a later start is never due earlier', () => {
    fc.assert(
      fc.property(within, fc.nat(60), (from, n) => {
        const due = addWorkingDays(calendar, from, n)
        const more = addWorkingDays(calendar, from, n + 1)
        if (isRight(due) && isRight(more)) expect(more.right > due.right).toBe(true)
        const next = addWorkingDays(calendar, addDays(from, 1), n)
        if (isRight(due) && isRight(next)) expect(next.right >= due.right).toBe(true)
      }),
    )
  })

  it('counts add up over a day in between', () => {
    fc.assert(
      fc.property(fc.tuple(within, within, within), (three) => {
        const [a, b, c] = three.toSorted()
        if (a === undefined || b === undefined || c === undefined) return
        const [ab, bc, ac] = [
          workingDaysBetween(calendar, a, b),
          workingDaysBetween(calendar, b, c),
          workingDaysBetween(calendar, a, c),
        ]
        expect(isRight(ab) && isRight(bc) ? right(ab.right + bc.right) : ab).toEqual(ac)
      }),
      { numRuns: 30 },
    )
  })

  it('5 working days from 28 August 2023 are over on 6 September', () => {
    const from = civilDate(2023, 8, 28)
    expect(dueDate(calendar, from, { amount: days(5), unit: 'workingDays' })).toEqual(
      right('2023-09-06'),
    )
    expect(dueDate(calendar, from, { amount: days(5), unit: 'days' })).toEqual(right('2023-09-02'))
  })

  it('a make-up Saturday counts, the Saturdays beside it do not', () => {
    const works = (date: CivilDate) => isWorkingDay(calendar, date)
    expect(works(civilDate(2024, 5, 4))).toEqual(right(true))
    expect(works(civilDate(2024, 5, 11))).toEqual(right(false))
    expect(works(civilDate(2024, 4, 29))).toEqual(right(false))
    // From Friday 26 April 2024: Thursday 2, Friday 3, Saturday 4 May.
    expect(addWorkingDays(calendar, civilDate(2024, 4, 26), 3)).toEqual(right('2024-05-04'))
  })

  it('says nothing beyond its span', () => {
    const before = addDays(calendar.from, -1)
    const after = addDays(calendar.to, 1)
    expect(isWorkingDay(calendar, before)).toEqual(left(outside))
    expect(isRight(isWorkingDay(calendar, calendar.from))).toBe(true)
    expect(isRight(isWorkingDay(calendar, calendar.to))).toBe(true)
    expect(isWorkingDay(calendar, after)).toEqual(left(outside))
    expect(addWorkingDays(calendar, before, 1)).toEqual(left(outside))
    expect(addWorkingDays(calendar, calendar.to, 0)).toEqual(right(calendar.to))
    expect(addWorkingDays(calendar, calendar.to, 1)).toEqual(left(outside))
    expect(addWorkingDays(calendar, calendar.from, Infinity)).toEqual(left(outside))
    expect(workingDaysBetween(calendar, calendar.from, after)).toEqual(left(outside))
    expect(dueDate(calendar, calendar.to, { amount: days(1), unit: 'days' })).toEqual(right(after))
  })

  it('ends also at the end of time', () => {
    const [from, to] = [civilDate(9999, 12, 25), civilDate(9999, 12, 31)]
    const last = workingCalendar('end', from, to, [
      { on: to, kind: 'holiday', nameVi: 'x', nameEn: 'x', basis: 'expected' },
    ])
    expect(isRight(addWorkingDays(last, from, 9))).toBe(false)
    expect(workingDaysBetween(last, from, to)).toEqual(right(4))
  })
})
