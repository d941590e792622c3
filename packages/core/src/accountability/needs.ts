/**
 * What a matter must know of others: what raises it, the agency that answers and its head of the day
 * (frozen, R15, R23), and who takes over what has ended (cited, R26).
 */
import { foldOf, type Need, type Needs } from '@kiemtra/kernel'
import { agencyFold } from '../agency/needs.ts'
import type { AgencyState } from '../agency/state.ts'
import { inspectionFold } from '../inspection/needs.ts'
import type { InspectionState } from '../inspection/state.ts'
import { remediationFold } from '../remediation/needs.ts'
import type { RemediationState } from '../remediation/state.ts'
import type { AgencyId } from '../vocabulary/ids.ts'
import type { AccountabilityCommand } from './commands.ts'
import { AccountabilityEvents } from './events.ts'
import { evolve } from './evolve.ts'
import type { MatterSource } from './shapes.ts'
import { type AccountabilityState, initialState } from './state.ts'

/** The fold of a matter's stream, for other aggregates' needs. */
export const accountabilityFold = foldOf({
  category: 'accountability',
  event: AccountabilityEvents,
  initialState,
  evolve,
})

/** The facts of a matter's decisions; which are there depends on the command. */
export interface AccountabilityFacts {
  readonly inspection?: InspectionState
  readonly remediation?: RemediationState
  readonly agency?: AgencyState
  readonly competent?: AgencyState
  readonly taker?: AgencyState
}

const agency = (id: AgencyId): Need<AgencyState> => ({ of: agencyFold, id })

const raisedBy = (source: MatterSource): Needs<AccountabilityFacts> =>
  source.kind === 'escalation'
    ? { remediation: { of: remediationFold, id: source.remediationId } }
    : { inspection: { of: inspectionFold, id: source.inspectionId } }

/** What a command refers to. */
export const needs = (
  { type, data }: AccountabilityCommand,
  state: AccountabilityState,
): Needs<AccountabilityFacts> => {
  if (type === 'OpenMatter') {
    return { ...raisedBy(data.source), agency: agency(data.about.agencyId) }
  }
  if (state.status === 'none') return {}
  if (type === 'WithdrawMatter') return data.by.kind === 'document' ? {} : raisedBy(state.source)
  return type === 'TransferMatter'
    ? {
        agency: agency(state.agencyId),
        competent: agency(state.competentId),
        taker: agency(data.toId),
      }
    : {}
}
