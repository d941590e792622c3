/**
 * Who may act: R5 (nobody at home, nobody with an interest), R6 (a delegation in force; after
 * fieldwork the concluding authority), R3 (a team's own members).
 */
import { type Actor, type CivilDate, civilDateOf, type Instant } from '@kiemtra/kernel'
import { inForceOn, leaderFor, mayActOn, teamOn } from '../../delegation/queries.ts'
import type { DelegationState } from '../../delegation/state.ts'
import { actsFor } from '../../vocabulary/actor.ts'
import type { PersonId } from '../../vocabulary/ids.ts'
import type { InspectionFacts } from '../needs.ts'
import type { Course } from '../state.ts'
import type { Refusal } from './types.ts'

/** R6: the delegation is in force on the day. */
export const delegationRefused = (
  { delegationId }: Pick<Course, 'delegationId'>,
  { delegation }: { readonly delegation?: DelegationState | undefined },
  on: CivilDate,
): Refusal =>
  delegation !== undefined && inForceOn(delegation, on)
    ? undefined
    : { _tag: 'DelegationNotInForce', rule: 'R6', delegationId }

/** R3, R5, R6: a member acts on the subject, for the team where a team inspects. */
export const memberRefused = (
  course: Pick<Course, 'delegationId' | 'subjectId' | 'inspectors'>,
  facts: InspectionFacts,
  memberId: PersonId,
  happenedAt: Instant,
): Refusal => {
  const { delegationId, subjectId, inspectors } = course
  const on = civilDateOf(happenedAt)
  const { delegation } = facts
  const outOfForce = delegationRefused(course, facts, on)
  if (outOfForce !== undefined || delegation === undefined) return outOfForce
  if (mayActOn(delegation, memberId, subjectId, on)._tag !== 'ok') {
    return { _tag: 'MemberMayNotAct', rule: 'R5', delegationId, subjectId }
  }
  if (inspectors.by === 'whole') return undefined
  const team = teamOn(delegation, inspectors.teamId, on)
  // Whoever leads instead of an excluded team leader comes from outside the team.
  const leads = leaderFor(delegation, subjectId, on, inspectors.teamId) === memberId
  return leads || team?.members.includes(memberId) === true
    ? undefined
    : { _tag: 'NotOfTheTeam', rule: 'R3', delegationId }
}

/** What says who is in charge of an inspection. */
type Charge = Pick<
  Course,
  'subjectId' | 'leadAgencyId' | 'planIssuerId' | 'concludedBy' | 'orderedBy'
>

/**
 * R5, R6, R9: whether an inspection is an actor's business: an official's of the agencies that lead,
 * issue, conclude, ordered it or established its delegation, or who is or was of its delegation. Never
 * one of the subject, whatever else the subject is. Operators, imports and policies pass.
 *
 * Anyone else hears the same, whatever has become of the inspection: so nobody learns of a secret visit
 * or of a finding that is withheld by asking for what will be refused.
 */
export const isInvolved = (
  { subjectId, leadAgencyId, planIssuerId, concludedBy, orderedBy }: Charge,
  { delegation }: InspectionFacts,
  actor: Actor,
): boolean => {
  if (actor.kind !== 'official') return true
  const { agencyId, personId } = actor
  if (agencyId === subjectId) return false
  const inCharge: ReadonlyArray<string | undefined> = [
    leadAgencyId,
    planIssuerId,
    concludedBy,
    orderedBy,
  ]
  if (inCharge.includes(agencyId)) return true
  return (
    delegation !== undefined &&
    delegation.status !== 'unestablished' &&
    (delegation.frozen.terms.establishedBy === agencyId ||
      delegation.services.some((service) => service.personId === personId))
  )
}

/** R6: from the close of fieldwork on the concluding authority acts, the delegation dissolved or not. */
export const authorityRefused = ({ concludedBy }: Course, actor: Actor): Refusal =>
  actsFor(actor, concludedBy)
    ? undefined
    : { _tag: 'NotTheConcludingAuthority', rule: 'R6', concludedBy }

/** R14: only the subject explains itself, waives, or asks for a review. */
export const subjectRefused = ({ subjectId }: Course, actor: Actor): Refusal =>
  actsFor(actor, subjectId) ? undefined : { _tag: 'NotTheSubject', rule: 'R14', subjectId }
