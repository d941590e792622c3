export { PlanCommand } from './commands.ts'
export { type PlanEvent, PlanEvents } from './events.ts'
export { planFold, type PlanFacts } from './needs.ts'
export type { Candidate, Focus, NotReached, Target, TargetMove, TermChanges } from './shapes.ts'
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
} from './state.ts'
