/**
 * Parts of the runtime that fail now and then, under the whole domain: those that the testing kit's own
 * tests plant under a small one, and some more.
 */
import type { StoredEvent } from '@kiemtra/kernel'
import { commandHandler, policyRunner, projector } from '@kiemtra/runtime'
import { brokenTwins } from '../../../packages/testing/test/simulate/support/broken/index.ts'
import { untypedOnly } from '../../../packages/testing/test/simulate/support/broken/handler.ts'
import {
  type Broken,
  claimedAs,
  mapped,
  withEvents,
} from '../../../packages/testing/test/simulate/support/broken/wrap.ts'
import { type Either, isLeft, map, right } from 'fp-ts/lib/Either.js'
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

/** Reads two events of a stream in the wrong order, now and then. */
const swapping = (): Broken =>
  withEvents((store) => {
    let reads = 0
    return {
      read: (stream, options) => {
        reads += 1
        if (reads % SELDOM !== 0) return store.read(stream, options)
        let waiting: StoredEvent | undefined
        return mapped(store.read(stream, options), (stored): ReadonlyArray<StoredEvent> => {
          if (stored.revision === 1) {
            waiting = stored
            return []
          }
          if (waiting === undefined) return [stored]
          const late = waiting
          waiting = undefined
          return [stored, late]
        })
      },
    }
  })

/** Loses one row in some on its way to the store. */
const losingRows = (): Broken => ({
  projector: (config) => {
    let rows = 0
    const readModels = claimedAs(config.readModels, ({ commit }) => ({
      commit: (batch) => {
        const upserts = batch.upserts.filter(() => {
          rows += 1
          return rows % SELDOM !== 0
        })
        return commit({ ...batch, upserts })
      },
    }))
    return projector({ ...config, readModels })
  },
})

/** Does what it is told, and never answers, now and then. */
const mute = (): Broken => ({
  commandHandler: (config) => {
    const handle = commandHandler(config)
    let calls = 0
    return untypedOnly((aggregate, command, options) => async () => {
      calls += 1
      const isMute = calls % SELDOM === 0
      const answer = await handle.untyped(aggregate, command, options)()
      return isMute ? new Promise(() => undefined) : answer
    })
  },
})

/** Knows a command again, and answers the repeat as if it had led to nothing. */
const emptyRepeats = (): Broken => ({
  commandHandler: (config) => {
    const handle = commandHandler(config)
    return untypedOnly((aggregate, command, options) => async () => {
      const answer = await handle.untyped(aggregate, command, options)()
      return map((handled: typeof answer extends Either<unknown, infer H> ? H : never) =>
        handled.repeated ? { ...handled, events: [] } : handled,
      )(answer)
    })
  },
})

/** Sends one command in some not at all, and goes on. */
const droppingSends: () => Broken = () => ({
  policyRunner: (config) => {
    let sends = 0
    const { handle } = config
    return policyRunner({
      ...config,
      handle: untypedOnly((aggregate, command, options) => {
        sends += 1
        return sends % SELDOM === 0
          ? () =>
              Promise.resolve(
                right({
                  events: [],
                  state: aggregate.initialState,
                  revision: -1,
                  position: undefined,
                  repeated: false,
                }),
              )
          : handle.untyped(aggregate, command, options)
      }),
    })
  },
})

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
  'an event store that reads two events in the wrong order': {
    make: () => ({ parts: swapping() }),
  },
  'a handler that never answers, now and then': { by: 'settles', make: () => ({ parts: mute() }) },
  'a handler that answers a repeat with nothing': {
    by: 'answers',
    make: () => ({ parts: emptyRepeats() }),
  },
  'a policy runner that drops a command, now and then': {
    by: 'duties',
    make: () => ({ parts: droppingSends() }),
  },
  'a projector that loses a row, now and then': {
    by: 'rows',
    make: () => ({ parts: losingRows() }),
  },
  'a projector that passes over an event': { by: 'rows', make: () => ({ parts: skipping }) },
  ...Object.fromEntries(
    Object.entries(brokenTwins)
      .filter(([name]) => !ofSeveral.includes(name))
      .map(([name, make]) => [name, { make: () => ({ parts: make() }) }]),
  ),
}
