/**
 * Beginning: propose, or order unannounced. R1 and R25 of the plan, R6 of the delegation, R9, R26.
 */
import type { Actor } from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import { existsOn, type RegisteredAgency } from '../../agency/state.ts'
import { concludingAgency, delegationHeadOn, inForceOn, teamOn } from '../../delegation/queries.ts'
import type { EstablishedDelegation } from '../../delegation/state.ts'
import { jurisdictionOver } from '../../plan/decide/jurisdiction.ts'
import { drawOf, type IssuedPlan, planInForceOn, targetOf } from '../../plan/state.ts'
import { actsFor } from '../../vocabulary/actor.ts'
import { accept, reject } from '../../vocabulary/decision.ts'
import type { PersonId } from '../../vocabulary/ids.ts'
import { occurred } from '../../vocabulary/occurrence.ts'
import { notSigned } from '../../vocabulary/official-document.ts'
import type { InspectionFacts } from '../needs.ts'
import { isInvolved } from './mandate.ts'
import type { Asked, Context, Decision, Refusal } from './types.ts'

type Beginning = Asked<'ProposeInspection'> | Asked<'OrderUnannounced'>

/** Proposes an announced inspection of a target. */
export const propose = (command: Asked<'ProposeInspection'>, { facts }: Context): Decision => {
  const { data, meta } = command
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  const plan = planFor(command, facts)
  if (isRefusal(plan)) return reject(plan)
  const subject = subjectFor(command, facts)
  if (isRefusal(subject)) return reject(subject)
  const delegation = delegationFor(command, facts, plan)
  if (isRefusal(delegation)) return reject(delegation)
  const refusal = targetRefused(data, delegation, plan)
  if (refusal !== undefined) return reject(refusal)
  const frozen = frozenFrom(plan, subject, delegation)
  if (!isInvolved({ ...data, ...frozen, orderedBy: undefined }, facts, meta.actor)) {
    return reject({ _tag: 'NotInvolved', rule: 'R6', inspectionId: data.inspectionId })
  }
  return accept({ type: 'InspectionProposed', data: { ...data, ...when.right, ...frozen } })
}

/** Orders an unannounced one (R9): by an authority of the terms, or by a draw recorded before. */
export const orderUnannounced = (
  command: Asked<'OrderUnannounced'>,
  { facts }: Context,
): Decision => {
  const { data, meta } = command
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  const plan = planFor(command, facts)
  if (isRefusal(plan)) return reject(plan)
  const subject = subjectFor(command, facts)
  if (isRefusal(subject)) return reject(subject)
  const refusal =
    orderRefused(command, facts, plan) ?? jurisdictionRefused(data, facts, plan, subject)
  if (refusal !== undefined) return reject(refusal)
  const delegation = delegationFor(command, facts, plan)
  if (isRefusal(delegation)) return reject(delegation)
  const through = data.through ?? []
  return accept({
    type: 'UnannouncedOrdered',
    data: { ...data, through, ...when.right, ...frozenFrom(plan, subject, delegation) },
  })
}

// -------------------------------------------------------------------- plan

/** R1: the plan in force on the day; nothing new starts under another. */
const planFor = (
  { data: { planId, happenedOn } }: Beginning,
  { plan }: InspectionFacts,
): IssuedPlan | NonNullable<Refusal> =>
  plan === undefined ||
  plan.status === 'undrafted' ||
  plan.status === 'draft' ||
  !planInForceOn(plan, happenedOn)
    ? { _tag: 'PlanNotInForce', rule: 'R1', planId }
    : plan

/** R26: the subject, there until the window's last day. */
const subjectFor = (
  { data: { subjectId, window } }: Beginning,
  { subject }: InspectionFacts,
): RegisteredAgency | NonNullable<Refusal> =>
  subject === undefined || subject.status === 'unregistered' || !existsOn(subject, window.to)
    ? { _tag: 'SubjectNotInForce', rule: 'R26', subjectId }
    : subject

const isRefusal = <A extends object>(u: A | NonNullable<Refusal>): u is NonNullable<Refusal> =>
  '_tag' in u

/** R25: an announced inspection carries out a target of the plan, by the delegation that the plan set. */
const targetRefused = (
  { planId, targetId, subjectId, scope }: Asked<'ProposeInspection'>['data'],
  { slotId }: EstablishedDelegation,
  plan: IssuedPlan,
): Refusal => {
  const target = targetOf({ ...plan, status: 'issued' }, targetId)
  if (target === undefined) return { _tag: 'NotATarget', rule: 'R25', planId, subjectId }
  const fits =
    target.subjectId === subjectId &&
    slotId === target.slotId &&
    scope.areas.every((area) => target.scope.areas.includes(area)) &&
    scope.contents.every((content) => target.scope.contents.includes(content))
  return fits ? undefined : { _tag: 'TargetMismatch', rule: 'R25', targetId }
}

