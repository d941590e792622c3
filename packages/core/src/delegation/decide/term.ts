/**
 * R1, R2, R6: how a delegation begins, is given more time or a new decision, and ends.
 */
import { type Actor, addDays, type WorkingCalendar } from '@kiemtra/kernel'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import { existsOn } from '../../agency/state.ts'
import { delegationTermsOf, planInForceOn, type PlanState } from '../../plan/state.ts'
import { accept, reject } from '../../vocabulary/decision.ts'
import type { InspectionId, PlanId, SlotId } from '../../vocabulary/ids.ts'
import type { Occurrence } from '../../vocabulary/occurrence.ts'
import type { DelegationCommand } from '../commands.ts'
import type { DelegationEvent, FrozenTerms } from '../events.ts'
import { agencyIn, type DelegationFacts } from '../needs.ts'
import { inForceOn } from '../queries.ts'
import type { DelegationRejection } from '../rejections.ts'
import type { Handover } from '../shapes.ts'
import type { DelegationState } from '../state.ts'
import { decisionRefused } from './authority.ts'
import { headRefused } from './roster.ts'
import { unrepresented, vacanciesOpenedBy } from './vacancies.ts'

type Decision = Either<DelegationRejection, ReadonlyArray<DelegationEvent>>
type DataOf<Type extends DelegationCommand['type']> = Extract<
  DelegationCommand,
  { type: Type }
>['data']
type Established = Extract<DelegationState, { status: 'established' }>

/** R1: under a plan in force. R2: as its terms say. */
export const establish = (
  data: DataOf<'EstablishDelegation'>,
  when: Occurrence,
  actor: Actor,
  facts: DelegationFacts,
): Decision => {
  const { planId, slotId, document, happenedOn } = data
  const { plan } = facts
  if (plan === undefined || !planInForceOn(plan, happenedOn)) {
    return reject({ _tag: 'PlanNotInForce', rule: 'R1', planId })
  }
  const frozen = frozenTerms(plan, planId, slotId)
  if (isLeft(frozen)) return frozen
  const { terms } = frozen.right
  const refusal =
    decisionRefused(actor, document, happenedOn, terms) ??
    compositionRefused(data, terms, [], facts)
  if (refusal !== undefined) return reject(refusal)
  const missing = terms.requiredAgencies.find(
    (required) => !data.members.some(({ agencyId }) => agencyId === required),
  )
  if (missing !== undefined) {
    return reject({ _tag: 'AgencyUnrepresented', rule: 'R2', agencyId: missing })
  }
  return accept({
    type: 'DelegationEstablished',
    data: { ...data, ...when, frozen: frozen.right },
  })
}

/**
 * R2: a new decision, under the plan's terms as they are now. A plan that is closed doesn't stand in
 * its way: the inspections that it opened are still to be finished (R1).
 */
export const reconstitute = (
  data: DataOf<'ReconstituteDelegation'>,
  when: Occurrence,
  actor: Actor,
  state: Established,
  facts: DelegationFacts,
  calendar: WorkingCalendar,
): Decision => {
  const { delegationId, document, happenedOn } = data
  const { planId, slotId } = state
  const { plan } = facts
  if (plan === undefined) return reject({ _tag: 'PlanNotInForce', rule: 'R1', planId })
  const frozen = frozenTerms(plan, planId, slotId)
  if (isLeft(frozen)) return frozen
  const current = state.mandates.at(-1)?.document
  const refusal =
    decisionRefused(actor, document, happenedOn, frozen.right.terms) ??
    compositionRefused(data, frozen.right.terms, state.invited, facts)
  if (refusal !== undefined) return reject(refusal)
  if (current?.number === document.number && current.signedOn === document.signedOn) {
    return reject({ _tag: 'SameDecision', rule: 'lifecycle', delegationId })
  }
  const decided = { ...data, ...when, planId, slotId, frozen: frozen.right }
  const event = {
    type: 'DelegationReconstituted',
    data: { ...decided, vacancies: [] },
  } as const
  // A vacancy of before is no excuse: the new roster is complete, or isn't signed.
  const missing = unrepresented(vacanciesOpenedBy(event, { ...state, vacancies: [] }, calendar))
  if (missing !== undefined) return reject(missing)
  const vacancies = vacanciesOpenedBy(event, state, calendar)
  return accept({ type: 'DelegationReconstituted', data: { ...decided, vacancies } })
}

