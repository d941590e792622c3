/**
 * Reading a stream, a page at a time.
 *
 * What stands when the first event is asked for is delivered, no more: a stream that grows as fast
 * as it is read still ends. Between pages the event loop gets its turn. A plain iterator: a
 * generator costs about three times as much an event.
 */
import { setImmediate } from 'node:timers/promises'
import type { StoredEvent } from '@kiemtra/kernel'
import { type ReadOptions, StoreError } from '@kiemtra/runtime'
import { type Connection, integer, transaction } from './connection.ts'
import { certain, type Database } from './database.ts'
import { unavailable } from './failure.ts'
import { EVENT_COLUMNS, storedEvent } from './stored.ts'

const PAGE = 256
const DONE: IteratorReturnResult<undefined> = { done: true, value: undefined }

const LAST = 'SELECT coalesce(max(revision), -1) AS revision FROM kiemtra_events WHERE stream = ?'
const FORWARDS = `SELECT ${EVENT_COLUMNS} FROM kiemtra_events
  WHERE stream = ? AND revision BETWEEN ? AND ? ORDER BY revision LIMIT ?`
const BACKWARDS = `SELECT ${EVENT_COLUMNS} FROM kiemtra_events
  WHERE stream = ? AND revision BETWEEN ? AND ? ORDER BY revision DESC LIMIT ?`

interface Page {
  readonly events: ReadonlyArray<StoredEvent>
  /** The stream's last revision when the reading began. */
  readonly last: number
}

/** The events of a stream; see the module. */
export const reading = (
  database: Database,
  stream: string,
  { from, direction = 'forwards', limit = Number.POSITIVE_INFINITY, signal }: ReadOptions,
): AsyncIterator<StoredEvent, undefined> => {
  const forwards = direction === 'forwards'
  let remaining = Math.max(limit, 0)
  let page: ReadonlyArray<StoredEvent> = []
  let at = 0
  /** The next revision to fetch, and the stream's last; unknown before the first page. */
  let cursor: { readonly next: number; readonly last: number } | undefined

  const fetch = (connection: Connection): Page =>
    transaction(connection, 'read', () => {
      const last = cursor?.last ?? integer(connection.get(LAST, stream), 'revision')
      const next = cursor?.next ?? from ?? (forwards ? 0 : last)
      const rows = forwards
        ? connection.lists(FORWARDS, stream, next, last, Math.min(remaining, PAGE))
        : connection.lists(BACKWARDS, stream, 0, Math.min(next, last), Math.min(remaining, PAGE))
      return { events: rows.map(storedEvent), last }
    })

  const nextPage = async (): Promise<void> => {
    if (cursor !== undefined) await setImmediate()
    const fetched = await database.run({ operation: 'read', signal }, fetch)
    if (fetched._tag === 'Left') throw new StoreError(certain(fetched.left))
    page = fetched.right.events
    at = 0
    const edge = page[page.length - 1]
    if (edge === undefined || page.length < PAGE) remaining = Math.min(remaining, page.length)
    cursor = { next: (edge?.revision ?? 0) + (forwards ? 1 : -1), last: fetched.right.last }
  }

  const next = async (): Promise<IteratorResult<StoredEvent, undefined>> => {
    if (database.isClosed()) throw new StoreError(unavailable('closed'))
    if (signal?.aborted === true) throw new StoreError(unavailable('aborted'))
    if (remaining > 0 && at >= page.length) await nextPage()
    const value = page[at]
    if (remaining <= 0 || value === undefined) return DONE
    at += 1
    remaining -= 1
    return { done: false, value }
  }

  return {
    next,
    return: async () => {
      remaining = 0
      page = []
      return DONE
    },
  }
}
