import { positionOf } from '@kiemtra/kernel'
import type { ReadModelBatch, ReadModelTable } from '@kiemtra/runtime'
import { describe, expect, it } from 'vitest'
import { statementOf } from '../src/row-query.ts'
import { quoted, rowsName } from '../src/tables.ts'
import {
  containing,
  failure,
  openEvents,
  openReadModels,
  raw,
  success,
  temporaryFile,
} from './support/files.ts'
import { events } from './support/events.ts'

const table: ReadModelTable = {
  name: 'planProgress',
  version: 1,
  columns: [
    { name: 'year', kind: 'number' },
    { name: 'title', kind: 'text' },
    { name: 'closed', kind: 'boolean' },
    { name: 'areas', kind: 'json' },
  ],
  indexes: ['year', 'title'],
}

const at = (n: number) => positionOf(String(n).padStart(16, '0'))

const batch = (n: number, rest: Partial<ReadModelBatch> = {}): ReadModelBatch => ({
  position: at(n),
  upserts: [],
  deletes: [],
  links: [],
  ...rest,
})

const row = (year: number, title: string) => ({ year, title, closed: false, areas: ['procedures'] })

const opened = async () => {
  const file = temporaryFile()
  const store = await openReadModels(file)
  const writer = success(await store.claim(table)())
  return { file, store, writer }
}

describe('commit', () => {
  it('writes rows, links and checkpoint together', async () => {
    const { store, writer } = await opened()
    const first = batch(3, {
      upserts: [
        { key: 'p1', row: row(2023, 'Kế hoạch 61') },
        { key: 'p2', row: row(2024, 'x') },
      ],
      links: [{ stream: 'k.plan-p1', ids: { agency: 'a1' } }],
    })
    expect(await writer.commit(first)()).toEqual({ _tag: 'Right', right: undefined })
    expect(success(await store.row(table, 'p1')())).toEqual(row(2023, 'Kế hoạch 61'))
    expect(success(await store.row(table, 'p9')())).toBeUndefined()
    expect(success(await store.checkpoint(table)())).toBe(at(3))
    const next = batch(5, {
      upserts: [{ key: 'p2', row: row(2025, 'y') }],
      deletes: ['p1', 'p9'],
      links: [{ stream: 'k.plan-p1', ids: { head: 'h' } }],
    })
    success(await writer.commit(next)())
    expect(success(await writer.rows(['p1', 'p2', 'p2'])())).toEqual(
      new Map([['p2', row(2025, 'y')]]),
    )
    expect(success(await writer.links(['k.plan-p1', 'k.plan-p2'])())).toEqual(
      new Map([['k.plan-p1', { head: 'h' }]]),
    )
  })

  it('at or before the checkpoint changes nothing', async () => {
    const { store, writer } = await opened()
    success(await writer.commit(batch(5, { upserts: [{ key: 'p', row: row(1, 'a') }] }))())
    for (const n of [5, 4]) {
      success(await writer.commit(batch(n, { upserts: [{ key: 'p', row: row(2, 'b') }] }))())
      expect(success(await store.row(table, 'p')())).toEqual(row(1, 'a'))
      expect(success(await store.checkpoint(table)())).toBe(at(5))
    }
    success(await writer.commit(batch(6, { upserts: [{ key: 'p', row: row(2, 'b') }] }))())
    expect(success(await store.row(table, 'p')())).toEqual(row(2, 'b'))
  })

  it('throws at a row that JSON would change, and leaves nothing', async () => {
    const { store, writer } = await opened()
    const upserts = [
      { key: 'p', row: row(1, 'a') },
      { key: 'q', row: { at: new Date(0) } },
    ]
    await expect(writer.commit(batch(1, { upserts }))()).rejects.toThrow('row.at')
    for (const key of ['a\0b', '\udc00']) {
      const bad = batch(1, { upserts: [{ key, row: row(1, 'a') }] })
      await expect(writer.commit(bad)()).rejects.toThrow('key is')
    }
    expect(success(await store.row(table, 'p')())).toBeUndefined()
    expect(success(await store.checkpoint(table)())).toBeUndefined()
  })

  it('is all or nothing when the disk is full', async () => {
    const file = temporaryFile()
    const store = await openReadModels(file, { maxFileBytes: 150_000 })
    const writer = success(await store.claim(table)())
    success(await writer.commit(batch(1, { upserts: [{ key: 'p0', row: row(1, 'a') }] }))())
    const upserts = Array.from({ length: 100 }, (_, i) => ({
      key: `p${i}`,
      row: row(2, 'x'.repeat(5000)),
    }))
    expect(failure(await writer.commit(batch(2, { upserts }))())).toEqual({
      _tag: 'StorageFull',
      where: file,
    })
    expect(success(await store.query(table)())).toEqual({
      rows: [{ key: 'p0', row: row(1, 'a') }],
      position: at(1),
    })
  })
})

