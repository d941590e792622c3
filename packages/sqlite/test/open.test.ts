import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sqliteEventStore, sqliteReadModels } from '../src/index.ts'
import { open } from '../src/connection.ts'
import { APPLICATION_ID, SCHEMA_VERSION, schemaObjects } from '../src/schema.ts'
import { event, events, ids } from './support/events.ts'
import {
  containing,
  failure,
  openEvents,
  openReadModels,
  raw,
  success,
  temporaryDirectory,
  temporaryFile,
} from './support/files.ts'
import { runChild } from './support/children.ts'

describe('a file that is not ours', () => {
  const refusal = async (file: string) => {
    const before = existsSync(file) ? readFileSync(file) : undefined
    const answer = failure(await sqliteEventStore({ file })())
    expect(failure(await sqliteReadModels({ file })())).toEqual(answer)
    expect(existsSync(file) ? readFileSync(file) : undefined).toEqual(before)
    if (before !== undefined) expect(readdirSync(dirname(file))).toHaveLength(1)
    return answer
  }

  it('is refused untouched: no SQLite at all', async () => {
    const file = temporaryFile()
    writeFileSync(file, 'Kế hoạch 61/KH-UBND\n'.repeat(40))
    expect(await refusal(file)).toMatchObject({
      _tag: 'Incompatible',
      found: containing(file),
    })
  })

  it('is refused untouched: shorter than a header', async () => {
    const file = temporaryFile()
    writeFileSync(file, 'x')
    expect(await refusal(file)).toMatchObject({ _tag: 'Incompatible' })
  })

  it.each(['delete', 'wal'])(
    'is refused untouched: another program’s, journal %s',
    async (mode) => {
      const file = temporaryFile()
      const database = raw(file)
      database.exec(`PRAGMA journal_mode = ${mode}; CREATE TABLE theirs (x)`)
      database.close()
      expect(await refusal(file)).toMatchObject({
        _tag: 'Incompatible',
        found: containing('another application'),
      })
    },
  )

  it('is refused untouched: ours, with a newer schema', async () => {
    const file = temporaryFile()
    await (await openEvents(file)).close()
    const database = raw(file)
    database.exec(`PRAGMA user_version = ${SCHEMA_VERSION + 1}`)
    database.close()
    expect(await refusal(file)).toMatchObject({
      _tag: 'Incompatible',
      found: containing(`schema ${SCHEMA_VERSION + 1}`),
      wanted: containing(`schema ${SCHEMA_VERSION}`),
    })
  })

  it('is refused, though the newer schema still stands in the -wal alone', async () => {
    const file = temporaryFile()
    await (await openEvents(file)).close()
    const database = raw(file)
    database.exec(`PRAGMA wal_autocheckpoint = 0; PRAGMA user_version = ${SCHEMA_VERSION + 1}`)
    expect(readFileSync(file).readInt32BE(60)).toBe(SCHEMA_VERSION)
    expect(failure(await sqliteEventStore({ file })())).toMatchObject({ _tag: 'Incompatible' })
  })

  it('is refused: a directory, a missing directory, no path', async () => {
    const directory = temporaryDirectory()
    expect(failure(await sqliteEventStore({ file: directory })())).toMatchObject({
      _tag: 'Incompatible',
    })
    const lost = join(directory, 'missing', 'kiemtra.db')
    expect(failure(await sqliteEventStore({ file: lost })())).toEqual({
      _tag: 'Unavailable',
      reason: `the directory of ${lost} is missing: create it first`,
    })
    for (const file of ['', ':memory:']) {
      expect(failure(await sqliteEventStore({ file })())).toMatchObject({ _tag: 'Incompatible' })
    }
    expect(readdirSync(directory)).toEqual([])
  })
})

