/**
 * The draft and its explanations: R13 (reviewed, circulated, decided by another), R14 (explained,
 * waived, answered), R18 (suspected crimes referred before and withheld).
 */
import { isLeft } from 'fp-ts/lib/Either.js'
import { accept, reject } from '../../vocabulary/decision.ts'
import type { ExplanationId } from '../../vocabulary/ids.ts'
import { occurred, recordedOn } from '../../vocabulary/occurrence.ts'
import type { TakenEffect } from '../events/conclusion.ts'
import type { FindingStatement, StandingFinding } from '../shapes.ts'
import type { Closed, Concluded, Drafted, Finding, Work } from '../state.ts'
import { groundsRefused, isGraver, severityOf } from './findings.ts'
import { authorityRefused, subjectRefused } from './mandate.ts'
import { type Asked, type Context, type Decision, dueAfter, type Refusal } from './types.ts'

/** The findings that stand, in the order in which they were raised. */
export const standingFindings = ({ findings }: Work): ReadonlyArray<Finding> =>
  [...findings.values()].filter(({ withdrawn }) => !withdrawn)

const isCrime = ({ statement }: Finding): boolean => statement.kind === 'suspected-crime'

// ------------------------------------------------------------------- draft

/** R13: what counts is reviewed; R18: a suspected crime is referred first, and not in the draft. */
export const circulateDraft = (
  { data, meta }: Asked<'CirculateDraft'>,
  state: Closed | Drafted,
  { calendar }: Context,
): Decision => {
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  const unauthorised = authorityRefused(state, meta.actor)
  if (unauthorised !== undefined) return reject(unauthorised)
  const found = standingFindings(state)
  for (const { findingId, reviewed } of found) {
    if (!reviewed) return reject({ _tag: 'NotReviewed', rule: 'R13', findingId })
  }
  for (const finding of found) {
    if (isCrime(finding) && !finding.referred) {
      return reject({ _tag: 'NotReferred', rule: 'R18', findingId: finding.findingId })
    }
  }
  const toSubject = found.filter((finding) => !isCrime(finding))
  if (state.status === 'drafted' && toSubject.every(({ circulated }) => circulated)) {
    return reject({ _tag: 'AlreadyDone', rule: 'lifecycle', inspectionId: state.inspectionId })
  }
  const until = dueAfter(recordedOn(when.right), state.parameters.explanationWindow, calendar)
  if (isLeft(until)) return until
  return accept({
    type: 'DraftCirculated',
    data: {
      ...data,
      ...when.right,
      findings: toSubject.map(({ findingId }) => findingId),
      explanations: until.right,
    },
  })
}

// ------------------------------------------------------------ explanations

/** R14: on circulated findings, by the subject; a late one is marked, after the conclusion only kept. */
export const submitExplanation = (
  { data, meta }: Asked<'SubmitExplanation'>,
  state: Drafted | Concluded,
): Decision => {
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  const notSubject = subjectRefused(state, meta.actor)
  if (notSubject !== undefined) return reject(notSubject)
  if (state.explanations.has(data.explanationId)) {
    return reject({ _tag: 'IdTaken', rule: 'lifecycle', id: data.explanationId })
  }
  for (const findingId of data.findings) {
    // The answer about a withheld finding is the one about a finding that isn't there (R18).
    const finding = state.findings.get(findingId)
    if (finding?.circulated !== true) {
      return reject({ _tag: 'NoSuchFinding', rule: 'R12', findingId })
    }
    if (finding.withdrawn) {
      return reject({ _tag: 'FindingWithdrawnAlready', rule: 'R12', findingId })
    }
  }
  const late = state.status === 'concluded' || recordedOn(when.right) > state.explainUntil
  return accept({ type: 'ExplanationSubmitted', data: { ...data, ...when.right, late } })
}

export const waiveExplanation = (
  { data, meta }: Asked<'WaiveExplanation'>,
  state: Drafted,
): Decision => {
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  const notSubject = subjectRefused(state, meta.actor)
  if (notSubject !== undefined) return reject(notSubject)
  if (state.waived) {
    return reject({ _tag: 'AlreadyDone', rule: 'lifecycle', inspectionId: state.inspectionId })
  }
  return accept({ type: 'ExplanationWaived', data: { ...data, ...when.right } })
}

/** R14: answered with a reason; R13: not by whoever raised or stated a finding that it is about. */
export const decideExplanation = (
  { data, meta }: Asked<'DecideExplanation'>,
  state: Drafted,
): Decision => {
  const { explanationId, deciderId, decision } = data
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  const unauthorised = authorityRefused(state, meta.actor)
  if (unauthorised !== undefined) return reject(unauthorised)
  const explanation = state.explanations.get(explanationId)
  if (explanation === undefined || explanation.decided) {
    return reject({ _tag: 'NoSuchExplanation', rule: 'R14', explanationId })
  }
  for (const findingId of explanation.findings) {
    const finding = state.findings.get(findingId)
    if (finding?.raisedBy === deciderId || finding?.statedBy === deciderId) {
      return reject({ _tag: 'OwnFinding', rule: 'R13', findingId })
    }
  }
  const { inspectionId, reason } = data
  const answer = { inspectionId, ...when.right, explanationId, deciderId, reason }
  if (decision.kind === 'rejected') return accept({ type: 'ExplanationRejected', data: answer })

  // What was withdrawn since needs no answer: an explanation of it alone is accepted with none.
  const about = standingFindings(state).filter(({ findingId }) =>
    explanation.findings.includes(findingId),
  )
  const { effects } = decision
  const mismatch: Refusal = { _tag: 'EffectsDoNotMatch', rule: 'R14', explanationId }
  if (effects.length !== about.length) return reject(mismatch)
  const taken: Array<TakenEffect> = []
  for (const before of about) {
    const { findingId } = before
    const effect = effects.find((one) => one.findingId === findingId)
    if (effect === undefined) return reject(mismatch)
    if (effect.kind !== 'amended') {
      taken.push(effect)
      continue
    }
    const { statement } = effect
    const refusal = groundsRefused(statement, state) ?? kindlier(before, statement, explanationId)
    if (refusal !== undefined) return reject(refusal)
    taken.push({ kind: 'amended', findingId, finding: restated(before, statement) })
  }
  return accept({ type: 'ExplanationAccepted', data: { ...answer, effects: taken } })
}

/** An accepted explanation never makes a finding graver, nor moves its address: that is `AmendFinding`'s. */
const kindlier = (
  before: Finding,
  statement: FindingStatement,
  explanationId: ExplanationId,
): Refusal => {
  const [then, now] = [before.statement.responsibility, statement.responsibility]
  const sameAddress =
    now?.agencyId === then?.agencyId &&
    now?.postId === then?.postId &&
    now?.conditionOn === then?.conditionOn
  return sameAddress && !isGraver(before, { kind: statement.kind, severity: severityOf(statement) })
    ? undefined
    : { _tag: 'EffectsDoNotMatch', rule: 'R14', explanationId }
}

/** The finding as it stands from now on; the head of the day stays who it was (R15). */
const restated = (before: Finding, statement: FindingStatement): StandingFinding => {
  const { responsibility } = statement
  const severity = severityOf(statement)
  if (responsibility === undefined) return { statement, severity }
  const head = before.responsibility?.head
  return {
    statement,
    severity,
    responsibility: { ...responsibility, ...(head === undefined ? {} : { head }) },
  }
}
