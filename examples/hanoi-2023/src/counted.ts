/**
 * Watches what goes into an event store: how many events a run has written, and how far the log goes.
 */
import type { Position } from '@kiemtra/kernel'
import type { EventStore } from '@kiemtra/runtime'
import { isRight } from 'fp-ts/lib/Either.js'

/** A store with an eye on its appends. */
export interface Counted {
  readonly store: EventStore
  readonly appended: () => number
  /** Position of the last event that was appended through it. */
  readonly last: () => Position | undefined
}

/** The store, watched. */
export const counted = (store: EventStore): Counted => {
  let appended = 0
  let last: Position | undefined
  return {
    store: {
      ...store,
      append: (stream, expected, events, options) => async () => {
        const written = await store.append(stream, expected, events, options)()
        if (isRight(written)) {
          appended += events.length
          const { position } = written.right
          if (last === undefined || position > last) last = position
        }
        return written
      },
    },
    appended: () => appended,
    last: () => last,
  }
}
