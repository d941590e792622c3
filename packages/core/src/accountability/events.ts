/**
 * What has happened in a matter of responsibility. Every event names the agency that it was about then.
 */
import { event, eventCodec, type EventOfCodec } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { Due } from '../vocabulary/due.ts'
import { AgencyId, MatterId } from '../vocabulary/ids.ts'
import { occurrence } from '../vocabulary/occurrence.ts'
import { OfficialDocument } from '../vocabulary/official-document.ts'
import { RemarkText } from '../vocabulary/text.ts'
import { competence, MatterAbout, MatterOutcome, MatterSource, WithdrawalBasis } from './shapes.ts'

const about = { matterId: MatterId, agencyId: AgencyId, ...occurrence } as const

/** It is asked whose responsibility something is (R15, R23). */
export const MatterOpened = t.strict({
  ...about,
  about: MatterAbout,
  source: MatterSource,
  ...competence,
})

/** A written explanation was asked for, by a day (R23). */
export const WrittenExplanationRequested = t.strict({
  ...about,
  document: OfficialDocument,
  explanation: Due,
})

/** A written explanation came; `late` if after its due date (R23). */
export const WrittenExplanationGiven = t.strict({ ...about, text: RemarkText, late: t.boolean })

/** The competent authority decided. `explained`: with an explanation, or after its time had passed (R23). */
export const MatterDecided = t.strict({
  ...about,
  outcome: MatterOutcome,
  document: OfficialDocument,
  reason: RemarkText,
  decidedBy: AgencyId,
  explained: t.boolean,
})

/** The apology that was decided was made. */
export const ApologyRecorded = t.strict({ ...about, document: OfficialDocument, text: RemarkText })

/** The matter was withdrawn; a decision in it no longer stands. */
export const MatterWithdrawn = t.strict({ ...about, by: WithdrawalBasis })

/** The agency, or who decides, has ended, and another took over (R26). `agencyId` is whose it is now. */
export const MatterTransferred = t.strict({
  ...about,
  fromId: AgencyId,
  toId: AgencyId,
  /** Who decides from now on. */
  competentId: AgencyId,
})

/** Codec of every event of a matter. */
export const AccountabilityEvents = eventCodec(
  event('MatterOpened', MatterOpened),
  event('WrittenExplanationRequested', WrittenExplanationRequested),
  event('WrittenExplanationGiven', WrittenExplanationGiven),
  event('MatterDecided', MatterDecided),
  event('ApologyRecorded', ApologyRecorded),
  event('MatterWithdrawn', MatterWithdrawn),
  event('MatterTransferred', MatterTransferred),
)

/** An event of a matter. */
export type AccountabilityEvent = EventOfCodec<typeof AccountabilityEvents>
