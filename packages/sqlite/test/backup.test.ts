import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { positionOf } from '@kiemtra/kernel'
import { event, events, ids } from './support/events.ts'
import { counterTable } from './support/counters.ts'
import {
  failure,
  openEvents,
  openReadModels,
  success,
  temporaryDirectory,
  temporaryFile,
} from './support/files.ts'

const S = 'k.a-1'

describe('backup', () => {
  it('holds all that was acknowledged, in a file of its own that opens', async () => {
    const file = temporaryFile()
    const to = join(dirname(file), 'backup.db')
    const store = await openEvents(file)
    const readModels = await openReadModels(file)
    success(await store.append(S, 'no-stream', events('1', '2'))())
    const writer = success(await readModels.claim(counterTable)())
    const position = positionOf('0000000000000002')
    const upserts = [{ key: 'a', row: { at: position } }]
    success(await writer.commit({ position, upserts, deletes: [], links: [] })())
    success(await store.backup(to)())
    expect(readdirSync(dirname(file)).filter((name) => name.startsWith('backup'))).toEqual([
      'backup.db',
    ])
    // The original goes on without its backup.
    success(await store.append(S, 1, events('3'))())
    const restored = await openEvents(to)
    expect(await ids(restored.read(S))).toEqual(['1', '2'])
    const rows = await openReadModels(to)
    expect(success(await rows.query(counterTable)())).toEqual({
      rows: [{ key: 'a', row: { at: position } }],
      position,
    })
    success(await restored.append(S, 1, events('other 3'))())
    expect(await ids(store.read(S))).toEqual(['1', '2', '3'])
  })

  it('is one moment of a file that is being written', { timeout: 240_000 }, async () => {
    const file = temporaryFile()
    const store = await openEvents(file)
    let last: number | 'no-stream' = 'no-stream'
    const write = async (count: number): Promise<void> => {
      for (let i = 0; i < count; i++) {
        const name = `${last}-${i}`
        const pair = [event(`${name}a`, 'x'.repeat(2000)), event(`${name}b`)] as const
        last = success(await store.append(S, last, pair)()).revision
      }
    }
    await write(200)
    const directory = temporaryDirectory()
    for (let i = 0; i < 3; i++) {
      const before = last
      const to = join(directory, `${i}.db`)
      const finished = new AbortController()
      const backup = store.backup(to)
      const copying = backup().finally(() => finished.abort())
      while (!finished.signal.aborted) {
        await write(5)
        await new Promise(setImmediate)
      }
      success(await copying)
      const restored = await openEvents(to)
      const found = await ids(restored.read(S))
      expect(found).toHaveLength(found.length - (found.length % 2))
      expect(found.length - 1).toBeGreaterThanOrEqual(Number(before))
      expect((await ids(store.read(S))).slice(0, found.length)).toEqual(found)
    }
  })

  it('never overwrites, and leaves nothing where it fails', async () => {
    const file = temporaryFile()
    const store = await openEvents(file)
    const directory = temporaryDirectory()
    const to = join(directory, 'taken')
    writeFileSync(to, 'mine')
    expect(failure(await store.backup(to)())).toEqual({
      _tag: 'Unavailable',
      reason: `${to} is there already: choose another path`,
    })
    expect(readFileSync(to, 'utf8')).toBe('mine')
    expect(failure(await store.backup(file)())).toMatchObject({ _tag: 'Unavailable' })
    expect(failure(await store.backup(join(directory, 'no', 'where'))())).toMatchObject({
      _tag: 'Unavailable',
    })
    expect(readdirSync(directory)).toEqual(['taken'])
  })

  it('of two to one path, one is refused', async () => {
    const store = await openEvents(temporaryFile())
    const to = join(temporaryDirectory(), 'backup.db')
    const both = await Promise.all([store.backup(to)(), store.backup(to)()])
    expect(both.map(({ _tag }) => _tag).sort()).toEqual(['Left', 'Right'])
    expect(readdirSync(dirname(to))).toEqual(['backup.db'])
  })

  it('is finished before the store closes', async () => {
    const store = await openEvents(temporaryFile())
    const to = join(temporaryDirectory(), 'backup.db')
    const copying = store.backup(to)()
    await store.close()
    expect(existsSync(to)).toBe(true)
    success(await copying)
    expect(failure(await store.backup(to)())).toEqual({ _tag: 'Unavailable', reason: 'closed' })
  })
})
