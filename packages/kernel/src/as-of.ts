/**
 * As-of questions: what was known when, and what held when.
 *
 * `knownAt` selects the events that were recorded by an instant, always a prefix of the stream.
 * `effectiveOn` asks the folded state about a civil date. Never a fold over filtered history: a
 * state that never was would answer.
 */
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { Fold } from './aggregate.ts'
import type { DecodeFailure } from './codec/event-codec.ts'
import type { StoredEvent } from './message.ts'
import type { CivilDate } from './time/civil-date.ts'
import { civilDateOf, type Instant } from './time/instant.ts'

/** Whether an event was recorded by an instant; both may be written with or without milliseconds. */
export const isRecordedBy = (stored: StoredEvent, instant: string): boolean =>
  Date.parse(stored.meta.recordedAt) <= Date.parse(instant)

/** A point in both times. */
export interface AsOf {
  /** What was recorded by then is known. */
  readonly knownAt: Instant
  /** The civil date asked about; by default the date of `knownAt`. */
  readonly effectiveOn?: CivilDate
}

/** Questions at one point in both times. */
export interface AsOfQuestions {
  /** The state as it was known. */
  readonly state: <S>(fold: Fold<S>, events: Iterable<StoredEvent>) => Either<DecodeFailure, S>
  /** What the state, as it was known, says about the date. */
  readonly ask: <S, A>(
    fold: Fold<S>,
    events: Iterable<StoredEvent>,
    query: (state: S, effectiveOn: CivilDate) => A,
  ) => Either<DecodeFailure, A>
}

/**
 * Questions as of a point in time.
 *
 * @example
 * const counter: Fold<number> = {
 *   category: 'counter',
 *   initialState: 0,
 *   step: (count) => E.right(count + 1),
 * }
 * const knownAt = instantOfMillis(0)
 * asOf({ knownAt }).state(counter, []) // => E.right(0)
 * asOf({ knownAt }).ask(counter, [], (count, on) => [count, on]) // => E.right([0, '1970-01-01'])
 */
export const asOf = ({ knownAt, effectiveOn }: AsOf): AsOfQuestions => {
  const on = effectiveOn ?? civilDateOf(knownAt)
  const state = <S>(fold: Fold<S>, events: Iterable<StoredEvent>): Either<DecodeFailure, S> => {
    let current = fold.initialState
    for (const stored of events) {
      // The first later record ends the prefix, even if a clock then ran backwards.
      if (!isRecordedBy(stored, knownAt)) break
      const next = fold.step(current, stored)
      if (isLeft(next)) return next
      current = next.right
    }
    return right(current)
  }
  return {
    state,
    ask: (fold, events, query) => {
      const known = state(fold, events)
      return isLeft(known) ? known : right(query(known.right, on))
    },
  }
}
