/**
 * Laws of rebuilding: rebuilt rows equal live ones to the byte (L16), whatever fails, wherever it is
 * cancelled or dies, and whatever goes on meanwhile.
 */
import fc from 'fast-check'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import {
  inMemoryEventStore,
  inMemoryReadModels,
  projector,
  type ReadModelFailure,
  type ReadModelStore,
  type ReadModelWriter,
  rebuild,
  tableOf,
} from '../../src/index.ts'
import { done, failed, rightOf } from '../support/answers.ts'
import { faultyReadModels } from '../support/faulty-read-models.ts'
import { bytesOf, expectedRows, rowsOf } from '../support/order-rows.ts'
import { customerOrders, entries, type Entry, record } from '../support/orders.ts'

const projections = [customerOrders]
const pause = async (): Promise<void> => undefined
const table = tableOf(customerOrders)

const LOG: ReadonlyArray<Entry> = [
  { stream: 'kiemtra.order-1', type: 'OrderPlaced', data: { customer: 'ann' } },
  { stream: 'kiemtra.order-2', type: 'OrderPlaced', data: { customer: 'bob' } },
  { stream: 'other.order-1', type: 'OrderPlaced', data: { customer: 'eve' } },
  { stream: 'kiemtra.order-1', type: 'OrderShipped', data: {} },
  { stream: 'kiemtra.customer-bob', type: 'CustomerForgotten', data: {} },
  { stream: 'kiemtra.order-2', type: 'OrderShipped', data: {} },
  { stream: 'kiemtra.order-3', type: 'OrderPlaced', data: { customer: 'bob' } },
]

/** A log, projected: all of it, or its beginning. */
const setUp = async (log: ReadonlyArray<Entry>, projected = log.length) => {
  const events = inMemoryEventStore()
  const readModels = inMemoryReadModels()
  const stores = { events, readModels, pause }
  await record(events, log.slice(0, projected))
  await done(projector({ ...stores, projections }).catchUp())
  await record(events, log.slice(projected))
  return { events, readModels, stores }
}

describe('rebuilt rows', () => {
  it('equal live ones to the byte, however much is held in memory and was projected', async () => {
    let compared = 0
    await fc.assert(
      fc.asyncProperty(
        entries,
        fc.nat({ max: 24 }),
        fc.constantFrom(0, 1, 2, 3, 100),
        async (log, projected, maxHeld) => {
          const { events, readModels, stores } = await setUp(log, projected)
          const { comparison } = await done(rebuild(customerOrders, { ...stores, maxHeld }))
          expect(comparison.agree).toBe(true)
          expect(comparison.standing ?? comparison.built).toEqual(comparison.built)
          compared += comparison.standing?.rows ?? 0
          const live = inMemoryReadModels()
          await done(projector({ events, readModels: live, projections, batchSize: 2 }).catchUp())
          expect(await bytesOf(readModels, customerOrders)).toBe(
            await bytesOf(live, customerOrders),
          )
          expect(await rowsOf(readModels, customerOrders)).toEqual(expectedRows(log))
          expect(await done(readModels.checkpoint(table))).toBe(await done(events.head()))
        },
      ),
      { numRuns: 150 },
    )
    expect(compared).toBeGreaterThan(20)
  })

  it('equal live ones while a projector runs and events are appended, and nobody is fenced', async () => {
    const met = { laterScan: 0, behind: 0 }
    await fc.assert(
      fc.asyncProperty(
        entries,
        fc.nat({ max: 24 }),
        fc.array(fc.nat({ max: 5 }), { minLength: 6, maxLength: 6 }),
        async (log, projected, turns) => {
          const { events, readModels, stores } = await setUp(log, projected)
          const running = projector({ ...stores, projections, batchSize: 2 })
          const ended = running.run()
          const more: Entry[] = []
          /** An event is appended, and the projector gets some turns, or none. */
          const goOn = async (): Promise<void> => {
            const stream = `kiemtra.order-x${more.length}`
            const entry = { stream, type: 'OrderPlaced', data: { customer: 'ann' } }
            if (more.length < 6) {
              await record(events, [entry])
              for (let n = turns[more.length] ?? 0; n > 0; n--) await turnOfLoop()
              more.push(entry)
            }
          }
          const before = await done(readModels.checkpoint(table))
          const busy: ReadModelStore = {
            ...readModels,
            scan: (name) => async () => {
              await goOn()
              const scan = await readModels.scan(name)()
              if (before !== undefined && rightOf(scan).position !== before) met.laterScan += 1
              return scan
            },
            build: (made) => async () => {
              const builder = rightOf(await readModels.build(made)())
              return right({
                ...builder,
                finish: () => async () => {
                  await goOn()
                  const finished = await builder.finish()()
                  if (isLeft(finished) && finished.left._tag === 'Behind') met.behind += 1
                  return finished
                },
              })
            },
          }
          const report = await done(rebuild(customerOrders, { ...stores, readModels: busy }))
          expect(report.comparison.agree).toBe(true)
          await done(running.catchUp())
          expect(running.states()[0]?.state._tag).toBe('Live')
          await running.stop()
          await ended
          expect(await rowsOf(readModels, customerOrders)).toEqual(expectedRows([...log, ...more]))
        },
      ),
      { numRuns: 150 },
    )
    expect(met.laterScan).toBeGreaterThan(5)
    expect(met.behind).toBeGreaterThan(5)
  })
})

