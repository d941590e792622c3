/**
 * Labels of the register of inspections.
 */
import type { Labels } from '@kiemtra/core'
import type { InspectionRow } from '../inspection-register/row.ts'
import { common, type ReadModelLabels, say } from './label.ts'

/** Labels of some columns: one that is no column doesn't compile. */
type Part = Partial<Labels<keyof InspectionRow>>

/** Before it opens: who, what, when, and with what notice. */
const preparation = {
  inspectionId: common.inspectionId,
  planId: common.planId,
  targetId: say('Mã đối tượng trong kế hoạch', 'Target of the plan (id)'),
  subjectId: common.subjectId,
  subjectLevel: say('Cấp của đối tượng kiểm tra', "The subject's level"),
  delegationId: common.delegationId,
  teamId: say('Mã tổ công tác', 'Team (id)'),
  concludedBy: say('Cơ quan kết luận', 'Who concludes (agency id)'),
  mode: common.mode,
  ground: say('Căn cứ kiểm tra', 'Ground'),
  notice: common.notice,
  orderedBy: say('Nơi yêu cầu kiểm tra đột xuất', 'Who ordered an unannounced one'),
  contents: common.contents,
  areas: common.areas,
  thematic: say('Kiểm tra chuyên đề', 'Thematic'),
  setOn: say('Ngày đề xuất hoặc yêu cầu', 'Proposed or ordered on'),
  status: common.status,
  schedule: say('Tình trạng lịch kiểm tra', 'Where its window stands'),
  scheduleRefusedFor: say('Lý do lịch không được chấp nhận', 'Why the window was refused'),
  windowId: say('Mã lịch kiểm tra', 'Window id'),
  windowFrom: say('Lịch kiểm tra: từ ngày', 'First day of the window'),
  windowTo: say('Lịch kiểm tra: đến ngày', 'Last day of the window'),
  latestOn: say('Ngày muộn nhất sau khi hoãn', 'Latest day, once it was put off'),
  noticeSentOn: say('Ngày gửi thông báo kiểm tra', 'Notice sent on'),
  openNotBefore: say('Không được bắt đầu trước ngày', 'Opens no sooner than'),
  selfReportDueOn: say('Thời hạn nộp báo cáo tự kiểm tra', 'Self-report due on'),
  selfReportOn: say('Ngày nộp báo cáo tự kiểm tra', 'Self-report submitted on'),
  selfReportLate: say('Báo cáo tự kiểm tra nộp muộn', 'Self-report was late'),
  priorShortcomings: say('Số tồn tại trước đây cần kiểm tra lại', 'Prior shortcomings to look at'),
} as const satisfies Part

/** From the opening to the close of fieldwork. */
const fieldwork = {
  listedTasks: say('Số nhiệm vụ cần đánh giá', 'Tasks to judge'),
  ownInspecting: say('Việc tự kiểm tra của cấp huyện', "The district's own inspecting"),
  openedOn: say('Ngày bắt đầu kiểm tra', 'Opened on'),
  leaderId: say('Người chủ trì cuộc kiểm tra (mã)', 'Who leads it (person id)'),
  insteadOfHead: say('Chủ trì thay Trưởng đoàn', 'Led by another than the head'),
  pausedOn: say('Tạm dừng từ ngày', 'Paused since'),
  resumptionAskedFrom: say('Đề nghị tiếp tục từ ngày', 'Asks to resume from'),
  resumptionAskedTo: say('Đề nghị tiếp tục đến ngày', 'Asks to resume until'),
  resumptionRefusedFor: say('Lý do chưa được tiếp tục', 'Why it may not resume'),
  extensionAskedUntil: say('Đề nghị gia hạn đến ngày', 'Asks for an extension until'),
  extensionRefusedFor: say('Lý do không được gia hạn', 'Why it may not be extended'),
  minutesOn: say('Ngày ký biên bản', 'Minutes signed on'),
  minutes: say('Việc ký biên bản', 'How the minutes were signed'),
  closedOn: say('Ngày kết thúc kiểm tra tại cơ quan', 'Fieldwork closed on'),
} as const satisfies Part

/** From the draft to what becomes of the conclusion. */
const conclusion = {
  conclusionDueOn: say('Thời hạn kết luận', 'Conclusion due on'),
  draftedOn: say('Ngày gửi dự thảo kết luận', 'Draft circulated on'),
  explainUntil: say('Thời hạn giải trình', 'Explanations until'),
  explanationWaived: say('Đã từ bỏ quyền giải trình', 'Explanation waived'),
  explanations: say('Các giải trình', 'Explanations'),
  concludedOn: say('Ngày ban hành thông báo kết luận kiểm tra', 'Conclusion issued on'),
  conclusionNumber: say('Số thông báo kết luận kiểm tra', 'Number of the conclusion'),
  conclusionLate: say('Kết luận muộn', 'Conclusion was late'),
  publicationDueOn: say('Thời hạn công khai kết luận', 'Publication due on'),
  publishedOn: say('Ngày công khai kết luận', 'Published on'),
  publicationLate: say('Công khai muộn', 'Publication was late'),
  corrections: say('Số các văn bản đính chính', 'Numbers of the documents that corrected it'),
  review: say('Việc xem xét lại kết luận', 'Review of the conclusion'),
  revokedOn: say('Ngày thu hồi kết luận', 'Conclusion revoked on'),
  cancelledOn: say('Ngày hủy cuộc kiểm tra', 'Cancelled on'),
  findingCount: say('Số phát hiện còn giá trị', 'Findings that stand'),
  findingCounts: say(
    'Số phát hiện còn giá trị theo loại và mức độ',
    'Findings that stand, by kind and severity',
  ),
  findings: say('Các phát hiện, kể cả đã rút', 'Findings, withdrawn ones included'),
  demandCount: say('Số yêu cầu khắc phục', 'Demands'),
  recommendations: say('Các kiến nghị', 'Recommendations'),
  dissents: say('Thành viên có ý kiến bảo lưu (mã)', 'Members who differ (person ids)'),
  flaggedActs: say('Các việc chờ xác nhận thẩm quyền', 'Acts that wait to be ratified (ids)'),
  importedResults: say(
    'Số văn bản kết quả của Đoàn khác đã sử dụng',
    "Numbers of other delegations' results taken over",
  ),
} as const satisfies Part

export const inspectionRegisterLabels: ReadModelLabels<InspectionRow> = {
  name: say('Sổ theo dõi cuộc kiểm tra', 'Register of inspections'),
  row: say('Cuộc kiểm tra', 'Inspection'),
  key: ['inspectionId'],
  columns: { ...preparation, ...fieldwork, ...conclusion },
}
