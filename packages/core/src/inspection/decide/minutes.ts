/**
 * The end of fieldwork: minutes (R12), and the close, from which the conclusion is due.
 */
import { civilDateOf } from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import { mayActOn } from '../../delegation/queries.ts'
import { accept, reject } from '../../vocabulary/decision.ts'
import { momentRecordedOn, occurredAt } from '../../vocabulary/occurrence.ts'
import { contentsOf, type Fieldwork, isExamined, type Work } from '../state.ts'
import { pausedRefused } from './fieldwork.ts'
import { memberRefused } from './mandate.ts'
import { ownInspectingRefused } from './own-inspecting.ts'
import { priorRefused } from './prior.ts'
import { tasksRefused } from './tasks.ts'
import { type Asked, type Context, type Decision, dueAfter, type Refusal } from './types.ts'

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

/**
 * Closes with minutes, and with what was asked of others answered and looked at (R19, R20, R29); then
 * the conclusion is due.
 */
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
    tasksRefused(state) ??
    ownInspectingRefused(state) ??
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
