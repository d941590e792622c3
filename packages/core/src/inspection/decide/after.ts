/**
 * What may come beside or after a conclusion: dissent (R16), referral (R18), review and revocation
 * (R17), replies (R23), imported results, flags and ratification (R5, R6).
 */

import { isLeft } from 'fp-ts/lib/Either.js'
import { actsFor } from '../../vocabulary/actor.ts'
import { accept, reject } from '../../vocabulary/decision.ts'
import { occurred, recordedOn } from '../../vocabulary/occurrence.ts'
import type { Cancelled, Concluded, Course, Work } from '../state.ts'
import { authorityRefused, subjectRefused } from './mandate.ts'
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
  const notSubject = subjectRefused(state, meta.actor)
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
  const refusal = aboveRefused(state, meta.actor)
  if (refusal !== undefined) return reject(refusal)
  return accept({ type: 'ReviewDecided', data: { ...data, ...when.right } })
}

/** R17: by a new document, of the concluding authority or the plan's issuer. */
export const revoke = ({ data, meta }: Asked<'RevokeConclusion'>, state: Concluded): Decision => {
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  const refusal = aboveRefused(state, meta.actor)
  if (refusal !== undefined) return reject(refusal)
  if (data.document.number === state.documentNumber) {
    return reject({ _tag: 'SameDocument', rule: 'R17', inspectionId: state.inspectionId })
  }
  return accept({ type: 'ConclusionRevoked', data: { ...data, ...when.right } })
}

const aboveRefused = (
  { concludedBy, planIssuerId }: Course,
  actor: Asked<'DecideReview'>['meta']['actor'],
): Refusal =>
  actsFor(actor, concludedBy, planIssuerId)
    ? undefined
    : { _tag: 'NotTheConcludingAuthority', rule: 'R6', concludedBy }

/** R23: the addressee answers; a late answer is marked. */
export const recordReply = (
  { data, meta }: Asked<'RecordReply'>,
  { recommendations, answered }: Concluded,
): Decision => {
  const { recommendationId } = data
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  const given = recommendations.get(recommendationId)
  if (given === undefined || answered.has(recommendationId)) {
    return reject({ _tag: 'NoSuchRecommendation', rule: 'R23', recommendationId })
  }
  const late = recordedOn(when.right) > given.replyDueOn
  return accept({ type: 'RecommendationAnswered', data: { ...data, ...when.right, late } })
}

// ---------------------------------------------------------- at any time

/** Another delegation's result, for contents and areas of the scope (R11). */
export const importResult = (
  { data, meta }: Asked<'ImportResult'>,
  { scope }: Course,
): Decision => {
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  for (const content of data.contents) {
    for (const area of data.areas) {
      if (!scope.contents.includes(content) || !scope.areas.includes(area)) {
        return reject({ _tag: 'OutsideScope', rule: 'R11', content, area })
      }
    }
  }
  return accept({ type: 'ResultImported', data: { ...data, ...when.right } })
}

/** A policy marks an act whose mandate has changed; once. */
export const flag = (
  { data, meta }: Asked<'FlagAct'>,
  { inspectionId, flagged }: Course,
): Decision => {
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  if (flagged.has(data.actId)) {
    return reject({ _tag: 'AlreadyDone', rule: 'lifecycle', inspectionId })
  }
  return accept({ type: 'ActFlagged', data: { ...data, ...when.right } })
}

/** R6: the concluding authority stands in for the mandate that was missing. */
export const ratify = ({ data, meta }: Asked<'RatifyAct'>, state: Course): Decision => {
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  if (!state.flagged.has(data.actId)) {
    return reject({ _tag: 'NoSuchAct', rule: 'R5', actId: data.actId })
  }
  const unauthorised = authorityRefused(state, meta.actor)
  if (unauthorised !== undefined) return reject(unauthorised)
  return accept({ type: 'ActRatified', data: { ...data, ...when.right } })
}
