/**
 * The event store in memory: for tests, properties by the thousand, and command lines.
 *
 * Keeps every promise of the port and nothing on disk. Like EventStoreDB it answers a repeated
 * append (the same ids at the same expected revision) as it answered the first. Positions are the
 * event's place in the log, zero-padded, so that they sort as text.
 * It never sleeps and never polls: a waiting subscriber is woken by the append itself.
 */
import { positionOf, type Position, type StoredEvent } from '@kiemtra/kernel'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import {
  type AppendFailure,
  type EventStore,
  type EventToAppend,
  type ExpectedRevision,
  type ReadOptions,
  StoreError,
  type Written,
} from '../ports/event-store.ts'
import { jsonCopy } from './json-copy.ts'
import { type Log, subscribeTo } from './subscription.ts'

/** How a store in memory behaves. */
export interface InMemoryEventStoreOptions {
  /**
   * Copies and freezes what is appended, and throws a `TypeError` at what JSON can't hold. On by
   * default; off, the writer must never change what it has appended.
   */
  readonly checkJson?: boolean
}

const POSITION_DIGITS = 16

/**
 * An empty event store.
 *
 * @example
 * const events = inMemoryEventStore()
 * const ids: string[] = []
 * for await (const { id } of events.read('kiemtra.plan-p61')) ids.push(id)
 * ids // => []
 */
export const inMemoryEventStore = (options: InMemoryEventStoreOptions = {}): EventStore => {
  const { checkJson = true } = options
  const log: StoredEvent[] = []
  const streams = new Map<string, StoredEvent[]>()
  const wakers = new Set<() => void>()
  let closed = false

  const stored = (
    event: EventToAppend,
    stream: string,
    revision: number,
    place: number,
  ): StoredEvent =>
    Object.freeze({
      id: event.id,
      stream,
      revision,
      position: positionAt(place),
      type: event.type,
      data: checkJson ? jsonCopy(event.data, 'data') : event.data,
      meta: checkJson ? copyMeta(event.meta) : event.meta,
    })

  const append = (
    stream: string,
    expected: ExpectedRevision,
    events: readonly [EventToAppend, ...EventToAppend[]],
  ): Either<AppendFailure, Written> => {
    const standing = streams.get(stream) ?? []
    const from = expected === 'no-stream' ? 0 : expected + 1
    if (from !== standing.length) {
      return repeated(standing, from, events) ?? left(conflict(stream, expected, standing))
    }
    // All copies are made before the first is kept: a value that isn't JSON leaves nothing behind.
    const fresh = events.map((event, i) => stored(event, stream, from + i, log.length + i))
    for (const event of fresh) {
      standing.push(event)
      log.push(event)
    }
    if (from === 0) streams.set(stream, standing)
    if (wakers.size > 0) for (const wake of [...wakers]) wake()
    return right(writtenAt(fresh[fresh.length - 1]))
  }

  const isClosed = (): boolean => closed

  const shared: Log = {
    events: log,
    isClosed,
    onAppend: (wake) => {
      wakers.add(wake)
      return () => wakers.delete(wake)
    },
  }

  return {
    read: (stream, readOptions = EVERYTHING) => ({
      [Symbol.asyncIterator]: () => new Reading(streams.get(stream) ?? NONE, readOptions, isClosed),
    }),
    append: (stream, expected, events, appendOptions) => async () => {
      if (closed) return left(unavailable('closed'))
      if (appendOptions?.signal?.aborted === true) return left(unavailable('aborted'))
      return append(stream, expected, events)
    },
    subscribe: (subscribeOptions) => subscribeTo(shared, subscribeOptions),
    head: () => async () =>
      closed ? left(unavailable('closed')) : right(log[log.length - 1]?.position),
    close: async () => {
      closed = true
      for (const wake of [...wakers]) wake()
    },
  }
}

// ------------------------------------------------------------------ append

const positionAt = (index: number): Position =>
  positionOf(String(index).padStart(POSITION_DIGITS, '0'))

const unavailable = (reason: string): AppendFailure => ({ _tag: 'Unavailable', reason })

const conflict = (
  stream: string,
  expected: ExpectedRevision,
  standing: ReadonlyArray<StoredEvent>,
): AppendFailure => ({
  _tag: 'Conflict',
  stream,
  expected,
  actual: standing.length === 0 ? 'no-stream' : standing.length - 1,
})

/** The first answer again, where exactly these ids stand after the expected revision. */
const repeated = (
  standing: ReadonlyArray<StoredEvent>,
  from: number,
  events: ReadonlyArray<EventToAppend>,
): Either<AppendFailure, Written> | undefined => {
  for (let i = 0; i < events.length; i++) {
    if (standing[from + i]?.id !== events[i]?.id) return undefined
  }
  return right(writtenAt(standing[from + events.length - 1]))
}

const writtenAt = (last: StoredEvent | undefined): Written => {
  if (last === undefined) throw new TypeError('an append of no events')
  return { revision: last.revision, position: last.position }
}

const copyMeta = (meta: EventToAppend['meta']): EventToAppend['meta'] =>
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- a copy has the shape of its original
  jsonCopy(meta, 'meta') as EventToAppend['meta']

// -------------------------------------------------------------------- read

const DONE: IteratorResult<StoredEvent, undefined> = { done: true, value: undefined }
/** Most reads of a command handler with a cache end at once: one promise does for all of them. */
const ENDED = Promise.resolve(DONE)

const EVERYTHING: ReadOptions = {}
const NONE: ReadonlyArray<StoredEvent> = []

/** Reads what stands when the reading begins. No generator, which costs three times as much; no closures. */
class Reading implements AsyncIterator<StoredEvent, undefined> {
  private readonly standing: ReadonlyArray<StoredEvent>
  private readonly options: ReadOptions
  private readonly isClosed: () => boolean
  private readonly length: number
  private readonly step: 1 | -1
  private at: number
  private remaining: number

  constructor(standing: ReadonlyArray<StoredEvent>, options: ReadOptions, isClosed: () => boolean) {
    const { from, direction = 'forwards', limit } = options
    const { length } = standing
    this.standing = standing
    this.options = options
    this.isClosed = isClosed
    this.length = length
    this.step = direction === 'forwards' ? 1 : -1
    this.at = this.step === 1 ? Math.max(from ?? 0, 0) : Math.min(from ?? length - 1, length - 1)
    this.remaining = limit ?? Number.POSITIVE_INFINITY
  }

  next(): Promise<IteratorResult<StoredEvent, undefined>> {
    if (this.isClosed()) return Promise.reject(new StoreError(unavailable('closed')))
    if (this.options.signal?.aborted === true) {
      return Promise.reject(new StoreError(unavailable('aborted')))
    }
    if (this.remaining <= 0 || this.at < 0 || this.at >= this.length) return ENDED
    const value = this.standing[this.at]
    if (value === undefined) return ENDED
    this.at += this.step
    this.remaining -= 1
    return Promise.resolve({ done: false, value })
  }

  return(): Promise<IteratorResult<StoredEvent, undefined>> {
    this.remaining = 0
    return ENDED
  }
}
