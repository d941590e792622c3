import { positionOf } from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import {
  type Delivery,
  type EventStore,
  inMemoryEventStore,
  inMemoryReadModels,
  projector,
  type ReadModelBatch,
  type ReadModelStore,
  rebuild,
  type RebuildConfig,
  type RebuildProgress,
  StoreError,
  tableOf,
} from '../../src/index.ts'
import { done, failed } from '../support/answers.ts'
import { bytesOf, expectedRows, rowsOf } from '../support/order-rows.ts'
import { customerOrders, type Entry, record, refusals } from '../support/orders.ts'

const placed = (order: string, customer: string): Entry => ({
  stream: `kiemtra.order-${order}`,
  type: 'OrderPlaced',
  data: { customer },
})
const shipped = (order: string): Entry => ({
  stream: `kiemtra.order-${order}`,
  type: 'OrderShipped',
  data: {},
})
const poison: Entry = { stream: 'kiemtra.order-9', type: 'OrderPlaced', data: { customer: 7 } }
const LOG = [placed('1', 'ann'), placed('2', 'bob'), shipped('1'), placed('3', 'cid')]

const table = tableOf(customerOrders)
const pause = async (): Promise<void> => undefined

/** A log, projected. */
const setUp = async (log: ReadonlyArray<Entry> = LOG) => {
  const events = inMemoryEventStore()
  const readModels = inMemoryReadModels()
  await record(events, log)
  const stores = { events, readModels, pause }
  const projecting = () => projector({ ...stores, projections: [customerOrders] })
  await done(projecting().catchUp())
  return { events, readModels, stores, projecting }
}

/** Writes rows that no log has produced, past the projector, at an event of no concern. */
const tamper = async (
  { events, readModels }: Pick<RebuildConfig, 'events' | 'readModels'>,
  batch: Partial<ReadModelBatch>,
) => {
  const [foreign] = await record(events, [{ stream: 'other.x-1', type: 'Foreign', data: {} }])
  const position = foreign?.position ?? positionOf('')
  const writer = await done(readModels.claim(table))
  await done(writer.commit({ position, upserts: [], deletes: [], links: [], ...batch }))
}

