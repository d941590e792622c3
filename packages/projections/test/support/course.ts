/**
 * The course of an inspection in steps, for tests to take apart: what is set, the schedule, the
 * opening, fieldwork, draft and conclusion.
 */
import type { FindingKind, Severity } from '@kiemtra/core'
import { document, inspection, scope, type Step, visits } from './city.ts'

/** A visit: who is inspected by whom on which two days. */
export interface Visit {
  readonly inspectionId: string
  readonly subjectId: string
  readonly slotId?: 'doan-1' | 'doan-2'
  readonly from?: string
  readonly to?: string
}

const filled = ({ slotId = 'doan-1', from = '2023-06-05', to = '2023-06-06', ...ids }: Visit) => ({
  ...ids,
  slotId,
  window: { from, to },
  delegationId: slotId === 'doan-1' ? 'doan-p61' : 'doan-p61-2',
  windowId: `w-${ids.inspectionId}`,
})

const setting = (visit: Visit) => {
  const { inspectionId, subjectId, delegationId, window } = filled(visit)
  return {
    inspectionId,
    happenedOn: '2023-05-08',
    planId: 'p61-2023',
    subjectId,
    delegationId,
    inspectors: { by: 'whole' as const },
    scope,
    mode: 'on-site' as const,
    window,
  }
}

export const propose = (visit: Visit): Step =>
  inspection('ProposeInspection', {
    ...setting(visit),
    ground: 'plan',
    targetId: `${visit.subjectId}-${filled(visit).slotId}`,
  })

export const order = (visit: Visit): Step =>
  inspection('OrderUnannounced', {
    ...setting(visit),
    ground: 'signs-of-violation',
    order: {
      by: 'agency',
      agencyId: 'ubnd-thanh-pho',
      document: document('9/QĐ-UBND', 'ubnd-thanh-pho', '2023-05-08'),
    },
  })

export const reserve = (visit: Visit, notice: 'announced' | 'unannounced' = 'announced'): Step => {
  const { inspectionId, subjectId, slotId, window, windowId } = filled(visit)
  return visits('ReserveWindow', {
    agencyId: subjectId,
    happenedOn: '2023-05-08',
    windowId,
    planId: 'p61-2023',
    slotId,
    inspectionId,
    areas: ['procedures'],
    mode: 'on-site',
    notice,
    period: window,
  })
}

export const confirm = (visit: Visit): Step => {
  const { inspectionId, windowId, window } = filled(visit)
  return inspection('ConfirmSchedule', { inspectionId, happenedOn: '2023-05-09', windowId, window })
}

export const notify = ({ inspectionId }: Visit, happenedOn = '2023-05-10'): Step =>
  inspection('SendNotice', {
    inspectionId,
    happenedOn,
    document: document('11/TB-SNV', 'so-noi-vu', happenedOn),
    outline: 'Đề cương báo cáo',
  })

/** 10:00 in Hanoi, on the window's first day. */
export const morning = (visit: Visit): string => `${filled(visit).window.from}T03:00:00.000Z`

export const open = (visit: Visit): Step =>
  inspection('OpenInspection', {
    inspectionId: visit.inspectionId,
    happenedAt: morning(visit),
    leaderId: 'nv-1',
  })

/** The window of an unannounced visit becomes everyone's when it opens. */
export const reveal = (visit: Visit): Step => {
  const { subjectId, windowId, window } = filled(visit)
  return visits(
    'MoveWindow',
    { agencyId: subjectId, happenedOn: window.from, windowId, to: window, openly: true },
    { caused: true },
  )
}

/** Puts the windows of visits to one agency together, in the first one's days. */
export const combine = (host: Visit, ...joining: ReadonlyArray<Visit>): Step =>
  visits('CombineInspections', {
    agencyId: host.subjectId,
    happenedOn: '2023-05-09',
    windowId: filled(host).windowId,
    withWindowIds: joining.map((visit) => filled(visit).windowId),
    reason: 'Tránh chồng chéo',
  })

export const release = (visit: Visit, reason: 'cancelled' | 'interrupted' = 'cancelled'): Step => {
  const { subjectId, windowId, window } = filled(visit)
  return visits(
    'ReleaseWindow',
    { agencyId: subjectId, happenedOn: window.from, windowId, reason },
    { caused: true },
  )
}

