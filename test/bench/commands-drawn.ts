/**
 * Budget: realistic commands drawn at random, in a second of one core.
 */
import { agencyCommands, planCommands, visitsCommands } from '@kiemtra/core/testing'
import fc from 'fast-check'
import type { Budget } from './budget.ts'
import { cpuSeconds, median } from './measure.ts'

const COMMANDS = 5_000

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
    const seconds: number[] = []
    for (const [name, commands] of Object.entries(drawn)) {
      const times: number[] = []
      for (let seed = 0; seed < rounds; seed++) {
        times.push(cpuSeconds(() => fc.sample(commands, { seed, numRuns })))
      }
      seconds.push(median(times))
      notes.push(`${name}: ${Math.round(numRuns / median(times)).toLocaleString('en')}`)
    }
    const total = seconds.reduce((sum, one) => sum + one, 0)
    return { value: (numRuns * seconds.length) / total, notes }
  },
}
