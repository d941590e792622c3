/**
 * Work at the subject: evidence and assessments, in office hours (R8), within the scope (R11).
 */
import { type Actor, civilDateOf, type Instant } from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import { leaderFor } from '../../delegation/queries.ts'
import { accept, reject } from '../../vocabulary/decision.ts'
import { occurredAt } from '../../vocabulary/occurrence.ts'
import type { PlanContent } from '../../vocabulary/plan-content.ts'
import type { ReformArea } from '../../vocabulary/reform-area.ts'
import type { InspectionFacts } from '../needs.ts'
import { type Course, type Fieldwork, isInScope } from '../state.ts'
import { hoursRefused, windowRefused } from './hours.ts'
import { memberRefused } from './mandate.ts'
import { ownInspectingOf, ownInspectingUnanswered } from './own-inspecting.ts'
import { tasksJudged, tasksUnanswered } from './tasks.ts'
import type { Asked, Context, Decision, Refusal } from './types.ts'

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

/** R20, R29: by the answers that it waits for; assessed again, the later one holds. */
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
    scopeRefused(state, data) ??
    unansweredRefused(state, data)
  if (refusal !== undefined) return reject(refusal)
  const answers = { ...tasksJudged(state, facts, data), ...ownInspectingOf(state, data) }
  return accept({ type: 'ContentAssessed', data: { ...data, ...when.right, ...answers } })
}

/** R20, R29: what it is judged by has been answered. */
const unansweredRefused = (
  state: Fieldwork,
  { content, area }: Asked<'AssessContent'>['data'],
): Refusal =>
  (content === 'prior-shortcomings' ? undefined : tasksUnanswered(state)) ??
  (area === 'steering' ? ownInspectingUnanswered(state) : undefined)
