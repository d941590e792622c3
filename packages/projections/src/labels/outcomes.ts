/**
 * Labels of the read models about what inspections find, and what subjects and the public may read.
 */
import type { FindingRow } from '../finding-register.ts'
import type { PublicRow } from '../public-register.ts'
import type { SubjectRow } from '../subject-portal/row.ts'
import { common, type ReadModelLabels, say } from './label.ts'

export const findingRegisterLabels: ReadModelLabels<FindingRow> = {
  name: say('Sổ theo dõi phát hiện', 'Register of findings'),
  row: say('Phát hiện', 'Finding'),
  key: ['inspectionId', 'findingId'],
  columns: {
    inspectionId: common.inspectionId,
    findingId: say('Mã phát hiện', 'Finding id'),
    planId: common.planId,
    subjectId: common.subjectId,
    delegationId: common.delegationId,
    kind: say('Loại phát hiện', 'Kind of finding'),
    content: say('Nội dung kiểm tra', 'Content inspected'),
    area: common.area,
    severity: common.severity,
    repeats: say('Lặp lại yêu cầu khắc phục (mã)', 'The obligation that it repeats (id)'),
    criterion: say('Quy định, yêu cầu làm tiêu chí', 'Criterion'),
    conditionOn: say('Ngày xảy ra', 'Day of the condition'),
    correctedOnSpot: say('Đã khắc phục tại chỗ', 'Corrected on the spot'),
    evidence: say('Chứng cứ (mã)', 'Evidence (ids)'),
    raisedOn: say('Ngày nêu phát hiện', 'Raised on'),
    raisedBy: say('Người nêu phát hiện (mã)', 'Raised by (person id)'),
    statedBy: say('Người ghi nội dung hiện tại (mã)', 'Who last stated it (person id)'),
    reviewed: say('Đã rà soát', 'Reviewed'),
    reviewedBy: say('Người rà soát (mã)', 'Reviewed by (person id)'),
    withdrawn: say('Đã rút', 'Withdrawn'),
    circulated: say('Đã nêu trong dự thảo kết luận', 'In the draft, as it stands'),
    referred: say('Đã chuyển vụ việc', 'Referred'),
    referredOn: say('Ngày chuyển vụ việc', 'Referred on'),
    flagged: say('Chờ xác nhận thẩm quyền', 'Waits to be ratified'),
    responsibleAgencyId: say('Cơ quan chịu trách nhiệm', 'Responsible agency (id)'),
    responsiblePostId: say('Chức danh chịu trách nhiệm (mã)', 'Responsible post (id)'),
    responsibleField: say('Lĩnh vực chịu trách nhiệm', 'Field of responsibility'),
    headShare: say('Trách nhiệm của người đứng đầu', 'What the head answers for'),
    headId: say(
      'Người đứng đầu vào ngày xảy ra (mã)',
      'Head on the day of the condition (person id)',
    ),
    headActing: say('Người đứng đầu là quyền, phụ trách', 'That head was acting'),
    explanation: say('Kết quả giải trình', 'What became of its explanation'),
    explanationLate: say('Giải trình muộn', 'Explanation was late'),
  },
}

export const subjectPortalLabels: ReadModelLabels<SubjectRow> = {
  name: say('Cổng thông tin của đối tượng kiểm tra', "The subject's portal"),
  row: say(
    'Cuộc kiểm tra, yêu cầu, nhiệm vụ hoặc vụ việc mà đối tượng được biết',
    'Inspection, demand, task or matter, as its subject may know it',
  ),
  key: ['kind', 'objectId'],
  columns: {
    subjectId: common.subjectId,
    kind: say('Loại việc', 'What it is'),
    objectId: say(
      'Mã cuộc kiểm tra, yêu cầu, nhiệm vụ hoặc vụ việc',
      'Id of the inspection, demand, task or matter',
    ),
    planId: common.planId,
    area: common.area,
    status: common.status,
    delegationId: common.delegationId,
    windowFrom: say('Lịch kiểm tra: từ ngày', 'First day of the visit'),
    windowTo: say('Lịch kiểm tra: đến ngày', 'Last day of the visit'),
    duty: say('Việc phải làm tiếp theo', 'What the subject has to do next'),
    dueOn: common.dueOn,
    late: say('Việc gần nhất đã làm muộn', "The subject's last act on it was late"),
    document: say('Số văn bản gần nhất', 'Number of the latest document'),
    findings: say('Các phát hiện trong dự thảo, kết luận', 'Findings of the draft and conclusion'),
  },
}

export const publicRegisterLabels: ReadModelLabels<PublicRow> = {
  name: say('Công khai kết luận kiểm tra', 'Published conclusions'),
  row: say('Thông báo kết luận kiểm tra đã công khai', 'Published conclusion'),
  key: ['inspectionId'],
  columns: {
    inspectionId: common.inspectionId,
    planId: common.planId,
    subjectId: common.subjectId,
    subjectLevel: say('Cấp của đối tượng kiểm tra', "The subject's level"),
    mode: common.mode,
    notice: common.notice,
    contents: common.contents,
    areas: common.areas,
    openedOn: say('Ngày bắt đầu kiểm tra', 'Opened on'),
    concludedBy: say('Cơ quan kết luận', 'Who concluded (agency id)'),
    conclusionNumber: say('Số thông báo kết luận kiểm tra', 'Number of the conclusion'),
    concludedOn: say('Ngày ban hành thông báo kết luận kiểm tra', 'Conclusion issued on'),
    conclusionLate: say('Kết luận muộn', 'Conclusion was late'),
    publishedOn: say('Ngày công khai kết luận', 'Published on'),
    publicationLate: say('Công khai muộn', 'Publication was late'),
    channel: say('Nơi công khai', 'Where it was published'),
    findings: say('Các phát hiện trong kết luận', 'Findings of the conclusion'),
    demands: say('Các yêu cầu khắc phục', 'Demands, as corrected'),
    corrections: say('Số các văn bản đính chính', 'Numbers of the documents that corrected it'),
    review: say('Việc xem xét lại kết luận', 'Review of the conclusion'),
    revokedOn: say('Ngày thu hồi kết luận', 'Conclusion revoked on'),
  },
}
