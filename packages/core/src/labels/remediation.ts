/**
 * What the commands, events, statuses and rejections of a remediation are called.
 */
import type { RemediationCommand } from '../remediation/commands.ts'
import type { RemediationEvent } from '../remediation/events.ts'
import type { RemediationRejection } from '../remediation/rejections.ts'
import { pursuitSteps } from '../remediation/shapes.ts'
import type { RemediationState } from '../remediation/state.ts'
import type { AggregateLabels, Label } from '../vocabulary/label.ts'
import { dayVi, documentNotSigned, notYetHappened, outsideCalendar } from './shared.ts'

const rejection = (no: RemediationRejection): Label => {
  switch (no._tag) {
    case 'RemediationAlreadyOpened':
      return {
        vi: `Yêu cầu khắc phục ${no.remediationId} đã được mở; hãy cập nhật yêu cầu đó.`,
        en: `Remediation ${no.remediationId} is open already; go on with that one.`,
      }
    case 'RemediationNotOpened':
      return {
        vi: `Chưa có yêu cầu khắc phục ${no.remediationId}; hãy mở từ kết luận hoặc nguồn khác trước.`,
        en: `There is no remediation ${no.remediationId}; open it from its conclusion or other source first.`,
      }
    case 'RemediationIsClosed':
      return {
        vi: `Yêu cầu khắc phục ${no.remediationId} đã kết thúc; nếu kết quả xác nhận không đúng, hãy mở lại bằng văn bản.`,
        en: `Remediation ${no.remediationId} is closed; if what was verified doesn't hold, reopen it by a document.`,
      }
    case 'RemediationNotVerified':
      return {
        vi: `Yêu cầu khắc phục ${no.remediationId} vẫn đang thực hiện; chỉ mở lại yêu cầu đã được xác nhận hoàn thành.`,
        en: `Remediation ${no.remediationId} is still open; only a verified one is opened again.`,
      }
    case 'CompletionNotClaimed':
      return {
        vi: `Đơn vị chưa báo cáo hoàn thành yêu cầu ${no.remediationId}; hãy chờ báo cáo rồi xác nhận.`,
        en: `Nobody has claimed to have met ${no.remediationId}; wait for the claim, then examine it.`,
      }
    case 'ClaimNotExamined':
      return {
        vi: `Báo cáo hoàn thành yêu cầu ${no.remediationId} đang chờ xem xét; hãy xác nhận hoặc trả lại trước.`,
        en: `A claim to have met ${no.remediationId} waits for its answer; verify or reject it first.`,
      }
    case 'NoPlanOfRemedy':
      return {
        vi: `Không có kế hoạch khắc phục của yêu cầu ${no.remediationId} đang chờ duyệt; hãy đề nghị đơn vị gửi kế hoạch.`,
        en: `No plan of remedy for ${no.remediationId} waits for an answer; ask the agency to submit one.`,
      }
    case 'NothingAmended':
      return {
        vi: `Yêu cầu ${no.remediationId} đã đúng như vậy; không có gì cần sửa đổi.`,
        en: `The demand of ${no.remediationId} says so already; nothing is left to amend.`,
      }
    case 'BeforeTheStepBefore':
      return {
        vi: `Ngày này trước bước liền trước của yêu cầu ${no.remediationId}; hãy chọn từ ngày ${dayVi(no.earliest)} trở đi.`,
        en: `That lies before the step before of ${no.remediationId}; choose ${no.earliest} or a later day.`,
      }
    case 'OutsideCalendar':
      return outsideCalendar(no)
    case 'NotYetHappened':
      return notYetHappened(no)
    case 'DocumentNotSigned':
      return documentNotSigned(no)
    case 'StandingOrderNotInForce':
      return {
        vi: `Kế hoạch ${no.planId} không làm căn cứ được vì không có hiệu lực hoặc không phải kế hoạch của yêu cầu này; hãy chọn kế hoạch khác hoặc dùng văn bản.`,
        en: `Plan ${no.planId} can't be relied on: not in force, or not this obligation's; choose another, or act by a document.`,
      }
    case 'ConclusionWithoutDemand':
      return {
        vi: `Kết luận của cuộc kiểm tra ${no.inspectionId} không có hoặc không còn yêu cầu ${no.demandId}; hãy kiểm tra lại kết luận.`,
        en: `The conclusion of ${no.inspectionId} has no demand ${no.demandId}, or none any more; check the conclusion.`,
      }
    case 'IdIsNotTheDemands':
      return {
        vi: `Mã ${no.remediationId} khác mã yêu cầu ${no.demandId}; hãy dùng chính mã của yêu cầu.`,
        en: `Id ${no.remediationId} is not that of demand ${no.demandId}; use the demand's own id.`,
      }
    case 'IndexNamesNoSuchShortcoming':
      return {
        vi: `Chỉ số năm ${String(no.year)} chưa nêu tồn tại ${no.shortcomingId} của ${no.subjectId} vào ngày này; hãy ghi kết quả chỉ số trước.`,
        en: `By that day the index of ${String(no.year)} names no shortcoming ${no.shortcomingId} of ${no.subjectId}; record the index first.`,
      }
    case 'PostNotInAgency':
      return {
        vi: `${no.agencyId} không có vị trí ${no.postId}; hãy chọn một vị trí chịu trách nhiệm của cơ quan này.`,
        en: `${no.agencyId} has no post ${no.postId}; choose one that it has.`,
      }
    case 'DueBeforeItBegins':
      return {
        vi: `Thời hạn ${dayVi(no.dueOn)} không sau ngày ${dayVi(no.earliest)}; hãy chọn ngày muộn hơn.`,
        en: `Due date ${no.dueOn} is not after ${no.earliest}; choose a later day.`,
      }
    case 'PlanOfRemedyTooLong':
      return {
        vi: `Kế hoạch khắc phục kéo dài quá thời hạn ${dayVi(no.dueOn)}; hãy rút ngắn hoặc xin gia hạn trước.`,
        en: `The plan of remedy ends after the due date ${no.dueOn}; shorten it, or ask for an extension first.`,
      }
    case 'NotALaterDueDate':
      return {
        vi: `Gia hạn phải đến sau ngày ${dayVi(no.dueOn)}; hãy chọn ngày muộn hơn.`,
        en: `An extension must reach beyond ${no.dueOn}; choose a later day.`,
      }
    case 'ExtensionAfterDueDate':
      return {
        vi: `Thời hạn ${dayVi(no.dueOn)} đã qua nên không gia hạn được nữa; hãy đôn đốc hoặc đề nghị đính chính kết luận.`,
        en: `The due date ${no.dueOn} has passed, so there is nothing to extend; urge the agency, or have the demand amended.`,
      }
    case 'ConclusionSaysOtherwise':
      return {
        vi: `Yêu cầu này theo kết luận của cuộc kiểm tra ${no.inspectionId}; hãy đính chính hoặc thu hồi kết luận trước.`,
        en: `This demand stands in the conclusion of ${no.inspectionId}; correct or revoke the conclusion first.`,
      }
    case 'NoConclusionToFollow':
      return {
        vi: `Yêu cầu ${no.remediationId} không xuất phát từ kết luận nào; hãy sửa đổi hoặc hủy bằng văn bản.`,
        en: `${no.remediationId} comes from no conclusion; amend or annul it by a document.`,
      }
    case 'NotTheHolder':
      return {
        vi: `Chỉ ${no.subjectId} lập kế hoạch, báo cáo và đề nghị xác nhận việc khắc phục; hãy chuyển cho cơ quan này.`,
        en: `Only ${no.subjectId} plans, reports and claims this remedy; leave it to that agency.`,
      }
    case 'NoAuthorityOverRemedy':
      return {
        vi: `Chỉ các cơ quan sau có thẩm quyền, cả người thực hiện và văn bản: ${no.agencies.join(', ')}; hãy chuyển cho một trong các cơ quan đó.`,
        en: `Only these may do so, and by a document of theirs: ${no.agencies.join(', ')}; refer it to one of them.`,
      }
    case 'VerifierHeldIt':
      return {
        vi: `${no.verifierId} đang hoặc đã từng thực hiện việc khắc phục này nên không tự xác nhận; hãy đề nghị cấp ban hành kế hoạch chỉ định nơi khác.`,
        en: `${no.verifierId} holds or has held this remedy and can't verify itself; ask the plan's issuer to name another.`,
      }
    case 'VerifierUnderHolder':
      return {
        vi: `${no.verifierId} trực thuộc ${no.holderId} là cơ quan khắc phục; hãy chọn cơ quan độc lập bên ngoài.`,
        en: `${no.verifierId} stands under ${no.holderId}, whose remedy it is; choose an agency outside of it.`,
      }
    case 'VerifierLineNotShown':
      return {
        vi: `Chưa rõ cấp trên ${no.agencyId} của nơi xác nhận trực thuộc ai; hãy nêu đủ các cấp trên.`,
        en: `It wasn't shown whom the verifier's superior ${no.agencyId} stands under; name the whole line.`,
      }
    case 'VerifierNotNamed':
      return {
        vi: `${no.verifierId} chưa được ${no.namedBy} chỉ định xác nhận; hãy kèm văn bản chỉ định.`,
        en: `${no.verifierId} was not named by ${no.namedBy} to verify; cite the document that names it.`,
      }
    case 'VerifierNotInForce':
      return {
        vi: `${no.verifierId} không hoạt động vào ngày xác nhận; hãy đề nghị chỉ định nơi khác.`,
        en: `${no.verifierId} was not in force on that day; have another verifier named.`,
      }
    case 'HolderNotInForce':
      return {
        vi: `${no.subjectId} không hoạt động vào ngày này; hãy chuyển yêu cầu cho cơ quan tiếp nhận trước.`,
        en: `${no.subjectId} is not in force on that day; transfer the obligation to its taker first.`,
      }
    case 'NotTheTaker':
      return {
        vi: `${no.agencyId} không phải cơ quan tiếp nhận vào ngày này; hãy ghi việc giải thể hoặc chỉ định tiếp nhận trước.`,
        en: `${no.agencyId} does not take over on that day; record the dissolution, or name the taker, first.`,
      }
    case 'NotOverdueYet':
      return {
        vi: `Chưa quá hạn: đơn vị còn đến hết ngày ${dayVi(no.lastDay)}; hãy chờ sang ngày sau.`,
        en: `It is not overdue: the agency has until the end of ${no.lastDay}; wait for the day after.`,
      }
    case 'ClaimedInTime':
      return {
        vi: `Đơn vị đã báo cáo hoàn thành ${no.remediationId} đúng hạn; hãy xem xét báo cáo đó trước.`,
        en: `Completion of ${no.remediationId} was claimed in time; examine that claim first.`,
      }
    case 'PursuitStepMissing':
      return {
        vi: `Yêu cầu ${no.remediationId} chưa qua bước “${pursuitSteps[no.missing].vi}”; hãy thực hiện bước đó trước.`,
        en: `Step "${pursuitSteps[no.missing].en}" of ${no.remediationId} has not been taken; take it first.`,
      }
    case 'PursuitStepTaken':
      return {
        vi: `Yêu cầu ${no.remediationId} đã ở bước “${pursuitSteps[no.step].vi}”; hãy thực hiện bước tiếp theo.`,
        en: `${no.remediationId} is at step "${pursuitSteps[no.step].en}" already; take the next one.`,
      }
    case 'TooEarlyToEscalate':
      return {
        vi: `Chỉ báo cáo cấp trên từ ngày ${dayVi(no.escalateFrom)}; hãy chờ đơn vị đến ngày đó.`,
        en: `The superior is told from ${no.escalateFrom} on; give the agency until then.`,
      }
  }
}