/** What is frozen of a plan: the terms of the slot, and what the plan inspects. */
const frozenTerms = (
  plan: PlanState,
  planId: PlanId,
  slotId: SlotId,
): Either<DelegationRejection, FrozenTerms> => {
  const terms = delegationTermsOf(plan, slotId)
  if (plan.status === 'undrafted' || terms === undefined) {
    return reject({ _tag: 'SlotNotInTerms', rule: 'R2', planId, slotId })
  }
  const { contents, areas, parameters } = plan.terms
  return right({ terms, contents, areas, vacancyDue: parameters.vacancyDue })
}

type Composition = Pick<DataOf<'EstablishDelegation'>, 'members' | 'until' | 'happenedOn'>

/** R2: one head, from where the terms say; members from required or invited agencies; R6: a term. */
const compositionRefused = (
  { members, until, happenedOn }: Composition,
  terms: FrozenTerms['terms'],
  invited: Established['invited'],
  facts: DelegationFacts,
): DelegationRejection | undefined => {
  if (until < happenedOn) {
    return { _tag: 'TermEndsTooSoon', rule: 'R6', until, earliest: happenedOn }
  }
  let heads = 0
  for (const seat of members) {
    if (seat.role === 'head') {
      heads++
      const refusal = headRefused(seat, happenedOn, terms, facts)
      if (refusal !== undefined) return refusal
      continue
    }
    const { agencyId } = seat
    const isAdmitted =
      agencyId === terms.headedFrom ||
      terms.requiredAgencies.includes(agencyId) ||
      invited.includes(agencyId)
    if (!isAdmitted) return { _tag: 'AgencyNotAdmitted', rule: 'R2', agencyId }
    if (!existsOn(agencyIn(facts, agencyId), happenedOn)) {
      return { _tag: 'AgencyNotInForce', rule: 'R26', agencyId }
    }
  }
  return heads === 1 ? undefined : { _tag: 'NotOneHead', rule: 'R2', heads }
}

/** R6: the last day moves, and only forward. */
export const extendTerm = (
  data: DataOf<'ExtendTerm'>,
  when: Occurrence,
  actor: Actor,
  state: Established,
): Decision => {
  const { document, until, happenedOn } = data
  const refusal = decisionRefused(actor, document, happenedOn, state.frozen.terms)
  if (refusal !== undefined) return reject(refusal)
  const earliest = addDays(state.mandates.at(-1)?.until ?? happenedOn, 1)
  return until < earliest
    ? reject({ _tag: 'TermEndsTooSoon', rule: 'R6', until, earliest })
    : accept({ type: 'TermExtended', data: { ...data, ...when } })
}

/** R6: who dissolves hands over, each inspection to one receiver, and to one who is there. */
export const dissolve = (
  data: DataOf<'DissolveDelegation'>,
  when: Occurrence,
  actor: Actor,
  state: Established,
  facts: DelegationFacts,
): Decision => {
  const { delegationId, document, happenedOn, handovers } = data
  const refusal = decisionRefused(actor, document, happenedOn, state.frozen.terms)
  if (refusal !== undefined) return reject(refusal)
  if (handovers.every(isEmpty)) {
    return reject({ _tag: 'NothingHandedOver', rule: 'R6', delegationId })
  }
  const handedOver = new Set<InspectionId>()
  for (const { to, inspections } of handovers) {
    if (to.kind === 'agency') {
      const { agencyId } = to
      if (!existsOn(agencyIn(facts, agencyId), happenedOn)) {
        return reject({ _tag: 'AgencyNotInForce', rule: 'R26', agencyId })
      }
    } else if (to.delegationId === delegationId) {
      return reject({ _tag: 'HandedOverToItself', rule: 'R6', delegationId })
    } else {
      const receiver = facts[`delegation ${to.delegationId}`]
      if (receiver === undefined || !inForceOn(receiver, happenedOn)) {
        const { delegationId: receiverId } = to
        return reject({ _tag: 'ReceiverNotInForce', rule: 'R6', delegationId: receiverId })
      }
    }
    for (const inspectionId of inspections) {
      if (handedOver.has(inspectionId)) {
        return reject({ _tag: 'HandedOverTwice', rule: 'R6', inspectionId })
      }
      handedOver.add(inspectionId)
    }
  }
  return accept({ type: 'DelegationDissolved', data: { ...data, ...when } })
}

const isEmpty = ({ inspections, documents }: Handover): boolean =>
  inspections.length + documents.length === 0
