/**
 * Things broken by one line, one a law. The page of laws shows the line as it stands here, and what
 * the kit finds.
 */
import { type EventCodec, event, eventCodec } from '@kiemtra/kernel'
import {
  type EventStore,
  inMemoryEventStore,
  inMemoryReadModels,
  type ReadModelStore,
  type ReadModelWriter,
} from '@kiemtra/runtime'
import {
  checkDecider,
  checkEventCodec,
  checkEventStore,
  checkReadModelStore,
  checkUpcasts,
  type LawId,
  type Report,
} from '@kiemtra/testing'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import {
  Counter,
  type CounterEvent,
  counterEvents,
  LIMIT,
} from '../../../packages/testing/test/support/counter.ts'

// ------------------------------------------------------- what gets broken

const seed = 2023

/** Calls of something that counts them, from the start of a check. */
let calls = 0

const decider = (broken: Partial<typeof Counter>): Report => {
  calls = 0
  return checkDecider({ ...Counter, ...broken }, { seed, runs: 300, repeatable: ['Count'] })
}

const bounded = (broken: Partial<typeof Counter>): Report =>
  checkDecider(
    { ...Counter, ...broken },
    {
      seed,
      runs: 300,
      repeatable: ['Count'],
      invariants: { 'the total keeps its limit': (s) => s.status === 'new' || s.total <= LIMIT },
    },
  )

const codec = (broken: Partial<EventCodec<CounterEvent>>): Report =>
  checkEventCodec({ ...counterEvents, ...broken }, { seed })

const events = (change: (store: EventStore) => Partial<EventStore>): Promise<Report> => {
  const make = () => {
    const store = inMemoryEventStore()
    const broken = { ...store, ...change(store) }
    return { open: () => broken }
  }
  return checkEventStore(make, { name: 'broken', exclusive: true, seed, patienceMs: 2_000 })
}

const rows = (change: (store: ReadModelStore) => Partial<ReadModelStore>): Promise<Report> => {
  const make = () => {
    const store = inMemoryReadModels()
    const broken = { ...store, ...change(store) }
    return { open: () => broken }
  }
  return checkReadModelStore(make, { name: 'broken', seed, bigBatch: 300 })
}

const commits = (change: (writer: ReadModelWriter) => Partial<ReadModelWriter>): Promise<Report> =>
  rows((store) => ({
    claim: (table) => async () => {
      const claimed = await store.claim(table)()
      return isLeft(claimed) ? claimed : right({ ...claimed.right, ...change(claimed.right) })
    },
  }))

const thrown = (): never => {
  throw new Error('not me')
}

const Year = t.refinement(t.number, (n) => n >= 2000 && n < 2100, 'year')
const Name = t.strict({ name: t.string })

// ------------------------------------------------------------ one a law

/** See the module. */
export const broken: Readonly<Partial<Record<LawId, () => Report | Promise<Report>>>> = {
  L1: () =>
    decider({
      evolve: (state, e) =>
        state.status === 'new' && e.type === 'Closed' ? thrown() : Counter.evolve(state, e),
    }),
  L2: () =>
    decider({
      evolve: (state, e) =>
        state.status === 'open' && e.type === 'Counted'
          ? Object.assign(state, { total: state.total + e.data.by, counts: state.counts + 1 })
          : Counter.evolve(state, e),
    }),
  L3: () =>
    decider({
      decide: (command, state, facts) =>
        command.type === 'Close' && state.status === 'open'
          ? right([{ type: 'Closed', data: { total: (calls += 1) } }])
          : Counter.decide(command, state, facts),
    }),
  L5: () =>
    codec({
      encode: (e) => {
        const encoded = counterEvents.encode(e)
        return e.type === 'Closed' ? { ...encoded, data: { total: 0 } } : encoded
      },
    }),
  L6: () =>
    checkUpcasts(
      eventCodec(
        event('Planned', t.strict({ year: Year })).revised(
          t.strict({ year: Year, next: Year }),
          ({ year }) => ({ year, next: year + 1 }),
        ),
      ),
      { seed },
    ),
  L7: () =>
    checkUpcasts(
      eventCodec(
        event('Named', t.strict({ name: t.string, lang: t.string }))
          .revised(Name, ({ name, lang }) => Object.assign({ name }, { lang }))
          .revised(t.strict({ name: t.string, lang: t.string }), (named) => ({
            ...named,
            lang: String(Reflect.get(named, 'lang')),
          })),
      ),
      { seed },
    ),
  L10: () =>
    decider({
      decide: (command, state, facts) =>
        command.type === 'Open' && state.status === 'open'
          ? right([{ type: 'Opened', data: command.data }])
          : Counter.decide(command, state, facts),
    }),
  L12: () =>
    bounded({
      decide: (command, state, facts) =>
        command.type === 'Count' && state.status === 'open' && state.total < LIMIT
          ? right([{ type: 'Counted', data: { by: command.data.by } }])
          : Counter.decide(command, state, facts),
    }),
  P1: () =>
    events((store) => ({
      append: (stream, expected, batch) => async () => {
        const answer = await store.append(stream, expected, batch)()
        return isLeft(answer) && answer.left._tag === 'Conflict'
          ? store.append(stream, answer.left.actual, batch)()
          : answer
      },
    })),
  P2: () =>
    events((store) => ({
      append: (stream, expected, batch) => {
        const answer = store.append(stream, expected, batch)()
        return () => answer
      },
    })),
  P3: () =>
    events((store) => ({
      subscribe: (options) =>
        store.subscribe({ ...options, from: options.from === 'start' ? 'start' : 'end' }),
    })),
  P4: () => commits(({ commit }) => ({ commit: (batch) => commit({ ...batch, links: [] }) })),
  P6: () =>
    rows((store) => ({
      claim: (table) => async () => {
        const claimed = await store.claim(table)()
        if (isLeft(claimed)) return claimed
        return right({
          ...claimed.right,
          commit: (batch) => async () => {
            const now = await store.claim(table)()
            return isLeft(now) ? now : now.right.commit(batch)()
          },
        })
      },
    })),
  P12: () => rows(() => ({ skipped: () => async () => right([]) })),
  P15: () =>
    events((store) => ({
      read: (stream, { limit, ...options } = {}) =>
        store.read(
          stream,
          options.direction === 'backwards' || limit === undefined
            ? options
            : { ...options, limit },
        ),
    })),
  P16: () =>
    events((store) => ({
      append: (stream, expected, batch) => store.append(stream.toLowerCase(), expected, batch),
      read: (stream, options) => store.read(stream.toLowerCase(), options),
    })),
  total: () =>
    decider({
      decide: (command, state, facts) =>
        state.status === 'closed' ? thrown() : Counter.decide(command, state, facts),
    }),
  strict: () => checkEventCodec(eventCodec(event('Named', t.type({ name: t.string }))), { seed }),
  names: () =>
    checkEventCodec(
      eventCodec(
        event('Opened', Name).renamedFrom('Old'),
        event('Closed', Name).renamedFrom('Old'),
      ),
      { seed },
    ),
  queries: () =>
    rows((store) => ({
      query: (table, query) => async () => {
        const page = await store.query(table, query)()
        return isLeft(page) || query?.descending !== true
          ? page
          : right({ ...page.right, rows: page.right.rows.toReversed() })
      },
    })),
  contract: () =>
    events((store) => ({
      subscribe: (options) => ({
        async *[Symbol.asyncIterator]() {
          yield* store.subscribe(options)
        },
      }),
    })),
}
