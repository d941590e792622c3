/**
 * Laws of the projector: rows don't depend on batches (L14), on stops and crashes (L16 to L18), or
 * on what is delivered twice (L13).
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Delivery,
  type EventStore,
  inMemoryEventStore,
  inMemoryReadModels,
  projector,
  type ReadModelStore,
  readModel,
} from '../../src/index.ts'
import { done } from '../support/answers.ts'
import { type Fault, type Faulty, faultyReadModels } from '../support/faulty-read-models.ts'
import { expectedRows } from '../support/order-rows.ts'
import { customerOrders, entries, type Entry, record } from '../support/orders.ts'

const projections = [customerOrders]

const rowsIn = async (readModels: ReadModelStore) =>
  (await done(readModel(readModels, customerOrders).query({ limit: 1000 }))).rows

const project = async (
  events: EventStore,
  readModels: ReadModelStore,
  batchSize?: number,
): Promise<void> => {
  const config = { events, readModels, projections, pause: async () => undefined }
  await done(projector(batchSize === undefined ? config : { ...config, batchSize }).catchUp())
}

const logged = async (log: ReadonlyArray<Entry>): Promise<EventStore> => {
  const events = inMemoryEventStore()
  await record(events, log)
  return events
}

describe('rows', () => {
  it('are the same whatever the batches', async () => {
    await fc.assert(
      fc.asyncProperty(entries, fc.integer({ min: 1, max: 5 }), async (log, batchSize) => {
        const events = await logged(log)
        const whole = inMemoryReadModels()
        await project(events, whole)
        const cut = inMemoryReadModels()
        await project(events, cut, batchSize)
        expect(await rowsIn(whole)).toEqual(expectedRows(log))
        expect(await rowsIn(cut)).toEqual(expectedRows(log))
      }),
      { numRuns: 150 },
    )
  })

  it('are the same when everything is delivered again, and more than once', async () => {
    await fc.assert(
      fc.asyncProperty(entries, fc.integer({ min: 1, max: 5 }), async (log, batchSize) => {
        const events = await logged(log)
        const readModels = inMemoryReadModels()
        await project(events, readModels, batchSize)
        // A subscription that ignores where it was to begin, and delivers each event three times.
        const stammering: EventStore = {
          ...events,
          subscribe: (options) => ({
            async *[Symbol.asyncIterator](): AsyncGenerator<Delivery> {
              for await (const delivery of events.subscribe({ ...options, from: 'start' })) {
                for (let i = 0; i < (delivery._tag === 'Event' ? 3 : 1); i++) yield delivery
              }
            },
          }),
        }
        await project(stammering, readModels, batchSize)
        expect(await rowsIn(readModels)).toEqual(expectedRows(log))
        const fresh = inMemoryReadModels()
        await project(stammering, fresh, batchSize)
        expect(await rowsIn(fresh)).toEqual(expectedRows(log))
      }),
      { numRuns: 60 },
    )
  })
})

// ------------------------------------------------------------------ faults

/** A store whose n-th call (from 0) meets a fault. */
const faulty = (inner: ReadModelStore, at: number, fault: Fault): Faulty =>
  faultyReadModels(inner, (call) => (call === at ? fault : undefined))

const LOG: ReadonlyArray<Entry> = [
  { stream: 'kiemtra.order-1', type: 'OrderPlaced', data: { customer: 'ann' } },
  { stream: 'kiemtra.order-2', type: 'OrderPlaced', data: { customer: 'bob' } },
  { stream: 'other.order-1', type: 'OrderPlaced', data: { customer: 'eve' } },
  { stream: 'kiemtra.order-1', type: 'OrderShipped', data: {} },
  { stream: 'kiemtra.customer-bob', type: 'CustomerForgotten', data: {} },
  { stream: 'kiemtra.order-2', type: 'OrderShipped', data: {} },
  { stream: 'kiemtra.order-3', type: 'OrderPlaced', data: { customer: 'bob' } },
]

/** How many calls to the store an undisturbed run makes. */
const callsOf = async (events: EventStore, batchSize: number): Promise<number> => {
  const { store, calls } = faulty(inMemoryReadModels(), -1, 'unavailable')
  await project(events, store, batchSize)
  return calls()
}

describe.each([1, 2, 3, 100])('with batches of %i, at every call to the store', (batchSize) => {
  it.each(['unavailable', 'replyLost'] as const)('%s: the same rows', async (fault) => {
    const events = await logged(LOG)
    const calls = await callsOf(events, batchSize)
    expect(calls).toBeGreaterThan(3)
    for (let at = 0; at < calls; at++) {
      const readModels = inMemoryReadModels()
      await project(events, faulty(readModels, at, fault).store, batchSize)
      expect(await rowsIn(readModels)).toEqual(expectedRows(LOG))
    }
  })

  it.each(['diesBefore', 'diesAfter'] as const)(
    '%s: the same rows after a restart',
    async (fault) => {
      const events = await logged(LOG)
      const calls = await callsOf(events, batchSize)
      for (let at = 0; at < calls; at++) {
        const readModels = inMemoryReadModels()
        const { store, died } = faulty(readModels, at, fault)
        const doomed = projector({ events, readModels: store, projections, batchSize })
        void doomed.run()
        await died
        await project(events, readModels, batchSize)
        expect(await rowsIn(readModels)).toEqual(expectedRows(LOG))
      }
    },
  )

  it('told to stop: the same rows after a restart', async () => {
    const events = await logged(LOG)
    const calls = await callsOf(events, batchSize)
    for (let at = 0; at < calls; at++) {
      const readModels = inMemoryReadModels()
      let stopped: Promise<void> | undefined
      const { store } = faulty(readModels, at, () => {
        stopped = running.stop()
      })
      const running = projector({ events, readModels: store, projections, batchSize })
      await running.run()
      expect(stopped).toBeDefined()
      await stopped
      await project(events, readModels, batchSize)
      expect(await rowsIn(readModels)).toEqual(expectedRows(LOG))
    }
  })
})
