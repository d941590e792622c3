/**
 * A year in which everything happens that a read model hears of: steps that reach every event.
 */
import { allObligations } from './obligations.ts'
import { rosterLife } from './roster.ts'
import {
  addTarget,
  agency,
  document,
  draftPlan,
  inspection,
  plan,
  type Step,
  visits,
} from './city.ts'
import {
  announced,
  cancel,
  circulate,
  close,
  combine,
  conclude,
  confirm,
  demand,
  evidence,
  assess,
  explain,
  fieldwork,
  morning,
  noPrior,
  notify,
  open,
  propose,
  publish,
  raise,
  refer,
  release,
  reserve,
  review,
  revoke,
  secret,
  sign,
  statement,
  unannounced,
  type Visit,
  waive,
} from './course.ts'

// ------------------------------------------------------------- the visits

const dongDa: Visit = { inspectionId: 'i1', subjectId: 'dong-da' }
const alongside: Visit = { inspectionId: 'i2', subjectId: 'dong-da', slotId: 'doan-2' }
const hoanKiem: Visit = {
  inspectionId: 'i3',
  subjectId: 'hoan-kiem',
  from: '2023-07-03',
  to: '2023-07-04',
}
const justice: Visit = { inspectionId: 'i4', subjectId: 'so-tu-phap', slotId: 'doan-2' }
const surprise: Visit = { inspectionId: 's1', subjectId: 'thanh-tra-thanh-pho' }
const calledOff: Visit = {
  inspectionId: 's2',
  subjectId: 'thanh-tra-thanh-pho',
  from: '2023-06-12',
  to: '2023-06-13',
}

const of = ({ inspectionId }: Visit, happenedOn: string) => ({ inspectionId, happenedOn })
const at = (visit: Visit) => ({ inspectionId: visit.inspectionId, happenedAt: morning(visit) })

// -------------------------------------------------- one long life: i1 at Dong Da

export const selfReport = (visit: Visit, on = '2023-05-20'): Step =>
  inspection('SubmitSelfReport', { ...of(visit, on), reference: 'BC-01', attachments: [] })

export const amend = (
  visit: Visit,
  findingId: string,
  ...how: Parameters<typeof statement> extends [Visit, ...infer Rest] ? Rest : never
): Step =>
  inspection('AmendFinding', {
    ...at(visit),
    memberId: 'nv-2',
    findingId,
    statement: statement(visit, ...how),
    reason: 'Bổ sung',
  })

export const withdraw = (visit: Visit, findingId: string): Step =>
  inspection('WithdrawFinding', {
    ...at(visit),
    memberId: 'nv-2',
    findingId,
    reason: 'Không đủ căn cứ',
  })

export const flag = (visit: Visit, actId: string, on = '2023-06-05'): Step =>
  inspection('FlagAct', { ...of(visit, on), actId, reason: 'roster' })

export const ratify = (visit: Visit, actId: string, on = '2023-06-05'): Step =>
  inspection('RatifyAct', { ...of(visit, on), actId, reason: 'Xác nhận' })

type Decision = Parameters<typeof inspection<'DecideExplanation'>>[1]['decision']
export const decideOn = (
  visit: Visit,
  explanationId: string,
  decision: Decision,
  on = '2023-07-12',
): Step =>
  inspection('DecideExplanation', {
    ...of(visit, on),
    explanationId,
    deciderId: 'nv-1',
    reason: 'Đã xem xét',
    decision,
  })

export const importResult = (visit: Visit, number: string, on: string): Step =>
  inspection('ImportResult', {
    ...of(visit, on),
    source: document(number, 'so-tu-phap', on),
    contents: ['own-reform-plan'],
    areas: ['procedures'],
    summary: 'Kết quả của đoàn khác',
    resultOn: on,
  })

