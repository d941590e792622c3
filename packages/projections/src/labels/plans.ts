/**
 * Labels of the read models about plans and the days that their delegations have asked for.
 */
import type { Labels } from '@kiemtra/core'
import type { PlanComparisonRow } from '../plan-comparison/row.ts'
import type { PlanProgressRow } from '../plan-progress/row.ts'
import type { VisitCalendarRow } from '../visit-calendar.ts'
import { common, type ReadModelLabels, say } from './label.ts'

/** What a plan's and a year's figures are called alike. */
const figures = {
  subjectCount: say('Số cơ quan là đối tượng kiểm tra', 'Agencies with a target'),
  subjectsVisited: say('Số cơ quan đã được kiểm tra', 'Of these, agencies visited'),
  coverage: say(
    'Tỷ lệ cơ quan đã được kiểm tra (0 đến 1)',
    'Share of these agencies that were visited (0 to 1)',
  ),
  visitCount: say(
    'Số lượt kiểm tra đã bắt đầu (các cuộc kết hợp tính một lượt)',
    'Visits that have opened (combined inspections are one)',
  ),
  unannouncedCount: say('Số lượt kiểm tra đột xuất', 'Of these, unannounced'),
  unannouncedShare: say(
    'Tỷ lệ kiểm tra đột xuất (0 đến 1)',
    'Share of visits that were unannounced (0 to 1)',
  ),
  concludedCount: say(
    'Số cuộc kiểm tra có thông báo kết luận còn hiệu lực',
    'Inspections with a conclusion in force',
  ),
} as const satisfies Partial<Labels<keyof PlanProgressRow & keyof PlanComparisonRow>>

export const planProgressLabels: ReadModelLabels<PlanProgressRow> = {
  name: say('Tiến độ thực hiện kế hoạch kiểm tra', 'Progress of plans'),
  row: say('Kế hoạch', 'Plan'),
  key: ['planId'],
  columns: {
    planId: common.planId,
    kind: say('Loại kế hoạch', 'Kind of plan'),
    year: say('Năm', 'Year'),
    nameVi: say('Tên kế hoạch', 'Name, in Vietnamese'),
    issuerId: say('Cơ quan ban hành', 'Issuer (agency id)'),
    leadAgencyId: say('Cơ quan chủ trì', 'Lead agency (agency id)'),
    status: common.status,
    documentNumber: say('Số văn bản ban hành', 'Number of the document that issued it'),
    issuedOn: say('Ngày ban hành', 'Issued on'),
    endedOn: say('Ngày kết thúc hoặc thu hồi', 'Closed or revoked on'),
    areas: common.areas,
    coverageGoal: say(
      'Mục tiêu tỷ lệ cơ quan được kiểm tra (0 đến 1)',
      'Goal: share of agencies visited (0 to 1)',
    ),
    unannouncedShareGoal: say(
      'Mục tiêu tỷ lệ kiểm tra đột xuất (0 đến 1)',
      'Goal: share of unannounced visits (0 to 1)',
    ),
    targetCount: say('Số đối tượng kiểm tra trong kế hoạch', 'Targets of the plan'),
    targetsVisited: say('Số đối tượng đã bắt đầu kiểm tra', 'Targets whose inspection has opened'),
    ...figures,
    neverInspected: say(
      'Các lĩnh vực chưa được kiểm tra, theo cấp',
      'Areas that no inspection has had in its scope, by level',
    ),
    districtsInspecting: say(
      'Việc tự kiểm tra của từng cơ quan cấp huyện',
      "Each district's own inspecting",
    ),
    ownDivisionCoverage: say(
      'Tỷ lệ phòng, ban đã được cấp huyện tự kiểm tra (0 đến 1)',
      'Share of divisions that their districts have inspected (0 to 1)',
    ),
    ownCommuneCoverage: say(
      'Tỷ lệ cơ quan cấp xã đã được cấp huyện tự kiểm tra (0 đến 1)',
      'Share of communes that their districts have inspected (0 to 1)',
    ),
    planned: say('Số đối tượng theo cấp và tháng', 'Targets by level and month'),
    carriedOut: say(
      'Kết quả thực hiện theo cấp và tháng',
      'What was carried out by level and month',
    ),
    targets: say('Danh sách đối tượng kiểm tra', 'The targets'),
    inspections: say('Danh sách cuộc kiểm tra đã bắt đầu', 'The inspections that have opened'),
    combined: say(
      'Các nhóm cuộc kiểm tra kết hợp',
      'Groups of inspections that share a window (ids)',
    ),
  },
}

