/**
 * What may be asked of an inspection in which phase, written down a second time: tests hold `decide`
 * to it, and moves are chosen by it.
 */
import type { InspectionCommand } from '../inspection/commands/index.ts'
import type { InspectionState } from '../inspection/state.ts'

type Type = InspectionCommand['type']

const atAnyTime: ReadonlyArray<Type> = ['HandOverInspection']
const untilConcluded: ReadonlyArray<Type> = ['ImportResult']
const fromTheOpening: ReadonlyArray<Type> = ['ReferViolation', 'FlagAct', 'RatifyAct']
const restating: ReadonlyArray<Type> = ['AmendFinding', 'WithdrawFinding', 'ReviewFinding']
const untilTheClose: ReadonlyArray<Type> = [
  'ConfirmSchedule',
  'SubmitSelfReport',
  'RequirePriorShortcomings',
  'CancelInspection',
]

/** The commands of each phase. */
export const inspectionPhases: Readonly<Record<InspectionState['status'], ReadonlyArray<Type>>> = {
  none: ['ProposeInspection', 'OrderUnannounced'],
  preparing: [
    ...atAnyTime,
    ...untilConcluded,
    ...untilTheClose,
    'RefuseSchedule',
    'RescheduleInspection',
    'SendNotice',
    'OpenInspection',
    'DeferInspection',
  ],
  fieldwork: [
    ...atAnyTime,
    ...untilConcluded,
    ...untilTheClose,
    ...fromTheOpening,
    ...restating,
    'RecordDissent',
    'AttachEvidence',
    'ListTasks',
    'RecordOwnInspecting',
    'AssessContent',
    'RaiseFinding',
    'PauseInspection',
    'RequestResumption',
    'ResumeInspection',
    'RefuseResumption',
    'RequestExtension',
    'ExtendFieldwork',
    'RefuseExtension',
    'SignMinutes',
    'CloseFieldwork',
  ],
  closed: [
    ...atAnyTime,
    ...untilConcluded,
    ...fromTheOpening,
    ...restating,
    'RecordDissent',
    'CirculateDraft',
  ],
  drafted: [
    ...atAnyTime,
    ...untilConcluded,
    ...fromTheOpening,
    ...restating,
    'RecordDissent',
    'CirculateDraft',
    'SubmitExplanation',
    'WaiveExplanation',
    'DecideExplanation',
    'IssueConclusion',
  ],
  concluded: [
    ...atAnyTime,
    ...fromTheOpening,
    'SubmitExplanation',
    'PublishConclusion',
    'CorrectConclusion',
    'RequestReview',
    'DecideReview',
    'RevokeConclusion',
    'RecordReply',
  ],
  revoked: ['ReferViolation'],
  cancelled: ['ReferViolation'],
}