/** Findings of every kind; explanations of every outcome; a correction, a review, a revocation. */
const longLife: ReadonlyArray<Step> = [
  ...announced(dongDa).slice(0, -1),
  selfReport(dongDa, '2023-05-30'),
  open(dongDa),
  evidence(dongDa),
  ...assess(dongDa),
  raise(dongDa, 'f1', 'shortcoming', 'minor'),
  raise(dongDa, 'f2', 'violation', 'significant'),
  raise(dongDa, 'f3', 'suspected-crime', 'serious'),
  raise(dongDa, 'f4', 'shortcoming', 'minor'),
  raise(dongDa, 'f5', 'achievement', 'minor'),
  raise(dongDa, 'f6', 'shortcoming', 'minor'),
  raise(dongDa, 'f7', 'shortcoming', 'significant'),
  raise(dongDa, 'f8', 'shortcoming', 'minor'),
  flag(dongDa, 'f6'),
  withdraw(dongDa, 'f6'),
  flag(dongDa, 'f1'),
  ratify(dongDa, 'f1'),
  flag(dongDa, 'minutes'),
  ratify(dongDa, 'minutes'),
  review(dongDa, 'f1'),
  amend(dongDa, 'f1', 'shortcoming', 'significant'),
  ...['f1', 'f2', 'f3', 'f4', 'f5', 'f7', 'f8'].map((id) => review(dongDa, id)),
  sign(dongDa, 'reservation'),
  close(dongDa),
  inspection('RecordDissent', { ...of(dongDa, '2023-06-20'), memberId: 'nv-3', opinion: 'Khác' }),
  refer(dongDa, ['f3']),
  circulate(dongDa),
  explain(dongDa, 'x1', ['f1', 'f4', 'f7']),
  explain(dongDa, 'x2', ['f2']),
  decideOn(dongDa, 'x1', {
    kind: 'accepted',
    effects: [
      { kind: 'noted', findingId: 'f1', note: 'Ghi nhận' },
      { kind: 'withdrawn', findingId: 'f4' },
      { kind: 'amended', findingId: 'f7', statement: statement(dongDa, 'shortcoming', 'minor') },
    ],
  }),
  decideOn(dongDa, 'x2', { kind: 'rejected' }),
  inspection('ReviewFinding', {
    inspectionId: 'i1',
    happenedAt: '2023-07-12T03:00:00.000Z',
    memberId: 'nv-3',
    findingId: 'f7',
  }),
  waive(dongDa, '2023-07-13'),
  conclude(dongDa, [
    demand('d1', 'f1'),
    demand('d2', 'f2'),
    demand('d7', 'f7'),
    demand('d8', 'f8'),
  ]),
  explain(dongDa, 'x3', ['f8'], '2023-07-14'),
  refer(dongDa, ['f2'], '2023-07-14'),
  publish(dongDa, '2023-07-31'),
  inspection('CorrectConclusion', {
    ...of(dongDa, '2023-08-01'),
    document: document('21/TB-SNV', 'so-noi-vu', '2023-08-01'),
    reason: 'Đính chính',
    demands: [{ kind: 'annulled', demandId: 'd8', reason: 'Trùng' }],
  }),
  inspection('RecordReply', {
    ...of(dongDa, '2023-09-05'),
    recommendationId: 'rec-1',
    document: document('88/UBND-NC', 'ubnd-thanh-pho', '2023-09-05'),
    text: 'Trả lời',
  }),
  inspection('RequestReview', {
    ...of(dongDa, '2023-09-06'),
    reason: 'Đề nghị xem lại',
    document: document('5/UBND-NV', 'dong-da', '2023-09-06'),
  }),
  inspection('DecideReview', {
    ...of(dongDa, '2023-09-10'),
    outcome: 'to-revoke',
    document: document('40/TB-SNV', 'so-noi-vu', '2023-09-10'),
    reason: 'Chấp nhận',
  }),
  revoke(dongDa, '2023-09-11'),
]

// ------------------------------------------- schedules, pauses, extensions, handovers

const other = { from: '2023-07-05', to: '2023-07-05' }
export const reschedule = (visit: Visit, window: { from: string; to: string }): Step =>
  inspection('RescheduleInspection', {
    ...of(visit, '2023-05-09'),
    window,
    reason: 'Đơn vị đề nghị',
  })

export const refuseSchedule = (visit: Visit, window: { from: string; to: string }): Step =>
  inspection('RefuseSchedule', { ...of(visit, '2023-05-09'), window, reason: 'overlap' })

const moveOn = (visit: Visit, happenedOn: string, to: { from: string; to: string }): Step =>
  visits(
    'MoveWindow',
    { agencyId: visit.subjectId, happenedOn, windowId: `w-${visit.inspectionId}`, to },
    { caused: true },
  )

