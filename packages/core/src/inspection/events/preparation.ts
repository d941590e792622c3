/**
 * Events before an inspection opens.
 */
import { CivilDate, event, Instant } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { AgencyLevel } from '../../vocabulary/agency-kind.ts'
import { Due } from '../../vocabulary/due.ts'
import {
  AgencyId,
  DelegationId,
  InspectionId,
  PersonId,
  SlotId,
  WindowId,
} from '../../vocabulary/ids.ts'
import { Count } from '../../vocabulary/number.ts'
import { occurrence } from '../../vocabulary/occurrence.ts'
import { OfficialDocument } from '../../vocabulary/official-document.ts'
import { PlanParameters } from '../../vocabulary/plan-terms.ts'
import { Period } from '../../vocabulary/scope.ts'
import { RemarkText, Text } from '../../vocabulary/text.ts'
import { HandOverInspection, PriorShortcoming } from '../commands/preparation.ts'
import { carriesOut, DaysRefusal, setting, UnannouncedOrder } from '../shapes.ts'

const about = { inspectionId: InspectionId, ...occurrence } as const

/** What an inspection takes from its plan and its subject once, and keeps (R1, R5, R25). */
const frozen = {
  /** The delegation, as the plan's terms provide for it: the calendar of visits knows it by this. */
  slotId: SlotId,
  parameters: PlanParameters,
  planIssuerId: AgencyId,
  leadAgencyId: AgencyId,
  /** Who concludes: as the terms say, or the issuer where that agency is itself the subject (R5). */
  concludedBy: AgencyId,
  subjectLevel: AgencyLevel,
} as const

/** An announced inspection of a target was proposed, with what it keeps of its plan (R1, R25). */
export const InspectionProposed = t.strict({ ...about, ...setting, ...frozen, ...carriesOut })

/** Secret until the inspection opens; cancelled, it stays secret (R9). */
export const UnannouncedOrdered = t.strict({
  ...about,
  ...setting,
  ...frozen,
  order: UnannouncedOrder,
  /** The line of superiors by which an untargeted subject is within the plan's reach (R25). */
  through: t.readonlyArray(AgencyId),
})

/**
 * The calendar of visits holds the window (R7). Told again, the days are others now; on another first
 * day the notice, if it was sent, starts again (R10).
 */
export const InspectionScheduled = t.strict({ ...about, windowId: WindowId, window: Period })

/** The calendar of visits refused the window (R7, R8). */
export const ScheduleRefused = t.strict({ ...about, window: Period, reason: DaysRefusal })

/** Another window was proposed; the notice starts again (R10). */
export const RescheduleProposed = t.strict({ ...about, window: Period, reason: Text })

/** The notice went out; `lead` is the first day on which it may open, `selfReport` when that is due (R10). */
export const NoticeSent = t.strict({
  ...about,
  document: OfficialDocument,
  outline: Text,
  lead: Due,
  selfReport: Due,
})

/** The subject's own report came in, perhaps late (R10). */
export const SelfReportSubmitted = t.strict({
  ...about,
  reference: Text,
  attachments: t.readonlyArray(Text),
  late: t.boolean,
})

/** It was answered which prior shortcomings to look at; none is an answer (R19). */
export const PriorShortcomingsRequired = t.strict({
  ...about,
  obligations: t.readonlyArray(PriorShortcoming),
})

/** The inspection opened at the subject, or its desk review. */
export const InspectionOpened = t.exact(
  t.intersection([
    t.type({
      inspectionId: InspectionId,
      happenedAt: Instant,
      recordedLateDays: Count,
      leaderId: PersonId,
      /** The head was excluded and another leader leads (R5). */
      insteadOfHead: t.boolean,
    }),
    t.partial({ outsideHoursReason: Text }),
  ]),
)

/** The inspection was put off, to be held by a latest date. */
export const InspectionDeferred = t.strict({ ...about, latestOn: CivilDate, reason: RemarkText })

/** The inspection was called off; a duty to refer stays (R18). */
export const InspectionCancelled = t.strict({ ...about, reason: RemarkText })

/** The inspection went to another delegation, or on with the subject's successor (R26). */
export const InspectionHandedOver = t.strict({
  ...about,
  to: HandOverInspection.type.props.to,
  from: t.strict({ delegationId: DelegationId, subjectId: AgencyId }),
  /** Who concludes from now on: another if the successor is the agency that did (R5). */
  concludedBy: AgencyId,
  reason: Text,
})

/** Definitions of the events before the opening, and of those that may come at any time. */
export const preparationEvents = [
  event('InspectionProposed', InspectionProposed),
  event('UnannouncedOrdered', UnannouncedOrdered),
  event('InspectionScheduled', InspectionScheduled),
  event('ScheduleRefused', ScheduleRefused),
  event('RescheduleProposed', RescheduleProposed),
  event('NoticeSent', NoticeSent),
  event('SelfReportSubmitted', SelfReportSubmitted),
  event('PriorShortcomingsRequired', PriorShortcomingsRequired),
  event('InspectionOpened', InspectionOpened),
  event('InspectionDeferred', InspectionDeferred),
  event('InspectionCancelled', InspectionCancelled),
  event('InspectionHandedOver', InspectionHandedOver),
] as const
