/**
 * The views as SQL users have them: typed, and with their own views and grants on them.
 */
import type { Column, ReadModelTable } from '@kiemtra/runtime'
import { beforeAll, describe, expect, it } from 'vitest'
import { at, batch, row, table, writing } from './support/tables.ts'
import { freshSchema, openReadModels, success, useServer } from './support/world.ts'

const server = useServer()
const READER = { user: 'reader', password: 'reads' }

beforeAll(() => server().sql(`CREATE ROLE reader LOGIN PASSWORD 'reads'`))

const opened = async () => {
  const schema = freshSchema()
  const store = await openReadModels(server(), { schema })
  const writer = success(await store.claim(table)())
  const view = `${schema}."planProgress"`
  await server().sql(`GRANT USAGE ON SCHEMA ${schema} TO reader`)
  return { schema, store, writer, view }
}

/** As `reader`; an error as its text. */
const asReader = async (sql: string): Promise<unknown> => {
  const { Client } = await import('pg')
  const client = new Client({ connectionString: server().connectionString('postgres', READER) })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } catch (error) {
    return error instanceof Error ? error.message : error
  } finally {
    await client.end()
  }
}

const version = (n: number, columns: ReadonlyArray<Column>): ReadModelTable => ({
  name: table.name,
  version: n,
  columns,
  indexes: [],
})
const column = (name: string): Column => {
  const found = table.columns.find((each) => each.name === name)
  if (found === undefined) throw new Error(`no column ${name}`)
  return found
}

describe('views', () => {
  it('show typed columns under the projection’s name', async () => {
    const { view, writer } = await opened()
    const upserts = [
      { key: 'p1', row: { year: 2023.5, title: "Sở 'A'", closed: true, areas: { a: [1] } } },
      { key: 'p2', row: { year: null, closed: false, areas: 'text' } },
      { key: 'p3', row: { areas: null } },
      { key: 'p4', row: { year: 'odd', title: 1, closed: 'odd', areas: 0 } },
    ]
    success(await writer.commit(batch(1, { upserts }))())
    expect(await server().sql(`SELECT * FROM ${view} ORDER BY _key`)).toEqual([
      { _key: 'p1', year: 2023.5, title: "Sở 'A'", closed: true, areas: { a: [1] } },
      { _key: 'p2', year: null, title: null, closed: false, areas: 'text' },
      { _key: 'p3', year: null, title: null, closed: null, areas: null },
      { _key: 'p4', year: null, title: '1', closed: null, areas: 0 },
    ])
    const types = await server().sql(
      `SELECT pg_typeof(_key)::text AS k, pg_typeof(year)::text AS y, pg_typeof(title)::text AS t,
        pg_typeof(closed)::text AS c, pg_typeof(areas)::text AS a FROM ${view} LIMIT 1`,
    )
    expect(types).toEqual([
      { k: 'text', y: 'double precision', t: 'text', c: 'boolean', a: 'jsonb' },
    ])
  })

  it('order text by its bytes, as the other stores do', async () => {
    const { view, writer } = await opened()
    const titles = ['b', 'Đ', 'B', 'a', 'đ', 'ẵ', '\u{1F600}', '\uFFFD', '']
    const upserts = titles.map((title, i) => ({ key: `k${i}`, row: row(i, title) }))
    success(await writer.commit(batch(1, { upserts }))())
    const found = await server().sql(`SELECT title FROM ${view} ORDER BY title`)
    expect(found.map(({ title }) => title).join('|')).toBe('|B|a|b|Đ|đ|ẵ|\uFFFD|\u{1F600}')
  })

  it('name columns that need quoting', async () => {
    const { store, schema } = await opened()
    const name = `đơn vị's "\\.$[0]`
    const odd: ReadModelTable = {
      ...version(1, [{ name, kind: 'text' }]),
      name: 'odd',
      indexes: [name],
    }
    const writer = success(await store.claim(odd)())
    success(await writer.commit(writing(1, 'p', { [name]: 'x' }))())
    const quoted = `"${name.replaceAll('"', '""')}"`
    expect(await server().sql(`SELECT ${quoted} AS v FROM ${schema}.odd`)).toEqual([{ v: 'x' }])
  })
})

describe('a version with more columns', () => {
  it('takes over when it has caught up, and users’ views and grants with it', async () => {
    const { schema, store, writer, view } = await opened()
    await server().sql(`
      CREATE VIEW ${schema}.mine AS SELECT title, year FROM ${view};
      GRANT SELECT ON ${view}, ${schema}."planProgress__v1", ${schema}.mine TO reader;`)
    success(await writer.commit(writing(5, 'p', row(2023, 'old')))())
    const owner = { name: 'owner', kind: 'text' } as const
    const second = success(await store.claim(version(2, [owner, ...table.columns]))())
    success(await second.commit(writing(4, 'p', { ...row(2023, 'new'), owner: 'a-1' }))())
    expect(await asReader(`SELECT * FROM ${schema}.mine`)).toEqual([{ title: 'old', year: 2023 }])
    success(await second.commit(batch(5))())
    expect(await asReader(`SELECT * FROM ${schema}.mine`)).toEqual([{ title: 'new', year: 2023 }])
    expect(await asReader(`SELECT owner FROM ${view}`)).toEqual([{ owner: 'a-1' }])
    success(await writer.commit(writing(9, 'q', row(2023, 'late')))())
    expect(await asReader(`SELECT * FROM ${schema}.mine`)).toHaveLength(1)
    expect(await asReader(`SELECT title FROM ${schema}."planProgress__v1"`)).toHaveLength(2)
    success(await store.claim(table)())
    expect(await asReader(`SELECT * FROM ${schema}.mine`)).toHaveLength(1)
    // The table was never granted.
    expect(await asReader(`SELECT * FROM ${schema}."planProgress__rows_v2"`)).toMatch(
      /permission denied/,
    )
  })

  it('takes over at once where it starts beyond the one shown, in that very commit', async () => {
    const { store, view } = await opened()
    const second = success(await store.claim(version(2, table.columns))())
    success(await second.commit(writing(1, 'p', row(1, 'new')))())
    expect(await server().sql(`SELECT title FROM ${view}`)).toEqual([{ title: 'new' }])
  })
})

