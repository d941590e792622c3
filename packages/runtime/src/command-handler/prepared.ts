/**
 * What a handler works out once for each aggregate: its fold, its decoders.
 */
import {
  type Aggregate,
  type CommandRefused,
  type EventCodec,
  type Fold,
  foldOf,
  isCategory,
  type Message,
  refusalCodec,
  type Tagged,
  taggedRejection,
} from '@kiemtra/kernel'
import type { Either } from 'fp-ts/lib/Either.js'
import { commandDecoder, type Decoded, type MalformedCommand } from './decode-command.ts'

/** An aggregate, ready to handle commands. */
export interface Prepared<C extends Message, S, R extends Tagged> {
  readonly fold: Fold<S>
  readonly decode: (command: unknown) => Either<MalformedCommand, Decoded<C>>
  readonly refusal: EventCodec<CommandRefused<R>>
}

/** Shared by all handlers: a test, or a process that starts many, makes each aggregate's decoders once. */
const known = new WeakMap<object, unknown>()

/** Prepares each aggregate once. A category that can't name a stream is a bug, and throws. */
export const preparer = (): (<C extends Message, E extends Message, S, R extends Tagged, F>(
  aggregate: Aggregate<string, C, E, S, R, F>,
) => Prepared<C, S, R>) => {
  return <C extends Message, E extends Message, S, R extends Tagged, F>(
    aggregate: Aggregate<string, C, E, S, R, F>,
  ): Prepared<C, S, R> => {
    const before = known.get(aggregate)
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- kept under the aggregate that it was made for
    if (before !== undefined) return before as Prepared<C, S, R>
    if (!isCategory(aggregate.category)) throw new TypeError('the category is not a name')
    const prepared: Prepared<C, S, R> = {
      fold: foldOf(aggregate),
      decode: commandDecoder(aggregate),
      refusal: refusalCodec(aggregate.rejection ?? taggedRejection<R>()),
    }
    known.set(aggregate, prepared)
    return prepared
  }
}
