/**
 * Why a calendar of visits says no. That days are taken is no rejection but an event
 * (`WindowRefused`, `WindowMoveRefused`), so that whoever asked hears of it.
 */
import { CivilDate } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { AgencyId, PlanId, SlotId, WindowId } from '../vocabulary/ids.ts'
import { JurisdictionGap } from '../vocabulary/jurisdiction.ts'
import { Year } from '../vocabulary/number.ts'
import { NotYetHappened } from '../vocabulary/occurrence.ts'
import { ReformArea } from '../vocabulary/reform-area.ts'
import { rejection } from '../vocabulary/rejection.ts'
import { Period } from '../vocabulary/scope.ts'
import { RefusalReason } from './shapes.ts'

const PlanStatus = t.keyof({
  undrafted: null,
  draft: null,
  issued: null,
  revoked: null,
  closed: null,
})

/** Codec of every rejection by a calendar of visits. */
export const VisitsRejection = t.union([
  NotYetHappened,
  /** Not in force on the day: `issued` means from a later day on. */
  rejection('PlanNotInForce', 'R1', { planId: PlanId, status: PlanStatus }),
  rejection('WindowOutsideYear', 'R1', { planId: PlanId, year: Year }),
  rejection('AreasOutsideTerms', 'R1', { planId: PlanId, areas: t.readonlyArray(ReformArea) }),
  rejection('SlotNotInTerms', 'R2', { planId: PlanId, slotId: SlotId }),
  /** An announced visit goes to a target of its plan, by the delegation that the target names. */
  rejection('SubjectNotTargeted', 'R25', { planId: PlanId, agencyId: AgencyId, slotId: SlotId }),
  rejection('OutsideJurisdiction', 'R25', {
    planId: PlanId,
    agencyId: AgencyId,
    because: JurisdictionGap,
  }),
  /** The subject is not there, or is ended, on the window's last day. */
  rejection('SubjectNotInForce', 'R26', { agencyId: AgencyId, on: CivilDate }),
  /** The register names another taker of that agency, or none, or it hasn't ended. */
  rejection('NotTheTaker', 'R26', { agencyId: AgencyId, toId: AgencyId }),
  /** The predecessor was there until the day before `effectiveOn`: its days are no days of the taker's. */
  rejection('DaysBeforeTheEnd', 'R26', { agencyId: AgencyId, effectiveOn: CivilDate }),
  rejection('NoWorkingDay', 'R8', { period: Period }),
  rejection('OutsideCalendar', 'R8', { from: CivilDate, to: CivilDate }),
  rejection('WindowAlreadyReserved', 'lifecycle', { windowId: WindowId }),
  rejection('WindowAlreadyReleased', 'lifecycle', { windowId: WindowId }),
  /** Also the answer about a secret window to whoever may not know of it. */
  rejection('WindowNotFound', 'lifecycle', { windowId: WindowId }),
  /** It has these days already, and keeps them: for whoever asked, as good as a yes. */
  rejection('NothingToMove', 'lifecycle', { windowId: WindowId }),
  rejection('WindowAlreadyCombined', 'R7', { windowId: WindowId }),
  rejection('SecretNotCombined', 'R9', { windowId: WindowId }),
  rejection('CombinationOverlaps', 'R7', { reasons: t.readonlyArray(RefusalReason) }),
  rejection('CombinationOverCaps', 'R8', { reasons: t.readonlyArray(RefusalReason) }),
  rejection('NotEntitledToCombine', 'R7', { planId: PlanId, entitledId: AgencyId }),
  rejection('NotEntitledToWaive', 'R7', { entitledIds: t.readonlyArray(AgencyId) }),
  rejection('NotSpeakingForPlans', 'R7', {
    planId: PlanId,
    otherPlanId: PlanId,
    entitledIds: t.readonlyArray(AgencyId),
  }),
  rejection('NotCommonSuperior', 'R7', { superiorIds: t.readonlyArray(AgencyId) }),
])

/** Why a calendar of visits says no. */
export type VisitsRejection = t.TypeOf<typeof VisitsRejection>
