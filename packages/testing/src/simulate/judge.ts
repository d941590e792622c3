/**
 * Judging a finished run by every law of a simulation.
 */
import type { LawId } from '../law/catalogue.ts'
import { answersHold } from './checks/answers.ts'
import { dutiesHold } from './checks/duties.ts'
import { type Finding, sound, wrong } from './checks/finding.ts'
import { orderHolds } from './checks/order.ts'
import { rowsHold } from './checks/rows.ts'
import type { FinishedRun } from './run.ts'
import type { SimulatedSystem } from './system.ts'

const isAtRest = ({ unrest, world }: FinishedRun): boolean =>
  unrest === undefined && world.defects.length === 0

/** One law of a simulation. */
export interface SimulationLaw {
  readonly law: LawId
  readonly statement: string
  readonly judge: (run: FinishedRun) => Finding | Promise<Finding>
  /** Whether it speaks only of runs that have come to rest. */
  readonly atRest: boolean
}

const settles: SimulationLaw = {
  law: 'settles',
  statement: 'nothing throws, and once the faults are healed, all comes to rest',
  atRest: false,
  judge: ({ world, unrest }) => {
    const [complaint = unrest] = world.defects
    return complaint === undefined ? sound(1) : wrong(complaint)
  },
}

const order: SimulationLaw = {
  law: 'order',
  statement: 'some order explains what every process has seen, and no event is passed over',
  atRest: false,
  judge: orderHolds,
}

const answers: SimulationLaw = {
  law: 'answers',
  statement: 'what was accepted stands in the log once, what was refused does not, repeats agree',
  atRest: false,
  judge: answersHold,
}

const rows: SimulationLaw = {
  law: 'rows',
  statement: 'every read model equals the fold of the log, row by row',
  atRest: true,
  judge: rowsHold,
}

const duties: SimulationLaw = {
  law: 'duties',
  statement: 'policies have done all that the log gives cause for, and nothing else',
  atRest: true,
  judge: dutiesHold,
}

const rules: SimulationLaw = {
  law: 'rules',
  statement: 'the rules over the log hold',
  atRest: false,
  judge: (run) => {
    const { world, log } = run
    const all = Object.entries(world.system.rules ?? {})
    const end = {
      isAtRest: isAtRest(run),
      policies: world.policies.map(({ name }) => name),
      now: new Date(world.nowMs()).toISOString(),
    }
    for (const [name, holds] of all) {
      const held = holds(log, end)
      if (held !== true) return wrong(`${name}: ${held === false ? 'it does not hold' : held}`)
    }
    return sound(log.length === 0 ? 0 : all.length)
  },
}

const shown: SimulationLaw = {
  law: 'shown',
  statement: 'no commit shows anyone what they may not see yet',
  atRest: false,
  judge: ({ world }) => {
    const [complaint] = world.shownTooEarly
    return complaint === undefined ? sound(world.shows) : wrong(complaint)
  },
}

/** The laws that a system gives something to judge by. */
export const lawsFor = (system: SimulatedSystem): ReadonlyArray<SimulationLaw> => [
  settles,
  order,
  answers,
  ...((system.projections ?? []).length > 0 ? [rows] : []),
  ...((system.policies ?? []).length > 0 ? [duties] : []),
  ...(system.rules === undefined ? [] : [rules]),
  ...(system.shown === undefined ? [] : [shown]),
]

/** What a law finds in a run; nothing where the run says nothing about it. */
export const judged = async (law: SimulationLaw, run: FinishedRun): Promise<Finding> => {
  if (law.atRest && !isAtRest(run)) return sound(0)
  try {
    return await law.judge(run)
  } catch (thrown) {
    return wrong(`the check threw ${String(thrown)}`)
  }
}
