/**
 * The port to an event store: streams with optimistic concurrency, and one global order.
 *
 * Promises of every adapter: revisions count from 0 without gaps; an append is all or nothing; what
 * is acknowledged is durable; positions order all events of the store by plain string comparison;
 * a subscription delivers each event of its namespace in that order, each at least once after
 * `from`, and never skips one.
 */
import type { EventMeta, Position, StoredEvent } from '@kiemtra/kernel'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

// ------------------------------------------------------------------- model

/** The revision that the stream's last event must have; 'no-stream': there must be none. */
export type ExpectedRevision = 'no-stream' | number

/** An event on its way into a store. */
export interface EventToAppend {
  readonly id: string
  readonly type: string
  readonly data: unknown
  readonly meta: EventMeta
}

/** Why an append, or another call to a store, failed. Only `OutcomeUnknown` leaves it open whether it was written. */
export type AppendFailure =
  | {
      readonly _tag: 'Conflict'
      readonly stream: string
      readonly expected: ExpectedRevision
      readonly actual: ExpectedRevision
    }
  | { readonly _tag: 'OutcomeUnknown'; readonly stream: string; readonly attempts: number }
  | { readonly _tag: 'Unavailable'; readonly reason: string }
  | { readonly _tag: 'TooLarge'; readonly bytes: number; readonly limit: number }
  | { readonly _tag: 'StreamDeleted'; readonly stream: string }
  | { readonly _tag: 'AccessDenied'; readonly operation: string }
  | { readonly _tag: 'StorageFull'; readonly where: string }
  | { readonly _tag: 'Incompatible'; readonly found: string; readonly wanted: string }

/** Where the last event of an append stands. */
export interface Written {
  readonly revision: number
  readonly position: Position
}

/** What a subscription delivers. */
export type Delivery =
  | { readonly _tag: 'Event'; readonly stored: StoredEvent }
  | { readonly _tag: 'CaughtUp'; readonly position: Position }
  /** Nothing of interest up to here: a checkpoint may move on. */
  | { readonly _tag: 'Advanced'; readonly position: Position }

/**
 * An iterator of deliveries that can hand over at once what it has at hand. Nobody must offer it: a
 * subscription whose iterator has `nextSome` is read so by the drivers, any other a delivery at a time.
 * On the iterator, not on the store: whoever wraps `subscribe` isn't passed by.
 */
export interface DeliveryIterator extends AsyncIterator<Delivery, undefined> {
  /** The next deliveries, at least one and at most so many, as that many `next` would give them. */
  readonly nextSome: (most: number) => Promise<IteratorResult<ReadonlyArray<Delivery>, undefined>>
}

/** Which events of a stream to read. */
export interface ReadOptions {
  /** First revision to deliver; backwards, too. By default the first, or the last. */
  readonly from?: number
  readonly direction?: 'forwards' | 'backwards'
  readonly limit?: number
  readonly signal?: AbortSignal
}

/** What to subscribe to. */
export interface SubscribeOptions {
  readonly namespace: string
  /** Delivered is what comes after this position. */
  readonly from: Position | 'start' | 'end'
  readonly signal?: AbortSignal
}

// -------------------------------------------------------------------- port

/** An event store. */
export interface EventStore {
  /** Streams what is there and ends. A missing stream is empty; a failure throws {@link StoreError}. */
  readonly read: (stream: string, options?: ReadOptions) => AsyncIterable<StoredEvent>
  readonly append: (
    stream: string,
    expected: ExpectedRevision,
    events: readonly [EventToAppend, ...EventToAppend[]],
    options?: { readonly signal?: AbortSignal },
  ) => TaskEither<AppendFailure, Written>
  /** Never ends by itself; survives drops; delivers each event of the namespace in order, after `from`. */
  readonly subscribe: (options: SubscribeOptions) => AsyncIterable<Delivery>
  /** Position of the last event in the store; `undefined` when it is empty. */
  readonly head: () => TaskEither<AppendFailure, Position | undefined>
  readonly close: () => Promise<void>
}

/**
 * How a failure leaves an `AsyncIterable`, which has no other way out: thrown, with the failure as a
 * value. The drivers turn it back into a value at once.
 */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly failure: AppendFailure

  constructor(failure: AppendFailure) {
    super(failure._tag)
    this.failure = failure
  }
}
