/**
 * The read-model store in a SQLite file, which may be the events' own.
 *
 * Keeps every promise of the port, between processes too. Rows are JSON; SQL users read the typed
 * views (see `tables.ts`), from any program that opens SQLite files.
 */
import { positionOf, type Position } from '@kiemtra/kernel'
import type {
  ReadModelFailure,
  ReadModelStore,
  ReadModelTable,
  ReadModelWriter,
} from '@kiemtra/runtime'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { type Connection, optionalText, type Row, text, transaction } from './connection.ts'
import { certain, type Database, openDatabase } from './database.ts'
import type { SqliteFailure } from './failure.ts'
import type { SqliteOptions } from './options.ts'
import { pageOf } from './row-query.ts'
import { rowsTable } from './tables.ts'
import { claim, type Claim, commit, linksOf, prepareBatch, rowsOf } from './writer.ts'

/** A read-model store in a file. */
export interface SqliteReadModels extends ReadModelStore {
  /** The file's absolute path. */
  readonly file: string
}

/**
 * Opens the read models in a file, creating the file where it is missing. Fails as
 * `sqliteEventStore` does.
 *
 * @example
 * const opened = await sqliteReadModels({ file: 'kiemtra.db' })()
 * E.isRight(opened) // => true
 * if (E.isRight(opened)) await opened.right.close()
 */
export const sqliteReadModels =
  (options: SqliteOptions): TaskEither<SqliteFailure, SqliteReadModels> =>
  async () => {
    const opened = await openDatabase(options)
    return isLeft(opened) ? opened : right(readModelsOf(opened.right))
  }

type Name = Pick<ReadModelTable, 'name' | 'version'>

const readModelsOf = (database: Database): SqliteReadModels => ({
  file: database.file,
  claim: (table) => async () => {
    const claimed = await database.run({ operation: 'write' }, (connection) =>
      claim(connection, table),
    )
    return isLeft(claimed) ? left(certain(claimed.left)) : right(writerOf(database, claimed.right))
  },
  checkpoint: (name) => reading(database, name, (_, found) => checkpointOf(found)),
  row: (name, key) => {
    const sql = `SELECT row FROM ${rowsTable(name)} WHERE key = ?`
    return reading(database, name, (connection) => {
      const found = connection.get(sql, key)
      const row: unknown = found === undefined ? undefined : JSON.parse(text(found, 'row'))
      return row
    })
  },
  query: (name, query = {}) =>
    reading(database, name, (connection, found) => ({
      ...pageOf(connection, rowsTable(name), query),
      position: checkpointOf(found),
    })),
  close: () => database.close(),
})

const writerOf = (database: Database, claimed: Claim): ReadModelWriter => {
  const checked =
    <A>(operation: string, work: (connection: Connection) => Either<ReadModelFailure, A>) =>
    async (): Promise<Either<ReadModelFailure, A>> => {
      const done = await database.run({ operation }, work)
      return isLeft(done) ? left(certain(done.left)) : done.right
    }
  return {
    epoch: claimed.epoch,
    checkpoint: claimed.checkpoint === undefined ? undefined : positionOf(claimed.checkpoint),
    rows: (keys) => checked('read', (connection) => rowsOf(connection, claimed, keys)),
    links: (streams) => checked('read', (connection) => linksOf(connection, claimed, streams)),
    commit: (batch) => async () => {
      const prepared = prepareBatch(batch)
      return checked('write', (connection) => commit(connection, claimed, prepared))()
    },
  }
}

const FIND = 'SELECT name, checkpoint FROM kiemtra_read_models WHERE name = ? AND version = ?'

/** Reads a table and its checkpoint in one transaction. */
const reading =
  <A>(
    database: Database,
    name: Name,
    read: (connection: Connection, found: Row) => A,
  ): TaskEither<ReadModelFailure, A> =>
  async () => {
    const done = await database.run({ operation: 'read' }, (connection) =>
      transaction(connection, 'read', (): Either<ReadModelFailure, A> => {
        const found = connection.get(FIND, name.name, name.version)
        if (found === undefined || text(found, 'name') !== name.name) {
          return left({ _tag: 'UnknownTable', table: name.name, version: name.version })
        }
        return right(read(connection, found))
      }),
    )
    return isLeft(done) ? left(certain(done.left)) : done.right
  }

const checkpointOf = (found: Row): Position | undefined => {
  const checkpoint = optionalText(found, 'checkpoint')
  return checkpoint === undefined ? undefined : positionOf(checkpoint)
}
