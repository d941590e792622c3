/**
 * Fieldwork: evidence and assessments (R8, R11, R12), pauses and extensions (R8), minutes, close.
 */
import { type Actor, civilDateOf, type Instant } from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import { leaderFor, mayActOn } from '../../delegation/queries.ts'
import { accept, reject } from '../../vocabulary/decision.ts'
import { momentRecordedOn, occurred, occurredAt } from '../../vocabulary/occurrence.ts'
import type { PlanContent } from '../../vocabulary/plan-content.ts'
import type { ReformArea } from '../../vocabulary/reform-area.ts'
import type { InspectionFacts } from '../needs.ts'
import {
  contentsOf,
  type Course,
  type Fieldwork,
  isExamined,
  isInScope,
  type Work,
} from '../state.ts'
import { hoursRefused, windowRefused } from './hours.ts'
import { delegationRefused, memberRefused } from './mandate.ts'
import { reservedRefused, samePeriod } from './preparation.ts'
import { type Asked, type Context, type Decision, dueAfter, type Refusal } from './types.ts'

/** R8: while it is paused, nothing is done at the subject. */
export const pausedRefused = ({ paused }: Fieldwork): Refusal =>
  paused === undefined ? undefined : { _tag: 'IsPaused', rule: 'R8', since: paused.since }

/** R11: the content and the area are in the inspection's scope, or asked for by R19. */
export const scopeRefused = (
  course: Course,
  { content, area }: { readonly content: PlanContent; readonly area: ReformArea },
): Refusal =>
  isInScope(course, content, area)
    ? undefined
    : { _tag: 'OutsideScope', rule: 'R11', content, area }

// ------------------------------------------------------ evidence, assessment

export const attachEvidence = (
  { data, meta }: Asked<'AttachEvidence'>,
  state: Fieldwork,
  { facts, calendar }: Context,
): Decision => {
  const { happenedAt, memberId, evidence, outsideHoursReason } = data
  const when = occurredAt(happenedAt, meta)
  if (isLeft(when)) return when
  const reason = isLeader(meta.actor, state, facts, happenedAt) ? outsideHoursReason : undefined
  const refusal =
    pausedRefused(state) ??
    memberRefused(state, facts, memberId, happenedAt) ??
    (state.mode === 'on-site' ? windowRefused(state, happenedAt) : undefined) ??
    hoursRefused(state, happenedAt, reason, calendar)
  if (refusal !== undefined) return reject(refusal)
  if (state.evidence.has(evidence.evidenceId)) {
    return reject({ _tag: 'IdTaken', rule: 'lifecycle', id: evidence.evidenceId })
  }
  // R28: nothing is attached before it was taken.
  if (Date.parse(evidence.takenAt) > Date.parse(happenedAt)) {
    const happenedOn = civilDateOf(evidence.takenAt)
    return reject({ _tag: 'NotYetHappened', rule: 'R28', happenedOn })
  }
  const afterMinutes = state.minutesSigned
  return accept({ type: 'EvidenceAttached', data: { ...data, ...when.right, afterMinutes } })
}

/** R8: the reason for other hours is the leader's to record; operators and imports write it down. */
const isLeader = (
  actor: Actor,
  { leaderId, subjectId, inspectors }: Fieldwork,
  { delegation }: InspectionFacts,
  happenedAt: Instant,
): boolean => {
  if (actor.kind !== 'official' || actor.personId === leaderId) return true
  const teamId = inspectors.by === 'team' ? inspectors.teamId : undefined
  return (
    delegation !== undefined &&
    leaderFor(delegation, subjectId, civilDateOf(happenedAt), teamId) === actor.personId
  )
}

/** R20: tasks are counted as they stood on the day; assessed again, the later one holds. */
export const assessContent = (
  { data, meta }: Asked<'AssessContent'>,
  state: Fieldwork,
  { facts }: Context,
): Decision => {
  const when = occurredAt(data.happenedAt, meta)
  if (isLeft(when)) return when
  const refusal =
    pausedRefused(state) ??
    memberRefused(state, facts, data.memberId, data.happenedAt) ??
    scopeRefused(state, data)
  if (refusal !== undefined) return reject(refusal)
  return accept({ type: 'ContentAssessed', data: { ...data, ...when.right } })
}

// ------------------------------------------------------- pauses, extensions

export const pause = (
  { data, meta }: Asked<'PauseInspection'>,
  state: Fieldwork,
  { facts }: Context,
): Decision => {
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  const refusal = pausedRefused(state) ?? delegationRefused(state, facts, data.happenedOn)
  if (refusal !== undefined) return reject(refusal)
  return accept({ type: 'InspectionPaused', data: { ...data, ...when.right } })
}

/** R8: the calendar of visits is asked first; asked again, the later window counts. */
export const requestResumption = (
  { data, meta }: Asked<'RequestResumption'>,
  state: Fieldwork,
  { facts }: Context,
): Decision => {
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  if (state.paused === undefined) return nothingAsked(state)
  const refusal = delegationRefused(state, facts, data.happenedOn)
  if (refusal !== undefined) return reject(refusal)
  return accept({ type: 'ResumptionRequested', data: { ...data, ...when.right } })
}

export const resume = (
  { data, meta }: Asked<'ResumeInspection'>,
  state: Fieldwork,
  { facts }: Context,
): Decision => {
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  const asked = state.paused?.resumption
  if (asked === undefined || !samePeriod(asked, data.window)) return nothingAsked(state)
  const refusal = reservedRefused(state, facts, data.window)
  if (refusal !== undefined) return reject(refusal)
  return accept({ type: 'InspectionResumed', data: { ...data, ...when.right } })
}

