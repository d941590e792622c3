/**
 * A log as a projector sees it: an event store that holds just these events, and can stammer.
 */
import type { Position, StoredEvent } from '@kiemtra/kernel'
import type { Delivery, EventStore, SubscribeOptions } from '@kiemtra/runtime'
import { left, right } from 'fp-ts/lib/Either.js'
import type { Log } from '../log/logs.ts'
import { copied } from '../value/frozen.ts'

/** How a log is delivered. */
export interface Manner {
  /** From the start whatever was asked for, and each event so many times. */
  readonly stammer?: number
}

/** A log in a store that can be read and subscribed to, and not written. */
export const logStore = (given: Log, { stammer }: Manner = {}): EventStore => {
  // Copied: who changes an event must not spoil the next law's log.
  const log = copied(given)
  const head = log.at(-1)?.position
  return {
    read: (stream) => listed(log.filter((stored) => stored.stream === stream)),
    append: () => async () => left({ _tag: 'AccessDenied', operation: 'append' }),
    subscribe: ({ from, signal }) => ({
      [Symbol.asyncIterator]: () => delivering(deliveriesOf(log, from, head, stammer), signal),
    }),
    head: () => async () => right(head),
    close: async () => undefined,
  }
}

const deliveriesOf = (
  log: Log,
  from: SubscribeOptions['from'],
  head: Position | undefined,
  stammer: number | undefined,
): ReadonlyArray<Delivery> => {
  const isDue = ({ position }: StoredEvent): boolean =>
    stammer !== undefined || from === 'start' || (from !== 'end' && position > from)
  const events = log
    .filter(isDue)
    .flatMap((stored): ReadonlyArray<Delivery> =>
      Array.from({ length: stammer ?? 1 }, () => ({ _tag: 'Event', stored })),
    )
  return head === undefined ? events : [...events, { _tag: 'CaughtUp', position: head }]
}

/** Delivers what there is, then waits until it is let go. */
const delivering = (
  deliveries: ReadonlyArray<Delivery>,
  signal: AbortSignal | undefined,
): AsyncIterator<Delivery> => {
  let at = 0
  let leave: () => void = () => undefined
  const left = new Promise<IteratorResult<Delivery>>((resolve) => {
    leave = () => {
      resolve({ done: true, value: undefined })
    }
    signal?.addEventListener('abort', leave)
    if (signal?.aborted === true) leave()
  })
  return {
    next: () => {
      const value = deliveries[at]
      at += 1
      return value === undefined ? left : Promise.resolve({ done: false, value })
    },
    return: () => {
      leave()
      return left
    },
  }
}

const listed = (events: ReadonlyArray<StoredEvent>): AsyncIterable<StoredEvent> => ({
  async *[Symbol.asyncIterator]() {
    yield* events
  },
})
