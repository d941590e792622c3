/**
 * Making a refuted run smaller: the same seed, the same law broken, with fewer steps and fewer kinds
 * of faults. Simple and quick, and no search: what is left is short enough to be read.
 */
import { allFaultKinds } from './faults.ts'
import { judged, type SimulationLaw } from './judge.ts'
import { type FinishedRun, runOnce, type RunPlan } from './run.ts'
import type { SimulatedSystem } from './system.ts'

/** A run that breaks a law, and how. */
export interface Refuted {
  readonly plan: RunPlan
  readonly run: FinishedRun
  readonly complaint: string
}

const FEWEST_STEPS = 12

/** The smallest run found that breaks a law, beginning with one that does. */
export const smaller = async (
  system: SimulatedSystem,
  plan: RunPlan,
  run: FinishedRun,
  law: SimulationLaw,
): Promise<Refuted> => {
  const { complaint = 'broken once, and not when asked again' } = await judged(law, run)
  let least: Refuted = { plan, run, complaint }
  const isBroken = async (change: Partial<RunPlan>): Promise<boolean> => {
    const tried = { ...least.plan, ...change }
    const again = await runOnce(system, tried)
    const found = (await judged(law, again)).complaint
    if (found !== undefined) least = { plan: tried, run: again, complaint: found }
    return found !== undefined
  }
  const shorten = async (): Promise<void> => {
    for (let steps = FEWEST_STEPS; steps < least.plan.steps; steps = longer(steps)) {
      if (await isBroken({ steps })) return
    }
  }
  const shortenCalm = async (): Promise<void> => {
    for (let calm = 0; calm < least.run.calm; calm = longer(calm)) {
      if (await isBroken({ calm })) return
    }
  }
  await shorten()
  await shortenCalm()
  // What takes no fault at all is best shown without any, even if it takes longer.
  const faultless = { leftOut: new Set(allFaultKinds) }
  if (!(await isBroken(faultless)) && (await isBroken({ ...plan, ...faultless }))) {
    await shorten()
    await shortenCalm()
  }
  for (const kind of allFaultKinds) {
    if (!least.run.world.faults.counts.has(kind)) continue
    await isBroken({ leftOut: new Set([...least.plan.leftOut, kind]) })
  }
  await shorten()
  return least
}

const longer = (steps: number): number => Math.ceil((1 + steps) * 1.4)
