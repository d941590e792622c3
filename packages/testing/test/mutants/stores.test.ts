/**
 * Broken stores: each is refuted by its contract, which names the law and shows what was asked; what
 * each was broken from is proven.
 */
import { type Position, positionOf } from '@kiemtra/kernel'
import {
  type EventStore,
  inMemoryEventStore,
  inMemoryReadModels,
  type ReadModelBuilder,
  type ReadModelStore,
  type ReadModelWriter,
  type RowQuery,
  StoreError,
} from '@kiemtra/runtime'
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import {
  checkEventStore,
  type EventStorage,
  faultyEventStore,
  type FaultyEventStore,
  checkReadModelStore,
  type CheckName,
  laws,
  type LawId,
  reportText,
} from '../../src/index.ts'
import { blamed, changed, type Mutant, patience } from '../support/broken-store.ts'
import { historyOf, refuted } from '../support/refuted.ts'

/** Without properties that hold null, from so many levels down. */
const withoutNull = (value: unknown, from = 0): unknown => {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((one) => withoutNull(one, from - 1))
  const entries = Object.entries(value).filter(([, one]) => one !== null || from > 0)
  return Object.fromEntries(entries.map(([key, one]) => [key, withoutNull(one, from - 1)]))
}

const eventStores: Readonly<Record<string, Mutant<EventStore>>> = {
  'writes a repeated append again': {
    laws: ['P2'],
    of: (store) => ({
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
  },
  'appends whatever was expected': {
    laws: ['P1', 'P2'],
    of: (store) => ({
      append: (stream, expected, events) => async () => {
        const answer = await store.append(stream, expected, events)()
        if (!isLeft(answer) || answer.left._tag !== 'Conflict') return answer
        return store.append(stream, answer.left.actual, events)()
      },
    }),
  },
  'says the wrong thing stands': {
    laws: ['P1'],
    of: (store) => ({
      append: (stream, expected, events) => async () => {
        const answer = await store.append(stream, expected, events)()
        return isLeft(answer) && answer.left._tag === 'Conflict'
          ? { ...answer, left: { ...answer.left, actual: expected } }
          : answer
      },
    }),
  },
  'ignores the limit backwards': {
    laws: ['P15'],
    of: (store) => ({
      read: (stream, { limit, ...options } = {}) =>
        store.read(stream, {
          ...options,
          ...(limit === undefined || options.direction === 'backwards' ? {} : { limit }),
        }),
    }),
  },
  'skips an event of a subscription': {
    laws: ['P3'],
    isSilent: true,
    of: (store) => ({
      subscribe: (options) => {
        let n = 0
        return changed(store.subscribe(options), (delivery) => {
          n += 1
          return delivery._tag === 'Event' && n % 7 === 0 ? [] : [delivery]
        })
      },
    }),
  },
  'delivers the event at the position it was asked from': {
    laws: ['P3'],
    of: (store) => {
      const before = (position: Position): Position =>
        positionOf(String(Number(position) - 1).padStart(position.length, '0'))
      return {
        subscribe: ({ from, ...options }) => {
          const isNamed = from === 'start' || from === 'end' || Number(from) === 0
          return store.subscribe({ ...options, from: isNamed ? from : before(from) })
        },
      }
    },
  },
  'takes names in small and in capital letters for one': {
    laws: ['P16'],
    of: (store) => ({
      append: (stream, ...rest) => store.append(stream.toLowerCase(), ...rest),
      read: (stream, options) => store.read(stream.toLowerCase(), options),
    }),
  },
  'loses what is null': {
    laws: ['L5'],
    of: (store) => ({
      append: (stream, expected, [first, ...rest]) =>
        store.append(stream, expected, [
          { ...first, data: withoutNull(first.data) },
          ...rest.map((one) => ({ ...one, data: withoutNull(one.data) })),
        ]),
    }),
  },
  'throws once it is closed': {
    laws: ['total'],
    of: (store) => ({
      head: () => async () => {
        const head = await store.head()()
        if (isLeft(head)) throw new Error(head.left._tag)
        return head
      },
    }),
  },
  'can be left only when something comes': {
    laws: ['contract'],
    isSilent: true,
    of: (store) => ({
      subscribe: (options) => ({
        async *[Symbol.asyncIterator]() {
          yield* store.subscribe(options)
        },
      }),
    }),
  },
}

describe('a broken event store is refuted by its contract', () => {
  it.each(Object.keys(eventStores))('one that %s', async (name) => {
    const broken = (): { readonly open: () => EventStore } => {
      const store = inMemoryEventStore()
      const mutant = { ...store, ...eventStores[name]?.of(store) }
      return { open: () => mutant }
    }
    const report = await checkEventStore(broken, {
      name,
      exclusive: true,
      runs: 20,
      seed: 7,
      ...patience(eventStores[name]),
    })
    expect(refuted(report), reportText(report)).toEqual(blamed(eventStores[name]))
    expect(historyOf(report)).not.toEqual([])
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

/** A storage over one log in memory, or over as many as `log` gives; its stores are closed one by one. */
const reopened = (log: () => EventStore) => (): EventStorage => {
  let events = log()
  const open = (): FaultyEventStore => {
    let isClosed = false
    const store = faultyEventStore(events)
    const why = { _tag: 'Unavailable', reason: 'closed' } as const
    const closed = left(why)
    return {
      ...store,
      append: (...call) => (isClosed ? async () => closed : store.append(...call)),
      read: (...call) => {
        if (!isClosed) return store.read(...call)
        const next = () => Promise.reject(new StoreError(why))
        return { [Symbol.asyncIterator]: () => ({ next }) }
      },
      head: () => (isClosed ? async () => closed : store.head()),
      close: async () => {
        isClosed = true
        events = log()
      },
    }
  }
  const opened = new Map<EventStore, FaultyEventStore>()
  return {
    open: () => {
      const store = open()
      opened.set(store, store)
      return store
    },
    faults: {
      loseNextReply: (store) => opened.get(store)?.loseNextReply(),
      cutOff: (store) => opened.get(store)?.cutOff() ?? (() => undefined),
    },
  }
}

const DURABLE = {
  exclusive: true,
  durable: true,
  independent: true,
  faults: true,
  runs: 20,
  seed: 7,
}

it('a store that forgets when it is closed is refuted by L17, and its twin proven', async () => {
  const events = inMemoryEventStore()
  const sound = await checkEventStore(
    reopened(() => events),
    { ...DURABLE, exclusive: false, name: 'sound' },
  )
  expect(sound.verdict, reportText(sound)).toBe('proven')
  expect(sound.notes).toEqual([expect.stringContaining('needs exclusive')])
  const broken = await checkEventStore(reopened(inMemoryEventStore), { ...DURABLE, name: 'broken' })
  expect(refuted(broken), reportText(broken)).toEqual(['L17'])
})

type BreakReadModels = Mutant<ReadModelStore>['of']

const commits =
  (change: (commit: ReadModelWriter['commit']) => ReadModelWriter['commit']): BreakReadModels =>
  (store) => ({
    claim: (table) => async () => {
      const claimed = await store.claim(table)()
      if (isLeft(claimed)) return claimed
      return right({ ...claimed.right, commit: change(claimed.right.commit) })
    },
  })

const builds =
  (change: (builder: ReadModelBuilder) => Partial<ReadModelBuilder>): BreakReadModels =>
  (store) => ({
    build: (table) => async () => {
      const begun = await store.build(table)()
      return isLeft(begun) ? begun : right({ ...begun.right, ...change(begun.right) })
    },
  })

const readModelStores: Readonly<Record<string, Mutant<ReadModelStore>>> = {
  'lets everyone write': {
    laws: ['P6'],
    of: (store) => ({
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
  },
  'keeps no links': {
    laws: ['L17', 'P4', 'P15'],
    of: commits((commit) => (batch) => commit({ ...batch, links: [] })),
  },
  'loses what is null inside a column': {
    laws: ['L5'],
    of: commits(
      (commit) => (batch) =>
        commit({
          ...batch,
          upserts: batch.upserts.map(({ key, row }) => ({ key, row: withoutNull(row, 2) })),
        }),
    ),
  },
  'takes all versions of a table for one': {
    laws: ['P16'],
    of: (store) => ({
      claim: (table) => store.claim({ ...table, version: 1 }),
      build: (table) => store.build({ ...table, version: 1 }),
      checkpoint: (table) => store.checkpoint({ ...table, version: 1 }),
      query: (table, query) => store.query({ ...table, version: 1 }, query),
      skipped: (table) => store.skipped({ ...table, version: 1 }),
    }),
  },
  'writes what comes late': {
    laws: ['L13', 'P12', 'P15'],
    of: commits((commit) => {
      let latest = ''
      return (batch) => {
        if (batch.position <= latest)
          return commit({ ...batch, position: positionOf(`${latest}+`) })
        latest = batch.position
        return commit(batch)
      }
    }),
  },
  'throws once it is closed': {
    laws: ['total'],
    of: (store) => ({
      scan: (table) => async () => {
        const scan = await store.scan(table)()
        if (isLeft(scan) && scan.left._tag === 'Unavailable') throw new Error('closed')
        return scan
      },
    }),
  },
  'forgets deletes': {
    laws: ['L16', 'L17', 'P15', 'queries'],
    of: commits((commit) => (batch) => commit({ ...batch, deletes: [] })),
  },
  'loses the links of what it builds': {
    laws: ['L16'],
    of: builds(({ commit }) => ({
      commit: (batch) => commit({ ...batch, links: [] }),
    })),
  },
  'says that it has finished though the table is further on': {
    laws: ['L18'],
    of: builds(({ finish }) => ({
      finish: () => async () => {
        const done = await finish()()
        return isLeft(done) && done.left._tag === 'Behind' ? right(undefined) : done
      },
    })),
  },
  'lets a builder go on that was overtaken': {
    laws: ['P6'],
    of: builds(({ commit }) => ({
      commit: (batch) => async () => {
        const done = await commit(batch)()
        return isLeft(done) && done.left._tag === 'Fenced' ? right(undefined) : done
      },
    })),
  },
  'moves a claimant to rebuilt rows by itself': {
    laws: ['P6'],
    of: (store) => ({
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
  },
  'scans rows as they are, not as they stood': {
    laws: ['L16'],
    of: (store) => ({
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
  },
  'lets go of scans only when they were read to the end': {
    laws: ['contract'],
    of: (store) => {
      let held = 0
      return {
        scan: (table) => async () => {
          if (held > 20) return left({ _tag: 'Unavailable', reason: 'no room' })
          const scan = await store.scan(table)()
          if (isLeft(scan)) return scan
          held += 1
          return right({
            ...scan.right,
            next: (limit) => async () => {
              const rows = await scan.right.next(limit)()
              if (!isLeft(rows) && rows.right.length === 0) held -= 1
              return rows
            },
          })
        },
      }
    },
  },
  'forgets what was skipped': {
    laws: ['P12'],
    of: (store) => ({
      skipped: (table) => async () => {
        const found = await store.skipped(table)()
        return isLeft(found) ? found : right([])
      },
    }),
  },
  'shows a row again on the next page': {
    laws: ['queries'],
    of: (store) => ({
      query: (table, query) => async () => {
        const page = await store.query(table, query)()
        if (isLeft(page) || query?.after === undefined || page.right.rows.length === 0) return page
        const [first] = page.right.rows
        return first === undefined
          ? page
          : right({ ...page.right, rows: [first, ...page.right.rows] })
      },
    }),
  },
  'takes the length of a list for a column of it': {
    laws: ['queries'],
    of: (store) => ({
      query: (table, query) => async () => {
        const page = await store.query(table, query)()
        if (isLeft(page) || query?.orderBy !== 'length' || page.right.next === undefined)
          return page
        const last = page.right.rows.at(-1)
        if (last === undefined || !Array.isArray(last.row)) return page
        return right({ ...page.right, next: JSON.stringify([last.row.length, last.key]) })
      },
    }),
  },
  'finds no row that is no object': {
    laws: ['queries'],
    of: (store) => ({
      query: (table, query) => async () => {
        const page = await store.query(table, query)()
        if (isLeft(page) || query?.where === undefined) return page
        const rows = page.right.rows.filter(({ row }) => typeof row === 'object' && row !== null)
        return right({ ...page.right, rows })
      },
    }),
  },
  'orders only by the column': {
    laws: ['queries'],
    of: (store) => ({
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
  },
}

describe('a broken read-model store is refuted by its contract', () => {
  it.each(Object.keys(readModelStores))('one that %s', async (name) => {
    const broken = (): { readonly open: () => ReadModelStore } => {
      const store = inMemoryReadModels()
      const mutant = { ...store, ...readModelStores[name]?.of(store) }
      return { open: () => mutant }
    }
    const report = await checkReadModelStore(broken, { name, runs: 20, seed: 7, bigBatch: 300 })
    expect(refuted(report), reportText(report)).toEqual(readModelStores[name]?.laws)
    expect(historyOf(report)).not.toEqual([])
  })

  it('one is shown by what the smallest run of a property has asked, its tables counted anew', async () => {
    const broken = (): { readonly open: () => ReadModelStore } => {
      const store = inMemoryReadModels()
      // Capital letters have their turn where they have none: only a property draws some.
      const query: ReadModelStore['query'] = (table, asked) => async () => {
        const page = await store.query(table, asked)()
        if (isLeft(page) || !page.right.rows.some(({ key }) => key < 'a')) return page
        return right({ ...page.right, rows: page.right.rows.toReversed() })
      }
      return { open: () => ({ ...store, query }) }
    }
    const report = await checkReadModelStore(broken, { name: 'broken', seed: 7, bigBatch: 300 })
    expect(historyOf(report)[0]).toBe('1. claim table 1 v1 -> done')
    expect(historyOf(report).length).toBeLessThan(10)
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

const lawsOf = <Store>(mutants: Readonly<Record<string, Mutant<Store>>>): ReadonlyArray<LawId> =>
  Object.values(mutants).flatMap(({ laws: ids }) => ids)

it.each([
  ['checkEventStore', lawsOf(eventStores)],
  ['checkReadModelStore', lawsOf(readModelStores)],
] satisfies ReadonlyArray<readonly [CheckName, ReadonlyArray<LawId>]>)(
  'every law that %s asks about refutes some store',
  (check, refutedBy) => {
    const asked = laws.filter(({ askedBy }) => askedBy.includes(check)).map(({ id }) => id)
    // The store that L17 refutes has a test of its own, as has its twin.
    expect(asked.filter((id) => !refutedBy.includes(id) && id !== 'L17')).toEqual([])
  },
)
