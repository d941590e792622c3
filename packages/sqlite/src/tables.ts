/**
 * The tables, indexes and views of a read model.
 *
 * Each version has a table of its own, `<name>__rows_v<version>`, with a key and the row as JSON, and
 * a view of typed columns, `<name>__v<version>`; once it has been rebuilt, the table of a later
 * generation, `<name>__rows_v<version>_<generation>`. The view `<name>` shows the newest version that
 * has caught up. Views, because a renamed table drags its views along (measured): a view is made anew
 * in the transaction that moves it, and users' own views on it stay good, as SQLite binds by name.
 * Names become identifiers, quoted; `__` is ours, so that no projection's name meets a table.
 */
import type { Column, ReadModelTable } from '@kiemtra/runtime'
import type { Connection } from './connection.ts'
import { FailureError, incompatible } from './failure.ts'

// ------------------------------------------------------------------- names

const NAME = /^[A-Za-z][A-Za-z0-9_]{0,63}$/
const RESERVED = /__|^(sqlite|kiemtra)_/i
/** What a JSON path and an identifier both can quote. */
// eslint-disable-next-line no-control-regex -- control characters are what it keeps out
const COLUMN = /^[^"\\\u0000-\u001f]{1,128}$/

/** The column of a view that holds the row's key; no property may have this name. */
const KEY_COLUMN = '_key'

/** Throws a `FailureError` at a table that can't be spelt in SQL. */
export const checkTable = ({ name, version, columns, indexes }: ReadModelTable): void => {
  if (!NAME.test(name) || RESERVED.test(name)) {
    refuse(
      `a read model named '${name}'`,
      "letters, digits and '_', a letter first, 64 at most, no '__', not sqlite_ or kiemtra_ first",
    )
  }
  if (!Number.isSafeInteger(version) || version < 0) {
    refuse(`version ${version} of ${name}`, 'a whole number')
  }
  const seen = new Set([KEY_COLUMN])
  for (const column of columns) {
    checkColumn(column.name)
    const folded = column.name.toLowerCase()
    if (seen.has(folded)) {
      refuse(
        `column '${column.name}' of ${name} twice`,
        `names that differ without regard to case, none of them ${KEY_COLUMN}`,
      )
    }
    seen.add(folded)
  }
  indexes.forEach(checkColumn)
}

/** Throws a `FailureError` at a column that can't be spelt in SQL. */
export const checkColumn = (name: string): void => {
  if (COLUMN.test(name)) return
  refuse('a column that SQL and a JSON path can’t both name', 'no quotes, backslashes or controls')
}

const refuse = (found: string, wanted: string): never => {
  throw new FailureError(incompatible(found, wanted))
}

type Name = Pick<ReadModelTable, 'name' | 'version'>

/** An identifier. None of ours holds a quote. */
export const quoted = (identifier: string): string => `"${identifier}"`

/** What a version's table of rows is called; `generation`: one that was built beside another. */
export const rowsName = ({ name, version }: Name, generation?: number): string =>
  `${name}__rows_v${version}${generation === undefined ? '' : `_${generation}`}`

/** The view of one version. */
export const viewName = ({ name, version }: Name): string => `${name}__v${version}`

/** A column's place in a row's JSON, as a literal: only so does an index on it count. */
const pathOf = (column: string): string => `'$."${column.replaceAll("'", "''")}"'`

/** A column's value: indexed, compared and shown by this very expression. */
export const valueOf = (column: string): string => `json_extract(row, ${pathOf(column)})`

/** A column's JSON type. */
export const typeOf = (column: string): string => `json_type(row, ${pathOf(column)})`

// -------------------------------------------------------------- statements

/** Creates what is missing of a table of rows, and of its indexes. */
export const createRows = (
  connection: Connection,
  rows: string,
  indexes: ReadModelTable['indexes'],
): void => {
  connection.exec(
    `CREATE TABLE IF NOT EXISTS ${quoted(rows)}
      (key TEXT PRIMARY KEY NOT NULL, row TEXT NOT NULL) STRICT`,
  )
  for (const column of indexes) {
    const index = quoted(`${rows}__by_${column}`)
    // The key is in it, as every order ends with the key.
    connection.exec(
      `CREATE INDEX IF NOT EXISTS ${index} ON ${quoted(rows)} (${valueOf(column)}, key)`,
    )
  }
}

/** What a view shows: a version's rows, by their columns. */
export interface Shown {
  readonly table: Name
  readonly rows: string
  readonly columns: ReadonlyArray<Column>
}

/** Makes the view of one version anew. */
export const createVersionView = (connection: Connection, shown: Shown): void =>
  createView(connection, viewName(shown.table), shown)

/** Points the view of the projection's name to a version. */
export const pointView = (connection: Connection, shown: Shown): void => {
  const { table } = shown
  createView(connection, table.name, shown)
  connection.run(
    `INSERT INTO kiemtra_views (name, version) VALUES (?, ?)
      ON CONFLICT (name) DO UPDATE SET version = excluded.version`,
    table.name,
    table.version,
  )
}

const createView = (connection: Connection, view: string, { rows, columns }: Shown): void => {
  const selected = [`key AS ${KEY_COLUMN}`, ...columns.map(shown)]
  connection.exec(`DROP VIEW IF EXISTS ${quoted(view)}`)
  connection.exec(
    `CREATE VIEW ${quoted(view)} AS SELECT ${selected.join(', ')} FROM ${quoted(rows)}`,
  )
}

/** A property as its column: booleans are 0 and 1, what has no SQL type is JSON text. */
const shown = ({ name, kind }: Column): string =>
  kind === 'json'
    ? `nullif(row -> ${pathOf(name)}, 'null') AS ${quoted(name)}`
    : `${valueOf(name)} AS ${quoted(name)}`
