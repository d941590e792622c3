/**
 * What the tests of the adapter share: a stand-in server, stores over a client, events, and loops
 * with an end.
 */
import { randomUUID } from 'node:crypto'
import type { StoredEvent } from '@kiemtra/kernel'
import {
  type AppendFailure,
  type Delivery,
  type EventToAppend,
  StoreError,
  type Written,
} from '@kiemtra/runtime'
import type { Either } from 'fp-ts/lib/Either.js'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { type StandIn, startStandIn } from '../../../test/support/eventstoredb/stand-in.ts'
import type { StandInOptions } from '../../../test/support/eventstoredb/protocol.ts'
import {
  type EventStoreDB,
  eventStoreDB,
  type EventStoreDBClient,
  type EventStoreDBOptions,
} from '../src/index.ts'
import { meta } from './meta.ts'

/** How a kind of client connects: hosts as a connection string lists them, and its query. */
export type Connect = (hosts: string, query?: string) => EventStoreDBClient

/** Options under which a failing test fails soon, and a passing one waits for nothing. */
const quick = { deadlineMs: 800, retryForMs: 5_000, probeEveryMs: 200 }

/** A server for a group of tests, and stores over it. */
export interface Rig {
  readonly server: () => StandIn
  /** A store, closed after the test. */
  readonly store: (options?: Partial<EventStoreDBOptions>, query?: string) => EventStoreDB
  /** A client that no other store uses. */
  readonly freshClient: () => EventStoreDBClient
}

/** A rig for the tests of one `describe`. */
export const rig = (connect: Connect, options: StandInOptions = {}): Rig => {
  let server: StandIn | undefined
  let stores: EventStoreDB[] = []
  const clients = new Map<string, EventStoreDBClient>()
  const running = (): StandIn => {
    if (server === undefined) throw new Error('the stand-in runs inside tests only')
    return server
  }
  beforeAll(async () => {
    server = await startStandIn(options)
  })
  afterEach(async () => {
    await running().clearFaults()
    for (const store of stores) await store.close()
    stores = []
    // One of the clients can't cancel a read on which the server was silent.
    if ((await running().counts()).open.read === 0) return
    for (const node of running().ports.keys()) await running().hangUp(node)
  })
  afterAll(async () => {
    for (const client of clients.values()) await client.dispose()
    await server?.stop()
  })
  // Closing a store doesn't end its client: they are shared, as one of them takes half a second to start.
  const shared = (query = PLAIN): EventStoreDBClient => {
    const client = clients.get(query) ?? connect(running().hosts, query)
    clients.set(query, client)
    return client
  }
  return {
    server: running,
    freshClient: () => {
      const client = connect(running().hosts, PLAIN)
      clients.set(randomUUID(), client)
      return client
    },
    store: (storeOptions = {}, query) => {
      const store = eventStoreDB({ ...quick, client: shared(query), ...storeOptions })
      stores.push(store)
      return store
    },
  }
}

const PLAIN = 'tls=false'

// ------------------------------------------------------------------- events

/** An event with an id of its own. */
export const event = (data: unknown = {}, type = 'Noted'): EventToAppend => ({
  id: randomUUID(),
  type,
  data,
  meta,
})

/** So many events, numbered from 0. */
export const events = (count: number): [EventToAppend, ...EventToAppend[]] => {
  const rest = Array.from({ length: count - 1 }, (_, i) => event({ n: i + 1 }))
  return [event({ n: 0 }), ...rest]
}

/** A namespace that no other test uses. */
export const aNamespace = (): string => `t${randomUUID().replaceAll('-', '')}`

/** A stream that no other test uses. */
export const aStream = (namespace = aNamespace()): string => `${namespace}.note-${randomUUID()}`

// ------------------------------------------------------------------ results

/** What an append wrote; fails the test where it failed. */
export const written = (answer: Either<AppendFailure, Written>): Written => {
  if (answer._tag === 'Left') expect.fail(`append failed: ${JSON.stringify(answer.left)}`)
  return answer.right
}

/** The failure that an answer is; fails the test where it succeeded. */
export const failure = (answer: Either<AppendFailure, unknown>): AppendFailure => {
  if (answer._tag === 'Right') expect.fail(`succeeded: ${JSON.stringify(answer.right)}`)
  return answer.left
}

/** All events of a reading. */
export const all = async (reading: AsyncIterable<StoredEvent>): Promise<StoredEvent[]> => {
  const found: StoredEvent[] = []
  for await (const stored of reading) found.push(stored)
  return found
}

/** The failure that a loop ends with; fails the test where it ends well. */
export const thrown = async (loop: Promise<unknown>): Promise<AppendFailure> => {
  try {
    await loop
  } catch (error) {
    if (error instanceof StoreError) return error.failure
    throw error
  }
  return expect.fail('the loop ended well')
}

/** Takes deliveries until one is the last. */
export const takeUntil = async (
  subscription: AsyncIterable<Delivery>,
  isLast: (delivery: Delivery) => boolean,
): Promise<Delivery[]> => {
  const taken: Delivery[] = []
  for await (const delivery of subscription) {
    taken.push(delivery)
    if (isLast(delivery)) return taken
  }
  return taken
}

/** Ids of the events among deliveries. */
export const idsOf = (deliveries: ReadonlyArray<Delivery>): string[] =>
  deliveries.flatMap((delivery) => (delivery._tag === 'Event' ? [delivery.stored.id] : []))

/** True at the delivery of the event with that id. */
export const isEvent =
  (id: string | undefined) =>
  (delivery: Delivery): boolean =>
    delivery._tag === 'Event' && delivery.stored.id === id

/** Asks until the answer satisfies; the test's own time limit ends it otherwise. */
export const eventually = async <A>(
  ask: () => Promise<A>,
  satisfies: (answer: A) => boolean,
): Promise<A> => {
  for (;;) {
    const answer = await ask()
    if (satisfies(answer)) return answer
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
