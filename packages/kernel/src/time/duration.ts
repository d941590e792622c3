/**
 * Durations that carry their unit: rules mix working days and calendar days, and never say which.
 */
import * as t from 'io-ts'
import { brandedNumber } from '../brand.ts'

/** Brand of {@link DayCount}. */
export interface DayCountBrand {
  readonly DayCount: unique symbol
}

/** A whole number of days, from 0 to 36,600. */
export type DayCount = t.Branded<number, DayCountBrand>

/** Codec of {@link DayCount}. */
export const DayCount: t.Type<DayCount, unknown> = brandedNumber<DayCountBrand>(
  'whole number of days from 0 to 36600',
  (n) => Number.isInteger(n) && n >= 0 && n <= 36_600,
)

/** A number of days, and what kind of days. */
export interface Duration {
  readonly amount: DayCount
  readonly unit: 'workingDays' | 'days'
}

/** Codec of {@link Duration}. */
export const Duration: t.Type<Duration, unknown> = t.strict({
  amount: DayCount,
  unit: t.keyof({ workingDays: null, days: null }),
})
