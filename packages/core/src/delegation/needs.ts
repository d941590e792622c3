/**
 * What a delegation must know of others: its plan, the agencies of those who join, who takes over.
 */
import { foldOf, type Need, type Needs } from '@kiemtra/kernel'
import { agencyFold } from '../agency/needs.ts'
import type { AgencyState } from '../agency/state.ts'
import { planFold } from '../plan/needs.ts'
import type { PlanState } from '../plan/state.ts'
import type { AgencyId } from '../vocabulary/ids.ts'
import type { DelegationCommand } from './commands.ts'
import { DelegationEvents } from './events.ts'
import { evolve } from './evolve.ts'
import type { Seat } from './shapes.ts'
import { type DelegationState, initialState } from './state.ts'

/** The fold of a delegation's stream, for this and every other aggregate's needs. */
export const delegationFold = foldOf({
  category: 'delegation',
  event: DelegationEvents,
  initialState,
  evolve,
})

/** The plan; agencies and other delegations that a command refers to, by id. */
export interface DelegationFacts {
  readonly plan?: PlanState
  readonly [agency: `agency ${string}`]: AgencyState
  readonly [receiver: `delegation ${string}`]: DelegationState
}

/** The state of an agency among the facts. */
export const agencyIn = (facts: DelegationFacts, agencyId: AgencyId): AgencyState =>
  facts[`agency ${agencyId}`] ?? { status: 'unregistered' }

/**
 * What a command refers to. The plan's terms are frozen in the event (R2); that an agency is there
 * on the day, and who leads it, is read once as well.
 */
export const needs = (
  command: DelegationCommand,
  state: DelegationState,
): Needs<DelegationFacts> => {
  switch (command.type) {
    case 'EstablishDelegation': {
      const { planId, members } = command.data
      return { ...homesOf(members), plan: { of: planFold, id: planId } }
    }
    case 'ReconstituteDelegation': {
      if (state.status === 'unestablished') return {}
      return { ...homesOf(command.data.members), plan: { of: planFold, id: state.planId } }
    }
    case 'AppointMember':
    case 'ReplaceMember':
      return homesOf([command.data.member])
    case 'ReplaceHead':
      return homesOf([command.data.head])
    case 'InviteAgency':
      return agencies([command.data.agencyId])
    case 'DissolveDelegation':
      return receiversOf(command.data.handovers)
    case 'DeclareInterest':
    case 'RecuseMember':
    case 'FormTeam':
    case 'DisbandTeam':
    case 'AllocateWork':
    case 'ExtendTerm':
      return {}
  }
}

const agencies = (ids: ReadonlyArray<AgencyId>): Needs<DelegationFacts> => {
  const named: Record<`agency ${string}`, Need<AgencyState>> = {}
  for (const id of ids) named[`agency ${id}`] = { of: agencyFold, id }
  return named
}

const homesOf = (seats: ReadonlyArray<Seat>): Needs<DelegationFacts> =>
  agencies(seats.map(({ agencyId }) => agencyId))

const receiversOf = (
  handovers: Extract<DelegationCommand, { type: 'DissolveDelegation' }>['data']['handovers'],
): Needs<DelegationFacts> => {
  const named: Record<`delegation ${string}`, Need<DelegationState>> = {}
  const ids: Array<AgencyId> = []
  for (const { to } of handovers) {
    if (to.kind === 'agency') ids.push(to.agencyId)
    else named[`delegation ${to.delegationId}`] = { of: delegationFold, id: to.delegationId }
  }
  return { ...agencies(ids), ...named }
}
