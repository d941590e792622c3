/**
 * Why a delegation says no. Who is excluded is said, never why: that is the member's own.
 */
import { CivilDate } from '@kiemtra/kernel'
import * as t from 'io-ts'
import {
  AgencyId,
  DelegationId,
  InspectionId,
  PersonId,
  PlanId,
  PostId,
  SlotId,
  TeamId,
} from '../vocabulary/ids.ts'
import { Count } from '../vocabulary/number.ts'
import { NotYetHappened } from '../vocabulary/occurrence.ts'
import { DocumentNotSigned } from '../vocabulary/official-document.ts'
import { rejection } from '../vocabulary/rejection.ts'

const lifecycle = t.union([
  rejection('DelegationAlreadyEstablished', 'lifecycle', { delegationId: DelegationId }),
  rejection('DelegationNotEstablished', 'lifecycle', { delegationId: DelegationId }),
  /** Something later is recorded, that the change would undercut. */
  rejection('ChangeOutOfOrder', 'lifecycle', { delegationId: DelegationId, earliest: CivilDate }),
  rejection('SameDecision', 'lifecycle', { delegationId: DelegationId }),
  rejection('NotAMember', 'lifecycle', { personId: PersonId }),
  rejection('AlreadyAMember', 'lifecycle', { personId: PersonId }),
  rejection('HomeAgencyDiffers', 'lifecycle', { personId: PersonId, agencyId: AgencyId }),
  NotYetHappened,
  DocumentNotSigned,
])

const plan = t.union([
  rejection('PlanNotInForce', 'R1', { planId: PlanId }),
  /** Contents or areas that the plan doesn't inspect. */
  rejection('WorkOutsidePlan', 'R1', { planId: PlanId }),
])

const roster = t.union([
  rejection('SlotNotInTerms', 'R2', { planId: PlanId, slotId: SlotId }),
  /** Who acts, or the document's issuer, is not the agency that establishes. */
  rejection('NotTheEstablishingAgency', 'R2', { establishedBy: AgencyId }),
  rejection('NotOneHead', 'R2', { heads: Count }),
  rejection('HeadFromOtherAgency', 'R2', { headedFrom: AgencyId }),
  /** The post is no leader's, or another holds it. */
  rejection('HeadNotALeader', 'R2', { agencyId: AgencyId, postId: PostId }),
  /** The head is replaced by `ReplaceHead`, and by nothing else. */
  rejection('IsTheHead', 'R2', { personId: PersonId }),
  rejection('AgencyNotAdmitted', 'R2', { agencyId: AgencyId }),
  rejection('AgencyUnrepresented', 'R2', { agencyId: AgencyId }),
  /** The agency is not there, or is ended. */
  rejection('AgencyNotInForce', 'R26', { agencyId: AgencyId }),
])

const teams = t.union([
  rejection('TeamsNotProvided', 'R3', { delegationId: DelegationId }),
  rejection('TeamIdTaken', 'R3', { teamId: TeamId }),
  rejection('NoSuchTeam', 'R3', { teamId: TeamId }),
  rejection('LeaderNotInTeam', 'R3', { teamId: TeamId }),
  rejection('AlreadyInTeam', 'R3', { personId: PersonId, teamId: TeamId }),
  /** The leaver leads a team that the newcomer, being in another, can't lead. */
  rejection('TeamWithoutLeader', 'R3', { teamId: TeamId }),
  /** Who acts neither leads the delegation nor is of the agency that establishes. */
  rejection('NotOfTheLeaders', 'R3', { delegationId: DelegationId }),
  rejection('NotTheHead', 'R4', { delegationId: DelegationId }),
  rejection('InvitationsNotProvided', 'R4', { delegationId: DelegationId }),
  rejection('AgencyAlreadyAdmitted', 'R4', { agencyId: AgencyId }),
])

const interests = t.union([
  /** Only the member, a leader or the agency that establishes speaks of a member's interests. */
  rejection('NotConcerned', 'R5', { delegationId: DelegationId }),
  rejection('MemberExcluded', 'R5', { personId: PersonId }),
])

const term = t.union([
  rejection('DelegationNotInForce', 'R6', { delegationId: DelegationId, until: CivilDate }),
  rejection('DelegationIsDissolved', 'R6', { delegationId: DelegationId, dissolvedOn: CivilDate }),
  rejection('TermEndsTooSoon', 'R6', { until: CivilDate, earliest: CivilDate }),
  rejection('NothingHandedOver', 'R6', { delegationId: DelegationId }),
  rejection('HandedOverTwice', 'R6', { inspectionId: InspectionId }),
  rejection('HandedOverToItself', 'R6', { delegationId: DelegationId }),
  rejection('ReceiverNotInForce', 'R6', { delegationId: DelegationId }),
])

/** Codec of every rejection by a delegation. */
export const DelegationRejection = t.union([lifecycle, plan, roster, teams, interests, term])

/** Why a delegation says no. */
export type DelegationRejection = t.TypeOf<typeof DelegationRejection>
