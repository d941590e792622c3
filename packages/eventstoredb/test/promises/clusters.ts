/**
 * A cluster: the leader is followed, and lost, and nothing with it.
 */
import { describe, expect, it } from 'vitest'
import type { EventStoreDB } from '../../src/index.ts'
import {
  all,
  aNamespace,
  aStream,
  type Connect,
  event,
  events,
  idsOf,
  isEvent,
  rig,
  takeUntil,
  written,
} from '../rig.ts'

const PATIENT = 'tls=false&maxDiscoverAttempts=3&discoveryInterval=20'

export const clusters = (connect: Connect): void => {
  describe('a cluster of three', () => {
    const { server, store } = rig(connect, { nodes: 3 })

    const restartAll = async (): Promise<void> => {
      for (const node of [0, 1, 2]) {
        await server().kill(node)
        await server().restart(node)
      }
    }

    it('is found by gossip, and written and read at its leader', async () => {
      const target = store({}, PATIENT)
      const stream = aStream()
      written(await target.append(stream, 'no-stream', events(2))())
      expect(await all(target.read(stream))).toHaveLength(2)
    })

    it('is followed to its next leader, which a client is told of', async () => {
      const target = store({}, PATIENT)
      const namespace = aNamespace()
      const stream = aStream(namespace)
      written(await target.append(stream, 'no-stream', [event()])())
      for (const [revision, node] of [1, 2, 0].entries()) {
        await server().handOver(node)
        written(await target.append(stream, revision, [event()])())
        expect(await all(target.read(stream))).toHaveLength(revision + 2)
      }
      await server().handOver(1)
      const taken = await takeUntil(
        target.subscribe({ namespace, from: 'start' }),
        ({ _tag }) => _tag === 'CaughtUp',
      )
      expect(idsOf(taken)).toHaveLength(4)
    })

    it('B6: is found again after all of it was gone, also for appends', async () => {
      const target = store({ retryForMs: 400 }, PATIENT)
      const stream = aStream()
      for (const node of [0, 1, 2]) await server().kill(node)
      const answer = await target.append(stream, 'no-stream', [event()])()
      expect(answer).toMatchObject({ _tag: 'Left', left: { _tag: 'Unavailable' } })
      for (const node of [0, 1, 2]) await server().restart(node)
      const after = store({}, PATIENT)
      written(await after.append(stream, 'no-stream', [event()])())
      expect(await all(after.read(stream))).toHaveLength(1)
    })

    it.each(['read', 'subscription'])(
      'leaves no error to a %s that was left before its server was found',
      async (kind) => {
        const target = store({}, `${PATIENT}&connectionName=${kind}`)
        for (const node of [0, 1, 2]) await server().kill(node)
        const leaving =
          kind === 'read'
            ? target.read(aStream())[Symbol.asyncIterator]()
            : target.subscribe({ namespace: aNamespace(), from: 'start' })[Symbol.asyncIterator]()
        const waiting = leaving.next()
        await new Promise((resolve) => setImmediate(resolve))
        await leaving.return?.()
        expect(await waiting).toEqual({ done: true, value: undefined })
        // The discovery fails only now; an error that nobody listens to would end this process.
        await new Promise((resolve) => setTimeout(resolve, 200))
        for (const node of [0, 1, 2]) await server().restart(node)
      },
    )

    it(
      'loses its leader under 200 appends a second: each acknowledged event stands once, in order',
      { timeout: 60_000 },
      async () => {
        const target = store({ deadlineMs: 1_000, retryForMs: 30_000 }, PATIENT)
        const namespace = aNamespace()
        const streams = Array.from({ length: 25 }, () => aStream(namespace))
        const perStream = 24
        const acknowledged = new Map<string, { id: string; position: string }[]>()

        const listened = listenFor(target, namespace, streams.length * perStream)
        const started = performance.now()
        const writing = streams.map(async (stream, place) => {
          const mine: { id: string; position: string }[] = []
          acknowledged.set(stream, mine)
          for (let i = 0; i < perStream; i++) {
            // 25 streams, 8 events a second each.
            await until(started + i * 125 + place * 5)
            const one = event({ place, i })
            const { revision, position } = written(
              await target.append(stream, i === 0 ? 'no-stream' : i - 1, [one])(),
            )
            expect(revision).toBe(i)
            mine.push({ id: one.id, position })
          }
        })
        await until(started + 800)
        await server().fault({ call: 'append', act: { do: 'hang up', commit: true } })
        await until(started + 900)
        await server().failOver(700)
        await Promise.all(writing)

        const log = (await server().log()).filter(({ stream }) =>
          stream.startsWith(`${namespace}.`),
        )
        expect(log).toHaveLength(streams.length * perStream)
        for (const [stream, mine] of acknowledged) {
          const read = await all(target.read(stream))
          expect(read.map(({ id, position }) => ({ id, position }))).toEqual(mine)
        }
        const heard = await listened
        expect(heard).toEqual(log.map(({ id }) => id))
        await restartAll()
      },
    )

    it('hands a subscription on when its leader is killed', async () => {
      const target = store({ deadlineMs: 500 }, PATIENT)
      const namespace = aNamespace()
      const stream = aStream(namespace)
      const batch = events(10)
      written(await target.append(stream, 'no-stream', batch)())
      const late = event()
      const seen: string[] = []
      for await (const delivery of target.subscribe({ namespace, from: 'start' })) {
        if (delivery._tag !== 'Event') continue
        seen.push(delivery.stored.id)
        if (seen.length === 4) await server().failOver(200)
        if (seen.length === 10) written(await target.append(stream, 9, [late])())
        if (isEvent(late.id)(delivery)) break
      }
      expect(seen).toEqual([...batch, late].map(({ id }) => id))
      await restartAll()
    })
  })
}

const until = (at: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.max(at - performance.now(), 0)))

const listenFor = async (
  target: EventStoreDB,
  namespace: string,
  count: number,
): Promise<string[]> => {
  const heard: string[] = []
  for await (const delivery of target.subscribe({ namespace, from: 'start' })) {
    if (delivery._tag === 'Event') heard.push(delivery.stored.id)
    if (heard.length === count) break
  }
  return heard
}
