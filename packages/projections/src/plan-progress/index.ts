/**
 * planProgress: how far a plan is. One row per plan.
 *
 * What was planned, by level and month; what was carried out of it, by level and month; coverage and
 * the share of unannounced visits beside the plan's goals; areas never inspected, by level; what the
 * inspected districts inspect themselves; of a closed one what it was closed with. Beside last year it
 * stands in planComparison. Up to its opening, a row with a secret visit ahead equals the row without
 * (R9): neither draws nor orders show.
 */
import { Inspection, Plan, Visits } from '@kiemtra/core'
import { projection } from '@kiemtra/kernel'
import { rememberSetting } from '../inspection-memory.ts'
import { onInspection, onVisits } from './carried-out.ts'
import { onPlan } from './planned.ts'
import { PlanProgressRow } from './row.ts'

export {
  AreaGap,
  CarriedOutCount,
  DistrictInspecting,
  OpenedInspection,
  OwnInspectingCount,
  PlanClosing,
  PlannedCount,
  PlannedTarget,
  PlanProgressRow,
} from './row.ts'

/** The read model of plans. */
export const planProgress = projection<PlanProgressRow>()({
  name: 'planProgress',
  version: 3,
  from: [Plan, Visits, Inspection],
  audience: 'delegation',
  row: PlanProgressRow,
  indexes: ['year', 'status'],
  on: { ...onPlan, ...onVisits, ...onInspection },
  links: ({ event }) => rememberSetting(event),
})
