/**
 * Building anew, as PostgreSQL has it: views and grants, bulk loads, tables that go.
 */
import type { ReadModelBuilder } from '@kiemtra/runtime'
import { Client } from 'pg'
import { describe, expect, it } from 'vitest'
import { at, batch, row, table, writing } from './support/tables.ts'
import { atEnd, failure, freshSchema, openReadModels, success, useServer } from './support/world.ts'

const server = useServer()

const opened = async () => {
  const schema = freshSchema()
  const store = await openReadModels(server(), { schema })
  const writer = success(await store.claim(table)())
  const links = [{ stream: 's', ids: { title: 'old' } }]
  success(await writer.commit({ ...writing(1, 'p', row(2023, 'old')), links })())
  return { schema, store, writer }
}

const filled = async (builder: ReadModelBuilder, title: string): Promise<void> => {
  const links = [{ stream: 's', ids: { title } }]
  success(await builder.commit({ ...writing(1, 'p', row(2023, title)), links })())
}

/** The tables of rows in a schema. */
const tablesIn = async (schema: string): Promise<string> => {
  const found = await server().sql(
    `SELECT tablename FROM pg_tables WHERE schemaname = '${schema}' AND tablename LIKE '%rows%'`,
  )
  return found.map(({ tablename }) => String(tablename)).join()
}

