/**
 * Why a remediation says no.
 */
import { CivilDate } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { OutsideCalendar } from '../vocabulary/due.ts'
import {
  AgencyId,
  DemandId,
  InspectionId,
  ObligationId,
  PlanId,
  PostId,
  ShortcomingId,
} from '../vocabulary/ids.ts'
import { Year } from '../vocabulary/number.ts'
import { NotYetHappened } from '../vocabulary/occurrence.ts'
import { DocumentNotSigned } from '../vocabulary/official-document.ts'
import { rejection } from '../vocabulary/rejection.ts'
import { PursuitStep } from './shapes.ts'

const about = { remediationId: ObligationId } as const

/** Codec of every rejection by a remediation. */
export const RemediationRejection = t.union([
  // The order of things.
  rejection('RemediationAlreadyOpened', 'lifecycle', about),
  rejection('RemediationNotOpened', 'lifecycle', about),
  rejection('RemediationIsClosed', 'lifecycle', about),
  rejection('RemediationNotVerified', 'lifecycle', about),
  rejection('CompletionNotClaimed', 'lifecycle', about),
  rejection('ClaimNotExamined', 'lifecycle', about),
  rejection('NoPlanOfRemedy', 'lifecycle', about),
  rejection('NothingAmended', 'lifecycle', about),
  rejection('BeforeTheStepBefore', 'lifecycle', { ...about, earliest: CivilDate }),
  OutsideCalendar,
  NotYetHappened,
  DocumentNotSigned,
  // What is demanded, by when, and by what document.
  rejection('StandingOrderNotInForce', 'R1', { planId: PlanId }),
  rejection('ConclusionWithoutDemand', 'R16', { inspectionId: InspectionId, demandId: DemandId }),
  rejection('IdIsNotTheDemands', 'R16', { ...about, demandId: DemandId }),
  rejection('IndexNamesNoSuchShortcoming', 'R16', {
    subjectId: AgencyId,
    year: Year,
    shortcomingId: ShortcomingId,
  }),
  rejection('PostNotInAgency', 'R16', { agencyId: AgencyId, postId: PostId }),
  rejection('DueBeforeItBegins', 'R16', { dueOn: CivilDate, earliest: CivilDate }),
  rejection('PlanOfRemedyTooLong', 'R16', { dueOn: CivilDate }),
  rejection('NotALaterDueDate', 'R16', { dueOn: CivilDate }),
  rejection('ExtensionAfterDueDate', 'R16', { dueOn: CivilDate }),
  rejection('ConclusionSaysOtherwise', 'R17', { inspectionId: InspectionId }),
  rejection('NoConclusionToFollow', 'R17', about),
  // Who acts, and who may verify.
  rejection('NotTheHolder', 'R21', { subjectId: AgencyId }),
  rejection('NoAuthorityOverRemedy', 'R21', { agencies: t.readonlyArray(AgencyId) }),
  rejection('VerifierHeldIt', 'R21', { verifierId: AgencyId }),
  rejection('VerifierUnderHolder', 'R21', { verifierId: AgencyId, holderId: AgencyId }),
  rejection('VerifierLineNotShown', 'R21', { agencyId: AgencyId }),
  rejection('VerifierNotNamed', 'R21', { verifierId: AgencyId, namedBy: AgencyId }),
  rejection('VerifierNotInForce', 'R26', { verifierId: AgencyId }),
  rejection('HolderNotInForce', 'R26', { subjectId: AgencyId }),
  rejection('NotTheTaker', 'R26', { agencyId: AgencyId }),
  // Pursuit.
  rejection('NotOverdueYet', 'R22', { lastDay: CivilDate }),
  rejection('ClaimedInTime', 'R22', about),
  rejection('PursuitStepMissing', 'R22', { ...about, missing: PursuitStep }),
  rejection('PursuitStepTaken', 'R22', { ...about, step: PursuitStep }),
  rejection('TooEarlyToEscalate', 'R22', { escalateFrom: CivilDate }),
])

/** Why a remediation says no. */
export type RemediationRejection = t.TypeOf<typeof RemediationRejection>
