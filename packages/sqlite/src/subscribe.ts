/**
 * Subscriptions to the log of one namespace.
 *
 * Each event after `from` once, in order; `CaughtUp` whenever the end is reached; `Advanced` when
 * only other namespaces' events have passed since. One writer at a time and growing positions mean
 * that nothing can appear behind a position already passed. A page and the log's end are read in
 * one transaction, so an event can't slip between them. A busy file is tried again without end;
 * other failures are thrown as `StoreError`. Ends on abort, early return and close, waiting or not.
 * Who asks for some at once gets what is left of a page.
 */
import { setImmediate } from 'node:timers/promises'
import type { StoredEvent } from '@kiemtra/kernel'
import {
  type Delivery,
  type DeliveryIterator,
  StoreError,
  type SubscribeOptions,
} from '@kiemtra/runtime'
import { type Connection, integer, transaction } from './connection.ts'
import { certain, type Database } from './database.ts'
import { FailureError, incompatible } from './failure.ts'
import { EVENT_COLUMNS, positionAt, rowidOf, storedEvent } from './stored.ts'
import type { Watch } from './watch.ts'

const PAGE = 500
const DONE: IteratorReturnResult<undefined> = { done: true, value: undefined }
const SUBSCRIBE = { operation: 'read', retryForMs: Number.POSITIVE_INFINITY }

const HEAD = 'SELECT coalesce(max(position), 0) AS position FROM kiemtra_events'
const AFTER = `SELECT ${EVENT_COLUMNS} FROM kiemtra_events
  WHERE namespace = ? AND position > ? ORDER BY position LIMIT ${PAGE}`

/** The rowid of the log's last event; 0 when there is none. */
export const headRowid = (connection: Connection): number =>
  integer(connection.get(HEAD), 'position')

/** A subscription; see the module. */
export const subscribeTo = (
  database: Database,
  watch: Watch,
  options: SubscribeOptions,
): AsyncIterable<Delivery> => {
  // The end is where it is at this call; should the file be busy just now, at the first `next`.
  const end = options.from === 'end' ? database.now(SUBSCRIBE, headRowid) : undefined
  const from = end?._tag === 'Right' ? positionAt(end.right) : options.from
  return { [Symbol.asyncIterator]: () => subscription(database, watch, { ...options, from }) }
}

const subscription = (
  database: Database,
  watch: Watch,
  { namespace, from, signal }: SubscribeOptions,
): DeliveryIterator => {
  let page: ReadonlyArray<StoredEvent> = []
  let at = 0
  /** The rowid up to which all is delivered, but for the page at hand; unknown before the first. */
  let passed: number | undefined
  let head = 0
  let caughtUpAt = -1
  let changes = -1
  let ended = false
  let wake: (() => void) | undefined

  const isOver = (): boolean => ended || signal?.aborted === true || database.isClosed()

  const fetch = (connection: Connection) =>
    transaction(connection, 'read', () => {
      const end = headRowid(connection)
      const after = passed ?? (from === 'end' ? end : from === 'start' ? 0 : rowidOf(from))
      if (after > end) throw new FailureError(logIsShorter(database.file))
      return { end, after, events: connection.lists(AFTER, namespace, after).map(storedEvent) }
    })

  const nextPage = async (): Promise<void> => {
    changes = watch.changes()
    const fetched = await database.run({ ...SUBSCRIBE, isOver }, fetch)
    if (fetched._tag === 'Left') {
      if (isOver()) return
      throw new StoreError(certain(fetched.left))
    }
    page = fetched.right.events
    at = 0
    passed = fetched.right.after
    // Behind a full page there may be more; then the end isn't reached yet.
    const last = page[PAGE - 1]
    head = last === undefined ? fetched.right.end : rowidOf(last.position)
    if (last !== undefined) await setImmediate()
  }

  /** What can be delivered without reading on. */
  const ready = (): Delivery | undefined => {
    if (passed === undefined) return undefined
    const stored = page[at]
    if (stored !== undefined) {
      at += 1
      if (at === page.length) passed = rowidOf(stored.position)
      return { _tag: 'Event', stored }
    }
    if (page.length === PAGE) return undefined
    if (passed < head) {
      passed = head
      return { _tag: 'Advanced', position: positionAt(passed) }
    }
    if (caughtUpAt === passed) return undefined
    caughtUpAt = passed
    return { _tag: 'CaughtUp', position: positionAt(passed) }
  }

  const change = (): Promise<void> =>
    new Promise((resolve) => {
      const stop = (): void => {
        cancel()
        signal?.removeEventListener('abort', stop)
        wake = undefined
        resolve()
      }
      const cancel = watch.onChange(stop)
      signal?.addEventListener('abort', stop, { once: true })
      wake = stop
    })

  /** Waits for what `take` takes. */
  const step = async <A>(take: () => A | undefined): Promise<IteratorResult<A, undefined>> => {
    while (!isOver()) {
      const value = take()
      if (value !== undefined) return { done: false, value }
      if (page.length < PAGE && changes === watch.changes()) await change()
      else await nextPage()
    }
    return DONE
  }

  const some = (most: number): ReadonlyArray<Delivery> | undefined => {
    const taken: Delivery[] = []
    while (taken.length < Math.max(most, 1)) {
      const value = ready()
      if (value === undefined) break
      taken.push(value)
    }
    return taken.length === 0 ? undefined : taken
  }

  // Two `next` at once take turns, or both would deliver the same event.
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = <A>(take: () => A | undefined): Promise<IteratorResult<A, undefined>> => {
    const taking = (): Promise<IteratorResult<A, undefined>> => step(take)
    const taken = turn.then(taking, taking)
    turn = taken
    return taken
  }
  return {
    next: () => inTurn(ready),
    nextSome: (most) => inTurn(() => some(most)),
    return: async () => {
      ended = true
      wake?.()
      return DONE
    },
  }
}

const logIsShorter = (file: string) =>
  incompatible(
    `a log in ${file} that ends before the position`,
    'the log that the position came from: an older backup may stand here; rebuild what read it',
  )
