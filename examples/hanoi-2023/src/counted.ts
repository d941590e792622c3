/**
 * Counts what goes into an event store, so that a run can say what it has written.
 */
import type { EventStore } from '@kiemtra/runtime'
import { isRight } from 'fp-ts/lib/Either.js'

/** A store that counts the events it has been asked to append, and has. */
export const counted = (
  store: EventStore,
): { readonly store: EventStore; readonly appended: () => number } => {
  let appended = 0
  return {
    store: {
      ...store,
      append: (stream, expected, events, options) => async () => {
        const written = await store.append(stream, expected, events, options)()
        if (isRight(written)) appended += events.length
        return written
      },
    },
    appended: () => appended,
  }
}
