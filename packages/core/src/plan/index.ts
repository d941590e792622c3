/**
 * Plans: who is to be inspected in a year, on what, by whom, under which terms.
 *
 * @example
 * const handle = commandHandler({ events: inMemoryEventStore() })
 * for (const command of sampleAgencies) await handle(Agency, command)()
 * const inForce: boolean[] = []
 * for (const command of samplePlan) {
 *   const answer = await handle(Plan, command)()
 *   if (E.isRight(answer)) inForce.push(planInForceOn(answer.right.state, civilDate(2023, 4, 11)))
 * }
 * // Drafted, given a target, issued.
 * inForce // => [false, false, true]
 */
import { aggregate } from '@kiemtra/kernel'
import { PlanCommand } from './commands.ts'
import { decide } from './decide/index.ts'
import { PlanEvents } from './events.ts'
import { evolve } from './evolve.ts'
import { needs, type PlanFacts } from './needs.ts'
import { PlanRejection } from './rejections.ts'
import { initialState, type PlanState } from './state.ts'

/** The aggregate of plans. It computes no due dates, and so takes no calendar. */
export const Plan = aggregate<PlanState, PlanRejection, PlanFacts>()({
  category: 'plan',
  idOf: (command: PlanCommand) => command.data.planId,
  command: PlanCommand,
  event: PlanEvents,
  rejection: PlanRejection,
  initialState,
  needs,
  decide,
  evolve,
})

export * from './commands.ts'
export { issuesPlans, jurisdictionOver, type Line, type Mandate } from './decide/jurisdiction.ts'
export * from './events.ts'
export { planFold, type PlanFacts } from './needs.ts'
export { PlanRejection } from './rejections.ts'
export type {
  Candidate,
  Focus,
  NotReached,
  Reached,
  Result,
  Target,
  TargetMove,
  TermChanges,
} from './shapes.ts'
export {
  capsOf,
  delegationTermsOf,
  type Draw,
  type DraftedPlan,
  drawOf,
  type IssuedPlan,
  type PlanCaps,
  planInForceOn,
  type PlanState,
  targetOf,
  targetsAt,
  targetsNotReached,
} from './state.ts'
