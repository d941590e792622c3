/**
 * How far a task has come (the assignee says), and whether it is done (the assigner says).
 */
import type { CivilDate } from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import { existsOn } from '../../agency/state.ts'
import { accept, reject } from '../../vocabulary/decision.ts'
import { occurred } from '../../vocabulary/occurrence.ts'
import type { AssignmentFacts } from '../needs.ts'
import { type AssignedTask, taskAssigneeOn, taskDueAsOf } from '../state.ts'
import {
  aboutTask,
  type Asked,
  type Assigned,
  assigneeRefused,
  assignerRefused,
  type Decision,
  type Refusal,
} from './types.ts'

// ---------------------------------------------------------------- assignee

export const reportProgress = (
  { data, meta }: Asked<'ReportTaskProgress'>,
  state: Assigned,
  facts: AssignmentFacts,
): Decision => {
  const { happenedOn, text, share } = data
  const when = occurred(happenedOn, meta)
  if (isLeft(when)) return when
  const refusal =
    workRefused(state) ??
    assigneeRefused(meta.actor, state) ??
    endedRefused(state, facts, happenedOn)
  if (refusal !== undefined) return reject(refusal)
  const about = aboutTask(state, when.right)
  return accept({
    type: 'TaskProgressReported',
    data: { ...about, text, ...(share === undefined ? {} : { share }) },
  })
}

/** Late is late by the due date of that day; recorded late, it is judged by the day it was done (R28). */
export const complete = (
  { data, meta }: Asked<'CompleteTask'>,
  state: Assigned,
  facts: AssignmentFacts,
): Decision => {
  const { happenedOn, result } = data
  const when = occurred(happenedOn, meta)
  if (isLeft(when)) return when
  const refusal =
    workRefused(state) ??
    assigneeRefused(meta.actor, state) ??
    endedRefused(state, facts, happenedOn) ??
    turnRefused(state, happenedOn)
  if (refusal !== undefined) return reject(refusal)
  const dueOn = taskDueAsOf(state, happenedOn) ?? state.dueOn
  return accept({
    type: 'TaskCompleted',
    data: { ...aboutTask(state, when.right), result, dueOn, late: dueOn < happenedOn },
  })
}

/** What is said to be done is not worked at. */
const workRefused = ({ status, taskId }: Assigned): Refusal =>
  status === 'completed' ? { _tag: 'TaskAwaitsAcceptance', rule: 'lifecycle', taskId } : undefined

/** R26: an agency that has ended does nothing more; who takes over gets the task first. */
const endedRefused = (state: Assigned, { assignee }: AssignmentFacts, on: CivilDate): Refusal => {
  const { assigneeId } = state
  const wasIts = taskAssigneeOn(state, on) === assigneeId
  return wasIts && (assignee === undefined || !existsOn(assignee, on))
    ? { _tag: 'AgencyNotInForce', rule: 'R26', agencyId: assigneeId }
    : undefined
}

/** Turns stand in order: what was returned on a day is not done before it. */
const turnRefused = ({ taskId, turns, assignedOn }: AssignedTask, on: CivilDate): Refusal => {
  const earliest = turns.at(-1)?.on ?? assignedOn
  return on < earliest ? { _tag: 'TaskOutOfOrder', rule: 'lifecycle', taskId, earliest } : undefined
}

// ---------------------------------------------------------------- assigner

export const acceptTask = (
  { data, meta }: Asked<'AcceptTask'>,
  state: Assigned,
  facts: AssignmentFacts,
): Decision => {
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  const refusal = judgementRefused({ data, meta }, state, facts)
  if (refusal !== undefined) return reject(refusal)
  return accept({ type: 'TaskAccepted', data: aboutTask(state, when.right) })
}

export const returnTask = (
  { data, meta }: Asked<'ReturnTask'>,
  state: Assigned,
  facts: AssignmentFacts,
): Decision => {
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  const refusal = judgementRefused({ data, meta }, state, facts)
  if (refusal !== undefined) return reject(refusal)
  const { reason } = data
  const { dueOn } = state
  return accept({ type: 'TaskReturned', data: { ...aboutTask(state, when.right), reason, dueOn } })
}

/** Only what is said to be done is taken or returned, by the assigner's side, not before that day. */
const judgementRefused = (
  { data, meta }: Pick<Asked<'AcceptTask' | 'ReturnTask'>, 'data' | 'meta'>,
  state: Assigned,
  facts: AssignmentFacts,
): Refusal => {
  const { status, taskId } = state
  if (status !== 'completed') return { _tag: 'TaskNotCompleted', rule: 'lifecycle', taskId }
  return (
    assignerRefused(meta.actor, state, facts, data.happenedOn) ??
    turnRefused(state, data.happenedOn)
  )
}
