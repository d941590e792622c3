/**
 * The holder's side: the plan of remedy, its progress, the claim that it is done; and what those who
 * pursue it say to the plan.
 */
import { civilDateOf } from '@kiemtra/kernel'
import { accept, reject } from '../../vocabulary/decision.ts'
import { recordedOn } from '../../vocabulary/occurrence.ts'
import type { Standing } from '../state.ts'
import {
  type Asked,
  authorityRefused,
  type Context,
  type Decision,
  holderRefused,
  judges,
} from './types.ts'

/** R16: a plan that is made in time is done in time; whoever needs longer asks for an extension. */
export const submitPlan = (
  { data, meta }: Asked<'SubmitRemediationPlan'>,
  state: Standing,
  { when }: Context,
): Decision => {
  const { subjectId, dueOn } = state
  const refusal = holderRefused(state, meta.actor)
  if (refusal !== undefined) return reject(refusal)
  const late = recordedOn(when) > dueOn
  if (!late && data.finishOn > dueOn) {
    return reject({ _tag: 'PlanOfRemedyTooLong', rule: 'R16', dueOn })
  }
  return accept({ type: 'RemediationPlanSubmitted', data: { ...data, subjectId, ...when, late } })
}

/** A plan is answered once, by one that doesn't hold it. */
export const answerPlan = (
  command: Asked<'ApproveRemediationPlan' | 'ReturnRemediationPlan'>,
  state: Standing,
  { when }: Context,
): Decision => {
  const { remediationId, subjectId, remedyPlan } = state
  const refusal = authorityRefused(command.meta.actor, judges(state))
  if (refusal !== undefined) return reject(refusal)
  if (remedyPlan !== 'submitted') {
    return reject({ _tag: 'NoPlanOfRemedy', rule: 'lifecycle', remediationId })
  }
  return command.type === 'ApproveRemediationPlan'
    ? accept({ type: 'RemediationPlanApproved', data: { ...command.data, subjectId, ...when } })
    : accept({ type: 'RemediationPlanReturned', data: { ...command.data, subjectId, ...when } })
}

export const reportProgress = (
  { data, meta }: Asked<'ReportProgress'>,
  state: Standing,
  { when }: Context,
): Decision => {
  const refusal = holderRefused(state, meta.actor)
  if (refusal !== undefined) return reject(refusal)
  const { subjectId } = state
  return accept({ type: 'ProgressReported', data: { ...data, subjectId, ...when } })
}

/** Lateness is judged by the record: a claim that nobody could know of wasn't made in time. */
export const claim = (
  { data, meta }: Asked<'ClaimCompletion'>,
  state: Standing,
  { when }: Context,
): Decision => {
  const { remediationId, subjectId, dueOn } = state
  const refusal = holderRefused(state, meta.actor)
  if (refusal !== undefined) return reject(refusal)
  if (state.status === 'claimed') {
    return reject({ _tag: 'ClaimNotExamined', rule: 'lifecycle', remediationId })
  }
  for (const { takenAt } of data.evidence) {
    const takenOn = civilDateOf(takenAt)
    if (takenOn > when.happenedOn) {
      return reject({ _tag: 'NotYetHappened', rule: 'R28', happenedOn: takenOn })
    }
  }
  const late = recordedOn(when) > dueOn
  return accept({ type: 'CompletionClaimed', data: { ...data, subjectId, ...when, late } })
}