/** Refused, put off, set anew; extended once, refused once; paused and resumed; handed over. */
const troubledLife: ReadonlyArray<Step> = [
  propose(hoanKiem),
  refuseSchedule(hoanKiem, { from: '2023-07-03', to: '2023-07-04' }),
  inspection('DeferInspection', {
    ...of(hoanKiem, '2023-05-09'),
    latestOn: '2023-07-31',
    reason: 'Lịch bận',
  }),
  reschedule(hoanKiem, { from: '2023-07-03', to: '2023-07-04' }),
  reserve(hoanKiem),
  confirm(hoanKiem),
  importResult(hoanKiem, '77/BC-STP', '2023-05-09'),
  notify(hoanKiem),
  noPrior(hoanKiem),
  open(hoanKiem),
  ...[false, true].flatMap((granted) => [
    inspection('RequestExtension', {
      ...of(hoanKiem, '2023-07-04'),
      until: '2023-07-05',
      ground: 'complexity',
      reason: 'Phức tạp',
    }),
    ...(granted
      ? [
          moveOn(hoanKiem, '2023-07-04', { from: '2023-07-03', to: '2023-07-05' }),
          inspection('ExtendFieldwork', {
            ...of(hoanKiem, '2023-07-04'),
            window: { from: '2023-07-03', to: '2023-07-05' },
          }),
        ]
      : [
          inspection('RefuseExtension', {
            ...of(hoanKiem, '2023-07-04'),
            until: '2023-07-05',
            reason: 'caps',
          }),
        ]),
  ]),
  inspection('PauseInspection', { ...of(hoanKiem, '2023-07-05'), reason: 'Mưa bão' }),
  inspection('RequestResumption', {
    ...of(hoanKiem, '2023-07-05'),
    window: { from: '2023-07-10', to: '2023-07-11' },
  }),
  inspection('RefuseResumption', {
    ...of(hoanKiem, '2023-07-05'),
    window: { from: '2023-07-10', to: '2023-07-11' },
    reason: 'other',
  }),
  inspection('RequestResumption', {
    ...of(hoanKiem, '2023-07-05'),
    window: { from: '2023-07-10', to: '2023-07-11' },
  }),
  moveOn(hoanKiem, '2023-07-05', { from: '2023-07-10', to: '2023-07-11' }),
  inspection('ResumeInspection', {
    ...of(hoanKiem, '2023-07-06'),
    window: { from: '2023-07-10', to: '2023-07-11' },
  }),
  ...(() => {
    const resumed = { ...hoanKiem, from: '2023-07-10', to: '2023-07-11' }
    return [evidence(resumed), raise(resumed, 'f1', 'initiative', 'minor')]
  })(),
  inspection('HandOverInspection', {
    ...of(hoanKiem, '2023-07-11'),
    to: { kind: 'delegation', delegationId: 'doan-p61-2' },
    reason: 'Phân công lại',
  }),
]

// -------------------------------------------------------------- the register

const inRegister = { agencyId: 'so-tu-phap', happenedOn: '2023-12-20' } as const

/** What may be said of an agency: heads, names, superiors, its end. */
const registerEvents: ReadonlyArray<Step> = [
  agency('AppointHead', {
    ...inRegister,
    postId: 'head',
    personId: 'tp-9',
    acting: true,
    from: '2023-12-20',
  }),
  agency('VacateHead', { ...inRegister, until: '2023-12-21' }),
  agency('RenameAgency', {
    ...inRegister,
    names: { vi: 'Sở Tư pháp mới', en: 'New Department of Justice' },
    document: document('80/NQ-HDND', 'ubnd-thanh-pho', '2023-12-20'),
  }),
  agency('ChangeSuperior', {
    ...inRegister,
    agencyId: 'phuong-hang-bac',
    superiorId: 'dong-da',
    document: document('81/NQ-HDND', 'ubnd-thanh-pho', '2023-12-20'),
  }),
  agency('RecordIndexResult', {
    ...inRegister,
    year: 2022,
    source: 'Synthetic',
    score: 85.7,
    rank: 9,
    shortcomings: [{ shortcomingId: 'cs-1', area: 'procedures', condition: 'Hồ sơ trễ hạn' }],
  }),
  agency('DissolveAgency', {
    ...inRegister,
    effectiveOn: '2024-01-01',
    successors: ['so-noi-vu', 'thanh-tra-thanh-pho'],
    document: document('82/NQ-HDND', 'ubnd-thanh-pho', '2023-12-20'),
    takerDue: { value: { unit: 'days', amount: 30 }, basis: 'Synthetic' },
  }),
  agency('NameTaker', {
    ...inRegister,
    happenedOn: '2023-12-22',
    takerId: 'so-noi-vu',
    document: document('83/QĐ-UBND', 'ubnd-thanh-pho', '2023-12-22'),
  }),
]

