/**
 * R21: a remedy is closed only from outside: by no agency that holds it or has held it, and none
 * under such an agency. Who concluded verifies; another one, because the plan's issuer names it.
 */
import { type AgencyState, existsOn, type RegisteredAgency } from '../../agency/state.ts'
import { actsFor } from '../../vocabulary/actor.ts'
import { accept, reject } from '../../vocabulary/decision.ts'
import type { AgencyLevel } from '../../vocabulary/agency-kind.ts'
import type { AgencyId } from '../../vocabulary/ids.ts'
import { notSigned } from '../../vocabulary/official-document.ts'
import type { RemediationFacts } from '../needs.ts'
import type { Standing } from '../state.ts'
import { type Asked, type Context, type Decision, hasHeld, type Refusal } from './types.ts'

type Examined = Asked<'VerifyCompletion' | 'RejectCompletion'>

/** The answer to a claim: met, or not (in part). */
export const examine = (command: Examined, state: Standing, context: Context): Decision => {
  const { when } = context
  const { remediationId, subjectId } = state
  const refusal = examinerRefused(command, state, context)
  if (refusal !== undefined) return reject(refusal)
  if (state.status !== 'claimed') {
    return reject({ _tag: 'CompletionNotClaimed', rule: 'lifecycle', remediationId })
  }
  if (command.type === 'VerifyCompletion') {
    return accept({ type: 'CompletionVerified', data: { ...command.data, subjectId, ...when } })
  }
  // Whoever claimed in time waited for this answer: until today it wasn't overdue (R22).
  const { claimedLate, lastDay: before } = state
  const lastDay = claimedLate || when.happenedOn < before ? before : when.happenedOn
  return accept({
    type: 'CompletionRejected',
    data: { ...command.data, subjectId, ...when, lastDay },
  })
}

/** Who may say so: in force, outside, and the one whose task it is. */
const examinerRefused = (
  { data, meta }: Examined,
  state: Standing,
  { when: { happenedOn }, facts }: Context,
): Refusal => {
  const { verifiedBy: verifierId, namedBy } = data
  const { subjectId } = state
  const { verifier, subject, issuer } = facts
  if (!actsFor(meta.actor, verifierId)) {
    return { _tag: 'NoAuthorityOverRemedy', rule: 'R21', agencies: [verifierId] }
  }
  // R26: while the holder has ended and nobody has taken over, nobody knows who is outside.
  if (subject === undefined || !existsOn(subject, happenedOn)) {
    return { _tag: 'HolderNotInForce', rule: 'R26', subjectId }
  }
  if (verifier === undefined || !existsOn(verifier, happenedOn)) {
    return { _tag: 'VerifierNotInForce', rule: 'R26', verifierId }
  }
  if (hasHeld(state, verifierId)) return { _tag: 'VerifierHeldIt', rule: 'R21', verifierId }
  const inside = insideRefused(verifierId, verifier, state, facts)
  if (inside !== undefined) return inside
  if (namedBy === undefined) {
    return verifierId === state.verifierId || verifierId === state.planIssuerId
      ? undefined
      : { _tag: 'VerifierNotNamed', rule: 'R21', verifierId, namedBy: state.planIssuerId }
  }
  const namer = namerOf(state, issuer)
  return namedBy.issuer === namer
    ? notSigned(namedBy, happenedOn)
    : { _tag: 'VerifierNotNamed', rule: 'R21', verifierId, namedBy: namer }
}

/** Who names the verifier: the plan's issuer, its taker, or the superior of one that held it itself. */
const namerOf = (state: Standing, issuer: AgencyState | undefined): AgencyId => {
  const { planIssuerId } = state
  const taken = issuer?.status === 'dissolved' ? (issuer.takerId ?? planIssuerId) : planIssuerId
  return hasHeld(state, taken) && issuer !== undefined && issuer.status !== 'unregistered'
    ? (issuer.superiorId ?? taken)
    : taken
}

/** Above these stands nobody but the city and the State. */
const TOP: ReadonlySet<AgencyLevel> = new Set(['central', 'city', 'department', 'district'])

/** R21: neither its superior nor any further up holds it or has held it. */
const insideRefused = (
  verifierId: AgencyId,
  verifier: AgencyState,
  state: Standing,
  facts: RemediationFacts,
): Refusal => {
  const seen = new Set<AgencyId>()
  for (let at = verifier; at.status !== 'unregistered';) {
    const { superiorId, level }: RegisteredAgency = at
    if (superiorId === undefined || seen.has(superiorId)) return undefined
    seen.add(superiorId)
    if (hasHeld(state, superiorId)) {
      return { _tag: 'VerifierUnderHolder', rule: 'R21', verifierId, holderId: superiorId }
    }
    if (TOP.has(level)) return undefined
    const next = facts[`line ${superiorId}`]
    if (next === undefined) {
      return { _tag: 'VerifierLineNotShown', rule: 'R21', agencyId: superiorId }
    }
    at = next
  }
  return undefined
}
