import { describe, expect, it } from 'vitest'
import { collect, event, events, ids } from './support/events.ts'
import { openEvents, raw, success, temporaryFile } from './support/files.ts'

const S = 'k.a-1'

/** A store with `count` events in one stream, around another stream's. */
const filled = async (count: number) => {
  const file = temporaryFile()
  const store = await openEvents(file)
  success(await store.append('k.a-0', 'no-stream', events('other'))())
  const [first = event('0'), ...rest] = Array.from({ length: count }, (_, i) => event(`${i}`))
  success(await store.append(S, 'no-stream', [first, ...rest])())
  return { file, store, all: Array.from({ length: count }, (_, i) => `${i}`) }
}

describe('read', () => {
  // A page has 256 events: its edges, and a stream of several pages.
  it.each([1, 255, 256, 257, 512, 700])('delivers all of %d events, both ways', async (count) => {
    const { store, all } = await filled(count)
    expect(await ids(store.read(S))).toEqual(all)
    expect(await ids(store.read(S, { direction: 'backwards' }))).toEqual([...all].reverse())
    const from = Math.floor(count / 2)
    expect(await ids(store.read(S, { from }))).toEqual(all.slice(from))
    expect(await ids(store.read(S, { from, direction: 'backwards' }))).toEqual(
      all.slice(0, from + 1).reverse(),
    )
    expect(await ids(store.read(S, { limit: count - 1 }))).toEqual(all.slice(0, count - 1))
    expect(await ids(store.read(S, { limit: count + 1 }))).toEqual(all)
    expect(await ids(store.read(S, { limit: 257, direction: 'backwards' }))).toEqual(
      [...all].reverse().slice(0, 257),
    )
  })

  it('is empty for a missing stream, no limit, and beyond either end', async () => {
    const { store } = await filled(3)
    expect(await ids(store.read('k.a-2'))).toEqual([])
    expect(await ids(store.read('k.a-2', { direction: 'backwards' }))).toEqual([])
    expect(await ids(store.read(S, { limit: 0 }))).toEqual([])
    expect(await ids(store.read(S, { from: 3 }))).toEqual([])
    expect(await ids(store.read(S, { from: 7, direction: 'backwards' }))).toEqual(['2', '1', '0'])
    expect(await ids(store.read(S, { from: -1, direction: 'backwards' }))).toEqual([])
    expect(await ids(store.read(S, { from: -1 }))).toEqual(['0', '1', '2'])
  })

  it('ends where the stream ended when it began', async () => {
    const { store, all } = await filled(300)
    const seen: string[] = []
    let last = 299
    for await (const { id } of store.read(S)) {
      seen.push(id)
      last = success(await store.append(S, last, events(`late-${id}`))()).revision
    }
    expect(seen).toEqual(all)
  })

  it('can be left early, and the store closed after it', async () => {
    const { file, store } = await filled(600)
    const seen: string[] = []
    for await (const { id } of store.read(S)) {
      seen.push(id)
      if (seen.length === 2) break
    }
    expect(seen).toEqual(['0', '1'])
    // No reader is left open: the log can be truncated to nothing.
    expect(raw(file).prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()).toMatchObject({ busy: 0 })
  })

  it('gives the event loop a turn between pages', async () => {
    const { store } = await filled(600)
    let turns = 0
    const timer = setImmediate(function turn() {
      turns += 1
      setImmediate(turn).unref()
    })
    await collect(store.read(S))
    clearImmediate(timer)
    expect(turns).toBeGreaterThan(0)
  })

  it('throws its failure as a value: closed, aborted', async () => {
    const { store } = await filled(3)
    const aborting = new AbortController()
    const reading = store.read(S, { signal: aborting.signal })[Symbol.asyncIterator]()
    await reading.next()
    aborting.abort()
    await expect(reading.next()).rejects.toMatchObject({ failure: { reason: 'aborted' } })
    const closing = store.read(S)[Symbol.asyncIterator]()
    await closing.next()
    await store.close()
    await expect(closing.next()).rejects.toMatchObject({ failure: { reason: 'closed' } })
    await expect(collect(store.read(S))).rejects.toMatchObject({
      name: 'StoreError',
      failure: { _tag: 'Unavailable', reason: 'closed' },
    })
    expect(await store.head()()).toMatchObject({ _tag: 'Left', left: { reason: 'closed' } })
  })
})
