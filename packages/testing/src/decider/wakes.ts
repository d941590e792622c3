/**
 * Roots and wakes: where one fault breaks several laws, the one that it breaks first is named.
 */
import type { LawId } from '../law/catalogue.ts'
import { MEMORY, notAsked } from '../law/property-law.ts'
import type { LawReport } from '../report/report.ts'
import { LED_TO_EVENT, REFUSING_CHANGES } from './answers.ts'
import { EVOLVE_CHANGES } from './writing.ts'

/**
 * Where evolve writes into what it is given, or one of the two isn't pure, others break in its wake:
 * they say so, and no more. What is only seen once is the wake of such a memory, too. And where an
 * event loses something on its way through its codec, what is folded from the log lacks it.
 */
export const rooted = (reports: ReadonlyArray<LawReport>): ReadonlyArray<LawReport> => {
  const brokenBy = (law: LawId): LawReport | undefined =>
    reports.find((one) => one.law === law && one.verdict === 'refuted')
  const [evolving, deciding, keeping] = [brokenBy('L2'), brokenBy('L3'), brokenBy('L5')]
  const writes = evolving?.counterexample?.message.startsWith(EVOLVE_CHANGES) === true
  const root = writes ? evolving : (deciding ?? evolving)
  if (root === undefined) {
    const loses = keeping?.counterexample?.message.includes(LED_TO_EVENT) === true
    return keeping !== undefined && loses
      ? inTheWake(reports, keeping, (law) => law === 'L4')
      : reports
  }
  const wake = writes ? WAKE_OF_WRITING : root === deciding ? WAKE_OF_DECIDING : WAKE_OF_EVOLVING
  return inTheWake(
    reports,
    root,
    (law, message) =>
      wake.includes(law) || message.endsWith(MEMORY) || message.startsWith(REFUSING_CHANGES),
  )
}

const inTheWake = (
  reports: ReadonlyArray<LawReport>,
  root: LawReport,
  isWake: (law: LawId, message: string) => boolean,
): ReadonlyArray<LawReport> =>
  reports.map((one) =>
    one !== root && one.counterexample !== undefined && isWake(one.law, one.counterexample.message)
      ? notAsked({ law: one.law, statement: one.statement }, root, one.seed)
      : one,
  )

/** What an evolve that writes into states or events may break: all that asks what is in them. */
const WAKE_OF_WRITING: ReadonlyArray<LawId> = ['L3', 'L4', 'L5', 'L9', 'L10', 'L11', 'L12']
/** What an evolve that isn't pure may break: all that compares what it has led to. */
const WAKE_OF_EVOLVING: ReadonlyArray<LawId> = ['L4', 'L9', 'L10', 'L12']
/** What a decide that isn't pure may break, as it may write into states: the same. */
const WAKE_OF_DECIDING: ReadonlyArray<LawId> = ['L2', ...WAKE_OF_EVOLVING]
