import { positionOf } from '@kiemtra/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Delivery, inMemoryEventStore, StoreError } from '../../src/index.ts'
import { collect, done, failed } from '../support/answers.ts'
import { draft } from '../support/meta.ts'

const S = 'kiemtra.account-a'

const names = async (
  items: AsyncIterable<{ readonly id: string }>,
): Promise<ReadonlyArray<string>> => (await collect(items)).map(({ id }) => id)

const filled = async (...ids: ReadonlyArray<string>) => {
  const events = inMemoryEventStore()
  for (const [i, id] of ids.entries()) {
    await done(events.append(S, i === 0 ? 'no-stream' : i - 1, [draft(id)]))
  }
  return events
}

describe('append', () => {
  it('gives revisions without gaps and positions in one order over all streams', async () => {
    const plan = fc.array(
      fc.record({ stream: fc.constantFrom('a', 'b'), n: fc.integer({ min: 1, max: 3 }) }),
    )
    await fc.assert(
      fc.asyncProperty(plan, async (all) => {
        const events = inMemoryEventStore()
        const next = new Map<string, number>()
        const positions: string[] = []
        for (const [i, { stream, n }] of all.entries()) {
          const at = next.get(stream) ?? 0
          const rest = Array.from({ length: n - 1 }, (_, k) => draft(`${i}-${k + 1}`))
          const expected = at === 0 ? 'no-stream' : at - 1
          const written = await done(
            events.append(`kiemtra.x-${stream}`, expected, [draft(`${i}-0`), ...rest]),
          )
          next.set(stream, at + n)
          expect(written.revision).toBe(at + n - 1)
          positions.push(written.position)
        }
        expect([...positions].sort()).toEqual(positions)
        expect(await done(events.head())).toBe(positions[positions.length - 1])
        for (const [stream, count] of next) {
          const stored = await collect(events.read(`kiemtra.x-${stream}`))
          expect(stored.map(({ revision }) => revision)).toEqual([...Array(count).keys()])
        }
      }),
      { numRuns: 50 },
    )
  })

  it.each([
    ['no-stream', 2, 1],
    [0, 2, 1],
    [2, 2, 1],
    [7, 2, 1],
    [0, 0, 'no-stream'],
  ] as const)(
    'expecting %s with %i events there is a conflict',
    async (expected, there, actual) => {
      const events = await filled(...['e0', 'e1'].slice(0, there))
      expect(await failed(events.append(S, expected, [draft('x')]))).toEqual({
        _tag: 'Conflict',
        stream: S,
        expected,
        actual,
      })
      expect(await collect(events.read(S))).toHaveLength(there)
    },
  )

  it('of the same ids at the same revision is answered as the first time', async () => {
    const events = await filled('e0')
    const batch = [draft('e1'), draft('e2')] as const
    const first = await done(events.append(S, 0, batch))
    await done(events.append(S, 2, [draft('e3')]))
    expect(await done(events.append(S, 0, batch))).toEqual(first)
    expect(await names(events.read(S))).toEqual(['e0', 'e1', 'e2', 'e3'])
    // The same ids elsewhere, in another order, or with more behind them are not the same append.
    expect((await failed(events.append(S, 'no-stream', batch)))._tag).toBe('Conflict')
    expect((await failed(events.append(S, 0, [draft('e2'), draft('e1')])))._tag).toBe('Conflict')
    expect((await failed(events.append(S, 2, [draft('e3'), draft('e4')])))._tag).toBe('Conflict')
  })

  it('needs an event: none does not compile, and throws', async () => {
    const events = inMemoryEventStore()
    // @ts-expect-error -- an append of no events is refused by the types
    await expect(events.append(S, 'no-stream', [])()).rejects.toThrow(TypeError)
  })

  it('keeps a copy that neither writer nor reader can change', async () => {
    const events = inMemoryEventStore()
    const data = { list: [1], inner: { text: 'x' } }
    await done(events.append(S, 'no-stream', [draft('e0', data)]))
    data.list.push(2)
    data.inner.text = 'y'
    const [stored] = await collect(events.read(S))
    expect(stored?.data).toEqual({ list: [1], inner: { text: 'x' } })
    for (const kept of [stored, stored?.data, stored?.meta, stored?.meta.actor]) {
      expect(Object.isFrozen(kept)).toBe(true)
    }
  })

  it('all or nothing: what is not JSON throws and leaves nothing', async () => {
    const events = inMemoryEventStore()
    const bad = draft('e1', { when: new Date(0) })
    await expect(events.append(S, 'no-stream', [draft('e0'), bad])()).rejects.toThrow(/data\.when/)
    expect(await collect(events.read(S))).toEqual([])
    expect(await done(events.head())).toBeUndefined()
    const trusting = inMemoryEventStore({ checkJson: false })
    await done(trusting.append(S, 'no-stream', [bad]))
  })
})

