/**
 * The event store in EventStoreDB or KurrentDB, one node or a cluster.
 *
 * Keeps every promise of the port. What is acknowledged is on the disks of a majority; an append is
 * repeated until it is answered, and stands once; a subscription survives drops and failovers.
 * Everything is asked of the leader, whom no other node is ahead of.
 */
import { left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Position } from '@kiemtra/kernel'
import type { AppendFailure, EventStore, Written } from '@kiemtra/runtime'
import { append } from './append.ts'
import { connectionOf } from './connection.ts'
import { prepare } from './event.ts'
import { unavailable } from './failure.ts'
import { gate } from './gate.ts'
import { remove, type StreamState, streamStateOf, truncate } from './operator.ts'
import { type EventStoreDBOptions, settingsOf } from './options.ts'
import { BEFORE_ALL, logPositionOf } from './position.ts'
import { headOf, readStream } from './read.ts'
import { subscribeTo } from './subscribe.ts'

/** An event store on a server, with what an operator may ask of it. */
export interface EventStoreDB extends EventStore {
  /** Asks the server for its head, for at most so long (default 5,000 ms): is it there, may I read `$all`? */
  readonly ready: (options?: { readonly withinMs?: number }) => TaskEither<AppendFailure, void>
  /** How far behind the log's end a position is, in bytes of the log. */
  readonly lag: (position: Position) => TaskEither<AppendFailure, bigint>
  /** Tells missing, truncated, soft-deleted and tombstoned streams apart, which all read as empty or not at all. */
  readonly streamState: (stream: string) => TaskEither<AppendFailure, StreamState>
  /** Hides the events before a revision; the server removes them when it is scavenged. */
  readonly truncate: (stream: string, before: number) => TaskEither<AppendFailure, Written>
  /** Hides all events, at a revision. The stream can be written again, and goes on counting. */
  readonly softDelete: (stream: string, expected: number) => TaskEither<AppendFailure, void>
  /** Deletes for good, at a revision: nothing can be appended under that name again. */
  readonly tombstone: (stream: string, expected: number) => TaskEither<AppendFailure, void>
}

/**
 * The event store behind a client. Nothing is sent before the first call.
 *
 * @example
 * // Called where a server runs.
 * const handlerOver = (connection: string) =>
 *   commandHandler({ events: eventStoreDB({ client: eventStoreClient(connection) }) })
 * typeof handlerOver // => 'function'
 */
export const eventStoreDB = (options: EventStoreDBOptions): EventStoreDB => {
  const settings = settingsOf(options)
  const closing = new AbortController()
  const connection = connectionOf(settings, closing.signal)
  const appending = gate(settings.maxConcurrentAppends)
  /** Ends of the log that a subscription asked for and doesn't know yet. */
  const ends = new Set<Promise<unknown>>()

  const unlessClosed =
    <A>(run: () => ReturnType<TaskEither<AppendFailure, A>>): TaskEither<AppendFailure, A> =>
    async () =>
      closing.signal.aborted ? left(unavailable('closed')) : run()

  return {
    read: (stream, readOptions = {}) => ({
      [Symbol.asyncIterator]: () => readStream(connection, stream, readOptions),
    }),
    append: (stream, expected, events, appendOptions) =>
      unlessClosed(async () => {
        const prepared = prepare(events)
        // A subscription to the end must see what is appended after it was asked for.
        if (ends.size > 0) await Promise.allSettled(ends)
        return appending.through(async () => {
          const signal = appendOptions?.signal
          if (closing.signal.aborted) return left(unavailable('closed'))
          if (signal?.aborted === true) return left(unavailable('aborted'))
          return append(connection, stream, expected, prepared, signal)
        })
      }),
    subscribe: (subscribeOptions) => {
      const { deliveries, end } = subscribeTo(connection, subscribeOptions)
      if (end !== undefined) {
        ends.add(end)
        const known = (): boolean => ends.delete(end)
        end.then(known, known)
      }
      return deliveries
    },
    head: () => unlessClosed(() => headOf(connection)),
    ready: ({ withinMs = 5_000 } = {}) =>
      unlessClosed(async () => {
        const head = await headOf(connection, withinMs)
        return head._tag === 'Left' ? head : right(undefined)
      }),
    lag: (position) =>
      unlessClosed(async () => {
        const head = await headOf(connection)
        if (head._tag === 'Left') return head
        return right(bytesTo(head.right ?? BEFORE_ALL) - bytesTo(position))
      }),
    streamState: (stream) => unlessClosed(() => streamStateOf(connection, stream)),
    truncate: (stream, before) => unlessClosed(() => truncate(connection, stream, before)),
    softDelete: (stream, expected) =>
      unlessClosed(() => remove(connection, stream, expected, 'soft-deleted')),
    tombstone: (stream, expected) =>
      unlessClosed(() => remove(connection, stream, expected, 'tombstoned')),
    close: async () => {
      closing.abort()
      await appending.idle()
      await settings.client.dispose()
    },
  }
}

const bytesTo = (position: Position): bigint => logPositionOf(position)?.commit ?? 0n
