/**
 * planComparison: an issuer's year of inspecting beside the year before. One row per issuer, kind of
 * plan and year; a second table of planProgress, whose figures it repeats.
 *
 * Last year's plan is what the same issuer planned of the same kind for the year before, as the log
 * has it. Where there is none, its figures are `null`; while it is open, they move; what is recorded
 * after its close counts, and the row says of which day that is. A row stands ready for the year after
 * the last plan, without plans of its own. Up to its opening, a secret visit shows in none (R9).
 */
import { Inspection, Plan, Visits } from '@kiemtra/core'
import { projection } from '@kiemtra/kernel'
import { rememberSetting } from '../inspection-memory.ts'
import { onYears, rememberYear } from './handlers.ts'
import { PlanComparisonRow } from './row.ts'

export { ComparedPlan, PlanComparisonRow } from './row.ts'

/** The read model of years. */
export const planComparison = projection<PlanComparisonRow>()({
  name: 'planComparison',
  version: 1,
  from: [Plan, Visits, Inspection],
  audience: 'delegation',
  row: PlanComparisonRow,
  indexes: ['issuerId', 'year'],
  on: onYears,
  links: ({ event }) => rememberYear(event) ?? rememberSetting(event),
})
