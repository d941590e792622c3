/**
 * Wherever in the year the policies' process dies, the log is the same: every event in its place, to
 * its id, and every timer.
 *
 * Here wherever an event is written or a timer changes, and at some of the many points where nothing
 * but a checkpoint moves; `npm run deaths` takes them all.
 */
import { isRight } from 'fp-ts/lib/Either.js'
import { beforeAll, describe, expect, it } from 'vitest'
import { inMemoryEventStore } from '@kiemtra/runtime'
import { OWN_DATA } from '../../examples/hanoi-2023/src/cli.ts'
import { counted } from '../../examples/hanoi-2023/src/counted.ts'
import { loadYear } from '../../examples/hanoi-2023/src/load.ts'
import { sendAll } from '../../examples/hanoi-2023/src/send.ts'
import type { Step } from '../../examples/hanoi-2023/src/step.ts'
import { atStake, type Choice, dying, told } from './deaths.ts'
import { tear } from './mortal.ts'
import { held, logAfter } from './remains.ts'
import { checkpointFirst, timerForgotten, timersInMemory } from './twins.ts'
import type { Making } from './year.ts'

const NONE = Number.POSITIVE_INFINITY
const atTimers: Choice = ({ is }) => is === 'timers'

let steps: ReadonlyArray<Step> = []
let undisturbed: Awaited<ReturnType<typeof logAfter>> = []

beforeAll(async () => {
  steps = held(await loadYear(OWN_DATA)).steps
  const events = counted(inMemoryEventStore())
  expect(isRight(await sendAll(steps, events))).toBe(true)
  undisturbed = await logAfter(events.store)
})

describe('the year of the example', () => {
  it('policy: no death of a process changes what is written, or which timers are set', async () => {
    const died = await dying(steps, atStake(401))
    expect(died.changed).toEqual([])
    expect(told(died)).toBe(`0 of ${String(died.deaths)} deaths changed the log`)
    // Every event that policies wrote was one of the changes.
    const written = undisturbed.filter(({ meta }) => meta.actor.kind === 'policy')
    expect(died.changes.events).toBe(written.length)
    expect(died.deaths).toBeGreaterThan(2 * written.length)
  }, 300_000)

  it.each([101])(
    'policy: processes that die one after the other, each after %i changes, leave the same log',
    async (lifetime) => {
      const torn = await tear(steps, lifetime)
      expect(torn.log).toEqual(undisturbed)
      expect(torn.deaths).toBeGreaterThan(100)
    },
    120_000,
  )

  it('the year without deaths is the one that the example lives', async () => {
    expect((await tear(steps, NONE)).log).toEqual(undisturbed)
  })

  it.each<readonly [string, Making, Choice]>([
    ['moves its checkpoint before it sends', checkpointFirst, atStake(NONE)],
    ['forgets a timer when it begins to fire', timerForgotten, atTimers],
    ['keeps its timers to itself', timersInMemory, atTimers],
  ])(
    'a process that %s is found out by a death, and only by one',
    async (_, making, choice) => {
      expect((await tear(steps, NONE, { making })).log).toEqual(undisturbed)
      const died = await dying(steps, choice, { making, until: 1 })
      expect(died.changed).toHaveLength(1)
    },
    120_000,
  )
})
