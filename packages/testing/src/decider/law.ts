/**
 * What a law about deciders is: a question to a history that has been run.
 *
 * Laws are plain functions over a trace, so that the cheap ones see every history and the dear ones
 * a share of them, and so that shrinking asks only the law that was broken.
 */
import type { Aggregate, Message, Tagged } from '@kiemtra/kernel'
import type { Trace } from '../history/trace.ts'
import type { Tally } from '../law/tally.ts'
import type { LawId } from '../law/catalogue.ts'
import type { Freezer } from '../value/frozen.ts'

/** What a law may look at. */
export interface Subject<C extends Message, E extends Message, S, R extends Tagged, F> {
  readonly aggregate: Aggregate<string, C, E, S, R, F>
  readonly trace: Trace<C, E, S, R, F>
  /** Events of the union to try in any state; the same for the same history. */
  readonly strangers: ReadonlyArray<E>
  /** Freezes copies of facts and states, of which many are the same in many histories. */
  readonly freezer: Freezer
}

/** A law about deciders. */
export interface DeciderLaw<C extends Message, E extends Message, S, R extends Tagged, F> {
  readonly law: LawId
  readonly statement: string
  /** Evaluated on one history in so many; 1: on each. */
  readonly every: number
  /** What is wrong, if anything; counts in the tally what it has looked at. */
  readonly check: (subject: Subject<C, E, S, R, F>, tally: Tally) => string | undefined
  /** What beside the event types it must have seen; says what it missed. */
  readonly missed?: (tally: Tally) => ReadonlyArray<string>
}
