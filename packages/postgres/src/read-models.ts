/**
 * The read-model store in PostgreSQL.
 *
 * Keeps every promise of the port, between processes and machines. Rows are JSON; SQL users read the
 * typed views (see `views.ts`), with any client.
 */
import type { ReadModelFailure, ReadModelStore, ReadModelWriter } from '@kiemtra/runtime'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { prepareBatch } from './batch.ts'
import { build } from './builder.ts'
import { type Database, databaseOf } from './database.ts'
import { codeOf, type PostgresFailure, UNDEFINED_TABLE } from './failure.ts'
import { inSchema, type Name } from './names.ts'
import { oldVersionsIn } from './old-versions.ts'
import type { PostgresOptions } from './options.ts'
import { checkpointIn, find, type Registered } from './registry.ts'
import { pageOf, statementOf } from './row-query.ts'
import { scanning } from './scan.ts'
import { prepareSchema } from './schema.ts'
import { optionalText, type Session, text } from './session.ts'
import { skippedOf } from './skipped.ts'
import { isStorable, parseStored } from './text.ts'
import { claim, type Claim, commit, commitBehind, linksOf, renew, rowsOf } from './writer.ts'

/** A read-model store in a schema of a database. */
export interface PostgresReadModels extends ReadModelStore {
  /** The schema that holds tables and views. */
  readonly schema: string
  /** Where that is, for people: `inspections on db.example:5432`. */
  readonly database: string
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
 * // => { _tag: 'Unavailable', reason: 'no PostgreSQL answers at 127.0.0.1:1: start it, or correct the address' }
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
  database: `${database.at.database} on ${database.at.server}`,
  claim: (table) => async () => {
    const claimed = await database.run({ operation: 'write' }, (session) =>
      claim(session, database.schema, table),
    )
    return isLeft(claimed) ? claimed : right(writerOf(database, claimed.right))
  },
  build: (table) => () => build(database, table),
  checkpoint: (name) => reading(database, name, async (_, found) => found.checkpoint),
  row: (name, key) =>
    reading(database, name, async (session, { rows }) => {
      if (!isStorable(key)) return undefined
      const from = inSchema(database.schema, rows)
      const [row] = await session.query(`SELECT row FROM ${from} WHERE key = $1`, [key])
      return row === undefined ? undefined : parseStored(text(row, 'row'))
    }),
  query: (name, query = {}) =>
    reading(database, name, async (session, { id, generation, rows, columns }) => {
      const statement = statementOf(inSchema(database.schema, rows), columns, query)
      // One statement is one snapshot: the rows stand at this checkpoint.
      const found = await session.query(
        `SELECT mine.live, mine.checkpoint, page.*
          FROM ${database.schema}.kiemtra_read_models AS mine
          LEFT JOIN LATERAL (${statement.sql}) AS page ON true
          WHERE mine.id = ${id}`,
        statement.parameters,
      )
      const [first] = found
      if (first?.['live'] !== generation) return AGAIN
      const page = found.filter((row) => optionalText(row, 'key') !== undefined)
      return { ...pageOf(page, statement, query), position: checkpointIn(first) }
    }),
  scan: (name) =>
    scanning(database, async (session) => {
      const found = await find(session, database.schema, name)
      return found === undefined ? left(unknown(name)) : right(found)
    }),
  skipped: (name) =>
    reading(database, name, (session, { id }) => skippedOf(session, database.schema, id)),
  oldVersions: oldVersionsIn(database),
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
      isBehind = done.right
      return right(undefined)
    },
    renew: () => async () => {
      const renewed = await checked('read', (session) => renew(session, claimed))()
      return isLeft(renewed) ? renewed : right(writerOf(database, renewed.right))
    },
  }
}

/** What a reading answers when a rebuild has swapped the rows under it. */
const AGAIN = Symbol('again')
/** How often a reading looks for rows that are dropped under it. */
const LOOKS = 10

const unknown = ({ name, version }: Name): ReadModelFailure => ({
  _tag: 'UnknownTable',
  table: name,
  version,
})

/** Finds a table, and reads it on the same connection; again where a rebuild has come between. */
const reading =
  <A>(
    database: Database,
    name: Name,
    read: (session: Session, found: Registered) => Promise<A | typeof AGAIN>,
  ): TaskEither<ReadModelFailure, A> =>
  async () => {
    if (!isStorable(name.name)) return left(unknown(name))
    const done = await database.run(
      { operation: 'read' },
      async (session): Promise<Either<ReadModelFailure, A>> => {
        for (let look = 1; ; look++) {
          const found = await find(session, database.schema, name)
          if (found === undefined) return left(unknown(name))
          try {
            const answer = await read(session, found)
            if (answer !== AGAIN) return right(answer)
          } catch (error) {
            if (codeOf(error) !== UNDEFINED_TABLE || look === LOOKS) throw error
          }
        }
      },
    )
    return isLeft(done) ? done : done.right
  }
