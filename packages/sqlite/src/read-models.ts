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
import { build } from './builder.ts'
import { type Connection, text, transaction } from './connection.ts'
import { certain, type Database, openDatabase } from './database.ts'
import type { SqliteFailure } from './failure.ts'
import { oldVersionsIn } from './old-versions.ts'
import type { SqliteOptions } from './options.ts'
import { find, type Registered } from './registry.ts'
import { pageOf } from './row-query.ts'
import { scanning } from './scan.ts'
import { skippedOf } from './skipped.ts'
import { quoted } from './tables.ts'
import {
  claim,
  type Claim,
  commit,
  linksAt,
  prepareBatch,
  readFor,
  renew,
  rowsAt,
} from './writer.ts'

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
  build: (table) => () => build(database, table),
  checkpoint: (name) => reading(database, name, (_, found) => checkpointOf(found)),
  row: (name, key) =>
    reading(database, name, (connection, { rows }) => {
      const found = connection.get(`SELECT row FROM ${quoted(rows)} WHERE key = ?`, key)
      const row: unknown = found === undefined ? undefined : JSON.parse(text(found, 'row'))
      return row
    }),
  query: (name, query = {}) =>
    reading(database, name, (connection, found) => ({
      ...pageOf(connection, quoted(found.rows), query),
      position: checkpointOf(found),
    })),
  scan: (name) => scanning(database, (connection) => known(connection, name)),
  skipped: (name) => reading(database, name, (connection, { id }) => skippedOf(connection, id)),
  oldVersions: oldVersionsIn(database),
  close: () => database.close(),
})

const writerOf = (database: Database, claimed: Claim): ReadModelWriter => {
  const checked =
    <A>(operation: string, work: (connection: Connection) => Either<ReadModelFailure, A>) =>
    async (): Promise<Either<ReadModelFailure, A>> => {
      const done = await database.run({ operation }, work)
      return isLeft(done) ? left(certain(done.left)) : done.right
    }
  const reads = <A>(read: (connection: Connection) => A) =>
    checked('read', (connection) => readFor(connection, claimed, () => read(connection)))
  return {
    epoch: claimed.epoch,
    checkpoint: checkpointOf(claimed),
    rows: (keys) => reads((connection) => rowsAt(connection, claimed, keys)),
    links: (streams) => reads((connection) => linksAt(connection, claimed, streams)),
    commit: (batch) => async () => {
      const prepared = prepareBatch(batch)
      return checked('write', (connection) => commit(connection, claimed, batch, prepared))()
    },
    renew: () => async () => {
      const renewed = await checked('read', (connection) => renew(connection, claimed))()
      return isLeft(renewed) ? renewed : right(writerOf(database, renewed.right))
    },
  }
}

const known = (connection: Connection, name: Name): Either<ReadModelFailure, Registered> => {
  const found = find(connection, name)
  return found === undefined
    ? left({ _tag: 'UnknownTable', table: name.name, version: name.version })
    : right(found)
}

/** Reads a table and its checkpoint in one transaction. */
const reading =
  <A>(
    database: Database,
    name: Name,
    read: (connection: Connection, found: Registered) => A,
  ): TaskEither<ReadModelFailure, A> =>
  async () => {
    const done = await database.run({ operation: 'read' }, (connection) =>
      transaction(connection, 'read', (): Either<ReadModelFailure, A> => {
        const found = known(connection, name)
        return isLeft(found) ? found : right(read(connection, found.right))
      }),
    )
    return isLeft(done) ? left(certain(done.left)) : done.right
  }

const checkpointOf = ({ checkpoint }: Pick<Registered, 'checkpoint'>): Position | undefined =>
  checkpoint === undefined ? undefined : positionOf(checkpoint)