/** Labels of remediations. */
export const remediationLabels: AggregateLabels<
  RemediationCommand,
  RemediationEvent,
  RemediationState,
  RemediationRejection
> = {
  commands: {
    OpenRemediation: { vi: 'Mở yêu cầu khắc phục', en: 'Open remediation' },
    SubmitRemediationPlan: { vi: 'Gửi kế hoạch khắc phục', en: 'Submit plan of remedy' },
    ApproveRemediationPlan: { vi: 'Duyệt kế hoạch khắc phục', en: 'Approve plan of remedy' },
    ReturnRemediationPlan: { vi: 'Trả lại kế hoạch khắc phục', en: 'Return plan of remedy' },
    ReportProgress: { vi: 'Báo cáo tiến độ khắc phục', en: 'Report progress of remedy' },
    ClaimCompletion: { vi: 'Báo cáo hoàn thành khắc phục', en: 'Claim completion' },
    VerifyCompletion: { vi: 'Xác nhận hoàn thành khắc phục', en: 'Verify completion' },
    RejectCompletion: { vi: 'Không xác nhận hoàn thành', en: 'Reject completion' },
    GrantExtension: { vi: 'Gia hạn khắc phục', en: 'Grant extension of remedy' },
    MarkOverdue: { vi: 'Ghi nhận quá hạn khắc phục', en: 'Mark remedy overdue' },
    Urge: { vi: 'Đôn đốc khắc phục', en: 'Urge the agency' },
    Escalate: { vi: 'Báo cáo cấp trên', en: 'Escalate to the superior' },
    RequestFollowUp: { vi: 'Đề nghị phúc tra', en: 'Request follow-up inspection' },
    AmendDemand: { vi: 'Sửa đổi yêu cầu', en: 'Amend demand' },
    AnnulRemediation: { vi: 'Hủy yêu cầu khắc phục', en: 'Annul remediation' },
    TransferRemediation: { vi: 'Chuyển giao yêu cầu khắc phục', en: 'Transfer remediation' },
    ReopenRemediation: { vi: 'Mở lại yêu cầu khắc phục', en: 'Reopen remediation' },
  },
  events: {
    RemediationOpened: { vi: 'Đã mở yêu cầu khắc phục', en: 'Remediation opened' },
    RemediationPlanSubmitted: { vi: 'Đã gửi kế hoạch khắc phục', en: 'Plan of remedy submitted' },
    RemediationPlanApproved: { vi: 'Đã duyệt kế hoạch khắc phục', en: 'Plan of remedy approved' },
    RemediationPlanReturned: { vi: 'Đã trả lại kế hoạch khắc phục', en: 'Plan of remedy returned' },
    ProgressReported: { vi: 'Đã báo cáo tiến độ khắc phục', en: 'Progress of remedy reported' },
    CompletionClaimed: { vi: 'Đã báo cáo hoàn thành khắc phục', en: 'Completion claimed' },
    CompletionVerified: { vi: 'Đã xác nhận hoàn thành khắc phục', en: 'Completion verified' },
    CompletionRejected: { vi: 'Đã từ chối xác nhận hoàn thành', en: 'Completion rejected' },
    ExtensionGranted: { vi: 'Đã gia hạn khắc phục', en: 'Extension of remedy granted' },
    RemediationOverdue: { vi: 'Đã quá hạn khắc phục', en: 'Remedy overdue' },
    AgencyUrged: { vi: 'Đã đôn đốc khắc phục', en: 'Agency urged' },
    RemediationEscalated: { vi: 'Đã báo cáo cấp trên', en: 'Escalated to the superior' },
    FollowUpRequested: { vi: 'Đã đề nghị phúc tra', en: 'Follow-up inspection requested' },
    DemandAmended: { vi: 'Đã sửa đổi yêu cầu', en: 'Demand amended' },
    RemediationAnnulled: { vi: 'Đã hủy yêu cầu khắc phục', en: 'Remediation annulled' },
    RemediationTransferred: {
      vi: 'Đã chuyển giao yêu cầu khắc phục',
      en: 'Remediation transferred',
    },
    RemediationReopened: { vi: 'Đã mở lại yêu cầu khắc phục', en: 'Remediation reopened' },
  },
  statuses: {
    none: { vi: 'Chưa có yêu cầu', en: 'Not opened' },
    open: { vi: 'Đang khắc phục', en: 'To be remedied' },
    claimed: { vi: 'Chờ xác nhận', en: 'Claimed, to be verified' },
    verified: { vi: 'Đã xác nhận hoàn thành', en: 'Verified' },
    annulled: { vi: 'Đã hủy', en: 'Annulled' },
  },
  rejection,
}
