/**
 * Why a plan says no.
 */
import { CivilDate } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { AgencyKind, AgencyLevel } from '../vocabulary/agency-kind.ts'
import { AgencyId, DrawId, FieldId, PlanId, SlotId, TargetId } from '../vocabulary/ids.ts'
import { JurisdictionGap } from '../vocabulary/jurisdiction.ts'
import { Count, Year } from '../vocabulary/number.ts'
import { NotYetHappened } from '../vocabulary/occurrence.ts'
import { DocumentNotSigned } from '../vocabulary/official-document.ts'
import { PlanContent } from '../vocabulary/plan-content.ts'
import { ReformArea } from '../vocabulary/reform-area.ts'
import { rejection } from '../vocabulary/rejection.ts'
import { NotWhoTransfers } from '../vocabulary/transfer.ts'

const lifecycle = t.union([
  rejection('PlanAlreadyDrafted', 'lifecycle', { planId: PlanId }),
  rejection('PlanNotDrafted', 'lifecycle', { planId: PlanId }),
  rejection('PlanAlreadyIssued', 'R1', { planId: PlanId, issuedOn: CivilDate }),
  rejection('PlanNotIssued', 'R1', { planId: PlanId }),
  rejection('PlanIsRevoked', 'R1', { planId: PlanId, revokedOn: CivilDate }),
  rejection('PlanIsClosed', 'R1', { planId: PlanId, closedOn: CivilDate }),
  /** An act before the draft, or before the issue, that it builds on. */
  rejection('PlanOutOfOrder', 'lifecycle', { planId: PlanId, earliest: CivilDate }),
])

const authority = t.union([
  /** Who acts belongs neither to the issuer nor to the lead agency. */
  rejection('NotThePlansAgency', 'R1', { planId: PlanId }),
  /** Who acts is no authority for unannounced visits either. */
  rejection('MayNotDraw', 'R9', { planId: PlanId }),
  rejection('DocumentNotOfIssuer', 'R1', { issuerId: AgencyId, documentIssuerId: AgencyId }),
])

const terms = t.union([
  /** An agency of this kind issues no plans. */
  rejection('MayNotIssuePlans', 'R25', { issuerId: AgencyId, issuerKind: AgencyKind }),
  rejection('FieldNotOfIssuer', 'R25', { issuerId: AgencyId, field: FieldId }),
  rejection('NotACentralBody', 'R25', { agencyId: AgencyId }),
  rejection('CentralBodyInUse', 'R25', { agencyId: AgencyId, targetId: TargetId }),
  rejection('ParentPlanNotInForce', 'R1', { parentPlanId: PlanId }),
  rejection('ParentIssuerNotAbove', 'R25', {
    parentPlanId: PlanId,
    parentIssuerLevel: AgencyLevel,
    issuerLevel: AgencyLevel,
  }),
  /** The agency is not there, or is ended. */
  rejection('AgencyNotInForce', 'R26', { agencyId: AgencyId }),
  /** No delegation, or neither a target nor anyone who may order unannounced visits. */
  rejection('NothingToInspect', 'R1', { planId: PlanId }),
  rejection('NothingToAmend', 'R1', { planId: PlanId }),
])

const targets = t.union([
  rejection('TargetAlreadyThere', 'lifecycle', { targetId: TargetId }),
  rejection('TargetNotThere', 'lifecycle', { targetId: TargetId }),
  /** One amendment both moves and removes the target. */
  rejection('TargetNamedTwice', 'lifecycle', { targetId: TargetId }),
  rejection('SlotNotInTerms', 'R2', { slotId: SlotId }),
  rejection('SlotInUse', 'R2', { slotId: SlotId, targetId: TargetId }),
  rejection('ScopeOutsideTerms', 'R1', {
    targetId: TargetId,
    contents: t.readonlyArray(PlanContent),
    areas: t.readonlyArray(ReformArea),
  }),
  rejection('FocusOutsideScope', 'R1', { targetId: TargetId, areas: t.readonlyArray(ReformArea) }),
  rejection('WindowOutsideYear', 'R1', { targetId: TargetId, year: Year }),
  rejection('OutsideJurisdiction', 'R25', {
    issuerId: AgencyId,
    subjectId: AgencyId,
    because: JurisdictionGap,
  }),
  /** The subject is not in the register, or no more at the end of its window. */
  rejection('SubjectNotInForce', 'R26', { subjectId: AgencyId }),
  /** The register names another taker of the target's subject, or none, or the subject hasn't ended. */
  rejection('NotTheTaker', 'R26', { subjectId: AgencyId, toId: AgencyId }),
  /** A target that was reached stays with the agency that it was reached at. */
  rejection('TargetIsReached', 'R26', { targetId: TargetId }),
  /** What other streams own only the log tells: no official, and no policy but `results`, says it. */
  rejection('ResultNotFromLog', 'R1', { planId: PlanId }),
  /** The closing's list of targets not reached: those that it leaves out, and those that were reached. */
  rejection('NotReachedDisagrees', 'R1', {
    planId: PlanId,
    missing: t.readonlyArray(TargetId),
    reached: t.readonlyArray(TargetId),
  }),
  rejection('DrawAlreadyMade', 'R9', { drawId: DrawId }),
  rejection('PoolTooSmall', 'R9', { pooled: Count, count: Count }),
])

/** Codec of every rejection by a plan. */
export const PlanRejection = t.union([
  lifecycle,
  authority,
  terms,
  targets,
  NotWhoTransfers,
  DocumentNotSigned,
  NotYetHappened,
])

/** Why a plan says no. */
export type PlanRejection = t.TypeOf<typeof PlanRejection>
