/**
 * Subscriptions to the log in memory.
 *
 * Delivers the events of one namespace in order, one `Advanced` for each run of other namespaces'
 * events, and `CaughtUp` whenever it has reached the end. It waits without polling, and ends on an
 * abort, on an early return, also while it waits, and when the store closes; nothing stays behind.
 * A hand-made iterator: a generator that waits can't be returned from until it wakes.
 */
import { positionOf, type Position, type StoredEvent } from '@kiemtra/kernel'
import type { Delivery, SubscribeOptions } from '../ports/event-store.ts'

/** The log as a subscription sees it. */
export interface Log {
  readonly events: ReadonlyArray<StoredEvent>
  readonly isClosed: () => boolean
  /** Calls back at the next append or close; returns how to call that off. */
  readonly onAppend: (wake: () => void) => () => void
}

const DONE: IteratorReturnResult<undefined> = { done: true, value: undefined }

/** A subscription; see the module. */
export const subscribeTo = (log: Log, options: SubscribeOptions): AsyncIterable<Delivery> => {
  // The end is where it is at the call: what is appended before the first `next` is delivered.
  const start = firstAfter(log.events, options.from)
  return { [Symbol.asyncIterator]: () => subscription(log, start, options) }
}

const subscription = (
  log: Log,
  start: number,
  { namespace, from, signal }: SubscribeOptions,
): AsyncIterator<Delivery, undefined> => {
  const prefix = `${namespace}.`
  let next = start
  let position = next === 0 ? positionOf('') : positionBefore(log.events, next, from)
  let caughtUpAt = -1
  let ended = false
  let wake: (() => void) | undefined

  const isOver = (): boolean => ended || signal?.aborted === true || log.isClosed()

  /** What can be delivered without waiting. */
  const ready = (): Delivery | undefined => {
    let foreign: Position | undefined
    for (; next < log.events.length; next++) {
      const stored = log.events[next]
      if (stored?.stream.startsWith(prefix) === true) break
      foreign = stored?.position
    }
    if (foreign !== undefined) {
      position = foreign
      return { _tag: 'Advanced', position }
    }
    const stored = log.events[next]
    if (stored !== undefined) {
      next += 1
      position = stored.position
      return { _tag: 'Event', stored }
    }
    if (caughtUpAt === next) return undefined
    caughtUpAt = next
    return { _tag: 'CaughtUp', position }
  }

  const wakeUp = (): Promise<void> =>
    new Promise((resolve) => {
      const stop = (): void => {
        cancel()
        signal?.removeEventListener('abort', stop)
        wake = undefined
        resolve()
      }
      const cancel = log.onAppend(stop)
      signal?.addEventListener('abort', stop, { once: true })
      wake = stop
    })

  return {
    next: async () => {
      while (!isOver()) {
        const value = ready()
        if (value !== undefined) return { done: false, value }
        await wakeUp()
      }
      return DONE
    },
    return: async () => {
      ended = true
      wake?.()
      return DONE
    },
  }
}

/** Index of the first event after a position; positions sort, so it is found by halving. */
const firstAfter = (events: ReadonlyArray<StoredEvent>, from: SubscribeOptions['from']): number => {
  if (from === 'start') return 0
  if (from === 'end') return events.length
  let low = 0
  let high = events.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const position = events[middle]?.position
    if (position !== undefined && position <= from) low = middle + 1
    else high = middle
  }
  return low
}

const positionBefore = (
  events: ReadonlyArray<StoredEvent>,
  next: number,
  from: SubscribeOptions['from'],
): Position => {
  const before = events[next - 1]?.position ?? positionOf('')
  return from === 'start' || from === 'end' || from < before ? before : from
}
