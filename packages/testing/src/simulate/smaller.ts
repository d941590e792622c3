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
  const broken = async (tried: RunPlan): Promise<Refuted | undefined> => {
    const again = await runOnce(system, tried)
    const { complaint } = await judged(law, again)
    return complaint === undefined ? undefined : { plan: tried, run: again, complaint }
  }
  const { complaint = 'broken once, and not when asked again' } = await judged(law, run)
  let least: Refuted = { plan, run, complaint }
  const shorten = async (): Promise<void> => {
    for (let steps = FEWEST_STEPS; steps < least.plan.steps; steps = Math.ceil(steps * 1.4)) {
      const found = await broken({ ...least.plan, steps })
      if (found === undefined) continue
      least = found
      return
    }
  }
  await shorten()
  for (const kind of allFaultKinds) {
    if (!least.run.world.faults.counts.has(kind)) continue
    const leftOut = new Set([...least.plan.leftOut, kind])
    least = (await broken({ ...least.plan, leftOut })) ?? least
  }
  await shorten()
  return least
}
