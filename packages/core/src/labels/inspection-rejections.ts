/**
 * What an inspection's rejections tell: what is wrong, and what to do next. None names a person, and
 * none tells of a finding that is withheld.
 */
import type { InspectionRejection } from '../inspection/rejections.ts'
import type { Label } from '../vocabulary/label.ts'
import { planContents } from '../vocabulary/plan-content.ts'
import { reformAreas } from '../vocabulary/reform-area.ts'
import { inspectionStatuses, isInspectionStatus } from './inspection-statuses.ts'
import { dayVi, documentNotSigned, notYetHappened, outsideCalendar } from './shared.ts'

const say = (vi: string, en: string): Label => ({ vi, en })

const list = (ids: ReadonlyArray<string>): string => ids.join(', ')

/** The phase by its label; one that is not known by its name, as it came. */
const phase = (status: string): Label =>
  isInspectionStatus(status) ? inspectionStatuses[status] : { vi: status, en: status }

/** One sentence on a rejection, in both languages. */
export const inspectionRejectionLabel = (no: InspectionRejection): Label => {
  switch (no._tag) {
    case 'InspectionAlreadyBegun':
      return say(
        `Cuộc kiểm tra ${no.inspectionId} đã được lập; hãy dùng mã khác.`,
        `Inspection ${no.inspectionId} has begun already; use another id.`,
      )
    case 'InspectionNotBegun':
      return say(
        `Chưa có cuộc kiểm tra ${no.inspectionId}; hãy đề xuất trước.`,
        `There is no inspection ${no.inspectionId} yet; propose it first.`,
      )
    case 'NotInThisPhase':
      return say(
        `Không thực hiện được việc này khi cuộc kiểm tra ${no.inspectionId} ở giai đoạn “${phase(no.phase).vi}”; hãy xem các bước của giai đoạn này.`,
        `Inspection ${no.inspectionId} is in the phase “${phase(no.phase).en}”, which has no such step; see the steps that it has.`,
      )
    case 'IdTaken':
      return say(
        `Mã ${no.id} đã được dùng trong cuộc kiểm tra; hãy dùng mã khác.`,
        `Id ${no.id} is taken within the inspection; use another.`,
      )
    case 'AlreadyDone':
      return say(
        `Việc này đã được thực hiện trong cuộc kiểm tra ${no.inspectionId}; không cần làm lại.`,
        `That has been done in inspection ${no.inspectionId}; there is no need to repeat it.`,
      )
    case 'NothingAsked':
      return say(
        `Cuộc kiểm tra ${no.inspectionId} không có đề nghị như vậy đang chờ trả lời; hãy gửi đề nghị trước.`,
        `Nothing of the kind is waiting for an answer in inspection ${no.inspectionId}; ask for it first.`,
      )
    case 'OutOfOrder':
      return say(
        `Giai đoạn này của cuộc kiểm tra ${no.inspectionId} bắt đầu ngày ${dayVi(no.earliest)}; hãy chọn từ ngày đó trở đi.`,
        `This phase of inspection ${no.inspectionId} began on ${no.earliest}; choose that day or a later one.`,
      )
    case 'DeferredIntoThePast':
      return say(
        `Thời hạn hoãn cuộc kiểm tra ${no.inspectionId} đã qua; hãy chọn ngày muộn hơn.`,
        `Inspection ${no.inspectionId} would be put off to a day that is over; choose a later one.`,
      )
    case 'OutsideCalendar':
      return outsideCalendar(no)
    case 'PlanNotInForce':
      return say(
        `Kế hoạch ${no.planId} chưa hoặc không còn hiệu lực vào ngày này; hãy chọn kế hoạch khác hoặc hủy cuộc kiểm tra.`,
        `Plan ${no.planId} is not in force on that day; choose another plan, or cancel the inspection.`,
      )
    case 'DeferredTooLong':
      return say(
        `Cuộc kiểm tra phải thực hiện chậm nhất ngày ${dayVi(no.latestOn)}; hãy chọn ngày sớm hơn.`,
        `The inspection is to be held by ${no.latestOn}; choose an earlier date.`,
      )
    case 'ScopeOutsidePlan':
      return say(
        `Nội dung hoặc lĩnh vực kiểm tra nằm ngoài kế hoạch ${no.planId}; hãy thu hẹp phạm vi.`,
        `Plan ${no.planId} does not inspect all of that; narrow the scope.`,
      )
    case 'NotATarget':
      return say(
        `${no.subjectId} không thuộc danh sách đối tượng này của kế hoạch ${no.planId}; hãy chọn đối tượng trong danh sách hoặc sửa đổi kế hoạch.`,
        `Plan ${no.planId} has no such target at ${no.subjectId}; choose one of its targets, or amend the plan.`,
      )
    case 'TargetMismatch':
      return say(
        `Đề xuất không khớp với đối tượng ${no.targetId} của kế hoạch; hãy kiểm tra lại cơ quan, Đoàn và phạm vi.`,
        `The proposal does not fit target ${no.targetId}; check its subject, delegation and scope.`,
      )
    case 'OutsideJurisdiction':
      return say(
        `${no.subjectId} nằm ngoài thẩm quyền của cơ quan ban hành kế hoạch ${no.planId}; hãy chỉ ra tuyến trực thuộc hoặc chọn cơ quan khác.`,
        `${no.subjectId} is out of reach for the issuer of plan ${no.planId}; show its line of superiors, or choose another agency.`,
      )
    case 'SubjectNotInForce':
      return say(
        `Cơ quan ${no.subjectId} không hoạt động trong thời gian này; hãy chọn cơ quan kế thừa hoặc ngày khác.`,
        `Agency ${no.subjectId} is not there at that time; choose its successor, or other days.`,
      )
    case 'NotASuccessor':
      return say(
        `${no.subjectId} không phải cơ quan tiếp nhận theo danh bạ; hãy chuyển cho cơ quan tiếp nhận.`,
        `By the register ${no.subjectId} has not taken over from the subject; hand over to who has.`,
      )
    case 'DelegationOfAnotherPlan':
      return say(
        `Đoàn ${no.delegationId} không thuộc kế hoạch ${no.planId}; hãy chọn Đoàn của kế hoạch.`,
        `Delegation ${no.delegationId} is not of plan ${no.planId}; choose one that is.`,
      )
    case 'DelegationNotInForce':
      return say(
        `Đoàn ${no.delegationId} không hoạt động vào ngày này; hãy kiện toàn Đoàn hoặc chuyển cuộc kiểm tra cho Đoàn khác.`,
        `Delegation ${no.delegationId} is not in force on that day; reconstitute it, or hand the inspection over.`,
      )
    case 'NotTheConcludingAuthority':
      return say(
        `Việc này thuộc thẩm quyền của ${no.concludedBy}, bằng văn bản của mình; hãy gửi cơ quan đó.`,
        `This is for ${no.concludedBy} to do, by documents of its own; send it there.`,
      )
    case 'NotInvolved':
      return say(
        `Cuộc kiểm tra ${no.inspectionId} do Đoàn kiểm tra và các cơ quan phụ trách thực hiện; hãy liên hệ cơ quan chủ trì.`,
        `Inspection ${no.inspectionId} is for its delegation and the agencies in charge; turn to the plan's lead agency.`,
      )
    case 'NoSuchTeam':
      return say(
        `Đoàn ${no.delegationId} không có tổ này vào ngày đó; hãy chọn tổ khác hoặc cả Đoàn.`,
        `Delegation ${no.delegationId} has no such team on that day; choose another, or the whole delegation.`,
      )
    case 'NotOfTheTeam':
      return say(
        `Người này không thuộc tổ kiểm tra của Đoàn ${no.delegationId}; hãy giao cho thành viên của tổ.`,
        `That person is not of the team of delegation ${no.delegationId} that inspects; leave it to one of its members.`,
      )
    case 'MemberMayNotAct':
      return say(
        `Người này không được tham gia kiểm tra ${no.subjectId} trong Đoàn ${no.delegationId}; hãy giao cho thành viên khác.`,
        `That person may not act at ${no.subjectId} for delegation ${no.delegationId}; leave it to another member.`,
      )
    case 'NotTheLeader':
      return say(
        `Người này không phải người phụ trách cuộc kiểm tra tại ${no.subjectId} của Đoàn ${no.delegationId}; hãy để Trưởng đoàn hoặc người được thay thực hiện.`,
        `That person does not lead for delegation ${no.delegationId} at ${no.subjectId}; let the head, or who leads instead, do it.`,
      )
    case 'FlaggedActs':
      return say(
        `Các việc ${list(no.acts)} cần được xác nhận lại thẩm quyền hoặc rút bỏ trước; hãy xem xét từng việc.`,
        `The mandate for ${list(no.acts)} is in doubt; ratify or withdraw each of them first.`,
      )
    case 'NoSuchAct':
      return say(
        `Việc ${no.actId} không bị đánh dấu; hãy kiểm tra lại mã.`,
        `Act ${no.actId} is not flagged; check the id.`,
      )
    case 'WindowNotReserved':
      return say(
        `Lịch kiểm tra chưa giữ những ngày này cho cuộc kiểm tra ${no.inspectionId}; hãy chờ trả lời hoặc đề nghị ngày khác.`,
        `The calendar of visits does not hold those days for inspection ${no.inspectionId}; wait for its answer, or ask for others.`,
      )
    case 'OutsideWindow':
      return say(
        `Thời gian kiểm tra tại cơ quan là từ ${dayVi(no.from)} đến ${dayVi(no.to)}; hãy chọn ngày trong thời gian này hoặc đề nghị gia hạn.`,
        `The visit is from ${no.from} to ${no.to}; choose a day within it, or ask for an extension.`,
      )
    case 'OutsideOfficeHours':
      return say(
        `Việc này diễn ra ngoài giờ hành chính; hãy chọn giờ khác hoặc để người phụ trách cuộc kiểm tra ${no.inspectionId} ghi rõ lý do.`,
        `That lies outside office hours; choose another time, or let the leader of inspection ${no.inspectionId} record why.`,
      )
    case 'IsPaused':
      return say(
        `Cuộc kiểm tra tạm dừng từ ngày ${dayVi(no.since)}; hãy đề nghị tiếp tục trước.`,
        `The inspection has been paused since ${no.since}; ask to resume it first.`,
      )
    case 'ExtensionTooLate':
      return say(
        `Thời gian kiểm tra đã hết ngày ${dayVi(no.until)}, phải đề nghị gia hạn trước đó; hãy kết thúc phần việc tại cơ quan.`,
        `The visit ended on ${no.until}, and more days are asked for before; close the fieldwork.`,
      )
    case 'NotAnExtension':
      return say(
        `Ngày gia hạn chưa vượt quá ${dayVi(no.until)}; hãy chọn ngày muộn hơn.`,
        `That does not reach beyond ${no.until}; choose a later day.`,
      )
    case 'NoAuthorityToOrder':
      return say(
        `Kế hoạch ${no.planId} không giao người hoặc cơ quan này quyền yêu cầu kiểm tra đột xuất; hãy đề nghị người có thẩm quyền.`,
        `Plan ${no.planId} does not let them order unannounced inspections; ask who may.`,
      )
    case 'NotDrawn':
      return say(
        `${no.subjectId} không được chọn trong lần bốc thăm này vào ngày đó; hãy viện dẫn lần bốc thăm khác.`,
        `${no.subjectId} was not drawn by that lot on that day; cite another draw.`,
      )
    case 'UnannouncedHasNoNotice':
      return say(
        `Cuộc kiểm tra ${no.inspectionId} là đột xuất, không thông báo trước; hãy tiến hành theo lịch.`,
        `Inspection ${no.inspectionId} is unannounced and has no notice; open it as scheduled.`,
      )
    case 'NoticeNotSent':
      return say(
        `Chưa gửi thông báo của cuộc kiểm tra ${no.inspectionId}; hãy gửi thông báo trước.`,
        `No notice of inspection ${no.inspectionId} has gone out; send it first.`,
      )
    case 'NoticeTooShort':
      return say(
        `Theo thời hạn thông báo, chỉ được tiến hành từ ngày ${dayVi(no.openNotBefore)}; hãy chọn ngày đó hoặc muộn hơn.`,
        `By the notice it opens on ${no.openNotBefore} at the earliest; choose that day or a later one.`,
      )
    case 'OutsideScope':
      return say(
        `Nội dung “${planContents[no.content].vi}”, lĩnh vực “${reformAreas[no.area].vi}” nằm ngoài phạm vi kiểm tra; hãy giữ trong phạm vi.`,
        `“${planContents[no.content].en}” in “${reformAreas[no.area].en}” is outside the scope; stay within it.`,
      )
    case 'ContentOutsideScope':
      return say(
        `Nội dung “${planContents[no.content].vi}” nằm ngoài phạm vi kiểm tra; hãy bỏ khỏi kết luận.`,
        `“${planContents[no.content].en}” is outside the scope; leave it out of the conclusion.`,
      )
    case 'NoSuchEvidence':
      return say(
        `Chưa có chứng cứ ${no.evidenceId}; hãy đính kèm trước.`,
        `There is no evidence ${no.evidenceId}; attach it first.`,
      )
    case 'NoSuchFinding':
      return say(
        `Không có phát hiện ${no.findingId} trong nội dung được nêu; hãy kiểm tra lại mã.`,
        `There is no finding ${no.findingId} to speak of here; check the id.`,
      )
    case 'FindingWithdrawnAlready':
      return say(
        `Phát hiện ${no.findingId} đã được rút; không cần xử lý thêm.`,
        `Finding ${no.findingId} has been withdrawn; nothing more is needed on it.`,
      )
    case 'OwnFinding':
      return say(
        `Phát hiện ${no.findingId} do chính người này nêu; hãy để người khác xem xét.`,
        `That person stated finding ${no.findingId}; let another decide on it.`,
      )
    case 'NotReviewed':
      return say(
        `Phát hiện ${no.findingId} chưa được rà soát; hãy để người khác với người nêu rà soát.`,
        `Finding ${no.findingId} has not been reviewed as it stands; have another person review it.`,
      )
    case 'NotCirculated':
      return say(
        `Phát hiện ${no.findingId} đã nặng hơn so với dự thảo đã gửi; hãy gửi lại dự thảo.`,
        `Finding ${no.findingId} is graver than the subject has read; circulate the draft again.`,
      )
    case 'NoResponsibility':
      return say(
        `Phát hiện ${no.findingId} chưa nêu rõ địa chỉ, trách nhiệm; hãy bổ sung.`,
        `Finding ${no.findingId} names nobody who answers for it; name the agency and the post.`,
      )
    case 'NoSuchPost':
      return say(
        `Cơ quan ${no.agencyId} không có chức danh ${no.postId}; hãy chọn chức danh trong danh bạ.`,
        `Agency ${no.agencyId} has no post ${no.postId}; choose one of its register.`,
      )
    case 'NotAPriorShortcoming':
      return say(
        `${no.obligationId} không thuộc các tồn tại đã được chỉ ra để kiểm tra lại bằng phát hiện này; hãy kiểm tra lại.`,
        `${no.obligationId} is not a prior shortcoming that this finding can repeat; check which it repeats.`,
      )
    case 'PriorShortcomingsUnanswered':
      return say(
        `Chưa xác định các tồn tại cần kiểm tra lại của cuộc kiểm tra ${no.inspectionId}; hãy chờ hoặc trả lời trước, kể cả khi không có.`,
        `It has not been answered which prior shortcomings inspection ${no.inspectionId} looks at; answer it, if with none.`,
      )
    case 'PriorShortcomingsOpen':
      return say(
        `Chưa kiểm tra lại các tồn tại ${list(no.obligations)}; hãy đánh giá hoặc nêu phát hiện lặp lại.`,
        `The prior shortcomings ${list(no.obligations)} have not been looked at; assess them, or raise them again.`,
      )
    case 'TasksUnanswered':
      return say(
        `Chưa xác định nhiệm vụ phải đánh giá tại cuộc kiểm tra ${no.inspectionId}; hãy xác định trước, kể cả khi không có nhiệm vụ nào.`,
        `It is not answered which tasks inspection ${no.inspectionId} judges; list them first, even if there are none.`,
      )
    case 'TasksNotJudged':
      return say(
        `Còn nhiệm vụ về “${planContents[no.content].vi}”, lĩnh vực “${reformAreas[no.area].vi}” chưa được đánh giá; hãy đánh giá nội dung này.`,
        `Tasks under “${planContents[no.content].en}” in “${reformAreas[no.area].en}” are not judged yet; assess that content there.`,
      )
    case 'OwnInspectingUnanswered':
      return say(
        `Chưa ghi việc cấp huyện tự kiểm tra phòng, ban và cấp xã tại cuộc kiểm tra ${no.inspectionId}; hãy ghi trước, kể cả khi chưa kiểm tra nơi nào.`,
        `It is not answered in inspection ${no.inspectionId} what the district has itself inspected; record that first, even if it is nothing.`,
      )
    case 'OwnInspectingNotAssessed':
      return say(
        `Cuộc kiểm tra ${no.inspectionId} chưa đánh giá công tác chỉ đạo, điều hành gắn với việc cấp huyện tự kiểm tra; hãy đánh giá lĩnh vực này.`,
        `Inspection ${no.inspectionId} has not assessed the district's steering by its own inspecting; assess that area.`,
      )
    case 'NotADistrict':
      return say(
        `${no.subjectId} không phải là Ủy ban nhân dân cấp huyện; chỉ ghi việc tự kiểm tra khi kiểm tra cấp huyện.`,
        `${no.subjectId} is no district; own inspecting is recorded only where a district is inspected.`,
      )
    case 'MinutesNotSigned':
      return say(
        `Chưa ký biên bản của cuộc kiểm tra ${no.inspectionId}; hãy ký biên bản trước.`,
        `The minutes of inspection ${no.inspectionId} are not signed; sign them first.`,
      )
    case 'WitnessIsSigner':
      return say(
        `Người làm chứng phải khác người ký biên bản của cuộc kiểm tra ${no.inspectionId}; hãy chọn thành viên thứ hai.`,
        `The witness of the minutes of inspection ${no.inspectionId} is not who signs them; name a second member.`,
      )
    case 'NotTheSubject':
      return say(
        `Chỉ đối tượng kiểm tra ${no.subjectId} được thực hiện việc này; hãy đề nghị cơ quan đó.`,
        `This is for the subject, ${no.subjectId}, to do; ask it.`,
      )
    case 'ExplanationWindowOpen':
      return say(
        `Đối tượng kiểm tra được giải trình đến hết ngày ${dayVi(no.until)}; hãy chờ hết thời hạn hoặc văn bản miễn giải trình.`,
        `The subject may explain itself until ${no.until}; wait until it is over or waived.`,
      )
    case 'ExplanationUnanswered':
      return say(
        `Giải trình ${no.explanationId} chưa được trả lời; hãy trả lời kèm lý do.`,
        `Explanation ${no.explanationId} has no answer; answer it with a reason.`,
      )
    case 'NoSuchExplanation':
      return say(
        `Không có giải trình ${no.explanationId} đang chờ trả lời; hãy kiểm tra lại mã.`,
        `No explanation ${no.explanationId} waits for an answer; check the id.`,
      )
    case 'EffectsDoNotMatch':
      return say(
        `Kết quả chấp nhận giải trình ${no.explanationId} phải nêu đúng các phát hiện còn hiệu lực, không nặng hơn và không đổi địa chỉ trách nhiệm; hãy sửa lại.`,
        `Accepting explanation ${no.explanationId} says of each finding it is about what becomes of it, none graver and none with another address; correct it.`,
      )
    case 'ContentNotExamined':
      return say(
        `Nội dung “${planContents[no.content].vi}” chưa được kiểm tra; hãy đánh giá, nêu phát hiện hoặc dùng kết quả của Đoàn khác.`,
        `Nobody has looked at “${planContents[no.content].en}”; assess it, or import a result that covers it.`,
      )
    case 'ContentUnanswered':
      return say(
        `Kết luận chưa trả lời nội dung “${planContents[no.content].vi}”; hãy bổ sung.`,
        `The conclusion does not answer “${planContents[no.content].en}”; add it.`,
      )
    case 'DemandMissing':
      return say(
        `Phát hiện ${no.findingId} chưa có yêu cầu khắc phục; hãy bổ sung.`,
        `Finding ${no.findingId} has no demand; add one.`,
      )
    case 'DemandWithoutGround':
      return say(
        `Yêu cầu ${no.demandId} không dựa trên tồn tại, vi phạm còn phải khắc phục; hãy bỏ hoặc sửa lại.`,
        `Demand ${no.demandId} stands on no shortcoming that is still to be remedied; drop it, or correct it.`,
      )
    case 'DemandWithoutPost':
      return say(
        `Chức danh trong yêu cầu ${no.demandId} không có tại đối tượng kiểm tra; hãy chọn chức danh trong danh bạ.`,
        `The subject has no such post as demand ${no.demandId} names; choose one of its register.`,
      )
    case 'DemandDueTooSoon':
      return say(
        `Thời hạn của yêu cầu ${no.demandId} phải sau ngày kết luận; hãy chọn ngày muộn hơn.`,
        `Demand ${no.demandId} is to fall due after the conclusion; choose a later day.`,
      )
    case 'NoSuchDemand':
      return say(
        `Kết luận không có yêu cầu ${no.demandId}; hãy kiểm tra lại mã.`,
        `The conclusion has no demand ${no.demandId}; check the id.`,
      )
    case 'SameDocument':
      return say(
        `Phải có văn bản mới để đính chính hoặc thu hồi kết luận của cuộc kiểm tra ${no.inspectionId}; hãy viện dẫn văn bản khác.`,
        `The conclusion of inspection ${no.inspectionId} is corrected or revoked by a new document; cite another.`,
      )
    case 'NoReviewAsked':
      return say(
        `Không có đề nghị xem xét lại kết luận của cuộc kiểm tra ${no.inspectionId} đang chờ; không cần quyết định.`,
        `No review of the conclusion of inspection ${no.inspectionId} is asked for; there is nothing to decide.`,
      )
    case 'NotReferred':
      return say(
        `Phát hiện ${no.findingId} chưa được chuyển cơ quan có thẩm quyền; hãy chuyển trước.`,
        `Finding ${no.findingId} has not been referred; refer it to the competent authority first.`,
      )
    case 'NothingToRefer':
      return say(
        `Phát hiện ${no.findingId} không phải chuyển, hoặc đã được chuyển; hãy kiểm tra lại mã.`,
        `Finding ${no.findingId} is not to be referred, or has been; check the id.`,
      )
    case 'NoSuchRecommendation':
      return say(
        `Không có kiến nghị ${no.recommendationId} đang chờ trả lời; hãy kiểm tra lại mã.`,
        `No recommendation ${no.recommendationId} waits for a reply; check the id.`,
      )
    case 'DocumentNotSigned':
      return documentNotSigned(no)
    case 'NotYetHappened':
      return notYetHappened(no)
  }
}
