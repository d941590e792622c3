/**
 * Queries over rows in memory, in the order that the SQL adapters give.
 *
 * Order of a column's values: missing and null, then booleans and numbers, then texts by code
 * point; ties by key. `descending` turns the whole order around, keys included, so that a cursor
 * (value and key) cuts it in one place. Rejected: pages by offset, which skip rows that move.
 */
import type { RowPage, RowQuery } from '../ports/read-model-store.ts'

/** The column's value and the key of the last row of a page. */
type Place = readonly [value: unknown, key: string]

const DEFAULT_LIMIT = 100

/** One page of rows; see {@link RowQuery}. */
export const pageOf = (
  rows: ReadonlyMap<string, unknown>,
  { where, orderBy, descending = false, after, limit = DEFAULT_LIMIT }: RowQuery,
): Pick<RowPage, 'rows' | 'next'> => {
  const placed: { readonly key: string; readonly row: unknown; readonly place: Place }[] = []
  for (const [key, row] of rows) {
    if (where !== undefined && !equals(columnOf(row, where.column), where.equals)) continue
    placed.push({ key, row, place: [orderBy === undefined ? null : columnOf(row, orderBy), key] })
  }
  const sign = descending ? -1 : 1
  placed.sort((a, b) => sign * comparePlaces(a.place, b.place))
  const cursor = after === undefined ? undefined : parseCursor(after)
  const rest =
    cursor === undefined
      ? placed
      : placed.filter(({ place }) => sign * comparePlaces(place, cursor) > 0)
  const page = rest.slice(0, limit)
  const last = page[page.length - 1]
  return {
    rows: page.map(({ key, row }) => ({ key, row })),
    ...(last !== undefined && rest.length > page.length ? { next: cursorAt(last.place) } : {}),
  }
}

/** A list has no columns, though it has a `length`. */
const columnOf = (row: unknown, column: string): unknown =>
  typeof row === 'object' && row !== null && !Array.isArray(row) && Object.hasOwn(row, column)
    ? (Reflect.get(row, column) ?? null)
    : null

const equals = (value: unknown, wanted: string | number | boolean | null): boolean =>
  value === wanted

// ------------------------------------------------------------------- order

const rank = (value: unknown): number => {
  if (value === null) return 0
  return typeof value === 'number' || typeof value === 'boolean' ? 1 : 2
}

const comparePlaces = (a: Place, b: Place): number =>
  compareValues(a[0], b[0]) || compareTexts(a[1], b[1])

const compareValues = (a: unknown, b: unknown): number => {
  const byRank = rank(a) - rank(b)
  if (byRank !== 0 || a === null) return byRank
  return rank(a) === 1 ? Number(a) - Number(b) : compareTexts(textOf(a), textOf(b))
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value)

/** By code point, as UTF-8 bytes sort: plain `<` puts characters beyond the first plane too early. */
export const compareTexts = (a: string, b: string): number => {
  if (a === b) return 0
  const shorter = Math.min(a.length, b.length)
  for (let i = 0; i < shorter; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x !== y) return isSurrogate(x) === isSurrogate(y) ? x - y : isSurrogate(x) ? 1 : -1
  }
  return a.length - b.length
}

/** Half of a character beyond the first plane; it sorts after every unit that is a whole one. */
const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff

// ------------------------------------------------------------------ cursor

const cursorAt = ([value, key]: Place): string => JSON.stringify([value, key])

const parseCursor = (cursor: string): Place => {
  const parsed: unknown = JSON.parse(cursor)
  if (!Array.isArray(parsed) || typeof parsed[1] !== 'string') {
    throw new TypeError('`after` is not a cursor that a page returned')
  }
  return [parsed[0], parsed[1]]
}
