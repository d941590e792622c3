/**
 * When something happened, and how much later it was recorded (R28).
 *
 * Every command says on which day its matter happened; every event keeps that day, with the days
 * that passed until it was recorded. Nothing is recorded before it happened; a late record is
 * marked, never refused. Days, not moments: who needs the hour says so in a field of its own.
 */
import {
  addDays,
  CivilDate,
  civilDateOf,
  type CommandMeta,
  daysBetween,
  type Instant,
  isAfter,
  isInstant,
} from '@kiemtra/kernel'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { Count } from './number.ts'
import { rejection } from './rejection.ts'

/** Rejection by R28: what hasn't happened yet can't be recorded. */
export const NotYetHappened = rejection('NotYetHappened', 'R28', { happenedOn: CivilDate })
export type NotYetHappened = t.TypeOf<typeof NotYetHappened>

/** What every event says of its time. */
export interface Occurrence {
  readonly happenedOn: CivilDate
  /** Days from the happening to the record; 0 on the same day. */
  readonly recordedLateDays: number
}

/** The properties of {@link Occurrence}, to be spread into an event's codec. */
export const occurrence = { happenedOn: CivilDate, recordedLateDays: Count } as const

/** The occurrence of a command's matter, or R28's rejection. */
export const occurred = (
  happenedOn: CivilDate,
  meta: CommandMeta,
): Either<NotYetHappened, Occurrence> => {
  const recordedLateDays = isInstant(meta.recordedAt)
    ? daysBetween(happenedOn, civilDateOf(meta.recordedAt))
    : -1
  return recordedLateDays < 0
    ? left({ _tag: 'NotYetHappened', rule: 'R28', happenedOn })
    : right({ happenedOn, recordedLateDays })
}

/** The day on which it was recorded: lateness and notice are judged by it, conduct by the other. */
export const recordedOn = ({ happenedOn, recordedLateDays }: Occurrence): CivilDate =>
  addDays(happenedOn, recordedLateDays)

/** What an event says of its time where the hour matters. */
export interface Moment {
  readonly happenedAt: Instant
  /** Days from the happening to the record; 0 on the same day. */
  readonly recordedLateDays: number
}

/** The moment of a command's matter, or R28's rejection. */
export const occurredAt = (
  happenedAt: Instant,
  meta: CommandMeta,
): Either<NotYetHappened, Moment> => {
  const happenedOn = civilDateOf(happenedAt)
  const day = occurred(happenedOn, meta)
  if (isLeft(day)) return day
  // The same day, but later than the record: not yet, all the same.
  if (day.right.recordedLateDays === 0 && isLater(happenedAt, meta.recordedAt)) {
    return left({ _tag: 'NotYetHappened', rule: 'R28', happenedOn })
  }
  return right({ happenedAt, recordedLateDays: day.right.recordedLateDays })
}

const isLater = (happenedAt: Instant, recordedAt: string): boolean =>
  isInstant(recordedAt) && isAfter(happenedAt, recordedAt)

/** The day on which a moment was recorded. */
export const momentRecordedOn = ({ happenedAt, recordedLateDays }: Moment): CivilDate =>
  addDays(civilDateOf(happenedAt), recordedLateDays)
