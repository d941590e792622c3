/**
 * A file in use: what each store does on its own connection, tried again while others write.
 *
 * One connection a store, also where events and read models share a file in one process: every
 * transaction here begins and ends within one tick, so two connections never meet, and each store
 * closes by itself. Rejected: one shared connection, found by path, which a symbolic link fools.
 * Node's SQLite is synchronous. SQLite itself waits a few ms for another process's lock; beyond
 * that the waiting is asynchronous, with growing pauses, up to a budget.
 */
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { type Connection, open } from './connection.ts'
import { type Fault, faultOf, incompatible, type SqliteFailure, unavailable } from './failure.ts'
import { defaults, type SqliteOptions } from './options.ts'

// ------------------------------------------------------------------- model

/** A failure that leaves it open whether a write is in the file. */
export type InDoubt = Extract<Fault, { readonly _tag: 'InDoubt' }>

/** How an operation is tried. */
export interface Trying {
  /** Named in a failure: 'append to', 'read'. */
  readonly operation: string
  readonly signal?: AbortSignal | undefined
  /** Whether nobody waits for it any more; asked before each attempt. */
  readonly isOver?: () => boolean
  /** Overrides how long to go on trying, in ms. */
  readonly retryForMs?: number
}

/** An open file. */
export interface Database {
  readonly file: string
  /** Runs work in one tick; again, later, as long as the file is busy. */
  readonly run: <A>(
    trying: Trying,
    work: (connection: Connection) => A,
  ) => Promise<Either<SqliteFailure | InDoubt, A>>
  /** Runs work now, or says that it can't. */
  readonly now: <A>(trying: Trying, work: (connection: Connection) => A) => Either<Fault, A>
  /** The file, opened once more as it was: for a transaction that lasts. */
  readonly another: () => Promise<Either<SqliteFailure, Database>>
  /** Lets `close` wait for a promise. */
  readonly underWay: <A>(work: Promise<A>) => Promise<A>
  readonly isClosed: () => boolean
  readonly close: () => Promise<void>
}

const LONGEST_PAUSE_MS = 50
const CLOSED = unavailable('closed')
const ABORTED = unavailable('aborted')

// ------------------------------------------------------------ constructors

/** Opens a file, waiting for who else opens it; `isKnown` where it is open already. */
export const openDatabase = async (
  options: SqliteOptions,
  isKnown = false,
): Promise<Either<SqliteFailure, Database>> => {
  if (options.file === '' || options.file.startsWith(':')) {
    return left(incompatible(`the file name '${options.file}'`, 'the path of a file'))
  }
  // An absolute path is never taken for a URI or for SQLite's special names.
  const file = resolve(options.file)
  const opened = await tryAgain(options, { operation: 'open' }, file, () =>
    right(
      open({
        file,
        isKnown,
        busyTimeoutMs: options.busyTimeoutMs ?? defaults.busyTimeoutMs,
        maxFileBytes: options.maxFileBytes,
      }),
    ),
  )
  if (opened._tag === 'Left') return left(certain(opened.left))
  return right(databaseOf(options, file, opened.right))
}

const databaseOf = (options: SqliteOptions, file: string, connection: Connection): Database => {
  const pending = new Set<Promise<unknown>>()
  let closing: Promise<void> | undefined

  const underWay = <A>(work: Promise<A>): Promise<A> => {
    const forget = (): void => void pending.delete(work)
    pending.add(work)
    work.then(forget, forget)
    return work
  }

  const closeAfterAll = async (): Promise<void> => {
    await Promise.allSettled([...pending])
    connection.close()
  }

  return {
    file,
    underWay,
    run: async (trying, work) => {
      if (closing !== undefined) return left(CLOSED)
      return underWay(tryAgain(options, trying, file, () => right(work(connection))))
    },
    now: (trying, work) =>
      closing === undefined ? attempt(trying, file, () => right(work(connection))) : left(CLOSED),
    another: () => openDatabase(options, true),
    isClosed: () => closing !== undefined,
    close: () => (closing ??= closeAfterAll()),
  }
}

// --------------------------------------------------------------- behaviour

const attempt = <A>(
  { operation, signal, isOver }: Trying,
  file: string,
  work: () => Either<Fault, A>,
): Either<Fault, A> => {
  if (signal?.aborted === true || isOver?.() === true) return left(ABORTED)
  try {
    return work()
  } catch (error) {
    return left(faultOf(error, file, operation))
  }
}

/**
 * The budget counts what was asked for, not a clock: pauses, and SQLite's own waiting. The first
 * attempt is made in the caller's tick.
 */
const tryAgain = async <A>(
  options: SqliteOptions,
  trying: Trying,
  file: string,
  work: () => Either<Fault, A>,
): Promise<Either<SqliteFailure | InDoubt, A>> => {
  const busyTimeoutMs = options.busyTimeoutMs ?? defaults.busyTimeoutMs
  const retryForMs = trying.retryForMs ?? options.retryForMs ?? defaults.retryForMs
  const pause = options.pause ?? ((ms: number) => sleep(ms))
  let waitedMs = 0
  for (let pauseMs = 1; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    const outcome = attempt(trying, file, work)
    if (outcome._tag === 'Right') return outcome
    const fault = outcome.left
    if (fault._tag !== 'Busy') return left(fault)
    waitedMs += busyTimeoutMs
    if (waitedMs + pauseMs > retryForMs) {
      return left(unavailable(`${file} was locked by another process for ${retryForMs} ms`))
    }
    // Half of it by chance, so that two who wait don't go on meeting.
    await pause(pauseMs * (0.5 + Math.random() / 2))
    waitedMs += pauseMs
  }
}

/** A failure in which nothing was at stake, or a repeat does no harm. */
export const certain = (failure: SqliteFailure | InDoubt): SqliteFailure =>
  failure._tag === 'InDoubt' ? unavailable(failure.reason) : failure