export const planComparisonLabels: ReadModelLabels<PlanComparisonRow> = {
  name: say('So sánh với năm trước', 'Plans beside last year'),
  row: say(
    'Kế hoạch một loại trong năm của cơ quan ban hành',
    "An issuer's plans of a kind for a year",
  ),
  key: ['issuerId', 'kind', 'year'],
  columns: {
    issuerId: say('Cơ quan ban hành', 'Issuer (agency id)'),
    kind: say('Loại kế hoạch', 'Kind of plan'),
    year: say('Năm', 'Year'),
    planIds: say('Mã các kế hoạch trong năm', "Ids of the year's plans"),
    ...figures,
    lastYear: say(
      'Năm trước: không có kế hoạch, chưa kết thúc hay đã kết thúc',
      'Last year: no plan, still open, or closed',
    ),
    lastYearPlanIds: say('Năm trước: mã các kế hoạch', 'Last year: ids of the plans'),
    lastYearSubjectCount: say(
      'Năm trước: số cơ quan là đối tượng kiểm tra',
      'Last year: agencies with a target',
    ),
    lastYearSubjectsVisited: say(
      'Năm trước: số cơ quan đã được kiểm tra',
      'Last year: of these, agencies visited',
    ),
    lastYearCoverage: say(
      'Năm trước: tỷ lệ cơ quan đã được kiểm tra (0 đến 1)',
      'Last year: share of agencies visited (0 to 1)',
    ),
    lastYearVisitCount: say('Năm trước: số lượt kiểm tra', 'Last year: visits that opened'),
    lastYearUnannouncedCount: say(
      'Năm trước: số lượt kiểm tra đột xuất',
      'Last year: of these, unannounced',
    ),
    lastYearUnannouncedShare: say(
      'Năm trước: tỷ lệ kiểm tra đột xuất (0 đến 1)',
      'Last year: share of unannounced visits (0 to 1)',
    ),
    lastYearConcludedCount: say(
      'Năm trước: số cuộc kiểm tra có thông báo kết luận còn hiệu lực',
      'Last year: inspections with a conclusion in force',
    ),
    lastYearChangedOn: say(
      'Ngày số liệu năm trước thay đổi sau khi đã kết thúc',
      "When last year's figures last changed after their close",
    ),
    coverageChange: say(
      'Thay đổi tỷ lệ cơ quan được kiểm tra (0,1 là 10 điểm %)',
      'Change in coverage (0.1 is ten percentage points)',
    ),
    unannouncedShareChange: say(
      'Thay đổi tỷ lệ kiểm tra đột xuất (0,1 là 10 điểm %)',
      'Change in the unannounced share (0.1 is ten percentage points)',
    ),
    plans: say(
      'Các kế hoạch của hai năm, làm căn cứ tính',
      'Plans of both years, which the figures are computed from',
    ),
  },
}

export const visitCalendarLabels: ReadModelLabels<VisitCalendarRow> = {
  name: say('Lịch kiểm tra', 'Calendar of visits'),
  row: say('Lịch kiểm tra được đặt tại một cơ quan', 'A window asked for at an agency'),
  key: ['agencyId', 'windowId'],
  columns: {
    agencyId: common.agencyId,
    windowId: say('Mã lịch kiểm tra', 'Window id'),
    planId: common.planId,
    inspectionId: common.inspectionId,
    slotId: say('Đoàn kiểm tra mà kế hoạch quy định (mã)', "Delegation of the plan's terms (id)"),
    mode: common.mode,
    notice: common.notice,
    areas: common.areas,
    from: say('Từ ngày', 'First day'),
    to: say('Đến ngày', 'Last day'),
    workingDays: say('Số ngày làm việc', 'Working days'),
    status: common.status,
    sharedWith: say('Kết hợp với các lịch kiểm tra khác (mã)', 'Windows that share the days (ids)'),
    refusedFor: say('Lý do không được chấp nhận', 'Why it was refused'),
  },
}
