import type { ReadModelTable } from '@kiemtra/runtime'
import { describe, expect, it } from 'vitest'
import { statementOf } from '../src/row-query.ts'
import { batch, row, table, writing } from './support/tables.ts'
import {
  containing,
  failure,
  freshSchema,
  openReadModels,
  success,
  useServer,
} from './support/world.ts'

const server = useServer({ shared_preload_libraries: 'pg_stat_statements' })

const opened = async () => {
  const schema = freshSchema()
  const store = await openReadModels(server(), { schema })
  const writer = success(await store.claim(table)())
  return { schema, store, writer }
}

describe('commit', () => {
  it('throws at a row that JSON would change, and leaves nothing', async () => {
    const { store, writer } = await opened()
    const upserts = [
      { key: 'p', row: row(1, 'a') },
      { key: 'q', row: { at: new Date(0) } },
    ]
    await expect(writer.commit(batch(1, { upserts }))()).rejects.toThrow('row.at')
    for (const key of ['a\0b', '\udc00']) {
      await expect(writer.commit(writing(1, key, row(1, 'a')))()).rejects.toThrow('key is')
    }
    const links = [{ stream: '\0', ids: {} }]
    await expect(writer.commit(batch(1, { links }))()).rejects.toThrow('stream is')
    expect(success(await store.row(table, 'p')())).toBeUndefined()
    expect(success(await store.checkpoint(table)())).toBeUndefined()
  })

  it('takes the last word on a key, and a delete as the last of all', async () => {
    const { store, writer } = await opened()
    const upserts = [
      { key: 'p', row: row(1, 'first') },
      { key: 'p', row: row(2, 'last') },
      { key: 'q', row: row(3, 'gone') },
    ]
    success(await writer.commit(writing(1, 'q', row(0, 'before')))())
    const links = [
      { stream: 's', ids: { a: 'first' } },
      { stream: 's', ids: { a: 'last' } },
    ]
    success(await writer.commit(batch(2, { upserts, deletes: ['q', 'never\0there'], links }))())
    expect(success(await store.query(table)()).rows).toEqual([{ key: 'p', row: row(2, 'last') }])
    expect(success(await writer.links(['s', '\0'])())).toEqual(new Map([['s', { a: 'last' }]]))
  })

  it('of a batch takes one statement, with its reads three round trips', async () => {
    const { schema, writer } = await opened()
    await server().sql('CREATE EXTENSION IF NOT EXISTS pg_stat_statements')
    await server().sql('SELECT pg_stat_statements_reset()')
    const upserts = Array.from({ length: 500 }, (_, i) => ({ key: `k${i}`, row: row(i, 'x') }))
    success(await writer.links(['s'])())
    success(await writer.rows(upserts.map(({ key }) => key))())
    success(await writer.commit(batch(1, { upserts, deletes: ['gone'] }))())
    const [sent] = await server().sql(
      `SELECT sum(calls)::integer AS calls FROM pg_stat_statements WHERE query LIKE '%${schema}.kiemtra%'`,
    )
    expect(sent).toEqual({ calls: 3 })
  })

  it('keeps rows to the byte, in the order in which their properties were written', async () => {
    const { store, writer } = await opened()
    const odd = {
      z: 1,
      'a\0': ['\ud800', '\\u0000', '\u0001'],
      10: 1e21,
      9: -0.1,
      nested: { b: 1, a: null },
    }
    success(await writer.commit(writing(1, 'p', odd))())
    const found = success(await store.row(table, 'p')())
    expect(JSON.stringify(found)).toBe(JSON.stringify(odd))
  })
})

