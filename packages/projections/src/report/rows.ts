/**
 * The rows that a plan's report is made of, and the names that they lack.
 */
import type { Label } from '@kiemtra/core'
import type { InspectionRow } from '../inspection-register/row.ts'
import type { PlanProgressRow } from '../plan-progress/row.ts'
import type { PublicRow } from '../public-register.ts'

/** What a plan's report is made of: rows of read models, all as of one position of the log. */
export interface ReportRows {
  readonly plan: PlanProgressRow
  /** Inspections under the plan. */
  readonly inspections: ReadonlyArray<InspectionRow>
  /** Published conclusions under the plan. */
  readonly published: ReadonlyArray<PublicRow>
  /** An agency's name; rows hold ids, for names change. */
  readonly nameOf: (agencyId: string) => Label
  /** The day that it speaks of: what is overdue is overdue on it. `YYYY-MM-DD`. */
  readonly asOf: string
}
