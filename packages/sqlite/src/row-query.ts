/**
 * Queries over rows, in SQL that indexes on the JSON can serve.
 *
 * Order of a column's values: missing and null, then booleans and numbers, then texts by code
 * point; ties by key. `descending` turns the whole order around, keys included, so that a cursor
 * (value and key) cuts it in one place. Rejected: pages by offset, which skip rows that move.
 * Values come in as JSON and through the same `json_extract` as the rows': SQLite reads a decimal a
 * last digit differently than JavaScript now and then, and both sides must agree.
 */
import type { SQLInputValue } from 'node:sqlite'
import type { RowPage, RowQuery } from '@kiemtra/runtime'
import { type Connection, text } from './connection.ts'
import { checkColumn, typeOf, valueOf } from './tables.ts'

const DEFAULT_LIMIT = 100
const LARGEST_LIMIT = 1_000_000_000
const PARAMETER = `json_extract(?, '$')`

interface Condition {
  readonly sql: string
  readonly parameters: ReadonlyArray<SQLInputValue>
}

/** One page of a table's rows. */
export const pageOf = (
  connection: Connection,
  table: string,
  query: RowQuery,
): Pick<RowPage, 'rows' | 'next'> => {
  const { orderBy } = query
  // To SQLite a negative limit is none, and an infinite one an error.
  const limit = Math.min(Math.max(Math.trunc(query.limit ?? DEFAULT_LIMIT), 0), LARGEST_LIMIT)
  const { sql, parameters } = statementOf(table, query)
  // One more than asked for tells whether there is a next page.
  const found = connection.all(sql, ...parameters, limit + 1)
  const rows = found.slice(0, limit).map((row) => {
    const value: unknown = JSON.parse(text(row, 'row'))
    return { key: text(row, 'key'), row: value }
  })
  const last = rows[rows.length - 1]
  return {
    rows,
    ...(last !== undefined && found.length > limit ? { next: cursorAt(last, orderBy) } : {}),
  }
}

/** The statement of a query; its last parameter, the limit, is left to the caller. */
export const statementOf = (
  table: string,
  { where, orderBy, descending = false, after }: RowQuery,
): Condition => {
  if (orderBy !== undefined) checkColumn(orderBy)
  const conditions: Condition[] = []
  if (where !== undefined) {
    checkColumn(where.column)
    conditions.push(equals(where.column, where.equals))
  }
  if (after !== undefined) conditions.push(beyond(after, orderBy, descending))
  const direction = descending ? 'DESC' : 'ASC'
  const order = orderBy === undefined ? '' : `${valueOf(orderBy)} ${direction}, `
  const filter = conditions.map(({ sql }) => `(${sql})`).join(' AND ')
  return {
    sql: `SELECT key, row FROM ${table} ${filter === '' ? '' : `WHERE ${filter}`}
      ORDER BY ${order}key ${direction} LIMIT ?`,
    parameters: conditions.flatMap(({ parameters }) => parameters),
  }
}

/** SQLite knows no booleans, and shows an object as its text: the JSON type tells them apart. */
const equals = (column: string, wanted: string | number | boolean | null): Condition => {
  if (wanted === null) return { sql: `${valueOf(column)} IS NULL`, parameters: [] }
  const type =
    typeof wanted === 'string'
      ? `= 'text'`
      : typeof wanted === 'number'
        ? `IN ('integer', 'real')`
        : `= '${String(wanted)}'`
  return {
    sql: `${valueOf(column)} = ${PARAMETER} AND ${typeOf(column)} ${type}`,
    parameters: [JSON.stringify(wanted)],
  }
}

// ------------------------------------------------------------------ cursor

const cursorAt = (
  { key, row }: { readonly key: string; readonly row: unknown },
  orderBy: string | undefined,
): string => JSON.stringify([orderBy === undefined ? null : propertyOf(row, orderBy), key])

/** A list has no columns, though it has a `length`. */
const propertyOf = (row: unknown, column: string): unknown =>
  typeof row === 'object' && row !== null && !Array.isArray(row) && Object.hasOwn(row, column)
    ? (Reflect.get(row, column) ?? null)
    : null

const parseCursor = (cursor: string): readonly [value: unknown, key: string] => {
  const parsed: unknown = JSON.parse(cursor)
  if (!Array.isArray(parsed) || typeof parsed[1] !== 'string') {
    throw new TypeError('`after` is not a cursor that a page returned')
  }
  return [parsed[0], parsed[1]]
}

/** What comes after a cursor. NULL compares with nothing, so its cases are spelt out. */
const beyond = (cursor: string, orderBy: string | undefined, descending: boolean): Condition => {
  const [value, key] = parseCursor(cursor)
  const than = descending ? '<' : '>'
  if (orderBy === undefined) return { sql: `key ${than} ?`, parameters: [key] }
  const ordered = valueOf(orderBy)
  if (value === null) {
    return descending
      ? { sql: `${ordered} IS NULL AND key < ?`, parameters: [key] }
      : { sql: `${ordered} IS NOT NULL OR key > ?`, parameters: [key] }
  }
  const json = JSON.stringify(value)
  const tie = `${ordered} = ${PARAMETER} AND key ${than} ?`
  return {
    sql: `${ordered} ${than} ${PARAMETER} OR (${tie})${descending ? ` OR ${ordered} IS NULL` : ''}`,
    parameters: [json, json, key],
  }
}
