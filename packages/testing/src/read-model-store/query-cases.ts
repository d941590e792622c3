/**
 * Queries: one total order, pages that neither skip nor double, rows by what a column equals.
 */
import type { ReadModelStore, ReadModelTable, RowPage, RowQuery } from '@kiemtra/runtime'
import type { Claims } from '../contract/claims.ts'
import type { CaseGroup } from '../contract/contract.ts'
import { fail } from '../failure.ts'
import { onceWithCheckpoint, queriesInOrder, readYourWrite } from '../law/catalogue.ts'
import { batchAt, type ContractRow, type ReadModelContext, rowOf, upsertsOf } from './storage.ts'

const keysOf = (page: Pick<RowPage, 'rows'>): ReadonlyArray<string> =>
  page.rows.map(({ key }) => key)

/** Every page of a query, one after the other; keys of each. */
export const allPages = async (
  store: ReadModelStore,
  table: ReadModelTable,
  query: RowQuery,
  claims: Claims,
): Promise<ReadonlyArray<ReadonlyArray<string>>> => {
  const pages: ReadonlyArray<string>[] = []
  let after: string | undefined
  do {
    const asked = after === undefined ? query : { ...query, after }
    const page = claims.right(await store.query(table, asked)(), 'query')
    pages.push(keysOf(page))
    after = page.next
    if (pages.length > 10_000) fail('the pages never end')
  } while (after !== undefined)
  return pages
}

const fill = async (
  { store, table }: ReadModelContext,
  claims: Claims,
  rows: Readonly<Record<string, unknown>>,
): Promise<void> => {
  const writer = claims.right(await store.claim(table)(), 'claim')
  claims.right(await writer.commit(batchAt(1, { upserts: upsertsOf(rows) }))(), 'commit')
}

/** Claims which rows, by their keys in order, have a value in a column. */
const finding =
  ({ store, table }: ReadModelContext, claims: Claims) =>
  async (column: string, equals: string | number | boolean | null, keys: string): Promise<void> => {
    const page = claims.right(await store.query(table, { where: { column, equals } })(), 'query')
    claims.equal(keysOf(page).join(''), keys, `where ${column} is ${String(equals)}`)
  }

const some: Readonly<Record<string, ContractRow>> = {
  e: rowOf({ name: 'bb', rank: 2, open: false }),
  a: rowOf({ name: 'a', rank: 10 }),
  d: rowOf({ name: 'b', rank: null }),
  b: rowOf({ name: 'Đống Đa', rank: 2, open: false }),
  c: rowOf({ name: 'B', rank: -1 }),
  f: rowOf({ name: '', rank: null }),
}

/** Rows as no projection would have them: each value that JSON knows, and objects between them. */
const odd: Readonly<Record<string, unknown>> = {
  a: 'text',
  b: null,
  c: { rank: 1 },
  d: 5,
  e: true,
  f: { rank: null, tags: [1] },
  g: [1],
  h: { length: 1 },
}

