/**
 * What is known of a plan. A plan is undrafted, a draft, issued, revoked or closed.
 */
import type { CivilDate } from '@kiemtra/kernel'
import type { AgencyKind, AgencyLevel } from '../vocabulary/agency-kind.ts'
import type {
  AgencyId,
  DrawId,
  InspectionId,
  ObligationId,
  PlanId,
  SlotId,
  TargetId,
} from '../vocabulary/ids.ts'
import type {
  DelegationTerms,
  PlanKind,
  PlanParameters,
  PlanTerms,
} from '../vocabulary/plan-terms.ts'
import type { Target } from './shapes.ts'

// ------------------------------------------------------------------- model

/** A draw of subjects, in the order in which they were drawn. */
export interface Draw {
  readonly drawId: DrawId
  readonly slotId: SlotId
  readonly drawnOn: CivilDate
  readonly drawn: ReadonlyArray<AgencyId>
}

/** What is known of a plan from its draft on. */
export interface DraftedPlan {
  readonly planId: PlanId
  readonly kind: PlanKind
  readonly year: number
  readonly draftedOn: CivilDate
  readonly issuerId: AgencyId
  /** Frozen when drafted (R25). */
  readonly issuerKind: AgencyKind
  readonly issuerLevel: AgencyLevel
  readonly leadAgencyId: AgencyId
  readonly parentPlanId: PlanId | undefined
  readonly terms: PlanTerms
  /** In the order in which they were added. */
  readonly targets: ReadonlyMap<TargetId, Target>
}

/** What is known of a plan from its issue on. */
export interface IssuedPlan extends DraftedPlan {
  readonly issuedOn: CivilDate
  /** Secret. */
  readonly draws: ReadonlyMap<DrawId, Draw>
  /** Targets that were reached, and by which inspections, as the plan was told; after its end, too. */
  readonly reached: ReadonlyMap<TargetId, ReadonlyArray<InspectionId>>
  /** Obligations that are owed under it, as the plan was told; after its end, too. */
  readonly owed: ReadonlySet<ObligationId>
}

/** The states of a plan. */
export type PlanState =
  | { readonly status: 'undrafted' }
  | (DraftedPlan & { readonly status: 'draft' })
  | (IssuedPlan & { readonly status: 'issued' })
  | (IssuedPlan & { readonly status: 'revoked'; readonly revokedOn: CivilDate })
  | (IssuedPlan & {
      readonly status: 'closed'
      readonly closedOn: CivilDate
      /** Targets that weren't reached, as the closing said. */
      readonly notReached: ReadonlyArray<TargetId>
    })

export const initialState: PlanState = { status: 'undrafted' }

// ----------------------------------------------------------------- queries

/**
 * Whether a plan is in force on a day (R1): from the day of its issue on, until the day before it is
 * revoked or closed. For `asOf({ effectiveOn })`, and for whoever starts something under it.
 */
export const planInForceOn = (state: PlanState, on: CivilDate): boolean => {
  switch (state.status) {
    case 'undrafted':
    case 'draft':
      return false
    case 'issued':
      return state.issuedOn <= on
    case 'revoked':
      return state.issuedOn <= on && on < state.revokedOn
    case 'closed':
      return state.issuedOn <= on && on < state.closedOn
  }
}

/** A target of a plan, or `undefined`. */
export const targetOf = (state: PlanState, targetId: TargetId): Target | undefined =>
  state.status === 'undrafted' ? undefined : state.targets.get(targetId)

/** The targets of a plan at one agency, in the order in which they were added. */
export const targetsAt = (state: PlanState, subjectId: AgencyId): ReadonlyArray<Target> =>
  state.status === 'undrafted'
    ? []
    : [...state.targets.values()].filter((target) => target.subjectId === subjectId)

/** The terms of one of the delegations that a plan provides for, or `undefined`. */
export const delegationTermsOf = (state: PlanState, slotId: SlotId): DelegationTerms | undefined =>
  state.status === 'undrafted'
    ? undefined
    : state.terms.delegations.find((delegation) => delegation.slotId === slotId)

/** The targets of a plan that no concluded inspection has reached, in the order of the targets (R1). */
export const targetsNotReached = (state: PlanState): ReadonlyArray<TargetId> =>
  state.status === 'undrafted'
    ? []
    : [...state.targets.keys()].filter(
        (targetId) => state.status === 'draft' || !state.reached.has(targetId),
      )

/** A draw of a plan, or `undefined`; secret. */
export const drawOf = (state: PlanState, drawId: DrawId): Draw | undefined =>
  state.status === 'undrafted' || state.status === 'draft' ? undefined : state.draws.get(drawId)

/** The caps under which a plan's visits stand, each with its basis (R8). */
export type PlanCaps = Pick<
  PlanParameters,
  'daysOnSiteMax' | 'concurrentWindowsMax' | 'visitDaysPerQuarterMax'
>

/** The caps of a plan (R8), to be frozen with each window. */
export const capsOf = ({ terms }: Pick<DraftedPlan, 'terms'>): PlanCaps => {
  const { daysOnSiteMax, concurrentWindowsMax, visitDaysPerQuarterMax } = terms.parameters
  return { daysOnSiteMax, concurrentWindowsMax, visitDaysPerQuarterMax }
}
