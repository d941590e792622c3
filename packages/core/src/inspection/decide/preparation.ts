/**
 * From the proposal to the opening: schedule (R7), notice (R9, R10), opening (R5, R6, R8, R10),
 * putting off and calling off.
 */
import { type CivilDate, civilDateOf } from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import { existsOn } from '../../agency/state.ts'
import { delegationHeadOn, leaderFor } from '../../delegation/queries.ts'
import { planInForceOn } from '../../plan/state.ts'
import { accept, reject } from '../../vocabulary/decision.ts'
import { occurred, occurredAt, recordedOn } from '../../vocabulary/occurrence.ts'
import { notSigned } from '../../vocabulary/official-document.ts'
import type { Period } from '../../vocabulary/scope.ts'
import type { InspectionFacts } from '../needs.ts'
import type { Course, Preparing } from '../state.ts'
import { hoursRefused, windowRefused } from './hours.ts'
import { delegationRefused } from './mandate.ts'
import { type Asked, type Context, type Decision, dueAfter, type Refusal } from './types.ts'

// ---------------------------------------------------------------- schedule

/** R7: the calendar of visits holds these days for this inspection; the log says so, not the sender. */
export const reservedRefused = (
  { inspectionId }: Course,
  { visits }: InspectionFacts,
  period: Period,
): Refusal =>
  visits?.windows.some(
    ({ days, claims }) =>
      samePeriod(days.period, period) &&
      claims.some((claim) => claim.inspectionId === inspectionId),
  ) === true
    ? undefined
    : { _tag: 'WindowNotReserved', rule: 'R7', inspectionId }

export const samePeriod = (a: Period, b: Period): boolean => a.from === b.from && a.to === b.to

/**
 * R7: the days that were asked for, under the id that was given; or, where inspections were combined,
 * the days that they share. An answer to an earlier question doesn't confirm the present one.
 */
const scheduleRefused = (
  { inspectionId, window: asked }: Course,
  { visits }: InspectionFacts,
  { windowId, window }: Asked<'ConfirmSchedule'>['data'],
): Refusal => {
  const held = visits?.windows.find(({ claims }) =>
    claims.some((claim) => claim.inspectionId === inspectionId && claim.windowId === windowId),
  )
  return held !== undefined &&
    samePeriod(held.days.period, window) &&
    (samePeriod(window, asked) || held.claims.length > 1)
    ? undefined
    : { _tag: 'WindowNotReserved', rule: 'R7', inspectionId }
}

export const confirmSchedule = (
  { data, meta }: Asked<'ConfirmSchedule'>,
  state: Preparing,
  { facts }: Context,
): Decision => {
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  if (state.schedule.kind === 'confirmed' || state.schedule.kind === 'deferred') {
    return nothingAsked(state)
  }
  const refusal = scheduleRefused(state, facts, data)
  if (refusal !== undefined) return reject(refusal)
  return accept({ type: 'InspectionScheduled', data: { ...data, ...when.right } })
}

export const refuseSchedule = (
  { data, meta }: Asked<'RefuseSchedule'>,
  state: Preparing,
): Decision => {
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  if (state.schedule.kind !== 'asked') return nothingAsked(state)
  return accept({ type: 'ScheduleRefused', data: { ...data, ...when.right } })
}

/** A new date, for the calendar to say yes to; a deferred inspection comes back with one. */
export const reschedule = (
  { data, meta }: Asked<'RescheduleInspection'>,
  state: Preparing,
  { facts }: Context,
): Decision => {
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  const refusal = planRefused(state, facts, data.happenedOn)
  if (refusal !== undefined) return reject(refusal)
  const { latestOn } = state
  if (latestOn !== undefined && data.window.from > latestOn) {
    return reject({ _tag: 'DeferredTooLong', rule: 'R1', latestOn })
  }
  return accept({ type: 'RescheduleProposed', data: { ...data, ...when.right } })
}

