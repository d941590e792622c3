/**
 * Broken projections, and a broken store or projector under a sound one: each is refuted by its law
 * and by no other, within few events.
 */
import {
  type AnyProjection,
  type EventOf,
  type Position,
  projection,
  type Recorded,
  recorded,
} from '@kiemtra/kernel'
import {
  inMemoryReadModels,
  type ReadModelStore,
  type ReadModelWriter,
  tableOf,
} from '@kiemtra/runtime'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import {
  type LawId,
  checkProjection,
  crashEquivalence,
  logsOf,
  type MakeProjector,
  type ProjectionOptions,
  reportText,
} from '../../src/index.ts'
import { Counter } from '../support/counter.ts'
import { historyOf, refuted } from '../support/refuted.ts'

const Total = t.strict({ total: t.number, streams: t.number })
type Total = t.TypeOf<typeof Total>
type Seen = Recorded<EventOf<typeof Counter>>

interface Parts {
  readonly counted?: (row: Total, by: number, recorded: Seen) => Total
  readonly row?: t.Type<Total, unknown>
  readonly keys?: (recorded: Seen) => ReadonlyArray<string>
  readonly subject?: (row: Total) => string
  readonly links?: (recorded: Seen) => Readonly<Record<string, string>> | undefined
}

const sum = (row: Total, by: number): Total => ({ ...row, total: row.total + by })
const opened = (row: Total = { total: 0, streams: 0 }): Total => ({
  ...row,
  streams: row.streams + 1,
})

/** How much was counted, over all counters, and by each that was closed. */
const totals = ({ counted = sum, row = Total, keys = () => ['all'], subject, links }: Parts) =>
  projection<Total>()({
    name: 'totals',
    version: 1,
    from: [Counter],
    audience: subject === undefined ? 'public' : { subject },
    row,
    indexes: [],
    on: {
      Opened: { keys, apply: (before) => opened(before) },
      Counted: {
        keys,
        apply: (before, recorded) =>
          counted(before ?? { total: 0, streams: 0 }, recorded.event.data.by, recorded),
      },
      Closed: { keys: ({ stream }) => [stream], apply: () => ({ total: 1, streams: 1 }) },
    },
    ...(links === undefined ? {} : { links }),
  })

const sound = totals({})

// -------------------------------------------------------- broken projections

const fail = (): never => {
  throw new Error('not me')
}
const Positive = t.refinement(Total, ({ total }) => total < 9, 'a total below 9')
const Forgetful = new t.Type<Total, unknown>('total', Total.is, Total.validate, ({ total }) => ({
  total,
  streams: 0,
}))

let calls = 0
const seen = new Set<string>()
const cache = new Map<string, number>()
let last: string | undefined

