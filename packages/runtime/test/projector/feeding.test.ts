/**
 * One subscription for several lanes: whoever comes later, or goes on, is given all that it hasn't seen.
 */
import { type Position, positionOf } from '@kiemtra/kernel'
import { describe, expect, it } from 'vitest'
import { type Delivery, inMemoryEventStore } from '../../src/index.ts'
import { type Fed, feedOf } from '../../src/projector/feeding.ts'
import { haltBy } from '../../src/projector/halt.ts'
import { done } from '../support/answers.ts'
import { draft } from '../support/meta.ts'

const EVENTS = 6
const pause = async (): Promise<void> => undefined

/** A lane that notes each event it is given, once, as lanes do. */
const noting = (onEvent: (isRepeat: boolean) => void = () => undefined) => {
  const events: Position[] = []
  let isStopped = false
  const fed: Fed = {
    seen: () => events.at(-1),
    isStopped: () => isStopped,
    process: async (deliveries) => {
      for (const one of deliveries) {
        if (one._tag !== 'Event' || isStopped) continue
        const { position } = one.stored
        const isRepeat = position <= (events.at(-1) ?? '')
        if (!isRepeat) events.push(position)
        onEvent(isRepeat)
      }
    },
    stop: () => (isStopped = true),
  }
  return { fed, events, setStopped: (to: boolean) => (isStopped = to) }
}

const setUp = async (
  lanes: () => ReadonlyArray<Fed>,
  isOver: () => boolean,
  told: (real: AsyncIterable<Delivery>) => AsyncIterable<Delivery> = (real) => real,
) => {
  const events = inMemoryEventStore()
  for (let i = 0; i < EVENTS; i++) {
    await done(events.append('kiemtra.order-1', i === 0 ? 'no-stream' : i - 1, [draft(`e${i}`)]))
  }
  const all: Position[] = []
  for await (const { position } of events.read('kiemtra.order-1')) all.push(position)
  const halt = haltBy(undefined, pause)
  const from: string[] = []
  const counting = {
    ...events,
    subscribe: (options: Parameters<typeof events.subscribe>[0]) => {
      from.push(options.from)
      return told(events.subscribe(options))
    },
  }
  const feed = feedOf({
    events: counting,
    namespace: 'kiemtra',
    batchSize: 1,
    halt,
    pause,
    lanes,
    onFed: isOver,
  })
  return { feed, all, from }
}

describe('a feed', () => {
  it('takes along a lane that has come while a batch was waiting, from its own place', async () => {
    const late = noting()
    const lanes: Fed[] = []
    const first = noting(() => {
      if (first.events.length === 3) lanes.push(late.fed)
    })
    lanes.push(first.fed)
    const { feed, all, from } = await setUp(
      () => lanes,
      () => late.events.length === EVENTS,
    )
    await feed.run()
    expect(late.events).toEqual(all)
    expect(first.events).toEqual(all)
    expect(from).toEqual(['start', 'start'])
  })

  it('takes along a lane that goes on, from where it had stopped', async () => {
    const stopping = noting(() => {
      if (stopping.events.length === 2) stopping.setStopped(true)
    })
    const other = noting((isRepeat) => {
      if (isRepeat && other.events.length === 4) stopping.setStopped(false)
    })
    /** With the second event again after each that follows. */
    async function* told(real: AsyncIterable<Delivery>): AsyncGenerator<Delivery> {
      const before: Delivery[] = []
      for await (const delivery of real) {
        yield delivery
        before.push(delivery)
        const [, second] = before
        if (second !== undefined) yield second
      }
    }
    const { feed, all, from } = await setUp(
      () => [other.fed, stopping.fed],
      () => stopping.events.length === EVENTS,
      told,
    )
    await feed.run()
    expect(stopping.events).toEqual(all)
    expect(from).toEqual(['start', all[1]])
  })

  it('keeps one subscription where nobody is behind', async () => {
    const [one, other] = [noting(), noting()]
    const { feed, all, from } = await setUp(
      () => [one.fed, other.fed],
      () => one.events.length === EVENTS,
    )
    await feed.run()
    expect([one.events, other.events]).toEqual([all, all])
    expect(from).toEqual(['start'])
  })

  it('keeps it where the end of the log lies behind all that concerns it, and where it repeats', async () => {
    const one = noting()
    async function* told(real: AsyncIterable<Delivery>): AsyncGenerator<Delivery> {
      for await (const delivery of real) {
        yield delivery
        if (delivery._tag !== 'Event') continue
        yield { _tag: 'CaughtUp', position: positionOf(`${delivery.stored.position}9`) }
        yield delivery
      }
    }
    const { feed, all, from } = await setUp(
      () => [one.fed],
      () => one.events.length === EVENTS,
      told,
    )
    await feed.run()
    expect(one.events).toEqual(all)
    expect(from).toEqual(['start'])
  })
})