describe('claim', () => {
  it('fences off the claimant before, in this process and in another connection', async () => {
    const { file, writer } = await opened()
    success(await writer.commit(batch(1, { upserts: [{ key: 'p', row: row(1, 'a') }] }))())
    const rival = await openReadModels(file)
    const next = success(await rival.claim(table)())
    expect(next).toMatchObject({ epoch: writer.epoch + 1, checkpoint: at(1) })
    const fenced = { _tag: 'Fenced', table: 'planProgress', epoch: 1, current: 2 }
    const late = batch(2, { upserts: [{ key: 'p', row: row(9, 'zombie') }] })
    expect(failure(await writer.commit(late)())).toEqual(fenced)
    expect(failure(await writer.commit(batch(1))())).toEqual(fenced)
    expect(failure(await writer.rows(['p'])())).toEqual(fenced)
    expect(failure(await writer.links(['s'])())).toEqual(fenced)
    expect(success(await rival.row(table, 'p')())).toEqual(row(1, 'a'))
    success(await next.commit(late)())
  })

  it('reads nothing of a table that nobody claimed', async () => {
    const { store } = await opened()
    for (const name of [
      { name: 'planProgress', version: 2 },
      { name: 'PlanProgress', version: 1 },
      { name: 'x"; DROP TABLE kiemtra_events; --', version: 1 },
    ]) {
      const unknown = { _tag: 'UnknownTable', table: name.name, version: name.version }
      expect(failure(await store.checkpoint(name)())).toEqual(unknown)
      expect(failure(await store.row(name, 'p')())).toEqual(unknown)
      expect(failure(await store.query(name)())).toEqual(unknown)
    }
  })

  it.each([
    'plan progress',
    'plan"',
    "plan'",
    'a__b',
    '1plan',
    'sqlite_plan',
    'Kiemtra_events',
    'kế',
    '',
    'x'.repeat(65),
  ])('refuses the name %j', async (name) => {
    const store = await openReadModels(temporaryFile())
    expect(failure(await store.claim({ ...table, name })())).toMatchObject({ _tag: 'Incompatible' })
  })

  it('refuses columns that SQL can’t tell apart, or name', async () => {
    const store = await openReadModels(temporaryFile())
    const text = (name: string) => ({ name, kind: 'text' }) as const
    for (const columns of [
      [text('year'), text('Year')],
      [text('_key')],
      [text('a"b')],
      [text('a\\b')],
      [text('')],
    ]) {
      const claimed = await store.claim({ ...table, columns, indexes: [] })()
      expect(failure(claimed)).toMatchObject({ _tag: 'Incompatible' })
    }
  })

  it('refuses a name that differs from another by its case alone', async () => {
    const { store } = await opened()
    expect(
      failure(await store.claim({ ...table, name: 'planprogress', version: 7 })()),
    ).toMatchObject({ _tag: 'Incompatible' })
  })

  it('adds columns and indexes, and neither changes nor loses a column', async () => {
    const { file, store, writer } = await opened()
    success(await writer.commit(batch(1, { upserts: [{ key: 'p', row: row(2023, 'a') }] }))())
    const owner = { name: 'owner', kind: 'text' } as const
    const wider = { ...table, columns: [...table.columns, owner], indexes: ['owner'] }
    success(await store.claim(wider)())
    expect(raw(file).prepare('SELECT year, owner FROM planProgress').get()).toEqual({
      year: 2023,
      owner: null,
    })
    expect(failure(await store.claim(table)())).toMatchObject({ _tag: 'Incompatible' })
    const changed = wider.columns.map(({ name }) => ({ name, kind: 'json' }) as const)
    expect(failure(await store.claim({ ...wider, columns: changed })())).toMatchObject({
      _tag: 'Incompatible',
      wanted: containing('new version'),
    })
  })
})

