import { describe, expect, it } from 'vitest'
import { positionOf } from '@kiemtra/kernel'
import { runChild } from './support/children.ts'
import { counterTable } from './support/counters.ts'
import { collect, delivered, event, ids } from './support/events.ts'
import { openEvents, openReadModels, success, temporaryFile } from './support/files.ts'

// Starting Node takes its time on a busy machine.
const PATIENT = { timeout: 240_000 }

describe('a process killed while it writes', () => {
  it(
    'loses no acknowledged event, leaves no half append, and the file opens as ever',
    PATIENT,
    async () => {
      const file = temporaryFile()
      const acknowledged: string[] = []
      for (let run = 0; run < 6; run++) {
        const child = runChild('appendForEver', [file, `r${run}`])
        let wanted = 1 + run * 12
        for await (const id of child.lines) {
          acknowledged.push(id)
          if (--wanted === 0) await child.kill()
        }
        const store = await openEvents(file)
        const stored = await collect(store.read('k.a-1'))
        expect(stored.map(({ revision }) => revision)).toEqual(stored.map((_, i) => i))
        expect(stored.map(({ position }) => Number(position))).toEqual(stored.map((_, i) => i + 1))
        expect(stored.length % 3).toBe(0)
        const present = new Set(stored.map(({ id }) => id))
        expect(acknowledged.filter((id) => !present.has(id))).toEqual([])
        await store.close()
      }
      expect(acknowledged.length).toBeGreaterThan(100)
    },
  )

  it('leaves rows, links and checkpoint of one and the same commit', PATIENT, async () => {
    const file = temporaryFile()
    let acknowledged = 0
    for (let run = 0; run < 4; run++) {
      const child = runChild('commitForEver', [file])
      let wanted = 1 + run * 5
      for await (const position of child.lines) {
        acknowledged = Number(position)
        if (--wanted === 0) await child.kill()
      }
      const store = await openReadModels(file)
      const { rows, position } = success(await store.query(counterTable)())
      expect(Number(position)).toBeGreaterThanOrEqual(acknowledged)
      expect(rows).toEqual(['a', 'b', 'c'].map((key) => ({ key, row: { at: position } })))
      const writer = success(await store.claim(counterTable)())
      expect(success(await writer.links(['k.a-1'])())).toEqual(
        new Map([['k.a-1', { at: position }]]),
      )
      await store.close()
    }
  })

  it('is fenced off by who takes over, and its commits no longer count', PATIENT, async () => {
    const file = temporaryFile()
    const child = runChild('commitForEver', [file])
    const lines = child.lines[Symbol.asyncIterator]()
    await lines.next()
    const store = await openReadModels(file)
    const writer = success(await store.claim(counterTable)())
    // The other process goes on until it meets the fence, says so and ends.
    let line = await lines.next()
    let last = ''
    for (; line.done !== true; line = await lines.next()) last = line.value
    expect(JSON.parse(last)).toEqual({ _tag: 'Fenced', table: 'counters', epoch: 1, current: 2 })
    expect(success(await store.checkpoint(counterTable)())).toBe(writer.checkpoint)
    const position = positionOf('9'.repeat(16))
    success(await writer.commit({ position, upserts: [], deletes: ['a'], links: [] })())
    expect(success(await store.query(counterTable)()).rows).toHaveLength(2)
  })
})

describe('two processes that append to one file', () => {
  it('lose nothing, leave no gap, and a third sees all of it in order, once', PATIENT, async () => {
    const file = temporaryFile()
    const count = 100
    const store = await openEvents(file)
    const live = store.subscribe({ namespace: 'k', from: 'start' })
    const seen = (async () => {
      const all: string[] = []
      const positions: string[] = []
      for await (const delivery of live) {
        for (const stored of delivered([delivery])) {
          all.push(stored.id)
          positions.push(stored.position)
        }
        if (all.length === 4 * count) break
      }
      expect(positions).toEqual([...positions].sort())
      return all
    })()
    const children = ['one', 'two'].map((name) => runChild('compete', [file, name, `${count}`]))
    const lines = children.map((child) => child.lines[Symbol.asyncIterator]())
    for (const child of lines) expect((await child.next()).value).toBe('ready')
    success(await store.append('go.now-1', 'no-stream', [event('go')])())
    const reports: IteratorResult<string, unknown>[] = await Promise.all(
      lines.map((child) => child.next()),
    )
    await Promise.all(children.map(({ ended }) => ended()))
    const shared = await collect(store.read('k.shared-1'))
    expect(shared.map(({ revision }) => revision)).toEqual(shared.map((_, i) => i))
    for (const name of ['one', 'two']) {
      const mine = Array.from({ length: count }, (_, i) => `${name}-${i}`)
      expect(shared.map(({ id }) => id).filter((id) => mine.includes(id))).toEqual(mine)
      expect(await ids(store.read(`k.own-${name}`))).toEqual(mine.map((_, i) => `${name}-own-${i}`))
    }
    expect(shared).toHaveLength(2 * count)
    const all = await seen
    expect(new Set(all).size).toBe(4 * count)
    // They did contend: at the very least, both can't have begun the stream.
    expect(reports.map(({ value }) => value)).not.toEqual(['0', '0'])
  })
})
