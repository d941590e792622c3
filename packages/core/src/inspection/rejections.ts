/**
 * Why an inspection says no.
 */
import { CivilDate } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { OutsideCalendar } from '../vocabulary/due.ts'
import {
  ActId,
  AgencyId,
  DelegationId,
  DemandId,
  EvidenceId,
  ExplanationId,
  FindingId,
  InspectionId,
  ObligationId,
  PlanId,
  PostId,
  RecommendationId,
  TargetId,
} from '../vocabulary/ids.ts'
import { NotYetHappened } from '../vocabulary/occurrence.ts'
import { DocumentNotSigned } from '../vocabulary/official-document.ts'
import { PlanContent } from '../vocabulary/plan-content.ts'
import { ReformArea } from '../vocabulary/reform-area.ts'
import { rejection } from '../vocabulary/rejection.ts'

const finding = { findingId: FindingId } as const

/** Codec of every rejection by an inspection. */
export const InspectionRejection = t.union([
  // The order of things.
  rejection('InspectionAlreadyBegun', 'lifecycle', { inspectionId: InspectionId }),
  rejection('InspectionNotBegun', 'lifecycle', { inspectionId: InspectionId }),
  rejection('NotInThisPhase', 'lifecycle', { inspectionId: InspectionId, phase: t.string }),
  rejection('IdTaken', 'lifecycle', { id: t.string }),
  rejection('AlreadyDone', 'lifecycle', { inspectionId: InspectionId }),
  rejection('NothingAsked', 'lifecycle', { inspectionId: InspectionId }),
  NotYetHappened,
  rejection('OutOfOrder', 'lifecycle', { inspectionId: InspectionId, earliest: CivilDate }),
  DocumentNotSigned,
  rejection('DeferredIntoThePast', 'lifecycle', { inspectionId: InspectionId }),
  OutsideCalendar,
  // Plan, delegation, subject.
  rejection('PlanNotInForce', 'R1', { planId: PlanId }),
  rejection('DeferredTooLong', 'R1', { latestOn: CivilDate }),
  rejection('ScopeOutsidePlan', 'R1', { planId: PlanId }),
  rejection('NotATarget', 'R25', { planId: PlanId, subjectId: AgencyId }),
  rejection('TargetMismatch', 'R25', { targetId: TargetId }),
  rejection('OutsideJurisdiction', 'R25', { planId: PlanId, subjectId: AgencyId }),
  rejection('SubjectNotInForce', 'R26', { subjectId: AgencyId }),
  rejection('NotASuccessor', 'R26', { subjectId: AgencyId }),
  rejection('DelegationOfAnotherPlan', 'R6', { delegationId: DelegationId, planId: PlanId }),
  rejection('DelegationNotInForce', 'R6', { delegationId: DelegationId }),
  rejection('NotTheConcludingAuthority', 'R6', { concludedBy: AgencyId }),
  /** What anyone hears whose business it isn't, whatever has become of it. */
  rejection('NotInvolved', 'R6', { inspectionId: InspectionId }),
  rejection('NoSuchTeam', 'R3', { delegationId: DelegationId }),
  rejection('NotOfTheTeam', 'R3', { delegationId: DelegationId }),
  rejection('MemberMayNotAct', 'R5', { delegationId: DelegationId, subjectId: AgencyId }),
  rejection('NotTheLeader', 'R5', { delegationId: DelegationId, subjectId: AgencyId }),
  rejection('FlaggedActs', 'R5', { acts: t.readonlyArray(ActId) }),
  rejection('NoSuchAct', 'R5', { actId: ActId }),
  // Schedule, hours, notice.
  rejection('WindowNotReserved', 'R7', { inspectionId: InspectionId }),
  rejection('OutsideWindow', 'R8', { from: CivilDate, to: CivilDate }),
  rejection('OutsideOfficeHours', 'R8', { inspectionId: InspectionId }),
  rejection('IsPaused', 'R8', { since: CivilDate }),
  rejection('ExtensionTooLate', 'R8', { until: CivilDate }),
  rejection('NotAnExtension', 'R8', { until: CivilDate }),
  rejection('NoAuthorityToOrder', 'R9', { planId: PlanId }),
  rejection('NotDrawn', 'R9', { subjectId: AgencyId }),
  rejection('UnannouncedHasNoNotice', 'R9', { inspectionId: InspectionId }),
  rejection('NoticeNotSent', 'R10', { inspectionId: InspectionId }),
  rejection('NoticeTooShort', 'R10', { openNotBefore: CivilDate }),
  // Findings.
  rejection('OutsideScope', 'R11', { content: PlanContent, area: ReformArea }),
  rejection('NoSuchEvidence', 'R12', { evidenceId: EvidenceId }),
  rejection('NoSuchFinding', 'R12', finding),
  rejection('FindingWithdrawnAlready', 'R12', finding),
  rejection('OwnFinding', 'R13', finding),
  rejection('NotReviewed', 'R13', finding),
  rejection('NotCirculated', 'R13', finding),
  rejection('NoResponsibility', 'R15', finding),
  rejection('NoSuchPost', 'R15', { agencyId: AgencyId, postId: PostId }),
  rejection('NotAPriorShortcoming', 'R19', { obligationId: ObligationId }),
  rejection('PriorShortcomingsUnanswered', 'R19', { inspectionId: InspectionId }),
  rejection('PriorShortcomingsOpen', 'R19', { obligations: t.readonlyArray(ObligationId) }),
  rejection('TasksUnanswered', 'R20', { inspectionId: InspectionId }),
  rejection('TasksNotJudged', 'R20', { content: PlanContent, area: ReformArea }),
  rejection('OwnInspectingUnanswered', 'R29', { inspectionId: InspectionId }),
  rejection('OwnInspectingNotAssessed', 'R29', { inspectionId: InspectionId }),
  rejection('NotADistrict', 'R29', { subjectId: AgencyId }),
  rejection('MinutesNotSigned', 'R12', { inspectionId: InspectionId }),
  rejection('WitnessIsSigner', 'R12', { inspectionId: InspectionId }),
  // Explanations, conclusion.
  rejection('NotTheSubject', 'R14', { subjectId: AgencyId }),
  rejection('ExplanationWindowOpen', 'R14', { until: CivilDate }),
  rejection('ExplanationUnanswered', 'R14', { explanationId: ExplanationId }),
  rejection('NoSuchExplanation', 'R14', { explanationId: ExplanationId }),
  rejection('EffectsDoNotMatch', 'R14', { explanationId: ExplanationId }),
  rejection('ContentNotExamined', 'R16', { content: PlanContent }),
  rejection('ContentOutsideScope', 'R11', { content: PlanContent }),
  rejection('ContentUnanswered', 'R16', { content: PlanContent }),
  rejection('DemandMissing', 'R16', finding),
  rejection('DemandWithoutGround', 'R16', { demandId: DemandId }),
  rejection('DemandWithoutPost', 'R16', { demandId: DemandId }),
  rejection('DemandDueTooSoon', 'R16', { demandId: DemandId }),
  rejection('NoSuchDemand', 'R16', { demandId: DemandId }),
  rejection('SameDocument', 'R17', { inspectionId: InspectionId }),
  rejection('NoReviewAsked', 'R17', { inspectionId: InspectionId }),
  rejection('NotReferred', 'R18', finding),
  rejection('NothingToRefer', 'R18', finding),
  rejection('NoSuchRecommendation', 'R23', { recommendationId: RecommendationId }),
])

/** Why an inspection says no. */
export type InspectionRejection = t.TypeOf<typeof InspectionRejection>
