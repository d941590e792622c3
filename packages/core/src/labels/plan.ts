/**
 * What a plan's commands, events, statuses and rejections are called.
 */
import type { PlanCommand } from '../plan/commands.ts'
import type { PlanEvent } from '../plan/events.ts'
import type { PlanRejection } from '../plan/rejections.ts'
import type { PlanState } from '../plan/state.ts'
import { agencyKinds, agencyLevels } from '../vocabulary/agency-kind.ts'
import { jurisdictionGaps } from '../vocabulary/jurisdiction.ts'
import type { AggregateLabels, Label } from '../vocabulary/label.ts'
import { type PlanContent, planContents } from '../vocabulary/plan-content.ts'
import { type ReformArea, reformAreas } from '../vocabulary/reform-area.ts'
import { dayVi, documentNotSigned, notWhoTransfers, notYetHappened } from './shared.ts'

const rejection = (no: PlanRejection): Label => {
  switch (no._tag) {
    case 'PlanAlreadyDrafted':
      return {
        vi: `Kế hoạch ${no.planId} đã được dự thảo; hãy dùng mã kế hoạch khác.`,
        en: `Plan ${no.planId} is already drafted; use another id.`,
      }
    case 'PlanNotDrafted':
      return {
        vi: `Kế hoạch ${no.planId} chưa được dự thảo; hãy lập dự thảo trước.`,
        en: `Plan ${no.planId} has not been drafted; draft it first.`,
      }
    case 'PlanAlreadyIssued':
      return {
        vi: `Kế hoạch ${no.planId} đã ban hành ngày ${dayVi(no.issuedOn)}; chỉ có thể điều chỉnh bằng văn bản.`,
        en: `Plan ${no.planId} was issued on ${no.issuedOn}; amend it by a document.`,
      }
    case 'PlanNotIssued':
      return {
        vi: `Kế hoạch ${no.planId} chưa được ban hành; hãy ban hành trước.`,
        en: `Plan ${no.planId} has not been issued; issue it first.`,
      }
    case 'PlanIsRevoked':
      return {
        vi: `Kế hoạch ${no.planId} đã bị thu hồi từ ngày ${dayVi(no.revokedOn)}; hãy lập kế hoạch mới.`,
        en: `Plan ${no.planId} was revoked on ${no.revokedOn}; draft a new one.`,
      }
    case 'PlanIsClosed':
      return {
        vi: `Kế hoạch ${no.planId} đã kết thúc từ ngày ${dayVi(no.closedOn)}; hãy đưa vào kế hoạch mới.`,
        en: `Plan ${no.planId} was closed on ${no.closedOn}; take it into a new one.`,
      }
    case 'PlanOutOfOrder':
      return {
        vi: `Việc này không thể xảy ra trước ngày ${dayVi(no.earliest)}; hãy kiểm tra lại ngày.`,
        en: `This can't have happened before ${no.earliest}; check the date.`,
      }
    case 'NotThePlansAgency':
      return {
        vi: `Chỉ cơ quan ban hành hoặc cơ quan chủ trì được thực hiện việc này với kế hoạch ${no.planId}; hãy chuyển cho các cơ quan đó.`,
        en: `Only the issuer or the lead agency acts on plan ${no.planId}; pass it on to them.`,
      }
    case 'MayNotDraw':
      return {
        vi: `Cơ quan này không có thẩm quyền kiểm tra đột xuất theo kế hoạch ${no.planId}; hãy đề nghị cơ quan có thẩm quyền chọn ngẫu nhiên.`,
        en: `This agency may not order unannounced visits under plan ${no.planId}; ask one that may to draw.`,
      }
    case 'DocumentNotOfIssuer':
      return {
        vi: `Văn bản do ${no.documentIssuerId} ban hành; cần văn bản của ${no.issuerId}.`,
        en: `The document is of ${no.documentIssuerId}; one of ${no.issuerId} is needed.`,
      }
    case 'MayNotIssuePlans':
      return {
        vi: `${no.issuerId} (${agencyKinds[no.issuerKind].vi}) không ban hành kế hoạch kiểm tra; hãy chọn cơ quan có thẩm quyền.`,
        en: `${no.issuerId} (${agencyKinds[no.issuerKind].en}) issues no inspection plans; choose an issuer that does.`,
      }
    case 'FieldNotOfIssuer':
      return {
        vi: `${no.issuerId} không quản lý lĩnh vực ${no.field}; hãy chọn lĩnh vực thuộc thẩm quyền.`,
        en: `${no.issuerId} is not charged with field ${no.field}; choose one of its fields.`,
      }
    case 'NotACentralBody':
      return {
        vi: `${no.agencyId} không phải là cơ quan trung ương; hãy bỏ khỏi danh sách này.`,
        en: `${no.agencyId} is no central body; take it off that list.`,
      }
    case 'CentralBodyInUse':
      return {
        vi: `Đối tượng ${no.targetId} dựa vào việc kế hoạch nêu tên ${no.agencyId}; hãy đưa đối tượng này ra khỏi kế hoạch trước.`,
        en: `Target ${no.targetId} stands on the naming of ${no.agencyId}; remove the target with it.`,
      }
    case 'ParentPlanNotInForce':
      return {
        vi: `Kế hoạch cấp trên ${no.parentPlanId} không còn hoặc chưa có hiệu lực; hãy chọn kế hoạch đang có hiệu lực hoặc bỏ trống.`,
        en: `Parent plan ${no.parentPlanId} is not in force; name one that is, or none.`,
      }
    case 'ParentIssuerNotAbove':
      return {
        vi: `Kế hoạch ${no.parentPlanId} do ${agencyLevels[no.parentIssuerLevel].vi} ban hành, không cao hơn ${agencyLevels[no.issuerLevel].vi}; hãy chọn kế hoạch của cấp trên.`,
        en: `Plan ${no.parentPlanId} is of level ${agencyLevels[no.parentIssuerLevel].en}, not above ${agencyLevels[no.issuerLevel].en}; name a plan from above.`,
      }
    case 'AgencyNotInForce':
      return {
        vi: `Cơ quan ${no.agencyId} không hoạt động vào ngày này; hãy chọn cơ quan khác hoặc cơ quan kế thừa.`,
        en: `Agency ${no.agencyId} is not in force on that day; choose another, or its successor.`,
      }
    case 'NothingToInspect':
      return {
        vi: `Kế hoạch ${no.planId} chưa có đoàn kiểm tra, hoặc chưa có đối tượng lẫn thẩm quyền kiểm tra đột xuất; hãy bổ sung.`,
        en: `Plan ${no.planId} provides for no delegation, or for neither targets nor unannounced visits; add them.`,
      }
    case 'NothingToAmend':
      return {
        vi: `Văn bản điều chỉnh kế hoạch ${no.planId} không thay đổi nội dung nào; hãy nêu nội dung điều chỉnh.`,
        en: `The amendment of plan ${no.planId} changes nothing; say what changes.`,
      }
    case 'TargetAlreadyThere':
      return {
        vi: `Đối tượng ${no.targetId} đã có trong kế hoạch; hãy dùng mã khác.`,
        en: `Target ${no.targetId} is already in the plan; use another id.`,
      }
    case 'TargetNotThere':
      return {
        vi: `Đối tượng ${no.targetId} không có trong kế hoạch; hãy kiểm tra lại mã.`,
        en: `Target ${no.targetId} is not in the plan; check its id.`,
      }
    case 'TargetNamedTwice':
      return {
        vi: `Đối tượng ${no.targetId} vừa bị đưa ra vừa được điều chỉnh; hãy chọn một.`,
        en: `Target ${no.targetId} is both removed and moved; do one of them.`,
      }
    case 'SlotNotInTerms':
      return {
        vi: `Kế hoạch không có đoàn kiểm tra ${no.slotId}; hãy chọn đoàn mà kế hoạch quy định.`,
        en: `The terms provide for no delegation ${no.slotId}; choose one that they do.`,
      }
    case 'SlotInUse':
      return {
        vi: `Đối tượng ${no.targetId} vẫn được giao cho đoàn ${no.slotId}; hãy chuyển đối tượng này trước.`,
        en: `Target ${no.targetId} still belongs to delegation ${no.slotId}; move it, too.`,
      }
    case 'ScopeOutsideTerms':
      return {
        vi: `Phạm vi của đối tượng ${no.targetId} vượt quá kế hoạch (${terms(no, 'vi')}); hãy thu hẹp phạm vi.`,
        en: `The scope of target ${no.targetId} exceeds the plan (${terms(no, 'en')}); narrow it.`,
      }
    case 'FocusOutsideScope':
      return {
        vi: `Trọng tâm của đối tượng ${no.targetId} nằm ngoài phạm vi (${terms(no, 'vi')}); hãy mở rộng phạm vi hoặc chọn lại trọng tâm.`,
        en: `The focus of target ${no.targetId} lies outside its scope (${terms(no, 'en')}); widen the scope or choose another focus.`,
      }
    case 'WindowOutsideYear':
      return {
        vi: `Thời gian kiểm tra đối tượng ${no.targetId} không nằm trong năm ${String(no.year)}; hãy chọn lại thời gian.`,
        en: `The window of target ${no.targetId} is not inside ${String(no.year)}; choose another.`,
      }
    case 'OutsideJurisdiction':
      return {
        vi: `${no.subjectId} ngoài thẩm quyền kiểm tra của ${no.issuerId}: ${jurisdictionGaps[no.because].vi}; hãy bổ sung căn cứ hoặc chọn đối tượng khác.`,
        en: `${no.subjectId} is outside the jurisdiction of ${no.issuerId}: ${jurisdictionGaps[no.because].en}; supply what is missing or choose another subject.`,
      }
    case 'SubjectNotInForce':
      return {
        vi: `${no.subjectId} không hoạt động trong suốt thời gian dự kiến; hãy chọn cơ quan kế thừa hoặc thời gian khác.`,
        en: `${no.subjectId} is not in force throughout the planned time; choose its successor, or another time.`,
      }
    case 'NotTheTaker':
      return {
        vi: `Theo danh bạ, ${no.toId} không phải là cơ quan tiếp nhận của ${no.subjectId}; hãy chọn cơ quan tiếp nhận hoặc chờ phân công.`,
        en: `By the register ${no.toId} has not taken over from ${no.subjectId}; name the taker, or wait until one is named.`,
      }
    case 'TargetIsReached':
      return {
        vi: `Đối tượng ${no.targetId} đã được kiểm tra xong; kết quả giữ nguyên ở cơ quan đã được kiểm tra, không cần chuyển.`,
        en: `Target ${no.targetId} has been reached; its result stays with the agency that was inspected, and nothing needs to move.`,
      }
    case 'NotWhoTransfers':
      return notWhoTransfers(no)
    case 'ResultNotFromLog':
      return {
        vi: `Kết quả của kế hoạch ${no.planId} được ghi nhận tự động từ nhật ký; hãy ban hành kết luận hoặc xác nhận khắc phục tại cuộc kiểm tra đó.`,
        en: `Results of plan ${no.planId} are told from the log; conclude the inspection, or verify the remedy, where it belongs.`,
      }
    case 'NotReachedDisagrees':
      return {
        vi: `Danh sách đối tượng chưa kiểm tra của kế hoạch ${no.planId} không khớp: còn thiếu ${listed(no.missing, 'không có')}; đã kiểm tra ${listed(no.reached, 'không có')}. Hãy sửa danh sách.`,
        en: `The list of targets not reached of plan ${no.planId} disagrees: it leaves out ${listed(no.missing, 'none')}; reached were ${listed(no.reached, 'none')}. Correct the list.`,
      }
    case 'DrawAlreadyMade':
      return {
        vi: `Lần chọn ngẫu nhiên ${no.drawId} đã được thực hiện; hãy dùng kết quả đã ghi hoặc mã khác.`,
        en: `Draw ${no.drawId} has been made; use its result, or another id.`,
      }
    case 'PoolTooSmall':
      return {
        vi: `Danh sách chọn có ${String(no.pooled)} cơ quan, ít hơn ${String(no.count)} cần chọn; hãy mở rộng danh sách.`,
        en: `The pool has ${String(no.pooled)} agencies, fewer than the ${String(no.count)} to be drawn; widen it.`,
      }
    case 'DocumentNotSigned':
      return documentNotSigned(no)
    case 'NotYetHappened':
      return notYetHappened(no)
  }
}

