/**
 * A store with faults: any event store, and a switch for each thing that can go wrong around it.
 */
import { type AppendFailure, type EventStore, StoreError } from '@kiemtra/runtime'
import { left } from 'fp-ts/lib/Either.js'

/** A store whose storage can be put out of reach, and whose answers can be lost. */
export interface FaultyEventStore extends EventStore {
  /** The next append is written, and answered with `OutcomeUnknown`. */
  readonly loseNextReply: () => void
  /** Nothing gets through until the returned function is called. */
  readonly cutOff: () => () => void
}

/**
 * Puts switches around a store, to try what stands on top of it, or this kit itself.
 *
 * @example
 * const events = faultyEventStore(inMemoryEventStore())
 * events.loseNextReply()
 */
export const faultyEventStore = (store: EventStore): FaultyEventStore => {
  let losesReply = false
  let isCutOff = false
  const unavailable: AppendFailure = { _tag: 'Unavailable', reason: 'cut off' }
  return {
    loseNextReply: () => {
      losesReply = true
    },
    cutOff: () => {
      isCutOff = true
      return () => {
        isCutOff = false
      }
    },
    read: (stream, options) => {
      if (!isCutOff) return store.read(stream, options)
      return {
        [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new StoreError(unavailable)) }),
      }
    },
    append: (stream, expected, events, options) => async () => {
      if (isCutOff) return left(unavailable)
      const loses = losesReply
      losesReply = false
      const answer = await store.append(stream, expected, events, options)()
      return loses ? left({ _tag: 'OutcomeUnknown', stream, attempts: 1 }) : answer
    },
    subscribe: (options) => store.subscribe(options),
    head: () => async () => (isCutOff ? left(unavailable) : store.head()()),
    close: () => store.close(),
  }
}