describe('claim', () => {
  it('reads nothing of a table that nobody claimed', async () => {
    const { store } = await opened()
    for (const name of [
      { name: 'planProgress', version: 2 },
      { name: 'planProgress', version: 1.5 },
      { name: 'planProgress', version: 1e12 },
      { name: 'PlanProgress', version: 1 },
      { name: 'a\0', version: 1 },
      { name: 'x"; DROP TABLE kiemtra_links; --', version: 1 },
    ]) {
      const unknown = { _tag: 'UnknownTable', table: name.name, version: name.version }
      expect(failure(await store.checkpoint(name)())).toEqual(unknown)
      expect(failure(await store.row(name, 'p')())).toEqual(unknown)
      expect(failure(await store.query(name)())).toEqual(unknown)
    }
  })

  it('finds no row under a key that can’t be', async () => {
    const { store, writer } = await opened()
    success(await writer.commit(writing(1, '\uFFFD', row(1, 'a')))())
    for (const key of ['\ud800', 'a']) {
      expect(success(await store.row(table, key)())).toBeUndefined()
    }
    expect(success(await writer.rows(['\ud800', 'a\0'])())).toEqual(new Map())
    expect(success(await store.row(table, '\uFFFD')())).toEqual(row(1, 'a'))
  })

  it.each([
    'plan progress',
    'plan"',
    "plan'",
    'a__b',
    '1plan',
    'kiemtra_events',
    'kế',
    '',
    'x'.repeat(44),
  ])('refuses the name %j', async (name) => {
    const { store } = await opened()
    expect(failure(await store.claim({ ...table, name })())).toMatchObject({
      _tag: 'Incompatible',
    })
  })

  it('takes a name as long as PostgreSQL can tell apart, with its indexes', async () => {
    const { store, schema } = await opened()
    const name = 'x'.repeat(43)
    const columns = ['one', 'two'].map((each) => ({ name: each, kind: 'text' }) as const)
    for (let i = 0; i < 2; i++) {
      success(await store.claim({ name, version: 1, columns, indexes: ['one', 'two'] })())
    }
    const [found] = await server().sql(
      `SELECT count(*)::integer AS n FROM pg_indexes WHERE schemaname = '${schema}' AND tablename LIKE 'xxx%'`,
    )
    expect(found).toEqual({ n: 3 })
  })

  it.each([-1, 1.5, 2 ** 31, NaN])('refuses the version %d', async (version) => {
    const { store } = await opened()
    expect(failure(await store.claim({ ...table, version })())).toMatchObject({
      _tag: 'Incompatible',
    })
  })

  it('refuses columns that SQL can’t tell apart, or name', async () => {
    const { store } = await opened()
    const text = (name: string) => ({ name, kind: 'text' }) as const
    for (const columns of [
      [text('year'), text('year')],
      [text('_key')],
      [text('a\0b')],
      [text('')],
      [text('đ'.repeat(32))],
    ]) {
      const claimed = await store.claim({ ...table, version: 9, columns, indexes: [] })()
      expect(failure(claimed)).toMatchObject({ _tag: 'Incompatible' })
    }
  })

  it('of two processes at once gives each an epoch, and creates the table once', async () => {
    const schema = freshSchema()
    const stores = await Promise.all(
      Array.from({ length: 6 }, () => openReadModels(server(), { schema })),
    )
    const epochs = await Promise.all(
      stores.map(async (store) => success(await store.claim(table)()).epoch),
    )
    expect(epochs.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6])
  })

  it('adds columns and indexes, and neither changes nor loses a column', async () => {
    const { schema, store, writer } = await opened()
    success(await writer.commit(writing(1, 'p', row(2023, 'a')))())
    const owner = { name: 'owner', kind: 'text' } as const
    const wider: ReadModelTable = {
      ...table,
      columns: [owner, ...table.columns],
      indexes: ['owner'],
    }
    success(await store.claim(wider)())
    expect(await server().sql(`SELECT * FROM ${schema}."planProgress"`)).toEqual([
      { _key: 'p', year: 2023, title: 'a', closed: false, areas: ['procedures'], owner: null },
    ])
    expect(failure(await store.claim(table)())).toMatchObject({ _tag: 'Incompatible' })
    const changed = wider.columns.map(({ name }) => ({ name, kind: 'json' }) as const)
    expect(failure(await store.claim({ ...wider, columns: changed })())).toMatchObject({
      _tag: 'Incompatible',
      wanted: containing('new version'),
    })
  })
})