const listed = (ids: ReadonlyArray<string>, none: string): string =>
  ids.length === 0 ? none : ids.join('; ')

const terms = (
  named: {
    readonly contents?: ReadonlyArray<PlanContent>
    readonly areas: ReadonlyArray<ReformArea>
  },
  language: keyof Label,
): string =>
  [
    ...(named.contents ?? []).map((content) => planContents[content][language]),
    ...named.areas.map((area) => reformAreas[area][language]),
  ].join('; ')

/** Labels of plans. */
export const planLabels: AggregateLabels<PlanCommand, PlanEvent, PlanState, PlanRejection> = {
  commands: {
    DraftPlan: { vi: 'Dự thảo kế hoạch', en: 'Draft plan' },
    AddTarget: { vi: 'Thêm đối tượng kiểm tra', en: 'Add target' },
    RemoveTarget: { vi: 'Bỏ đối tượng kiểm tra', en: 'Remove target' },
    IssuePlan: { vi: 'Ban hành kế hoạch', en: 'Issue plan' },
    AmendPlan: { vi: 'Điều chỉnh kế hoạch', en: 'Amend plan' },
    TransferTarget: { vi: 'Chuyển đối tượng kiểm tra', en: 'Transfer target' },
    DrawSubjects: { vi: 'Chọn ngẫu nhiên đối tượng', en: 'Draw subjects' },
    RecordResult: { vi: 'Ghi nhận kết quả thực hiện kế hoạch', en: 'Record result' },
    RevokePlan: { vi: 'Thu hồi kế hoạch', en: 'Revoke plan' },
    ClosePlan: { vi: 'Kết thúc kế hoạch', en: 'Close plan' },
  },
  events: {
    PlanDrafted: { vi: 'Đã dự thảo kế hoạch', en: 'Plan drafted' },
    TargetAdded: { vi: 'Đã thêm đối tượng kiểm tra', en: 'Target added' },
    TargetRemoved: { vi: 'Đã bỏ đối tượng kiểm tra', en: 'Target removed' },
    PlanIssued: { vi: 'Đã ban hành kế hoạch', en: 'Plan issued' },
    PlanAmended: { vi: 'Đã điều chỉnh kế hoạch', en: 'Plan amended' },
    TargetTransferred: { vi: 'Đã chuyển đối tượng kiểm tra', en: 'Target transferred' },
    SubjectsDrawn: { vi: 'Đã chọn ngẫu nhiên đối tượng', en: 'Subjects drawn' },
    ResultRecorded: { vi: 'Đã ghi nhận kết quả thực hiện kế hoạch', en: 'Result recorded' },
    PlanRevoked: { vi: 'Đã thu hồi kế hoạch', en: 'Plan revoked' },
    PlanClosed: { vi: 'Đã kết thúc kế hoạch', en: 'Plan closed' },
  },
  statuses: {
    undrafted: { vi: 'Chưa dự thảo', en: 'Not drafted' },
    draft: { vi: 'Dự thảo', en: 'Draft' },
    issued: { vi: 'Đang có hiệu lực', en: 'In force' },
    revoked: { vi: 'Đã thu hồi', en: 'Revoked' },
    closed: { vi: 'Đã kết thúc', en: 'Closed' },
  },
  rejection,
}
