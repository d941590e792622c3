/**
 * Labels of the read models about agencies, initiatives, and what was recorded.
 */
import type { AgencyRow } from '../agency-register.ts'
import type { ScorecardRow } from '../agency-scorecard/row.ts'
import type { AuditRow } from '../audit-trail.ts'
import type { InitiativeRow } from '../initiative-catalogue.ts'
import { common, type ReadModelLabels, say } from './label.ts'

export const initiativeCatalogueLabels: ReadModelLabels<InitiativeRow> = {
  name: say('Danh mục sáng kiến, kinh nghiệm, mô hình', 'Catalogue of initiatives'),
  row: say('Sáng kiến, kinh nghiệm hoặc mô hình', 'Initiative, experience or model'),
  key: ['initiativeId'],
  columns: {
    initiativeId: say('Mã sáng kiến', 'Initiative id'),
    originId: say('Cơ quan có sáng kiến', 'Where it comes from (agency id)'),
    kind: say('Loại', 'Kind'),
    area: common.area,
    title: say('Tên', 'Title'),
    source: say('Nguồn', 'Source'),
    inspectionId: common.inspectionId,
    recordedOn: say('Ngày ghi nhận', 'Recorded on'),
    status: common.status,
    assessedBy: say('Các cơ quan đã đánh giá', 'Who assessed it (agency ids)'),
    recommended: say('Đánh giá gần nhất đề nghị công nhận', 'The last assessment recommends it'),
    recognisedOn: say('Ngày công nhận', 'Recognised on'),
    recognitionNumber: say('Số văn bản công nhận', 'Number of the recognition'),
    pilotAgencies: say('Các cơ quan thí điểm', 'Agencies of the last pilot (ids)'),
    pilotOutcome: say('Kết quả thí điểm', 'Outcome of the last pilot'),
    pilotWaived: say('Được miễn thí điểm', 'Pilot waived'),
    replications: say('Việc nhân rộng tại từng cơ quan', 'Replication, agency by agency'),
    appliedCount: say('Số cơ quan đã áp dụng', 'Agencies that have taken it over'),
    replicationCount: say('Số cơ quan được nhân rộng', 'Agencies that are to'),
  },
}

export const agencyScorecardLabels: ReadModelLabels<ScorecardRow> = {
  name: say('Phiếu theo dõi cơ quan theo năm', 'Scorecard of agencies'),
  row: say('Cơ quan và năm', 'Agency and year'),
  key: ['agencyId', 'year'],
  columns: {
    agencyId: common.agencyId,
    year: say('Năm', 'Year'),
    indexScore: say('Điểm chỉ số cải cách hành chính', 'Score of the reform index'),
    indexRank: say('Xếp hạng chỉ số cải cách hành chính', 'Rank in the reform index'),
    indexShortcomings: say('Số tồn tại mà chỉ số nêu', 'Shortcomings that the index names'),
    inspections: say('Số cuộc kiểm tra đã bắt đầu', 'Inspections that opened'),
    unannounced: say('Số cuộc kiểm tra đột xuất', 'Of these, unannounced'),
    minorFindings: say('Số tồn tại, vi phạm nhẹ', 'Minor shortcomings and violations'),
    significantFindings: say(
      'Số tồn tại, vi phạm đáng kể',
      'Significant shortcomings and violations',
    ),
    seriousFindings: say('Số tồn tại, vi phạm nghiêm trọng', 'Serious shortcomings and violations'),
    achievements: say('Số ưu điểm, kết quả đạt được', 'Achievements'),
    remediationsOpened: say('Số yêu cầu khắc phục đã mở', 'Remediations opened'),
    remediationsVerified: say(
      'Số yêu cầu khắc phục đã xác nhận hoàn thành',
      'Remediations verified',
    ),
    remediationsOverdue: say('Số lần quá hạn khắc phục', 'Times a remediation was overdue'),
    remediationsEscalated: say('Số lần báo cáo cấp trên', 'Times one was escalated'),
    tasksAccepted: say('Số nhiệm vụ đã nghiệm thu', 'Tasks accepted'),
    tasksAcceptedLate: say('Số nhiệm vụ hoàn thành muộn', 'Of these, completed late'),
    tasksOverdue: say('Số lần nhiệm vụ quá hạn', 'Times a task was overdue'),
    responsibilities: say(
      'Số vụ việc kết luận có trách nhiệm',
      'Matters in which a responsibility was found',
    ),
    initiativesRecognised: say('Số sáng kiến được công nhận', 'Initiatives recognised'),
  },
}

export const agencyRegisterLabels: ReadModelLabels<AgencyRow> = {
  name: say('Danh mục cơ quan', 'Register of agencies'),
  row: say('Cơ quan', 'Agency'),
  key: ['agencyId'],
  columns: {
    agencyId: common.agencyId,
    kind: say('Loại cơ quan', 'Kind of agency'),
    level: say('Cấp', 'Level'),
    nameVi: say('Tên cơ quan', 'Name, in Vietnamese'),
    nameEn: say('Tên tiếng Anh', 'Name, in English'),
    abbreviation: say('Tên viết tắt', 'Abbreviation'),
    superiorId: say('Cơ quan cấp trên', 'Superior (agency id)'),
    headPostId: say('Chức danh người đứng đầu (mã)', "The head's post (id)"),
    headId: say('Người đứng đầu (mã)', 'Head (person id)'),
    headActing: say('Quyền, phụ trách', 'Acting'),
    headSince: say('Giữ chức từ ngày', 'In office since'),
    dissolvedOn: say('Kết thúc hoạt động từ ngày', 'Dissolved from'),
    successors: say('Các cơ quan kế thừa', 'Successors (agency ids)'),
    takerId: say('Cơ quan tiếp nhận', 'Who takes over (agency id)'),
    takerDueOn: say('Thời hạn chỉ định cơ quan tiếp nhận', 'Taker to be named by'),
  },
}

export const auditTrailLabels: ReadModelLabels<AuditRow> = {
  name: say('Nhật ký', 'Audit trail'),
  row: say('Sự việc đã ghi', 'Recorded event'),
  key: ['eventId'],
  columns: {
    eventId: say('Mã sự việc', 'Event id'),
    category: say('Loại đối tượng được ghi', 'Category of the stream'),
    objectId: say('Mã đối tượng được ghi', 'Id of what it is about'),
    revision: say('Số thứ tự trong đối tượng', 'Its number in the stream, from 0'),
    eventType: say('Loại sự việc', 'Type of event'),
    recordedAt: say('Thời điểm ghi', 'Recorded at (instant)'),
    happened: say('Ngày hoặc thời điểm xảy ra', 'When it happened (day or instant)'),
    actorKind: say('Loại người, hệ thống thực hiện', 'Kind of actor'),
    actor: say('Người, quy trình hoặc nguồn thực hiện', 'Actor (person id, policy or source)'),
    agencyId: say('Thay mặt cơ quan', 'On whose behalf (agency id)'),
    commandId: say('Mã lệnh', 'Command id'),
    correlationId: say('Mã chuỗi việc', 'Correlation id'),
    causationId: say('Mã nguyên nhân', 'Causation id'),
    refusedCommand: say('Lệnh bị từ chối', 'Command that was refused'),
    rejection: say('Lý do từ chối', 'Rejection'),
    rule: say('Quy tắc', 'Rule'),
  },
}
