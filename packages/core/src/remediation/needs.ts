/**
 * What a remediation must know of others. (cited, unless said otherwise)
 *
 * The inspection whose demand it is (frozen; read again for corrections), the plan under whose
 * standing order it is pursued (frozen), the agency that holds it, the verifier with its line of
 * superiors (R21), the plan's issuer where it names a verifier, and who takes over (R26).
 */
import { foldOf, type Need, type Needs } from '@kiemtra/kernel'
import { agencyFold } from '../agency/needs.ts'
import type { AgencyState } from '../agency/state.ts'
import { inspectionFold } from '../inspection/needs.ts'
import type { InspectionState } from '../inspection/state.ts'
import { planFold } from '../plan/needs.ts'
import type { PlanState } from '../plan/state.ts'
import type { AgencyId } from '../vocabulary/ids.ts'
import type { RemediationCommand } from './commands.ts'
import { RemediationEvents } from './events.ts'
import { evolve } from './evolve.ts'
import { initialState, type RemediationState } from './state.ts'

/** The fold of a remediation's stream, for other aggregates' needs. */
export const remediationFold = foldOf({
  category: 'remediation',
  event: RemediationEvents,
  initialState,
  evolve,
})

/** The facts of a remediation's decisions; which are there depends on the command. */
export interface RemediationFacts {
  readonly inspection?: InspectionState
  readonly plan?: PlanState
  readonly subject?: AgencyState
  readonly taker?: AgencyState
  readonly issuer?: AgencyState
  readonly verifier?: AgencyState
  /** An agency between the verifier and a department or district (R21). */
  readonly [line: `line ${string}`]: AgencyState
}

const agency = (id: AgencyId): Need<AgencyState> => ({ of: agencyFold, id })

/** What a command refers to. */
export const needs = (
  { type, data }: RemediationCommand,
  state: RemediationState,
): Needs<RemediationFacts> => {
  if (type === 'OpenRemediation') {
    const { source } = data
    return source.kind === 'conclusion'
      ? { inspection: { of: inspectionFold, id: source.inspectionId } }
      : { plan: { of: planFold, id: source.planId }, subject: agency(source.subjectId) }
  }
  if (state.status === 'none') return {}
  const { subjectId, source } = state
  const inspection: Needs<RemediationFacts> =
    source.kind === 'conclusion'
      ? { inspection: { of: inspectionFold, id: source.inspectionId } }
      : {}
  switch (type) {
    case 'VerifyCompletion':
    case 'RejectCompletion': {
      const line: Record<`line ${string}`, Need<AgencyState>> = {}
      for (const id of data.through ?? []) line[`line ${id}`] = agency(id)
      const named = data.namedBy === undefined ? {} : { issuer: agency(state.planIssuerId) }
      return { subject: agency(subjectId), verifier: agency(data.verifiedBy), ...named, ...line }
    }
    case 'Escalate':
      return { subject: agency(subjectId) }
    case 'RequestFollowUp':
      return data.planId === undefined ? {} : { plan: { of: planFold, id: data.planId } }
    case 'AmendDemand':
      return {
        ...inspection,
        ...(data.by.kind === 'document' ? { subject: agency(subjectId) } : {}),
      }
    case 'AnnulRemediation':
    case 'ReopenRemediation':
      return inspection
    case 'TransferRemediation':
      return { subject: agency(subjectId), taker: agency(data.toId) }
    default:
      return {}
  }
}
