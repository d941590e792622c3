/**
 * What an initiative must know of others: the inspection that found it (frozen; read again for who has a
 * say in it), and the register's entries of the agencies that a step names (cited, R26).
 */
import { foldOf, type Need, type Needs } from '@kiemtra/kernel'
import { agencyFold } from '../agency/needs.ts'
import type { AgencyState } from '../agency/state.ts'
import { inspectionFold } from '../inspection/needs.ts'
import type { InspectionState } from '../inspection/state.ts'
import type { AgencyId } from '../vocabulary/ids.ts'
import type { InitiativeCommand } from './commands.ts'
import { InitiativeEvents } from './events.ts'
import { evolve } from './evolve.ts'
import { initialState, type InitiativeState, pilotUnderWay } from './state.ts'

/** The fold of an initiative's stream, for others' needs. */
export const initiativeFold = foldOf({
  category: 'initiative',
  event: InitiativeEvents,
  initialState,
  evolve,
})

/** The inspection, and agencies by their ids; which are there depends on the command. */
export interface InitiativeFacts {
  readonly inspection?: InspectionState
  readonly [agency: `agency ${string}`]: AgencyState
}

/** The state of an agency among the facts. */
export const agencyIn = (facts: InitiativeFacts, agencyId: AgencyId): AgencyState =>
  facts[`agency ${agencyId}`] ?? { status: 'unregistered' }

const agencies = (...ids: ReadonlyArray<AgencyId>): Needs<InitiativeFacts> => {
  const needed: Record<`agency ${string}`, Need<AgencyState>> = {}
  for (const id of ids) needed[`agency ${id}`] = { of: agencyFold, id }
  return needed
}

/** Whose initiative it is: who takes over from it doesn't judge it, either (R24). */
const originOf = (state: InitiativeState): ReadonlyArray<AgencyId> =>
  state.status === 'none' ? [] : [state.originId]

/** Who has a say in it: its origin's superior, and who answers for the inspection that found it (R24). */
const sayIn = (state: InitiativeState, ...ids: ReadonlyArray<AgencyId>): Needs<InitiativeFacts> => {
  const named = agencies(...ids, ...originOf(state))
  return state.status !== 'none' && state.source.kind === 'finding'
    ? { ...named, inspection: { of: inspectionFold, id: state.source.inspectionId } }
    : named
}

/** What a command refers to. */
export const needs = (
  { type, data }: InitiativeCommand,
  state: InitiativeState,
): Needs<InitiativeFacts> => {
  switch (type) {
    case 'RecordInitiative': {
      const { agencyId, source } = data
      return source.kind === 'finding'
        ? { ...agencies(agencyId), inspection: { of: inspectionFold, id: source.inspectionId } }
        : agencies(agencyId)
    }
    case 'AssessInitiative':
      return agencies(data.assessedBy, ...originOf(state))
    case 'RecogniseInitiative':
    case 'WaivePilot':
      return sayIn(state, data.document.issuer)
    case 'DeclineInitiative':
      return sayIn(state, data.declinedBy)
    case 'StartPilot':
      return sayIn(state, data.lead, ...data.agencies)
    case 'EvaluatePilot': {
      const pilot = 'pilots' in state ? pilotUnderWay(state) : undefined
      return sayIn(state, data.evaluatedBy, ...(pilot?.agencies ?? []))
    }
    case 'StartReplication':
      return agencies(data.document.issuer, ...data.agencies.map(({ agencyId }) => agencyId))
    case 'ConfirmReplication':
    case 'TransferReplication':
      return agencies(data.agencyId)
  }
}
