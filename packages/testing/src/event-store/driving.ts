/**
 * Driving an event store: events to append, streams read to their end, deliveries collected.
 */
import type { StoredEvent } from '@kiemtra/kernel'
import type {
  Delivery,
  EventStore,
  EventToAppend,
  ReadOptions,
  SubscribeOptions,
} from '@kiemtra/runtime'
import { randomUUID } from 'node:crypto'
import { within } from '../contract/claims.ts'

/** Events to append: never none. */
export type Batch = readonly [EventToAppend, ...EventToAppend[]]

/** An event with an id of its own. */
export const eventWith = (data: unknown, type = 'ThingHappened'): EventToAppend => ({
  id: randomUUID(),
  type,
  data,
  meta: {
    schemaVersion: 1,
    commandId: 'contract',
    index: 0,
    count: 1,
    actor: { kind: 'import', source: 'contract' },
    recordedAt: '2023-02-06T01:00:00.000Z',
    correlationId: 'contract',
    reads: [],
  },
})

/** So many events. */
export const batchOf = (count: number): Batch => [
  eventWith({ n: 0 }),
  ...Array.from({ length: count - 1 }, (_, i) => eventWith({ n: i + 1 })),
]

/** Reads a stream to its end. */
export const readAll = async (
  store: EventStore,
  stream: string,
  options?: ReadOptions,
): Promise<ReadonlyArray<StoredEvent>> => {
  const events: StoredEvent[] = []
  for await (const stored of store.read(stream, options)) events.push(stored)
  return events
}

/** Ids of events. */
export const idsOf = (events: ReadonlyArray<{ readonly id: string }>): ReadonlyArray<string> =>
  events.map(({ id }) => id)

/** The events among deliveries. */
export const eventsIn = (deliveries: ReadonlyArray<Delivery>): ReadonlyArray<StoredEvent> =>
  deliveries.flatMap((delivery) => (delivery._tag === 'Event' ? [delivery.stored] : []))

/** Subscribes until enough has been delivered, then leaves early. */
export const deliveriesUntil = async (
  store: EventStore,
  options: SubscribeOptions,
  isEnough: (deliveries: ReadonlyArray<Delivery>) => boolean,
  patienceMs: number,
): Promise<ReadonlyArray<Delivery>> => {
  const deliveries: Delivery[] = []
  const iterator = store.subscribe(options)[Symbol.asyncIterator]()
  try {
    while (!isEnough(deliveries)) {
      const count = eventsIn(deliveries).length
      const what = `a delivery after ${count} events and ${deliveries.length - count} others`
      const next = await within(patienceMs, what, iterator.next())
      if (next.done === true) throw new Error('the subscription ended by itself')
      deliveries.push(next.value)
    }
  } catch (error) {
    // Left, and not waited for: a store that delivers nothing may not let go either.
    iterator.return?.().catch(() => undefined)
    throw error
  }
  await within(patienceMs, 'leaving', Promise.resolve(iterator.return?.()))
  return deliveries
}

/** Whether a subscription has reached the end of the log. */
export const isCaughtUp = (deliveries: ReadonlyArray<Delivery>): boolean =>
  deliveries.at(-1)?._tag === 'CaughtUp'

/** Whether so many events have been delivered. */
export const hasEvents =
  (count: number) =>
  (deliveries: ReadonlyArray<Delivery>): boolean =>
    eventsIn(deliveries).length >= count
