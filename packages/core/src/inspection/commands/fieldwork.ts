/**
 * Commands from the opening to the close of fieldwork: evidence, assessment, findings, minutes.
 */
import { CivilDate, command, Instant } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { distinct } from '../../vocabulary/collections.ts'
import { Evidence } from '../../vocabulary/evidence.ts'
import { ActId, FindingId, InspectionId, ObligationId, PersonId } from '../../vocabulary/ids.ts'
import { OwnInspecting } from '../../vocabulary/own-inspecting.ts'
import { Period } from '../../vocabulary/scope.ts'
import { RemarkText, Text } from '../../vocabulary/text.ts'
import {
  assessment,
  DaysRefusal,
  ExtensionGround,
  FindingStatement,
  FlagReason,
} from '../shapes.ts'

const about = { inspectionId: InspectionId, happenedOn: CivilDate } as const
/** Acts of a member: who, and at which hour. */
const act = { inspectionId: InspectionId, happenedAt: Instant, memberId: PersonId } as const
const unlessOfficeHours = t.partial({ outsideHoursReason: Text })

/** Attaches a piece of evidence; after the minutes it is marked late. */
export const AttachEvidence = t.exact(
  t.intersection([t.type({ ...act, evidence: Evidence }), unlessOfficeHours]),
)

/**
 * Answers which tasks the subject had on the day of the opening; none is an answer. Which of them the
 * inspection judges, their streams say (R20).
 */
export const ListTasks = t.strict({ ...about, tasks: distinct(ObligationId) })

/** Answers what a district has itself inspected by the day of the opening; nothing is an answer (R29). */
export const RecordOwnInspecting = t.strict({ ...about, ownInspecting: OwnInspecting })

/** Assesses one content in one area, as it stood on the inspection's date; tasks are counted by their streams (R20). */
export const AssessContent = t.strict({ ...act, ...assessment })

/** Raises a finding. */
export const RaiseFinding = t.strict({ ...act, findingId: FindingId, statement: FindingStatement })

/** Amends a finding; it is reviewed again (R13). */
export const AmendFinding = t.strict({
  ...act,
  findingId: FindingId,
  statement: FindingStatement,
  reason: RemarkText,
})

/** Withdraws a finding. */
export const WithdrawFinding = t.strict({ ...act, findingId: FindingId, reason: RemarkText })

/** Reviews a finding; never whoever raised or last amended it (R13). */
export const ReviewFinding = t.strict({ ...act, findingId: FindingId })

/** Pauses the fieldwork; paused days don't count (R8). */
export const PauseInspection = t.strict({ ...about, reason: RemarkText })

/** Asks to resume in another window; the calendar of visits answers first (R8). */
export const RequestResumption = t.strict({ ...about, window: Period })

/** Resumes, after the calendar has said yes. */
export const ResumeInspection = t.strict({ ...about, window: Period })

/** Refuses to resume in a window, after the calendar has said no; another may be asked for. */
export const RefuseResumption = t.strict({ ...about, window: Period, reason: DaysRefusal })

/** Asks for more days, before the window ends (R8). */
export const RequestExtension = t.strict({
  ...about,
  until: CivilDate,
  ground: ExtensionGround,
  reason: RemarkText,
})

/** Grants the extension, after the calendar has said yes. */
export const ExtendFieldwork = t.strict({ ...about, window: Period })

/** Refuses the extension until a day, after the calendar has said no. */
export const RefuseExtension = t.strict({ ...about, until: CivilDate, reason: DaysRefusal })

/** How the subject took the minutes. */
export const SubjectSignature = t.union([
  t.strict({ kind: t.literal('signed') }),
  t.strict({ kind: t.literal('reservation'), reservation: RemarkText }),
  /** Refused: then a second member signs as witness. */
  t.strict({ kind: t.literal('refused'), reason: RemarkText, witnessId: PersonId }),
])
export type SubjectSignature = t.TypeOf<typeof SubjectSignature>

/** Signs the minutes of the visit. */
export const SignMinutes = t.strict({ ...act, reference: Text, subject: SubjectSignature })

/** Closes fieldwork. From then on the concluding authority acts (R6). */
export const CloseFieldwork = t.strict({ ...act })

/** Flags an act that relied on what had changed when it was recorded: mandate (R5, R6), days (R7). */
export const FlagAct = t.strict({
  ...about,
  actId: ActId,
  reason: FlagReason,
})

/** Ratifies a flagged act. */
export const RatifyAct = t.strict({ ...about, actId: ActId, reason: Text })

/** Definitions of the commands of fieldwork. */
export const fieldworkCommands = [
  command('AttachEvidence', AttachEvidence),
  command('ListTasks', ListTasks),
  command('RecordOwnInspecting', RecordOwnInspecting),
  command('AssessContent', AssessContent),
  command('RaiseFinding', RaiseFinding),
  command('AmendFinding', AmendFinding),
  command('WithdrawFinding', WithdrawFinding),
  command('ReviewFinding', ReviewFinding),
  command('PauseInspection', PauseInspection),
  command('RequestResumption', RequestResumption),
  command('ResumeInspection', ResumeInspection),
  command('RefuseResumption', RefuseResumption),
  command('RequestExtension', RequestExtension),
  command('ExtendFieldwork', ExtendFieldwork),
  command('RefuseExtension', RefuseExtension),
  command('SignMinutes', SignMinutes),
  command('CloseFieldwork', CloseFieldwork),
  command('FlagAct', FlagAct),
  command('RatifyAct', RatifyAct),
] as const
