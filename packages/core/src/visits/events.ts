/**
 * What has happened to an agency's calendar of visits.
 *
 * An event that says `secret: true` is for the agency that keeps the window alone: a read model for
 * the subject, another delegation or the public passes over it. The days of an opened visit become
 * everyone's with a `WindowMoved` that says `secret: false` (see `revealed`); the window of a
 * cancelled one stays secret for ever (R9).
 */
import { event, eventCodec, type EventOfCodec } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { AgencyId, InspectionId, PlanId, WindowId } from '../vocabulary/ids.ts'
import { occurrence } from '../vocabulary/occurrence.ts'
import { Period } from '../vocabulary/scope.ts'
import { Text } from '../vocabulary/text.ts'
import { Claim, Member, RefusalReason, ReleaseReason, VisitDays } from './shapes.ts'

const about = { agencyId: AgencyId, ...occurrence } as const
const guarded = { ...about, secret: t.boolean } as const

/** Where a window came from its subject's predecessor: the agency that ended (R26). */
const successor = t.partial({ succeeds: AgencyId })

/** A window was reserved. */
export const WindowReserved = t.exact(
  t.intersection([t.type({ ...guarded, claim: Claim, days: VisitDays }), successor]),
)

/** A window was refused. The claim stays known, so that it may be combined or asked for again. */
export const WindowRefused = t.exact(
  t.intersection([
    t.type({
      ...guarded,
      claim: Claim,
      period: Period,
      reasons: t.readonlyArray(RefusalReason),
    }),
    successor,
  ]),
)

/** A window moved, with every inspection that shares it. */
export const WindowMoved = t.strict({
  ...guarded,
  windowId: WindowId,
  members: t.readonlyArray(Member),
  from: Period,
  days: VisitDays,
  /** Whether the window was secret until now: the first that others may hear of it. */
  revealed: t.boolean,
})

/** A move was refused: the window stands where it stood. */
export const WindowMoveRefused = t.strict({
  ...guarded,
  windowId: WindowId,
  members: t.readonlyArray(Member),
  from: Period,
  to: Period,
  reasons: t.readonlyArray(RefusalReason),
})

/** An inspection gave its window back. */
export const WindowReleased = t.strict({
  ...guarded,
  windowId: WindowId,
  planId: PlanId,
  inspectionId: InspectionId,
  period: Period,
  reason: ReleaseReason,
})

/**
 * Overlaps of two plans within a period were agreed to, on behalf of the plans in `agreedFor`. They
 * hold once both plans' sides have agreed, for the days that both agreements cover.
 */
export const OverlapWaived = t.strict({
  ...about,
  planId: PlanId,
  otherPlanId: PlanId,
  period: Period,
  reason: Text,
  agreedFor: t.readonlyArray(PlanId),
  bySuperior: t.boolean,
})

/** Inspections share one window from now on: `joined` came to the window of `windowId`. */
export const InspectionsCombined = t.strict({
  ...about,
  windowId: WindowId,
  joined: t.readonlyArray(Claim),
  /** All that share the window now. */
  members: t.readonlyArray(Member),
  days: VisitDays,
  reason: Text,
})

/** Codec of every event of a calendar of visits. */
export const VisitsEvents = eventCodec(
  event('WindowReserved', WindowReserved),
  event('WindowRefused', WindowRefused),
  event('WindowMoved', WindowMoved),
  event('WindowMoveRefused', WindowMoveRefused),
  event('WindowReleased', WindowReleased),
  event('OverlapWaived', OverlapWaived),
  event('InspectionsCombined', InspectionsCombined),
)

/** An event of a calendar of visits. */
export type VisitsEvent = EventOfCodec<typeof VisitsEvents>

/** Whether an event must not reach the subject, another delegation or the public. */
export const isSecret = (event: VisitsEvent): boolean => 'secret' in event.data && event.data.secret
