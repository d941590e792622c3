/**
 * What a target must be: in the terms, in the year, inside the jurisdiction, and still there.
 *
 * The same for targets of the draft and those that an amendment adds or moves.
 */
import { yearOf } from '@kiemtra/kernel'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { existsOn, type RegisteredAgency } from '../../agency/state.ts'
import type { AgencyId, SlotId, TargetId } from '../../vocabulary/ids.ts'
import type { Jurisdiction } from '../../vocabulary/jurisdiction.ts'
import type { PlanTerms } from '../../vocabulary/plan-terms.ts'
import type { Period } from '../../vocabulary/scope.ts'
import { agencyIn, type PlanFacts } from '../needs.ts'
import type { PlanRejection } from '../rejections.ts'
import type { Candidate, Target, TargetRequest } from '../shapes.ts'
import type { DraftedPlan } from '../state.ts'
import { jurisdictionOver } from './jurisdiction.ts'

/** A subject that may be inspected, and on what ground. */
export interface Eligible {
  readonly subject: RegisteredAgency
  readonly jurisdiction: Jurisdiction
}

/** The target with what is frozen of its subject, or why it can't be one. */
export const targetFrom = (
  request: TargetRequest,
  plan: DraftedPlan,
  facts: PlanFacts,
): Either<PlanRejection, Target> => {
  const refusal =
    placeRefused(request.targetId, request.window, request.slotId, plan) ??
    scopeRefused(request, plan.terms)
  if (refusal !== undefined) return left(refusal)
  const eligible = eligibleFrom(request, plan, request.window, facts)
  if (isLeft(eligible)) return eligible
  const { subject, jurisdiction } = eligible.right
  const { kind: subjectKind, level: subjectLevel } = subject
  return right({ ...request, subjectKind, subjectLevel, jurisdiction })
}

/** R26, R25: the subject is there for the whole period, and the issuer's to inspect. */
export const eligibleFrom = (
  { subjectId, through = [] }: Candidate,
  plan: DraftedPlan,
  period: Period,
  facts: PlanFacts,
): Either<PlanRejection, Eligible> => {
  const subject = agencyIn(facts, subjectId)
  if (subject.status === 'unregistered' || !existsOn(subject, period.to)) {
    return left({ _tag: 'SubjectNotInForce', rule: 'R26', subjectId })
  }
  const line = { subject, through: through.map((agencyId) => agencyIn(facts, agencyId)) }
  const jurisdiction = jurisdictionOver(plan, line, period.to)
  if (isLeft(jurisdiction)) {
    const { issuerId } = plan
    const because = jurisdiction.left
    return left({ _tag: 'OutsideJurisdiction', rule: 'R25', issuerId, subjectId, because })
  }
  return right({ subject, jurisdiction: jurisdiction.right })
}

/** R2, R1: one of the plan's delegations visits, within the plan's year. */
export const placeRefused = (
  targetId: TargetId,
  window: Period,
  slotId: SlotId,
  { terms, year }: Pick<DraftedPlan, 'terms' | 'year'>,
): PlanRejection | undefined => {
  if (!hasSlot(terms, slotId)) return { _tag: 'SlotNotInTerms', rule: 'R2', slotId }
  return yearOf(window.from) === year && yearOf(window.to) === year
    ? undefined
    : { _tag: 'WindowOutsideYear', rule: 'R1', targetId, year }
}

/** Whether the terms provide for a delegation. */
export const hasSlot = ({ delegations }: PlanTerms, slotId: SlotId): boolean =>
  delegations.some((delegation) => delegation.slotId === slotId)

/** R1: the scope stays in the terms, the focus in the scope. */
const scopeRefused = (
  { targetId, scope, focus }: TargetRequest,
  terms: PlanTerms,
): PlanRejection | undefined => {
  const contents = scope.contents.filter((content) => !terms.contents.includes(content))
  const areas = scope.areas.filter((area) => !terms.areas.includes(area))
  if (contents.length > 0 || areas.length > 0) {
    return { _tag: 'ScopeOutsideTerms', rule: 'R1', targetId, contents, areas }
  }
  const unfocused = focus.areas.filter((area) => !scope.areas.includes(area))
  return unfocused.length === 0
    ? undefined
    : { _tag: 'FocusOutsideScope', rule: 'R1', targetId, areas: unfocused }
}

/** R26: an agency that a plan gives a part to is in force. */
export const firstNotInForce = (
  agencyIds: ReadonlyArray<AgencyId>,
  on: Period['from'],
  facts: PlanFacts,
): PlanRejection | undefined => {
  const agencyId = agencyIds.find((named) => !existsOn(agencyIn(facts, named), on))
  return agencyId === undefined ? undefined : { _tag: 'AgencyNotInForce', rule: 'R26', agencyId }
}
