/**
 * The rows that a plan's report is made of, and the names that they lack.
 */
import type { Label } from '@kiemtra/core'
import type { InitiativeRow } from '../initiative-catalogue.ts'
import type { InspectionRow } from '../inspection-register/row.ts'
import type { PlanComparisonRow } from '../plan-comparison/row.ts'
import type { PlanProgressRow } from '../plan-progress/row.ts'
import type { PublicRow } from '../public-register.ts'
import type { RemediationRow } from '../remediation-tracker.ts'

/** What a plan's report is made of: rows of read models, all as of one position of the log. */
export interface ReportRows {
  readonly plan: PlanProgressRow
  /** The row of planComparison for its issuer, kind and year. */
  readonly years: PlanComparisonRow | undefined
  /** Inspections under the plan. */
  readonly inspections: ReadonlyArray<InspectionRow>
  /** Published conclusions under the plan. */
  readonly published: ReadonlyArray<PublicRow>
  /** Remedies under the plan's standing order. */
  readonly remediations: ReadonlyArray<RemediationRow>
  /** Initiatives that its inspections found, and others of the year that it is to speak of. */
  readonly initiatives: ReadonlyArray<InitiativeRow>
  /** An agency's name; rows hold ids, for names change. */
  readonly nameOf: (agencyId: string) => Label
  /** The day that it speaks of: what is overdue is overdue on it. `YYYY-MM-DD`. */
  readonly asOf: string
}

/**
 * Whether the report may speak of what comes from an inspection: once its conclusion is published
 * (R17), and of what comes from none.
 */
export const toldOf = ({ published }: ReportRows, inspectionId: string | null): boolean =>
  inspectionId === null || published.some((one) => one.inspectionId === inspectionId)
