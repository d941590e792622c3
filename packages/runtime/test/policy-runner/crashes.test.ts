/**
 * The runner's law: whatever is delivered twice, wherever the process dies and whoever takes over,
 * the log is the same.
 *
 * Exhaustive over small stories: of all that a process does to its stores, each in turn is what it
 * doesn't live to do. To die right after one, or while it reads, is to die before the next.
 */
import type { StoredEvent } from '@kiemtra/kernel'
import { describe, expect, it } from 'vitest'
import { type EventStore, inMemoryPolicies } from '../../src/index.ts'
import { done } from '../support/answers.ts'
import { mortal } from '../support/mortal.ts'
import { ask, fund, logOf, NOW, patient, world, type World } from '../support/policies.ts'
import { reminders, transfers } from '../support/transfers.ts'

const story = async (made: World): Promise<void> => {
  await fund(made.events, 'a', 10)
  await ask(made.events, 't-1', 'a', 'b', 7, '2026-01-11T00:00:00Z')
  await ask(made.events, 't-2', 'a', 'b', 5, '2026-01-11T00:00:00Z')
  await ask(made.events, 't-3', 'b', 'c', 7, '2026-01-12T00:00:00Z')
}

/** A log by its streams: how streams interleave may differ. */
const byStream = (log: ReadonlyArray<StoredEvent>) => {
  const streams = new Map<string, unknown[]>()
  for (const { position: _position, ...event } of log) {
    streams.set(event.stream, [...(streams.get(event.stream) ?? []), event])
  }
  return streams
}

const DAYS = [NOW, '2026-01-11T00:00:00Z', '2026-01-12T00:00:00Z', '2026-01-13T00:00:00Z']

/** Runs the story day by day, in a process that dies at a call; another takes over. */
const run = async (policy: typeof transfers, dieAt: number) => {
  const made = world([policy])
  await story(made)
  let left = dieAt
  for (const day of DAYS) {
    made.clock.now = day
    const process = mortal(made, left)
    const other = world([policy], process.events, process.store)
    other.clock.now = day
    await other
      .runner()
      .tick()()
      .catch(() => undefined)
    left -= process.calls.count
    if (left <= 0) await done(made.runner().tick())
  }
  return { log: await logOf(made.events), died: left <= 0 }
}

describe.each([
  ['commands that lead to commands', transfers, 'TransferCompleted', 15],
  ['timers with several commands each', reminders, 'DelayNoted', 15],
] as const)('a policy runner: %s', (_, policy, reached, fewest) => {
  it('leads to the same log, wherever the process dies', async () => {
    const { log } = await run(policy, Number.POSITIVE_INFINITY)
    expect(log.map(({ type }) => type)).toContain(reached)
    const expected = byStream(log)
    let deaths = 0
    for (let at = 1; ; at++) {
      const again = await run(policy, at)
      expect(byStream(again.log), `call ${String(at)}`).toEqual(expected)
      if (!again.died) break
      deaths += 1
    }
    expect(deaths).toBeGreaterThan(fewest)
  })

  it('changes nothing when all is delivered twice, or heard again from the beginning', async () => {
    const made = world([policy])
    await story(made)
    const twice: EventStore = {
      ...made.events,
      subscribe: (options) => ({
        async *[Symbol.asyncIterator]() {
          for await (const delivery of made.events.subscribe(options)) {
            yield delivery
            yield delivery
          }
        },
      }),
    }
    made.clock.now = DAYS[3] ?? NOW
    await done(made.runner({ events: twice }).tick())
    const undisturbed = world([policy])
    await story(undisturbed)
    undisturbed.clock.now = made.clock.now
    await done(undisturbed.runner().tick())
    const log = await logOf(made.events)
    expect(byStream(log)).toEqual(byStream(await logOf(undisturbed.events)))
    await done(made.runner({ store: inMemoryPolicies() }).tick())
    expect(await logOf(made.events)).toEqual(log)
  })
})

/** A process that dies while it fires a timer: claim, mark, and one append have had their effect. */
const diedFiring = async (now: string): Promise<World> => {
  const made = world([reminders])
  await ask(made.events, 't', 'a', 'b', 7, '2026-01-11T00:00:00Z')
  await done(made.runner().tick())
  made.clock.now = now
  const process = mortal(made, 4)
  const other = world([reminders], process.events, process.store)
  other.clock.now = now
  await other
    .runner()
    .tick()()
    .catch(() => undefined)
  return made
}

describe('a timer that had begun to fire', () => {
  it('goes on in the state in which it began, before any event that came since', async () => {
    const made = await diedFiring('2026-01-11T00:00:00Z')
    const { store } = made
    const claimed = await done(store.claim('reminders'))
    expect(claimed.timers).toMatchObject([{ key: 't', timer: 'remind', firing: true }])
    // The clock has gone back, and no timer would be due: what has begun is done all the same.
    made.clock.now = NOW
    await done(made.runner({ ...patient }).catchUp())
    expect((await logOf(made.events)).map(({ type }) => type)).toEqual([
      'TransferRequested',
      'TransferReminded',
      'DelayNoted',
      'DelayNoted',
    ])
    expect((await done(store.claim('reminders'))).timers).toEqual([])
  })

  it.each([
    ['earlier than its own instant', NOW, '2026-01-11T00:00:00.000Z'],
    ['its own instant', '2026-01-11T00:00:00.000Z', '2026-01-11T00:00:00.000Z'],
    ['a moment after it', '2026-01-11T00:00:00.001Z', '2026-01-11T00:00:00.001Z'],
  ])('is recorded no earlier than it was due: the clock says %s', async (_, now, recordedAt) => {
    const made = await diedFiring('2026-01-12T00:00:00.000Z')
    made.clock.now = now
    await done(made.runner({ ...patient }).catchUp())
    const [, first, ...resumed] = await logOf(made.events)
    expect(first?.meta.recordedAt).toBe('2026-01-12T00:00:00.000Z')
    expect(resumed.map(({ meta }) => Date.parse(meta.recordedAt))).toEqual([
      Date.parse(recordedAt),
      Date.parse(recordedAt),
    ])
  })

  it('is recorded no earlier than the event that set it, though it was due before', async () => {
    const made = world([reminders])
    await ask(made.events, 't', 'a', 'b', 7, '2025-12-01T00:00:00Z')
    const [asked] = await logOf(made.events)
    made.clock.now = '2025-12-02T00:00:00Z'
    await done(made.runner().tick())
    const [, ...rung] = await logOf(made.events)
    expect(rung).toHaveLength(3)
    for (const { meta } of rung) expect(meta.recordedAt).toBe(asked?.meta.recordedAt)
  })
})
