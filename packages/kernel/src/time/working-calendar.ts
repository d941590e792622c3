/**
 * Working days: Monday to Friday, less holidays, plus make-up days.
 *
 * A calendar is versioned data for a span of years; a due date is computed once, in `decide`, and
 * stored with the calendar's version. Beyond its span a calendar doesn't guess: it says so.
 */
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { addDays, type CivilDate, weekday } from './civil-date.ts'
import type { Duration } from './duration.ts'

// ------------------------------------------------------------------- model

/** A day that differs from its weekday, and on whose word. */
export interface CalendarEntry {
  readonly on: CivilDate
  readonly kind: 'holiday' | 'makeUp'
  readonly nameVi: string
  readonly nameEn: string
  /** 'announced' by the government, or 'expected' from the law before an announcement. */
  readonly basis: 'announced' | 'expected'
}

/** The working days of a span of years. */
export interface WorkingCalendar {
  readonly version: string
  /** First and last day that the calendar speaks of. */
  readonly from: CivilDate
  readonly to: CivilDate
  readonly holidays: ReadonlySet<CivilDate>
  readonly makeUpDays: ReadonlySet<CivilDate>
}

/** A question about a day that the calendar doesn't cover. */
export interface OutsideCalendar {
  readonly _tag: 'OutsideCalendar'
  readonly version: string
  readonly from: CivilDate
  readonly to: CivilDate
}

// ------------------------------------------------------------ constructors

/** A calendar from its entries. */
export const workingCalendar = (
  version: string,
  from: CivilDate,
  to: CivilDate,
  entries: ReadonlyArray<CalendarEntry>,
): WorkingCalendar => {
  const on = (kind: CalendarEntry['kind']): ReadonlySet<CivilDate> =>
    new Set(entries.filter((entry) => entry.kind === kind).map((entry) => entry.on))
  return { version, from, to, holidays: on('holiday'), makeUpDays: on('makeUp') }
}

// --------------------------------------------------------------- behaviour

const outside = ({ version, from, to }: WorkingCalendar): OutsideCalendar => ({
  _tag: 'OutsideCalendar',
  version,
  from,
  to,
})

const covers = (calendar: WorkingCalendar, date: CivilDate): boolean =>
  date >= calendar.from && date <= calendar.to

const works = (calendar: WorkingCalendar, date: CivilDate): boolean =>
  calendar.makeUpDays.has(date) || (weekday(date) <= 5 && !calendar.holidays.has(date))

/** Whether a date is a working day. */
export const isWorkingDay = (
  calendar: WorkingCalendar,
  date: CivilDate,
): Either<OutsideCalendar, boolean> =>
  covers(calendar, date) ? right(works(calendar, date)) : left(outside(calendar))

/**
 * The date a duration after another; the day of the event itself doesn't count.
 *
 * Working days: the n-th working day after `from`. Days: `from` plus n, whatever day that is.
 *
 * @example
 * // 5 working days from Monday 28 August 2023, past National Day (1, 2 and 4 September)
 * // dueDate(vietnamCalendar, date, { amount, unit: 'workingDays' }) // right('2023-09-06')
 */
export const dueDate = (
  calendar: WorkingCalendar,
  from: CivilDate,
  duration: Duration,
): Either<OutsideCalendar, CivilDate> =>
  duration.unit === 'days'
    ? right(addDays(from, duration.amount))
    : addWorkingDays(calendar, from, duration.amount)

/** The n-th working day after a date; for 0 the date itself. */
export const addWorkingDays = (
  calendar: WorkingCalendar,
  from: CivilDate,
  workingDays: number,
): Either<OutsideCalendar, CivilDate> => {
  let date = from
  let remaining = workingDays
  while (remaining > 0) {
    date = addDays(date, 1)
    if (!covers(calendar, date)) return left(outside(calendar))
    if (works(calendar, date)) remaining--
  }
  return covers(calendar, date) ? right(date) : left(outside(calendar))
}

/** Working days after `from` up to and including `to`; 0 if `to` is not later. */
export const workingDaysBetween = (
  calendar: WorkingCalendar,
  from: CivilDate,
  to: CivilDate,
): Either<OutsideCalendar, number> => {
  if (!covers(calendar, from) || !covers(calendar, to)) return left(outside(calendar))
  let count = 0
  for (let date = addDays(from, 1); date <= to; date = addDays(date, 1)) {
    if (works(calendar, date)) count++
  }
  return right(count)
}
