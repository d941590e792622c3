/**
 * Numbers with their range said.
 */
import * as t from 'io-ts'
import { checked } from './checked.ts'

/** A whole number from 0. */
export const Count: t.Type<number, unknown> = checked(
  t.number,
  (n) => Number.isSafeInteger(n) && n >= 0,
  'whole number from 0',
)

/** A whole number from 1. */
export const PositiveCount: t.Type<number, unknown> = checked(
  t.number,
  (n) => Number.isSafeInteger(n) && n >= 1,
  'whole number from 1',
)

/** A share of a whole, from 0 to 1. */
export const Share: t.Type<number, unknown> = checked(
  t.number,
  (n) => n >= 0 && n <= 1,
  'share from 0 to 1',
)

/** A score out of 100. */
export const Score: t.Type<number, unknown> = checked(
  t.number,
  (n) => n >= 0 && n <= 100,
  'score from 0 to 100',
)

/** A calendar year. */
export const Year: t.Type<number, unknown> = checked(
  t.number,
  (n) => Number.isInteger(n) && n >= 1945 && n <= 9999,
  'year from 1945',
)
