/**
 * Rebuilding in a file: users' views, what is left behind, and processes that are killed meanwhile.
 */
import { setImmediate } from 'node:timers/promises'
import {
  type EventStore,
  inMemoryReadModels,
  projector,
  type ReadModelBuilder,
  type ReadModelStore,
  rebuild,
  type RebuildReport,
  tableOf,
} from '@kiemtra/runtime'
import { describe, expect, it } from 'vitest'
import { positionOf } from '@kiemtra/kernel'
import { build } from '../src/builder.ts'
import { type Database, openDatabase } from '../src/database.ts'
import { SCHEMA_VERSION } from '../src/schema.ts'
import { runChild } from './support/children.ts'
import { events as drafts, generous } from './support/events.ts'
import {
  atEnd,
  containing,
  failure,
  openEvents,
  openReadModels,
  raw,
  success,
  temporaryFile,
} from './support/files.ts'
import { allRows, tallies, tally } from './support/tallying.ts'

// Starting Node takes its time on a busy machine.
const PATIENT = { timeout: 60_000 }
const projections = [tallies]

const setUp = async (accounts = 5, rounds = 3) => {
  const file = temporaryFile()
  const events = await openEvents(file)
  const readModels = await openReadModels(file)
  await tally(events, accounts, 0, rounds)
  return { file, events, readModels, sql: raw(file) }
}

/** What the rows must be, from a store that nobody has killed. */
const expected = async (events: Awaited<ReturnType<typeof setUp>>['events']) => {
  const readModels: ReadModelStore = inMemoryReadModels()
  success(await projector({ events, readModels, projections }).catchUp()())
  return JSON.stringify(await allRows(readModels))
}

