/**
 * Civil dates: days of the calendar on the wall, `YYYY-MM-DD`, proleptic Gregorian, years 0001-9999.
 *
 * Plain integer arithmetic on day numbers. Rejected: JavaScript's `Date`, whose local-time half
 * depends on the machine's time zone.
 */
import type * as t from 'io-ts'
import { brandedString } from '../brand.ts'
import { numberAt } from './digits.ts'

// ------------------------------------------------------------------- model

/** Brand of {@link CivilDate}. */
export interface CivilDateBrand {
  readonly CivilDate: unique symbol
}

/** A day, `YYYY-MM-DD`. Plain string comparison orders dates. */
export type CivilDate = t.Branded<string, CivilDateBrand>

// ------------------------------------------------------------- refinements

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

const daysInMonth = (year: number, month: number): number => {
  if (month === 2) return isLeap(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/**
 * Whether a text is a date that exists.
 *
 * @example
 * isCivilDate('2024-02-29') // => true
 * isCivilDate('2023-02-29') // => false
 */
export const isCivilDate = (text: string): text is CivilDate =>
  text.length === 10 && startsWithDate(text)

const DASH = 45

/** Whether a text starts with a date that exists; what follows is the caller's to judge. */
export const startsWithDate = (text: string): boolean => {
  if (text.charCodeAt(4) !== DASH || text.charCodeAt(7) !== DASH) return false
  const year = numberAt(text, 0, 4)
  const month = numberAt(text, 5, 7)
  const day = numberAt(text, 8, 10)
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

// ------------------------------------------------------------------- codec

/** Codec of {@link CivilDate}. */
export const CivilDate: t.Type<CivilDate, unknown> = brandedString<CivilDateBrand>(
  'date YYYY-MM-DD',
  isCivilDate,
)

// -------------------------------------------------------------- arithmetic

/** Days since 1970-01-01. */
export const dayNumber = (date: CivilDate): number => dayAt(date)

/** Days since 1970-01-01 of the date that a text starts with. */
export const dayAt = (text: string): number =>
  daysOf(numberAt(text, 0, 4), numberAt(text, 5, 7), numberAt(text, 8, 10))

/** The date that an instant starts with. */
export const dateAt = (instant: string): CivilDate =>
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- an instant starts with a date
  instant.slice(0, 10) as CivilDate

/** Era arithmetic: it counts from 1 March, so that the leap day ends a year (H. Hinnant's method). */
const daysOf = (year: number, month: number, day: number): number => {
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146097 + dayOfEra - 719468
}

const FIRST = -719162 // 0001-01-01
const LAST = 2932896 // 9999-12-31

/** The date of a day number. Fractions are dropped; beyond years 0001-9999 it stops at the nearer end. */
export const dateOfDay = (days: number): CivilDate => {
  const shifted = inRange(Math.floor(days)) + 719468
  const era = Math.floor(shifted / 146097)
  const dayOfEra = shifted - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36524) -
      Math.floor(dayOfEra / 146096)) /
      365,
  )
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return written(year, month, day)
}

/** Not `Math.max`, which would let NaN through into a date. */
const inRange = (days: number): number => (days >= FIRST ? Math.min(LAST, days) : FIRST)

const written = (year: number, month: number, day: number): CivilDate =>
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- built from a day number in range, so it is a date
  `${String(year).padStart(4, '0')}-${TWO_DIGITS[month] ?? ''}-${TWO_DIGITS[day] ?? ''}` as CivilDate

const TWO_DIGITS = Array.from({ length: 32 }, (_, n) => String(n).padStart(2, '0'))

/**
 * The date of a year, a month and a day; what overflows runs on into the next month or year.
 *
 * @example
 * civilDate(2023, 2, 6) // => '2023-02-06'
 * civilDate(2023, 2, 29) // => '2023-03-01'
 */
export const civilDate = (year: number, month: number, day: number): CivilDate => {
  const months = Math.floor(year) * 12 + Math.floor(month) - 1
  const inYear = Math.floor(months / 12)
  return dateOfDay(daysOf(inYear, months - inYear * 12 + 1, Math.floor(day)))
}

/**
 * The date `days` later (or earlier, if negative).
 *
 * @example
 * addDays(civilDate(2024, 2, 28), 1) // => '2024-02-29'
 */
export const addDays = (date: CivilDate, days: number): CivilDate =>
  dateOfDay(dayNumber(date) + days)

/** Days from one date to another; negative if `to` is earlier. */
export const daysBetween = (from: CivilDate, to: CivilDate): number =>
  dayNumber(to) - dayNumber(from)

/**
 * 1 for Monday to 7 for Sunday.
 *
 * @example
 * weekday(civilDate(2023, 2, 6)) // => 1
 */
export const weekday = (date: CivilDate): number => {
  const sinceMonday = (dayNumber(date) + 3) % 7 // 1970-01-01 was a Thursday
  return (sinceMonday < 0 ? sinceMonday + 7 : sinceMonday) + 1
}

/** The year of a date. */
export const yearOf = (date: CivilDate): number => Number(date.slice(0, 4))

/** The quarter of a date, from 1 to 4. */
export const quarterOf = (date: CivilDate): number => Math.ceil(Number(date.slice(5, 7)) / 3)
