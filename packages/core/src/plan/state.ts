/**
 * What is known of a plan. A plan is undrafted, a draft, issued, revoked or closed.
 */
import type { CivilDate } from '@kiemtra/kernel'
import type { AgencyKind, AgencyLevel } from '../vocabulary/agency-kind.ts'
import type { AgencyId, PlanId, SlotId, TargetId } from '../vocabulary/ids.ts'
import type { Mode } from '../vocabulary/mode.ts'
import type { PlanKind, PlanTerms } from '../vocabulary/plan-terms.ts'
import type { Period, Scope } from '../vocabulary/scope.ts'

// ------------------------------------------------------------------- model

/** A subject that the plan will have inspected. */
export interface Target {
  readonly targetId: TargetId
  readonly subjectId: AgencyId
  /** Frozen when the target was added (R25). */
  readonly subjectKind: AgencyKind
  readonly subjectLevel: AgencyLevel
  readonly slotId: SlotId
  readonly scope: Scope
  readonly mode: Mode
  /** When the visit is planned for. */
  readonly window: Period
}

/** What is known of a plan from its draft on. */
export interface DraftedPlan {
  readonly planId: PlanId
  readonly kind: PlanKind
  readonly year: number
  readonly issuerId: AgencyId
  /** Frozen when drafted (R25). */
  readonly issuerLevel: AgencyLevel
  readonly leadAgencyId: AgencyId
  readonly parentPlanId: PlanId | undefined
  readonly terms: PlanTerms
  readonly targets: ReadonlyMap<TargetId, Target>
}

/** The states of a plan. */
export type PlanState =
  | { readonly status: 'undrafted' }
  | (DraftedPlan & { readonly status: 'draft' })
  | (DraftedPlan & { readonly status: 'issued'; readonly issuedOn: CivilDate })
  | (DraftedPlan & { readonly status: 'revoked'; readonly revokedOn: CivilDate })
  | (DraftedPlan & { readonly status: 'closed'; readonly closedOn: CivilDate })

export const initialState: PlanState = { status: 'undrafted' }
