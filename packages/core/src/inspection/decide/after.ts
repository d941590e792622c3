/**
 * What may come beside or after a conclusion: dissent (R16), referral (R18), review and revocation
 * (R17), replies (R23), imported results, flags and ratification (R5, R6).
 */
import type { Actor } from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import { actsFor } from '../../vocabulary/actor.ts'
import { accept, reject } from '../../vocabulary/decision.ts'
import { occurred, recordedOn } from '../../vocabulary/occurrence.ts'
import { notSigned } from '../../vocabulary/official-document.ts'
import type { Cancelled, Concluded, Course, Work } from '../state.ts'
import { scopeRefused } from './fieldwork.ts'
import { isInvolved, subjectRefused } from './mandate.ts'
import type { Asked, Context, Decision, Refusal } from './types.ts'

/** R16: a member's opinion is kept; members past and present may differ. */
export const recordDissent = (
  { data, meta }: Asked<'RecordDissent'>,
  { delegationId, inspectionId, subjectId, dissents }: Work,
  { facts: { delegation } }: Context,
): Decision => {
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  const served =
    delegation !== undefined &&
    delegation.status !== 'unestablished' &&
    delegation.services.some(({ personId }) => personId === data.memberId)
  if (!served) return reject({ _tag: 'MemberMayNotAct', rule: 'R5', delegationId, subjectId })
  if (dissents.has(data.memberId)) {
    return reject({ _tag: 'AlreadyDone', rule: 'lifecycle', inspectionId })
  }
  return accept({ type: 'DissentRecorded', data: { ...data, ...when.right } })
}

/** R18: violations and suspected crimes that stand, each once; nothing lifts the duty. */
export const refer = (
  { data, meta }: Asked<'ReferViolation'>,
  { findings }: Work | Cancelled,
): Decision => {
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  const unsigned = notSigned(data.document, data.happenedOn)
  if (unsigned !== undefined) return reject(unsigned)
  for (const findingId of data.findings) {
    const finding = findings.get(findingId)
    const kind = finding?.statement.kind
    const referable =
      finding !== undefined &&
      !finding.withdrawn &&
      !finding.referred &&
      (kind === 'violation' || kind === 'suspected-crime')
    if (!referable) return reject({ _tag: 'NothingToRefer', rule: 'R18', findingId })
  }
  return accept({ type: 'ViolationReferred', data: { ...data, ...when.right } })
}

// ------------------------------------------------------ review, revocation

/** R17: the subject may ask for a review; one at a time. */
export const requestReview = (
  { data, meta }: Asked<'RequestReview'>,
  state: Concluded,
): Decision => {
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  const notSubject = subjectRefused(state, meta.actor) ?? notSigned(data.document, data.happenedOn)
  if (notSubject !== undefined) return reject(notSubject)
  if (state.review === 'requested') {
    return reject({ _tag: 'AlreadyDone', rule: 'lifecycle', inspectionId: state.inspectionId })
  }
  return accept({ type: 'ReviewRequested', data: { ...data, ...when.right } })
}

/** R17: decided by the concluding authority or the plan's issuer. */
export const decideReview = ({ data, meta }: Asked<'DecideReview'>, state: Concluded): Decision => {
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  if (state.review !== 'requested') {
    return reject({ _tag: 'NoReviewAsked', rule: 'R17', inspectionId: state.inspectionId })
  }
  const refusal = aboveRefused(state, meta.actor, data)
  if (refusal !== undefined) return reject(refusal)
  return accept({ type: 'ReviewDecided', data: { ...data, ...when.right } })
}

/** R17: by a new document, of the concluding authority or the plan's issuer. */
export const revoke = ({ data, meta }: Asked<'RevokeConclusion'>, state: Concluded): Decision => {
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  const refusal = aboveRefused(state, meta.actor, data)
  if (refusal !== undefined) return reject(refusal)
  if (state.documents.has(data.document.number)) {
    return reject({ _tag: 'SameDocument', rule: 'R17', inspectionId: state.inspectionId })
  }
  return accept({ type: 'ConclusionRevoked', data: { ...data, ...when.right } })
}

