/**
 * Single events of a stream: its last one, and where a revision stands in the log.
 */
import type { Either } from 'fp-ts/lib/Either.js'
import type { Position } from '@kiemtra/kernel'
import type { AppendFailure } from '@kiemtra/runtime'
import type { IncomingEvent } from './client.ts'
import type { Connection } from './connection.ts'
import { positionAt } from './position.ts'
import { firstOf, readEvents } from './read.ts'

/** The last event of a stream, whoever wrote it; `undefined` when there is none to be read. */
export const lastOf = async (
  connection: Connection,
  stream: string,
  signal: AbortSignal | undefined,
): Promise<
  Either<AppendFailure, { readonly revision: number; readonly data: unknown } | undefined>
> =>
  firstOf(
    readEvents(
      connection,
      stream,
      { direction: 'backwards', limit: 1, ...given(signal) },
      lastEvent,
    ),
  )

const lastEvent = ({ revision, data }: IncomingEvent) => ({ revision: Number(revision), data })

/** Where an event that is known to be written stands; `undefined` when it can't be found out. */
export const positionOfRevision = async (
  connection: Connection,
  stream: string,
  revision: number,
  signal: AbortSignal | undefined,
): Promise<Position | undefined> => {
  const found = await firstOf(
    readEvents(connection, stream, { from: revision, limit: 1, ...given(signal) }, ({ position }) =>
      positionAt(position),
    ),
  )
  return found._tag === 'Left' ? undefined : found.right
}

const given = (signal: AbortSignal | undefined): { readonly signal?: AbortSignal } =>
  signal === undefined ? {} : { signal }
