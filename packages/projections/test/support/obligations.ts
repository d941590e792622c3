/**
 * What follows inspections, in steps that reach every event of remediations and of matters of
 * responsibility: o1 goes through all of its pursuit, o2 is amended and annulled, o3 passes on with
 * its agency; likewise the matters.
 */
import {
  accountability,
  agency,
  plan,
  assignment,
  document,
  initiative,
  remediation,
  type Step,
} from './city.ts'
import { ofInitiative, ofTask, tasksAndInitiatives } from './tasks.ts'

const evidence = (on: string) => ({
  evidenceId: 'e1',
  kind: 'document' as const,
  sha256: 'b'.repeat(64),
  takenAt: `${on}T02:00:00.000Z`,
  reference: 'Báo cáo khắc phục',
})

/** An obligation from before the log's time. */
export const opened = (remediationId: string, subjectId: string, dueOn = '2023-03-31'): Step =>
  remediation('OpenRemediation', {
    remediationId,
    happenedOn: '2023-01-20',
    source: {
      kind: 'opening-balance',
      subjectId,
      planId: 'p61-2023',
      area: 'procedures',
      text: 'Giải quyết dứt điểm hồ sơ quá hạn',
      responsiblePostId: 'head',
      acceptanceTest: 'Không còn hồ sơ quá hạn',
      condition: 'Hồ sơ quá hạn kéo dài',
      severity: 'significant',
      reference: 'Tồn tại năm 2022',
      dueOn,
    },
  })

const of = (remediationId: string, happenedOn: string) => ({ remediationId, happenedOn })
const standingOrder = { kind: 'standing-order', planId: 'p61-2023' } as const

const claimed = (id: string, on: string): Step =>
  remediation('ClaimCompletion', { ...of(id, on), text: 'Đã khắc phục', evidence: [evidence(on)] })

const verified = (id: string, on: string, verifiedBy = 'so-noi-vu'): Step =>
  remediation('VerifyCompletion', { ...of(id, on), verifiedBy, text: 'Đạt yêu cầu' })

/** Past its due date, and what is done about it (R22). */
const pursued = (id: string): ReadonlyArray<Step> => [
  remediation('MarkOverdue', of(id, '2023-05-10')),
  remediation('Urge', { ...of(id, '2023-05-11'), basis: standingOrder }),
  remediation('Escalate', { ...of(id, '2023-06-30'), basis: standingOrder }),
]

/** The whole of o1: planned, extended, claimed, rejected, pursued, verified, opened again. */
export const wholeObligation: ReadonlyArray<Step> = [
  opened('o1', 'dong-da'),
  ...(['return', 'approve'] as const).flatMap((answer) => [
    remediation('SubmitRemediationPlan', {
      ...of('o1', '2023-02-01'),
      text: 'Kế hoạch khắc phục',
      finishOn: '2023-03-25',
    }),
    answer === 'return'
      ? remediation('ReturnRemediationPlan', { ...of('o1', '2023-02-02'), reason: 'Chưa rõ' })
      : remediation('ApproveRemediationPlan', of('o1', '2023-02-03')),
  ]),
  remediation('ReportProgress', { ...of('o1', '2023-03-01'), done: 0.5, text: 'Một nửa' }),
  remediation('GrantExtension', {
    ...of('o1', '2023-03-20'),
    dueOn: '2023-04-28',
    document: document('15/TB-SNV', 'so-noi-vu', '2023-03-20'),
    reason: 'Khối lượng lớn',
  }),
  claimed('o1', '2023-04-25'),
  remediation('RejectCompletion', {
    ...of('o1', '2023-05-04'),
    verifiedBy: 'so-noi-vu',
    reason: 'Còn hồ sơ quá hạn',
    done: 0.75,
  }),
  ...pursued('o1'),
  remediation('RequestFollowUp', of('o1', '2023-07-03')),
  remediation('RequestFollowUp', { ...of('o1', '2023-07-04'), planId: 'p61-2023' }),
  claimed('o1', '2023-08-01'),
  verified('o1', '2023-08-15'),
  remediation('ReopenRemediation', {
    ...of('o1', '2023-10-01'),
    dueOn: '2023-12-01',
    document: document('55/TB-SNV', 'so-noi-vu', '2023-10-01'),
    reason: 'Tái diễn',
  }),
]

