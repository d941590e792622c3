/**
 * Appending: one transaction that checks the expected revision and writes.
 *
 * The writer's lock is taken before the check, so what was checked still holds when it is written.
 * A repeat (the same ids at the same expected revision, standing exactly there) gets the first
 * answer again; an id that stands anywhere else in the store is a conflict.
 */
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type { AppendFailure, EventToAppend, ExpectedRevision, Written } from '@kiemtra/runtime'
import { type Connection, integer, type Row, text, transaction } from './connection.ts'
import { checkText, jsonText } from './json.ts'
import { positionAt } from './stored.ts'

/** An event as it will stand in the file. */
export interface PreparedEvent {
  readonly id: string
  readonly type: string
  readonly data: string
  readonly meta: string
}

/** Serialises events, outside any transaction; throws a `TypeError` at what isn't JSON. */
export const prepare = (
  stream: string,
  events: ReadonlyArray<EventToAppend>,
  limit: number,
): Either<AppendFailure, ReadonlyArray<PreparedEvent>> => {
  checkText(stream, 'stream')
  const prepared: PreparedEvent[] = []
  for (const { id, type, data, meta } of events) {
    checkText(id, 'id')
    checkText(type, 'type')
    const event = { id, type, data: jsonText(data, 'data'), meta: jsonText(meta, 'meta') }
    const bytes = Buffer.byteLength(event.data) + Buffer.byteLength(event.meta)
    if (bytes > limit) return left({ _tag: 'TooLarge', bytes, limit })
    prepared.push(event)
  }
  return right(prepared)
}

/** Appends in a transaction of its own. */
export const append = (
  connection: Connection,
  stream: string,
  expected: ExpectedRevision,
  events: ReadonlyArray<PreparedEvent>,
): Either<AppendFailure, Written> =>
  transaction(connection, 'write', () => {
    const last = integer(connection.get(LAST_REVISION, stream), 'revision')
    const first = expected === 'no-stream' ? 0 : expected + 1
    if (first !== last + 1) {
      return repeated(connection, stream, first, events) ?? left(conflict(stream, expected, last))
    }
    if (events.some(({ id }) => connection.get(BY_ID, id) !== undefined) || hasTwins(events)) {
      return left(conflict(stream, expected, last))
    }
    let rowid = integer(connection.get(LAST_ROWID), 'position')
    let revision = last
    for (const { id, type, data, meta } of events) {
      rowid += 1
      revision += 1
      connection.run(INSERT, rowid, stream, revision, id, type, data, meta)
    }
    return right({ revision, position: positionAt(rowid) })
  })

const LAST_REVISION =
  'SELECT coalesce(max(revision), -1) AS revision FROM kiemtra_events WHERE stream = ?'
const LAST_ROWID = 'SELECT coalesce(max(position), 0) AS position FROM kiemtra_events'
const BY_ID = 'SELECT 1 FROM kiemtra_events WHERE id = ?'
const STANDING =
  'SELECT id, revision, position FROM kiemtra_events WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ?'
const INSERT =
  'INSERT INTO kiemtra_events (position, stream, revision, id, type, data, meta) VALUES (?, ?, ?, ?, ?, ?, ?)'

const conflict = (stream: string, expected: ExpectedRevision, last: number): AppendFailure => ({
  _tag: 'Conflict',
  stream,
  expected,
  actual: last === -1 ? 'no-stream' : last,
})

const hasTwins = (events: ReadonlyArray<PreparedEvent>): boolean =>
  events.length > 1 && new Set(events.map(({ id }) => id)).size < events.length

/** The first answer again, where exactly these ids stand from a revision on. */
const repeated = (
  connection: Connection,
  stream: string,
  first: number,
  events: ReadonlyArray<PreparedEvent>,
): Either<AppendFailure, Written> | undefined => {
  const standing = connection.all(STANDING, stream, first, events.length)
  if (standing.length < events.length) return undefined
  let last: Row | undefined
  for (let i = 0; i < events.length; i++) {
    last = standing[i]
    if (integer(last, 'revision') !== first + i) return undefined
    if (text(last, 'id') !== events[i]?.id) return undefined
  }
  return right({
    revision: integer(last, 'revision'),
    position: positionAt(integer(last, 'position')),
  })
}