/** Who acts, and whose document it is: the concluding authority's, or the plan's issuer's. */
const aboveRefused = (
  { concludedBy, planIssuerId }: Course,
  actor: Actor,
  { document, happenedOn }: Asked<'DecideReview' | 'RevokeConclusion'>['data'],
): Refusal =>
  actsFor(actor, concludedBy, planIssuerId) &&
  (document.issuer === concludedBy || document.issuer === planIssuerId)
    ? notSigned(document, happenedOn)
    : { _tag: 'NotTheConcludingAuthority', rule: 'R6', concludedBy }

/** R23: the addressee answers, or who is involved writes it down; a late answer is marked. */
export const recordReply = (
  { data, meta }: Asked<'RecordReply'>,
  state: Concluded,
  { facts }: Context,
): Decision => {
  const { recommendations, answered } = state
  const { recommendationId } = data
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  const given = recommendations.get(recommendationId)
  if (
    given === undefined ||
    answered.has(recommendationId) ||
    !(isInvolved(state, facts, meta.actor) || actsFor(meta.actor, given.addresseeId))
  ) {
    return reject({ _tag: 'NoSuchRecommendation', rule: 'R23', recommendationId })
  }
  const unsigned = notSigned(data.document, data.happenedOn)
  if (unsigned !== undefined) return reject(unsigned)
  const late = recordedOn(when.right) > given.replyDueOn
  return accept({ type: 'RecommendationAnswered', data: { ...data, ...when.right, late } })
}

// ---------------------------------------------------------- at any time

/** Another delegation's result, for contents and areas of the scope (R11). */
export const importResult = ({ data, meta }: Asked<'ImportResult'>, course: Course): Decision => {
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  const { source, resultOn, happenedOn } = data
  const unsigned = notSigned(source, happenedOn)
  if (unsigned !== undefined) return reject(unsigned)
  if (resultOn > happenedOn) {
    return reject({ _tag: 'NotYetHappened', rule: 'R28', happenedOn: resultOn })
  }
  for (const content of data.contents) {
    for (const area of data.areas) {
      const outside = scopeRefused(course, { content, area })
      if (outside !== undefined) return reject(outside)
    }
  }
  return accept({ type: 'ResultImported', data: { ...data, ...when.right } })
}

/** R5: a policy marks an act whose mandate has changed; once, and no finding that is withdrawn. */
export const flag = (
  { data, meta }: Asked<'FlagAct'>,
  { inspectionId, flagged, findings }: Work,
): Decision => {
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  for (const { findingId, withdrawn } of findings.values()) {
    if (withdrawn && String(findingId) === data.actId) {
      return reject({ _tag: 'FindingWithdrawnAlready', rule: 'R12', findingId })
    }
  }
  if (flagged.has(data.actId)) {
    return reject({ _tag: 'AlreadyDone', rule: 'lifecycle', inspectionId })
  }
  return accept({ type: 'ActFlagged', data: { ...data, ...when.right } })
}

/** R6: who concludes, or who established the delegation, stands in for the mandate that was missing. */
export const ratify = (
  { data, meta }: Asked<'RatifyAct'>,
  state: Course,
  { facts: { delegation } }: Context,
): Decision => {
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  if (!state.flagged.has(data.actId)) {
    return reject({ _tag: 'NoSuchAct', rule: 'R5', actId: data.actId })
  }
  const { concludedBy } = state
  const established =
    delegation === undefined || delegation.status === 'unestablished'
      ? concludedBy
      : delegation.frozen.terms.establishedBy
  if (!actsFor(meta.actor, concludedBy, established)) {
    return reject({ _tag: 'NotTheConcludingAuthority', rule: 'R6', concludedBy })
  }
  return accept({ type: 'ActRatified', data: { ...data, ...when.right } })
}
