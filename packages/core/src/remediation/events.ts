/**
 * What has happened to a remediation. Every event names the agency that held it then.
 */
import { CivilDate, event, eventCodec, type EventOfCodec } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { Due } from '../vocabulary/due.ts'
import { AgencyId, ObligationId, PlanId, PostId } from '../vocabulary/ids.ts'
import { Share } from '../vocabulary/number.ts'
import { occurrence } from '../vocabulary/occurrence.ts'
import { OfficialDocument } from '../vocabulary/official-document.ts'
import { RemarkText } from '../vocabulary/text.ts'
import {
  ChangeBasis,
  condition,
  demanded,
  PursuitBasis,
  RemediationSource,
  SomeEvidence,
  standing,
} from './shapes.ts'

const about = { remediationId: ObligationId, subjectId: AgencyId, ...occurrence } as const

/** An agency must remedy something by a day. `due` is there where a parameter computed the day. */
export const RemediationOpened = t.exact(
  t.intersection([
    t.type({
      ...about,
      source: RemediationSource,
      ...demanded,
      ...condition,
      ...standing,
      dueOn: CivilDate,
    }),
    t.partial({ due: Due }),
  ]),
)

/** The subject said how it will remedy; `late` if after the due date. */
export const RemediationPlanSubmitted = t.strict({
  ...about,
  text: RemarkText,
  finishOn: CivilDate,
  late: t.boolean,
})

/** The plan of remedy was approved. */
export const RemediationPlanApproved = t.strict(about)

/** The plan of remedy went back. */
export const RemediationPlanReturned = t.strict({ ...about, reason: RemarkText })

/** The subject told how far it had come. */
export const ProgressReported = t.strict({ ...about, done: Share, text: RemarkText })

/** The subject said that the demand is met; `late` if that was recorded after the due date. */
export const CompletionClaimed = t.strict({
  ...about,
  text: RemarkText,
  evidence: SomeEvidence,
  late: t.boolean,
})

const examined = t.type({ ...about, verifiedBy: AgencyId })
const asNamed = t.partial({
  namedBy: OfficialDocument,
  /** The agencies between the verifier and a department or district, as shown (R21). */
  through: t.readonlyArray(AgencyId),
})

/** It is remedied, as verified from outside (R21). */
export const CompletionVerified = t.exact(
  t.intersection([examined, t.type({ text: RemarkText }), asNamed]),
)

/** It isn't remedied, or only in part. `lastDay`: from the day after, it counts as overdue (R22). */
export const CompletionRejected = t.exact(
  t.intersection([
    examined,
    t.type({ reason: RemarkText, done: Share, lastDay: CivilDate }),
    asNamed,
  ]),
)

/** The subject has more time; an overdue mark that was recorded before the grant is lifted. */
export const ExtensionGranted = t.strict({
  ...about,
  dueOn: CivilDate,
  dueBefore: CivilDate,
  document: OfficialDocument,
  reason: RemarkText,
})

/** It wasn't remedied in time; from `escalation.date` on, the superior may be told (R22). */
export const RemediationOverdue = t.strict({ ...about, dueOn: CivilDate, escalation: Due })

/** The agency was urged (R22). */
export const AgencyUrged = t.strict({ ...about, basis: PursuitBasis })

/** The agency's superior was told: as the register said, or the plan's issuer if it has none (R22). */
export const RemediationEscalated = t.strict({ ...about, basis: PursuitBasis, toId: AgencyId })

/** A follow-up inspection was asked for; `takenBy` is the plan that has it, otherwise it is owed (R22). */
export const FollowUpRequested = t.exact(
  t.intersection([t.type(about), t.partial({ takenBy: PlanId })]),
)

/** The demand is another now. If it isn't due yet, an overdue mark is lifted. */
export const DemandAmended = t.strict({
  ...about,
  by: ChangeBasis,
  ...demanded,
  ...condition,
  dueOn: CivilDate,
  dueBefore: CivilDate,
  overdueLifted: t.boolean,
})

/** There is no obligation any more. */
export const RemediationAnnulled = t.strict({ ...about, by: ChangeBasis })

/** It went to who took over the agency (R26); `subjectId` is the new holder. */
export const RemediationTransferred = t.strict({
  ...about,
  fromId: AgencyId,
  responsiblePostId: PostId,
})

/** It was opened again, due on another day. */
export const RemediationReopened = t.strict({
  ...about,
  dueOn: CivilDate,
  document: OfficialDocument,
  reason: RemarkText,
})

/** Codec of every event of a remediation. */
export const RemediationEvents = eventCodec(
  event('RemediationOpened', RemediationOpened),
  event('RemediationPlanSubmitted', RemediationPlanSubmitted),
  event('RemediationPlanApproved', RemediationPlanApproved),
  event('RemediationPlanReturned', RemediationPlanReturned),
  event('ProgressReported', ProgressReported),
  event('CompletionClaimed', CompletionClaimed),
  event('CompletionVerified', CompletionVerified),
  event('CompletionRejected', CompletionRejected),
  event('ExtensionGranted', ExtensionGranted),
  event('RemediationOverdue', RemediationOverdue),
  event('AgencyUrged', AgencyUrged),
  event('RemediationEscalated', RemediationEscalated),
  event('FollowUpRequested', FollowUpRequested),
  event('DemandAmended', DemandAmended),
  event('RemediationAnnulled', RemediationAnnulled),
  event('RemediationTransferred', RemediationTransferred),
  event('RemediationReopened', RemediationReopened),
)

/** An event of a remediation. */
export type RemediationEvent = EventOfCodec<typeof RemediationEvents>
