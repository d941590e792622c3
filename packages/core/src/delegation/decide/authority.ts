/**
 * Who may do what to a delegation. Operators and imports pass here, and pass no other rule for it.
 */
import type { Actor, CivilDate } from '@kiemtra/kernel'
import { actingAgency } from '../../vocabulary/actor.ts'
import { isLeader } from '../../vocabulary/delegation-role.ts'
import type { PersonId } from '../../vocabulary/ids.ts'
import { notSigned, type OfficialDocument } from '../../vocabulary/official-document.ts'
import type { DelegationTerms } from '../../vocabulary/plan-terms.ts'
import { delegationHeadOn, rosterOn } from '../queries.ts'
import type { DelegationRejection } from '../rejections.ts'
import type { DelegationState } from '../state.ts'

/** What a decision takes: whoever acts, and the document, are of the agency that establishes. */
export const decisionRefused = (
  actor: Actor,
  document: OfficialDocument,
  on: CivilDate,
  { establishedBy }: DelegationTerms,
): DelegationRejection | undefined => {
  const agency = actingAgency(actor)
  if ((agency !== undefined && agency !== establishedBy) || document.issuer !== establishedBy) {
    return { _tag: 'NotTheEstablishingAgency', rule: 'R2', establishedBy }
  }
  return notSigned(document, on)
}

type Known = Exclude<DelegationState, { status: 'unestablished' }>

/** R4: nobody but the head, in person. */
export const isTheHead = (actor: Actor, state: DelegationState, on: CivilDate): boolean => {
  switch (actor.kind) {
    case 'official':
      return delegationHeadOn(state, on)?.personId === actor.personId
    case 'policy':
      return false
    case 'operator':
    case 'import':
      return true
  }
}

/** The agency that establishes, or a leader of the delegation, in person. */
export const mayOrganise = (actor: Actor, state: Known, on: CivilDate): boolean => {
  const agency = actingAgency(actor)
  if (agency === undefined || agency === state.frozen.terms.establishedBy) return true
  return (
    actor.kind === 'official' &&
    rosterOn(state, on).some(({ personId, role }) => personId === actor.personId && isLeader(role))
  )
}

/** Who may organise, and the member concerned. */
export const maySpeakOf = (
  personId: PersonId,
  actor: Actor,
  state: Known,
  on: CivilDate,
): boolean =>
  (actor.kind === 'official' && actor.personId === personId) || mayOrganise(actor, state, on)