/** Tables of rows, and generations, that the file holds. */
const leftIn = (sql: ReturnType<typeof raw>) => ({
  tables: sql
    .prepare(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'tallies!_!_%' ESCAPE '!'`,
    )
    .all().length,
  generations: sql.prepare('SELECT state FROM kiemtra_generations').all(),
  foreignLinks: sql
    .prepare(
      `SELECT count(*) AS n FROM kiemtra_generation_links WHERE generation NOT IN
        (SELECT id FROM kiemtra_generations WHERE state = 'live')`,
    )
    .get(),
})
const NOTHING = { tables: 1, generations: [{ state: 'live' }], foreignLinks: { n: 0 } }

describe('a build in a file', () => {
  it('waits for the disk once: when its rows take the old ones’ place', async () => {
    const { file } = await setUp()
    const database = success(await openDatabase({ file }))
    atEnd(() => database.close())
    const levels: string[] = []
    const watched: Database = {
      ...database,
      run: (trying, work) =>
        database.run(trying, (connection) => {
          const sync = (level: 'FULL' | 'NORMAL') => {
            levels.push(level)
            connection.sync(level)
          }
          return work({ ...connection, sync })
        }),
    }
    const batch = {
      upserts: [{ key: 'a', row: { account: 'a', count: 1, pad: '' } }],
      deletes: [],
      links: [],
    }
    const built = async (): Promise<ReadModelBuilder> => {
      const builder = success(await build(watched, tableOf(tallies)))
      success(await builder.commit({ position: positionOf('1'), ...batch })())
      success(await builder.rows(['a'])())
      return builder
    }
    success(await (await built()).abandon()())
    const builder = await built()
    expect(levels.length).toBeGreaterThan(4)
    expect(levels).not.toContain('FULL')
    success(await builder.finish()())
    success(await builder.abandon()())
    expect(levels.filter((level) => level === 'FULL')).toHaveLength(1)
  })
})

describe('a rebuild in a file', () => {
  it('is the same for who wraps the log and hands over one event at a time', async () => {
    const { events, readModels } = await setUp(40, 30)
    const calls = { next: 0, nextSome: 0 }
    const counted = (hides: boolean): EventStore => ({
      ...events,
      subscribe: (options) => ({
        [Symbol.asyncIterator]: () => {
          const iterator = events.subscribe(options)[Symbol.asyncIterator]()
          const { nextSome } = generous(iterator)
          const next = () => {
            calls.next += 1
            return iterator.next()
          }
          const end = async () => (await iterator.return?.()) ?? { done: true, value: undefined }
          if (hides) return { next, return: end }
          const some = (most: number) => {
            calls.nextSome += 1
            return nextSome(most)
          }
          return { next, nextSome: some, return: end }
        },
      }),
    })
    const reports: RebuildReport[] = []
    for (const hides of [false, true]) {
      calls.next = 0
      calls.nextSome = 0
      const stores = { events: counted(hides), readModels }
      reports.push(success(await rebuild(tallies, stores)()))
      // 1,200 events, and the news that these are all.
      if (hides) expect(calls).toEqual({ next: 1201, nextSome: 0 })
      else expect([calls.next, calls.nextSome < 10]).toEqual([0, true])
      expect(JSON.stringify(await allRows(readModels))).toBe(await expected(events))
    }
    expect(reports[0]?.comparison.built).toEqual(reports[1]?.comparison.built)
  })

  it('leaves users’ own views good, and nothing of the old rows', async () => {
    const { events, readModels, sql } = await setUp()
    success(await projector({ events, readModels, projections }).catchUp()())
    sql.exec(`CREATE VIEW mine AS SELECT account, count FROM tallies WHERE count > 2;
      CREATE VIEW ours AS SELECT count(*) AS n FROM tallies__v1 JOIN mine USING (account)`)
    const writer = success(await readModels.claim(tableOf(tallies))())
    const ghost = { account: 'ghost', count: 9, pad: '' }
    success(await events.append('other.x-1', 'no-stream', drafts('x'))())
    const at = success(await events.head()()) ?? positionOf('')
    const batch = { upserts: [{ key: 'ghost', row: ghost }], deletes: [], links: [] }
    success(await writer.commit({ position: at, ...batch })())
    expect(sql.prepare('SELECT n FROM ours').get()).toEqual({ n: 6 })
    for (let i = 0; i < 3; i++) {
      success(await rebuild(tallies, { events, readModels })())
      expect(sql.prepare('SELECT n FROM ours').get()).toEqual({ n: 5 })
      expect(leftIn(sql)).toEqual(NOTHING)
    }
    const plan = sql.prepare('EXPLAIN QUERY PLAN SELECT account FROM tallies WHERE count = 3').get()
    expect(String(plan?.['detail'])).toMatch(/USING INDEX tallies__rows_v1_\d+__by_count/)
  })

  it('of a version that isn’t shown yet moves the plain view when it has caught up', async () => {
    const { events, readModels, sql } = await setUp()
    success(await projector({ events, readModels, projections }).catchUp()())
    const newer = { ...tallies, version: 2 }
    success(await rebuild(newer, { events, readModels })())
    const shown = sql.prepare(`SELECT version FROM kiemtra_views WHERE name = 'tallies'`).get()
    expect(shown).toEqual({ version: 2 })
    expect(sql.prepare('SELECT count(*) AS n FROM tallies').get()).toEqual({ n: 5 })
    expect(sql.prepare('SELECT count(*) AS n FROM tallies__v1').get()).toEqual({ n: 5 })
  })

  it('leaves nothing when it is abandoned, or was never finished', async () => {
    const { events, readModels, sql } = await setUp()
    success(await projector({ events, readModels, projections }).catchUp()())
    const upserts = Array.from({ length: 2500 }, (_, i) => ({ key: `${i}`, row: {} }))
    const links = upserts.map(({ key }) => ({ stream: key, ids: {} }))
    const fill = async () => {
      const builder = success(await readModels.build(tableOf(tallies))())
      const position = positionOf('9')
      success(await builder.commit({ position, upserts, deletes: [], links })())
      return builder
    }
    success(await (await fill()).abandon()())
    expect(leftIn(sql)).toEqual(NOTHING)
    await fill()
    expect(leftIn(sql).tables).toBe(2)
    success(await rebuild(tallies, { events, readModels })())
    expect(leftIn(sql)).toEqual(NOTHING)
  })

  it('lets others write between its steps, whatever it writes or sweeps', async () => {
    const { events, readModels } = await setUp()
    const upserts = Array.from({ length: 5000 }, (_, i) => ({ key: `${i}`, row: { n: i } }))
    const links = upserts.map(({ key }) => ({ stream: key, ids: {} }))
    let appended = 0
    /** Appends during work, one a turn of the event loop. */
    const during = async (work: Promise<unknown>): Promise<number> => {
      const before = appended
      const under = { way: true }
      const ended = work.finally(() => (under.way = false))
      while (under.way) {
        success(await events.append(`k.a-${appended}`, 'no-stream', drafts(`d${appended}`))())
        appended += 1
        await setImmediate()
      }
      await ended
      return appended - before
    }
    const builder = success(await readModels.build(tableOf(tallies))())
    const batch = { position: positionOf('1'), upserts, deletes: [], links }
    expect(await during(builder.commit(batch)().then(success))).toBeGreaterThanOrEqual(4)
    expect(await during(builder.abandon()().then(success))).toBeGreaterThanOrEqual(4)
    // Rows alone, as many as go by and by.
    const another = success(await readModels.build(tableOf(tallies))())
    const more = [...upserts, ...upserts.map(({ key, row }) => ({ key: `more ${key}`, row }))]
    success(await another.commit({ ...batch, upserts: more, links: [] })())
    expect(await during(another.abandon()().then(success))).toBeGreaterThanOrEqual(5)
  })

  it('reads rows as they stood, while they are changed, replaced and swept', async () => {
    const { events, readModels } = await setUp(1200, 1)
    success(await projector({ events, readModels, projections }).catchUp()())
    const before = JSON.stringify(await allRows(readModels))
    const scan = success(await readModels.scan(tallies)())
    const first = success(await scan.next(10)())
    await tally(events, 5, 1, 2)
    success(await rebuild(tallies, { events, readModels })())
    const rest = success(await scan.next(5000)())
    await scan.close()
    expect(JSON.stringify([...first, ...rest])).toBe(before)
    expect(JSON.stringify(await allRows(readModels))).not.toBe(before)
  })

  it('is scanned while somebody else holds the writer’s lock, and not in a newer file', async () => {
    const { file, events, sql } = await setUp()
    const readModels = await openReadModels(file, { busyTimeoutMs: 1, retryForMs: 0 })
    success(await projector({ events, readModels, projections }).catchUp()())
    sql.exec('BEGIN IMMEDIATE')
    const scan = success(await readModels.scan(tallies)())
    expect(success(await scan.next(10)())).toHaveLength(5)
    await scan.close()
    sql.exec(`PRAGMA user_version = ${SCHEMA_VERSION + 1}; COMMIT`)
    expect(failure(await readModels.scan(tallies)())).toMatchObject({
      _tag: 'Incompatible',
      found: containing(`schema ${SCHEMA_VERSION + 1}`),
    })
  })
})

describe('a process killed', () => {
  it('while it catches up has lost and doubled nothing', PATIENT, async () => {
    const { file, events, readModels } = await setUp(20, 20)
    let last = ''
    for (let run = 0; run < 5; run++) {
      const child = runChild('projectTallies', [file])
      let wanted = 1 + run
      for await (const line of child.lines) {
        if (line === 'done') break
        if (--wanted === 0) await child.kill()
      }
      const checkpoint = success(await readModels.checkpoint(tallies)()) ?? ''
      expect(checkpoint >= last).toBe(true)
      last = checkpoint
    }
    // Killed on its way, not before it and not at its end.
    expect(last).not.toBe('')
    expect(last < (success(await events.head()()) ?? '')).toBe(true)
    success(await projector({ events, readModels, projections }).catchUp()())
    expect(JSON.stringify(await allRows(readModels))).toBe(await expected(events))
  })

  it(
    'while it rebuilds leaves old rows or new ones, and nothing after the next',
    PATIENT,
    async () => {
      const { file, events, readModels, sql } = await setUp(40, 10)
      success(await projector({ events, readModels, projections }).catchUp()())
      const sound = await expected(events)
      let wasLeft = 0
      for (let run = 0; run < 6; run++) {
        const child = runChild('rebuildTallies', [file])
        let wanted = 3 + run * 5
        for await (const _line of child.lines) if (--wanted === 0) await child.kill()
        expect(JSON.stringify(await allRows(readModels))).toBe(sound)
        expect(sql.prepare('SELECT count(*) AS n FROM tallies').get()).toEqual({ n: 40 })
        if (leftIn(sql).generations.length > 1) wasLeft += 1
      }
      expect(wasLeft).toBeGreaterThan(0)
      const report = success(await rebuild(tallies, { events, readModels })())
      expect(report.comparison.agree).toBe(true)
      expect(JSON.stringify(await allRows(readModels))).toBe(sound)
      expect(leftIn(sql)).toEqual(NOTHING)
    },
  )
})
