/**
 * What may be asked of an inspection, phase by phase of its life.
 *
 * What a phase doesn't list can't be asked in it.
 */
import type {
  Cancelled,
  Closed,
  Concluded,
  Drafted,
  Fieldwork,
  InspectionState,
  Preparing,
  Revoked,
} from '../state.ts'
import * as after from './after.ts'
import { correct, issueConclusion, publish } from './conclusion.ts'
import { circulateDraft, decideExplanation, submitExplanation, waiveExplanation } from './draft.ts'
import * as days from './days.ts'
import { assessContent, attachEvidence } from './fieldwork.ts'
import { amendFinding, raiseFinding, reviewFinding, withdrawFinding } from './findings.ts'
import { handOver } from './handover.ts'
import { closeFieldwork, signMinutes } from './minutes.ts'
import { sendNotice, submitSelfReport } from './notice.ts'
import { cancel, open } from './opening.ts'
import { recordOwnInspecting } from './own-inspecting.ts'
import { requirePriorShortcomings } from './prior.ts'
import * as schedule from './schedule.ts'
import { listTasks } from './tasks.ts'
import type { Asked, Context, Decision } from './types.ts'

/** From its proposal or order on. */
export type Begun = Exclude<InspectionState, { readonly status: 'none' }>

/** The decision of the phase, or `undefined` if this can't be asked in it. */
export const inPhase = (command: Asked, state: Begun, context: Context): Decision | undefined => {
  switch (state.status) {
    case 'preparing':
      return whilePreparing(command, state, context)
    case 'fieldwork':
      return inFieldwork(command, state, context)
    case 'closed':
      return closed(command, state, context)
    case 'drafted':
      return drafted(command, state, context)
    case 'concluded':
      return concluded(command, state, context)
    case 'revoked':
    case 'cancelled':
      return over(command, state)
  }
}

const whilePreparing = (
  command: Asked,
  state: Preparing,
  context: Context,
): Decision | undefined => {
  switch (command.type) {
    case 'ConfirmSchedule':
      return schedule.confirm(command, state, context)
    case 'RefuseSchedule':
      return schedule.refuse(command, state)
    case 'RescheduleInspection':
      return schedule.reschedule(command, state, context)
    case 'SendNotice':
      return sendNotice(command, state, context)
    case 'SubmitSelfReport':
      return submitSelfReport(command, state)
    case 'RequirePriorShortcomings':
      return requirePriorShortcomings(command, state)
    case 'OpenInspection':
      return open(command, state, context)
    case 'DeferInspection':
      return schedule.defer(command, state)
    case 'CancelInspection':
      return cancel(command, state)
    case 'HandOverInspection':
      return handOver(command, state, context)
    case 'ImportResult':
      return after.importResult(command, state)
    default:
      return undefined
  }
}

const inFieldwork = (command: Asked, state: Fieldwork, context: Context): Decision | undefined => {
  switch (command.type) {
    case 'SubmitSelfReport':
      return submitSelfReport(command, state)
    case 'RequirePriorShortcomings':
      return requirePriorShortcomings(command, state)
    case 'ConfirmSchedule':
      return schedule.confirm(command, state, context)
    case 'ListTasks':
      return listTasks(command, state, context)
    case 'RecordOwnInspecting':
      return recordOwnInspecting(command, state)
    case 'AttachEvidence':
      return attachEvidence(command, state, context)
    case 'AssessContent':
      return assessContent(command, state, context)
    case 'RaiseFinding':
      return raiseFinding(command, state, context)
    case 'AmendFinding':
      return amendFinding(command, state, context)
    case 'WithdrawFinding':
      return withdrawFinding(command, state, context)
    case 'ReviewFinding':
      return reviewFinding(command, state, context)
    case 'PauseInspection':
      return days.pause(command, state, context)
    case 'RequestResumption':
      return days.requestResumption(command, state, context)
    case 'ResumeInspection':
      return days.resume(command, state, context)
    case 'RefuseResumption':
      return days.refuseResumption(command, state)
    case 'RequestExtension':
      return days.requestExtension(command, state, context)
    case 'ExtendFieldwork':
      return days.extend(command, state, context)
    case 'RefuseExtension':
      return days.refuseExtension(command, state)
    case 'SignMinutes':
      return signMinutes(command, state, context)
    case 'CloseFieldwork':
      return closeFieldwork(command, state, context)
    case 'CancelInspection':
      return cancel(command, state)
    default:
      return withFindings(command, state, context)
  }
}

/** What may be asked from the opening until the conclusion. */
const withFindings = (
  command: Asked,
  state: Fieldwork | Closed | Drafted,
  context: Context,
): Decision | undefined => {
  switch (command.type) {
    case 'HandOverInspection':
      return handOver(command, state, context)
    case 'RecordDissent':
      return after.recordDissent(command, state, context)
    case 'ReferViolation':
      return after.refer(command, state)
    case 'ImportResult':
      return after.importResult(command, state)
    case 'FlagAct':
      return after.flag(command, state)
    case 'RatifyAct':
      return after.ratify(command, state, context)
    default:
      return undefined
  }
}

const closed = (command: Asked, state: Closed, context: Context): Decision | undefined => {
  switch (command.type) {
    case 'AmendFinding':
      return amendFinding(command, state, context)
    case 'WithdrawFinding':
      return withdrawFinding(command, state, context)
    case 'ReviewFinding':
      return reviewFinding(command, state, context)
    case 'CirculateDraft':
      return circulateDraft(command, state, context)
    default:
      return withFindings(command, state, context)
  }
}

const drafted = (command: Asked, state: Drafted, context: Context): Decision | undefined => {
  switch (command.type) {
    case 'AmendFinding':
      return amendFinding(command, state, context)
    case 'WithdrawFinding':
      return withdrawFinding(command, state, context)
    case 'ReviewFinding':
      return reviewFinding(command, state, context)
    case 'CirculateDraft':
      return circulateDraft(command, state, context)
    case 'SubmitExplanation':
      return submitExplanation(command, state)
    case 'WaiveExplanation':
      return waiveExplanation(command, state)
    case 'DecideExplanation':
      return decideExplanation(command, state)
    case 'IssueConclusion':
      return issueConclusion(command, state, context)
    default:
      return withFindings(command, state, context)
  }
}

const concluded = (command: Asked, state: Concluded, context: Context): Decision | undefined => {
  switch (command.type) {
    case 'SubmitExplanation':
      return submitExplanation(command, state)
    case 'PublishConclusion':
      return publish(command, state)
    case 'CorrectConclusion':
      return correct(command, state, context)
    case 'RequestReview':
      return after.requestReview(command, state)
    case 'DecideReview':
      return after.decideReview(command, state)
    case 'RevokeConclusion':
      return after.revoke(command, state)
    case 'RecordReply':
      return after.recordReply(command, state, context)
    case 'ReferViolation':
      return after.refer(command, state)
    case 'HandOverInspection':
      return handOver(command, state, context)
    case 'FlagAct':
      return after.flag(command, state)
    case 'RatifyAct':
      return after.ratify(command, state, context)
    default:
      return undefined
  }
}

/** R18: the duty to refer outlives the inspection. */
const over = (command: Asked, state: Revoked | Cancelled): Decision | undefined =>
  command.type === 'ReferViolation' ? after.refer(command, state) : undefined
