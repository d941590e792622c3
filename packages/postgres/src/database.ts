/**
 * A database in use: work on pooled connections, tried again while what stops it can pass.
 *
 * Every error becomes a value here, an idle connection's, too, which would otherwise end the process.
 * Work that is tried again may have been committed the time before, with the answer lost on its way:
 * it must be of the kind that finds this out, or does no harm twice.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { Client, type ClientConfig, Pool } from 'pg'
import {
  type Fault,
  faultOf,
  incompatible,
  type PostgresFailure,
  unavailable,
  type Whereabouts,
} from './failure.ts'
import { defaults, type PostgresOptions } from './options.ts'
import { type Session, sessionOn } from './session.ts'

// ------------------------------------------------------------------- model

/** How work is tried. */
export interface Trying {
  /** Named in a failure: 'write', 'read'. */
  readonly operation: string
  /** Overrides how long to go on trying, in ms. */
  readonly retryForMs?: number
}

type Run = <A>(
  trying: Trying,
  work: (session: Session) => Promise<A>,
) => Promise<Either<PostgresFailure, A>>

/** A connection of one's own, in whatever state one leaves it; nothing on it is tried again. */
export interface Line {
  readonly run: Run
  readonly close: () => Promise<void>
}

/** A database, and the schema in it that is ours. */
export interface Database {
  readonly schema: string
  readonly at: Whereabouts
  readonly run: Run
  /** Connects once more, beside the pool. Ends with the database. */
  readonly line: () => Promise<Either<PostgresFailure, Line>>
  readonly close: () => Promise<void>
}

const FIRST_PAUSE_MS = 5
const LONGEST_PAUSE_MS = 500
const CLOSED = unavailable('closed')

// ------------------------------------------------------------ constructors

/** A database that hasn't been asked anything yet. */
export const databaseOf = (options: PostgresOptions): Either<PostgresFailure, Database> => {
  const schema = options.schema ?? defaults.schema
  if (!SCHEMA.test(schema)) {
    return left(
      incompatible(
        `a schema named '${schema}'`,
        "small letters, digits and '_', a letter first, 40 at most, not pg_ first",
      ),
    )
  }
  const at = whereaboutsOf(options.connectionString)
  if (at === undefined) {
    return left(incompatible('no connection string', 'postgres://user@host:port/database'))
  }
  return right(pooled(options, schema, at))
}

const SCHEMA = /^(?!pg_)[a-z][a-z0-9_]{0,39}$/

/** What the driver makes of a connection string; it doesn't connect. */
const whereaboutsOf = (connectionString: string): Whereabouts | undefined => {
  if (!/^postgres(ql)?:\/\//.test(connectionString)) return undefined
  try {
    const { host, port, database = '', user = '' } = new Client({ connectionString })
    return { server: `${host}:${port}`, database, user }
  } catch {
    // What is thrown here quotes the string, password and all.
    return undefined
  }
}

const configOf = (options: PostgresOptions): ClientConfig => {
  const limitMs = options.statementTimeoutMs ?? defaults.statementTimeoutMs
  return {
    connectionString: options.connectionString,
    connectionTimeoutMillis: options.connectTimeoutMs ?? defaults.connectTimeoutMs,
    keepAlive: true,
    application_name: 'kiemtra',
    ...(limitMs === 0
      ? {}
      : {
          statement_timeout: limitMs,
          lock_timeout: options.lockTimeoutMs ?? defaults.lockTimeoutMs,
          // A client that hangs, or is cut off, lets go of its locks.
          idle_in_transaction_session_timeout: limitMs,
          // A server that doesn't even answer that time is up.
          query_timeout: limitMs + (options.connectTimeoutMs ?? defaults.connectTimeoutMs),
        }),
  }
}

const ignore = (): void => undefined

const poolOf = (options: PostgresOptions): Pool => {
  const max = options.maxConnections ?? defaults.maxConnections
  const pool = new Pool({ ...configOf(options), max })
  // The pool replaces an idle connection that breaks. One in use says so through its statement too.
  pool.on('error', ignore)
  pool.on('connect', (client) => client.on('error', ignore))
  return pool
}

const pooled = (options: PostgresOptions, schema: string, at: Whereabouts): Database => {
  const pool = poolOf(options)
  const pending = new Set<Promise<unknown>>()
  const lines = new Set<Line>()
  let closing: Promise<void> | undefined

  const closeAfterAll = async (): Promise<void> => {
    await Promise.allSettled([...pending])
    for (const line of [...lines]) await line.close()
    await pool.end()
  }

  const underWay = <A>(work: Promise<A>): Promise<A> => {
    const forget = (): void => void pending.delete(work)
    pending.add(work)
    work.then(forget, forget)
    return work
  }

  return {
    schema,
    at,
    run: async (trying, work) => {
      if (closing !== undefined) return left(CLOSED)
      return underWay(tryAgain(options, trying, () => attempt(pool, at, trying.operation, work)))
    },
    line: async () => {
      if (closing !== undefined) return left(CLOSED)
      const opened = await underWay(
        tryAgain(options, { operation: 'read' }, () => openLine(options, at)),
      )
      if (isLeft(opened)) return opened
      const { run, close } = opened.right
      const line: Line = {
        run,
        close: async () => {
          lines.delete(line)
          await close()
        },
      }
      lines.add(line)
      return right(line)
    },
    close: () => (closing ??= closeAfterAll()),
  }
}

const openLine = async (
  options: PostgresOptions,
  at: Whereabouts,
): Promise<Either<Fault, Line>> => {
  const client = new Client(configOf(options))
  client.on('error', ignore)
  try {
    await client.connect()
  } catch (error) {
    return left(faultOf(error, at, 'read'))
  }
  const session = sessionOn(client)
  let closing: Promise<void> | undefined
  return right({
    run: async ({ operation }, work) => {
      if (closing !== undefined) return left(CLOSED)
      try {
        return right(await work(session))
      } catch (error) {
        return left(faultOf(error, at, operation).failure)
      }
    },
    close: () => (closing ??= client.end().catch(ignore)),
  })
}

// --------------------------------------------------------------- behaviour

const attempt = async <A>(
  pool: Pool,
  at: Whereabouts,
  operation: string,
  work: (session: Session) => Promise<A>,
): Promise<Either<Fault, A>> => {
  try {
    const client = await pool.connect()
    try {
      const result = await work(sessionOn(client))
      client.release()
      return right(result)
    } catch (error) {
      // Anything but a plain refusal by the server may have left the connection in the middle.
      client.release(isUnfit(error, at, operation))
      throw error
    }
  } catch (error) {
    return left(faultOf(error, at, operation))
  }
}

const isUnfit = (error: unknown, at: Whereabouts, operation: string): boolean => {
  try {
    return faultOf(error, at, operation).isLost
  } catch {
    return true
  }
}

const tryAgain = async <A>(
  options: PostgresOptions,
  trying: Trying,
  work: () => Promise<Either<Fault, A>>,
): Promise<Either<PostgresFailure, A>> => {
  const retryForMs = trying.retryForMs ?? options.retryForMs ?? defaults.retryForMs
  const pause = options.pause ?? ((ms: number) => sleep(ms))
  const begunMs = performance.now()
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    const outcome = await work()
    if (outcome._tag === 'Right') return outcome
    const { failure, passes } = outcome.left
    if (!passes || performance.now() - begunMs + pauseMs > retryForMs) return left(failure)
    // Half of it by chance, so that two who collide don't go on meeting.
    await pause(pauseMs * (0.5 + Math.random() / 2))
  }
}
