/**
 * Queries over rows, in SQL that the indexes of typed columns can serve.
 *
 * Order of a column's values: missing and null, then booleans and numbers, then texts by code point;
 * ties by key. `descending` turns the whole order around, keys included, so that a cursor (value and
 * key) cuts it in one place. Rejected: pages by offset, which skip rows that move.
 * A typed column is ordered by its typed value. One of kind `json`, or of none, may hold values of
 * several types; it is ordered by three values, and no index helps. A cursor holds what the server
 * ordered by, as the server wrote it.
 */
import type { Column, ColumnKind, RowPage, RowQuery } from '@kiemtra/runtime'
import { checkColumn, literal, propertyOf, sqlType, valueOf } from './names.ts'
import { optionalText, type Row, text } from './session.ts'
import { parseStored, storedJson, storedText } from './text.ts'

const DEFAULT_LIMIT = 100
const LARGEST_LIMIT = 1_000_000_000

/** A statement under way: its parameters get their numbers as they come. */
class Statement {
  readonly parameters: unknown[] = []

  parameter(value: unknown, type: string): string {
    this.parameters.push(value)
    return `$${this.parameters.length}::${type}`
  }
}

/** What a column is ordered by: SQL values that are compared one after the other, and their types. */
type Order = ReadonlyArray<{ readonly sql: string; readonly type: string }>

/** A query as SQL. */
export interface RowStatement {
  readonly sql: string
  readonly parameters: ReadonlyArray<unknown>
  readonly limit: number
}

/** The statement of a query over a table of rows; one row more than asked for tells whether more come. */
export const statementOf = (
  rows: string,
  columns: ReadonlyArray<Column>,
  query: RowQuery,
): RowStatement => {
  const { where, orderBy, descending = false, after } = query
  const limit = Math.min(Math.max(Math.trunc(query.limit ?? DEFAULT_LIMIT), 0), LARGEST_LIMIT)
  const kindOf = (name: string): ColumnKind =>
    columns.find((column) => column.name === name)?.kind ?? 'json'
  const statement = new Statement()
  const conditions: string[] = []
  if (where !== undefined) {
    checkColumn(where.column)
    conditions.push(equals(statement, { name: where.column, kind: kindOf(where.column) }, where))
  }
  const order = orderBy === undefined ? [] : orderOf({ name: orderBy, kind: kindOf(orderBy) })
  if (after !== undefined) conditions.push(beyond(statement, after, order, descending))
  const nulls = descending ? 'DESC NULLS LAST' : 'ASC NULLS FIRST'
  // Nothing of nulls is said of the key, as the index says nothing: else it couldn't serve.
  const sorted = [
    ...order.map(({ sql }) => `${sql} ${nulls}`),
    `key ${descending ? 'DESC' : 'ASC'}`,
  ]
  const values = order.map(({ sql }, i) => `, (${sql})::text AS by${i}`).join('')
  const filter = conditions.map((sql) => `(${sql})`).join(' AND ')
  return {
    sql: `SELECT key, row${values} FROM ${rows} ${filter === '' ? '' : `WHERE ${filter}`}
      ORDER BY ${sorted.join(', ')} LIMIT ${statement.parameter(limit + 1, 'bigint')}`,
    parameters: statement.parameters,
    limit,
  }
}

/** The page that a statement has found. */
export const pageOf = (
  found: ReadonlyArray<Row>,
  { limit }: RowStatement,
  query: RowQuery,
): Pick<RowPage, 'rows' | 'next'> => {
  const page = found.slice(0, limit)
  const last = page[page.length - 1]
  return {
    rows: page.map((row) => ({ key: text(row, 'key'), row: parseStored(text(row, 'row')) })),
    ...(last !== undefined && found.length > limit ? { next: cursorAt(last, query) } : {}),
  }
}

// ------------------------------------------------------------------- order

const orderOf = (column: Column): Order => {
  checkColumn(column.name)
  switch (column.kind) {
    case 'text':
      return [{ sql: valueOf(column), type: 'text COLLATE "C"' }]
    case 'number':
      return [{ sql: valueOf(column), type: 'double precision' }]
    case 'boolean':
      return [{ sql: valueOf(column), type: 'boolean' }]
    case 'json':
      return mixedOrder(column.name)
  }
}

