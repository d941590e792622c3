/**
 * What has happened to a plan.
 */
import { event, eventCodec, type EventOfCodec } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { AgencyKind, AgencyLevel } from '../vocabulary/agency-kind.ts'
import { AgencyId, DrawId, ObligationId, PlanId, SlotId, TargetId } from '../vocabulary/ids.ts'
import { Jurisdiction } from '../vocabulary/jurisdiction.ts'
import { PositiveCount } from '../vocabulary/number.ts'
import { occurrence } from '../vocabulary/occurrence.ts'
import { OfficialDocument } from '../vocabulary/official-document.ts'
import { Text } from '../vocabulary/text.ts'
import {
  Candidate,
  NotReached,
  PlanDraft,
  Reached,
  Result,
  Target,
  TargetChanges,
  TermChanges,
} from './shapes.ts'

const about = { planId: PlanId, ...occurrence } as const

/** A plan was drafted; the issuer's kind and level are frozen (R25). */
export const PlanDrafted = t.exact(
  t.intersection([
    PlanDraft,
    // `happenedOn` stands in the draft: named twice, a guard couldn't see into the codec.
    t.type({
      recordedLateDays: occurrence.recordedLateDays,
      issuerKind: AgencyKind,
      issuerLevel: AgencyLevel,
    }),
  ]),
)

/** A target was added to the draft; its subject's kind, level and ground of jurisdiction are frozen. */
export const TargetAdded = t.strict({ ...about, target: Target })

/** A target was taken out of the draft; its subject is named for whoever follows by agency. */
export const TargetRemoved = t.strict({ ...about, targetId: TargetId, subjectId: AgencyId })

/** The plan was issued, and is in force from `happenedOn` on. */
export const PlanIssued = t.strict({ ...about, document: OfficialDocument })

/** The plan was amended; targets that were added are frozen like those of the draft. */
export const PlanAmended = t.strict({
  ...about,
  document: OfficialDocument,
  reason: Text,
  changes: t.exact(
    t.intersection([
      TermChanges,
      TargetChanges,
      t.partial({ targetsAdded: t.readonlyArray(Target) }),
    ]),
  ),
})

/** A target passed from an agency that has ended to who took over; what R25 reads of that is frozen. */
export const TargetTransferred = t.exact(
  t.intersection([
    t.type({
      ...about,
      targetId: TargetId,
      fromId: AgencyId,
      subjectId: AgencyId,
      subjectKind: AgencyKind,
      subjectLevel: AgencyLevel,
      jurisdiction: Jurisdiction,
    }),
    t.partial({ through: t.readonlyArray(AgencyId) }),
  ]),
)

/** Subjects were drawn. Secret: who reads it knows where the next visits go. */
export const SubjectsDrawn = t.strict({
  ...about,
  drawId: DrawId,
  slotId: SlotId,
  seed: t.string,
  seedBasis: Text,
  /** Name of the algorithm that led from seed and pool to the result. */
  algorithm: t.string,
  pool: t.readonlyArray(Candidate),
  count: PositiveCount,
  /** In the order in which they were drawn. */
  drawn: t.readonlyArray(AgencyId),
})

/** A target was reached, or no more; an obligation is owed under the plan, or settled. */
export const ResultRecorded = t.strict({ ...about, result: Result })

/** The plan was taken back, and is out of force from `happenedOn` on. */
export const PlanRevoked = t.strict({ ...about, document: OfficialDocument, reason: Text })

/**
 * The plan was closed with its result report, and is out of force from `happenedOn` on. `reached` and
 * `owed` are what the plan had been told until then, and what `notReached` was held against.
 */
export const PlanClosed = t.strict({
  ...about,
  report: OfficialDocument,
  notReached: t.readonlyArray(NotReached),
  reached: t.readonlyArray(Reached),
  /** Obligations that stay owed. */
  owed: t.readonlyArray(ObligationId),
})

/** Codec of every event of a plan. */
export const PlanEvents = eventCodec(
  event('PlanDrafted', PlanDrafted),
  event('TargetAdded', TargetAdded),
  event('TargetRemoved', TargetRemoved),
  event('PlanIssued', PlanIssued),
  event('PlanAmended', PlanAmended),
  event('TargetTransferred', TargetTransferred),
  event('SubjectsDrawn', SubjectsDrawn),
  event('ResultRecorded', ResultRecorded),
  event('PlanRevoked', PlanRevoked),
  event('PlanClosed', PlanClosed),
)

/** An event of a plan. */
export type PlanEvent = EventOfCodec<typeof PlanEvents>
