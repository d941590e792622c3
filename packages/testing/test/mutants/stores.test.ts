/**
 * Broken stores: each is refuted by its contract; what each was broken from is proven.
 */
import {
  type EventStore,
  inMemoryEventStore,
  inMemoryReadModels,
  type ReadModelBuilder,
  type ReadModelStore,
  type RowQuery,
} from '@kiemtra/runtime'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { checkEventStore, checkReadModelStore, reportText } from '../../src/index.ts'

type BreakEvents = (store: EventStore) => Partial<EventStore>

const eventStores: Readonly<Record<string, BreakEvents>> = {
  'writes a repeated append again': (store) => ({
    append: (stream, expected, events) => async () => {
      const answer = await store.append(stream, expected, events)()
      const [first, ...rest] = events
      if (isLeft(answer) || expected === 'no-stream') return answer
      for await (const { revision } of store.read(stream, { direction: 'backwards', limit: 1 })) {
        if (revision <= answer.right.revision) return answer
        const again = { ...first, id: `${first.id}-again` }
        return store.append(stream, revision, [again, ...rest])()
      }
      return answer
    },
  }),
  'appends whatever was expected': (store) => ({
    append: (stream, expected, events) => async () => {
      const answer = await store.append(stream, expected, events)()
      if (!isLeft(answer) || answer.left._tag !== 'Conflict') return answer
      return store.append(stream, answer.left.actual, events)()
    },
  }),
  'says the wrong thing stands': (store) => ({
    append: (stream, expected, events) => async () => {
      const answer = await store.append(stream, expected, events)()
      return isLeft(answer) && answer.left._tag === 'Conflict'
        ? { ...answer, left: { ...answer.left, actual: expected } }
        : answer
    },
  }),
  'ignores the limit backwards': (store) => ({
    read: (stream, { limit, ...options } = {}) =>
      store.read(stream, {
        ...options,
        ...(limit === undefined || options.direction === 'backwards' ? {} : { limit }),
      }),
  }),
  'skips an event of a subscription': (store) => ({
    subscribe: (options) => ({
      async *[Symbol.asyncIterator]() {
        let n = 0
        for await (const delivery of store.subscribe(options)) {
          n += 1
          if (delivery._tag === 'Event' && n % 7 === 0) continue
          yield delivery
        }
      },
    }),
  }),
  'delivers the event at the position it was asked from': (store) => ({
    subscribe: (options) => ({
      async *[Symbol.asyncIterator]() {
        if (options.from !== 'start' && options.from !== 'end') {
          for await (const one of store.subscribe({ ...options, from: 'start' })) {
            if (one._tag === 'Event' && one.stored.position === options.from) yield one
            if (one._tag === 'CaughtUp') break
          }
        }
        yield* store.subscribe(options)
      },
    }),
  }),
  'can be left only when something comes': (store) => ({
    subscribe: (options) => ({
      async *[Symbol.asyncIterator]() {
        yield* store.subscribe(options)
      },
    }),
  }),
}

describe('a broken event store is refuted by its contract', () => {
  it.each(Object.keys(eventStores))('one that %s', async (name) => {
    const broken = (): { readonly open: () => EventStore } => {
      const store = inMemoryEventStore()
      const mutant = { ...store, ...eventStores[name]?.(store) }
      return { open: () => mutant }
    }
    const report = await checkEventStore(broken, {
      name,
      exclusive: true,
      runs: 20,
      patienceMs: 100,
    })
    expect(report.verdict, reportText(report)).toBe('refuted')
  })

  it('a sound one is proven', async () => {
    const make = () => {
      const store = inMemoryEventStore()
      return { open: () => store }
    }
    const report = await checkEventStore(make, { name: 'in memory', exclusive: true })
    expect(report.verdict, reportText(report)).toBe('proven')
    expect(report.notes).toContainEqual(expect.stringContaining('skipped, needs durable'))
  })
})

type BreakReadModels = (store: ReadModelStore) => Partial<ReadModelStore>

const builds =
  (change: (builder: ReadModelBuilder) => Partial<ReadModelBuilder>): BreakReadModels =>
  (store) => ({
    build: (table) => async () => {
      const begun = await store.build(table)()
      return isLeft(begun) ? begun : right({ ...begun.right, ...change(begun.right) })
    },
  })