describe('a projector whose table is rebuilt under it', () => {
  it.each([1, 3, 100])('at any call goes on from there (batches of %i)', async (batchSize) => {
    let rebuilds = 0
    for (let built = 0; built <= LOG.length; built++) {
      for (let at = 0; ; at++) {
        const { events, readModels, stores } = await setUp(LOG, 0)
        // Up to there the rebuild sees the log; it may end before, within or behind a batch.
        const older = inMemoryEventStore()
        await record(older, LOG.slice(0, built))
        let calls = 0
        const rebuildAt = async (): Promise<void> => {
          if (calls++ !== at) return
          const done = await rebuild(customerOrders, { ...stores, events: older })()
          if (done._tag === 'Right') rebuilds += 1
        }
        const meeting = meetingBefore(readModels, rebuildAt)
        const running = projector({ events, readModels: meeting, projections, batchSize, pause })
        await done(running.catchUp())
        expect(await rowsOf(readModels, customerOrders)).toEqual(expectedRows(LOG))
        expect(await done(readModels.checkpoint(table))).toBe(await done(events.head()))
        if (calls <= at) break
      }
    }
    expect(rebuilds).toBeGreaterThan(20)
  })
})

/** A store before whose calls by a claimant something else is done. */
const meetingBefore = (inner: ReadModelStore, meet: () => Promise<void>): ReadModelStore => {
  const writer = (real: ReadModelWriter): ReadModelWriter => ({
    ...real,
    rows: (keys) => () => meet().then(real.rows(keys)),
    links: (streams) => () => meet().then(real.links(streams)),
    commit: (batch) => () => meet().then(real.commit(batch)),
    renew: () => () => meet().then(real.renew()).then(wrapped),
  })
  const wrapped = (answer: Either<ReadModelFailure, ReadModelWriter>) =>
    isLeft(answer) ? answer : right(writer(answer.right))
  return { ...inner, claim: (definition) => () => inner.claim(definition)().then(wrapped) }
}

const turnOfLoop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

// ------------------------------------------------------------------ faults

const callsOf = async (maxHeld: number): Promise<number> => {
  const { readModels, stores } = await setUp(LOG, 5)
  const { store, calls } = faultyReadModels(readModels, () => undefined)
  await done(rebuild(customerOrders, { ...stores, readModels: store, maxHeld }))
  return calls()
}

