/**
 * What the adapter can be told, with what it does when it isn't.
 */
import type { Pause } from '@kiemtra/runtime'
import type { Credentials, EventStoreDBClient } from './client.ts'
import type { SubscriptionNotice } from './notice.ts'

/** How an adapter behaves. */
export interface EventStoreDBOptions {
  /** A client of either package; the adapter disposes of it when it is closed. */
  readonly client: EventStoreDBClient
  /** The user of every call, instead of the one in the connection string. */
  readonly credentials?: Credentials
  /** How long a failing call is repeated, in milliseconds: longer than a failover. Default 30,000. */
  readonly retryForMs?: number
  /** How long one attempt to append may take, in milliseconds. Default 5,000. */
  readonly deadlineMs?: number
  /** The largest append, in bytes of data, metadata and types. Default 1 MiB, as servers before 25.1. */
  readonly maxAppendBytes?: number
  /** Appends under way at once; more of them wait. Default 256. */
  readonly maxConcurrentAppends?: number
  /** How often a quiet subscription compares itself with the log, at least, in milliseconds. Default 1,000. */
  readonly probeEveryMs?: number
  /** Told what becomes of subscriptions; see {@link SubscriptionNotice}. */
  readonly observe?: (notice: SubscriptionNotice) => void
  /** Waits between attempts. Default: a timer. */
  readonly pause?: Pause
  /** A number from 0 to below 1, for jitter. Default `Math.random`. */
  readonly random?: () => number
}

/** The options with their defaults. */
export type Settings = Required<Omit<EventStoreDBOptions, 'credentials' | 'pause' | 'client'>> &
  Pick<EventStoreDBOptions, 'credentials' | 'pause' | 'client'>

/** Fills in what wasn't said. */
export const settingsOf = (options: EventStoreDBOptions): Settings => ({
  retryForMs: 30_000,
  deadlineMs: 5_000,
  maxAppendBytes: 1024 * 1024,
  maxConcurrentAppends: 256,
  probeEveryMs: 1_000,
  observe: () => undefined,
  random: Math.random,
  ...options,
})
