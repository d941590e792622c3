/**
 * Events and positions, between the file and the port.
 *
 * A position is the event's rowid, padded to the 16 digits of 2^53, so that text order is number
 * order. The empty text stands before the first.
 */
import { positionOf, type Position, type StoredEvent } from '@kiemtra/kernel'
import { FailureError, incompatible } from './failure.ts'

const DIGITS = 16
const POSITION = /^[0-9]{16}$/

/** The position of a rowid; 0 is before the first event. */
export const positionAt = (rowid: number): Position =>
  positionOf(rowid === 0 ? '' : String(rowid).padStart(DIGITS, '0'))

/** The rowid of a position; throws a {@link FailureError} at another store's. */
export const rowidOf = (position: string): number => {
  if (position === '') return 0
  if (POSITION.test(position)) return Number(position)
  throw new FailureError(
    incompatible('a position of another kind of event store', 'one that this store gave'),
  )
}

/** The columns that {@link storedEvent} reads. */
export const EVENT_COLUMNS = 'position, stream, revision, id, type, data, meta'

/** An event out of its row, a list in the order of {@link EVENT_COLUMNS}. */
export const storedEvent = (row: ReadonlyArray<unknown>): StoredEvent => {
  const data: unknown = JSON.parse(textAt(row, 5))
  return {
    id: textAt(row, 3),
    stream: textAt(row, 1),
    revision: integerAt(row, 2),
    position: positionAt(integerAt(row, 0)),
    type: textAt(row, 4),
    data,
    meta: metaOf(textAt(row, 6)),
  }
}

const COLUMNS = EVENT_COLUMNS.split(', ')

// Our tables are STRICT: anything else is a bug here.
const textAt = (row: ReadonlyArray<unknown>, at: number): string => {
  const value = row[at]
  if (typeof value !== 'string') throw new TypeError(`${COLUMNS[at]} is no text`)
  return value
}

const integerAt = (row: ReadonlyArray<unknown>, at: number): number => {
  const value = row[at]
  if (typeof value !== 'number') throw new TypeError(`${COLUMNS[at]} is no number`)
  return value
}

const metaOf = (json: string): StoredEvent['meta'] =>
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- appended through the port as an EventMeta, and no row ever changes
  JSON.parse(json) as StoredEvent['meta']
