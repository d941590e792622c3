/**
 * One connection to one of our files, with every setting that a promise rests on set and read back.
 *
 * A file that isn't ours, or is newer, is refused before SQLite touches it. A new file is set up in
 * one transaction, so of two processes that open it at once one does the work and the other finds
 * it done. `open` throws SQLite's errors, busy ones among them: `Database` tries again.
 */
import {
  DatabaseSync,
  type SQLInputValue,
  type SQLOutputValue,
  type StatementSync,
} from 'node:sqlite'
import { CommitError, FailureError, incompatible } from './failure.ts'
import { checkHeader, checkVersion } from './header.ts'
import { APPLICATION_ID, migrations, SCHEMA_VERSION, schemaObjects } from './schema.ts'

// ------------------------------------------------------------------- model

/** A row as SQLite gives it. */
export type Row = Readonly<Record<string, SQLOutputValue>>

/** An open connection. Its functions run at once and throw SQLite's errors. */
export interface Connection {
  readonly exec: (sql: string) => void
  readonly all: (sql: string, ...parameters: ReadonlyArray<SQLInputValue>) => ReadonlyArray<Row>
  /** As `all`, the values of a row in a list: for many rows, a third faster than under their names. */
  readonly lists: (
    sql: string,
    ...parameters: ReadonlyArray<SQLInputValue>
  ) => ReadonlyArray<ReadonlyArray<unknown>>
  readonly get: (sql: string, ...parameters: ReadonlyArray<SQLInputValue>) => Row | undefined
  readonly run: (sql: string, ...parameters: ReadonlyArray<SQLInputValue>) => void
  /** Sets whether a commit waits for the disk; not within a transaction. */
  readonly sync: (level: 'FULL' | 'NORMAL') => void
  readonly isTransaction: () => boolean
  readonly close: () => void
}

/** What opening needs. */
export interface OpenOptions {
  /** Whether this process has the file open already: then it is ours, and set up. */
  readonly isKnown?: boolean
  readonly file: string
  readonly busyTimeoutMs: number
  readonly maxFileBytes?: number | undefined
}

// ------------------------------------------------------------ constructors

/** Opens a file; see the module. */
export const open = (options: OpenOptions): Connection => {
  const { file, isKnown = false } = options
  if (!isKnown) checkHeader(file)
  const database = new DatabaseSync(file, {
    timeout: options.busyTimeoutMs,
    enableForeignKeyConstraints: true,
    enableDoubleQuotedStringLiterals: false,
    allowExtension: false,
    // Node before 24.12 doesn't know it and passes it over.
    defensive: true,
  })
  const connection = connectionOf(database)
  try {
    // Whoever is only to read takes no lock for it.
    if (isKnown) checkVersion(file, versionOf(connection))
    else migrate(connection, file)
    configure(connection, file, options.maxFileBytes)
    checkSchema(connection, file)
    return connection
  } catch (error) {
    database.close()
    throw error
  }
}

const connectionOf = (database: DatabaseSync): Connection => {
  // A statement is parsed once for all its uses; there are few, as all values are parameters.
  const [statements, listing] = [new Map<string, StatementSync>(), new Map<string, StatementSync>()]
  const prepared = (sql: string, among = statements): StatementSync => {
    const known = among.get(sql)
    if (known !== undefined) return known
    const fresh = database.prepare(sql)
    if (among === listing) fresh.setReturnArrays(true)
    among.set(sql, fresh)
    return fresh
  }
  let synchronous = 'FULL'
  return {
    exec: (sql) => database.exec(sql),
    sync: (level) => {
      if (level === synchronous) return
      database.exec(`PRAGMA synchronous = ${level}`)
      synchronous = level
    },
    all: (sql, ...parameters) => prepared(sql).all(...parameters),
    lists: (sql, ...parameters) => {
      const rows: ReadonlyArray<unknown> = prepared(sql, listing).all(...parameters)
      // Node's types don't say it of such statements.
      if (!rows.every(isList)) throw new TypeError('a row that is no list')
      return rows
    },
    get: (sql, ...parameters) => prepared(sql).get(...parameters),
    run: (sql, ...parameters) => void prepared(sql).run(...parameters),
    isTransaction: () => database.isTransaction,
    close: () => {
      statements.clear()
      listing.clear()
      database.close()
    },
  }
}

const isList = (row: unknown): row is ReadonlyArray<unknown> => Array.isArray(row)

// --------------------------------------------------------------- behaviour