const changedThenGone: ReadonlyArray<Step> = [
  opened('o2', 'hoan-kiem', '2023-06-30'),
  remediation('AmendDemand', {
    ...of('o2', '2023-02-10'),
    by: {
      kind: 'document',
      document: document('16/TB-SNV', 'so-noi-vu', '2023-02-10'),
      reason: 'Điều chỉnh',
      changes: { area: 'digital-government', dueOn: '2023-07-31' },
    },
  }),
  remediation('AnnulRemediation', {
    ...of('o2', '2023-03-10'),
    by: {
      kind: 'document',
      document: document('17/TB-SNV', 'so-noi-vu', '2023-03-10'),
      reason: 'Không còn căn cứ',
    },
  }),
]

// ----------------------------------------------------------------- matters

const ofMatter = (matterId: string, happenedOn: string) => ({ matterId, happenedOn })
const WORKING_DAYS = { value: { unit: 'workingDays' as const, amount: 5 }, basis: 'Synthetic' }

const asked = (
  matterId: string,
  remediationId: string,
  about:
    { kind: 'organisation'; agencyId: string } | { kind: 'post'; agencyId: string; postId: string },
): Step =>
  accountability('OpenMatter', {
    ...ofMatter(matterId, '2023-07-05'),
    about,
    source: { kind: 'escalation', remediationId },
  })

const decided: ReadonlyArray<Step> = [
  asked('m1', 'o1', { kind: 'post', agencyId: 'dong-da', postId: 'head' }),
  accountability('RequestExplanation', {
    ...ofMatter('m1', '2023-07-06'),
    document: document('90/UBND-NC', 'ubnd-thanh-pho', '2023-07-06'),
    due: WORKING_DAYS,
  }),
  accountability('GiveExplanation', { ...ofMatter('m1', '2023-07-10'), text: 'Giải trình' }),
  accountability('DecideMatter', {
    ...ofMatter('m1', '2023-07-20'),
    outcome: 'apology',
    document: document('91/TB-UBND', 'ubnd-thanh-pho', '2023-07-20'),
    reason: 'Để quá hạn kéo dài',
  }),
  accountability('RecordApology', {
    ...ofMatter('m1', '2023-07-25'),
    document: document('12/UBND-VP', 'dong-da', '2023-07-25'),
    text: 'Xin lỗi công dân',
  }),
  asked('m2', 'o1', { kind: 'organisation', agencyId: 'dong-da' }),
  accountability('WithdrawMatter', {
    ...ofMatter('m2', '2023-07-21'),
    by: {
      kind: 'document',
      document: document('92/TB-UBND', 'ubnd-thanh-pho', '2023-07-21'),
      reason: 'Trùng',
    },
  }),
]

// -------------------------------------------------------- an agency that ends

/** The district's clinic goes to the centre for legal aid: an unlikely merger, of two units. */
const merged: ReadonlyArray<Step> = [
  opened('o3', 'hoan-kiem', '2023-03-31'),
  ...pursued('o3'),
  asked('m3', 'o3', { kind: 'organisation', agencyId: 'hoan-kiem' }),
  agency('DissolveAgency', {
    agencyId: 'hoan-kiem',
    happenedOn: '2023-12-01',
    effectiveOn: '2023-12-15',
    successors: ['dong-da'],
    document: document('70/NQ-HDND', 'ubnd-thanh-pho', '2023-12-01'),
    takerDue: WORKING_DAYS,
  }),
  remediation('TransferRemediation', {
    ...of('o3', '2023-12-15'),
    toId: 'dong-da',
    responsiblePostId: 'deputy',
  }),
  plan('TransferTarget', {
    planId: 'p61-2023',
    happenedOn: '2023-12-15',
    targetId: 'hoan-kiem-doan-1',
    toId: 'dong-da',
  }),
  accountability('TransferMatter', { ...ofMatter('m3', '2023-12-15'), toId: 'dong-da' }),
  assignment('TransferTask', { ...ofTask('t3', '2023-12-15'), toId: 'dong-da' }),
  // Of k1 it has taken over already, for it comes from there; k3 goes on with it.
  ...['k1', 'k3'].map((id) =>
    initiative('TransferReplication', {
      ...ofInitiative(id, '2023-12-15'),
      agencyId: 'hoan-kiem',
      toId: 'dong-da',
    }),
  ),
]

/** Every event of what follows inspections. */
export const allObligations: ReadonlyArray<Step> = [
  ...tasksAndInitiatives,
  ...wholeObligation,
  ...changedThenGone,
  ...decided,
  ...merged,
]