/** None of the three is ever NULL. */
const mixedOrder = (name: string): Order => {
  const property = propertyOf(name)
  const type = `jsonb_typeof${property}`
  // The row's own text, not `doc`, whose lists and objects are written differently.
  const written = `(row::json -> ${literal(name)})::text`
  return [
    {
      sql: `(CASE coalesce(${type}, 'null') WHEN 'null' THEN 0 WHEN 'number' THEN 1 WHEN 'boolean' THEN 1 ELSE 2 END)`,
      type: 'integer',
    },
    {
      sql: `(CASE ${type} WHEN 'number' THEN ${property}::double precision WHEN 'boolean' THEN ${property}::boolean::integer::double precision ELSE 0 END)`,
      type: 'double precision',
    },
    {
      sql: `((CASE ${type} WHEN 'string' THEN doc ->> ${literal(name)} WHEN 'array' THEN ${written} WHEN 'object' THEN ${written} ELSE '' END) COLLATE "C")`,
      type: 'text COLLATE "C"',
    },
  ]
}

// ------------------------------------------------------------------- where

/** A text is no number and a number no truth: `jsonb` compares type and value. */
const equals = (
  statement: Statement,
  column: Column,
  { equals: wanted }: NonNullable<RowQuery['where']>,
): string => {
  const property = propertyOf(column.name)
  const value = valueOf(column)
  if (wanted === null) {
    const isNull = `nullif(${property}, 'null'::jsonb) IS NULL`
    return column.kind === 'json' ? isNull : `${value} IS NULL AND ${isNull}`
  }
  const json = statement.parameter(storedJson(wanted, 'equals'), 'jsonb')
  if (column.kind === 'json') return `${value} = ${json}`
  const same = `${property} = ${json}`
  if (typeof wanted !== typeofKind[column.kind]) return same
  // Said once more the way the index has it.
  const typed = statement.parameter(
    typeof wanted === 'string' ? storedText(wanted) : wanted,
    sqlType[column.kind],
  )
  return `${value} = ${typed} AND ${same}`
}

const typeofKind = { text: 'string', number: 'number', boolean: 'boolean' } as const

// ------------------------------------------------------------------ cursor

/** What the row was ordered by, and its key, each as the server wrote it. */
type Cursor = ReadonlyArray<string | null>

const cursorAt = (row: Row, { orderBy }: RowQuery): string => {
  const values: (string | null)[] = []
  for (let i = 0; orderBy !== undefined && `by${i}` in row; i++) {
    values.push(optionalText(row, `by${i}`) ?? null)
  }
  return JSON.stringify([...values, text(row, 'key')])
}

const parseCursor = (cursor: string, length: number): Cursor => {
  const parsed: unknown = JSON.parse(cursor)
  const values: unknown[] = Array.isArray(parsed) ? parsed : []
  const isOne = values.every((value) => value === null || typeof value === 'string')
  if (!isOne || values.length !== length || typeof values[length - 1] !== 'string') {
    throw new TypeError('`after` is not a cursor that a page of this query returned')
  }
  return values.map((value) => (typeof value === 'string' ? value : null))
}

/** What comes after a cursor. NULL compares with nothing, so its cases are spelt out. */
const beyond = (
  statement: Statement,
  cursor: string,
  order: Order,
  descending: boolean,
): string => {
  const values = parseCursor(cursor, order.length + 1)
  const than = descending ? '<' : '>'
  const key = values[order.length]
  const [first] = order
  const [value] = values
  if (first === undefined) return `key ${than} ${statement.parameter(key, 'text')}`
  if (value === null) {
    const after = `key ${than} ${statement.parameter(key, 'text')}`
    return descending ? `${first.sql} IS NULL AND ${after}` : `${first.sql} IS NOT NULL OR ${after}`
  }
  const sides = order.map(({ sql }) => sql).join(', ')
  const place = order.map(({ type }, i) => statement.parameter(values[i], type)).join(', ')
  const after = `(${sides}, key) ${than} (${place}, ${statement.parameter(key, 'text')})`
  return descending ? `${after} OR ${first.sql} IS NULL` : after
}