/** R1: an unopened inspection needs its plan in force. */
const planRefused = ({ planId }: Course, { plan }: InspectionFacts, on: CivilDate): Refusal =>
  plan !== undefined && planInForceOn(plan, on)
    ? undefined
    : { _tag: 'PlanNotInForce', rule: 'R1', planId }

const nothingAsked = ({ inspectionId }: Course): Decision =>
  reject({ _tag: 'NothingAsked', rule: 'lifecycle', inspectionId })

// ------------------------------------------------------------------ notice

/** R10: what follows from the notice is counted from the day on which it was recorded. */
export const sendNotice = (
  { data, meta }: Asked<'SendNotice'>,
  state: Preparing,
  { facts, calendar }: Context,
): Decision => {
  const { inspectionId } = state
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  if (state.notice === 'unannounced') {
    return reject({ _tag: 'UnannouncedHasNoNotice', rule: 'R9', inspectionId })
  }
  if (state.schedule.kind !== 'confirmed') {
    return reject({ _tag: 'WindowNotReserved', rule: 'R7', inspectionId })
  }
  if (state.noticeSent !== undefined) {
    return reject({ _tag: 'AlreadyDone', rule: 'lifecycle', inspectionId })
  }
  const refusal =
    planRefused(state, facts, data.happenedOn) ?? notSigned(data.document, data.happenedOn)
  if (refusal !== undefined) return reject(refusal)
  const sentOn = recordedOn(when.right)
  const lead = dueAfter(sentOn, state.parameters.noticeLead, calendar)
  if (isLeft(lead)) return lead
  const selfReport = dueAfter(sentOn, state.parameters.selfReportDue, calendar)
  if (isLeft(selfReport)) return selfReport
  return accept({
    type: 'NoticeSent',
    data: { ...data, ...when.right, lead: lead.right, selfReport: selfReport.right },
  })
}

/** R10: a late report is taken and marked; the visit doesn't wait for it. */
export const submitSelfReport = (
  { data, meta }: Asked<'SubmitSelfReport'>,
  state: Course,
): Decision => {
  const { inspectionId, noticeSent, selfReported } = state
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  if (noticeSent === undefined) {
    return reject({ _tag: 'NoticeNotSent', rule: 'R10', inspectionId })
  }
  if (selfReported) return reject({ _tag: 'AlreadyDone', rule: 'lifecycle', inspectionId })
  const late = recordedOn(when.right) > noticeSent.selfReportDueOn
  return accept({ type: 'SelfReportSubmitted', data: { ...data, ...when.right, late } })
}

/** R19: answered once; that there are none is an answer. */
export const requirePriorShortcomings = (
  { data, meta }: Asked<'RequirePriorShortcomings'>,
  { inspectionId, prior }: Course,
): Decision => {
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  if (prior !== undefined) {
    return reject({ _tag: 'AlreadyDone', rule: 'lifecycle', inspectionId })
  }
  return accept({ type: 'PriorShortcomingsRequired', data: { ...data, ...when.right } })
}

// ----------------------------------------------------------------- opening

/** R1, R5, R6, R7, R8, R10, R26: all that must hold on the day of the opening. */
export const open = (
  { data, meta }: Asked<'OpenInspection'>,
  state: Preparing,
  { facts, calendar }: Context,
): Decision => {
  const { inspectionId, subjectId, delegationId, inspectors } = state
  const { happenedAt, leaderId, outsideHoursReason } = data
  const when = occurredAt(happenedAt, meta)
  if (isLeft(when)) return when
  const on = civilDateOf(happenedAt)
  if (state.schedule.kind !== 'confirmed') {
    return reject({ _tag: 'WindowNotReserved', rule: 'R7', inspectionId })
  }
  if (facts.subject === undefined || !existsOn(facts.subject, on)) {
    return reject({ _tag: 'SubjectNotInForce', rule: 'R26', subjectId })
  }
  const refusal =
    planRefused(state, facts, on) ??
    delegationRefused(state, facts, on) ??
    windowRefused(state, happenedAt) ??
    noticeRefused(state, on) ??
    hoursRefused(state, happenedAt, outsideHoursReason, calendar)
  if (refusal !== undefined) return reject(refusal)
  const { delegation = { status: 'unestablished' } } = facts
  const teamId = inspectors.by === 'team' ? inspectors.teamId : undefined
  if (leaderFor(delegation, subjectId, on, teamId) !== leaderId) {
    return reject({ _tag: 'NotTheLeader', rule: 'R5', delegationId, subjectId })
  }
  const insteadOfHead =
    inspectors.by === 'whole' && delegationHeadOn(delegation, on)?.personId !== leaderId
  return accept({ type: 'InspectionOpened', data: { ...data, ...when.right, insteadOfHead } })
}

