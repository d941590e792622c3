/**
 * The laws of read models (L5, L13 to L16), on logs that the domain wrote: of a year in which
 * everything happens, and of calendars of visits at random.
 */
import { visitsCommands } from '@kiemtra/core/testing'
import { checkProjection, type Log } from '@kiemtra/testing'
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { auditTrail, visitCalendar } from '../src/index.ts'
import { city, openReadModels, visitsStep } from './support/city.ts'
import { wholeLife } from './support/whole-life.ts'

let whole: Log = []
/** Calendars of visits, each after commands of its own; drawn anew in every run. */
let calendars: ReadonlyArray<Log> = []

beforeAll(async () => {
  const ready = await city(...wholeLife.filter(({ meta }) => meta.onRefusal === undefined))
  for (const step of wholeLife) if (step.meta.onRefusal !== undefined) await ready.ask(step)
  whole = await ready.log()
  calendars = await Promise.all(
    fc
      .sample(fc.array(visitsCommands, { minLength: 30, maxLength: 30 }), 20)
      .map(async (commands) => {
        const one = await city()
        for (const command of commands) await one.ask(visitsStep(command))
        return (await one.log()).filter(({ stream }) => stream.startsWith('kiemtra.visits-'))
      }),
  )
})

/** Why a law isn't proven, for whoever reads the failure. */
const doubts = ({ laws }: Awaited<ReturnType<typeof checkProjection>>) =>
  laws.filter(({ verdict }) => verdict !== 'proven')

it.each(openReadModels)(
  '$name: its laws, on a year with every event that it handles',
  async (readModel) => {
    const logs = fc.constant(null).map(() => whole)
    expect(doubts(await checkProjection(readModel, { logs, runs: 4 }))).toEqual([])
  },
)

it('visitCalendar: its laws, on calendars at random', async () => {
  const logs = fc.nat().map((n) => calendars[n % calendars.length] ?? [])
  // Chance seldom leads to these; the year above has them, and here they may be missing.
  const unreachable = ['WindowMoveRefused', 'InspectionsCombined', 'WindowReleased']
  const report = await checkProjection(visitCalendar, { logs, unreachable, runs: 20 })
  expect(doubts(report)).toEqual([])
})

it('auditTrail: its laws, on that year; one handler serves every type of event', async () => {
  const handlers = new Set(Object.values(auditTrail.on))
  expect(handlers.size).toBe(1)
  const reached = new Set(whole.map(({ type }) => type))
  const unreachable = Object.keys(auditTrail.on).filter((type) => !reached.has(type))
  const logs = fc.constant(null).map(() => whole)
  expect(doubts(await checkProjection(auditTrail, { logs, unreachable, runs: 4 }))).toEqual([])
})