// -------------------------------------------------------------- the others

/** Every event of the read models' sources but refusals; and refusals, where a sender asks. */
export const wholeLife: ReadonlyArray<Step> = [
  plan('AmendPlan', {
    planId: 'p61-2023',
    happenedOn: '2023-02-01',
    document: document('62/KH-UBND', 'ubnd-thanh-pho', '2023-02-01'),
    reason: 'Điều chỉnh',
    changes: {
      goals: { coverageMin: { value: 0.4, basis: 'Synthetic' } },
      targetsMoved: [
        { targetId: 'hoan-kiem-doan-1', window: { from: '2023-07-03', to: '2023-07-04' } },
      ],
    },
  }),
  ...rosterLife,
  ...longLife,
  ...troubledLife,
  // Refused, then combined; given back, and refused a move on its own.
  propose(alongside),
  reserve(alongside),
  combine(dongDa, alongside),
  moveOn(alongside, '2023-06-06', other),
  release(alongside, 'interrupted'),
  ...announced(justice),
  cancel(justice, '2023-06-05'),
  visits('WaiveOverlap', {
    agencyId: 'so-tu-phap',
    happenedOn: '2023-05-01',
    planId: 'p61-2023',
    otherPlanId: 'cong-vu-2023',
    period: { from: '2023-06-01', to: '2023-06-30' },
    reason: 'Synthetic',
  }),
  { ...notify(justice), meta: { onRefusal: 'record' } },
  ...unannounced(surprise),
  ...fieldwork(surprise, ['f1', 'violation', 'serious']),
  ...secret(calledOff),
  cancel(calledOff),
  release(calledOff),
  visits('ReserveWindow', {
    agencyId: 'so-tu-phap',
    happenedOn: '2023-06-06',
    windowId: 'w-rival',
    planId: 'p61-2023',
    slotId: 'doan-2',
    inspectionId: 'i9',
    areas: ['procedures'],
    mode: 'on-site',
    notice: 'announced',
    period: { from: '2023-06-08', to: '2023-06-08' },
  }),
  visits('MoveWindow', {
    agencyId: 'so-tu-phap',
    happenedOn: '2023-06-06',
    windowId: 'w-rival',
    to: { from: '2023-06-05', to: '2023-06-16' },
  }),
  draftPlan('p62-2023'),
  addTarget('p62-2023', 'dong-da'),
  plan('RemoveTarget', {
    planId: 'p62-2023',
    happenedOn: '2023-01-07',
    targetId: 'dong-da-doan-1',
  }),
  plan('RevokePlan', {
    planId: 'cong-vu-2023',
    happenedOn: '2023-12-01',
    document: document('99/QĐ-UBND', 'ubnd-thanh-pho', '2023-12-01'),
    reason: 'Thu hồi',
  }),
  plan('RecordResult', {
    planId: 'p61-2023',
    happenedOn: '2023-12-01',
    result: { kind: 'reached', targetId: 'dong-da-doan-1', inspectionId: 'i1' },
  }),
  plan('ClosePlan', {
    planId: 'tu-phap-2023',
    happenedOn: '2023-12-01',
    report: document('98/BC-STP', 'so-tu-phap', '2023-12-01'),
    notReached: ['dong-da-doan-1', 'dong-da-doan-2'].map((targetId) => ({
      targetId,
      reason: 'Không bố trí được',
    })),
  }),
  ...allObligations,
  // The district that has ended meanwhile leaves a window to the other one.
  visits('SucceedWindow', {
    agencyId: 'dong-da',
    happenedOn: '2023-12-15',
    windowId: 'w-i3',
    fromId: 'hoan-kiem',
    period: { from: '2023-12-18', to: '2023-12-19' },
  }),
  ...registerEvents,
]
