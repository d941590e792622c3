/**
 * What commands and events of a plan have in common.
 */
import { CivilDate } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { AgencyKind, AgencyLevel } from '../vocabulary/agency-kind.ts'
import { distinct, distinctBy, someOf } from '../vocabulary/collections.ts'
import {
  AgencyId,
  InspectionId,
  ObligationId,
  PlanId,
  SlotId,
  TargetId,
} from '../vocabulary/ids.ts'
import { Jurisdiction } from '../vocabulary/jurisdiction.ts'
import { Mode } from '../vocabulary/mode.ts'
import { Year } from '../vocabulary/number.ts'
import {
  Authorities,
  DelegationTerms,
  Goals,
  PlanKind,
  PlanParameters,
  PlanTerms,
} from '../vocabulary/plan-terms.ts'
import { ReformArea } from '../vocabulary/reform-area.ts'
import { Period, Scope } from '../vocabulary/scope.ts'
import { Text } from '../vocabulary/text.ts'

/** The policy that tells a plan its results; no other does (R1). */
export const TELLS_RESULTS = 'results'

// ------------------------------------------------------------------- draft

const draft = t.type({
  planId: PlanId,
  happenedOn: CivilDate,
  kind: PlanKind,
  year: Year,
  nameVi: Text,
  issuerId: AgencyId,
  leadAgencyId: AgencyId,
  terms: PlanTerms,
})

/** What a draft says of its plan; with the parent plan, where there is one. */
export const PlanDraft = t.intersection([draft, t.partial({ parentPlanId: PlanId })])

// ----------------------------------------------------------------- targets

/** What a visit goes into above all, and why: "comprehensive yet focused". */
export const Focus = t.strict({ areas: someOf(ReformArea), reason: Text })
export type Focus = t.TypeOf<typeof Focus>

/**
 * An agency, and the line that leads from it to the issuer: the agencies between them, the subject's
 * superior first. It asserts nothing: it names the streams in which the line is then read.
 */
export const Candidate = t.exact(
  t.intersection([t.type({ subjectId: AgencyId }), t.partial({ through: distinct(AgencyId) })]),
)
export type Candidate = t.TypeOf<typeof Candidate>

const request = {
  targetId: TargetId,
  subjectId: AgencyId,
  slotId: SlotId,
  scope: Scope,
  mode: Mode,
  window: Period,
  focus: Focus,
} as const

const line = t.partial({ through: distinct(AgencyId) })

/** A target as it is asked for. */
export const TargetRequest = t.exact(t.intersection([t.type(request), line]))
export type TargetRequest = t.TypeOf<typeof TargetRequest>

/** A target, with what was read of its subject and frozen (R25). */
export const Target = t.exact(
  t.intersection([
    t.type({
      ...request,
      subjectKind: AgencyKind,
      subjectLevel: AgencyLevel,
      jurisdiction: Jurisdiction,
    }),
    line,
  ]),
)
export type Target = t.TypeOf<typeof Target>

// -------------------------------------------------------------- amendments

/** Another window, or another delegation, for a target. */
export const TargetMove = t.exact(
  t.intersection([t.type({ targetId: TargetId, window: Period }), t.partial({ slotId: SlotId })]),
)
export type TargetMove = t.TypeOf<typeof TargetMove>

/**
 * The terms that an amendment may replace. Not the contents, areas or field: a plan that inspects
 * something else is another plan.
 */
export const TermChanges = t.partial({
  parameters: PlanParameters,
  goals: Goals,
  authorities: Authorities,
  delegations: distinctBy(DelegationTerms, (delegation) => delegation.slotId),
  centralBodies: distinct(AgencyId),
})
export type TermChanges = t.TypeOf<typeof TermChanges>

/** Targets that an amendment takes out and moves. */
export const TargetChanges = t.partial({
  targetsRemoved: someOf(TargetId),
  targetsMoved: distinctBy(TargetMove, (move) => move.targetId),
})

// ----------------------------------------------------------------- results

/**
 * What has become of a plan, one fact of another stream at a time: a target was reached by an
 * inspection that concluded, or no more, its conclusion revoked; an obligation is owed, or settled.
 */
export const Result = t.union([
  t.strict({ kind: t.literal('reached'), targetId: TargetId, inspectionId: InspectionId }),
  t.strict({ kind: t.literal('revoked'), targetId: TargetId, inspectionId: InspectionId }),
  t.strict({ kind: t.literal('owed'), obligationId: ObligationId }),
  t.strict({ kind: t.literal('settled'), obligationId: ObligationId }),
])
export type Result = t.TypeOf<typeof Result>

/** A target that was reached, and the inspections that concluded on it. */
export const Reached = t.strict({ targetId: TargetId, inspections: t.readonlyArray(InspectionId) })
export type Reached = t.TypeOf<typeof Reached>

// ----------------------------------------------------------------- closing

/** A target that wasn't reached, and why. */
export const NotReached = t.strict({ targetId: TargetId, reason: Text })
export type NotReached = t.TypeOf<typeof NotReached>