const readModelStores: Readonly<Record<string, BreakReadModels>> = {
  'lets everyone write': (store) => ({
    claim: (table) => async () => {
      const claimed = await store.claim(table)()
      if (isLeft(claimed)) return claimed
      return right({
        ...claimed.right,
        commit: (batch) => async () => {
          const answer = await claimed.right.commit(batch)()
          if (!isLeft(answer) || answer.left._tag !== 'Fenced') return answer
          const again = await store.claim(table)()
          return isLeft(again) ? again : again.right.commit(batch)()
        },
      })
    },
  }),
  'forgets deletes': (store) => ({
    claim: (table) => async () => {
      const claimed = await store.claim(table)()
      if (isLeft(claimed)) return claimed
      const { commit } = claimed.right
      return right({ ...claimed.right, commit: (batch) => commit({ ...batch, deletes: [] }) })
    },
  }),
  'loses the links of what it builds': builds(({ commit }) => ({
    commit: (batch) => commit({ ...batch, links: [] }),
  })),
  'says that it has finished though the table is further on': builds(({ finish }) => ({
    finish: () => async () => {
      const done = await finish()()
      return isLeft(done) && done.left._tag === 'Behind' ? right(undefined) : done
    },
  })),
  'lets a builder go on that was overtaken': builds(({ commit }) => ({
    commit: (batch) => async () => {
      const done = await commit(batch)()
      return isLeft(done) && done.left._tag === 'Fenced' ? right(undefined) : done
    },
  })),
  'moves a claimant to rebuilt rows by itself': (store) => ({
    claim: (table) => async () => {
      const claimed = await store.claim(table)()
      if (isLeft(claimed)) return claimed
      const writer = claimed.right
      return right({
        ...writer,
        commit: (batch) => async () => {
          const done = await writer.commit(batch)()
          if (!isLeft(done) || done.left._tag !== 'Rebuilt') return done
          const renewed = await writer.renew()()
          return isLeft(renewed) ? renewed : renewed.right.commit(batch)()
        },
      })
    },
  }),
  'scans rows as they are, not as they stood': (store) => ({
    scan: (table) => async () => {
      const begun = await store.scan(table)()
      if (isLeft(begun)) return begun
      let given = 0
      return right({
        ...begun.right,
        next: (limit) => async () => {
          const now = await store.scan(table)()
          if (isLeft(now)) return now
          if (given > 0) await now.right.next(given)()
          given += limit
          return now.right.next(limit)()
        },
      })
    },
  }),
  'forgets what was skipped': () => ({ skipped: () => async () => right([]) }),
  'shows a row again on the next page': (store) => ({
    query: (table, query) => async () => {
      const page = await store.query(table, query)()
      if (isLeft(page) || query?.after === undefined || page.right.rows.length === 0) return page
      const [first] = page.right.rows
      return first === undefined
        ? page
        : right({ ...page.right, rows: [first, ...page.right.rows] })
    },
  }),
  'orders only by the column': (store) => ({
    query:
      (table, query: RowQuery = {}) =>
      async () => {
        const page = await store.query(table, query)()
        if (isLeft(page) || query.descending !== true) return page
        return right({
          ...page.right,
          rows: page.right.rows.toSorted((a, b) => (a.key < b.key ? -1 : 1)),
        })
      },
  }),
}

describe('a broken read-model store is refuted by its contract', () => {
  it.each(Object.keys(readModelStores))('one that %s', async (name) => {
    const broken = (): { readonly open: () => ReadModelStore } => {
      const store = inMemoryReadModels()
      const mutant = { ...store, ...readModelStores[name]?.(store) }
      return { open: () => mutant }
    }
    const report = await checkReadModelStore(broken, { name, runs: 20, bigBatch: 300 })
    expect(report.verdict, reportText(report)).toBe('refuted')
  })

  it('a sound one is proven', async () => {
    const make = () => {
      const store = inMemoryReadModels()
      return { open: () => store }
    }
    const report = await checkReadModelStore(make, { name: 'in memory', bigBatch: 300 })
    expect(report.verdict, reportText(report)).toBe('proven')
  })
})
