/**
 * What the adapter needs of a client: the shape that `@eventstore/db-client` 6 and
 * `@kurrent/kurrentdb-client` 1 share.
 *
 * Structural, so that neither package is imported at run time: their generated stubs write to one
 * global namespace, and whoever loads both breaks the first. Types are as wide as what the adapter
 * relies on and no wider; what a client returns is checked where it is read.
 */

// -------------------------------------------------------------- what is said

/** A place in the server's log. */
export interface LogPosition {
  readonly commit: bigint
  readonly prepare: bigint
}

/** A place as a client hands it over: some versions give a number where their types say bigint. */
export interface IncomingPosition {
  readonly commit: bigint | number
  readonly prepare: bigint | number
}

/** A user of the server. */
export interface Credentials {
  readonly username: string
  readonly password: string
}

/** Options of every call. */
export interface CallOptions {
  credentials?: Credentials
  /** Only the leader may answer: the others may be behind. */
  requiresLeader?: boolean
  /** Milliseconds. */
  deadline?: number
}

/** The revision that an append expects, under the names that both clients give it. */
export interface AppendCall extends CallOptions {
  expectedRevision: bigint | 'no_stream'
  streamState: bigint | 'no_stream'
}

/** JSON as the clients type it. They take null, booleans and numbers as well. */
export type OutgoingData = Record<string, unknown> | unknown[] | string

/** A JSON event on its way to the server. */
export interface OutgoingEvent {
  id: string
  type: string
  contentType: 'application/json'
  data: OutgoingData
  metadata: Uint8Array
}

// ---------------------------------------------------------- what is answered

/** An event as a client hands it over. */
export interface IncomingEvent {
  readonly streamId: string
  readonly id: string
  readonly revision: bigint | number
  readonly type: string
  readonly data: unknown
  readonly metadata?: unknown
  readonly isJson: boolean
  readonly position?: IncomingPosition | undefined
}

/** An event, or a link whose target is gone. */
export interface Resolved {
  readonly event?: IncomingEvent
}

/** An answered append. */
export interface Appended {
  readonly success: boolean
  readonly nextExpectedRevision: bigint | number
  readonly position?: IncomingPosition | undefined
}

/** A read under way. One client offers a stream that is cancelled, the other a generator. */
export interface OpenRead extends AsyncIterable<Resolved> {
  cancel?(): Promise<void>
  on?(event: 'unpipe', listener: (source: unknown) => void): unknown
}

/** A subscription under way. */
export interface OpenSubscription extends AsyncIterable<Resolved> {
  on(event: 'unpipe' | 'caughtUp' | 'fellBehind', listener: (source: unknown) => void): unknown
  unsubscribe(): Promise<void>
  destroy(): unknown
}

// ------------------------------------------------------------------- client

/** The client that {@link eventStoreDB} works with. */
export interface EventStoreDBClient {
  appendToStream(stream: string, events: OutgoingEvent[], options: AppendCall): Promise<Appended>
  readStream(
    stream: string,
    options: CallOptions & {
      fromRevision?: bigint | 'start' | 'end'
      direction?: 'forwards' | 'backwards'
      maxCount?: number
    },
  ): OpenRead
  readAll(
    options: CallOptions & {
      fromPosition?: LogPosition | 'start' | 'end'
      direction?: 'forwards' | 'backwards'
      maxCount?: number
    },
  ): OpenRead
  subscribeToAll(
    options: CallOptions & {
      fromPosition?: LogPosition | 'start' | 'end'
      filter?: {
        filterOn: 'streamName'
        prefixes: string[]
        checkpointInterval: number
        maxSearchWindow: number
        checkpointReached: (subscription: unknown, position: IncomingPosition) => Promise<void>
      }
    },
    readable: { objectMode: boolean; readableHighWaterMark: number },
  ): OpenSubscription
  deleteStream(
    stream: string,
    options: CallOptions & { expectedRevision: bigint },
  ): Promise<unknown>
  tombstoneStream(
    stream: string,
    options: CallOptions & { expectedRevision: bigint },
  ): Promise<unknown>
  dispose(): Promise<void>
}
