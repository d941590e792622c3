/**
 * What only an operator does to a stream: asking what became of it, truncating, deleting.
 *
 * Stream metadata is read and written as what it is, the last event of `$$stream`: the clients'
 * helpers report its log position as its revision, lose one of them the expected revision, and
 * refuse or round the numbers that mark a deleted stream. Every write names the revision that it
 * rests on, and is repeated as appends are.
 */
import { randomUUID } from 'node:crypto'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type { AppendFailure, Written } from '@kiemtra/runtime'
import { append } from './append.ts'
import type { Connection } from './connection.ts'
import { type Trouble, troubleOf, unavailable } from './failure.ts'
import { patience } from './patience.ts'
import { lastOf } from './tail.ts'

/** What became of a stream. */
export type StreamState =
  /** It has events to read. */
  | 'there'
  /** Nothing was ever appended. */
  | 'missing'
  /** Its events are hidden; a new append, as to a missing stream, goes on counting where it ended. */
  | 'soft-deleted'
  /** Hidden up to its end, by truncation; the next append goes on at its revision. */
  | 'truncated'
  /** Gone for good; nothing can be appended again. */
  | 'tombstoned'

/** From here on, a truncation mark stands for deletion (2^63 - 1, rounded by JSON). */
const DELETED = 2 ** 62

/** What became of a stream. */
export const streamStateOf = async (
  connection: Connection,
  stream: string,
): Promise<Either<AppendFailure, StreamState>> => {
  const last = await lastOf(connection, stream, undefined)
  if (last._tag === 'Left') {
    return last.left._tag === 'StreamDeleted' ? right('tombstoned') : last
  }
  if (last.right !== undefined) return right('there')
  const metadata = await metadataOf(connection, stream)
  if (metadata._tag === 'Left') return metadata
  const before = metadata.right.data['$tb']
  if (typeof before !== 'number') return right('missing')
  return right(before >= DELETED ? 'soft-deleted' : 'truncated')
}

interface Metadata {
  readonly revision: number | undefined
  readonly data: Readonly<Record<string, unknown>>
}

const metadataOf = async (
  connection: Connection,
  stream: string,
): Promise<Either<AppendFailure, Metadata>> => {
  const last = await lastOf(connection, `$$${stream}`, undefined)
  if (last._tag === 'Left') return last
  const { revision, data } = last.right ?? {}
  return right({ revision, data: typeof data === 'object' && data !== null ? { ...data } : {} })
}

/** Hides the events before a revision, keeping what else the metadata says. */
export const truncate = async (
  connection: Connection,
  stream: string,
  before: number,
): Promise<Either<AppendFailure, Written>> => {
  const metadata = await metadataOf(connection, stream)
  if (metadata._tag === 'Left') return metadata
  const { revision, data } = metadata.right
  if (typeof data['$tb'] === 'number' && data['$tb'] >= DELETED) {
    return left({ _tag: 'StreamDeleted', stream })
  }
  const event = {
    id: randomUUID(),
    type: '$metadata',
    contentType: 'application/json' as const,
    data: { ...data, $tb: before },
    metadata: new Uint8Array(),
  }
  return append(
    connection,
    `$$${stream}`,
    revision ?? 'no-stream',
    { events: [event], bytes: 0 },
    undefined,
  )
}

/** How a stream can be deleted, and what is left of it. */
const DELETIONS = {
  'soft-deleted': 'deleteStream',
  tombstoned: 'tombstoneStream',
} as const

/** Deletes a stream at a revision. Repeated until answered: already gone after a doubt is done. */
export const remove = async (
  connection: Connection,
  stream: string,
  expected: number,
  kind: keyof typeof DELETIONS,
): Promise<Either<AppendFailure, void>> => {
  const { client, call, settings, closing } = connection
  const options = { ...call, deadline: settings.deadlineMs, expectedRevision: BigInt(expected) }
  const patient = patience(settings, [closing])
  let inDoubt = false
  for (let attempts = 1; ; attempts++) {
    try {
      await client[DELETIONS[kind]](stream, options)
      return right(undefined)
    } catch (error) {
      const trouble = troubleOf(error, stream, 'delete the stream')
      if (trouble._tag === 'Passing') {
        inDoubt ||= trouble.written === 'maybe'
        if (await patient.retry(trouble)) continue
        return left(
          inDoubt ? { _tag: 'OutcomeUnknown', stream, attempts } : unavailable(trouble.reason),
        )
      }
      if (inDoubt) {
        const state = await streamStateOf(connection, stream)
        if (state._tag === 'Right' && state.right === kind) return right(undefined)
      }
      return left(await refusal(connection, stream, expected, trouble))
    }
  }
}

const refusal = async (
  connection: Connection,
  stream: string,
  expected: number,
  trouble: Exclude<Trouble, { readonly _tag: 'Passing' }>,
): Promise<AppendFailure> => {
  if (trouble._tag === 'Lasting') return trouble.failure
  const actual = trouble._tag === 'Conflict' ? trouble.actual : undefined
  if (actual !== undefined) return { _tag: 'Conflict', stream, expected, actual }
  const last = await lastOf(connection, stream, undefined)
  return last._tag === 'Left'
    ? last.left
    : { _tag: 'Conflict', stream, expected, actual: last.right?.revision ?? 'no-stream' }
}