describe('a rebuild', () => {
  it('of sound rows agrees with them, and changes none', async () => {
    const { events, readModels, stores } = await setUp()
    const before = await bytesOf(readModels, customerOrders)
    const report = await done(rebuild(customerOrders, stores))
    const head = await done(events.head())
    expect(report).toMatchObject({
      projection: 'customerOrders',
      version: 1,
      events: 4,
      position: head,
      replaced: true,
      comparison: { at: head, agree: true, differences: { total: 0, rows: [] } },
    })
    const { built, standing } = report.comparison
    expect(built).toEqual(standing)
    expect(built.rows).toBe(3)
    expect(built.hash).toMatch(/^[0-9a-f]{64}$/)
    expect(await bytesOf(readModels, customerOrders)).toBe(before)
    expect(await done(readModels.checkpoint(table))).toBe(head)
  })

  it('mends what is wrong: rows that are lost, changed, or that no log can produce', async () => {
    const { events, readModels, stores } = await setUp()
    const ann = { customer: 'ann', placed: 9, shipped: 9 }
    const upserts = [
      { key: 'ann', row: ann },
      { key: 'ghost', row: { customer: 'ghost', placed: 1, shipped: 0 } },
    ]
    await tamper(stores, { upserts, deletes: ['bob'] })
    await record(events, [placed('4', 'cid')])
    const { comparison } = await done(rebuild(customerOrders, { ...stores, maxDifferences: 2 }))
    expect(comparison.agree).toBe(false)
    expect(comparison.built.hash).not.toBe(comparison.standing?.hash)
    expect([comparison.built.rows, comparison.standing?.rows]).toEqual([3, 3])
    expect(comparison.differences.total).toBe(3)
    expect(comparison.differences.rows).toEqual([
      { key: 'ann', was: ann, is: { customer: 'ann', placed: 1, shipped: 1 } },
      {
        key: 'bob',
        was: undefined,
        is: { customer: 'bob', placed: 1, shipped: 0, last: 'kiemtra.order-2' },
      },
    ])
    expect(await rowsOf(readModels, customerOrders)).toEqual(
      expectedRows([...LOG, placed('4', 'cid')]),
    )
    const again = await done(rebuild(customerOrders, stores))
    expect(again.comparison.agree).toBe(true)
  })

  it('counts a row that the log can’t produce', async () => {
    const { readModels, stores } = await setUp()
    await tamper(stores, { upserts: [{ key: 'ghost', row: { customer: 'ghost' } }] })
    const { comparison } = await done(rebuild(customerOrders, stores))
    expect(comparison.differences).toEqual({
      total: 1,
      rows: [{ key: 'ghost', was: { customer: 'ghost' }, is: undefined }],
    })
    expect(await done(readModels.row(table, 'ghost'))).toBeUndefined()
  })

  it('in a dry run compares, and leaves everything as it is', async () => {
    const { readModels, stores } = await setUp()
    await tamper(stores, { deletes: ['bob'] })
    const before = await bytesOf(readModels, customerOrders)
    const checkpoint = await done(readModels.checkpoint(table))
    const report = await done(rebuild(customerOrders, { ...stores, dryRun: true }))
    expect(report).toMatchObject({ replaced: false, position: checkpoint })
    expect(report.comparison.differences.total).toBe(1)
    expect(await bytesOf(readModels, customerOrders)).toBe(before)
    expect(await done(readModels.checkpoint(table))).toBe(checkpoint)
    expect((await done(rebuild(customerOrders, stores))).replaced).toBe(true)
  })

  it('without events is no error, whether the table is there or not', async () => {
    const stores = { events: inMemoryEventStore(), readModels: inMemoryReadModels(), pause }
    for (let i = 0; i < 2; i++) {
      const report = await done(rebuild(customerOrders, stores))
      expect(report).toMatchObject({ events: 0, position: undefined, replaced: true })
      expect(report.comparison).toMatchObject({ agree: true, standing: undefined, at: undefined })
      expect(await rowsOf(stores.readModels, customerOrders)).toEqual([])
    }
  })

  it('makes a table that nobody has projected, and a newer version beside the old', async () => {
    const { events, readModels, stores } = await setUp()
    const newer = { ...customerOrders, version: 2 }
    const report = await done(rebuild(newer, stores))
    expect(report.comparison.standing).toBeUndefined()
    expect(await rowsOf(readModels, newer)).toEqual(expectedRows(LOG))
    expect(await rowsOf(readModels, customerOrders)).toEqual(expectedRows(LOG))
    await record(events, [shipped('2')])
    await done(projector({ ...stores, projections: [newer] }).catchUp())
    expect(await rowsOf(readModels, newer)).toEqual(expectedRows([...LOG, shipped('2')]))
  })

  it('leaves other projections as they are', async () => {
    const { events, readModels, stores } = await setUp()
    const other = { ...customerOrders, name: 'other' }
    const both = projector({ ...stores, projections: [other, refusals] })
    const ended = both.run()
    await done(both.catchUp())
    await done(rebuild(customerOrders, stores))
    const [late] = await record(events, [placed('5', 'ann')])
    await done(both.awaitPosition(late?.position ?? positionOf('')))
    expect(both.states().map(({ state }) => state._tag)).toEqual(['Live', 'Live'])
    expect(await rowsOf(readModels, other)).toEqual(expectedRows([...LOG, placed('5', 'ann')]))
    await both.stop()
    await ended
  })

  it('passes over what an operator had skipped', async () => {
    const { events, readModels, stores } = await setUp()
    const [bad] = await record(events, [poison])
    const position = bad?.position ?? positionOf('')
    const by = { kind: 'operator', personId: 'p', reason: 'typing error' } as const
    const skipped = {
      position,
      eventId: bad?.id ?? '',
      stream: poison.stream,
      revision: 0,
      type: poison.type,
      failure: 'Malformed',
      by,
      recordedAt: '2026-01-05T02:00:00Z',
    }
    const writer = await done(readModels.claim(table))
    await done(writer.commit({ position, upserts: [], deletes: [], links: [], skipped }))
    await record(events, [placed('6', 'ann')])
    const report = await done(rebuild(customerOrders, stores))
    expect(report.comparison.agree).toBe(true)
    expect(await rowsOf(readModels, customerOrders)).toEqual(
      expectedRows([...LOG, placed('6', 'ann')]),
    )
    expect(await done(readModels.skipped(table))).toEqual([skipped])
  })
})