const broken: ReadonlyArray<readonly [LawId, string, AnyProjection, number]> = [
  [
    'total',
    'apply throws on a rare row',
    totals({ counted: (row, by) => (row.streams === 0 ? fail() : sum(row, by)) }),
    1,
  ],
  [
    'total',
    'keys throws',
    totals({ keys: ({ event }) => (event.type === 'Counted' ? fail() : ['all']) }),
    1,
  ],
  [
    'total',
    'links throws',
    totals({ links: ({ event }) => (event.type === 'Closed' ? fail() : {}) }),
    1,
  ],
  [
    'total',
    'who may see a row throws',
    totals({ subject: (row) => (row.total > 9 ? fail() : 'x') }),
    3,
  ],
  ['L3', 'counts its own calls', totals({ counted: (row) => ({ ...row, total: ++calls }) }), 1],
  [
    'L3',
    'knows by itself what it has seen',
    totals({
      counted: (row, by, { id }) => {
        if (seen.has(id)) return row
        seen.add(id)
        return sum(row, by)
      },
    }),
    1,
  ],
  [
    'L3',
    'keeps totals beside the rows',
    totals({
      counted: (row, by, { stream }) => {
        cache.set(stream, (cache.get(stream) ?? 0) + by)
        return { ...row, total: cache.get(stream) ?? 0 }
      },
    }),
    1,
  ],
  [
    'L3',
    'looks at the clock',
    totals({ counted: (row, by) => ({ ...row, total: by + new Date().getFullYear() }) }),
    1,
  ],
  [
    'L3',
    'draws lots',
    totals({ counted: (row) => ({ ...row, total: Math.floor(Math.random() * 2) }) }),
    1,
  ],
  [
    'L3',
    'has keys that depend on the event before',
    totals({
      keys: ({ stream }) => {
        const key = last ?? stream
        last = stream
        return [key]
      },
    }),
    2,
  ],
  [
    'L3',
    'changes the row that it is given',
    totals({
      counted: (row, by) => Object.assign(row, { total: row.total + by }),
    }),
    2,
  ],
  [
    'L3',
    'changes the event',
    totals({
      counted: (row, by, { event }) => sum(row, Number(Reflect.set(event.data, 'by', by + 1)) * by),
    }),
    1,
  ],
  [
    'L5',
    'makes rows that its codec refuses',
    totals({ row: new t.Type('total', Positive.is, Positive.validate, t.identity) }),
    2,
  ],
  ['L5', 'has a codec that loses a field', totals({ row: Forgetful }), 1],
  [
    'L5',
    'keeps more than its codec knows',
    totals({ counted: (row, by) => Object.assign(sum(row, by), { by }) }),
    1,
  ],
  [
    'L5',
    'counts to what JSON can not hold',
    totals({ counted: (row) => ({ ...row, total: Number.NaN }) }),
    1,
  ],
  [
    'L15',
    'lets the last one win, of any stream',
    totals({ counted: (row, by) => ({ ...row, total: by }) }),
    3,
  ],
]

const soundOnes: ReadonlyArray<readonly [string, AnyProjection]> = [
  ['over all', sound],
  ['with links', totals({ links: ({ id }) => ({ last: id }) })],
  ['for one subject', totals({ subject: () => 'x' })],
  ['keyed by stream', totals({ keys: ({ stream }) => [stream] })],
]

// -------------------------------------------------- broken stores, projectors

type Writer = (writer: ReadModelWriter, store: ReadModelStore) => Partial<ReadModelWriter>

const storeWith =
  (change: Writer, more: (store: ReadModelStore) => Partial<ReadModelStore> = () => ({})) =>
  (): ReadModelStore => {
    const store = inMemoryReadModels()
    return {
      ...store,
      claim: (table) => async () => {
        const claimed = await store.claim(table)()
        return isLeft(claimed)
          ? claimed
          : right({ ...claimed.right, ...change(claimed.right, store) })
      },
      ...more(store),
    }
  }

/** Folds whatever it is delivered, and commits once: what comes twice in a batch counts twice. */
const credulous: MakeProjector = ({ events, readModels, projections, namespace = 'kiemtra' }) => ({
  catchUp: () => async () => {
    for (const one of projections) {
      const claimed = await readModels.claim(tableOf(one))()
      if (isLeft(claimed)) throw new Error(claimed.left._tag)
      const { commit, checkpoint, rows: load } = claimed.right
      const rows = new Map<string, unknown>()
      for await (const delivery of events.subscribe({ namespace, from: checkpoint ?? 'start' })) {
        if (delivery._tag !== 'Event') {
          const upserts = [...rows].map(([key, row]) => ({ key, row }))
          await commit({ position: delivery.position, upserts, deletes: [], links: [] })()
          break
        }
        const decoded = Counter.event.decode(delivery.stored)
        const handler = one.on[delivery.stored.type]
        if (isLeft(decoded) || handler === undefined) continue
        const heard = recorded(delivery.stored, decoded.right)
        for (const key of handler.keys(heard, { of: () => ({}) })) {
          const stored = await load([key])()
          if (!rows.has(key)) rows.set(key, isLeft(stored) ? undefined : stored.right.get(key))
          rows.set(key, handler.apply(rows.get(key), heard, {}))
        }
      }
    }
    return right(undefined)
  },
})

