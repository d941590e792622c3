/**
 * Budget: realistic commands drawn at random, in a second of one core.
 *
 * The budget is the inspection's, whose commands are told with regard to the state they meet, and are
 * decided while they are drawn. Those of other aggregates, drawn without a state, are in the notes.
 */
import {
  agencyCommands,
  inspectionHistories,
  planCommands,
  visitsCommands,
} from '@kiemtra/core/testing'
import fc from 'fast-check'
import type { Budget } from './budget.ts'
import { cpuSeconds, median } from './measure.ts'

const COMMANDS = 5_000
/** Commands in one history of an inspection, about. */
const HISTORY = 20

const drawn: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  agency: agencyCommands,
  plan: planCommands,
  visits: visitsCommands,
}

/** Commands drawn. */
export const commandsDrawn: Budget = {
  name: 'commands drawn',
  what: 'realistic commands drawn, a second and core',
  atLeast: 50_000,
  unit: 'per second',
  measure: async ({ rounds, scale }) => {
    const numRuns = Math.max(20, Math.round(COMMANDS * scale))
    const notes: string[] = []
    const say = (name: string, rate: number): void =>
      void notes.push(`${name}: ${Math.round(rate).toLocaleString('en')}`)
    const inspections: number[] = []
    for (let seed = 0; seed < rounds; seed++) {
      let commands = 0
      const seconds = cpuSeconds(() => {
        for (const steps of fc.sample(inspectionHistories, {
          seed,
          numRuns: Math.ceil(numRuns / HISTORY),
        })) {
          commands += steps.length
        }
      })
      inspections.push(commands / seconds)
    }
    say('inspection', median(inspections))
    for (const [name, commands] of Object.entries(drawn)) {
      const times: number[] = []
      for (let seed = 0; seed < rounds; seed++) {
        times.push(cpuSeconds(() => fc.sample(commands, { seed, numRuns })))
      }
      say(name, numRuns / median(times))
    }
    return { value: median(inspections), notes }
  },
}