describe('a rebuild', () => {
  it('is seen through users’ own views, under the grants that they had', async () => {
    const { schema, store } = await opened()
    const view = `${schema}."planProgress"`
    await server().sql(`
      CREATE ROLE rebuilt LOGIN PASSWORD 'r';
      CREATE VIEW ${schema}.mine AS SELECT title FROM ${view};
      GRANT USAGE ON SCHEMA ${schema} TO rebuilt;
      GRANT SELECT ON ${view}, ${schema}.mine, ${schema}."planProgress__v1" TO rebuilt`)
    const builder = success(await store.build(table)())
    await filled(builder, 'new')
    success(await builder.finish()())
    const as = { user: 'rebuilt', password: 'r' }
    const reader = new Client({ connectionString: server().connectionString('postgres', as) })
    await reader.connect()
    for (const one of ['"planProgress"', '"planProgress__v1"', 'mine']) {
      const { rows } = await reader.query<{ title: string }>(`SELECT title FROM ${schema}.${one}`)
      expect(rows).toEqual([{ title: 'new' }])
    }
    await reader.end()
  })

  it('of a newer version moves the view to it at once, if it has come as far', async () => {
    const { schema, store } = await opened()
    const shown = () => server().sql(`SELECT title FROM ${schema}."planProgress"`)
    const newer = success(await store.build({ ...table, version: 2 })())
    success(await newer.finish()())
    expect(await shown()).toEqual([{ title: 'old' }])
    const again = success(await store.build({ ...table, version: 2 })())
    await filled(again, 'new')
    success(await again.finish()())
    expect(await shown()).toEqual([{ title: 'new' }])
  })

  it('loads any key and row in bulk, and has the same indexes afterwards', async () => {
    const { schema, store } = await opened()
    const keys = ['\t', '\n', '\r\n', '\\', '\\N', '\\.', 'a\tb\\tc', '', '\'"', 'Đống Đa 🇻🇳']
    const rows = keys.map((key, n) => ({
      key,
      row: { title: key, n, odd: ['\0', '\\u0000', key] },
    }))
    const builder = success(await store.build(table)())
    const upserts = [...rows, { key: '\t', row: { title: 'last word' } }]
    success(await builder.commit(batch(1, { upserts, deletes: ['\r\n'] }))())
    success(await builder.finish()())
    const found = success(await store.query(table)()).rows
    const wanted = rows
      .filter(({ key }) => key !== '\r\n')
      .map((one) => (one.key === '\t' ? { key: '\t', row: { title: 'last word' } } : one))
      .toSorted((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)))
    expect(JSON.stringify(found)).toBe(JSON.stringify(wanted))
    const indexes = await server().sql(
      `SELECT count(*)::integer AS n FROM pg_indexes WHERE schemaname = '${schema}' AND tablename LIKE '%rows_v1%'`,
    )
    expect(indexes).toEqual([{ n: 3 }])
  })

  it('without events leaves a table that can be written', async () => {
    const { store } = await opened()
    const empty = { ...table, version: 2 }
    success(await success(await store.build(empty)()).finish()())
    const writer = success(await store.claim(empty)())
    for (const n of [1, 2]) success(await writer.commit(writing(n, 'p', row(n, 'a')))())
    expect(success(await store.row(empty, 'p')())).toEqual(row(2, 'a'))
  })

  it('drops the old rows, and what was abandoned or overtaken', async () => {
    const { schema, store } = await opened()
    const builder = success(await store.build(table)())
    await filled(builder, 'new')
    expect((await tablesIn(schema)).split(',')).toHaveLength(2)
    success(await builder.finish()())
    expect(await tablesIn(schema)).toBe(`planProgress__rows_v1_${builder.epoch}`)
    success(await success(await store.build(table)()).abandon()())
    success(await store.build(table)())
    const last = success(await store.build(table)())
    success(await last.abandon()())
    expect(await tablesIn(schema)).toBe(`planProgress__rows_v1_${builder.epoch}`)
    for (const of of ['kiemtra_generations', 'kiemtra_links']) {
      const [left] = await server().sql(`SELECT count(*)::integer AS n FROM ${schema}.${of}`)
      expect(left, of).toEqual({ n: 1 })
    }
  })

  it('waits for nobody who reads the old rows: the next build drops them', async () => {
    const { schema, store, writer } = await opened()
    const scan = success(await store.scan(table)())
    const builder = success(await store.build(table)())
    await filled(builder, 'new')
    success(await builder.finish()())
    expect(success(await scan.next(10)())).toEqual([{ key: 'p', row: row(2023, 'old') }])
    expect(await tablesIn(schema)).toContain('planProgress__rows_v1,')
    // Its table is there, and it is told all the same.
    for (const answer of [
      await writer.rows(['p'])(),
      await writer.commit(writing(2, 'p', row(1, 'late')))(),
    ]) {
      expect(failure(answer)).toMatchObject({ _tag: 'Rebuilt' })
    }
    await scan.close()
    const next = success(await store.build(table)())
    success(await next.abandon()())
    expect(await tablesIn(schema)).toBe(`planProgress__rows_v1_${builder.epoch}`)
  })

  it('is never missed by a reader: a query finds old rows or new ones', async () => {
    const { store } = await opened()
    const over = new AbortController()
    let queries = 0
    const seen = new Set<string>()
    const reader = async (): Promise<void> => {
      while (!over.signal.aborted) {
        const page = success(await store.query(table)())
        expect(page.rows).toHaveLength(1)
        expect(success(await store.row(table, 'p')())).toBeDefined()
        seen.add(JSON.stringify(page.rows))
        queries += 1
      }
    }
    const scanner = async (): Promise<void> => {
      while (!over.signal.aborted) {
        const scan = success(await store.scan(table)())
        expect(success(await scan.next(10)())).toHaveLength(1)
        await scan.close()
      }
    }
    const readers = Promise.all([reader(), reader(), reader(), scanner()])
    for (let n = 0; n < 15; n++) {
      const builder = success(await store.build(table)())
      await filled(builder, `build ${n}`)
      success(await builder.finish()())
    }
    over.abort()
    await readers
    expect(queries).toBeGreaterThan(10)
    expect(seen.size).toBeGreaterThan(3)
  })

  it.each([
    ['stay', ''],
    ['go', 'DROP TABLE'],
  ])('is seen whole by a query that had found the old rows, which %s', async (_, drop) => {
    const { schema, store } = await opened()
    const builder = success(await store.build(table)())
    await filled(builder, 'new')
    const holder = new Client({ connectionString: server().connectionString() })
    await holder.connect()
    atEnd(() => holder.end())
    const old = `${schema}."planProgress__rows_v1"`
    await holder.query(`BEGIN; LOCK TABLE ${old}`)
    const asked = store.query(table)()
    for (let waiting = 0; waiting === 0;) {
      const found = await server().sql(
        `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%${schema}.%'`,
      )
      waiting = found.length
    }
    success(await builder.finish()())
    if (drop !== '') await holder.query(`${drop} ${old}`)
    await holder.query('COMMIT')
    expect(success(await asked)).toEqual({
      rows: [{ key: 'p', row: row(2023, 'new') }],
      position: at(1),
    })
  })

  it('leaves its claimant, whose old rows are gone, with `Rebuilt` and not with an error', async () => {
    const { store, writer } = await opened()
    const builder = success(await store.build(table)())
    await filled(builder, 'new')
    success(await builder.finish()())
    for (const answer of [
      await writer.rows(['p'])(),
      await writer.links(['s'])(),
      await writer.commit(writing(2, 'p', row(1, 'late')))(),
    ]) {
      expect(failure(answer)).toMatchObject({ _tag: 'Rebuilt' })
    }
    const renewed = success(await writer.renew()())
    success(await renewed.commit(writing(2, 'p', row(1, 'renewed')))())
    expect(success(await store.checkpoint(table)())).toBe(at(2))
  })
})