describe('a version that has lost a column, or changed its type', () => {
  const narrower = version(2, [column('title'), { name: 'closed', kind: 'text' }])

  it('is a new view under the same name, with the same grants', async () => {
    const { schema, store, view } = await opened()
    await server().sql(`
      GRANT SELECT ON ${view} TO reader WITH GRANT OPTION; GRANT SELECT (title) ON ${view} TO PUBLIC`)
    const second = success(await store.claim(narrower)())
    success(await second.commit(writing(1, 'p', { title: 'new', closed: 'no' }))())
    expect(await asReader(`SELECT * FROM ${view}`)).toEqual([
      { _key: 'p', title: 'new', closed: 'no' },
    ])
    const granted = await server().sql(
      `SELECT has_table_privilege('reader', '${view}', 'SELECT WITH GRANT OPTION') AS whole,
        has_column_privilege('public', '${view}', 'title', 'SELECT') AS part`,
    )
    expect(granted).toEqual([{ whole: true, part: true }])
    const views = await server().sql(
      `SELECT viewname FROM pg_views WHERE schemaname = '${schema}' ORDER BY viewname`,
    )
    expect(views.map(({ viewname }) => viewname)).toEqual([
      'planProgress',
      'planProgress__v1',
      'planProgress__v2',
    ])
  })

  it('leaves users’ views on the columns that are there still, and refuses those that are gone', async () => {
    const { schema, store, writer, view } = await opened()
    await server().sql(`
      CREATE VIEW ${schema}.good AS SELECT title FROM ${view};
      CREATE VIEW ${schema}.bad AS SELECT title, year FROM ${view};
      CREATE VIEW ${schema}.worse AS SELECT closed FROM ${view};
      GRANT SELECT ON ALL TABLES IN SCHEMA ${schema} TO reader`)
    success(await writer.commit(writing(1, 'p', row(2023, 'old')))())
    const second = success(await store.claim(narrower)())
    success(await second.commit(writing(1, 'p', { title: 'new', closed: 'no' }))())
    expect(await asReader(`SELECT * FROM ${schema}.good`)).toEqual([{ title: 'new' }])
    expect(await asReader(`SELECT * FROM ${schema}.bad`)).toBe(
      `column year (double precision) of planProgress is gone since version 2: see the columns of ${schema}.planProgress`,
    )
    expect(await asReader(`SELECT * FROM ${schema}.worse`)).toContain('column closed (boolean)')
    expect(await asReader(`SELECT title FROM ${schema}.bad`)).toEqual([{ title: 'new' }])
    expect(await asReader(`SELECT * FROM ${view}`)).toEqual([
      { _key: 'p', title: 'new', closed: 'no' },
    ])

    // The column comes back: so does the view that reads it.
    const third = success(await store.claim(version(3, [column('title'), column('year')]))())
    success(await third.commit(writing(2, 'p', { title: 'third', year: 3 }))())
    expect(await asReader(`SELECT * FROM ${schema}.bad`)).toEqual([{ title: 'third', year: 3 }])
    expect(await asReader(`SELECT * FROM ${schema}.good`)).toEqual([{ title: 'third' }])
    expect(await asReader(`SELECT * FROM ${view}`)).toEqual([
      { _key: 'p', title: 'third', year: 3 },
    ])

    // Nothing hangs on the old views any more: the next move clears them away.
    await server().sql(`DROP VIEW ${schema}.good, ${schema}.bad, ${schema}.worse`)
    const fourth = success(await store.claim(version(4, [column('title'), column('year')]))())
    success(await fourth.commit(batch(3))())
    const left = await server().sql(
      `SELECT viewname FROM pg_views WHERE schemaname = '${schema}' AND viewname LIKE '%until%'`,
    )
    expect(left).toEqual([])
  })

  it('waits for nobody who reads: the commit is tried again, and given up as a value', async () => {
    const schema = freshSchema()
    const store = await openReadModels(server(), { schema, lockTimeoutMs: 50, retryForMs: 200 })
    success(await store.claim(table)())
    const second = success(await store.claim(narrower)())
    const { Client } = await import('pg')
    const reader = new Client({ connectionString: server().connectionString() })
    await reader.connect()
    await reader.query(`BEGIN; SELECT * FROM ${schema}."planProgress"`)
    const blocked = await second.commit(writing(1, 'p', { title: 'new', closed: 'no' }))()
    expect(blocked).toMatchObject({ left: { _tag: 'Unavailable' } })
    expect(success(await store.checkpoint(narrower)())).toBeUndefined()
    await reader.query('COMMIT')
    await reader.end()
    success(await second.commit(writing(1, 'p', { title: 'new', closed: 'no' }))())
    expect(success(await store.checkpoint(narrower)())).toBe(at(1))
  })
})
