/**
 * What the parts of the adapter share: the client, how to call it, and whether the store is closing.
 */
import type { CallOptions, EventStoreDBClient } from './client.ts'
import type { Settings } from './options.ts'
import { unaryAppends } from './unary.ts'

/** One store's use of a client. */
export interface Connection {
  readonly client: EventStoreDBClient
  /** The only way to append. */
  readonly appends: Pick<EventStoreDBClient, 'appendToStream'>
  readonly settings: Settings
  /** What every call says: who asks, and that the leader shall answer, whom nobody is ahead of. */
  readonly call: CallOptions
  /** What only a call of the client shows: whether it can cancel a read. */
  readonly learned: { cancels: boolean }
  /** Aborts when the store is closed. */
  readonly closing: AbortSignal
}

/** A connection over a client. */
export const connectionOf = (settings: Settings, closing: AbortSignal): Connection => {
  const { client, credentials } = settings
  return {
    client,
    appends: unaryAppends(client),
    settings,
    call: { requiresLeader: true, ...(credentials === undefined ? {} : { credentials }) },
    learned: { cancels: false },
    closing,
  }
}
