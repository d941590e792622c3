/**
 * Commands before an inspection opens: propose or order, schedule, notify, prepare, call off.
 */
import { CivilDate, command, Instant } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { distinct, distinctBy } from '../../vocabulary/collections.ts'
import {
  AgencyId,
  DelegationId,
  InspectionId,
  ObligationId,
  PersonId,
  ShortcomingId,
  WindowId,
} from '../../vocabulary/ids.ts'
import { OfficialDocument } from '../../vocabulary/official-document.ts'
import { ReformArea } from '../../vocabulary/reform-area.ts'
import { Period } from '../../vocabulary/scope.ts'
import { RemarkText, Text } from '../../vocabulary/text.ts'
import { carriesOut, DaysRefusal, setting, UnannouncedOrder } from '../shapes.ts'

const about = { inspectionId: InspectionId, happenedOn: CivilDate } as const

/** Proposes an announced inspection; the calendar of visits then says whether its window is free. */
export const ProposeInspection = t.strict({ ...about, ...setting, ...carriesOut })

/** Orders an unannounced inspection (R9). Nothing of it may reach its subject before it opens. */
export const OrderUnannounced = t.exact(
  t.intersection([
    t.type({ ...about, ...setting, order: UnannouncedOrder }),
    /** The agencies between the subject and the plan's issuer, the subject's superior first (R25). */
    t.partial({ through: distinct(AgencyId) }),
  ]),
)

/**
 * The calendar of visits has reserved the window, or has moved it: with another's that shares it (R7),
 * or to the calendar of a successor (R26). Until fieldwork is closed, it is told of other days.
 */
export const ConfirmSchedule = t.strict({ ...about, windowId: WindowId, window: Period })

/** The calendar of visits has refused the window. */
export const RefuseSchedule = t.strict({ ...about, window: Period, reason: DaysRefusal })

/** Proposes another window; the notice, if it was sent, starts again (R10). */
export const RescheduleInspection = t.strict({ ...about, window: Period, reason: Text })

/** Sends the notice with the outline of the report that is asked for (R10). */
export const SendNotice = t.strict({ ...about, document: OfficialDocument, outline: Text })

/** The subject's own report came in. */
export const SubmitSelfReport = t.strict({ ...about, reference: Text, attachments: distinct(Text) })

/** What was pointed out before and must be looked at: obligations by their streams, or none (R19). */
export const PriorShortcoming = t.strict({
  obligationId: ObligationId,
  area: ReformArea,
  source: t.union([
    t.strict({ kind: t.literal('obligation') }),
    t.strict({ kind: t.literal('index'), shortcomingId: ShortcomingId }),
  ]),
})

/** Answers which prior shortcomings the inspection must look at; an empty list is an answer. */
export const RequirePriorShortcomings = t.strict({
  ...about,
  obligations: distinctBy(PriorShortcoming, (prior) => prior.obligationId),
})

/** Opens the inspection at the subject, or its desk review. */
export const OpenInspection = t.exact(
  t.intersection([
    t.type({ inspectionId: InspectionId, happenedAt: Instant, leaderId: PersonId }),
    t.partial({ outsideHoursReason: Text }),
  ]),
)

/** Puts an inspection off, to be held by a latest date. */
export const DeferInspection = t.strict({ ...about, latestOn: CivilDate, reason: RemarkText })

/**
 * Calls an inspection off. A duty to refer a suspected crime stays (R18). Asked to leave an opened one
 * alone, it is refused where the inspection has opened meanwhile: at the end of its plan (R1) or of its
 * subject (R26) an opened inspection goes on.
 */
export const CancelInspection = t.exact(
  t.intersection([
    t.type({ ...about, reason: RemarkText }),
    t.partial({ onlyUnopened: t.literal(true) }),
  ]),
)

/** Hands an inspection over: to another delegation, or, opened, to the subject's successor (R26). */
export const HandOverInspection = t.strict({
  ...about,
  to: t.union([
    t.strict({ kind: t.literal('delegation'), delegationId: DelegationId }),
    t.strict({ kind: t.literal('successor'), subjectId: AgencyId }),
  ]),
  reason: Text,
})

/** Definitions of the commands before the opening, and of those that may come at any time. */
export const preparationCommands = [
  command('ProposeInspection', ProposeInspection),
  command('OrderUnannounced', OrderUnannounced),
  command('ConfirmSchedule', ConfirmSchedule),
  command('RefuseSchedule', RefuseSchedule),
  command('RescheduleInspection', RescheduleInspection),
  command('SendNotice', SendNotice),
  command('SubmitSelfReport', SubmitSelfReport),
  command('RequirePriorShortcomings', RequirePriorShortcomings),
  command('OpenInspection', OpenInspection),
  command('DeferInspection', DeferInspection),
  command('CancelInspection', CancelInspection),
  command('HandOverInspection', HandOverInspection),
] as const
