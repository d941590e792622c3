/**
 * What a plan must know of others: the agencies it names, and the plan that it stands under.
 */
import { foldOf, type Need, type Needs } from '@kiemtra/kernel'
import { agencyFold } from '../agency/needs.ts'
import type { AgencyState } from '../agency/state.ts'
import type { AgencyId } from '../vocabulary/ids.ts'
import type { Authorities, DelegationTerms, PlanTerms } from '../vocabulary/plan-terms.ts'
import type { PlanCommand } from './commands.ts'
import { PlanEvents } from './events.ts'
import { evolve } from './evolve.ts'
import type { Candidate } from './shapes.ts'
import { initialState, type PlanState } from './state.ts'

/** The fold of a plan's stream, for this and every other aggregate's needs. */
export const planFold = foldOf({ category: 'plan', event: PlanEvents, initialState, evolve })

/** States of the agencies that a command refers to, by id, and of the parent plan. */
export interface PlanFacts {
  readonly parent?: PlanState
  readonly [agency: `agency ${string}`]: AgencyState
}

/** The state of an agency among the facts. */
export const agencyIn = (facts: PlanFacts, agencyId: AgencyId): AgencyState =>
  facts[`agency ${agencyId}`] ?? { status: 'unregistered' }

/** What a command refers to. Agencies are cited, and what R25 reads of them is frozen in the event. */
export const needs = (command: PlanCommand, state: PlanState): Needs<PlanFacts> => {
  const issuer = state.status === 'undrafted' ? [] : [state.issuerId]
  switch (command.type) {
    case 'DraftPlan': {
      const { issuerId, leadAgencyId, terms, parentPlanId } = command.data
      const named = agencies([issuerId, leadAgencyId, ...namedIn(terms)])
      return parentPlanId === undefined
        ? named
        : { ...named, parent: { of: planFold, id: parentPlanId } }
    }
    case 'AddTarget':
      return agencies([...issuer, ...lineOf(command.data.target)])
    case 'IssuePlan': {
      if (state.status === 'undrafted') return {}
      const named = agencies([...issuer, state.leadAgencyId])
      return state.parentPlanId === undefined
        ? named
        : { ...named, parent: { of: planFold, id: state.parentPlanId } }
    }
    case 'AmendPlan': {
      const { changes } = command.data
      const moved = (changes.targetsMoved ?? []).flatMap(({ targetId }) => {
        const target = state.status === 'undrafted' ? undefined : state.targets.get(targetId)
        return target === undefined ? [] : [target.subjectId]
      })
      const added = (changes.targetsAdded ?? []).flatMap(lineOf)
      return agencies([...issuer, ...namedIn(changes), ...moved, ...added])
    }
    case 'TransferTarget': {
      const { targetId, toId, through = [] } = command.data
      const target = state.status === 'undrafted' ? undefined : state.targets.get(targetId)
      return agencies([...(target === undefined ? [] : [target.subjectId]), toId, ...through])
    }
    case 'DrawSubjects':
      return agencies([...issuer, ...command.data.pool.flatMap(lineOf)])
    case 'RemoveTarget':
    case 'RecordResult':
    case 'RevokePlan':
    case 'ClosePlan':
      return {}
  }
}

/** Every agency that terms, or changes of them, give a part to. */
export const namedIn = ({
  delegations = [],
  authorities,
  centralBodies = [],
}: Partial<
  Pick<PlanTerms, 'delegations' | 'authorities' | 'centralBodies'>
>): ReadonlyArray<AgencyId> => [
  ...delegations.flatMap(namedInDelegation),
  ...(authorities === undefined ? [] : namedInAuthorities(authorities)),
  ...centralBodies,
]

const namedInDelegation = (delegation: DelegationTerms): ReadonlyArray<AgencyId> => [
  delegation.establishedBy,
  delegation.headedFrom,
  ...delegation.requiredAgencies,
]

const namedInAuthorities = (authorities: Authorities): ReadonlyArray<AgencyId> => [
  authorities.waiveOverlap,
  authorities.conclude,
  ...authorities.orderUnannounced.flatMap((authority) =>
    authority.kind === 'agency' ? [authority.agencyId] : [],
  ),
]

const lineOf = ({ subjectId, through = [] }: Candidate): ReadonlyArray<AgencyId> => [
  subjectId,
  ...through,
]

const agencies = (ids: ReadonlyArray<AgencyId>): Needs<PlanFacts> => {
  const named: Record<`agency ${string}`, Need<AgencyState>> = {}
  for (const id of ids) named[`agency ${id}`] = { of: agencyFold, id }
  return named
}
