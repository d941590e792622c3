/**
 * Budget: commands on which an aggregate's laws are evaluated, in a second of one core.
 *
 * Laws are asked about histories, and those have to be drawn first; drawing the same histories
 * alone, by the same seed, is measured in the same round and taken off. What it takes is in the
 * notes, and the drawing of commands has a budget of its own. The budget is the inspection's, in a
 * long check: the dear laws are asked about all that is new, and then ever less. A check of the usual
 * length is mostly news, and shown beside it; so is the account, as small as an aggregate can be.
 */
import { Inspection } from '@kiemtra/core'
import type { Aggregate, Message, Tagged } from '@kiemtra/kernel'
import { checkDecider, commandSequences, type DeciderOptions } from '@kiemtra/testing'
import fc from 'fast-check'
import { Account, type AccountCommand, deposit } from './account.ts'
import type { Budget } from './budget.ts'
import { inspectionLaws } from './inspection-laws.ts'
import { cpuSeconds, median } from './measure.ts'
import type { Effort } from './measure.ts'

const LONG = 100_000
const USUAL = 1_000
/** A long round takes half a minute. */
const LONG_ROUNDS = 3

/** Deposits and withdrawals of one account, so that half of the latter are refused. */
const accountCommands = fc
  .tuple(fc.nat(999), fc.constantFrom<AccountCommand['type']>('Deposit', 'Withdraw'))
  .map(([n, type]) => ({ ...deposit('a-1', n), type }))

/** Commands a second: on which laws are evaluated, and with the drawing of them. */
interface Rates {
  readonly evaluated: number
  readonly withDrawing: number
}

const ratesOf = <C extends Message, E extends Message, S, R extends Tagged, F>(
  aggregate: Aggregate<string, C, E, S, R, F>,
  options: DeciderOptions<NoInfer<C>, NoInfer<E>, NoInfer<S>>,
  { rounds, scale }: Effort,
  histories: number,
): Rates => {
  const runs = Math.max(20, Math.round(histories * scale))
  const rates: number[] = []
  const withDrawing: number[] = []
  for (let seed = 0; seed < rounds; seed++) {
    let drawn = 0
    // From the very beginning, as the check does: with its pool of commands, and what stands before.
    const drawing = cpuSeconds(() => {
      const histories = commandSequences(aggregate, options)
      const count = fc.property(histories, ({ steps }) => void (drawn += steps.length))
      fc.assert(count, { seed, numRuns: runs })
    })
    const checking = cpuSeconds(() => {
      const report = checkDecider(aggregate, { ...options, runs, seed })
      if (report.verdict === 'refuted') throw new Error('a law is broken')
    })
    rates.push(drawn / Math.max(checking - drawing, Number.EPSILON))
    withDrawing.push(drawn / checking)
  }
  return { evaluated: median(rates), withDrawing: median(withDrawing) }
}

const told = (name: string, { evaluated, withDrawing }: Rates): string => {
  const [alone, all] = [evaluated, withDrawing].map((n) => Math.round(n).toLocaleString('en'))
  return `${name}: ${alone ?? ''} a second, ${all ?? ''} with drawing`
}

/** Laws of a decider. */
export const laws: Budget = {
  name: 'laws',
  what: 'commands on which the laws of inspections are evaluated, a second and core',
  atLeast: 200_000,
  unit: 'per second',
  measure: async (effort) => {
    const small = { commands: accountCommands, repeatable: ['Deposit', 'Withdraw'] as const }
    const few = { ...effort, rounds: Math.min(effort.rounds, LONG_ROUNDS) }
    const options = inspectionLaws()
    const usual = ratesOf(Inspection, options, effort, USUAL)
    const inspection = ratesOf(Inspection, options, few, LONG)
    const account = ratesOf(Account, small, few, LONG)
    return {
      value: inspection.evaluated,
      notes: [
        told('inspection, 100,000 histories', inspection),
        told('inspection, 1,000 histories', usual),
        told('account, 100,000 histories', account),
      ],
    }
  },
}
