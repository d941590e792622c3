/** A live run: reacts as events come, wakes for timers, and ends when it is told to. */
import { describe, expect, it } from 'vitest'
import { commandHandler, type EventStore, StoreError } from '../../src/index.ts'
import { done, failed } from '../support/answers.ts'
import { ask, fund, logOf, typesOf, world } from '../support/policies.ts'
import { reminders } from '../support/transfers.ts'

/** Resolves when a log holds a type of event. */
const appeared = async ({ subscribe }: EventStore, type: string): Promise<void> => {
  for await (const delivery of subscribe({ namespace: 'kiemtra', from: 'start' })) {
    if (delivery._tag === 'Event' && delivery.stored.type === type) return
  }
}

/** A sleep that a test ends; it also ends by its signal. */
const sleeper = () => {
  const asked: number[] = []
  let wake: () => void = () => undefined
  let onAsked: () => void = () => undefined
  return {
    asked,
    wake: () => wake(),
    /** Resolves when somebody next sleeps. */
    next: () => new Promise<void>((resolve) => (onAsked = resolve)),
    sleep: (ms: number, signal: AbortSignal) =>
      new Promise<void>((resolve) => {
        asked.push(ms)
        wake = resolve
        signal.addEventListener('abort', () => resolve(), { once: true })
        onAsked()
      }),
  }
}

/** What waits for someone to open it. */
const gate = () => {
  let open: () => void = () => undefined
  const opened = new Promise<void>((resolve) => (open = resolve))
  return { opened, open: () => open() }
}

const HOUR_MS = 3_600_000

describe('a live policy runner', () => {
  it('reacts as events come, until it is stopped', async () => {
    const { events, runner } = world()
    const live = runner()
    const running = live.run()
    await done(live.catchUp())
    expect(live.states()).toMatchObject([{ state: { _tag: 'Live' }, policy: 'transfers' }])
    await fund(events, 'a', 10)
    await ask(events, 't', 'a', 'b', 7)
    await appeared(events, 'TransferCompleted')
    await done(live.catchUp())
    await live.stop()
    await running
    expect(live.states()).toMatchObject([{ state: { _tag: 'Idle' }, instances: 1, timers: 0 }])
  })

  it('sleeps until the next timer, wakes when one is set, and fires it', async () => {
    const { events, clock, runner } = world([reminders])
    const { sleep, asked, wake, next } = sleeper()
    const live = runner({ sleep })
    const running = live.run()
    await done(live.catchUp())
    const slept = next()
    await ask(events, 't', 'a', 'b', 7, '2026-01-10T00:10:00Z')
    await slept
    expect(asked.at(-1)).toBe(600_000)
    expect(asked.slice(0, -1).every((ms) => ms === HOUR_MS)).toBe(true)
    clock.now = '2026-01-10T00:10:00Z'
    wake()
    await appeared(events, 'TransferReminded')
    await live.stop()
    await running
    expect((await typesOf(events)).filter((one) => one === 't TransferReminded')).toHaveLength(1)
  })

  it('fires late what came due while nobody ran', async () => {
    const { events, clock, runner } = world([reminders])
    await ask(events, 't', 'a', 'b', 7, '2026-01-11T00:00:00Z')
    await done(runner().catchUp())
    clock.now = '2026-03-01T00:00:00Z'
    const { sleep } = sleeper()
    const live = runner({ sleep })
    const running = live.run()
    await appeared(events, 'TransferReminded')
    await live.stop()
    await running
  })

  it('subscribes again where a subscription breaks, and misses nothing', async () => {
    const made = world()
    let breaks = 3
    const broken: EventStore = {
      ...made.events,
      subscribe: (options) => ({
        async *[Symbol.asyncIterator]() {
          for await (const delivery of made.events.subscribe(options)) {
            if (delivery._tag === 'Event' && breaks-- > 0) {
              throw new StoreError({ _tag: 'Unavailable', reason: 'broken' })
            }
            yield delivery
          }
        },
      }),
    }
    await fund(made.events, 'a', 10)
    await ask(made.events, 't', 'a', 'b', 7)
    const live = made.runner({ events: broken })
    const running = live.run()
    await appeared(made.events, 'TransferCompleted')
    await live.stop()
    await running
  })

  it('stops every policy where the log is gone for good', async () => {
    const made = world()
    const gone: EventStore = {
      ...made.events,
      subscribe: () => ({
        [Symbol.asyncIterator]: () => ({
          next: async () => {
            throw new StoreError({ _tag: 'AccessDenied', operation: 'subscribe' })
          },
        }),
      }),
    }
    expect(await failed(made.runner({ events: gone }).catchUp())).toMatchObject({
      _tag: 'PolicyStopped',
      failure: { _tag: 'Events', failure: { _tag: 'AccessDenied' } },
    })
  })

  it('ends by a signal, and says so to whoever waits', async () => {
    const made = world()
    const controller = new AbortController()
    const live = made.runner({ signal: controller.signal })
    const running = live.run()
    await done(live.catchUp())
    controller.abort()
    await running
    expect(await failed(made.runner({ signal: AbortSignal.abort() }).catchUp())).toEqual({
      _tag: 'Ended',
    })
  })

  it('runs after it has caught up, and catches up twice at once', async () => {
    const { events, runner } = world()
    await fund(events, 'a', 10)
    await ask(events, 't', 'a', 'b', 7)
    const one = runner()
    const [first, second] = [one.catchUp()(), one.tick()()]
    expect(await first).toMatchObject({ _tag: 'Right' })
    expect(await second).toMatchObject({ _tag: 'Right' })
    expect((await typesOf(events)).at(-1)).toBe('t TransferCompleted')
    await done(world([]).runner().catchUp())
  })

  it('ticks until all is done that timers have led to, whoever fired them', async () => {
    const made = world([reminders])
    await ask(made.events, 't', 'a', 'b', 7, '2026-01-11T00:00:00Z')
    await done(made.runner().tick())
    made.clock.now = '2026-01-11T00:00:00Z'
    const [begun, release] = [gate(), gate()]
    const slow: EventStore = {
      ...made.events,
      append:
        (...args) =>
        async () => {
          begun.open()
          await release.opened
          return made.events.append(...args)()
        },
    }
    const live = made.runner({ events: slow, handle: commandHandler({ events: slow }) })
    const running = live.run()
    // The run's own clock fires the timer; the tick comes while it does, and waits for its turn.
    await begun.opened
    const ticked = done(live.tick())
    for (let turn = 0; turn < 50; turn++) await Promise.resolve()
    release.open()
    await ticked
    const [status] = live.states()
    await live.stop()
    await running
    const log = await logOf(made.events)
    expect(log.map(({ type }) => type)).toContain('TransferReminded')
    expect(status?.position).toBe(log.at(-1)?.position)
  })
})
