/**
 * Orders and customers, for projections: rows of one key fed by streams of another, by links.
 */
import {
  event,
  eventCodec,
  type EventSource,
  projection,
  refusalsOf,
  type StoredEvent,
} from '@kiemtra/kernel'
import fc from 'fast-check'
import * as t from 'io-ts'
import { eventIdOf } from '../../src/identity.ts'
import type { EventStore } from '../../src/ports/event-store.ts'
import { done } from './answers.ts'
import { Account } from './account.ts'
import { eventMeta } from './meta.ts'

export const Order = {
  category: 'order',
  event: eventCodec(
    event('OrderPlaced', t.strict({ customer: t.string })).renamedFrom('OrderMade'),
    event('OrderShipped', t.strict({})),
    event('OrderNoted', t.strict({ note: t.string })),
  ),
}
const Customer = {
  category: 'customer',
  event: eventCodec(event('CustomerForgotten', t.strict({}))),
} satisfies EventSource

const Row = t.exact(
  t.intersection([
    t.type({ customer: t.string, placed: t.number, shipped: t.number }),
    t.partial({ last: t.string }),
  ]),
)
type Row = t.TypeOf<typeof Row>

const empty = (customer: string): Row => ({ customer, placed: 0, shipped: 0 })
const customerOf = (stream: string): string => stream.slice(stream.indexOf('-') + 1)

/** Orders per customer; a forgotten customer has no row until the next order. */
export const customerOrders = projection<Row>()({
  name: 'customerOrders',
  version: 1,
  from: [Order, Customer],
  audience: 'delegation',
  row: Row,
  indexes: ['customer'],
  on: {
    OrderPlaced: {
      keys: ({ event: e }) => [e.data.customer],
      apply: (row, { event: e, stream }) => {
        const before = row ?? empty(e.data.customer)
        return { ...before, placed: before.placed + 1, last: stream }
      },
    },
    OrderShipped: {
      keys: ({ stream }, links) => {
        const customer = links.of(stream)['customer']
        return customer === undefined ? [] : [customer]
      },
      // A customer forgotten meanwhile stays forgotten.
      apply: (row) =>
        row && { customer: row.customer, placed: row.placed, shipped: row.shipped + 1 },
    },
    CustomerForgotten: {
      keys: ({ stream }) => [customerOf(stream)],
      apply: () => undefined,
    },
  },
  links: ({ event: e }) => (e.type === 'OrderPlaced' ? { customer: e.data.customer } : undefined),
})

/** How many refusals each account has seen. */
export const refusals = projection<{ readonly count: number }>()({
  name: 'refusals',
  version: 1,
  from: [refusalsOf(Account)],
  audience: 'public',
  row: t.strict({ count: t.number }),
  indexes: [],
  on: {
    CommandRefused: {
      keys: ({ stream }) => [stream],
      apply: (row) => ({ count: (row?.count ?? 0) + 1 }),
    },
  },
})

// -------------------------------------------------------------------- logs

/** One event of a log to be. */
export interface Entry {
  readonly stream: string
  readonly type: string
  readonly data: unknown
}

const customers = fc.constantFrom('ann', 'bob')
const order = fc.constantFrom('1', '2', '3').map((id) => `kiemtra.order-${id}`)

/** Logs of orders, with foreign namespaces and events of no concern among them. */
export const entries: fc.Arbitrary<ReadonlyArray<Entry>> = fc.array(
  fc.oneof(
    fc.record({
      stream: order,
      type: fc.constantFrom('OrderPlaced', 'OrderMade'),
      data: fc.record({ customer: customers }),
    }),
    fc.record({ stream: order, type: fc.constant('OrderShipped'), data: fc.constant({}) }),
    fc.record({ stream: order, type: fc.constant('OrderNoted'), data: fc.constant({ note: 'x' }) }),
    fc.record({
      stream: customers.map((id) => `kiemtra.customer-${id}`),
      type: fc.constant('CustomerForgotten'),
      data: fc.constant({}),
    }),
    fc.constantFrom(
      { stream: 'other.order-1', type: 'OrderPlaced', data: { customer: 'eve' } },
      { stream: 'kiemtra.order-1', type: 'FromTheFuture', data: {} },
      { stream: 'kiemtra.parcel-1', type: 'OrderPlaced', data: { customer: 'eve' } },
    ),
  ),
  { maxLength: 24 },
)

/** Appends entries one by one. */
export const record = async (
  events: EventStore,
  log: ReadonlyArray<Entry>,
): Promise<ReadonlyArray<StoredEvent>> => {
  const revisions = new Map<string, number>()
  const all: StoredEvent[] = []
  for (const { stream, type, data } of log) {
    const at = revisions.get(stream) ?? (await revisionOf(events, stream))
    const id = eventIdOf(stream, `c${at + 1}`, 0)
    const one = { id, type, data, meta: eventMeta(`c${at + 1}`) }
    const written = await done(events.append(stream, at < 0 ? 'no-stream' : at, [one]))
    revisions.set(stream, written.revision)
    all.push({ ...one, stream, ...written })
  }
  return all
}

const revisionOf = async (events: EventStore, stream: string): Promise<number> => {
  for await (const last of events.read(stream, { direction: 'backwards', limit: 1 })) {
    return last.revision
  }
  return -1
}
