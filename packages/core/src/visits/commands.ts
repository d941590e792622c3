/**
 * What may be asked of an agency's calendar of visits.
 */
import { CivilDate, command, commandCodec } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { distinct, someOf } from '../vocabulary/collections.ts'
import { AgencyId, PlanId, WindowId } from '../vocabulary/ids.ts'
import { Period } from '../vocabulary/scope.ts'
import { Text } from '../vocabulary/text.ts'
import { ReleaseReason, request } from './shapes.ts'

/** The agency whose calendar it is. */
const about = { agencyId: AgencyId, happenedOn: CivilDate } as const

/**
 * Asks for a window. `windowId` is new to the calendar, or was refused before; ids of secret windows
 * must not be guessable.
 */
export const ReserveWindow = t.exact(
  t.intersection([
    t.type({ ...about, ...request, period: Period }),
    /** Of an unannounced visit: the agencies between the subject and the plan's issuer (R25). */
    t.partial({ through: distinct(AgencyId) }),
  ]),
)

/**
 * Asks for other days: another date, an extension, a resumption, days that a pause gives back.
 * All inspections that share the window move. `openly` lifts the secrecy of an opened visit.
 */
export const MoveWindow = t.exact(
  t.intersection([
    t.type({ ...about, windowId: WindowId, to: Period }),
    t.partial({ openly: t.boolean }),
  ]),
)

/** Gives a window back. Others that share it keep it. */
export const ReleaseWindow = t.strict({ ...about, windowId: WindowId, reason: ReleaseReason })

/**
 * Asks the calendar of who took over from an agency for days of a window that stands in the calendar of
 * that one (R26). The claim keeps its id, its caps, its keeper and its secrecy; what it shared there with
 * others it shares here, on the days of the first that came. `openly` lifts the secrecy of an opened visit.
 */
export const SucceedWindow = t.exact(
  t.intersection([
    t.type({
      ...about,
      windowId: WindowId,
      /** The agency that has ended. */
      fromId: AgencyId,
      period: Period,
    }),
    t.partial({ openly: t.boolean }),
  ]),
)

/**
 * Agrees that delegations of two plans overlap here within a period. Each plan's side says so for
 * itself; one command does where one agency speaks for both, or their common superior decides.
 */
export const WaiveOverlap = t.exact(
  t.intersection([
    t.type({ ...about, planId: PlanId, otherPlanId: PlanId, period: Period, reason: Text }),
    t.partial({
      /** The agencies that speak for the two plans, whose common superior the sender is. */
      asSuperiorOf: t.strict({ agencyId: AgencyId, otherAgencyId: AgencyId }),
    }),
  ]),
)

/**
 * Puts inspections into one window: those of `withWindowIds`, standing or refused before, come along
 * on the days of `windowId`.
 */
export const CombineInspections = t.strict({
  ...about,
  windowId: WindowId,
  withWindowIds: someOf(WindowId),
  reason: Text,
})

/** Codec of every command to a calendar of visits. */
export const VisitsCommand = commandCodec(
  command('ReserveWindow', ReserveWindow),
  command('MoveWindow', MoveWindow),
  command('ReleaseWindow', ReleaseWindow),
  command('SucceedWindow', SucceedWindow),
  command('WaiveOverlap', WaiveOverlap),
  command('CombineInspections', CombineInspections),
)

/** A command to a calendar of visits. */
export type VisitsCommand = t.TypeOf<typeof VisitsCommand>
