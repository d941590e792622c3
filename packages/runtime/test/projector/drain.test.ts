/**
 * Draining (P14): told to stop at any await point, and started again, the rows are the same.
 *
 * An await point is wherever the projector or the rebuild waits for a port: each delivery, each call
 * to the store, before it and after it. They are counted in a run that is left alone; then there is a
 * run for each, stopped there.
 */
import { describe, expect, it } from 'vitest'
import {
  type Delivery,
  type EventStore,
  inMemoryEventStore,
  inMemoryReadModels,
  projector,
  type ReadModelStore,
  rebuild,
} from '../../src/index.ts'
import { done } from '../support/answers.ts'
import { faultyReadModels } from '../support/faulty-read-models.ts'
import { expectedRows, rowsOf } from '../support/order-rows.ts'
import { customerOrders, type Entry, record } from '../support/orders.ts'

const LOG: ReadonlyArray<Entry> = [
  { stream: 'kiemtra.order-1', type: 'OrderPlaced', data: { customer: 'ann' } },
  { stream: 'other.order-1', type: 'OrderPlaced', data: { customer: 'eve' } },
  { stream: 'kiemtra.order-2', type: 'OrderPlaced', data: { customer: 'bob' } },
  { stream: 'kiemtra.order-1', type: 'OrderShipped', data: {} },
  { stream: 'kiemtra.customer-bob', type: 'CustomerForgotten', data: {} },
  { stream: 'kiemtra.order-2', type: 'OrderShipped', data: {} },
]
const projections = [customerOrders]
const pause = async (): Promise<void> => undefined

/** Both ports, with something that happens at the n-th await point. */
const counted = (events: EventStore, readModels: ReadModelStore, at: number, act: () => void) => {
  let points = 0
  const pass = (): void => {
    if (points++ === at) act()
  }
  const around = async <A>(call: () => Promise<A>): Promise<A> => {
    pass()
    const answer = await call()
    pass()
    return answer
  }
  const log: EventStore = {
    ...events,
    head: () => () => around(events.head()),
    subscribe: (options) => ({
      [Symbol.asyncIterator]: () => {
        const iterator = events.subscribe(options)[Symbol.asyncIterator]()
        return {
          ...iterator,
          next: (): Promise<IteratorResult<Delivery>> => around(() => iterator.next()),
        }
      },
    }),
  }
  const { store } = faultyReadModels(readModels, () => pass)
  return { log, store, points: () => points }
}

const setUp = async () => {
  const events = inMemoryEventStore()
  await record(events, LOG)
  return { events, readModels: inMemoryReadModels() }
}

const isWhole = async ({ events, readModels }: Awaited<ReturnType<typeof setUp>>) => {
  await done(projector({ events, readModels, projections, pause }).catchUp())
  expect(await rowsOf(readModels, customerOrders)).toEqual(expectedRows(LOG))
}

describe.each([1, 2, 100])('stopped at any await point, in batches of %i', (batchSize) => {
  it.each(['stop', 'signal'] as const)('by %s, a projector goes on as if never', async (how) => {
    const runAt = async (at: number): Promise<number> => {
      const setting = await setUp()
      const controller = new AbortController()
      const stops: Promise<void>[] = []
      const ports = counted(setting.events, setting.readModels, at, () => {
        if (how === 'signal') controller.abort()
        else stops.push(running.stop())
      })
      const { signal } = controller
      const running = projector({
        events: ports.log,
        readModels: ports.store,
        projections,
        batchSize,
        pause,
        signal,
      })
      const ended = running.run()
      // Where nothing stops it, it is stopped once it has caught up.
      await Promise.race([running.catchUp()(), ended])
      await running.stop()
      await ended
      await Promise.all(stops)
      await isWhole(setting)
      return ports.points()
    }
    const points = await runAt(-1)
    expect(points).toBeGreaterThan(15)
    for (let at = 0; at < points; at++) await runAt(at)
  })
})

describe('cancelled at any await point', () => {
  it.each([0, 100])('holding %i, a rebuild leaves old rows or new ones', async (maxHeld) => {
    const runAt = async (at: number): Promise<readonly [points: number, isCancelled: boolean]> => {
      const setting = await setUp()
      await isWhole(setting)
      const controller = new AbortController()
      const ports = counted(setting.events, setting.readModels, at, () => {
        controller.abort()
      })
      const { signal } = controller
      const stores = { events: ports.log, readModels: ports.store }
      const rebuilt = await rebuild(customerOrders, { ...stores, maxHeld, pause, signal })()
      expect(await rowsOf(setting.readModels, customerOrders)).toEqual(expectedRows(LOG))
      const again = await done(rebuild(customerOrders, { ...setting, pause }))
      expect(again.comparison.agree).toBe(true)
      await isWhole(setting)
      return [ports.points(), rebuilt._tag === 'Left']
    }
    const [points] = await runAt(-1)
    let cancelled = 0
    for (let at = 0; at < points; at++) if ((await runAt(at))[1]) cancelled += 1
    expect(cancelled).toBeGreaterThan(20)
  })
})