describe('read', () => {
  it.each([
    [{}, ['e0', 'e1', 'e2']],
    [{ from: 1 }, ['e1', 'e2']],
    [{ from: 3 }, []],
    [{ limit: 2 }, ['e0', 'e1']],
    [{ from: 1, limit: 1 }, ['e1']],
    [{ limit: 0 }, []],
    [{ direction: 'backwards' }, ['e2', 'e1', 'e0']],
    [{ direction: 'backwards', from: 1 }, ['e1', 'e0']],
    [{ direction: 'backwards', from: 9, limit: 1 }, ['e2']],
  ] as const)('%o', async (options, expected) => {
    const events = await filled('e0', 'e1', 'e2')
    expect(await names(events.read(S, options))).toEqual(expected)
    expect(await names(events.read('kiemtra.account-none', options))).toEqual([])
  })

  it('an abort, and a closed store, are failures', async () => {
    const events = await filled('e0')
    const signal = AbortSignal.abort()
    await expect(collect(events.read(S, { signal }))).rejects.toThrow(StoreError)
    expect((await failed(events.append(S, 0, [draft('e1')], { signal })))._tag).toBe('Unavailable')
    await events.close()
    await expect(collect(events.read(S))).rejects.toThrow(StoreError)
    expect((await failed(events.append(S, 0, [draft('e1')])))._tag).toBe('Unavailable')
    expect((await failed(events.head()))._tag).toBe('Unavailable')
  })
})

const show = (delivery: Delivery): string =>
  delivery._tag === 'Event' ? delivery.stored.id : delivery._tag

/** Takes deliveries until one shows as `last`. */
const until = async (deliveries: AsyncIterable<Delivery>, last: string): Promise<string[]> => {
  const seen: string[] = []
  for await (const delivery of deliveries) {
    seen.push(show(delivery))
    if (show(delivery) === last) break
  }
  return seen
}

describe('subscribe', () => {
  const mixed = async () => {
    const events = await filled('e0', 'e1')
    await done(events.append('other.x-1', 'no-stream', [draft('f0'), draft('f1')]))
    await done(events.append('kiemtraX.x-1', 'no-stream', [draft('g0')]))
    await done(events.append(S, 1, [draft('e2')]))
    return events
  }

  it('delivers its namespace in order, and tells how far it has come', async () => {
    const events = await mixed()
    const all = events.subscribe({ namespace: 'kiemtra', from: 'start' })
    expect(await until(all, 'CaughtUp')).toEqual(['e0', 'e1', 'Advanced', 'e2', 'CaughtUp'])
    const none = events.subscribe({ namespace: 'empty', from: 'start' })
    expect(await until(none, 'CaughtUp')).toEqual(['Advanced', 'CaughtUp'])
  })

  it('begins after a position, whichever', async () => {
    const events = await mixed()
    const all = await collect(events.read(S))
    for (const [i, { position }] of all.entries()) {
      const rest = all.slice(i + 1).map(({ id }) => id)
      const seen = await until(
        events.subscribe({ namespace: 'kiemtra', from: position }),
        'CaughtUp',
      )
      expect(seen.filter((one) => one.startsWith('e'))).toEqual(rest)
    }
    const beyond = events.subscribe({ namespace: 'kiemtra', from: positionOf('9') })
    expect(await until(beyond, 'CaughtUp')).toEqual(['CaughtUp'])
  })

  it('from the end, delivers what is appended after the call', async () => {
    const events = await mixed()
    const tail = events.subscribe({ namespace: 'kiemtra', from: 'end' })
    await done(events.append(S, 2, [draft('e3')]))
    expect(await until(tail, 'CaughtUp')).toEqual(['e3', 'CaughtUp'])
  })

  it('waits for what comes, and is woken by it', async () => {
    const events = await filled('e0')
    const seen = until(events.subscribe({ namespace: 'kiemtra', from: 'start' }), 'e2')
    await done(events.append(S, 0, [draft('e1')]))
    await done(events.append('other.x-1', 'no-stream', [draft('f0')]))
    await done(events.append(S, 1, [draft('e2')]))
    expect((await seen).filter((one) => one.startsWith('e'))).toEqual(['e0', 'e1', 'e2'])
  })

  it('says each time that it has caught up', async () => {
    const events = await filled('e0')
    const all = events.subscribe({ namespace: 'kiemtra', from: 'start' })
    const iterator = all[Symbol.asyncIterator]()
    const next = async () => {
      const given = await iterator.next()
      return given.done === true ? 'end' : show(given.value)
    }
    expect([await next(), await next()]).toEqual(['e0', 'CaughtUp'])
    await done(events.append(S, 0, [draft('e1')]))
    expect([await next(), await next()]).toEqual(['e1', 'CaughtUp'])
    await iterator.return?.()
  })

  it.each(['abort', 'return', 'close'] as const)('ends on %s while it waits', async (how) => {
    const events = await filled('e0')
    const called = new AbortController()
    const { signal } = called
    const tail = events.subscribe({ namespace: 'kiemtra', from: 'end', signal })
    const iterator = tail[Symbol.asyncIterator]()
    expect(await iterator.next()).toMatchObject({ value: { _tag: 'CaughtUp' } })
    const waiting = iterator.next()
    if (how === 'abort') called.abort()
    if (how === 'return') await iterator.return?.()
    if (how === 'close') await events.close()
    expect(await waiting).toEqual({ done: true, value: undefined })
    expect(await iterator.next()).toEqual({ done: true, value: undefined })
  })
})
