/**
 * Names in SQL, and the expressions by which a row's properties are indexed, compared and shown.
 *
 * `doc` is the row as `jsonb`, which the server derives from the row's own text: SQL users and indexes
 * read `doc`, the store reads the text, which keeps the order of properties. Text is ordered by its
 * bytes (COLLATE "C"), as in the other stores.
 */
import type { Column, ColumnKind, ReadModelTable } from '@kiemtra/runtime'
import { refuse } from './failure.ts'

/** One version of a projection's table. */
export type Name = Pick<ReadModelTable, 'name' | 'version'>

// ------------------------------------------------------------------- names

const NAME = /^[A-Za-z][A-Za-z0-9_]*$/
const RESERVED = /__|^kiemtra_/
/** NUL no identifier can hold; U+0001 and half characters stand for something else in `doc`. */
// eslint-disable-next-line no-control-regex -- control characters are what it keeps out
const UNSPEAKABLE = /[\0\u0001\p{Surrogate}]/u
/** What PostgreSQL doesn't cut off. */
const LONGEST_BYTES = 63
/** A table of rows built anew ends in its generation's number. */
const LONGEST_NUMBER = 0x7fffffff

/** The column of a view that holds the row's key; no property may have this name. */
export const KEY_COLUMN = '_key'

const isTooLong = (identifier: string): boolean => Buffer.byteLength(identifier) > LONGEST_BYTES

/** Throws a `FailureError` at a table that can't be spelt in SQL. */
export const checkTable = (table: ReadModelTable): void => {
  const { name, version, columns, indexes } = table
  if (
    !NAME.test(name) ||
    RESERVED.test(name) ||
    isTooLong(rowsName({ name, version }, LONGEST_NUMBER))
  ) {
    refuse(
      `a read model named '${name}'`,
      "letters, digits and '_', a letter first, about 40 at most, no '__', not kiemtra_ first",
    )
  }
  // What `integer` holds.
  if (!Number.isInteger(version) || version < 0 || version > 0x7fffffff) {
    refuse(`version ${version} of ${name}`, 'a whole number up to 2,147,483,647')
  }
  const seen = new Set([KEY_COLUMN])
  for (const column of columns) {
    checkColumn(column.name)
    if (seen.has(column.name)) {
      refuse(`column '${column.name}' of ${name} twice`, `each once, none of them ${KEY_COLUMN}`)
    }
    seen.add(column.name)
  }
  indexes.forEach(checkColumn)
}

/** Throws a `FailureError` at a column that can't be spelt in SQL. */
export const checkColumn = (name: string): void => {
  if (name !== '' && !isTooLong(name) && !UNSPEAKABLE.test(name)) return
  refuse('a column that SQL can’t name', 'a name of 1 to 63 bytes, without NUL or U+0001')
}

/** An identifier, quoted. */
export const quoted = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`

/** A text, as a literal. */
export const literal = (value: string): string =>
  value.includes('\\')
    ? `E'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
    : `'${value.replaceAll("'", "''")}'`

/** What a version's table of rows is called; `generation`: one that was built beside another. */
export const rowsName = ({ name, version }: Name, generation?: number): string =>
  `${name}__rows_v${version}${generation === undefined ? '' : `_${generation}`}`

/** The view of one version. */
export const viewName = ({ name, version }: Name): string => `${name}__v${version}`

/** Something in the schema, quoted. */
export const inSchema = (schema: string, identifier: string): string =>
  `${schema}.${quoted(identifier)}`

// ------------------------------------------------------------- expressions

/** A property, as `jsonb`. */
export const propertyOf = (column: string): string => `(doc -> ${literal(column)})`

/** The type that a kind of column has in views. */
export const sqlType: Readonly<Record<ColumnKind, string>> = {
  text: 'text',
  number: 'double precision',
  boolean: 'boolean',
  json: 'jsonb',
}

/**
 * A column's value, typed. A value of another type, which the row's codec lets nobody write, is NULL
 * rather than an error that would hide all other rows.
 */
export const valueOf = ({ name, kind }: Column): string => {
  const property = propertyOf(name)
  switch (kind) {
    case 'text':
      return `((doc ->> ${literal(name)}) COLLATE "C")`
    case 'number':
      return `(CASE jsonb_typeof${property} WHEN 'number' THEN ${property}::double precision END)`
    case 'boolean':
      return `(CASE jsonb_typeof${property} WHEN 'boolean' THEN ${property}::boolean END)`
    case 'json':
      return `nullif(${property}, 'null'::jsonb)`
  }
}
