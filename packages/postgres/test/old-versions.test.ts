/**
 * Old versions in PostgreSQL: views that read them, and processes that use them meanwhile.
 */
import { isLeft } from 'fp-ts/lib/Either.js'
import { Client } from 'pg'
import { describe, expect, it } from 'vitest'
import type { Operator } from '@kiemtra/runtime'
import { at, row, table, writing } from './support/tables.ts'
import { atEnd, failure, freshSchema, openReadModels, success, useServer } from './support/world.ts'

const server = useServer()
const by: Operator = { kind: 'operator', personId: 'p\0', reason: 'nobody\ud800 reads it' }
const now = '2026-01-05T02:00:00.000Z'
const newer = { ...table, version: 2 }

/** Version 1, and version 2 that has caught up with it. */
const replaced = async () => {
  const schema = freshSchema()
  const store = await openReadModels(server(), { schema })
  const first = success(await store.claim(table)())
  const links = [{ stream: 'kiemtra.plan-1', ids: { of: 'old' } }]
  success(await first.commit({ ...writing(1, 'p', row(2023, 'old')), links })())
  const second = success(await store.claim(newer)())
  success(await second.commit(writing(1, 'p', row(2023, 'new')))())
  return { schema, store, first, second }
}

const drop = async (store: Awaited<ReturnType<typeof replaced>>['store']) =>
  store.oldVersions?.drop(table, by, now)() ?? Promise.reject(new Error('no old versions'))

/** Tables and views of rows, as the catalogue has them. */
const relations = async (schema: string): Promise<ReadonlyArray<unknown>> => {
  const found = await server().sql(
    `SELECT relname FROM pg_class WHERE relnamespace = '${schema}'::regnamespace
      AND relkind IN ('r', 'v') AND relname LIKE 'planProgress%' ORDER BY relname`,
  )
  return found.map(({ relname }) => relname)
}

describe('an old version', () => {
  it('goes with its rows, links, builds and view, and leaves a record', async () => {
    const { schema, store } = await replaced()
    success(await store.build(table)())
    const record = { version: 1, checkpoint: at(1), by, recordedAt: now }
    expect(success(await drop(store))).toEqual(record)
    expect(await relations(schema)).toEqual([
      'planProgress',
      'planProgress__rows_v2',
      'planProgress__v2',
    ])
    const left = await server().sql(
      `SELECT state, rows FROM ${schema}.kiemtra_generations ORDER BY id`,
    )
    expect(left).toEqual([
      { state: 'live', rows: 'planProgress__rows_v2' },
      { state: 'live', rows: '' },
    ])
    expect(await server().sql(`SELECT * FROM ${schema}.kiemtra_links`)).toEqual([])
    expect(success((await store.oldVersions?.dropped(table.name)()) ?? isMissing())).toEqual([
      record,
    ])
  })

  it('is never one whose name can’t be', async () => {
    const { store } = await replaced()
    const name = 'plan\0'
    const dropping = store.oldVersions?.drop({ name, version: 1 }, by, now)() ?? isMissing()
    expect(failure(await dropping)).toMatchObject({ _tag: 'UnknownTable', table: name })
    expect(success((await store.oldVersions?.dropped(name)()) ?? isMissing())).toEqual([])
  })

  it('is recorded with the checkpoint that its last writer has left', async () => {
    const { schema, store } = await replaced()
    const writer = new Client({ connectionString: server().connectionString() })
    await writer.connect()
    atEnd(() => writer.end())
    await writer.query(
      `BEGIN; UPDATE ${schema}.kiemtra_read_models SET checkpoint = '${at(7)}' WHERE version = 1`,
    )
    const dropping = drop(store)
    // Until it waits for the writer.
    for (let waiting = 0; waiting === 0;) {
      const found = await server().sql(
        `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%${schema}.%'`,
      )
      waiting = found.length
    }
    await writer.query('COMMIT')
    expect(success(await dropping)).toMatchObject({ checkpoint: at(7) })
  })

  it('stays, whole, while a view of somebody’s reads it, and says which', async () => {
    const { schema, store, first } = await replaced()
    await server().sql(`
      CREATE VIEW ${schema}."Old titles" AS SELECT title, year FROM ${schema}."planProgress__v1";
      CREATE VIEW ${schema}.past AS SELECT count(*) FROM ${schema}."planProgress__rows_v1";
      CREATE VIEW ${schema}.fine AS SELECT title FROM ${schema}."planProgress"`)
    const before = await relations(schema)
    expect(failure(await drop(store))).toEqual({
      _tag: 'StillRead',
      table: 'planProgress',
      version: 1,
      views: [`${schema}."Old titles"`, `${schema}.past`],
    })
    expect(await relations(schema)).toEqual(before)
    success(await first.commit(writing(2, 'q', row(2024, 'more')))())
    await server().sql(`DROP VIEW ${schema}."Old titles"`)
    expect(failure(await drop(store))).toMatchObject({ views: [`${schema}.past`] })
    await server().sql(`DROP VIEW ${schema}.past`)
    success(await drop(store))
    expect(await server().sql(`SELECT title FROM ${schema}.fine`)).toEqual([{ title: 'new' }])
  })

  it('is dropped once by however many at once, whoever writes or claims it meanwhile', async () => {
    const { schema, store, first } = await replaced()
    const others = await Promise.all([1, 2, 3].map(() => openReadModels(server(), { schema })))
    const [drops, commit] = await Promise.all([
      Promise.all(others.map(drop)),
      first.commit(writing(3, 'q', row(2024, 'late')))(),
    ])
    const told = drops.map((one) => (isLeft(one) ? one.left._tag : 'dropped'))
    expect(told.toSorted()).toEqual(['UnknownTable', 'UnknownTable', 'dropped'])
    if (isLeft(commit)) expect(commit.left._tag).toBe('Fenced')
    // Before the drop or after it: then it begins anew.
    const racing = await Promise.all([store.claim(table)(), ...others.map(drop)])
    const claimed = success(racing[0])
    expect(claimed.checkpoint).toBeUndefined()
    const late = await claimed.commit(writing(1, 'p', row(2023, 'anew')))()
    if (isLeft(late)) expect(late.left._tag).toBe('Fenced')
    else expect(success(await store.row(table, 'p')())).toEqual(row(2023, 'anew'))
    expect(failure(await first.commit(writing(9, 'q', row(2024, 'stale')))())._tag).toBe('Fenced')
  })
})

const isMissing = (): never => {
  throw new Error('no old versions')
}
