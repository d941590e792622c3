/**
 * What has happened to an initiative. Each event names the agency that it comes from, as `originId`:
 * `agencyId` is the one that an event is about.
 */
import { CivilDate, event, eventCodec, type EventOfCodec } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { AgencyId, InitiativeId } from '../vocabulary/ids.ts'
import { occurrence } from '../vocabulary/occurrence.ts'
import { OfficialDocument } from '../vocabulary/official-document.ts'
import { RemarkText, Text } from '../vocabulary/text.ts'
import { assessment, initiative, PilotOutcome, Replicating, ReplicationResult } from './shapes.ts'

const about = { initiativeId: InitiativeId, originId: AgencyId, ...occurrence } as const
const { agencyId: _originId, ...recorded } = initiative

/** An initiative, experience or model was recorded. */
export const InitiativeRecorded = t.strict({ ...about, ...recorded })

/** Another agency said what it is worth. */
export const InitiativeAssessed = t.strict({ ...about, ...assessment })

/** It was recognised, by the agency whose document says so. */
export const InitiativeRecognised = t.strict({ ...about, document: OfficialDocument })

/** It was not recognised, and nothing more becomes of it. */
export const InitiativeDeclined = t.strict({ ...about, declinedBy: AgencyId, reason: RemarkText })

/** It is tried out at these agencies, from a first to a last day. */
export const PilotStarted = t.strict({
  ...about,
  agencies: t.readonlyArray(AgencyId),
  from: CivilDate,
  until: CivilDate,
  lead: AgencyId,
})

/** How the pilot came out; `ended` are the agencies of it that were gone before its last day (R26). */
export const PilotEvaluated = t.strict({
  ...about,
  agencies: t.readonlyArray(AgencyId),
  ended: t.readonlyArray(AgencyId),
  evaluatedBy: AgencyId,
  outcome: PilotOutcome,
  summary: RemarkText,
})

/** It may be replicated without a pilot. */
export const PilotWaived = t.strict({ ...about, document: OfficialDocument, reason: RemarkText })

/** Agencies are to take it over, each by its due date. */
export const ReplicationStarted = t.strict({
  ...about,
  document: OfficialDocument,
  agencies: t.readonlyArray(Replicating),
})

/** What became of it at one agency; `complete` when none is open any more. */
export const ReplicationConfirmed = t.strict({
  ...about,
  agencyId: AgencyId,
  dueOn: CivilDate,
  late: t.boolean,
  result: ReplicationResult,
  evidence: t.readonlyArray(Text),
  complete: t.boolean,
})

/**
 * What was open at an ended agency went to the one that takes over; or lapsed, where that one has it
 * already. `complete` when none is open any more.
 */
export const ReplicationTransferred = t.strict({
  ...about,
  agencyId: AgencyId,
  toId: AgencyId,
  lapsed: t.boolean,
  complete: t.boolean,
})

/** Codec of every event of an initiative. */
export const InitiativeEvents = eventCodec(
  event('InitiativeRecorded', InitiativeRecorded),
  event('InitiativeAssessed', InitiativeAssessed),
  event('InitiativeRecognised', InitiativeRecognised),
  event('InitiativeDeclined', InitiativeDeclined),
  event('PilotStarted', PilotStarted),
  event('PilotEvaluated', PilotEvaluated),
  event('PilotWaived', PilotWaived),
  event('ReplicationStarted', ReplicationStarted),
  event('ReplicationConfirmed', ReplicationConfirmed),
  event('ReplicationTransferred', ReplicationTransferred),
)

/** An event of an initiative. */
export type InitiativeEvent = EventOfCodec<typeof InitiativeEvents>