describe('indexes', () => {
  const many = async () => {
    const { schema, writer } = await opened()
    const upserts = Array.from({ length: 2000 }, (_, i) => ({ key: `k${i}`, row: row(i, `t${i}`) }))
    success(await writer.commit(batch(1, { upserts }))())
    await server().sql(`ANALYZE ${schema}."planProgress__rows_v1"`)
    return schema
  }
  const plan = async (sql: string): Promise<string> => {
    const lines = await server().sql(`EXPLAIN ${sql}`)
    return lines.map((line) => String(line['QUERY PLAN'])).join('\n')
  }

  it('serve the store’s queries', async () => {
    const schema = await many()
    const planOf = (query: Parameters<typeof statementOf>[2]) => {
      const { sql, parameters } = statementOf(
        `${schema}."planProgress__rows_v1"`,
        table.columns,
        query,
      )
      // As literals, so that one EXPLAIN can tell.
      return plan(
        sql.replace(/\$(\d+)/g, (_, n: string) => `'${String(parameters[Number(n) - 1])}'`),
      )
    }
    expect(await planOf({ where: { column: 'year', equals: 7 } })).toMatch(/by_year/)
    expect(await planOf({ where: { column: 'title', equals: 't7' } })).toMatch(/by_title/)
    expect(await planOf({ where: { column: 'title', equals: null } })).toMatch(/by_title/)
    for (const descending of [false, true]) {
      const found = await planOf({ orderBy: 'title', descending, limit: 10 })
      expect(found).toMatch(/Index Scan (Backward )?using \S*by_title/)
      expect(found).not.toContain('Sort')
    }
    expect(await planOf({ orderBy: 'closed' })).toContain('Sort')
  })

  it('serve SQL users of the view', async () => {
    const schema = await many()
    const view = `${schema}."planProgress"`
    expect(await plan(`SELECT title FROM ${view} WHERE year = 2`)).toMatch(/by_year/)
    expect(await plan(`SELECT year FROM ${view} WHERE title >= 't99'`)).toMatch(/by_title/)
    expect(await plan(`SELECT year FROM ${view} WHERE _key = 'k7'`)).toMatch(/rows_v1_pkey/)
  })

  it('hold no value that is too long for them, and say so', async () => {
    const { writer } = await opened()
    const long = Array.from({ length: 1000 }, (_, i) => `${Math.imul(i, 2654435761)}`).join('')
    expect(failure(await writer.commit(writing(1, 'p', row(1, long)))())).toEqual({
      _tag: 'Incompatible',
      found: 'a key, or a value of an indexed column, longer than PostgreSQL can index',
      wanted: '2,700 bytes at most: leave the column out of `indexes`',
    })
    success(await writer.commit(writing(1, 'p', row(1, 'x')))())
  })
})

describe('a closed store', () => {
  it('answers every call with a failure, and closes twice', async () => {
    const { store, writer } = await opened()
    await Promise.all([store.close(), store.close()])
    const closed = { _tag: 'Unavailable', reason: 'closed' }
    expect(failure(await store.claim(table)())).toEqual(closed)
    expect(failure(await store.query(table)())).toEqual(closed)
    expect(failure(await writer.commit(batch(1))())).toEqual(closed)
    expect(failure(await writer.rows([])())).toEqual(closed)
  })

  it('has let work under way end', async () => {
    const { schema, store, writer } = await opened()
    const done = writer.commit(writing(1, 'p', row(1, 'a')))()
    await store.close()
    success(await done)
    expect(await server().sql(`SELECT title FROM ${schema}."planProgress"`)).toHaveLength(1)
  })
})
