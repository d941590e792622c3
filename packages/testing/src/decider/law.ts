/**
 * What a law about deciders is: a question to a history that has been run.
 *
 * Laws are plain functions over a trace, so that the cheap ones see every command and the dear ones
 * those that are worth it, and so that shrinking asks only the law that was broken, and of all.
 */
import type { Aggregate, Message, Tagged } from '@kiemtra/kernel'
import type { Happened, Trace } from '../history/trace.ts'
import type { Tally } from '../law/tally.ts'
import type { LawId } from '../law/catalogue.ts'
import type { Freezer } from '../value/frozen.ts'
import type { AskAgain } from './later.ts'

/** What a law may look at. */
export interface Subject<C extends Message, E extends Message, S, R extends Tagged, F> {
  readonly aggregate: Aggregate<string, C, E, S, R, F>
  readonly trace: Trace<C, E, S, R, F>
  /** The commands that a law is asked about, by their place in what happened. */
  readonly asked: ReadonlyArray<number>
  /** Whether one of them is met for the first time: what is wrong everywhere is looked for there alone. */
  readonly isNews: boolean
  /** Events of the union to try in any state; the same for the same history. */
  readonly strangers: ReadonlyArray<E>
  /** Freezes copies of facts and states, of which many are the same in many histories. */
  readonly freezer: Freezer
  /** Keeps a question that is to be asked again much later, and far away. */
  readonly later: (again: AskAgain) => void
}

/** A law about deciders. */
export interface DeciderLaw<C extends Message, E extends Message, S, R extends Tagged, F> {
  readonly law: LawId
  readonly statement: string
  /** How many commands it is asked about; see `Situations`. */
  readonly asked: 'always' | 'often' | 'seldom'
  /** Asked far away (see `elsewhere`): on one journey with all others that are. */
  readonly away?: boolean
  /** What is wrong, if anything; counts in the tally what it has looked at. */
  readonly check: (subject: Subject<C, E, S, R, F>, tally: Tally) => string | undefined
  /** What beside the event types it must have seen; says what it missed. */
  readonly missed?: (tally: Tally) => ReadonlyArray<string>
}

/** What happened at the commands that are asked about, with their place. */
export const askedIn = function* <C extends Message, E extends Message, S, R extends Tagged, F>({
  trace: { happened },
  asked,
}: Subject<C, E, S, R, F>): IterableIterator<readonly [number, Happened<C, E, S, R, F>]> {
  for (const i of asked) {
    const one = happened[i]
    if (one !== undefined) yield [i, one]
  }
}