/**
 * Runs work in a transaction: 'write' takes the writer's lock first, so that what work reads still
 * holds when it writes; 'read' sees one state throughout. Whatever fails leaves no transaction open.
 *
 * 'unsynced' writes as well, but its commit need not be on the disk yet: the next 'write' takes it
 * along. The WAL is one file, written in order: a sync for any commit, on any connection, is one for
 * all before it, and what copies the WAL into the file syncs it first. So the power can take the last
 * of such commits, never one from the middle, and never one that was acknowledged as durable. A
 * process that dies takes none: they are the system's by then. Each transaction sets what it needs
 * before it begins, so nothing that goes wrong in one can leave the next without its sync.
 */
export const transaction = <A>(
  connection: Pick<Connection, 'exec' | 'sync' | 'isTransaction'>,
  mode: 'read' | 'write' | 'unsynced',
  work: () => A,
): A => {
  if (mode !== 'read') connection.sync(mode === 'write' ? 'FULL' : 'NORMAL')
  connection.exec(mode === 'read' ? 'BEGIN' : 'BEGIN IMMEDIATE')
  try {
    const result = work()
    commit(connection)
    return result
  } catch (error) {
    // SQLite may have rolled back by itself, as it does when the disk is full.
    if (connection.isTransaction()) connection.exec('ROLLBACK')
    throw error
  }
}

const commit = (connection: Pick<Connection, 'exec'>): void => {
  try {
    connection.exec('COMMIT')
  } catch (error) {
    throw new CommitError(error)
  }
}

const versionOf = (connection: Connection): number =>
  integer(connection.get('PRAGMA user_version'), 'user_version')

/** Brings the schema to this package's version. Takes the lock even if nothing is to do: a file that can't be written is found out here. */
const migrate = (connection: Connection, file: string): void =>
  transaction(connection, 'write', () => {
    const version = versionOf(connection)
    checkVersion(file, version)
    if (version === SCHEMA_VERSION) return
    for (const statements of migrations.slice(version)) {
      for (const sql of statements) connection.exec(sql)
    }
    connection.exec(`PRAGMA application_id = ${APPLICATION_ID}`)
    connection.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`)
  })

/** What each connection must be set to, and what SQLite then answers. */
const settings: ReadonlyArray<readonly [pragma: string, value: string, answer: string | number]> = [
  ['journal_mode', 'WAL', 'wal'],
  // An acknowledged append is on the disk; NORMAL would lose the latest ones with the power.
  ['synchronous', 'FULL', 2],
  // On macOS `fsync` alone leaves the data in the drive's cache.
  ['fullfsync', 'ON', 1],
  ['checkpoint_fullfsync', 'ON', 1],
  ['foreign_keys', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
]

const configure = (
  connection: Connection,
  file: string,
  maxFileBytes: number | undefined,
): void => {
  for (const [pragma, value, answer] of settings) {
    connection.exec(`PRAGMA ${pragma} = ${value}`)
    const found = connection.get(`PRAGMA ${pragma}`)?.[pragma]
    if (found === answer) continue
    throw new FailureError(
      incompatible(
        `${file} with ${pragma} = ${String(found)}`,
        `${pragma} = ${value}: keep the file on a local disk`,
      ),
    )
  }
  if (maxFileBytes === undefined) return
  const pageBytes = integer(connection.get('PRAGMA page_size'), 'page_size')
  connection.exec(`PRAGMA max_page_count = ${Math.max(1, Math.floor(maxFileBytes / pageBytes))}`)
}

/** Refuses a file whose tables, indexes or triggers someone has changed: its promises are gone. */
const checkSchema = (connection: Connection, file: string): void => {
  const found = new Map<string, SQLOutputValue>()
  for (const row of connection.all(`SELECT name, sql FROM sqlite_schema`)) {
    found.set(text(row, 'name'), row['sql'] ?? null)
  }
  for (const { name, sql } of schemaObjects) {
    if (found.get(name) === sql) continue
    throw new FailureError(
      incompatible(
        `${file}, in which ${name} is ${found.has(name) ? 'changed' : 'missing'}`,
        'the schema as this package made it: restore the file from a backup',
      ),
    )
  }
}

// ------------------------------------------------------------------ values

/** A text out of a row. Our tables are STRICT: anything else is a bug here. */
export const text = (row: Row | undefined, column: string): string => {
  const value = row?.[column]
  if (typeof value !== 'string') throw new TypeError(`${column} is no text`)
  return value
}

/** A text out of a row, or `undefined` for NULL. */
export const optionalText = (row: Row | undefined, column: string): string | undefined =>
  row?.[column] === null || row?.[column] === undefined ? undefined : text(row, column)

/** An integer out of a row. */
export const integer = (row: Row | undefined, column: string): number => {
  const value = row?.[column]
  if (typeof value !== 'number') throw new TypeError(`${column} is no number`)
  return value
}
