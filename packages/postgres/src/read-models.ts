/**
 * The read-model store in PostgreSQL.
 *
 * Keeps every promise of the port, between processes and machines. Rows are JSON; SQL users read the
 * typed views (see `views.ts`), with any client.
 */
import type { Column, ReadModelFailure, ReadModelStore, ReadModelWriter } from '@kiemtra/runtime'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { type Database, databaseOf } from './database.ts'
import type { PostgresFailure } from './failure.ts'
import { inSchema, type Name, rowsName } from './names.ts'
import type { PostgresOptions } from './options.ts'
import { pageOf, statementOf } from './row-query.ts'
import { prepareSchema } from './schema.ts'
import { integer, optionalText, type Session, text } from './session.ts'
import { isStorable, parseStored } from './text.ts'
import {
  checkpointOf,
  claim,
  type Claim,
  columnsIn,
  commit,
  commitBehind,
  linksOf,
  prepareBatch,
  rowsOf,
} from './writer.ts'

/** A read-model store in a schema of a database. */
export interface PostgresReadModels extends ReadModelStore {
  /** The schema that holds tables and views. */
  readonly schema: string
}

/**
 * Opens the read models in a database, and sets its schema up where it is empty or missing.
 *
 * Fails with `Unavailable` where no server answers or the database is missing, with `AccessDenied`
 * where role or password are refused, or the role may not do what it must; with `Incompatible` where
 * the schema is another program's or a newer version's.
 *
 * @example
 * const opened = await postgresReadModels({ connectionString: 'postgres://127.0.0.1:1/none' })()
 * E.isLeft(opened) && opened.left
 * // => { _tag: 'Unavailable', reason: 'no PostgreSQL answers at 127.0.0.1:1: is it running, is the port right?' }
 */
export const postgresReadModels =
  (options: PostgresOptions): TaskEither<PostgresFailure, PostgresReadModels> =>
  async () => {
    const made = databaseOf(options)
    if (isLeft(made)) return made
    const database = made.right
    // A wrong address should be told at once, so what passes isn't waited for.
    const prepared = await database.run({ operation: 'set up', retryForMs: 0 }, (session) =>
      prepareSchema(session, database.schema),
    )
    if (!isLeft(prepared)) return right(readModelsOf(database))
    await database.close()
    return prepared
  }

const readModelsOf = (database: Database): PostgresReadModels => ({
  schema: database.schema,
  claim: (table) => async () => {
    const claimed = await database.run({ operation: 'write' }, (session) =>
      claim(session, database.schema, table),
    )
    return isLeft(claimed) ? claimed : right(writerOf(database, claimed.right))
  },
  checkpoint: (name) => reading(database, name, async (_, found) => found.checkpoint),
  row: (name, key) =>
    reading(database, name, async (session, { rows }) => {
      if (!isStorable(key)) return undefined
      const [row] = await session.query(`SELECT row FROM ${rows} WHERE key = $1`, [key])
      return row === undefined ? undefined : parseStored(text(row, 'row'))
    }),
  query: (name, query = {}) =>
    reading(database, name, async (session, { id, rows, columns }) => {
      const statement = statementOf(rows, columns, query)
      // One statement is one snapshot: the rows stand at this checkpoint.
      const found = await session.query(
        `SELECT mine.checkpoint, page.* FROM ${database.schema}.kiemtra_read_models AS mine
          LEFT JOIN LATERAL (${statement.sql}) AS page ON true
          WHERE mine.id = ${id}`,
        statement.parameters,
      )
      const [first] = found
      const page = found.filter((row) => optionalText(row, 'key') !== undefined)
      return {
        ...pageOf(page, statement, query),
        position: checkpointOf(optionalText(first, 'checkpoint')),
      }
    }),
  close: () => database.close(),
})

const writerOf = (database: Database, claimed: Claim): ReadModelWriter => {
  let { isBehind } = claimed

  const checked =
    <A>(operation: string, work: (session: Session) => Promise<Either<ReadModelFailure, A>>) =>
    async (): Promise<Either<ReadModelFailure, A>> => {
      const done = await database.run({ operation }, work)
      return isLeft(done) ? done : done.right
    }

  return {
    epoch: claimed.epoch,
    checkpoint: claimed.checkpoint,
    rows: (keys) => checked('read', (session) => rowsOf(session, claimed, keys)),
    links: (streams) => checked('read', (session) => linksOf(session, claimed, streams)),
    commit: (batch) => async () => {
      const prepared = prepareBatch(batch)
      if (!isBehind) return checked('write', (session) => commit(session, claimed, prepared))()
      const done = await checked('write', (session) => commitBehind(session, claimed, prepared))()
      if (isLeft(done)) return done
      isBehind = done.right.isBehind
      return right(undefined)
    },
  }
}

/** A table as it stands. */
interface Found {
  readonly id: number
  readonly rows: string
  readonly columns: ReadonlyArray<Column>
  readonly checkpoint: ReturnType<typeof checkpointOf>
}

/** Finds a table, and reads it on the same connection. */
const reading =
  <A>(
    database: Database,
    name: Name,
    read: (session: Session, found: Found) => Promise<A>,
  ): TaskEither<ReadModelFailure, A> =>
  async () => {
    const unknown: ReadModelFailure = {
      _tag: 'UnknownTable',
      table: name.name,
      version: name.version,
    }
    if (!isStorable(name.name)) return left(unknown)
    const done = await database.run(
      { operation: 'read' },
      async (session): Promise<Either<ReadModelFailure, A>> => {
        const [found] = await session.query(
          `SELECT id, columns, checkpoint FROM ${database.schema}.kiemtra_read_models
            WHERE name = $1 AND version = $2::double precision`,
          [name.name, name.version],
        )
        if (found === undefined) return left(unknown)
        return right(
          await read(session, {
            id: integer(found, 'id'),
            rows: inSchema(database.schema, rowsName(name)),
            columns: columnsIn(text(found, 'columns')),
            checkpoint: checkpointOf(optionalText(found, 'checkpoint')),
          }),
        )
      },
    )
    return isLeft(done) ? done : done.right
  }
