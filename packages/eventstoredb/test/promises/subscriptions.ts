/**
 * Subscriptions: every event of the namespace once, in order, whatever happens to the line.
 */
import type { Delivery } from '@kiemtra/runtime'
import { describe, expect, it } from 'vitest'
import type { Act } from '../../../../test/support/eventstoredb/protocol.ts'
import type { SubscriptionNotice } from '../../src/index.ts'
import {
  all,
  aNamespace,
  aStream,
  type Connect,
  event,
  events,
  eventually,
  idsOf,
  isEvent,
  rig,
  takeUntil,
  thrown,
  written,
} from '../rig.ts'

const isCaughtUp = ({ _tag }: Delivery): boolean => _tag === 'CaughtUp'
const positionOf = (delivery: Delivery): string =>
  delivery._tag === 'Event' ? delivery.stored.position : delivery.position
const dropping = { do: 'error', code: 14, details: 'Connection dropped' } as const

export const subscriptions = (connect: Connect): void => {
  describe('subscribing', () => {
    const { server, store } = rig(connect)

    const openLines = async (): Promise<number> => (await server().counts()).open.subscribe
    const foreign = (count: number, stream = 'other-1') =>
      server().write(Array.from({ length: count }, () => ({ stream, type: 'Foreign', data: '{}' })))

    it('delivers what is there, says when it has caught up, and goes on live', async () => {
      const target = store()
      const namespace = aNamespace()
      const stream = aStream(namespace)
      const [past, live] = [events(40), events(3)]
      written(await target.append(stream, 'no-stream', past)())
      const subscription = target.subscribe({ namespace, from: 'start' })
      const taken: Delivery[] = []
      for await (const delivery of subscription) {
        taken.push(delivery)
        if (delivery._tag === 'CaughtUp' && taken.length <= past.length + 2) {
          written(await target.append(stream, 39, live)())
        } else if (delivery._tag === 'CaughtUp') break
      }
      expect(idsOf(taken)).toEqual([...past, ...live].map(({ id }) => id))
      expect(taken.filter(isCaughtUp)).toHaveLength(2)
      const positions = taken.map(positionOf)
      expect([...positions].sort()).toEqual(positions)
    })

    it('delivers what is stored, as a reading does', async () => {
      const target = store()
      const namespace = aNamespace()
      const stream = aStream(namespace)
      written(await target.append(stream, 'no-stream', [event({ a: [1, null] })])())
      const taken = await takeUntil(target.subscribe({ namespace, from: 'start' }), isCaughtUp)
      const [stored] = await all(target.read(stream))
      expect(taken.filter(({ _tag }) => _tag === 'Event')).toEqual([{ _tag: 'Event', stored }])
    })

    it('starts after a position, an event’s or one between', async () => {
      const target = store()
      const namespace = aNamespace()
      const stream = aStream(namespace)
      const batch = events(4)
      written(await target.append(stream, 'no-stream', batch)())
      const [, second] = await all(target.read(stream))
      if (second === undefined) return expect.fail()
      const after = await takeUntil(
        target.subscribe({ namespace, from: second.position }),
        isCaughtUp,
      )
      expect(idsOf(after)).toEqual(batch.slice(2).map(({ id }) => id))
      await foreign(2)
      const caughtUp = await takeUntil(target.subscribe({ namespace, from: 'start' }), isCaughtUp)
      const end = caughtUp.at(-1)
      if (end?._tag !== 'CaughtUp') return expect.fail()
      const late = event()
      written(await target.append(stream, 3, [late])())
      const live = await takeUntil(target.subscribe({ namespace, from: end.position }), isCaughtUp)
      expect(idsOf(live)).toEqual([late.id])
    })

    it('from the end, delivers what is appended after the call, also before the first wait', async () => {
      const target = store()
      const namespace = aNamespace()
      const stream = aStream(namespace)
      written(await target.append(stream, 'no-stream', [event()])())
      const subscription = target.subscribe({ namespace, from: 'end' })
      const late = event()
      written(await target.append(stream, 0, [late])())
      expect(idsOf(await takeUntil(subscription, isEvent(late.id)))).toEqual([late.id])
    })

    it('from the end, waits with appends until the end is known', async () => {
      const target = store()
      const namespace = aNamespace()
      await server().fault({ call: 'readAll', act: dropping, times: 3 })
      const subscription = target.subscribe({ namespace, from: 'end' })
      const late = event()
      written(await target.append(aStream(namespace), 'no-stream', [late])())
      expect(idsOf(await takeUntil(subscription, isEvent(late.id)))).toEqual([late.id])
    })

    it('never delivers another namespace’s events, nor other applications’', async () => {
      const target = store()
      const namespace = aNamespace()
      const mine = event()
      for (const other of [`${namespace}2`, `x${namespace}`, namespace.slice(0, -1)]) {
        written(await target.append(aStream(other), 'no-stream', [event()])())
      }
      await foreign(3, `${namespace}-1`)
      await foreign(3, `$$${namespace}.note-1`)
      written(await target.append(aStream(namespace), 'no-stream', [mine])())
      const taken = await takeUntil(target.subscribe({ namespace, from: 'start' }), isCaughtUp)
      expect(idsOf(taken)).toEqual([mine.id])
    })

    it.each([1, 31, 100, 1_000])(
      'moves on over %i foreign events, while live too',
      async (count) => {
        const target = store()
        const namespace = aNamespace()
        const { position } = written(
          await target.append(aStream(namespace), 'no-stream', [event()])(),
        )
        await foreign(count)
        const head = async (): Promise<string> => {
          const answer = await target.head()()
          return answer._tag === 'Right' ? (answer.right ?? '') : ''
        }
        const first = await head()
        let phase = 0
        const taken: Delivery[] = []
        for await (const delivery of target.subscribe({ namespace, from: 'start' })) {
          taken.push(delivery)
          if (phase === 0 && delivery._tag === 'CaughtUp' && delivery.position >= first) {
            phase = 1
            await foreign(count)
          } else if (phase === 1 && delivery._tag === 'CaughtUp' && delivery.position > first) break
        }
        expect(idsOf(taken)).toHaveLength(1)
        expect(taken.map(positionOf)).toContain(position)
        expect(taken.some(({ _tag }) => _tag === 'Advanced')).toBe(true)
        expect(positionOf(taken.at(-1) ?? { _tag: 'CaughtUp', position })).toBe(await head())
      },
    )

    it('is never ahead of its handler: no position comes before the events up to it', async () => {
      const target = store()
      const namespace = aNamespace()
      const ours = aStream(namespace)
      // Checkpoints lie between our events, and the client would see them long before we do.
      for (let i = 0; i < 6; i++) {
        written(await target.append(ours, i === 0 ? 'no-stream' : i - 1, [event()])())
        await foreign(70)
      }
      const stored = await all(target.read(ours))
      const handled: string[] = []
      for await (const delivery of target.subscribe({ namespace, from: 'start' })) {
        // A slow handler: whatever runs ahead has the time to.
        await new Promise((resolve) => setTimeout(resolve, 15))
        if (delivery._tag === 'Event') handled.push(delivery.stored.position)
        else {
          const due = stored.map(({ position }) => position).filter((at) => at <= delivery.position)
          expect(handled).toEqual(due)
        }
        if (delivery._tag === 'CaughtUp') break
      }
      expect(handled).toHaveLength(6)
    })

    it.each<[string, Act]>([
      ['the connection breaks', { do: 'hang up' }],
      ['the server is unavailable', dropping],
      ['the server cancels', { do: 'error', code: 1, details: 'Call cancelled' }],
      [
        'the consumer is too slow',
        {
          do: 'error',
          code: 10,
          details: 'Consumer too slow to handle event while live. Client resubscription required.',
        },
      ],
      ['the server ends it without a word', { do: 'end' }],
      ['the server falls silent', { do: 'silence' }],
      ['an unknown error comes', { do: 'error', code: 2, details: 'Exception was thrown' }],
    ])('goes on when %s', async (_name, act) => {
      const notices: SubscriptionNotice[] = []
      const target = store({ observe: (notice) => notices.push(notice), deadlineMs: 300 })
      const namespace = aNamespace()
      const stream = aStream(namespace)
      const batch = events(30)
      written(await target.append(stream, 'no-stream', batch)())
      await server().fault({ call: 'subscribe', act, afterEvents: 10 })
      await server().fault({ call: 'subscribe', act, afterEvents: 7 })
      const taken = await takeUntil(
        target.subscribe({ namespace, from: 'start' }),
        isEvent(batch[29]?.id),
      )
      expect(idsOf(taken)).toEqual(batch.map(({ id }) => id))
      expect(notices.filter(({ _tag }) => _tag === 'Dropped')).toHaveLength(2)
    })

    it(
      'neither loses nor doubles anything over a month of drops, one an hour',
      { timeout: 60_000 },
      async () => {
        const hours = 720
        const pauses: number[] = []
        const target = store({ pause: async (ms) => void pauses.push(ms) })
        const namespace = aNamespace()
        const stream = aStream(namespace)
        const batch = events(hours * 2)
        written(await target.append(stream, 'no-stream', batch)())
        for (let hour = 0; hour < hours; hour++) {
          const act = hour % 12 === 0 ? ({ do: 'hang up' } as const) : dropping
          await server().fault({ call: 'subscribe', act, afterEvents: hour % 4 })
        }
        const taken = await takeUntil(
          target.subscribe({ namespace, from: 'start' }),
          isEvent(batch.at(-1)?.id),
        )
        expect(idsOf(taken)).toEqual(batch.map(({ id }) => id))
        expect(pauses.length).toBeGreaterThan(hours / 2)
      },
    )

    it('backs off with jitter while the server is gone, and starts afresh when it is back', async () => {
      const notices: SubscriptionNotice[] = []
      const target = store({
        observe: (notice) => notices.push(notice),
        pause: async () => undefined,
      })
      const namespace = aNamespace()
      const mine = event()
      await server().fault({ call: 'subscribe', act: dropping, times: 9 })
      const subscription = target.subscribe({ namespace, from: 'start' })
      const taking = takeUntil(subscription, isEvent(mine.id))
      await eventually(
        async () => notices.filter(({ _tag }) => _tag === 'Dropped').length,
        (n) => n === 9,
      )
      written(await target.append(aStream(namespace), 'no-stream', [mine])())
      await taking
      const pauses = notices.flatMap((notice) =>
        notice._tag === 'Dropped' ? [notice.resumesInMs] : [],
      )
      const ceilings = [50, 100, 200, 400, 800, 1_600, 2_000, 2_000, 2_000]
      pauses.forEach((pause, i) => {
        expect(pause).toBeLessThanOrEqual(ceilings[i] ?? 0)
        expect(pause).toBeGreaterThanOrEqual((ceilings[i] ?? 0) / 2)
      })
      expect(new Set(pauses).size).toBe(9)
    })

    it(
      'waits for a slow handler, and reads no further than the buffers in between',
      { timeout: 30_000 },
      async () => {
        const target = store()
        const namespace = aNamespace()
        const stream = aStream(namespace)
        for (let i = 0; i < 4; i++) {
          const big = Array.from({ length: 80 }, () => event('x'.repeat(10_000)))
          const [first, ...rest] = big
          if (first === undefined) return
          written(
            await target.append(stream, i === 0 ? 'no-stream' : i * 80 - 1, [first, ...rest])(),
          )
        }
        const subscription = target.subscribe({ namespace, from: 'start' })
        const revisions: number[] = []
        for await (const delivery of subscription) {
          if (delivery._tag !== 'Event') continue
          revisions.push(delivery.stored.revision)
          if (revisions.length === 3) {
            // The line is dropped while the handler works: it goes on behind what it has handled.
            await server().hangUp(0)
            await new Promise((resolve) => setTimeout(resolve, 100))
          }
          if (revisions.length === 320) break
        }
        expect(revisions).toEqual(Array.from({ length: 320 }, (_, i) => i))
      },
    )

    it('closes its line when the handler throws, and loses nothing for the next one', async () => {
      const target = store()
      const namespace = aNamespace()
      const stream = aStream(namespace)
      const batch = events(50)
      written(await target.append(stream, 'no-stream', batch)())
      let checkpoint: Delivery | undefined
      const failing = async (): Promise<void> => {
        for await (const delivery of target.subscribe({ namespace, from: 'start' })) {
          if (delivery._tag === 'Event' && delivery.stored.revision === 20)
            throw new Error('poison')
          checkpoint = delivery
        }
      }
      await expect(failing()).rejects.toThrow('poison')
      await eventually(openLines, (open) => open === 0)
      if (checkpoint?._tag !== 'Event') return expect.fail()
      const from = checkpoint.stored.position
      const rest = await takeUntil(target.subscribe({ namespace, from }), isCaughtUp)
      expect(idsOf(rest)).toEqual(batch.slice(20).map(({ id }) => id))
    })

    it('ends on return, abort and close, while it waits, and leaves no line open', async () => {
      const [target, closing] = [store(), store()]
      const namespace = aNamespace()
      const abort = new AbortController()
      const loops = [
        target.subscribe({ namespace, from: 'start' }),
        target.subscribe({ namespace, from: 'start', signal: abort.signal }),
        closing.subscribe({ namespace, from: 'start' }),
      ].map((subscription) => subscription[Symbol.asyncIterator]())
      for (const loop of loops) await loop.next()
      await eventually(openLines, (open) => open === 3)
      const waiting = loops.map((loop) =>
        loop.next().then(async (step) => (step.done === true ? step : loop.next())),
      )
      await loops[0]?.return?.()
      abort.abort()
      await closing.close()
      for (const step of await Promise.all(waiting))
        expect(step).toEqual({ done: true, value: undefined })
      await eventually(openLines, (open) => open === 0)
    })

    it('shares nothing between two that run at once', async () => {
      const target = store()
      const namespace = aNamespace()
      const batch = events(20)
      written(await target.append(aStream(namespace), 'no-stream', batch)())
      const both = await Promise.all(
        [1, 2].map(() => takeUntil(target.subscribe({ namespace, from: 'start' }), isCaughtUp)),
      )
      for (const taken of both) expect(idsOf(taken)).toEqual(batch.map(({ id }) => id))
    })

    it('stops at an event that no adapter wrote, and says which', async () => {
      const namespace = aNamespace()
      const stream = aStream(namespace)
      await server().write([{ stream, type: 'Foreign', data: '{}' }])
      const failure = await thrown(
        takeUntil(store().subscribe({ namespace, from: 'start' }), isCaughtUp),
      )
      expect(failure._tag).toBe('Incompatible')
      expect(JSON.stringify(failure)).toContain(stream)
      await eventually(openLines, (open) => open === 0)
    })
  })

  describe('subscribing to servers that say less', () => {
    const old = rig(connect, { caughtUp: false })
    const skipping = rig(connect, { skipsOnResume: true })
    const unfiltered = rig(connect, { ignoresFilter: true })
    const behind = rig(connect, { fellBehind: true })

    it('tells that it falls behind, and that it has caught up', async () => {
      const notices: SubscriptionNotice[] = []
      const target = behind.store({ observe: (notice) => notices.push(notice) })
      const namespace = aNamespace()
      written(await target.append(aStream(namespace), 'no-stream', [event()])())
      await takeUntil(target.subscribe({ namespace, from: 'start' }), isCaughtUp)
      expect(notices.map(({ _tag }) => _tag)).toEqual(['FellBehind', 'CaughtUp'])
    })

    it('delivers nothing foreign where the server lets it through', async () => {
      const target = unfiltered.store()
      const namespace = aNamespace()
      const mine = event()
      written(await target.append(aStream(`${namespace}2`), 'no-stream', [event()])())
      written(await target.append(aStream(namespace), 'no-stream', [mine])())
      await unfiltered.server().write([{ stream: 'other-1', type: 'Foreign', data: '{}' }])
      const taken = await takeUntil(target.subscribe({ namespace, from: 'start' }), isCaughtUp)
      expect(idsOf(taken)).toEqual([mine.id])
    })

    it('catches up where the server doesn’t say so', async () => {
      const target = old.store()
      const namespace = aNamespace()
      const batch = events(3)
      written(await target.append(aStream(namespace), 'no-stream', batch)())
      const taken = await takeUntil(target.subscribe({ namespace, from: 'start' }), isCaughtUp)
      expect(idsOf(taken)).toEqual(batch.map(({ id }) => id))
    })

    it('loses nothing where the server skips to the first match behind a foreign position', async () => {
      const { server } = skipping
      const target = skipping.store()
      const namespace = aNamespace()
      const stream = aStream(namespace)
      const sent = [event()]
      written(await target.append(stream, 'no-stream', [sent[0] ?? event()])())
      const seen: string[] = []
      for await (const delivery of target.subscribe({ namespace, from: 'start' })) {
        if (delivery._tag === 'Event') seen.push(delivery.stored.id)
        if (seen.length === 4) break
        if (seen.length < sent.length) continue
        // Each new line starts after foreign events, and our next event is the first match behind them.
        if (delivery._tag === 'CaughtUp') {
          const foreign = { stream: 'other-1', type: 'Foreign', data: '{}' }
          await server().write(Array.from({ length: 40 }, () => foreign))
        } else if (delivery._tag === 'Advanced') {
          await server().hangUp(0)
          const next = event()
          written(await target.append(stream, sent.length - 1, [next])())
          sent.push(next)
        }
      }
      expect(seen).toEqual(sent.map(({ id }) => id))
    })
  })
}
