/**
 * Reading a stream, forwards or backwards, a single event of it, or the whole log.
 *
 * A stream that is missing, soft-deleted or truncated to nothing is empty; a tombstoned one is
 * `StreamDeleted`. {@link streamStateOf} tells them apart. Revisions count as the port counts them:
 * the server reads from a revision inclusively, in both directions.
 */
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type { Position, StoredEvent } from '@kiemtra/kernel'
import { type AppendFailure, type ReadOptions, StoreError } from '@kiemtra/runtime'
import type { IncomingEvent } from './client.ts'
import type { Connection } from './connection.ts'
import { storedEvent, withoutPosition } from './event.ts'
import { FailureError } from './failure.ts'
import { BEFORE_ALL, logPositionOf, positionAt } from './position.ts'
import { reading } from './reading.ts'

/** What is taken of an event. */
type Take<A> = (event: IncomingEvent) => A | undefined

/** Reads a stream; see the module. */
export const readStream = (
  connection: Connection,
  stream: string,
  options: ReadOptions,
): AsyncIterator<StoredEvent, undefined> => readEvents(connection, stream, options, storedEvent)

/** Reads a stream, and takes of its events what the caller wants. */
export const readEvents = <A>(
  connection: Connection,
  stream: string,
  { from, direction = 'forwards', limit = Number.POSITIVE_INFINITY, signal }: ReadOptions,
  take: Take<A>,
): AsyncIterator<A, undefined> => {
  const forwards = direction === 'forwards'
  const { client, call } = connection
  let remaining = limit
  let next = forwards ? Math.max(from ?? 0, 0) : from

  return reading(connection, {
    stream,
    operation: 'read the stream',
    signals: [signal],
    open: (most) =>
      remaining <= 0 || (next !== undefined && next < 0)
        ? undefined
        : client.readStream(stream, {
            ...call,
            direction,
            fromRevision: next === undefined ? 'end' : BigInt(next),
            maxCount: Math.min(remaining, most),
          }),
    take: (event) => {
      remaining -= 1
      next = Number(event.revision) + (forwards ? 1 : -1)
      return take(event)
    },
  })
}

/** A place in the log, and the stream that stands there. */
export interface Place {
  readonly position: Position
  readonly stream: string
}

/** Reads the log itself, behind a position. */
export const readLog = (
  connection: Connection,
  after: Position,
  signals: ReadonlyArray<AbortSignal | undefined>,
): AsyncIterator<Place, undefined> => {
  const { client, call } = connection
  let passed = after
  return reading(connection, {
    ...LOG,
    signals,
    retryForMs: 0,
    open: (most) =>
      client.readAll({
        ...call,
        direction: 'forwards',
        fromPosition: startAt(passed),
        maxCount: most,
      }),
    take: (event) => {
      const place = placeOf(event)
      // The server reads from a position inclusively.
      if (place.position <= passed) return undefined
      passed = place.position
      return place
    },
  })
}

const LOG = { stream: '$all', operation: 'read $all' }

/** Where a server call starts; throws a {@link FailureError} at another store's position. */
export const startAt = (from: Position): (ReturnType<typeof logPositionOf> & {}) | 'start' => {
  if (from === BEFORE_ALL) return 'start'
  const at = logPositionOf(from)
  if (at !== undefined) return at
  throw new FailureError({
    _tag: 'Incompatible',
    found: 'a position of another kind of event store',
    wanted: 'one that this store gave',
  })
}

const placeOf = ({ position, streamId }: IncomingEvent): Place => ({
  position: positionAt(position) ?? withoutPosition(),
  stream: streamId,
})

/** The first of what is read, as a value. */
export const firstOf = async <A>(
  items: AsyncIterator<A, undefined>,
): Promise<Either<AppendFailure, A | undefined>> => {
  try {
    const { value } = await items.next()
    await items.return?.()
    return right(value)
  } catch (error) {
    if (error instanceof StoreError) return left(error.failure)
    throw error
  }
}

/** The last event's place in the log; `undefined` when the log is empty. */
export const headOf = async (
  connection: Connection,
  retryForMs?: number,
): Promise<Either<AppendFailure, Position | undefined>> => {
  const { client, call } = connection
  const head = await firstOf(
    reading(connection, {
      ...LOG,
      signals: [],
      firstPage: 1,
      ...(retryForMs === undefined ? {} : { retryForMs }),
      open: (most) =>
        client.readAll({ ...call, direction: 'backwards', fromPosition: 'end', maxCount: most }),
      take: placeOf,
    }),
  )
  return head._tag === 'Left' ? head : right(head.right?.position)
}
