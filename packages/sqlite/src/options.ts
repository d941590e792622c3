/**
 * How a SQLite file is opened; the same for events and read models.
 */

/** A file, and how patient and how large its user is. */
export interface SqliteOptions {
  /** Path of the file. It is created where it is missing; its directory must be there. */
  readonly file: string
  /**
   * How long one attempt may block the event loop for another process's write, in ms. Default 10.
   * Between attempts the event loop is free.
   */
  readonly busyTimeoutMs?: number
  /** How long to go on trying while other processes write, in ms. Default 10 000. */
  readonly retryForMs?: number
  /** The largest size of the file, in bytes; what would grow it further is `StorageFull`. */
  readonly maxFileBytes?: number
  /** How to wait between attempts; tests give their own. */
  readonly pause?: (ms: number) => Promise<void>
}

/** {@link SqliteOptions}, and what only an event store has. */
export interface SqliteEventStoreOptions extends SqliteOptions {
  /** How often a waiting subscription looks for other processes' appends, in ms. Default 25. */
  readonly pollMs?: number
  /**
   * The largest event, data and meta as JSON, in bytes; a larger one is `TooLarge`. Default 64 MiB.
   * SQLite's own limit is a billion bytes, far beyond what one tick should write.
   */
  readonly maxEventBytes?: number
}

/** What stands where an option is left out. */
export const defaults = {
  busyTimeoutMs: 10,
  retryForMs: 10_000,
  pollMs: 25,
  maxEventBytes: 64 * 1024 * 1024,
} as const
