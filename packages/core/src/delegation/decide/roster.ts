/**
 * R2: who joins, and in whose place. Members come from required or invited agencies, the head from
 * the agency that heads; no change but a recusal leaves a required agency without a representative.
 */
import type { Actor, CivilDate, WorkingCalendar } from '@kiemtra/kernel'
import type { Either } from 'fp-ts/lib/Either.js'
import { existsOn, headOn } from '../../agency/state.ts'
import { accept, reject } from '../../vocabulary/decision.ts'
import type { Occurrence } from '../../vocabulary/occurrence.ts'
import type { DelegationTerms } from '../../vocabulary/plan-terms.ts'
import type { DelegationCommand } from '../commands.ts'
import type { DelegationEvent } from '../events.ts'
import { agencyIn, type DelegationFacts } from '../needs.ts'
import { delegationHeadOn, isAdmitted, seatOn } from '../queries.ts'
import type { DelegationRejection } from '../rejections.ts'
import type { HeadSeat, MemberSeat } from '../shapes.ts'
import type { DelegationState } from '../state.ts'
import { decisionRefused } from './authority.ts'
import { unrepresented, vacanciesOpenedBy } from './vacancies.ts'

type Decision = Either<DelegationRejection, ReadonlyArray<DelegationEvent>>
type DataOf<Type extends DelegationCommand['type']> = Extract<
  DelegationCommand,
  { type: Type }
>['data']
type Established = Extract<DelegationState, { status: 'established' }>

export const appointMember = (
  data: DataOf<'AppointMember'>,
  when: Occurrence,
  actor: Actor,
  state: Established,
  facts: DelegationFacts,
  calendar: WorkingCalendar,
): Decision => {
  const { member, document, happenedOn } = data
  const { personId, agencyId } = member
  const refusal =
    decisionRefused(actor, document, happenedOn, state.frozen.terms) ??
    memberRefused(member, happenedOn, state, facts)
  if (refusal !== undefined) return reject(refusal)
  const seat = seatOn(state, personId, happenedOn)
  if (seat?.role === 'head') return reject({ _tag: 'IsTheHead', rule: 'R2', personId })
  if (seat?.role === member.role) {
    return reject({ _tag: 'AlreadyAMember', rule: 'lifecycle', personId })
  }
  if (seat !== undefined && seat.agencyId !== agencyId) {
    const home = seat.agencyId
    return reject({ _tag: 'HomeAgencyDiffers', rule: 'lifecycle', personId, agencyId: home })
  }
  const appointed = { ...data, ...when }
  const vacancies = vacanciesOpenedBy(
    { type: 'MemberAppointed', data: { ...appointed, vacancies: [] } },
    state,
    calendar,
  )
  return accept({ type: 'MemberAppointed', data: { ...appointed, vacancies } })
}

export const replaceMember = (
  data: DataOf<'ReplaceMember'>,
  when: Occurrence,
  actor: Actor,
  state: Established,
  facts: DelegationFacts,
  calendar: WorkingCalendar,
): Decision => {
  const { leaverId, member, document, happenedOn } = data
  const refusal =
    decisionRefused(actor, document, happenedOn, state.frozen.terms) ??
    memberRefused(member, happenedOn, state, facts)
  if (refusal !== undefined) return reject(refusal)
  const leaver = seatOn(state, leaverId, happenedOn)
  if (leaver === undefined) {
    return reject({ _tag: 'NotAMember', rule: 'lifecycle', personId: leaverId })
  }
  if (leaver.role === 'head') return reject({ _tag: 'IsTheHead', rule: 'R2', personId: leaverId })
  if (seatOn(state, member.personId, happenedOn) !== undefined) {
    return reject({ _tag: 'AlreadyAMember', rule: 'lifecycle', personId: member.personId })
  }
  const replaced = { ...data, ...when }
  const vacancies = vacanciesOpenedBy(
    { type: 'MemberReplaced', data: { ...replaced, vacancies: [] } },
    state,
    calendar,
  )
  const missing = unrepresented(vacancies)
  if (missing !== undefined) return reject(missing)
  return accept({ type: 'MemberReplaced', data: { ...replaced, vacancies } })
}

export const replaceHead = (
  data: DataOf<'ReplaceHead'>,
  when: Occurrence,
  actor: Actor,
  state: Established,
  facts: DelegationFacts,
  calendar: WorkingCalendar,
): Decision => {
  const { head, document, happenedOn } = data
  const { personId } = head
  const { terms } = state.frozen
  const refusal =
    decisionRefused(actor, document, happenedOn, terms) ??
    headRefused(head, happenedOn, terms, facts)
  if (refusal !== undefined) return reject(refusal)
  const leaver = delegationHeadOn(state, happenedOn)
  const seat = seatOn(state, personId, happenedOn)
  if (leaver === undefined || seat?.role === 'head') {
    return reject({ _tag: 'AlreadyAMember', rule: 'lifecycle', personId })
  }
  if (seat !== undefined && seat.agencyId !== head.agencyId) {
    const home = seat.agencyId
    return reject({ _tag: 'HomeAgencyDiffers', rule: 'lifecycle', personId, agencyId: home })
  }
  // R3: who is in one team can't take over the lead of another.
  const led = openTeams(state).find((team) => team.leaderId === leaver.personId)
  const own = openTeams(state).find((team) => team.members.includes(personId))
  if (led !== undefined && own !== undefined && led !== own) {
    return reject({ _tag: 'TeamWithoutLeader', rule: 'R3', teamId: led.teamId })
  }
  const replaced = { ...data, ...when, leaverId: leaver.personId }
  const vacancies = vacanciesOpenedBy(
    { type: 'HeadReplaced', data: { ...replaced, vacancies: [] } },
    state,
    calendar,
  )
  const missing = unrepresented(vacancies)
  if (missing !== undefined) return reject(missing)
  return accept({ type: 'HeadReplaced', data: { ...replaced, vacancies } })
}

const openTeams = (state: Established): Established['teams'] =>
  state.teams.filter(({ until }) => until === undefined)

/** R2, R26: a member's agency is required or invited, and there. */
const memberRefused = (
  { agencyId }: MemberSeat,
  on: CivilDate,
  state: Established,
  facts: DelegationFacts,
): DelegationRejection | undefined => {
  if (!isAdmitted(state, agencyId)) return { _tag: 'AgencyNotAdmitted', rule: 'R2', agencyId }
  return existsOn(agencyIn(facts, agencyId), on)
    ? undefined
    : { _tag: 'AgencyNotInForce', rule: 'R26', agencyId }
}

/**
 * R2: the head is a leader of the agency that heads. That a post is a leader's, the register says;
 * and who its head is. Who its deputies are, it doesn't know: there the decision is believed.
 */
export const headRefused = (
  { personId, agencyId, postId }: HeadSeat,
  on: CivilDate,
  { headedFrom }: DelegationTerms,
  facts: DelegationFacts,
): DelegationRejection | undefined => {
  if (agencyId !== headedFrom) return { _tag: 'HeadFromOtherAgency', rule: 'R2', headedFrom }
  const agency = agencyIn(facts, agencyId)
  if (agency.status === 'unregistered' || !existsOn(agency, on)) {
    return { _tag: 'AgencyNotInForce', rule: 'R26', agencyId }
  }
  const rank = agency.posts.find((post) => post.postId === postId)?.rank
  const tenure = headOn(agency, on)
  const leads =
    rank === 'deputy' ||
    (rank === 'head' && tenure?.personId === personId && tenure.postId === postId)
  return leads ? undefined : { _tag: 'HeadNotALeader', rule: 'R2', agencyId, postId }
}
