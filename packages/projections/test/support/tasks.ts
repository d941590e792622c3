/**
 * Tasks and initiatives, in steps that reach every event of them but what follows an agency's end.
 */
import { assignment, document, initiative, type Step } from './city.ts'

// ------------------------------------------------------------------- tasks

export const ofTask = (taskId: string, happenedOn: string) => ({ taskId, happenedOn })

export const assigned = (taskId: string, assigneeId: string, dueOn = '2023-03-31'): Step =>
  assignment('AssignTask', {
    ...ofTask(taskId, '2023-01-15'),
    content: 'city-reform-plan',
    area: 'procedures',
    basis: { kind: 'plan', document: document('40/KH-UBND', 'ubnd-thanh-pho', '2023-01-15') },
    assignerId: 'ubnd-thanh-pho',
    assigneeId,
    text: 'Số hóa hồ sơ, kết quả giải quyết thủ tục hành chính',
    acceptance: '100% hồ sơ được số hóa',
    dueOn,
    responsiblePostId: 'deputy',
    followedUpBy: 'so-noi-vu',
  })

const completed = (taskId: string, on: string): Step =>
  assignment('CompleteTask', { ...ofTask(taskId, on), result: 'Đã hoàn thành' })

/** The whole of t1: reported, moved, overdue, urged, completed, returned, completed, accepted. */
export const wholeTask: ReadonlyArray<Step> = [
  assigned('t1', 'dong-da'),
  assignment('ReportTaskProgress', {
    ...ofTask('t1', '2023-02-15'),
    share: 0.25,
    text: 'Một phần',
  }),
  assignment('MoveTaskDue', {
    ...ofTask('t1', '2023-03-15'),
    dueOn: '2023-04-28',
    document: document('41/UBND-NC', 'ubnd-thanh-pho', '2023-03-15'),
    reason: 'Điều chỉnh',
  }),
  assignment('MarkTaskOverdue', ofTask('t1', '2023-05-04')),
  assignment('UrgeTask', {
    ...ofTask('t1', '2023-05-05'),
    document: document('42/UBND-NC', 'ubnd-thanh-pho', '2023-05-05'),
  }),
  completed('t1', '2023-05-20'),
  assignment('ReturnTask', { ...ofTask('t1', '2023-05-25'), reason: 'Chưa đủ' }),
  completed('t1', '2023-06-10'),
  assignment('AcceptTask', ofTask('t1', '2023-06-15')),
]

const otherTasks: ReadonlyArray<Step> = [
  assigned('t2', 'dong-da', '2023-09-30'),
  assignment('CancelTask', {
    ...ofTask('t2', '2023-06-01'),
    document: document('43/UBND-NC', 'ubnd-thanh-pho', '2023-06-01'),
    reason: 'Không còn cần thiết',
  }),
  assigned('t3', 'hoan-kiem', '2024-06-30'),
]

// ------------------------------------------------------------- initiatives

export const ofInitiative = (initiativeId: string, happenedOn: string) => ({
  initiativeId,
  happenedOn,
})

export const recorded = (initiativeId: string, agencyId = 'dong-da'): Step =>
  initiative('RecordInitiative', {
    ...ofInitiative(initiativeId, '2023-02-01'),
    agencyId,
    kind: 'model',
    area: 'procedures',
    title: 'Một thủ tục, hai kết quả',
    description: 'Trả kết quả giấy kèm bản điện tử chứng thực',
    source: { kind: 'agency' },
  })

export const assessed = (initiativeId: string, assessedBy = 'so-noi-vu'): Step =>
  initiative('AssessInitiative', {
    ...ofInitiative(initiativeId, '2023-02-10'),
    assessedBy,
    novelty: 'good',
    effectiveness: 'good',
    applicability: 'fair',
    opinion: 'Nên nhân rộng',
    recommended: true,
  })

/** The whole of k1: assessed, piloted, recognised, replicated to three, one of which ends. */
export const wholeInitiative: ReadonlyArray<Step> = [
  recorded('k1'),
  assessed('k1'),
  initiative('StartPilot', {
    ...ofInitiative('k1', '2023-03-01'),
    agencies: ['dong-da'],
    from: '2023-03-01',
    until: '2023-05-31',
    lead: 'so-noi-vu',
  }),
  initiative('EvaluatePilot', {
    ...ofInitiative('k1', '2023-06-05'),
    evaluatedBy: 'so-noi-vu',
    outcome: 'successful',
    summary: 'Đạt',
  }),
  initiative('RecogniseInitiative', {
    ...ofInitiative('k1', '2023-06-10'),
    document: document('50/QĐ-UBND', 'ubnd-thanh-pho', '2023-06-10'),
  }),
  initiative('StartReplication', {
    ...ofInitiative('k1', '2023-06-15'),
    document: document('51/KH-UBND', 'ubnd-thanh-pho', '2023-06-15'),
    agencies: ['hoan-kiem', 'so-tu-phap', 'so-noi-vu'].map((agencyId) => ({
      agencyId,
      dueOn: '2023-10-31',
    })),
  }),
  initiative('ConfirmReplication', {
    ...ofInitiative('k1', '2023-09-01'),
    agencyId: 'so-tu-phap',
    result: 'adapted',
    evidence: ['Báo cáo 12/BC-STP'],
  }),
]

const otherInitiatives: ReadonlyArray<Step> = [
  recorded('k2'),
  assessed('k2'),
  initiative('WaivePilot', {
    ...ofInitiative('k2', '2023-02-20'),
    document: document('52/QĐ-UBND', 'ubnd-thanh-pho', '2023-02-20'),
    reason: 'Đã áp dụng rộng rãi',
  }),
  initiative('DeclineInitiative', {
    ...ofInitiative('k2', '2023-03-01'),
    declinedBy: 'ubnd-thanh-pho',
    reason: 'Trùng',
  }),
]

/** Of k3, from elsewhere, one district is to take it over; k3 does without a pilot. */
const withoutPilot: ReadonlyArray<Step> = [
  recorded('k3', 'so-noi-vu'),
  assessed('k3', 'so-tu-phap'),
  initiative('WaivePilot', {
    ...ofInitiative('k3', '2023-02-20'),
    document: document('53/QĐ-UBND', 'ubnd-thanh-pho', '2023-02-20'),
    reason: 'Đã áp dụng ở nơi khác',
  }),
  initiative('RecogniseInitiative', {
    ...ofInitiative('k3', '2023-03-01'),
    document: document('54/QĐ-UBND', 'ubnd-thanh-pho', '2023-03-01'),
  }),
  initiative('StartReplication', {
    ...ofInitiative('k3', '2023-03-02'),
    document: document('55/KH-UBND', 'ubnd-thanh-pho', '2023-03-02'),
    agencies: [{ agencyId: 'hoan-kiem', dueOn: '2024-03-31' }],
  }),
]

/** All of them. */
export const tasksAndInitiatives: ReadonlyArray<Step> = [
  ...wholeTask,
  ...otherTasks,
  ...wholeInitiative,
  ...otherInitiatives,
  ...withoutPilot,
]