/** R10: announced, it opens at least so many working days after the notice. */
const noticeRefused = ({ inspectionId, notice, noticeSent }: Course, on: CivilDate): Refusal => {
  if (notice === 'unannounced') return undefined
  if (noticeSent === undefined) return { _tag: 'NoticeNotSent', rule: 'R10', inspectionId }
  const { openNotBefore } = noticeSent
  return on < openNotBefore ? { _tag: 'NoticeTooShort', rule: 'R10', openNotBefore } : undefined
}

// ------------------------------------------------------ put off, called off

export const defer = (
  { data, meta }: Asked<'DeferInspection'>,
  { inspectionId, schedule }: Preparing,
): Decision => {
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  if (schedule.kind === 'deferred') {
    return reject({ _tag: 'AlreadyDone', rule: 'lifecycle', inspectionId })
  }
  if (data.latestOn <= data.happenedOn) {
    return reject({ _tag: 'DeferredIntoThePast', rule: 'lifecycle', inspectionId })
  }
  return accept({ type: 'InspectionDeferred', data: { ...data, ...when.right } })
}

/** R9: cancelled, an unannounced one stays secret; R18: an opened one keeps its duty to refer. */
export const cancel = ({ data, meta }: Asked<'CancelInspection'>): Decision => {
  const when = occurred(data.happenedOn, meta)
  return isLeft(when)
    ? when
    : accept({ type: 'InspectionCancelled', data: { ...data, ...when.right } })
}

/**
 * To another delegation of the plan in force (to its own, the whole takes over from a team); or,
 * opened, to the subject's successor (R6, R26).
 */
export const handOver = (
  { data, meta }: Asked<'HandOverInspection'>,
  state: Course & { readonly status: string },
  { facts }: Context,
): Decision => {
  const { inspectionId, delegationId, subjectId, planId } = state
  let { concludedBy } = state
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  if (data.to.kind === 'delegation') {
    const { delegation } = facts
    const to = data.to.delegationId
    if (to === delegationId && state.inspectors.by === 'whole') {
      return reject({ _tag: 'AlreadyDone', rule: 'lifecycle', inspectionId })
    }
    const refusal = delegationRefused({ delegationId: to }, facts, data.happenedOn)
    if (refusal !== undefined) return reject(refusal)
    if (
      delegation === undefined ||
      delegation.status === 'unestablished' ||
      delegation.planId !== planId
    ) {
      return reject({
        _tag: 'DelegationOfAnotherPlan',
        rule: 'R6',
        delegationId: to,
        planId,
      })
    }
  } else {
    const { subject } = facts
    const taker =
      subject?.status === 'dissolved' && subject.effectiveOn <= data.happenedOn
        ? subject.takerId
        : undefined
    if (taker !== data.to.subjectId || state.status === 'preparing') {
      return reject({ _tag: 'NotASuccessor', rule: 'R26', subjectId: data.to.subjectId })
    }
    // R5: nobody concludes on itself; the plan's issuer does.
    if (taker === concludedBy) concludedBy = state.planIssuerId
  }
  const from = { delegationId, subjectId }
  return accept({
    type: 'InspectionHandedOver',
    data: { ...data, ...when.right, from, concludedBy },
  })
}
