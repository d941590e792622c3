/**
 * The opening: all that must hold on the day at the subject's door. Calling off.
 */
import { type CivilDate, civilDateOf } from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import { existsOn } from '../../agency/state.ts'
import { delegationHeadOn, leaderFor } from '../../delegation/queries.ts'
import { windowsInForce } from '../../visits/decide/room.ts'
import { accept, reject } from '../../vocabulary/decision.ts'
import { occurred, occurredAt } from '../../vocabulary/occurrence.ts'
import type { InspectionFacts } from '../needs.ts'
import type { Course, Fieldwork, Preparing } from '../state.ts'
import { hoursRefused, windowRefused } from './hours.ts'
import { delegationRefused } from './mandate.ts'
import { noticeRefused } from './notice.ts'
import { planRefused } from './schedule.ts'
import type { Asked, Context, Decision, Refusal } from './types.ts'

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
    notHeldRefused(state, facts, on) ??
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

/**
 * R7: the day is held for it still. Its keeper may have moved or released the window since; a secret
 * one may have had to give way (docs/decisions/0003).
 */
const notHeldRefused = (
  { inspectionId }: Course,
  { visits }: InspectionFacts,
  on: CivilDate,
): Refusal =>
  visits !== undefined &&
  windowsInForce(visits).some(
    ({ days: { period }, claims }) =>
      period.from <= on &&
      on <= period.to &&
      claims.some((claim) => claim.inspectionId === inspectionId),
  )
    ? undefined
    : { _tag: 'WindowNotReserved', rule: 'R7', inspectionId }

/**
 * R9: cancelled, an unannounced one stays secret; R18: an opened one keeps its duty to refer; R1, R26:
 * an opened one finishes, whatever ends its plan or its subject.
 */
export const cancel = (
  { data, meta }: Asked<'CancelInspection'>,
  { inspectionId, status: phase }: Preparing | Fieldwork,
): Decision => {
  const { onlyUnopened = false, ...rest } = data
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  return onlyUnopened && phase !== 'preparing'
    ? reject({ _tag: 'NotInThisPhase', rule: 'lifecycle', inspectionId, phase })
    : accept({ type: 'InspectionCancelled', data: { ...rest, ...when.right } })
}