describe('a rebuild that fails', () => {
  it('at an event that can’t be read says at which, and leaves the table as it was', async () => {
    const { events, readModels, stores } = await setUp()
    const before = await bytesOf(readModels, customerOrders)
    const [bad] = await record(events, [poison])
    const failure = await failed(rebuild(customerOrders, stores))
    expect(failure).toMatchObject({
      _tag: 'NotRebuilt',
      failure: { _tag: 'UnreadableEvent' },
      at: bad?.position,
    })
    expect(await bytesOf(readModels, customerOrders)).toBe(before)
  })

  it.each([
    ['loses', (upserts: ReadModelBatch['upserts']) => upserts.slice(1), 2],
    [
      'changes',
      (upserts: ReadModelBatch['upserts']) =>
        upserts.map(({ key, row }, i) => ({ key, row: i === 1 ? {} : row })),
      3,
    ],
  ])('because the store %s a row says so', async (_, spoil, found) => {
    const { readModels, stores } = await setUp()
    const before = await bytesOf(readModels, customerOrders)
    const spoiling: ReadModelStore = {
      ...readModels,
      build: (made) => async () => {
        const begun = await readModels.build(made)()
        if (isLeft(begun)) return begun
        const { commit } = begun.right
        const right = {
          ...begun.right,
          commit: (batch: Omit<ReadModelBatch, 'skipped'>) =>
            commit({ ...batch, upserts: spoil(batch.upserts) }),
        }
        return { ...begun, right }
      },
    }
    const failure = await failed(rebuild(customerOrders, { ...stores, readModels: spoiling }))
    expect(failure).toMatchObject({
      _tag: 'Unverified',
      written: { rows: 3 },
      found: { rows: found },
    })
    expect(await bytesOf(readModels, customerOrders)).toBe(before)
  })

  it('because the log ends before the table’s checkpoint says so', async () => {
    const { readModels, stores } = await setUp()
    const older = inMemoryEventStore()
    const [, last] = await record(older, LOG.slice(0, 2))
    const failure = await failed(rebuild(customerOrders, { ...stores, events: older }))
    expect(failure).toEqual({
      _tag: 'LogIsShorter',
      end: last?.position,
      checkpoint: await done(readModels.checkpoint(table)),
    })
    const empty = await failed(rebuild(customerOrders, { ...stores, events: inMemoryEventStore() }))
    expect(empty._tag).toBe('LogIsShorter')
  })

  it('because another has begun is fenced off, and the other one counts', async () => {
    const { readModels, stores } = await setUp()
    let second: Promise<unknown> | undefined
    const onProgress = () => {
      second ??= done(rebuild(customerOrders, stores))
    }
    const failure = await failed(rebuild(customerOrders, { ...stores, onProgress }))
    expect(failure).toMatchObject({
      _tag: 'NotRebuilt',
      failure: { _tag: 'ReadModels', failure: { _tag: 'Fenced' } },
    })
    await second
    expect(await rowsOf(readModels, customerOrders)).toEqual(expectedRows(LOG))
  })

  it('because the subscription is refused, or the log is closed, says why', async () => {
    const { events, stores } = await setUp()
    const refused = new StoreError({ _tag: 'AccessDenied', operation: 'subscribe' })
    const denied = dropping(events, [refused])
    const failure = await failed(rebuild(customerOrders, { ...stores, events: denied }))
    expect(failure).toMatchObject({ failure: { _tag: 'Events', failure: refused.failure } })
    const ending: EventStore = {
      ...events,
      subscribe: () => ({
        async *[Symbol.asyncIterator](): AsyncGenerator<Delivery> {
          await Promise.resolve()
          yield* []
        },
      }),
    }
    const ended = await failed(rebuild(customerOrders, { ...stores, events: ending }))
    expect(ended).toMatchObject({ failure: { _tag: 'Events', failure: { _tag: 'Incompatible' } } })
  })
})

