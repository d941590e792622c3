/**
 * The event store of a run: the SQLite file, or the EventStoreDB or KurrentDB that was named.
 */
import type { AppendFailure, EventStore } from '@kiemtra/runtime'
import { sqliteEventStore } from '@kiemtra/sqlite'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { Options } from './cli.ts'

/** How long a server may take to answer the first question, in milliseconds. */
const FIRST_ANSWER_MS = 5_000

/** Where the events of a run are, for people: without the password that a connection may hold. */
export const eventsIn = ({ db, eventstore }: Options): string =>
  eventstore === undefined ? db : withoutSecret(eventstore)

/** All before the last `@` may be a secret, in a malformed one, too. */
const withoutSecret = (connection: string): string => {
  const [scheme = ''] = connection.split(':')
  const at = connection.lastIndexOf('@')
  const host = at < 0 ? connection.replace(/^[^:]*:\/*/, '') : connection.slice(at + 1)
  return `${scheme}://${host.replace(/\?.*$/, '')}`
}

/** Opens the event store, and sees that it answers. */
export const openEvents = async ({
  db,
  eventstore,
}: Options): Promise<Either<AppendFailure, EventStore>> =>
  eventstore === undefined ? sqliteEventStore({ file: db })() : openServer(eventstore)

const openServer = async (connection: string): Promise<Either<AppendFailure, EventStore>> => {
  // Loaded when asked for: who runs on SQLite needs no gRPC.
  const { eventStoreDB } = await import('@kiemtra/eventstoredb')
  const connect = connection.startsWith('kurrentdb')
    ? (await import('@kiemtra/eventstoredb/kurrentdb')).kurrentClient
    : (await import('@kiemtra/eventstoredb/eventstore')).eventStoreClient
  try {
    const probe = eventStoreDB({ client: connect(connection), retryForMs: FIRST_ANSWER_MS })
    const head = await probe.head()()
    await probe.close()
    return isLeft(head) ? head : right(eventStoreDB({ client: connect(connection) }))
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    const reason = `that is no connection string: ${why.replaceAll(connection, withoutSecret(connection))}`
    return left({ _tag: 'Unavailable', reason })
  }
}