describe('a file of ours', () => {
  it('is made where none stands, or an empty one', async () => {
    const file = temporaryFile()
    writeFileSync(file, '')
    await (await openEvents(file)).close()
    expect(readFileSync(file).readInt32BE(68)).toBe(APPLICATION_ID)
    expect(readFileSync(file).readInt32BE(60)).toBe(SCHEMA_VERSION)
  })

  it('leaves nothing beside it once the last store is closed', async () => {
    const file = temporaryFile()
    const store = await openEvents(file)
    const readModels = await openReadModels(file)
    success(await store.append('k.a-1', 'no-stream', events('1'))())
    await store.close()
    await readModels.close()
    expect(readdirSync(dirname(file))).toEqual(['kiemtra.db'])
  })

  it('is the file, whatever its name means to SQLite', async () => {
    const directory = temporaryDirectory()
    const file = join(directory, 'file:x?mode=memory')
    await (await openEvents(file)).close()
    expect(readdirSync(directory)).toEqual(['file:x?mode=memory'])
  })

  it('is refused when a guard was taken out of it', async () => {
    for (const { name, sql } of schemaObjects.filter((object) => object.sql.includes('TRIGGER'))) {
      const file = temporaryFile()
      await (await openEvents(file)).close()
      const database = raw(file)
      database.exec(`DROP TRIGGER ${name}`)
      expect(failure(await sqliteEventStore({ file })())).toMatchObject({
        _tag: 'Incompatible',
        found: `${file}, in which ${name} is missing`,
      })
      database.exec(sql.replace('kiemtra:', 'not kiemtra:'))
      expect(failure(await sqliteEventStore({ file })())).toMatchObject({
        found: `${file}, in which ${name} is changed`,
      })
    }
  })

  it('is read back as durable on each open', () => {
    const file = temporaryFile()
    for (let i = 0; i < 2; i++) {
      const connection = open({ file, busyTimeoutMs: 10 })
      expect(connection.get('PRAGMA synchronous')).toEqual({ synchronous: 2 })
      expect(connection.get('PRAGMA journal_mode')).toEqual({ journal_mode: 'wal' })
      expect(connection.get('PRAGMA foreign_keys')).toEqual({ foreign_keys: 1 })
      expect(connection.get('PRAGMA trusted_schema')).toEqual({ trusted_schema: 0 })
      connection.close()
    }
  })

  it('waits for who sets it up, and finds it done', async () => {
    const file = temporaryFile()
    const first = raw(file)
    first.exec('BEGIN IMMEDIATE')
    let pauses = 0
    const store = await openEvents(file, {
      busyTimeoutMs: 0,
      pause: async () => {
        if (++pauses === 3) first.exec('ROLLBACK')
      },
    })
    expect(pauses).toBe(3)
    success(await store.append('k.a-1', 'no-stream', events('1'))())
  })

  it('reports a file that stays locked, when the budget has ended', async () => {
    const file = temporaryFile()
    const other = raw(file)
    other.exec('BEGIN IMMEDIATE')
    let pausedMs = 0
    const opened = await sqliteEventStore({
      file,
      busyTimeoutMs: 1,
      retryForMs: 500,
      pause: async (ms) => void (pausedMs += ms),
    })()
    expect(failure(opened)).toEqual({
      _tag: 'Unavailable',
      reason: `${file} was locked by another process for 500 ms`,
    })
    expect(pausedMs).toBeGreaterThan(200)
    expect(pausedMs).toBeLessThanOrEqual(500)
  })

  it('opens in many stores at once, each of which works', async () => {
    const file = temporaryFile()
    const stores = await Promise.all(Array.from({ length: 8 }, () => openEvents(file)))
    await Promise.all(
      stores.map(async (store, i) =>
        success(await store.append(`k.a-${i}`, 'no-stream', [event(`${i}`)])()),
      ),
    )
    const [first] = stores
    for (let i = 0; i < 8; i++)
      expect(await ids(first?.read(`k.a-${i}`) ?? none())).toEqual([`${i}`])
  })

  it('keeps its locks while a second store in this process opens and closes', async () => {
    const file = temporaryFile()
    const store = await openEvents(file)
    success(await store.append('k.a-1', 'no-stream', events('1'))())
    const before = locks(file)
    await (await openReadModels(file)).close()
    expect(locks(file)).toEqual(before)
  })

  it('without the right to write it is AccessDenied', { timeout: 240_000 }, async () => {
    const directory = temporaryDirectory()
    const inside = join(directory, 'locked')
    mkdirSync(inside)
    const file = join(inside, 'kiemtra.db')
    const store = await openEvents(file)
    success(await store.append('k.a-1', 'no-stream', events('1'))())
    await store.close()
    chmodSync(file, 0o444)
    chmodSync(inside, 0o555)
    chmodSync(directory, 0o755)
    // Root may write whatever the mode says, so the child is nobody.
    const child = runChild('open', [file], { nobody: true })
    expect(await child.json()).toMatchObject({ _tag: 'Left', left: { _tag: 'AccessDenied' } })
    chmodSync(file, 0o000)
    const blind = runChild('open', [file], { nobody: true })
    expect(await blind.json()).toMatchObject({ _tag: 'Left', left: { _tag: 'AccessDenied' } })
    chmodSync(inside, 0o755)
  })
})

const none = async function* (): AsyncGenerator<never> {}

/** The locks that this process holds on a file, as Linux tells them; nothing to compare elsewhere. */
const locks = (file: string): ReadonlyArray<string> => {
  if (!existsSync('/proc/locks')) return []
  const { ino } = statSync(file)
  const held = readFileSync('/proc/locks', 'utf8').split('\n')
  const mine = held.filter((line) => line.includes(` ${process.pid} `) && line.includes(`:${ino} `))
  expect(mine).not.toEqual([])
  return mine.map((line) => line.replace(/^\d+: /, ''))
}