/** A log whose subscriptions end in failures, one after each delivery, until there are none left. */
const dropping = (events: EventStore, failures: StoreError[]): EventStore => ({
  ...events,
  subscribe: (options) => ({
    async *[Symbol.asyncIterator](): AsyncGenerator<Delivery> {
      for await (const delivery of events.subscribe(options)) {
        yield delivery
        const failure = failures.shift()
        if (failure !== undefined) throw failure
      }
    },
  }),
})

describe('a rebuild that takes long', () => {
  it('goes on where a subscription dropped', async () => {
    const { events, readModels, stores } = await setUp()
    const drops = [1, 2, 3].map(() => new StoreError({ _tag: 'Unavailable', reason: 'dropped' }))
    const report = await done(
      rebuild(customerOrders, { ...stores, events: dropping(events, drops) }),
    )
    expect(drops).toEqual([])
    expect(report).toMatchObject({ events: 4, comparison: { agree: true } })
    expect(await rowsOf(readModels, customerOrders)).toEqual(expectedRows(LOG))
  })

  it('tells how far it is, and how fast', async () => {
    const { events, stores } = await setUp()
    const seen: RebuildProgress[] = []
    let ms = 0
    await done(
      rebuild(customerOrders, {
        ...stores,
        onProgress: (progress) => seen.push(progress),
        clockMs: () => (ms += 100),
      }),
    )
    const head = await done(events.head())
    expect(seen.map(({ step }) => step)).toEqual(['folding', 'comparing', 'replacing'])
    expect(seen[0]).toEqual({
      projection: 'customerOrders',
      version: 1,
      step: 'folding',
      events: 4,
      eventsPerSecond: 40,
      position: head,
      head,
      held: 6,
    })
  })

  it('holds no more rows and links in memory than it may', async () => {
    const log = Array.from({ length: 2000 }, (_, i) => placed(`${i}`, `c${i % 701}`))
    const { readModels, stores } = await setUp(log)
    const peaks: number[] = []
    const written: number[] = []
    for (const maxHeld of [0, 600, 100_000]) {
      let peak = 0
      let rows = 0
      const counting: ReadModelStore = {
        ...readModels,
        build: (made) => async () => {
          const begun = await readModels.build(made)()
          if (isLeft(begun)) return begun
          const { commit } = begun.right
          const right = {
            ...begun.right,
            commit: (batch: Omit<ReadModelBatch, 'skipped'>) => {
              rows += batch.upserts.length
              peak = Math.max(peak, batch.upserts.length + batch.links.length)
              return commit(batch)
            },
          }
          return { ...begun, right }
        },
      }
      const { comparison } = await done(
        rebuild(customerOrders, { ...stores, readModels: counting, maxHeld }),
      )
      expect(comparison.agree).toBe(true)
      peaks.push(peak)
      written.push(rows)
    }
    expect(await rowsOf(readModels, customerOrders)).toEqual(expectedRows(log))
    // 500 events at a time concern 500 customers and 500 orders at most.
    expect(peaks[0]).toBeLessThanOrEqual(1000)
    expect(peaks[1]).toBeLessThanOrEqual(1600)
    expect(peaks[2]).toBe(2701)
    expect(written[2]).toBe(701)
    expect(written[0]).toBeGreaterThan(701)
  })
})
