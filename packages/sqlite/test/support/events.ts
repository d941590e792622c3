/**
 * Events to append, and what comes out of a store, in plain arrays.
 */
import { setImmediate } from 'node:timers/promises'
import type { StoredEvent } from '@kiemtra/kernel'
import type { Delivery, DeliveryIterator, EventToAppend } from '@kiemtra/runtime'

/** An event with this id. */
export const event = (id: string, data: unknown = { id }): EventToAppend => ({
  id,
  type: 'Happened',
  data,
  meta: {
    schemaVersion: 1,
    commandId: id,
    index: 0,
    count: 1,
    actor: { kind: 'import', source: 'test' },
    recordedAt: '2023-03-06T01:00:00.000Z',
    correlationId: id,
    reads: [],
  },
})

/** Events with these ids; the first may not be missing. */
export const events = (
  first: string,
  ...rest: ReadonlyArray<string>
): readonly [EventToAppend, ...EventToAppend[]] => [event(first), ...rest.map((id) => event(id))]

/** All of an iterable. */
export const collect = async <A>(iterable: AsyncIterable<A>): Promise<A[]> => {
  const all: A[] = []
  for await (const item of iterable) all.push(item)
  return all
}

/** The ids of all events read. */
export const ids = async (iterable: AsyncIterable<StoredEvent>): Promise<string[]> =>
  (await collect(iterable)).map(({ id }) => id)

/** Deliveries up to the first that satisfies, itself included; then the subscription is returned from. */
export const until = async (
  deliveries: AsyncIterable<Delivery>,
  satisfies: (delivery: Delivery, soFar: ReadonlyArray<Delivery>) => boolean,
): Promise<Delivery[]> => {
  const all: Delivery[] = []
  for await (const delivery of deliveries) {
    all.push(delivery)
    if (satisfies(delivery, all)) break
  }
  return all
}

/** The events among deliveries. */
export const delivered = (deliveries: ReadonlyArray<Delivery>): StoredEvent[] =>
  deliveries.flatMap((delivery) => (delivery._tag === 'Event' ? [delivery.stored] : []))

/** Whether a subscription has reached the end. */
export const caughtUp = ({ _tag }: Delivery): boolean => _tag === 'CaughtUp'

/** Lets the event loop turn. */
export const turns = async (count: number): Promise<void> => {
  for (let i = 0; i < count; i++) await setImmediate()
}

/** An iterator that must have `nextSome`. */
export const generous = (iterator: AsyncIterator<Delivery>): DeliveryIterator => {
  if (!isGenerous(iterator)) throw new Error('has no nextSome')
  return iterator
}

const isGenerous = (iterator: AsyncIterator<Delivery>): iterator is DeliveryIterator =>
  'nextSome' in iterator
