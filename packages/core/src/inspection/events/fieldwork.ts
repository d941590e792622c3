/**
 * Events from the opening to the close of fieldwork.
 */
import { CivilDate, event, Instant } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { Evidence } from '../../vocabulary/evidence.ts'
import { Due } from '../../vocabulary/due.ts'
import { ActId, AgencyId, FindingId, InspectionId, PersonId } from '../../vocabulary/ids.ts'
import { Count } from '../../vocabulary/number.ts'
import { occurrence } from '../../vocabulary/occurrence.ts'
import { OwnInspecting } from '../../vocabulary/own-inspecting.ts'
import { Period } from '../../vocabulary/scope.ts'
import { RemarkText, Text } from '../../vocabulary/text.ts'
import { SubjectSignature } from '../commands/fieldwork.ts'
import {
  assessment,
  DaysRefusal,
  ExtensionGround,
  FlagReason,
  JudgedTasks,
  ListedTask,
  StandingFinding,
} from '../shapes.ts'

const about = { inspectionId: InspectionId, ...occurrence } as const
const act = {
  inspectionId: InspectionId,
  happenedAt: Instant,
  recordedLateDays: Count,
  memberId: PersonId,
} as const

/** `afterMinutes`: it came when the minutes were signed already. */
export const EvidenceAttached = t.exact(
  t.intersection([
    t.type({ ...act, evidence: Evidence, afterMinutes: t.boolean }),
    t.partial({ outsideHoursReason: Text }),
  ]),
)

/**
 * The tasks that the inspection judges, as of the day of its opening: of the scope's contents and
 * areas, the subject's on that day, and not done before the period examined (R20).
 */
export const TasksListed = t.strict({
  ...about,
  subjectId: AgencyId,
  asOf: CivilDate,
  tasks: t.readonlyArray(ListedTask),
})

/** What the district has itself inspected, as of the day of the opening (R29). */
export const OwnInspectingRecorded = t.strict({
  ...about,
  subjectId: AgencyId,
  asOf: CivilDate,
  ownInspecting: OwnInspecting,
})

/**
 * A content was assessed in an area: with the standings of its tasks, where it is about tasks (R20);
 * with the district's own inspecting as evidence, where steering of a district is assessed (R29).
 */
export const ContentAssessed = t.exact(
  t.intersection([
    t.type({ ...act, ...assessment }),
    t.partial({ tasks: JudgedTasks, ownInspecting: OwnInspecting }),
  ]),
)

/** A finding was raised (R11, R12, R15). */
export const FindingRaised = t.strict({ ...act, findingId: FindingId, finding: StandingFinding })

/** `graver`: its severity or kind went up, so that it is circulated again (R13). */
export const FindingAmended = t.strict({
  ...act,
  findingId: FindingId,
  finding: StandingFinding,
  graver: t.boolean,
  reason: RemarkText,
})

/** A finding was withdrawn. */
export const FindingWithdrawn = t.strict({ ...act, findingId: FindingId, reason: RemarkText })

/** A finding was reviewed, by someone who had not said it (R13). */
export const FindingReviewed = t.strict({ ...act, findingId: FindingId })

/** Fieldwork was paused; paused days do not count (R8). */
export const InspectionPaused = t.strict({ ...about, reason: RemarkText })

/** Days to resume on were asked for; the calendar of visits answers (R8). */
export const ResumptionRequested = t.strict({ ...about, window: Period })

/** Fieldwork goes on, in the days that the calendar gave. */
export const InspectionResumed = t.strict({ ...about, window: Period })

/** To resume in a window was refused; it stays paused, and another may be asked for. */
export const ResumptionRefused = t.strict({ ...about, window: Period, reason: DaysRefusal })

/** More days were asked for; the calendar of visits answers (R8). */
export const ExtensionRequested = t.strict({
  ...about,
  until: CivilDate,
  ground: ExtensionGround,
  reason: RemarkText,
})

/** More days were given. */
export const FieldworkExtended = t.strict({ ...about, window: Period })

/** More days were refused. */
export const ExtensionRefused = t.strict({ ...about, until: CivilDate, reason: DaysRefusal })

/** The minutes were signed, with reservation, or refused before a witness (R12). */
export const MinutesSigned = t.strict({ ...act, reference: Text, subject: SubjectSignature })

/** Fieldwork ended; the conclusion is due. */
export const FieldworkClosed = t.strict({ ...act, conclusion: Due })

/** An act is in doubt, because its mandate (R5, R6) or its days (R7) had changed. */
export const ActFlagged = t.strict({ ...about, actId: ActId, reason: FlagReason })

/** A flagged act was ratified. */
export const ActRatified = t.strict({ ...about, actId: ActId, reason: Text })

/** Definitions of the events of fieldwork. */
export const fieldworkEvents = [
  event('EvidenceAttached', EvidenceAttached),
  event('TasksListed', TasksListed),
  event('OwnInspectingRecorded', OwnInspectingRecorded),
  event('ContentAssessed', ContentAssessed),
  event('FindingRaised', FindingRaised),
  event('FindingAmended', FindingAmended),
  event('FindingWithdrawn', FindingWithdrawn),
  event('FindingReviewed', FindingReviewed),
  event('InspectionPaused', InspectionPaused),
  event('ResumptionRequested', ResumptionRequested),
  event('InspectionResumed', InspectionResumed),
  event('ResumptionRefused', ResumptionRefused),
  event('ExtensionRequested', ExtensionRequested),
  event('FieldworkExtended', FieldworkExtended),
  event('ExtensionRefused', ExtensionRefused),
  event('MinutesSigned', MinutesSigned),
  event('FieldworkClosed', FieldworkClosed),
  event('ActFlagged', ActFlagged),
  event('ActRatified', ActRatified),
] as const