describe('views', () => {
  it('show typed columns under the projection’s name', async () => {
    const { file, writer } = await opened()
    const rows = [
      { key: 'p1', row: { year: 2023, title: "Sở 'A'", closed: true, areas: { a: [1] } } },
      { key: 'p2', row: { year: null, closed: false, areas: 'text' } },
      { key: 'p3', row: { areas: null } },
    ]
    success(await writer.commit(batch(1, { upserts: rows }))())
    const shown = raw(file).prepare('SELECT * FROM "planProgress" ORDER BY _key').all()
    expect(shown).toEqual([
      { _key: 'p1', year: 2023, title: "Sở 'A'", closed: 1, areas: '{"a":[1]}' },
      { _key: 'p2', year: null, title: null, closed: 0, areas: '"text"' },
      { _key: 'p3', year: null, title: null, closed: null, areas: null },
    ])
  })

  it('name columns that need quoting', async () => {
    const file = temporaryFile()
    const store = await openReadModels(file)
    const columns = [{ name: "đơn vị's.$[0]", kind: 'text' }] as const
    const odd = { ...table, columns, indexes: ["đơn vị's.$[0]"] }
    const writer = success(await store.claim(odd)())
    success(
      await writer.commit(batch(1, { upserts: [{ key: 'p', row: { "đơn vị's.$[0]": 'x' } }] }))(),
    )
    expect(raw(file).prepare('SELECT "đơn vị\'s.$[0]" AS v FROM planProgress').get()).toEqual({
      v: 'x',
    })
  })

  it('move to a newer version when it has caught up, and users’ own views with them', async () => {
    const { file, store, writer } = await opened()
    const sql = raw(file)
    sql.exec('CREATE VIEW mine AS SELECT title FROM planProgress')
    const titles = () =>
      sql
        .prepare('SELECT title FROM mine')
        .all()
        .map(({ title }) => title)
    success(await writer.commit(batch(5, { upserts: [{ key: 'p', row: row(2023, 'old') }] }))())
    const newer = { ...table, version: 2 }
    const second = success(await store.claim(newer)())
    const upserts = [{ key: 'p', row: row(2023, 'new') }]
    success(await second.commit(batch(4, { upserts }))())
    expect(titles()).toEqual(['old'])
    success(await second.commit(batch(5, { upserts: [] }))())
    expect(titles()).toEqual(['new'])
    success(await writer.commit(batch(9, { upserts: [{ key: 'q', row: row(2023, 'late') }] }))())
    expect(titles()).toEqual(['new'])
    expect(sql.prepare('SELECT title FROM planProgress__v1 ORDER BY _key').all()).toHaveLength(2)
    expect(sql.prepare('SELECT title FROM planProgress__v2').all()).toHaveLength(1)
    success(await store.claim(table)())
    expect(titles()).toEqual(['new'])
  })
})

describe('indexes', () => {
  const plan = (file: string, sql: string): string =>
    raw(file)
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all()
      .map(({ detail }) => String(detail))
      .join('; ')

  it('serve the store’s queries', async () => {
    const { file } = await opened()
    const planOf = (query: Parameters<typeof statementOf>[1]) =>
      plan(file, statementOf(quoted(rowsName(table)), query).sql)
    expect(planOf({ where: { column: 'year', equals: 2023 } })).toMatch(
      /^SEARCH planProgress__rows_v1 USING INDEX planProgress__rows_v1__by_year \(<expr>=\?\)$/,
    )
    expect(planOf({ where: { column: 'title', equals: null } })).toMatch(/by_title \(<expr>=\?\)$/)
    for (const descending of [false, true]) {
      expect(planOf({ orderBy: 'title', descending })).toMatch(/USING INDEX \S+by_title$/)
    }
    expect(planOf({ orderBy: 'closed' })).toContain('TEMP B-TREE')
  })

  it('serve SQL users of the view', async () => {
    const { file } = await opened()
    expect(plan(file, 'SELECT title FROM planProgress WHERE year = 2023')).toMatch(
      /by_year \(<expr>=/,
    )
    expect(plan(file, "SELECT year FROM planProgress WHERE title >= 'K'")).toMatch(
      /by_title \(<expr>>/,
    )
    expect(plan(file, 'SELECT year FROM planProgress ORDER BY year')).toMatch(/by_year$/)
    expect(plan(file, "SELECT year FROM planProgress WHERE _key = 'p'")).toMatch(/\(key=\?\)/)
  })
})

describe('one file', () => {
  it('holds events and read models, whose commits wait for nobody in the process', async () => {
    const file = temporaryFile()
    const pause = async () => {
      throw new Error('waited')
    }
    const store = await openEvents(file, { busyTimeoutMs: 0, pause })
    const readModels = await openReadModels(file, { busyTimeoutMs: 0, pause })
    const writer = success(await readModels.claim(table)())
    const work: Promise<unknown>[] = []
    for (let i = 1; i <= 50; i++) {
      work.push(
        store
          .append(`k.a-${i}`, 'no-stream', events(`${i}`))()
          .then(success),
      )
      work.push(writer.commit(batch(i))().then(success))
    }
    await Promise.all(work)
    expect(success(await store.head()())).toBe(at(50))
    expect(success(await readModels.checkpoint(table)())).toBe(at(50))
  })
})

describe('a closed store', () => {
  it('answers every call with a failure', async () => {
    const { store, writer } = await opened()
    await store.close()
    await store.close()
    const closed = { _tag: 'Unavailable', reason: 'closed' }
    expect(failure(await store.claim(table)())).toEqual(closed)
    expect(failure(await store.query(table)())).toEqual(closed)
    expect(failure(await writer.commit(batch(1))())).toEqual(closed)
    expect(failure(await writer.rows([])())).toEqual(closed)
  })
})