export const noPrior = (visit: Visit): Step =>
  inspection('RequirePriorShortcomings', {
    inspectionId: visit.inspectionId,
    happenedOn: '2023-05-12',
    obligations: [],
  })

/** Announced, up to its opening. */
export const announced = (visit: Visit): ReadonlyArray<Step> => [
  propose(visit),
  reserve(visit),
  confirm(visit),
  notify(visit),
  noPrior(visit),
  open(visit),
]

/** Unannounced, up to the day before its opening: nothing of it may be known. */
export const secret = (visit: Visit): ReadonlyArray<Step> => [
  order(visit),
  reserve(visit, 'unannounced'),
  confirm(visit),
  noPrior(visit),
]

/** Unannounced, and open. */
export const unannounced = (visit: Visit): ReadonlyArray<Step> => [
  ...secret(visit),
  open(visit),
  reveal(visit),
]

// --------------------------------------------------------------- fieldwork

export const evidence = (visit: Visit, evidenceId = 'e1'): Step =>
  inspection('AttachEvidence', {
    inspectionId: visit.inspectionId,
    happenedAt: morning(visit),
    memberId: 'nv-2',
    evidence: {
      evidenceId,
      kind: 'document',
      sha256: 'a'.repeat(64),
      takenAt: morning(visit),
      reference: 'Sổ theo dõi',
    },
  })

export const statement = (
  { subjectId }: Visit,
  kind: FindingKind = 'shortcoming',
  severity: Severity = 'minor',
) => ({
  kind,
  area: 'procedures' as const,
  content: 'own-reform-plan' as const,
  severity,
  criterion: 'Nghị định 61/2018/NĐ-CP',
  condition: 'Hồ sơ trễ hạn',
  conditionOn: '2023-03-01',
  evidence: ['e1'],
  correctedOnSpot: false,
  responsibility: {
    agencyId: subjectId,
    postId: 'deputy',
    field: 'procedures' as const,
    headShare: 'leadership' as const,
    headShareReason: 'Thiếu kiểm tra, đôn đốc',
    conditionOn: '2023-03-01',
  },
})

export const raise = (
  visit: Visit,
  findingId: string,
  kind?: FindingKind,
  severity?: Severity,
): Step =>
  inspection('RaiseFinding', {
    inspectionId: visit.inspectionId,
    happenedAt: morning(visit),
    memberId: 'nv-2',
    findingId,
    statement: statement(visit, kind, severity),
  })

export const review = (visit: Visit, findingId: string): Step =>
  inspection('ReviewFinding', {
    inspectionId: visit.inspectionId,
    happenedAt: morning(visit),
    memberId: 'nv-3',
    findingId,
  })

const DISTRICTS: ReadonlySet<string> = new Set(['dong-da', 'hoan-kiem'])

const assessed = (visit: Visit, area: 'procedures' | 'steering'): Step =>
  inspection('AssessContent', {
    inspectionId: visit.inspectionId,
    happenedAt: morning(visit),
    memberId: 'nv-2',
    content: 'own-reform-plan',
    area,
    progress: 'fair',
    effectiveness: 'fair',
    quality: 'good',
    guidance: 'Hướng dẫn',
  })

/** No tasks to judge; a district's own inspecting, and its steering by that. */
export const assess = (visit: Visit): ReadonlyArray<Step> => {
  const { inspectionId, subjectId } = visit
  const answer = { inspectionId, happenedOn: filled(visit).window.from }
  const ownInspecting = {
    plans: [],
    inspections: [],
    divisions: { agencies: 12, inspected: 0 },
    communes: { agencies: 21, inspected: 0 },
  }
  return [
    inspection('ListTasks', { ...answer, tasks: [] }),
    assessed(visit, 'procedures'),
    ...(DISTRICTS.has(subjectId)
      ? [
          inspection('RecordOwnInspecting', { ...answer, ownInspecting }),
          assessed(visit, 'steering'),
        ]
      : []),
  ]
}

