/**
 * Parts of the runtime that fail now and then, under the whole domain: those that the testing kit's own
 * tests plant under a small one, and some more.
 */
import { projector } from '@kiemtra/runtime'
import { brokenTwins } from '../../../packages/testing/test/simulate/support/broken/index.ts'
import {
  type Broken,
  mapped,
  withEvents,
} from '../../../packages/testing/test/simulate/support/broken/wrap.ts'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Plants } from './plant.ts'

const SELDOM = 20

/** Says of one append in some that it is written, and it is nowhere. */
const losing = (): Broken =>
  withEvents((store) => {
    let appends = 0
    let last: Awaited<ReturnType<ReturnType<typeof store.append>>> | undefined
    return {
      append: (stream, expected, events) => async () => {
        appends += 1
        if (appends % SELDOM === 0 && last !== undefined) return last
        const answer = await store.append(stream, expected, events)()
        if (!isLeft(answer)) last = answer
        return answer
      },
    }
  })

/** Writes one append in some once more, under other ids. */
const doubling = (): Broken =>
  withEvents((store) => {
    let appends = 0
    return {
      append: (stream, expected, events) => async () => {
        appends += 1
        const answer = await store.append(stream, expected, events)()
        if (isLeft(answer) || appends % SELDOM !== 0) return answer
        const [first, ...others] = events
        const again = { ...first, id: `${first.id.slice(0, -4)}ffff` }
        return store.append(stream, answer.right.revision, [again, ...others.slice(1)])()
      },
    }
  })

/** Delivers two events in some in the wrong order. */
const disorderly = (): Broken =>
  withEvents((store) => ({
    subscribe: (options) => {
      let seen = 0
      type Delivered = ReturnType<typeof store.subscribe> extends AsyncIterable<infer D> ? D : never
      let waiting: Delivered | undefined
      return mapped(store.subscribe(options), (delivery): ReadonlyArray<Delivered> => {
        if (delivery._tag !== 'Event') return [delivery]
        seen += 1
        if (waiting !== undefined) {
          const late = waiting
          waiting = undefined
          return [delivery, late]
        }
        if (seen % SELDOM !== 0) return [delivery]
        waiting = delivery
        return []
      })
    },
  }))

/** Passes over one event in some, and goes on as if it had been told of it. */
const skipping: Broken = {
  projector: (config) => {
    const { events } = config
    let seen = 0
    return projector({
      ...config,
      events: {
        ...events,
        subscribe: (options) =>
          mapped(events.subscribe(options), (delivery) => {
            if (delivery._tag === 'Event') seen += 1
            return delivery._tag === 'Event' && seen % SELDOM === 0 ? [] : [delivery]
          }),
      },
    })
  },
}

/** No command of the domain leads to two events, so that what goes wrong between two can't. */
const ofSeveral = [
  'an event store that delivers only the last event of an append',
  'an event store whose appends can be torn',
]

/** See the module. */
export const partPlants: Plants = {
  'an event store that loses an append': { make: () => ({ parts: losing() }) },
  'an event store that writes an append twice': { make: () => ({ parts: doubling() }) },
  'an event store that delivers out of order': { make: () => ({ parts: disorderly() }) },
  'a projector that passes over an event': { by: 'rows', make: () => ({ parts: skipping }) },
  ...Object.fromEntries(
    Object.entries(brokenTwins)
      .filter(([name]) => !ofSeveral.includes(name))
      .map(([name, make]) => [name, { make: () => ({ parts: make() }) }]),
  ),
}
