/**
 * Where the log ends for one namespace.
 */
import type { Position } from '@kiemtra/kernel'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { type AppendFailure, type EventStore, StoreError } from '../ports/event-store.ts'

/** Position of the last event that there is after another; `undefined`: there is none. */
export const lastPosition = async (
  events: EventStore,
  namespace: string,
  from: Position | 'start',
): Promise<
  Either<{ readonly _tag: 'Store'; readonly failure: AppendFailure }, Position | undefined>
> => {
  let last: Position | undefined
  try {
    for await (const delivery of events.subscribe({ namespace, from })) {
      if (delivery._tag === 'CaughtUp') break
      if (delivery._tag === 'Event') last = delivery.stored.position
    }
  } catch (thrown) {
    if (thrown instanceof StoreError) return left({ _tag: 'Store', failure: thrown.failure })
    throw thrown
  }
  return right(last)
}
