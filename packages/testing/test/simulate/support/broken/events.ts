/**
 * Broken event stores.
 */
import type { StoredEvent } from '@kiemtra/kernel'
import { inMemoryEventStore } from '@kiemtra/runtime'
import { isLeft } from 'fp-ts/lib/Either.js'
import { type Broken, mapped, type Twins, withEvents } from './wrap.ts'

/** Delivers no more of an append of several than its last event. */
const skipping = withEvents((store) => ({
  subscribe: (options) =>
    mapped(store.subscribe(options), (delivery) =>
      delivery._tag === 'Event' && delivery.stored.meta.index + 1 < delivery.stored.meta.count
        ? []
        : [delivery],
    ),
}))

/** Writes, whatever revision was expected. */
const careless = withEvents((store) => ({
  append: (stream, expected, events) => async () => {
    const answer = await store.append(stream, expected, events)()
    return isLeft(answer) && answer.left._tag === 'Conflict'
      ? store.append(stream, answer.left.actual, events)()
      : answer
  },
}))

/** Reads a stream without its last event, every fifth time. */
const staleReads = withEvents((store) => {
  let reads = 0
  return {
    read: (stream, options) => {
      reads += 1
      let waiting: StoredEvent | undefined
      return reads % 5 === 0 && options?.limit === undefined
        ? mapped(store.read(stream, options), (stored) => {
            const ready = waiting
            waiting = stored
            return ready === undefined ? [] : [ready]
          })
        : store.read(stream, options)
    },
  }
})

/** Writes the events of an append one by one. */
const torn: Broken = {
  events: (point) => {
    const store = inMemoryEventStore()
    return {
      ...store,
      append: (stream, expected, events) => async () => {
        const [first, ...others] = events
        let written = await store.append(stream, expected, [first])()
        for (const event of others) {
          if (isLeft(written)) return written
          await point('between two events')
          written = await store.append(stream, written.right.revision, [event])()
        }
        return written
      },
    }
  },
}

/** See the module. */
export const eventStoreTwins: Twins = {
  'an event store that delivers only the last event of an append': () => skipping,
  'an event store that writes whatever was expected': () => careless,
  'an event store that reads streams without their last event': () => staleReads,
  'an event store whose appends can be torn': () => torn,
}
