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
  /** The document or article that says so. */
  readonly source?: string
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

/**
 * Whether a date is a working day.
 *
 * @example
 * // Saturday 4 May made up for Monday 29 April.
 * isWorkingDay(vietnamCalendar, civilDate(2024, 5, 4)) // => E.right(true)
 * isWorkingDay(vietnamCalendar, civilDate(2024, 4, 29)) // => E.right(false)
 */
export const isWorkingDay = (
  calendar: WorkingCalendar,
  date: CivilDate,
): Either<OutsideCalendar, boolean> =>
  covers(calendar, date) ? right(works(calendar, date)) : left(outside(calendar))

/**
 * The date a duration after another; the day of the event itself doesn't count.
 *
 * Working days: the n-th working day after `from`. Days: `from` plus n, whatever day that is, also
 * beyond the calendar's span.
 *
 * @example
 * // From Monday 28 August 2023, over National Day: 1 to 4 September were days off.
 * const amount = DayCount.decode(5)
 * E.isRight(amount) &&
 *   dueDate(vietnamCalendar, civilDate(2023, 8, 28), { amount: amount.right, unit: 'workingDays' })
 * // => E.right('2023-09-06')
 */
export const dueDate = (
  calendar: WorkingCalendar,
  from: CivilDate,
  duration: Duration,
): Either<OutsideCalendar, CivilDate> =>
  duration.unit === 'days'
    ? right(addDays(from, duration.amount))
    : addWorkingDays(calendar, from, duration.amount)

/**
 * The n-th working day after a date; for 0 the date itself. Outside the calendar's span, at either
 * end, it doesn't guess.
 *
 * @example
 * addWorkingDays(vietnamCalendar, civilDate(2023, 8, 31), 1) // => E.right('2023-09-05')
 */
export const addWorkingDays = (
  calendar: WorkingCalendar,
  from: CivilDate,
  workingDays: number,
): Either<OutsideCalendar, CivilDate> => {
  if (!covers(calendar, from)) return left(outside(calendar))
  let date = from
  for (let remaining = workingDays; remaining > 0;) {
    // The end of the span ends the search, whatever number was asked for.
    if (date >= calendar.to) return left(outside(calendar))
    date = addDays(date, 1)
    if (works(calendar, date)) remaining--
  }
  return right(date)
}

/**
 * Working days after `from` up to and including `to`; 0 if `to` is not later.
 *
 * @example
 * workingDaysBetween(vietnamCalendar, civilDate(2023, 8, 28), civilDate(2023, 9, 6)) // => E.right(5)
 */
export const workingDaysBetween = (
  calendar: WorkingCalendar,
  from: CivilDate,
  to: CivilDate,
): Either<OutsideCalendar, number> => {
  if (!covers(calendar, from) || !covers(calendar, to)) return left(outside(calendar))
  let count = 0
  for (let date = from; date < to;) {
    date = addDays(date, 1)
    if (works(calendar, date)) count++
  }
  return right(count)
}
