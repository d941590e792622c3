/**
 * The event store in a SQLite file.
 *
 * Keeps every promise of the port. What is acknowledged is on the disk (WAL, `synchronous=FULL`);
 * several processes may append and subscribe to one file; an event never changes, also not by SQL.
 */
import { isLeft, isRight, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { AppendFailure, EventStore } from '@kiemtra/runtime'
import { append, prepare } from './append.ts'
import { backupTo } from './backup.ts'
import { certain, type Database, openDatabase } from './database.ts'
import { type SqliteFailure, unavailable } from './failure.ts'
import { defaults, type SqliteEventStoreOptions } from './options.ts'
import { reading } from './read.ts'
import { positionAt } from './stored.ts'
import { headRowid, subscribeTo } from './subscribe.ts'
import { type Watch, watch } from './watch.ts'

/** An event store in a file, which can be backed up. */
export interface SqliteEventStore extends EventStore {
  /** The file's absolute path. */
  readonly file: string
  /**
   * Copies the whole file (events, read models, checkpoints) as it stands now to a new file, while
   * everyone goes on working. Never overwrites: an existing path is `Unavailable`.
   */
  readonly backup: (to: string) => TaskEither<SqliteFailure, void>
}

/**
 * Opens the event store in a file, creating the file where it is missing.
 *
 * A file of another application, a newer schema, a missing directory, a lack of rights: each is a
 * failure that says what was found and what to do, and leaves the file as it was.
 *
 * @example
 * const opened = await sqliteEventStore({ file: 'kiemtra.db' })()
 * if (E.isRight(opened)) {
 *   const handle = commandHandler({ events: opened.right })
 *   typeof handle // => 'function'
 *   await opened.right.close()
 * }
 * // A failure is a value that says what was found.
 * const missing = await sqliteEventStore({ file: 'no/such/folder/kiemtra.db' })()
 * E.isLeft(missing) && missing.left._tag // => 'Unavailable'
 */
export const sqliteEventStore =
  (options: SqliteEventStoreOptions): TaskEither<SqliteFailure, SqliteEventStore> =>
  async () => {
    const opened = await openDatabase(options)
    return isLeft(opened) ? opened : right(eventStoreOf(opened.right, options))
  }

/** The event store over an open file. */
export const eventStoreOf = (
  database: Database,
  options: SqliteEventStoreOptions,
): SqliteEventStore => {
  const { pollMs = defaults.pollMs, maxEventBytes = defaults.maxEventBytes } = options
  const watching = watch(pollMs, () => dataVersion(database))

  return {
    file: database.file,
    read: (stream, readOptions = {}) => ({
      [Symbol.asyncIterator]: () => reading(database, stream, readOptions),
    }),
    append: (stream, expected, events, appendOptions) => async () => {
      const prepared = prepare(stream, events, maxEventBytes)
      if (isLeft(prepared)) return prepared
      const trying = { operation: 'append to', signal: appendOptions?.signal }
      const done = await database.run(trying, (connection) => {
        const written = append(connection, stream, expected, prepared.right)
        if (isRight(written)) watching.notify()
        return written
      })
      return isLeft(done) ? left(appendFailure(done.left, stream)) : done.right
    },
    subscribe: (subscribeOptions) => subscribeTo(database, watching, subscribeOptions),
    head: () => async () => {
      const found = await database.run({ operation: 'read' }, headRowid)
      if (isLeft(found)) return left(certain(found.left))
      return right(found.right === 0 ? undefined : positionAt(found.right))
    },
    backup: (to) => async () =>
      database.isClosed()
        ? left(unavailable('closed'))
        : database.underWay(backupTo(database.file, to)),
    close: () => closing(database, watching),
  }
}

const closing = (database: Database, watching: Watch): Promise<void> => {
  const closed = database.close()
  // Subscriptions that wait find the store closed and end.
  watching.notify()
  return closed
}

/** Differs after each commit by another connection; a failure counts as a change, which then shows. */
const dataVersion = (database: Database): unknown => {
  const found = database.now({ operation: 'read' }, (connection) =>
    connection.get('PRAGMA data_version'),
  )
  return isLeft(found) ? found : found.right?.['data_version']
}

const appendFailure = (failure: Parameters<typeof certain>[0], stream: string): AppendFailure =>
  failure._tag === 'InDoubt' ? { _tag: 'OutcomeUnknown', stream, attempts: 1 } : failure
