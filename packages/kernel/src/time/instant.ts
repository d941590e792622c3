/**
 * Instants: ISO 8601 in UTC, to the second or the millisecond.
 *
 * Days are Vietnam's: Asia/Ho_Chi_Minh has stood at UTC+7 without daylight saving since 1975, so
 * the civil date of an instant is plain arithmetic. Rejected: `Intl`, a time-zone database that
 * differs between machines, for one fixed offset.
 */
import type * as t from 'io-ts'
import { brandedString } from '../brand.ts'
import {
  type CivilDate,
  dateAt,
  dateOfDay,
  dayAt,
  dayNumber,
  startsWithDate,
} from './civil-date.ts'
import { numberAt } from './digits.ts'

/** Brand of {@link Instant}. */
export interface InstantBrand {
  readonly Instant: unique symbol
}

/** A moment, `YYYY-MM-DDTHH:mm:ssZ` or `YYYY-MM-DDTHH:mm:ss.sssZ`. Compare with {@link millisOf}. */
export type Instant = t.Branded<string, InstantBrand>

const [DOT, COLON, T, Z] = [46, 58, 84, 90]

const isUpTo = (most: number, text: string, from: number, to: number): boolean => {
  const found = numberAt(text, from, to)
  return found >= 0 && found <= most
}

/**
 * Whether a text is an instant that exists. There is no 24 o'clock and no leap second.
 *
 * @example
 * isInstant('2023-02-06T01:00:00Z') // => true
 * isInstant('2023-02-06T08:00:00+07:00') // => false
 */
export const isInstant = (text: string): text is Instant => {
  const { length } = text
  // Texts of one character cost more than their numbers.
  return (
    (length === 24 ? text.charCodeAt(19) === DOT && isUpTo(999, text, 20, 23) : length === 20) &&
    text.charCodeAt(length - 1) === Z &&
    startsWithDate(text) &&
    text.charCodeAt(10) === T &&
    text.charCodeAt(13) === COLON &&
    text.charCodeAt(16) === COLON &&
    isUpTo(23, text, 11, 13) &&
    isUpTo(59, text, 14, 16) &&
    isUpTo(59, text, 17, 19)
  )
}

/** Codec of {@link Instant}. */
export const Instant: t.Type<Instant, unknown> = brandedString<InstantBrand>(
  'instant YYYY-MM-DDTHH:mm:ss.sssZ',
  isInstant,
)

const DAY_IN_MS = 86_400_000
const VIETNAM_OFFSET_MS = 7 * 3_600_000
const FIRST_MS = -62_135_596_800_000 // 0001-01-01T00:00:00.000Z
const LAST_MS = 253_402_300_799_999 // 9999-12-31T23:59:59.999Z

/** Milliseconds since 1970-01-01T00:00:00Z. */
export const millisOf = (instant: Instant): number =>
  dayAt(instant) * DAY_IN_MS +
  numberAt(instant, 11, 13) * 3_600_000 +
  numberAt(instant, 14, 16) * 60_000 +
  numberAt(instant, 17, 19) * 1000 +
  (instant.length === 24 ? numberAt(instant, 20, 23) : 0)

const VIETNAM_MIDNIGHT_HOUR = 17 // in UTC

/**
 * The civil date in Vietnam at an instant. The last seven hours of 9999 stay in 9999.
 *
 * @example
 * civilDateOf(instantOfMillis(startOfDayMillis(civilDate(2023, 8, 29)))) // => '2023-08-29'
 */
export const civilDateOf = (instant: Instant): CivilDate =>
  numberAt(instant, 11, 13) < VIETNAM_MIDNIGHT_HOUR
    ? dateAt(instant)
    : dateOfDay(dayAt(instant) + 1)

/** The instant at which a civil date begins in Vietnam, in milliseconds since 1970. */
export const startOfDayMillis = (date: CivilDate): number =>
  dayNumber(date) * DAY_IN_MS - VIETNAM_OFFSET_MS

/**
 * The instant of a number of milliseconds since 1970. Fractions are dropped; beyond years 0001-9999
 * it stops at the nearer end.
 *
 * @example
 * instantOfMillis(0) // => '1970-01-01T00:00:00.000Z'
 */
export const instantOfMillis = (millis: number): Instant => {
  const whole = millis >= FIRST_MS ? Math.min(LAST_MS, Math.floor(millis)) : FIRST_MS
  const days = Math.floor(whole / DAY_IN_MS)
  const rest = whole - days * DAY_IN_MS
  const part = (n: number, width: number): string => String(Math.floor(n)).padStart(width, '0')
  const time = [rest / 3_600_000, (rest / 60_000) % 60, (rest / 1000) % 60].map((n) => part(n, 2))
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- a date and a time of day in range make an instant
  return `${dateOfDay(days)}T${time.join(':')}.${part(rest % 1000, 3)}Z` as Instant
}

/** Minutes since midnight in Vietnam at an instant. */
export const minuteOfDay = (instant: Instant): number => {
  const local = (millisOf(instant) + VIETNAM_OFFSET_MS) % DAY_IN_MS
  return Math.floor(((local + DAY_IN_MS) % DAY_IN_MS) / 60_000)
}

/** Whether `a` is later than `b`. */
export const isAfter = (a: Instant, b: Instant): boolean => millisOf(a) > millisOf(b)
