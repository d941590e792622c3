/**
 * The two answers of `decide`, and how one question leads to the next.
 *
 * Rules are written as early returns: each check rejects or passes, the last line accepts. Rejected:
 * pipelines of `chain`, which hide the order of the rules and cost fifteen times as much.
 */
import { type Either, left, right } from 'fp-ts/lib/Either.js'

/** Yes: these events, in this order; none if there is nothing to do. */
export const accept = <E>(...events: ReadonlyArray<E>): Either<never, ReadonlyArray<E>> =>
  right(events)

/** No, for this reason. */
export const reject = <R>(rejection: R): Either<R, never> => left(rejection)
