/**
 * How a PostgreSQL database is reached, and how patient its user is.
 */

/** A database, and a schema in it. */
export interface PostgresOptions {
  /**
   * `postgres://user:password@host:port/database`, with `?sslmode=…` where the server asks for TLS.
   * What it leaves out comes from `PGHOST`, `PGPORT`, `PGUSER`, `PGPASSWORD`, `PGDATABASE` or
   * `~/.pgpass`. It never appears in a failure.
   */
  readonly connectionString: string
  /**
   * The schema that holds tables and views, of its own. It is created where it is missing and the
   * role may; an empty one is set up. Default `kiemtra`.
   */
  readonly schema?: string
  /** The most connections at a time. Default 4. */
  readonly maxConnections?: number
  /** How long a connection may take to come about, in ms. Default 5 000. */
  readonly connectTimeoutMs?: number
  /**
   * How long one statement may take, in ms. Default 30 000. 0: as long as the server allows; then
   * nothing is asked for at connecting, as PgBouncer wants it.
   */
  readonly statementTimeoutMs?: number
  /** How long one attempt may wait for a lock that others hold, in ms. Default 2 000. */
  readonly lockTimeoutMs?: number
  /**
   * How long to go on trying while connections break, locks are held or transactions collide, in
   * ms. Default 10 000.
   */
  readonly retryForMs?: number
  /** How to wait between attempts; tests give their own. */
  readonly pause?: (ms: number) => Promise<void>
}

/** What stands where an option is left out. */
export const defaults = {
  schema: 'kiemtra',
  maxConnections: 4,
  connectTimeoutMs: 5_000,
  statementTimeoutMs: 30_000,
  lockTimeoutMs: 2_000,
  retryForMs: 10_000,
} as const