export const sign = (
  visit: Visit,
  subject: 'signed' | 'reservation' | 'refused' = 'signed',
): Step => {
  const how = {
    signed: { kind: 'signed' },
    reservation: { kind: 'reservation', reservation: 'Chưa thống nhất' },
    refused: { kind: 'refused', reason: 'Không ký', witnessId: 'nv-3' },
  } as const
  return inspection('SignMinutes', {
    inspectionId: visit.inspectionId,
    happenedAt: morning(visit),
    memberId: 'nv-2',
    reference: 'BB-01',
    subject: how[subject],
  })
}

export const close = (visit: Visit): Step =>
  inspection('CloseFieldwork', {
    inspectionId: visit.inspectionId,
    happenedAt: morning(visit),
    memberId: 'nv-2',
  })

/** Evidence, an assessment, findings that are reviewed, minutes, the close. */
export const fieldwork = (
  visit: Visit,
  ...findings: ReadonlyArray<readonly [string, FindingKind, Severity]>
): ReadonlyArray<Step> => [
  evidence(visit),
  ...assess(visit),
  ...findings.flatMap(([id, kind, severity]) => [
    raise(visit, id, kind, severity),
    review(visit, id),
  ]),
  sign(visit),
  close(visit),
]

// -------------------------------------------------------------- conclusion

/** A day of the inspection's aftermath; 10 June 2023 is a Saturday on which papers may be dated. */
const about = ({ inspectionId }: Visit, happenedOn: string) => ({ inspectionId, happenedOn })

export const circulate = (visit: Visit, on = '2023-07-10'): Step =>
  inspection('CirculateDraft', { ...about(visit, on), reference: 'DT-01' })

export const explain = (
  visit: Visit,
  explanationId: string,
  findings: ReadonlyArray<string>,
  on = '2023-07-11',
): Step =>
  inspection('SubmitExplanation', {
    ...about(visit, on),
    explanationId,
    findings: [...findings],
    text: 'Giải trình',
  })

export const waive = (visit: Visit, on = '2023-07-12'): Step =>
  inspection('WaiveExplanation', about(visit, on))

export const refer = (visit: Visit, findings: ReadonlyArray<string>, on = '2023-07-10'): Step =>
  inspection('ReferViolation', {
    ...about(visit, on),
    findings: [...findings],
    to: 'Cơ quan điều tra',
    document: document('12/CV-SNV', 'so-noi-vu', on),
  })

export const demand = (demandId: string, findingId: string) => ({
  demandId,
  findingId,
  area: 'procedures' as const,
  text: 'Khắc phục',
  responsiblePostId: 'deputy',
  dueOn: '2023-11-30',
  acceptanceTest: 'Không còn hồ sơ trễ hạn',
})

export const conclude = (
  visit: Visit,
  demands: ReadonlyArray<ReturnType<typeof demand>> = [],
  on = '2023-07-13',
): Step =>
  inspection('IssueConclusion', {
    ...about(visit, on),
    document: document('20/TB-SNV', 'so-noi-vu', on),
    contents: [{ content: 'own-reform-plan', text: 'Đã kiểm tra' }],
    demands: [...demands],
    recommendations: [
      {
        recommendationId: 'rec-1',
        kind: 'policy',
        addresseeId: 'ubnd-thanh-pho',
        text: 'Kiến nghị',
        replyDueOn: '2023-08-31',
      },
    ],
  })

export const publish = (visit: Visit, on = '2023-07-14'): Step =>
  inspection('PublishConclusion', { ...about(visit, on), channel: 'Cổng thông tin điện tử' })

/** From the draft, with nothing explained, to a conclusion. */
export const concluded = (
  visit: Visit,
  demands: ReadonlyArray<ReturnType<typeof demand>> = [],
): ReadonlyArray<Step> => [circulate(visit), waive(visit), conclude(visit, demands)]

export const revoke = (visit: Visit, on = '2023-07-20'): Step =>
  inspection('RevokeConclusion', {
    ...about(visit, on),
    document: document('30/QĐ-SNV', 'so-noi-vu', on),
    reason: 'Thu hồi',
  })

export const cancel = (visit: Visit, on = '2023-05-15'): Step =>
  inspection('CancelInspection', { ...about(visit, on), reason: 'Không còn cần thiết' })