/** Remembers for each version of the table what was committed last, and before. */
const storeRemembering =
  (
    change: (places: ReadonlyArray<Position>, store: ReadModelStore) => Partial<ReadModelStore>,
    claimedAgainAt?: (places: ReadonlyArray<Position>) => Position | undefined,
  ) =>
  (): ReadModelStore => {
    const store = inMemoryReadModels()
    const places: Position[] = []
    let claims = 0
    return {
      ...store,
      claim: (table) => async () => {
        const claimed = await store.claim(table)()
        if (isLeft(claimed) || table.version > 1) return claimed
        const { commit, checkpoint } = claimed.right
        const standing = (): Position | undefined => checkpoint
        claims += 1
        return right({
          ...claimed.right,
          checkpoint: claims > 1 ? (claimedAgainAt ?? standing)(places) : checkpoint,
          commit: (batch) => async () => {
            const done = await commit(batch)()
            claims = 0
            places.push(batch.position)
            return done
          },
        })
      },
      ...change(places, store),
    }
  }

const brokenStores: ReadonlyArray<readonly [LawId, string, ProjectionOptions]> = [
  ['L13', 'a projector that skips nothing', { projector: credulous }],
  [
    'L14',
    'a store that writes two rows of a batch',
    {
      readModels: storeWith(({ commit }) => ({
        commit: (batch) => commit({ ...batch, upserts: batch.upserts.slice(0, 2) }),
      })),
    },
  ],
  [
    'L16',
    'a store that takes rows over into the next version',
    {
      readModels: storeWith(
        () => ({}),
        (store) => ({
          query: (table, query) => async () => {
            const page = await store.query(table, query)()
            if (isLeft(page) || table.version === 1) return page
            return right({ ...page.right, rows: [...page.right.rows, { key: 'orphan', row: {} }] })
          },
        }),
      ),
    },
  ],
  [
    'L17',
    'a store that goes back one commit when it is claimed twice in a row',
    {
      readModels: storeRemembering(
        () => ({}),
        (places) => places.at(-2),
      ),
    },
  ],
  [
    'L18',
    'a store whose checkpoint follows whoever commits last',
    {
      readModels: storeRemembering((places, store) => ({
        checkpoint: (table) => async () => {
          const found = await store.checkpoint(table)()
          return isLeft(found) ? found : right(places.at(-1) ?? found.right)
        },
      })),
    },
  ],
  [
    'L18',
    'a store that says where it stands before the rows are there',
    {
      readModels: () => {
        let ahead: Position | undefined
        return storeWith(
          ({ commit }) => ({
            commit: (batch) => async () => {
              ahead = batch.position
              await new Promise((resolve) => setImmediate(resolve))
              const done = await commit(batch)()
              ahead = undefined
              return done
            },
          }),
          (store) => ({
            query: (table, query) => async () => {
              const page = await store.query(table, query)()
              return isLeft(page)
                ? page
                : right({ ...page.right, position: ahead ?? page.right.position })
            },
          }),
        )()
      },
    },
  ],
]

const options = { seed: 2023, runs: 60 }

describe('a broken projection is refuted by its law, and by no other', () => {
  it.each(broken)('%s: it %s', async (law, _, mutant, events) => {
    const report = await checkProjection(mutant, options)
    expect(refuted(report), reportText(report)).toEqual([law])
    expect(historyOf(report).length, reportText(report)).toBeLessThanOrEqual(events)
  })

  it.each(brokenStores)('%s, by %s', async (law, _, given) => {
    const report = await checkProjection(sound, { ...options, ...given })
    expect(refuted(report), reportText(report)).toEqual([law])
    expect(historyOf(report).length, reportText(report)).toBeLessThanOrEqual(3)
  })

  it.each(soundOnes)('a sound one is proven: %s', async (_, one) => {
    const report = await checkProjection(one, options)
    expect(report.verdict, reportText(report)).toBe('proven')
  })

  it('a sound one is proven on logs of histories, by the laws that are asked for', async () => {
    const lived = await checkProjection(sound, { ...options, logs: logsOf(Counter) })
    expect(lived.verdict, reportText(lived)).toBe('proven')
    const one = await checkProjection(sound, { ...options, only: [crashEquivalence] })
    expect(one.laws.map(({ law, verdict }) => [law, verdict])).toEqual([['L17', 'proven']])
  })
})