/** R8: asked for before the window ends, for a day after it. */
export const requestExtension = (
  { data, meta }: Asked<'RequestExtension'>,
  state: Fieldwork,
  { facts }: Context,
): Decision => {
  const { happenedOn, until } = data
  const when = occurred(happenedOn, meta)
  if (isLeft(when)) return when
  const refusal = pausedRefused(state) ?? delegationRefused(state, facts, happenedOn)
  if (refusal !== undefined) return reject(refusal)
  const { to } = state.window
  if (happenedOn > to) return reject({ _tag: 'ExtensionTooLate', rule: 'R8', until: to })
  if (until <= to) return reject({ _tag: 'NotAnExtension', rule: 'R8', until: to })
  return accept({ type: 'ExtensionRequested', data: { ...data, ...when.right } })
}

export const extend = (
  { data, meta }: Asked<'ExtendFieldwork'>,
  state: Fieldwork,
  { facts }: Context,
): Decision => {
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  const { extensionAsked } = state
  if (extensionAsked === undefined) return nothingAsked(state)
  if (data.window.to < extensionAsked) {
    return reject({ _tag: 'NotAnExtension', rule: 'R8', until: extensionAsked })
  }
  const refusal = reservedRefused(state, facts, data.window)
  if (refusal !== undefined) return reject(refusal)
  return accept({ type: 'FieldworkExtended', data: { ...data, ...when.right } })
}

export const refuseExtension = (
  { data, meta }: Asked<'RefuseExtension'>,
  state: Fieldwork,
): Decision => {
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  if (state.extensionAsked === undefined) return nothingAsked(state)
  return accept({ type: 'ExtensionRefused', data: { ...data, ...when.right } })
}

const nothingAsked = ({ inspectionId }: Course): Decision =>
  reject({ _tag: 'NothingAsked', rule: 'lifecycle', inspectionId })

// ------------------------------------------------------------ minutes, close

/** R12: signed, with reservation, or refused; a refusal is witnessed by a second member. */
export const signMinutes = (
  { data, meta }: Asked<'SignMinutes'>,
  state: Fieldwork,
  { facts }: Context,
): Decision => {
  const { inspectionId, subjectId, delegationId } = state
  const { happenedAt, memberId, subject } = data
  const when = occurredAt(happenedAt, meta)
  if (isLeft(when)) return when
  const refusal = pausedRefused(state) ?? memberRefused(state, facts, memberId, happenedAt)
  if (refusal !== undefined) return reject(refusal)
  if (state.minutesSigned) {
    return reject({ _tag: 'AlreadyDone', rule: 'lifecycle', inspectionId })
  }
  if (subject.kind === 'refused') {
    const { witnessId } = subject
    if (witnessId === memberId) {
      return reject({ _tag: 'WitnessIsSigner', rule: 'R12', inspectionId })
    }
    const { delegation = { status: 'unestablished' } } = facts
    if (mayActOn(delegation, witnessId, subjectId, civilDateOf(happenedAt))._tag !== 'ok') {
      return reject({ _tag: 'MemberMayNotAct', rule: 'R5', delegationId, subjectId })
    }
  }
  return accept({ type: 'MinutesSigned', data: { ...data, ...when.right } })
}

/** Closes with minutes, and with an answer on prior shortcomings (R19); then the conclusion is due. */
export const closeFieldwork = (
  { data, meta }: Asked<'CloseFieldwork'>,
  state: Fieldwork,
  { facts, calendar }: Context,
): Decision => {
  const { inspectionId } = state
  const when = occurredAt(data.happenedAt, meta)
  if (isLeft(when)) return when
  const refusal =
    pausedRefused(state) ??
    memberRefused(state, facts, data.memberId, data.happenedAt) ??
    priorRefused(state) ??
    examinedRefused(state)
  if (refusal !== undefined) return reject(refusal)
  if (!state.minutesSigned) {
    return reject({ _tag: 'MinutesNotSigned', rule: 'R12', inspectionId })
  }
  const conclusion = dueAfter(
    momentRecordedOn(when.right),
    state.parameters.conclusionDue,
    calendar,
  )
  if (isLeft(conclusion)) return conclusion
  return accept({
    type: 'FieldworkClosed',
    data: { ...data, ...when.right, conclusion: conclusion.right },
  })
}

/** R16: every content that the conclusion will answer was looked at, here or by another delegation. */
const examinedRefused = (state: Work): Refusal => {
  const content = contentsOf(state).find((one) => !isExamined(state, one))
  return content === undefined ? undefined : { _tag: 'ContentNotExamined', rule: 'R16', content }
}

/** R19: it was answered which prior shortcomings to look at, and each was looked at. */
const priorRefused = ({ inspectionId, prior, assessed, findings, imported }: Work): Refusal => {
  if (prior === undefined) {
    return { _tag: 'PriorShortcomingsUnanswered', rule: 'R19', inspectionId }
  }
  const repeated = new Set<string>()
  for (const { withdrawn, statement } of findings.values()) {
    if (!withdrawn && statement.repeats !== undefined) repeated.add(statement.repeats)
  }
  const open = prior.filter(
    ({ obligationId, area }) =>
      !repeated.has(obligationId) &&
      !assessed.has(`prior-shortcomings/${area}`) &&
      !imported.some(
        ({ contents, areas }) => contents.includes('prior-shortcomings') && areas.includes(area),
      ),
  )
  return open.length === 0
    ? undefined
    : {
        _tag: 'PriorShortcomingsOpen',
        rule: 'R19',
        obligations: open.map(({ obligationId }) => obligationId),
      }
}