/** R25: an untargeted subject is within the issuer's jurisdiction, by its line of superiors. */
const jurisdictionRefused = (
  { planId, subjectId, window, through = [] }: Asked<'OrderUnannounced'>['data'],
  facts: InspectionFacts,
  plan: IssuedPlan,
  subject: RegisteredAgency,
): Refusal => {
  const line = through.map((id) => facts[`line ${id}`] ?? { status: 'unregistered' as const })
  return isLeft(jurisdictionOver(plan, { subject, through: line }, window.to))
    ? { _tag: 'OutsideJurisdiction', rule: 'R25', planId, subjectId }
    : undefined
}

/** An official orders in person; operators and imports write down who did. */
const isPerson = (actor: Actor, personId: PersonId): boolean =>
  actor.kind === 'official' ? actor.personId === personId : actor.kind !== 'policy'

/** R9: who ordered it may. */
const orderRefused = (
  { data, meta }: Asked<'OrderUnannounced'>,
  facts: InspectionFacts,
  plan: IssuedPlan,
): Refusal => {
  const { delegation } = facts
  const { order, planId, subjectId, happenedOn } = data
  const { orderUnannounced: authorities } = plan.terms.authorities
  const refused: Refusal = { _tag: 'NoAuthorityToOrder', rule: 'R9', planId }
  switch (order.by) {
    case 'agency': {
      const { agencyId } = order
      const named = authorities.some((one) => one.kind === 'agency' && one.agencyId === agencyId)
      return named && actsFor(meta.actor, agencyId) && order.document.issuer === agencyId
        ? notSigned(order.document, happenedOn)
        : refused
    }
    case 'delegation-head': {
      const head = delegation === undefined ? undefined : delegationHeadOn(delegation, happenedOn)
      const named = authorities.some((one) => one.kind === 'delegation-head')
      return named && head?.personId === order.personId && isPerson(meta.actor, order.personId)
        ? undefined
        : refused
    }
    case 'draw': {
      // What was drawn is secret: others are told that they may not, drawn or not.
      const charge = {
        subjectId,
        leadAgencyId: plan.leadAgencyId,
        planIssuerId: plan.issuerId,
        concludedBy: concludingAgency(plan, subjectId),
        orderedBy: undefined,
      }
      if (!isInvolved(charge, facts, meta.actor)) return refused
      const draw = drawOf({ ...plan, status: 'issued' }, order.drawId)
      return draw !== undefined && draw.drawnOn <= happenedOn && draw.drawn.includes(subjectId)
        ? undefined
        : { _tag: 'NotDrawn', rule: 'R9', subjectId }
    }
  }
}

// ----------------------------------------------------------------- setting

/** Scope within the plan; the delegation, of the plan and in force; the team there. */
const delegationFor = (
  { data }: Beginning,
  { delegation }: InspectionFacts,
  plan: IssuedPlan,
): EstablishedDelegation | NonNullable<Refusal> => {
  const { planId, scope, delegationId, inspectors, happenedOn } = data
  const inPlan =
    scope.areas.every((area) => plan.terms.areas.includes(area)) &&
    scope.contents.every((content) => plan.terms.contents.includes(content))
  if (!inPlan) return { _tag: 'ScopeOutsidePlan', rule: 'R1', planId }
  if (
    delegation === undefined ||
    delegation.status === 'unestablished' ||
    !inForceOn(delegation, happenedOn)
  ) {
    return { _tag: 'DelegationNotInForce', rule: 'R6', delegationId }
  }
  if (delegation.planId !== planId) {
    return { _tag: 'DelegationOfAnotherPlan', rule: 'R6', delegationId, planId }
  }
  return inspectors.by === 'team' && teamOn(delegation, inspectors.teamId, happenedOn) === undefined
    ? { _tag: 'NoSuchTeam', rule: 'R3', delegationId }
    : delegation
}

/** What the inspection keeps of plan, subject and delegation, whatever becomes of them (R1, R5, R25). */
const frozenFrom = (
  plan: IssuedPlan,
  subject: RegisteredAgency,
  { slotId }: EstablishedDelegation,
) => ({
  slotId,
  parameters: plan.terms.parameters,
  planIssuerId: plan.issuerId,
  leadAgencyId: plan.leadAgencyId,
  concludedBy: concludingAgency(plan, subject.agencyId),
  subjectLevel: subject.level,
})
