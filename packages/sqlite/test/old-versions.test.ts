/**
 * Old versions in a file: views that read them, what is left, and other connections.
 */
import { isLeft, left } from 'fp-ts/lib/Either.js'
import type { Operator } from '@kiemtra/runtime'
import { positionOf } from '@kiemtra/kernel'
import { describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../src/database.ts'
import { unavailable } from '../src/failure.ts'
import type { SqliteReadModels } from '../src/index.ts'
import { oldVersionsIn } from '../src/old-versions.ts'
import { atEnd, failure, openReadModels, raw, success, temporaryFile } from './support/files.ts'

const table = {
  name: 'balances',
  version: 1,
  columns: [{ name: 'balance', kind: 'number' }],
  indexes: ['balance'],
} as const
const newer = { ...table, version: 2 }
const by: Operator = { kind: 'operator', personId: 'p1', reason: 'nobody reads it' }
const now = '2026-01-05T02:00:00.000Z'
const position = positionOf('1')

const batchOf = (rows: number) => ({
  position,
  upserts: Array.from({ length: rows }, (_, n) => ({ key: `k${n}`, row: { balance: n } })),
  deletes: [],
  links: [{ stream: 's', ids: { a: 'b' } }],
})

/** Version 1, and version 2 that has caught up with it. */
const replaced = async (rows = 2) => {
  const file = temporaryFile()
  const store = await openReadModels(file)
  const first = success(await store.claim(table)())
  success(await first.commit(batchOf(rows))())
  const second = success(await store.claim(newer)())
  success(await second.commit(batchOf(1))())
  return { file, store, first, sql: raw(file) }
}

const drop = async (store: SqliteReadModels) =>
  store.oldVersions?.drop(table, by, now)() ?? Promise.reject(new Error('no old versions'))

const relations = (sql: ReturnType<typeof raw>) =>
  sql
    .prepare(`SELECT name FROM sqlite_schema WHERE name LIKE 'balances%' ORDER BY name`)
    .all()
    .map(({ name }) => name)

describe('an old version', () => {
  it.each([1, 3999, 4000, 4001, 6000])('of %i rows goes, and leaves nothing', async (rows) => {
    const { store, sql } = await replaced(rows)
    success(await store.build(table)())
    expect(success(await drop(store))).toEqual({
      version: 1,
      checkpoint: position,
      by,
      recordedAt: now,
    })
    expect(relations(sql)).toEqual([
      'balances',
      'balances__rows_v2',
      'balances__rows_v2__by_balance',
      'balances__v2',
    ])
    expect(sql.prepare('SELECT state, rows FROM kiemtra_generations ORDER BY id').all()).toEqual([
      { state: 'live', rows: 'balances__rows_v2' },
      { state: 'live', rows: '' },
    ])
    expect(sql.prepare('SELECT count(*) AS n FROM kiemtra_generation_links').get()).toEqual({
      n: 1,
    })
  })

  it('stays, whole, while a view of somebody’s reads it, and says which', async () => {
    const { store, first, sql } = await replaced()
    sql.exec(`
      CREATE VIEW "Old ""ones""" AS SELECT balance FROM balances__v1;
      CREATE VIEW on_that AS SELECT * FROM "Old ""ones""";
      CREATE VIEW broken AS SELECT * FROM nowhere;
      CREATE VIEW fine AS SELECT balance FROM balances`)
    const before = relations(sql)
    const views = ['Old "ones"', 'on_that']
    expect(failure(await drop(store))).toEqual({
      _tag: 'StillRead',
      table: 'balances',
      version: 1,
      views,
    })
    expect(relations(sql)).toEqual(before)
    success(await first.commit({ ...batchOf(3), position: positionOf('2') })())
    sql.exec('DROP VIEW on_that; CREATE VIEW "Also" AS SELECT * FROM "Old ""ones"""')
    expect(failure(await drop(store))).toMatchObject({ views: ['Also', 'Old "ones"'] })
    sql.exec('DROP VIEW "Also"')
    expect(failure(await drop(store))).toMatchObject({ views: ['Old "ones"'] })
    sql.exec('DROP VIEW "Old ""ones"""')
    success(await drop(store))
    expect(sql.prepare('SELECT * FROM fine').all()).toEqual([{ balance: 0 }])
  })

  it('is dropped once by however many at once, and begun anew by who claims it', async () => {
    const { file, store, first } = await replaced(5000)
    const others = await Promise.all([1, 2, 3].map(() => openReadModels(file)))
    const [claimed, ...drops] = await Promise.all([
      store.claim(table)(),
      ...others.map(drop),
      store.build(table)(),
    ])
    const told = drops.slice(0, 3).map((one) => (isLeft(one) ? one.left._tag : 'dropped'))
    expect(told.filter((one) => one === 'dropped').length).toBeGreaterThan(0)
    const late = await success(claimed).commit({ ...batchOf(1), position: positionOf('3') })()
    if (isLeft(late)) expect(late.left._tag).toBe('Fenced')
    expect(failure(await first.commit(batchOf(1))())._tag).toBe('Fenced')
    const anew = success(await store.claim(table)())
    success(await anew.commit({ ...batchOf(2), position: positionOf('4') })())
    expect(success(await store.query(table)()).rows).toHaveLength(2)
  })

  it('that was dropped, and not swept, begins anew with a view, and without a row', async () => {
    const { file, store, sql } = await replaced()
    const database = success(await openDatabase({ file }))
    atEnd(() => database.close())
    let runs = 0
    const dying: Database = {
      ...database,
      run: async (trying, work) =>
        ++runs > 1 ? left(unavailable('died')) : database.run(trying, work),
    }
    success(await oldVersionsIn(dying).drop(table, by, now)())
    expect(runs).toBeGreaterThan(1)
    expect(relations(sql)).toContain('balances__rows_v1')
    const anew = success(await store.claim(table)())
    expect(success(await store.query(table)()).rows).toEqual([])
    expect(sql.prepare('SELECT balance FROM balances__v1').all()).toEqual([])
    success(await anew.commit(batchOf(2))())
    success(await success(await store.build(table)()).abandon()())
    expect(sql.prepare('SELECT count(*) AS n FROM balances__v1').get()).toEqual({ n: 2 })
    expect(relations(sql)).not.toContain('balances__rows_v1')
  })
})
