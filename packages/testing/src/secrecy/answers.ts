/**
 * All that a reader is told of a projection's rows: every row by its key, all of them in every order,
 * and those that have a value in an indexed column, page by page.
 *
 * Pages are short, so that how full they are, and whether there is a next one, is told as well.
 */
import type { AnyProjection } from '@kiemtra/kernel'
import {
  type Reader,
  readModelAs,
  type ReadersModel,
  type ReadModelStore,
  type TypedQuery,
} from '@kiemtra/runtime'
import { isLeft } from 'fp-ts/lib/Either.js'
import { fail } from '../failure.ts'
import { printedInline } from '../value/diff.ts'

/** A row, by its columns. */
export type RowColumns = Readonly<Record<string, unknown>>

/** What is asked of both stores. */
export interface Questions {
  readonly keys: ReadonlyArray<string>
  readonly queries: ReadonlyArray<TypedQuery<RowColumns>>
}

/** What one reader is told by one store. */
export interface Answers {
  readonly rows: ReadonlyMap<string, RowColumns>
  /** Each question, and the very text of its answer. */
  readonly told: ReadonlyMap<string, string>
}

const PAGE = 2

// --------------------------------------------------------------- questions

type Value = string | number | boolean | null

const isValue = (value: unknown): value is Value =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value)

/** Every question that the rows of any store give reason to ask, rows that the reader can't see included. */
export const questionsOn = (
  { indexes }: AnyProjection,
  all: ReadonlyArray<ReadonlyMap<string, unknown>>,
): Questions => {
  const keys = new Set<string>()
  const values = new Map<string, Set<Value>>(indexes.map((column) => [column, new Set<Value>()]))
  for (const rows of all) {
    for (const [key, row] of rows) {
      keys.add(key)
      for (const [column, seen] of values) {
        const value: unknown = typeof row === 'object' && row !== null && Reflect.get(row, column)
        if (isValue(value)) seen.add(value)
      }
    }
  }
  const queries: TypedQuery<RowColumns>[] = [{}, { descending: true }]
  for (const [column, seen] of values) {
    queries.push({ orderBy: column }, { orderBy: column, descending: true })
    for (const equals of seen) queries.push({ where: { column, equals } })
  }
  return { keys: [...keys], queries }
}

// ----------------------------------------------------------------- answers

/** The model as a reader sees it; `undefined`: it is not for that reader at all. */
export const modelFor = (
  store: ReadModelStore,
  { name, version, row, indexes, audience }: AnyProjection,
  reader: Reader,
): ReadersModel<RowColumns> =>
  readModelAs<RowColumns, readonly []>(
    store,
    { name, version, row, indexes, audience, from: [], on: {} },
    reader,
  )

/** Asks a store everything, as a reader. */
export const answersTo = async (
  model: ReadersModel<RowColumns>,
  { keys, queries }: Questions,
): Promise<Answers> => {
  const rows = new Map<string, RowColumns>()
  const told = new Map<string, string>()
  for (const key of keys) {
    const found = await model.get(key)()
    if (isLeft(found)) return failed(found.left)
    if (found.right !== undefined) rows.set(key, found.right)
    told.set(`get ${key}`, JSON.stringify(found.right ?? null))
  }
  for (const query of queries) {
    let after: string | undefined
    const pages: unknown[] = []
    do {
      const cursor = after === undefined ? {} : { after }
      const page = await model.query({ ...query, ...cursor, limit: PAGE })()
      if (isLeft(page)) return failed(page.left)
      pages.push(page.right)
      for (const { key, row } of page.right.rows) rows.set(key, row)
      after = page.right.next
    } while (after !== undefined)
    told.set(`query ${JSON.stringify(query)}`, JSON.stringify(pages))
  }
  return { rows, told }
}

const failed = (failure: unknown): never => fail(`a read failed: ${printedInline(failure)}`)