/** What must be so after a rebuild that didn't get to its end, and after the next one. */
const isSound = async (setting: Awaited<ReturnType<typeof setUp>>): Promise<void> => {
  const { readModels, stores } = setting
  const rows = await rowsOf(readModels, customerOrders)
  const checkpoint = await done(readModels.checkpoint(table))
  const [before, after] = [expectedRows(LOG.slice(0, 5)), expectedRows(LOG)]
  // The old rows at the old checkpoint, or the new ones at the new; nothing between.
  const isNew = checkpoint === (await done(setting.events.head()))
  expect(rows).toEqual(isNew ? after : before)
  const report = await done(rebuild(customerOrders, stores))
  expect(report.comparison.agree).toBe(true)
  expect(await rowsOf(readModels, customerOrders)).toEqual(after)
}

describe.each([0, 2, 100])('holding %i in memory, at every call to the store', (maxHeld) => {
  it.each(['unavailable', 'replyLost'] as const)('%s: the same rows', async (fault) => {
    const calls = await callsOf(maxHeld)
    expect(calls).toBeGreaterThan(8)
    let failures = 0
    for (let at = 0; at < calls; at++) {
      const setting = await setUp(LOG, 5)
      const { store } = faultyReadModels(setting.readModels, (call) =>
        call === at ? fault : undefined,
      )
      const config = { ...setting.stores, readModels: store, maxHeld }
      const rebuilt = await rebuild(customerOrders, config)()
      // A scan that breaks off can't be taken up again: that, and nothing else, is for the caller.
      if (rebuilt._tag === 'Left') failures += 1
      await isSound(setting)
    }
    expect(failures).toBeLessThanOrEqual(4)
  })

  it.each(['diesBefore', 'diesAfter'] as const)('%s: old rows or new ones', async (fault) => {
    const calls = await callsOf(maxHeld)
    for (let at = 0; at < calls; at++) {
      const setting = await setUp(LOG, 5)
      const { store, died } = faultyReadModels(setting.readModels, (call) =>
        call === at ? fault : undefined,
      )
      void rebuild(customerOrders, { ...setting.stores, readModels: store, maxHeld })()
      await died
      await isSound(setting)
    }
  })

  it('cancelled: old rows or new ones, and nothing of the build is left', async () => {
    const calls = await callsOf(maxHeld)
    let cancelled = 0
    for (let at = 0; at < calls; at++) {
      const setting = await setUp(LOG, 5)
      const controller = new AbortController()
      const { store } = faultyReadModels(setting.readModels, (call) =>
        call === at
          ? () => {
              controller.abort()
            }
          : undefined,
      )
      const { signal } = controller
      const rebuilt = await rebuild(customerOrders, {
        ...setting.stores,
        readModels: store,
        maxHeld,
        signal,
      })()
      if (rebuilt._tag === 'Left') {
        expect(rebuilt.left).toEqual({ _tag: 'Cancelled' })
        cancelled += 1
      }
      await isSound(setting)
    }
    expect(cancelled).toBeGreaterThan(8)
  })
})

describe('a rebuild that is cancelled', () => {
  it('before it begins does nothing', async () => {
    const { readModels, stores } = await setUp(LOG)
    const { store, calls } = faultyReadModels(readModels, () => undefined)
    const config = { ...stores, readModels: store, signal: AbortSignal.abort() }
    expect(await failed(rebuild(customerOrders, config))).toEqual({ _tag: 'Cancelled' })
    expect(calls()).toBe(0)
  })

  it('while it waits for a store that is unavailable gives up', async () => {
    const { readModels, stores } = await setUp(LOG)
    const controller = new AbortController()
    const { store, calls } = faultyReadModels(readModels, (call) => {
      if (call === 20) controller.abort()
      return call > 3 ? 'unavailable' : undefined
    })
    const config = { ...stores, readModels: store, signal: controller.signal }
    expect(await failed(rebuild(customerOrders, config))).toEqual({ _tag: 'Cancelled' })
    expect(calls()).toBeGreaterThan(20)
    expect(await rowsOf(readModels, customerOrders)).toEqual(expectedRows(LOG))
  })
})
