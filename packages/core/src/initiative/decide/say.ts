/**
 * Who has a say in an initiative (R24): otherwise any agency could end what others have found, or let
 * itself be the judge of it.
 *
 * The city, because Plan 61 has it replicated "trong toàn Thành phố"; the agency that it comes from,
 * the one that has taken that over, and its superior; whoever held the contest; and those who answer
 * for the inspection that found it. Whether a step may also be its own, the step says.
 */
import type { AgencyId } from '../../vocabulary/ids.ts'
import { agencyIn, type InitiativeFacts } from '../needs.ts'
import type { RecordedInitiative } from '../state.ts'
import { isCity, type Refusal, withTakers } from './types.ts'

/** The agencies that may recognise it, decline it, or have it tried out; beside them the city. */
export const havingASay = (
  state: RecordedInitiative,
  facts: InitiativeFacts,
): ReadonlyArray<AgencyId> => [...withTakers(facts, state.originId), ...outside(state, facts)]

/** The same without its origin and who took that over: nobody excuses its own from being tried out. */
export const outside = (
  { originId, source }: RecordedInitiative,
  facts: InitiativeFacts,
): ReadonlyArray<AgencyId> => {
  const origin = agencyIn(facts, originId)
  const superiorId = origin.status === 'unregistered' ? undefined : origin.superiorId
  const own = withTakers(facts, originId)
  const found = new Set(superiorId === undefined ? [] : [superiorId])
  if (source.kind === 'contest') found.add(source.document.issuer)
  const { inspection } = facts
  if (inspection !== undefined && inspection.status !== 'none') {
    found.add(inspection.planIssuerId).add(inspection.leadAgencyId).add(inspection.concludedBy)
  }
  return [...found].filter((agencyId) => !own.includes(agencyId))
}

/** R24: an agency that is not among some; the city passes, for what is its own has nobody above it. */
export const sayRefused = (
  agencyId: AgencyId,
  agencies: ReadonlyArray<AgencyId>,
  facts: InitiativeFacts,
): Refusal =>
  isCity(facts, agencyId) || agencies.includes(agencyId)
    ? undefined
    : { _tag: 'NoSayInIt', rule: 'R24', agencyId, agencies: [...new Set(agencies)] }
