import { positionOf } from '@kiemtra/kernel'
import type { Delivery } from '@kiemtra/runtime'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { caughtUp, collect, delivered, event, events, generous, until } from './support/events.ts'
import { openEvents, success, temporaryFile } from './support/files.ts'

const position = (n: number) => positionOf(String(n).padStart(16, '0'))

describe('subscribe', () => {
  it('delivers its namespace in order, tells of others’ events, and catches up', async () => {
    const store = await openEvents(temporaryFile())
    success(await store.append('k.a-1', 'no-stream', events('1'))())
    success(await store.append('kk.a-1', 'no-stream', events('2', '3'))())
    success(await store.append('k.b-1', 'no-stream', events('4'))())
    success(await store.append('K.a-1', 'no-stream', events('5'))())
    const seen = await until(store.subscribe({ namespace: 'k', from: 'start' }), caughtUp)
    expect(delivered(seen).map(({ id }) => id)).toEqual(['1', '4'])
    expect(seen.slice(-2)).toEqual([
      { _tag: 'Advanced', position: position(5) },
      { _tag: 'CaughtUp', position: position(5) },
    ])
  })

  it('begins after a position, at the start, at the end as it is at the call', async () => {
    const store = await openEvents(temporaryFile())
    const empty = await until(store.subscribe({ namespace: 'k', from: 'start' }), caughtUp)
    expect(empty).toEqual([{ _tag: 'CaughtUp', position: '' }])
    success(await store.append('k.a-1', 'no-stream', events('1', '2'))())
    const atEnd = store.subscribe({ namespace: 'k', from: 'end' })
    success(await store.append('k.a-1', 1, events('3'))())
    expect(delivered(await until(atEnd, caughtUp)).map(({ id }) => id)).toEqual(['3'])
    for (const [from, first] of [
      [position(1), '2'],
      [positionOf(''), '1'],
    ] as const) {
      const seen = await until(store.subscribe({ namespace: 'k', from }), caughtUp)
      expect(delivered(seen)[0]?.id).toBe(first)
    }
    const nothing = await until(store.subscribe({ namespace: 'k', from: position(3) }), caughtUp)
    expect(nothing).toEqual([{ _tag: 'CaughtUp', position: position(3) }])
  })

  it.each([499, 500, 501, 1000, 1100])(
    'delivers %d events over its pages, each once',
    async (n) => {
      const store = await openEvents(temporaryFile())
      const [first = event('0'), ...rest] = Array.from({ length: n }, (_, i) => event(`${i}`))
      success(await store.append('k.a-1', 'no-stream', [first, ...rest])())
      const seen = await until(store.subscribe({ namespace: 'k', from: 'start' }), caughtUp)
      expect(delivered(seen).map(({ revision }) => revision)).toEqual([
        0,
        ...rest.map((_, i) => i + 1),
      ])
      expect(seen.at(-1)).toEqual({ _tag: 'CaughtUp', position: position(n) })
    },
  )

  it('refuses a position that is beyond the log, or another store’s', async () => {
    const store = await openEvents(temporaryFile())
    success(await store.append('k.a-1', 'no-stream', events('1'))())
    for (const from of [position(2), positionOf('12:34')]) {
      await expect(collect(store.subscribe({ namespace: 'k', from }))).rejects.toMatchObject({
        failure: { _tag: 'Incompatible' },
      })
    }
  })

  it('is woken by this store’s appends without polling', async () => {
    const store = await openEvents(temporaryFile(), { pollMs: 2 ** 30 })
    const live = store.subscribe({ namespace: 'k', from: 'start' })[Symbol.asyncIterator]()
    expect((await live.next()).value).toMatchObject({ _tag: 'CaughtUp' })
    for (let i = 0; i < 3; i++) {
      const next = live.next()
      success(await store.append(`k.a-${i}`, 'no-stream', events(`${i}`))())
      expect(await next).toMatchObject({ value: { _tag: 'Event', stored: { id: `${i}` } } })
      expect(await live.next()).toMatchObject({ value: { _tag: 'CaughtUp' } })
    }
    await live.return?.()
  })

  it('notices what another connection appends', async () => {
    const file = temporaryFile()
    const store = await openEvents(file)
    const other = await openEvents(file)
    const live = store.subscribe({ namespace: 'k', from: 'start' })[Symbol.asyncIterator]()
    expect((await live.next()).value).toMatchObject({ _tag: 'CaughtUp' })
    for (let i = 0; i < 3; i++) {
      const next = live.next()
      success(await other.append(`k.a-${i}`, 'no-stream', events(`${i}`))())
      expect(await next).toMatchObject({ value: { _tag: 'Event', stored: { id: `${i}` } } })
      expect(await live.next()).toMatchObject({ value: { _tag: 'CaughtUp' } })
    }
    await live.return?.()
  })

  it('ends on an abort, an early return and a close, while it waits', async () => {
    const store = await openEvents(temporaryFile())
    const over = { done: true, value: undefined }
    const waiting = async (signal?: AbortSignal) => {
      const to = {
        namespace: 'k',
        from: 'start',
        ...(signal === undefined ? {} : { signal }),
      } as const
      const live = store.subscribe(to)[Symbol.asyncIterator]()
      await live.next()
      return { live, next: live.next() }
    }
    const aborting = new AbortController()
    const aborted = await waiting(aborting.signal)
    aborting.abort()
    expect(await aborted.next).toEqual(over)
    const returned = await waiting()
    await returned.live.return?.()
    expect(await returned.next).toEqual(over)
    const closed = await waiting()
    await store.close()
    expect(await closed.next).toEqual(over)
    expect(await collect(store.subscribe({ namespace: 'k', from: 'end' }))).toEqual([])
  })

  it('delivers nothing twice to two who ask at once', async () => {
    const store = await openEvents(temporaryFile())
    success(await store.append('k.a-1', 'no-stream', events('1', '2', '3'))())
    const live = store.subscribe({ namespace: 'k', from: 'start' })[Symbol.asyncIterator]()
    const all: IteratorResult<Delivery, unknown>[] = await Promise.all([
      live.next(),
      live.next(),
      live.next(),
      live.next(),
    ])
    const tags = all.map((next) => (next.done === true ? 'end' : next.value._tag))
    expect(tags).toEqual(['Event', 'Event', 'Event', 'CaughtUp'])
    await live.return?.()
  })

  it('gives some at once as it gives them one by one', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom('k', 'other'), fc.constantFrom(1, 2, 499, 500, 501)), {
          maxLength: 3,
        }),
        fc.infiniteStream(fc.constantFrom(0, 1, 2, 100, 1000)),
        async (appends, mosts) => {
          const store = await openEvents(temporaryFile())
          for (const [i, [namespace, n]] of appends.entries()) {
            const [first = event('0'), ...rest] = Array.from({ length: n }, (_, at) =>
              event(`${i}.${at}`),
            )
            success(await store.append(`${namespace}.a-${i}`, 'no-stream', [first, ...rest])())
          }
          const options = { namespace: 'k', from: 'start' } as const
          const oneByOne = await until(store.subscribe(options), caughtUp)
          const iterator = generous(store.subscribe(options)[Symbol.asyncIterator]())
          const seen: Delivery[] = []
          for (const most of mosts) {
            const next = await iterator.nextSome(most)
            const some = next.done === true ? [] : next.value
            expect(some.length).toBeGreaterThan(0)
            expect(some.length).toBeLessThanOrEqual(Math.max(1, most))
            seen.push(...some)
            if (seen.some(caughtUp)) break
          }
          expect(seen).toEqual(oneByOne)
          await iterator.return?.()
        },
      ),
      { numRuns: 20 },
    )
  })

  it('takes turns among who asks for one and who asks for some', async () => {
    const store = await openEvents(temporaryFile())
    success(await store.append('k.a-1', 'no-stream', events('1', '2', '3', '4'))())
    const live = generous(
      store.subscribe({ namespace: 'k', from: 'start' })[Symbol.asyncIterator](),
    )
    const [one, two, last] = await Promise.all([live.next(), live.nextSome(2), live.nextSome(9)])
    const all = [one.value, two.value, last.value].flat()
    expect(
      all.map((delivery) => (delivery?._tag === 'Event' ? delivery.stored.id : 'end')),
    ).toEqual(['1', '2', '3', '4', 'end'])
    await live.return?.()
  })

  it('ends for who waits for some, on an abort, an early return and a close', async () => {
    const store = await openEvents(temporaryFile())
    const over = { done: true, value: undefined }
    const waiting = async (signal?: AbortSignal) => {
      const options = signal === undefined ? {} : { signal }
      const deliveries = store.subscribe({ namespace: 'k', from: 'start', ...options })
      const live = generous(deliveries[Symbol.asyncIterator]())
      await live.nextSome(9)
      return { live, next: live.nextSome(9) }
    }
    const aborting = new AbortController()
    const aborted = await waiting(aborting.signal)
    aborting.abort()
    expect(await aborted.next).toEqual(over)
    const returned = await waiting()
    await returned.live.return?.()
    expect(await returned.next).toEqual(over)
    const closed = await waiting()
    await store.close()
    expect(await closed.next).toEqual(over)
    expect(await closed.live.nextSome(9)).toEqual(over)
  })
})
