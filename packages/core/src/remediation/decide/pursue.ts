/**
 * R22: overdue → urged → escalated to the superior → follow-up, each its own act, in that order. While
 * a claim waits for its answer nothing further is pursued: the next word is the verifier's.
 */
import { type CivilDate } from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import { existsOn } from '../../agency/state.ts'
import { planInForceOn } from '../../plan/state.ts'
import { accept, reject } from '../../vocabulary/decision.ts'
import { dueAfter } from '../../vocabulary/due.ts'
import { type Occurrence, recordedOn } from '../../vocabulary/occurrence.ts'
import { notSigned } from '../../vocabulary/official-document.ts'
import type { PursuitBasis, PursuitStep } from '../shapes.ts'
import type { Standing } from '../state.ts'
import {
  type Asked,
  authorityRefused,
  type Context,
  type Decision,
  pursuers,
  type Refusal,
} from './types.ts'

/** After its last day; not while a claim that was made in time waits for its answer. */
export const markOverdue = (
  { meta }: Asked<'MarkOverdue'>,
  state: Standing,
  { when, calendar }: Context,
): Decision => {
  const { remediationId, subjectId, dueOn, lastDay, pursuit, escalationAfter } = state
  const unauthorised = authorityRefused(meta.actor, pursuers(state))
  if (unauthorised !== undefined) return reject(unauthorised)
  if (pursuit !== 'none') {
    return reject({ _tag: 'PursuitStepTaken', rule: 'R22', remediationId, step: pursuit })
  }
  if (state.status === 'claimed' && !state.claimedLate) {
    return reject({ _tag: 'ClaimedInTime', rule: 'R22', remediationId })
  }
  if (when.happenedOn <= lastDay) return reject({ _tag: 'NotOverdueYet', rule: 'R22', lastDay })
  const escalation = dueAfter(lastDay, escalationAfter, calendar)
  if (isLeft(escalation)) return escalation
  return accept({
    type: 'RemediationOverdue',
    data: { remediationId, subjectId, ...when, dueOn, escalation: escalation.right },
  })
}

export const urge = (
  { data, meta }: Asked<'Urge'>,
  state: Standing,
  { when }: Context,
): Decision => {
  const { subjectId } = state
  const refusal =
    authorityRefused(meta.actor, pursuers(state)) ??
    basisRefused(data.basis, state, when.happenedOn) ??
    stepRefused(state, 'overdue', when)
  if (refusal !== undefined) return reject(refusal)
  return accept({ type: 'AgencyUrged', data: { ...data, subjectId, ...when } })
}

/** To the superior that the register names that day; the plan's issuer where there is none. */
export const escalate = (
  { data, meta }: Asked<'Escalate'>,
  state: Standing,
  { when, facts: { subject } }: Context,
): Decision => {
  const { subjectId, planIssuerId, escalateFrom } = state
  const refusal =
    authorityRefused(meta.actor, pursuers(state)) ??
    basisRefused(data.basis, state, when.happenedOn) ??
    stepRefused(state, 'urged', when)
  if (refusal !== undefined) return reject(refusal)
  if (escalateFrom !== undefined && when.happenedOn < escalateFrom) {
    return reject({ _tag: 'TooEarlyToEscalate', rule: 'R22', escalateFrom })
  }
  if (
    subject === undefined ||
    subject.status === 'unregistered' ||
    !existsOn(subject, when.happenedOn)
  ) {
    return reject({ _tag: 'HolderNotInForce', rule: 'R26', subjectId })
  }
  const toId = subject.superiorId ?? planIssuerId
  return accept({ type: 'RemediationEscalated', data: { ...data, subjectId, ...when, toId } })
}

/** Owed until a plan in force takes it. */
export const requestFollowUp = (
  { data, meta }: Asked<'RequestFollowUp'>,
  state: Standing,
  { when, facts: { plan } }: Context,
): Decision => {
  const { remediationId, subjectId, pursuit } = state
  const { planId } = data
  const takesWhatIsOwed = pursuit === 'owed' && planId !== undefined
  const refusal =
    authorityRefused(meta.actor, pursuers(state)) ??
    (takesWhatIsOwed ? stepRefused(state, 'owed', when) : stepRefused(state, 'escalated', when))
  if (refusal !== undefined) return reject(refusal)
  if (planId !== undefined && (plan === undefined || !planInForceOn(plan, recordedOn(when)))) {
    return reject({ _tag: 'StandingOrderNotInForce', rule: 'R1', planId })
  }
  const takenBy = planId === undefined ? {} : { takenBy: planId }
  return accept({
    type: 'FollowUpRequested',
    data: { remediationId, subjectId, ...when, ...takenBy },
  })
}

// ------------------------------------------------------------------- order

const ORDER: ReadonlyArray<PursuitStep> = ['none', 'overdue', 'urged', 'escalated', 'owed', 'taken']

const claimRefused = ({ status, remediationId }: Standing): Refusal =>
  status === 'claimed' ? { _tag: 'ClaimNotExamined', rule: 'lifecycle', remediationId } : undefined

/** The step before has been taken, on that day or earlier; this one hasn't. */
const stepRefused = (state: Standing, before: PursuitStep, { happenedOn }: Occurrence): Refusal => {
  const { remediationId, pursuit, pursuedOn: earliest } = state
  const waiting = claimRefused(state)
  if (waiting !== undefined) return waiting
  if (pursuit === before) {
    return earliest === undefined || happenedOn >= earliest
      ? undefined
      : { _tag: 'BeforeTheStepBefore', rule: 'lifecycle', remediationId, earliest }
  }
  return ORDER.indexOf(pursuit) < ORDER.indexOf(before)
    ? { _tag: 'PursuitStepMissing', rule: 'R22', remediationId, missing: before }
    : { _tag: 'PursuitStepTaken', rule: 'R22', remediationId, step: pursuit }
}

/** R22: an official act has its document, or the standing order of the obligation's own plan. */
const basisRefused = (basis: PursuitBasis, state: Standing, happenedOn: CivilDate): Refusal => {
  if (basis.kind === 'standing-order') {
    return basis.planId === state.planId
      ? undefined
      : { _tag: 'StandingOrderNotInForce', rule: 'R1', planId: basis.planId }
  }
  const agencies = pursuers(state)
  return agencies.includes(basis.document.issuer)
    ? notSigned(basis.document, happenedOn)
    : { _tag: 'NoAuthorityOverRemedy', rule: 'R21', agencies }
}
