/**
 * R3, R4: how a delegation works: whole or in teams, with agencies that the head invites.
 */
import type { Actor } from '@kiemtra/kernel'
import type { Either } from 'fp-ts/lib/Either.js'
import { existsOn } from '../../agency/state.ts'
import { accept, reject } from '../../vocabulary/decision.ts'
import type { Occurrence } from '../../vocabulary/occurrence.ts'
import type { DelegationCommand } from '../commands.ts'
import type { DelegationEvent } from '../events.ts'
import { agencyIn, type DelegationFacts } from '../needs.ts'
import { excludedEverywhere, isAdmitted, seatOn, teamOn } from '../queries.ts'
import type { DelegationRejection } from '../rejections.ts'
import type { Assignee } from '../shapes.ts'
import type { DelegationState } from '../state.ts'
import { isTheHead, mayOrganise } from './authority.ts'

type Decision = Either<DelegationRejection, ReadonlyArray<DelegationEvent>>
type DataOf<Type extends DelegationCommand['type']> = Extract<
  DelegationCommand,
  { type: Type }
>['data']
type Established = Extract<DelegationState, { status: 'established' }>

/** R3: a team's leader is among its members; a member is in one team at a time. */
export const formTeam = (
  data: DataOf<'FormTeam'>,
  when: Occurrence,
  actor: Actor,
  state: Established,
): Decision => {
  const { delegationId, teamId, leaderId, members, happenedOn } = data
  if (!mayOrganise(actor, state, happenedOn)) {
    return reject({ _tag: 'NotOfTheLeaders', rule: 'R3', delegationId })
  }
  if (!state.frozen.terms.mayFormTeams) {
    return reject({ _tag: 'TeamsNotProvided', rule: 'R3', delegationId })
  }
  // Also the id of a team that is disbanded: readers would mix the two up.
  if (state.teams.some((team) => team.teamId === teamId)) {
    return reject({ _tag: 'TeamIdTaken', rule: 'R3', teamId })
  }
  if (!members.includes(leaderId)) {
    return reject({ _tag: 'LeaderNotInTeam', rule: 'R3', teamId })
  }
  for (const personId of members) {
    if (seatOn(state, personId, happenedOn) === undefined) {
      return reject({ _tag: 'NotAMember', rule: 'lifecycle', personId })
    }
    const other = state.teams.find(
      (team) => team.until === undefined && team.members.includes(personId),
    )
    if (other !== undefined) {
      return reject({ _tag: 'AlreadyInTeam', rule: 'R3', personId, teamId: other.teamId })
    }
  }
  return excludedEverywhere(state, leaderId)
    ? reject({ _tag: 'MemberExcluded', rule: 'R5', personId: leaderId })
    : accept({ type: 'TeamFormed', data: { ...data, ...when } })
}

export const disbandTeam = (
  data: DataOf<'DisbandTeam'>,
  when: Occurrence,
  actor: Actor,
  state: Established,
): Decision => {
  const { delegationId, teamId, happenedOn } = data
  if (!mayOrganise(actor, state, happenedOn)) {
    return reject({ _tag: 'NotOfTheLeaders', rule: 'R3', delegationId })
  }
  return teamOn(state, teamId, happenedOn) === undefined
    ? reject({ _tag: 'NoSuchTeam', rule: 'R3', teamId })
    : accept({ type: 'TeamDisbanded', data: { ...data, ...when } })
}

/** R4: the head invites, where the plan provides for it. */
export const inviteAgency = (
  data: DataOf<'InviteAgency'>,
  when: Occurrence,
  actor: Actor,
  state: Established,
  facts: DelegationFacts,
): Decision => {
  const { delegationId, agencyId, happenedOn } = data
  if (!isTheHead(actor, state, happenedOn)) {
    return reject({ _tag: 'NotTheHead', rule: 'R4', delegationId })
  }
  if (!state.frozen.terms.mayInvite) {
    return reject({ _tag: 'InvitationsNotProvided', rule: 'R4', delegationId })
  }
  if (isAdmitted(state, agencyId)) {
    return reject({ _tag: 'AgencyAlreadyAdmitted', rule: 'R4', agencyId })
  }
  return existsOn(agencyIn(facts, agencyId), happenedOn)
    ? accept({ type: 'AgencyInvited', data: { ...data, ...when } })
    : reject({ _tag: 'AgencyNotInForce', rule: 'R26', agencyId })
}

/** R3: work is given inside what the plan inspects, to a member who may act or to a team. */
export const allocateWork = (
  data: DataOf<'AllocateWork'>,
  when: Occurrence,
  actor: Actor,
  state: Established,
): Decision => {
  const { delegationId, work, happenedOn } = data
  const { planId, frozen } = state
  if (!mayOrganise(actor, state, happenedOn)) {
    return reject({ _tag: 'NotOfTheLeaders', rule: 'R3', delegationId })
  }
  const inPlan =
    work.contents.every((content) => frozen.contents.includes(content)) &&
    work.areas.every((area) => frozen.areas.includes(area))
  if (!inPlan) return reject({ _tag: 'WorkOutsidePlan', rule: 'R1', planId })
  const refusal = assigneeRefused(work.assignee, state, when)
  if (refusal !== undefined) return reject(refusal)
  return accept({ type: 'WorkAllocated', data: { ...data, ...when } })
}

const assigneeRefused = (
  assignee: Assignee,
  state: Established,
  { happenedOn }: Occurrence,
): DelegationRejection | undefined => {
  if (assignee.kind === 'team') {
    const { teamId } = assignee
    return teamOn(state, teamId, happenedOn) === undefined
      ? { _tag: 'NoSuchTeam', rule: 'R3', teamId }
      : undefined
  }
  const { personId } = assignee
  if (seatOn(state, personId, happenedOn) === undefined) {
    return { _tag: 'NotAMember', rule: 'lifecycle', personId }
  }
  return excludedEverywhere(state, personId)
    ? { _tag: 'MemberExcluded', rule: 'R5', personId }
    : undefined
}