export const queryCases: CaseGroup<ReadModelContext> = {
  name: 'query',
  cases: [
    {
      name: 'orders by key, or by a column and then by key, either way round',
      law: queriesInOrder,
      run: async (context, claims) => {
        await fill(context, claims, some)
        const order = async (query: RowQuery, keys: string) => {
          const page = claims.right(await context.store.query(context.table, query)(), 'query')
          claims.equal(keysOf(page).join(''), keys, `in order of ${JSON.stringify(query)}`)
        }
        await order({}, 'abcdef')
        await order({ descending: true }, 'fedcba')
        // Null first, then numbers by size; ties by key.
        await order({ orderBy: 'rank' }, 'dfcbea')
        await order({ orderBy: 'rank', descending: true }, 'aebcfd')
        // Texts by code point: capitals before small letters, Đ after both.
        await order({ orderBy: 'name' }, 'fcadeb')
      },
    },
    {
      name: 'finds rows by what a column equals, of every kind',
      law: queriesInOrder,
      run: async (context, claims) => {
        await fill(context, claims, some)
        const found = finding(context, claims)
        await found('name', 'b', 'd')
        await found('name', 'Đống Đa', 'b')
        await found('name', '', 'f')
        await found('rank', 2, 'be')
        await found('rank', null, 'df')
        await found('open', false, 'be')
        await found('open', true, 'acdf')
        await found('name', 'none', '')
        await found('name', "b' or '1'='1", '')
        // A text is no number, and a number no truth.
        await found('rank', '2', '')
        await found('open', 1, '')
      },
    },
    {
      name: 'pages neither skip nor double a row, whatever the order and the size',
      law: queriesInOrder,
      run: async (context, claims) => {
        await fill(context, claims, some)
        for (const orderBy of [undefined, 'rank', 'name', 'open', 'tags']) {
          for (const descending of [false, true]) {
            const query = { ...(orderBy === undefined ? {} : { orderBy }), descending }
            const whole = claims.right(await context.store.query(context.table, query)(), 'query')
            claims.that(whole.next === undefined, 'one page is the last')
            for (const limit of [1, 2, 4, 6, 7]) {
              const pages = await allPages(
                context.store,
                context.table,
                { ...query, limit },
                claims,
              )
              claims.equal(
                pages.flat(),
                keysOf(whole),
                `${limit} at a time, ${JSON.stringify(query)}`,
              )
              claims.that(
                pages.every((page) => page.length <= limit),
                'no page is too long',
              )
            }
          }
        }
      },
    },
    {
      name: 'gives rows that are no objects as they are, and finds no column in them',
      law: queriesInOrder,
      run: async (context, claims) => {
        const { store, table } = context
        await fill(context, claims, odd)
        const page = claims.right(await store.query(table)(), 'query')
        claims.equal(page.rows, upsertsOf(odd), 'rows as they were written')
        const order = async (orderBy: string, keys: string) => {
          for (const descending of [false, true]) {
            const query = { orderBy, descending, limit: 1 }
            const pages = (await allPages(store, table, query, claims)).flat()
            const rising = descending ? pages.toReversed() : pages
            claims.equal(rising.join(''), keys, `one at a time, ${JSON.stringify(query)}`)
          }
        }
        // A typed column, one of JSON, and one that no column is, though lists and texts have it.
        await order('rank', 'abdefghc')
        await order('tags', 'abcdeghf')
        await order('length', 'abcdefgh')
        const found = finding(context, claims)
        await found('rank', null, 'abdefgh')
        await found('tags', null, 'abcdegh')
        await found('length', null, 'abcdefg')
        await found('length', 1, 'h')
      },
    },
    {
      name: 'a page goes on after its last row, also when rows have come and gone since',
      law: queriesInOrder,
      run: async (context, claims) => {
        const { store, table } = context
        const writer = claims.right(await store.claim(table)(), 'claim')
        const upserts = upsertsOf(some)
        claims.right(await writer.commit(batchAt(1, { upserts }))(), 'commit')
        const first = claims.right(await store.query(table, { limit: 3 })(), 'first page')
        claims.equal(keysOf(first), ['a', 'b', 'c'], 'the first page')
        const moved = { upserts: upsertsOf({ aa: rowOf(), dd: rowOf() }), deletes: ['c'] }
        claims.right(await writer.commit(batchAt(2, moved))(), 'commit')
        const after = first.next ?? fail('there are more')
        const second = claims.right(await store.query(table, { limit: 3, after })(), 'second page')
        claims.equal(
          keysOf(second),
          ['d', 'dd', 'e'],
          'what comes after the last row that was shown',
        )
      },
    },
    {
      name: 'gives 100 rows where nothing is said, in a table of many',
      law: queriesInOrder,
      run: async (context, claims) => {
        const { store, table, bigBatch } = context
        const rows: Record<string, ContractRow> = {}
        for (let i = 0; i < bigBatch; i++) {
          rows[`k${String(i).padStart(6, '0')}`] = rowOf({ rank: i % 7 })
        }
        await fill(context, claims, rows)
        const page = claims.right(await store.query(table)(), 'query')
        claims.equal(page.rows.length, Math.min(100, bigBatch), 'rows of a page')
        const all = await allPages(store, table, { limit: 1000 }, claims)
        claims.equal(all.flat().length, bigBatch, 'all rows')
        const writer = claims.right(await store.claim(table)(), 'claim')
        const keys = Object.keys(rows)
        const found = claims.right(await writer.rows(keys)(), 'rows')
        claims.equal(found.size, bigBatch, 'rows of the claimant', onceWithCheckpoint)
        claims.right(await writer.commit(batchAt(2, { deletes: keys.slice(1) }))(), 'commit')
        const left = claims.right(await store.query(table)(), 'query')
        claims.equal(keysOf(left), keys.slice(0, 1), 'what was not deleted', readYourWrite)
      },
    },
  ],
}
