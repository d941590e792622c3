/**
 * Budget: commands on which an aggregate's laws are evaluated, in a second of one core.
 *
 * Laws are asked about histories, and those have to be drawn first; drawing the same histories
 * alone, by the same seed, is measured in the same round and taken off. What it takes is in the
 * notes, and the drawing of commands has a budget of its own.
 */
import { checkDecider, commandSequences } from '@kiemtra/testing'
import fc from 'fast-check'
import { Account, type AccountCommand, deposit } from './account.ts'
import type { Budget } from './budget.ts'
import { cpuSeconds, median } from './measure.ts'

const RUNS = 2_000

/** Deposits and withdrawals of one account, so that half of the latter are refused. */
const commands = fc
  .tuple(fc.nat(999), fc.constantFrom<AccountCommand['type']>('Deposit', 'Withdraw'))
  .map(([n, type]) => ({ ...deposit('a-1', n), type }))

/** Laws of a decider. */
export const laws: Budget = {
  name: 'laws',
  what: 'commands on which the laws of a decider are evaluated, a second and core',
  atLeast: 200_000,
  unit: 'per second',
  measure: async ({ rounds, scale }) => {
    const runs = Math.max(20, Math.round(RUNS * scale))
    const repeatable = ['Deposit', 'Withdraw'] as const
    const rates: number[] = []
    const withDrawing: number[] = []
    for (let seed = 0; seed < rounds; seed++) {
      let drawn = 0
      const histories = commandSequences(Account, { commands })
      const drawing = cpuSeconds(() => {
        const count = fc.property(histories, ({ steps }) => void (drawn += steps.length))
        fc.assert(count, { seed, numRuns: runs })
      })
      const checking = cpuSeconds(() => {
        const report = checkDecider(Account, { commands, repeatable, runs, seed })
        if (report.verdict === 'refuted') throw new Error('a law is broken')
      })
      rates.push(drawn / Math.max(checking - drawing, Number.EPSILON))
      withDrawing.push(drawn / checking)
    }
    const all = `${Math.round(median(withDrawing)).toLocaleString('en')} a second with drawing`
    return { value: median(rates), notes: [all] }
  },
}
