/**
 * Labels of the read models about what is owed: remedies, tasks, answers for them, and due dates.
 */
import type { MatterRow } from '../accountability-ledger.ts'
import type { TaskRow } from '../assignment-board.ts'
import type { DeadlineRow } from '../deadlines/row.ts'
import type { RemediationRow } from '../remediation-tracker.ts'
import { common, type ReadModelLabels, say } from './label.ts'

export const remediationTrackerLabels: ReadModelLabels<RemediationRow> = {
  name: say('Theo dõi khắc phục', 'Tracker of remediations'),
  row: say('Yêu cầu khắc phục', 'Remediation'),
  key: ['remediationId'],
  columns: {
    remediationId: say('Mã yêu cầu khắc phục', 'Remediation id'),
    subjectId: say('Cơ quan phải khắc phục', 'Who must remedy now (agency id)'),
    planId: common.planId,
    leadAgencyId: say('Cơ quan chủ trì kế hoạch', "The plan's lead agency (id)"),
    verifierId: say('Cơ quan xác nhận', 'Who verifies (agency id)'),
    source: say('Nguồn yêu cầu', 'What it comes from'),
    inspectionId: common.inspectionId,
    findingId: say('Mã phát hiện', 'Finding id'),
    area: common.area,
    severity: common.severity,
    responsiblePostId: say('Chức danh chịu trách nhiệm (mã)', 'Responsible post (id)'),
    acceptanceTest: say('Tiêu chí xác nhận hoàn thành', 'Acceptance test'),
    openedOn: say('Ngày mở yêu cầu', 'Opened on'),
    dueOn: common.dueOn,
    status: common.status,
    remedyPlan: say('Kế hoạch khắc phục', 'Where the plan of remedy stands'),
    done: say('Tiến độ khắc phục (0 đến 1)', 'How far it is (0 to 1)'),
    claimedOn: say('Ngày báo cáo hoàn thành', 'Completion claimed on'),
    claimedLate: say('Báo cáo hoàn thành muộn', 'Completion was claimed late'),
    verifiedOn: say('Ngày xác nhận hoàn thành', 'Verified on'),
    verifiedBy: say('Cơ quan đã xác nhận', 'Verified by (agency id)'),
    pursuit: say('Bước đôn đốc', 'Step of pursuit'),
    overdueOn: say('Ngày ghi nhận quá hạn', 'Marked overdue on'),
    escalateFrom: say('Được báo cáo cấp trên từ ngày', 'May be escalated from'),
    urgedOn: say('Ngày đôn đốc', 'Urged on'),
    escalatedOn: say('Ngày báo cáo cấp trên', 'Escalated on'),
    escalatedTo: say('Cấp trên được báo cáo', 'Escalated to (agency id)'),
    followUpPlanId: say('Kế hoạch phúc tra (mã)', 'Plan of the follow-up (id)'),
    extensions: say('Số lần gia hạn', 'How often it was extended'),
    reopenings: say('Số lần mở lại', 'How often it was reopened'),
    formerHolders: say('Các cơ quan trước đây phải khắc phục', 'Who held it before (agency ids)'),
  },
}

export const assignmentBoardLabels: ReadModelLabels<TaskRow> = {
  name: say('Theo dõi nhiệm vụ được giao', 'Board of tasks'),
  row: say('Nhiệm vụ', 'Task'),
  key: ['taskId'],
  columns: {
    taskId: say('Mã nhiệm vụ', 'Task id'),
    content: say('Nội dung kiểm tra mà nhiệm vụ thuộc về', 'The content it belongs to'),
    area: common.area,
    basis: say('Loại căn cứ giao nhiệm vụ', 'What it is based on'),
    documentNumber: say('Số văn bản giao nhiệm vụ', 'Number of the document that assigns it'),
    assignerId: say('Cơ quan giao', 'Assigner (agency id)'),
    assigneeId: say('Cơ quan thực hiện', 'Assignee now (agency id)'),
    followedUpBy: say('Cơ quan theo dõi, đôn đốc', 'Who follows it up (agency id)'),
    responsiblePostId: say('Chức danh chịu trách nhiệm (mã)', 'Responsible post (id)'),
    text: say('Nội dung nhiệm vụ', 'What is to be done'),
    acceptance: say('Tiêu chí nghiệm thu', 'Acceptance test'),
    assignedOn: say('Ngày giao', 'Assigned on'),
    dueOn: common.dueOn,
    status: common.status,
    share: say('Tiến độ (0 đến 1)', 'How far it is (0 to 1)'),
    completedOn: say('Ngày báo cáo hoàn thành', 'Completed on'),
    completedLate: say('Hoàn thành muộn', 'Completed late'),
    overdueOn: say('Ngày ghi quá hạn', 'Marked overdue on'),
    urgedOn: say('Ngày đôn đốc gần nhất', 'Last urged on'),
    returns: say('Số lần trả lại', 'How often it was returned'),
    cancelledOn: say('Ngày hủy', 'Cancelled on'),
    formerAssignees: say('Các cơ quan thực hiện trước đây', 'Who had it before (agency ids)'),
  },
}

export const accountabilityLedgerLabels: ReadModelLabels<MatterRow> = {
  name: say('Sổ theo dõi xem xét trách nhiệm', 'Ledger of accountability'),
  row: say('Vụ việc xem xét trách nhiệm', 'Matter of responsibility'),
  key: ['matterId'],
  columns: {
    matterId: say('Mã vụ việc', 'Matter id'),
    agencyId: common.agencyId,
    about: say('Xem xét tổ chức hay chức danh', 'About the organisation or a post'),
    postId: say('Chức danh được xem xét (mã)', 'The post it is about (id)'),
    headId: say('Người đứng đầu vào ngày xảy ra (mã)', 'Head on the day asked about (person id)'),
    source: say('Nguồn vụ việc', 'What it comes from'),
    sourceId: say(
      'Mã cuộc kiểm tra hoặc yêu cầu khắc phục',
      'Id of the inspection or the remediation',
    ),
    conditionOn: say('Ngày xảy ra', 'Day asked about'),
    competentId: say('Cấp có thẩm quyền quyết định', 'Who decides (agency id)'),
    openedOn: say('Ngày mở vụ việc', 'Opened on'),
    status: common.status,
    explanationDueOn: say('Thời hạn giải trình', 'Explanation due on'),
    explainedOn: say('Ngày giải trình', 'Explained on'),
    explainedLate: say('Giải trình muộn', 'Explained late'),
    decidedOn: say('Ngày quyết định', 'Decided on'),
    outcome: say('Kết quả', 'Outcome'),
    explained: say('Quyết định khi đã có giải trình', 'Decided with an explanation'),
    decisionNumber: say('Số văn bản quyết định', 'Number of the decision'),
    apologisedOn: say('Ngày xin lỗi', 'Apologised on'),
    withdrawnOn: say('Ngày rút vụ việc', 'Withdrawn on'),
  },
}

export const deadlinesLabels: ReadModelLabels<DeadlineRow> = {
  name: say('Các thời hạn', 'Deadlines'),
  row: say('Việc phải làm, còn chờ', 'A duty that waits'),
  key: ['kind', 'objectId'],
  columns: {
    kind: say('Loại việc phải làm', 'What is due'),
    objectId: say('Mã đối tượng của việc', 'Id of what it is about'),
    agencyId: say('Cơ quan phải làm', 'Who must act (agency id)'),
    dueOn: common.dueOn,
  },
}
