import { describe, expect, it } from 'vitest'
import { inspectionRegister } from '../src/index.ts'
import { changed, city, inspection, rowsOf, type Step, visits } from './support/city.ts'
import {
  announced,
  cancel,
  circulate,
  close,
  conclude,
  concluded,
  confirm,
  demand,
  evidence,
  assess,
  explain,
  fieldwork,
  noPrior,
  notify,
  open,
  order,
  propose,
  publish,
  raise,
  reserve,
  secret,
  sign,
  statement,
  unannounced,
  type Visit,
  waive,
} from './support/course.ts'
import {
  amend,
  decideOn,
  flag,
  importResult,
  ratify,
  refuseSchedule,
  reschedule,
  selfReport,
  wholeLife,
  withdraw,
} from './support/whole-life.ts'

const visit: Visit = { inspectionId: 'i1', subjectId: 'dong-da' }
const hidden: Visit = { inspectionId: 's1', subjectId: 'hoan-kiem' }

const rowsAfter = async (...steps: ReadonlyArray<Step>) =>
  rowsOf(await city(...steps), inspectionRegister)
const rowAfter = async (...steps: ReadonlyArray<Step>) => (await rowsAfter(...steps))['i1']

const about = (happenedOn: string) => ({ inspectionId: 'i1', happenedOn })

describe('an announced inspection', () => {
  it('shows from its proposal on', async () => {
    expect(await rowAfter(propose(visit))).toMatchObject({
      inspectionId: 'i1',
      planId: 'p61-2023',
      targetId: 'dong-da-doan-1',
      subjectId: 'dong-da',
      subjectLevel: 'district',
      delegationId: 'doan-p61',
      teamId: null,
      concludedBy: 'so-noi-vu',
      mode: 'on-site',
      ground: 'plan',
      notice: 'announced',
      orderedBy: null,
      contents: ['own-reform-plan'],
      areas: ['procedures'],
      thematic: false,
      setOn: '2023-05-08',
      status: 'preparing',
      schedule: 'asked',
      windowId: null,
      windowFrom: '2023-06-05',
      windowTo: '2023-06-06',
      openedOn: null,
      priorShortcomings: null,
    })
  })

  it('names the team where one inspects', async () => {
    const team = {
      category: 'delegation',
      type: 'FormTeam',
      data: {
        delegationId: 'doan-p61',
        happenedOn: '2023-03-20',
        teamId: 'to-1',
        leaderId: 'nv-2',
        members: ['nv-2', 'nv-3'],
        grounds: ['content'],
        reason: 'Theo nội dung',
      },
      meta: {},
    } as const
    const inspectors = { by: 'team', teamId: 'to-1', reason: 'Theo nội dung' }
    const byTeam = changed(propose(visit), { inspectors })
    expect(await rowAfter(team, byTeam)).toMatchObject({ teamId: 'to-1' })
  })

  it('R7: says where its window stands: refused, asked for anew, confirmed', async () => {
    const refused = [
      propose(visit),
      refuseSchedule(visit, { from: '2023-06-05', to: '2023-06-06' }),
    ]
    expect(await rowAfter(...refused)).toMatchObject({
      schedule: 'refused',
      scheduleRefusedFor: 'overlap',
    })
    const later = { ...visit, from: '2023-06-12', to: '2023-06-13' }
    const anew = [...refused, reschedule(visit, { from: '2023-06-12', to: '2023-06-13' })]
    expect(await rowAfter(...anew)).toMatchObject({
      schedule: 'asked',
      scheduleRefusedFor: null,
      windowFrom: '2023-06-12',
    })
    expect(await rowAfter(...anew, reserve(later), confirm(later))).toMatchObject({
      schedule: 'confirmed',
      windowId: 'w-i1',
      windowTo: '2023-06-13',
    })
  })

  it('R10: shows the notice, when it may open, and the subject’s own report', async () => {
    const told = [propose(visit), reserve(visit), confirm(visit), notify(visit)]
    expect(await rowAfter(...told)).toMatchObject({
      noticeSentOn: '2023-05-10',
      openNotBefore: '2023-05-17',
      selfReportDueOn: '2023-05-24',
      selfReportOn: null,
      selfReportLate: null,
    })
    expect(await rowAfter(...told, selfReport(visit, '2023-05-24'))).toMatchObject({
      selfReportOn: '2023-05-24',
      selfReportLate: false,
    })
    const late = {
      ...selfReport(visit, '2023-05-24'),
      meta: { recordedAt: '2023-05-25T03:00:00.000Z' },
    }
    expect(await rowAfter(...told, late)).toMatchObject({
      selfReportOn: '2023-05-25',
      selfReportLate: true,
    })
  })

  it('R10: a new date takes the notice back', async () => {
    const told = [propose(visit), reserve(visit), confirm(visit), notify(visit)]
    const moved = reschedule(visit, { from: '2023-06-12', to: '2023-06-13' })
    const onTime = changed(moved, { happenedOn: '2023-05-11' })
    expect(await rowAfter(...told, onTime)).toMatchObject({
      schedule: 'asked',
      windowId: null,
      noticeSentOn: null,
      openNotBefore: null,
      selfReportDueOn: null,
    })
  })

  it('R7, R10: moved with another’s window, it has the days it was told; a later first day takes the notice back', async () => {
    const told = [propose(visit), reserve(visit), confirm(visit), notify(visit)]
    const windowId = (await rowAfter(...told))?.windowId ?? ''
    const movedTo = (to: { readonly from: string; readonly to: string }): ReadonlyArray<Step> => [
      visits('MoveWindow', {
        agencyId: 'dong-da',
        happenedOn: '2023-05-11',
        windowId,
        to,
      }),
      inspection('ConfirmSchedule', { ...about('2023-05-11'), windowId, window: to }),
    ]
    const noticed = await rowAfter(...told)
    const from = noticed?.windowFrom ?? ''
    expect(await rowAfter(...told, ...movedTo({ from, to: '2023-06-08' }))).toMatchObject({
      windowFrom: from,
      windowTo: '2023-06-08',
      noticeSentOn: '2023-05-10',
    })
    expect(
      await rowAfter(...told, ...movedTo({ from: '2023-06-12', to: '2023-06-13' })),
    ).toMatchObject({
      schedule: 'confirmed',
      windowFrom: '2023-06-12',
      windowTo: '2023-06-13',
      noticeSentOn: null,
      openNotBefore: null,
      selfReportDueOn: null,
    })
  })

  it('put off, it says until when; called off, since when', async () => {
    const deferred = inspection('DeferInspection', {
      ...about('2023-05-09'),
      latestOn: '2023-09-30',
      reason: 'Lịch bận',
    })
    expect(await rowAfter(propose(visit), deferred)).toMatchObject({
      schedule: 'deferred',
      latestOn: '2023-09-30',
    })
    expect(await rowAfter(propose(visit), cancel(visit))).toMatchObject({
      status: 'cancelled',
      cancelledOn: '2023-05-15',
      openedOn: null,
    })
  })

  it('R5: opens with whoever leads', async () => {
    expect(await rowAfter(...announced(visit))).toMatchObject({
      status: 'fieldwork',
      openedOn: '2023-06-05',
      leaderId: 'nv-1',
      insteadOfHead: false,
      priorShortcomings: 0,
    })
  })
})

describe('R9: an unannounced inspection', () => {
  it('has no row before it opens, whatever is said of it; called off, it never has', async () => {
    expect(await rowsAfter(order(hidden))).toEqual({})
    expect(
      await rowsAfter(...secret(hidden), importResult(hidden, '7/BC-STP', '2023-05-12')),
    ).toEqual({})
    expect(await rowsAfter(...secret(hidden), cancel(hidden))).toEqual({})
  })

  it('shows from its opening on, with all that was said before', async () => {
    const rows = await rowsAfter(
      order(hidden),
      refuseSchedule(hidden, { from: '2023-06-05', to: '2023-06-06' }),
      inspection('DeferInspection', {
        inspectionId: 's1',
        happenedOn: '2023-05-09',
        latestOn: '2023-06-30',
        reason: 'Lịch bận',
      }),
      reschedule(hidden, { from: '2023-06-12', to: '2023-06-13' }),
      reserve({ ...hidden, from: '2023-06-12', to: '2023-06-13' }, 'unannounced'),
      confirm({ ...hidden, from: '2023-06-12', to: '2023-06-13' }),
      noPrior(hidden),
      importResult(hidden, '7/BC-STP', '2023-05-13'),
      open({ ...hidden, from: '2023-06-12' }),
    )
    expect(rows).toMatchObject({
      s1: {
        planId: 'p61-2023',
        targetId: null,
        subjectId: 'hoan-kiem',
        notice: 'unannounced',
        ground: 'signs-of-violation',
        orderedBy: 'agency',
        setOn: '2023-05-08',
        status: 'fieldwork',
        schedule: 'confirmed',
        scheduleRefusedFor: null,
        windowId: 'w-s1',
        windowFrom: '2023-06-12',
        windowTo: '2023-06-13',
        latestOn: '2023-06-30',
        priorShortcomings: 0,
        importedResults: ['7/BC-STP'],
        openedOn: '2023-06-12',
        noticeSentOn: null,
      },
    })
  })

  it('handed over in secret, it shows the delegation that opened it', async () => {
    const rows = await rowsAfter(
      ...secret(hidden),
      inspection('HandOverInspection', {
        inspectionId: 's1',
        happenedOn: '2023-05-20',
        to: { kind: 'delegation', delegationId: 'doan-p61-2' },
        reason: 'Phân công lại',
      }),
      open(hidden),
    )
    expect(rows).toMatchObject({ s1: { delegationId: 'doan-p61-2', openedOn: '2023-06-05' } })
  })

  it('is afterwards as one that was announced', async () => {
    const steps = fieldwork(hidden, ['f1', 'violation', 'serious'])
    expect((await rowsAfter(...unannounced(hidden), ...steps))['s1']).toMatchObject({
      status: 'closed',
      minutes: 'signed',
      findingCounts: [{ kind: 'violation', severity: 'serious', findings: 1 }],
    })
  })
})

describe('fieldwork', () => {
  const opened = announced(visit)

  it.each(['signed', 'reservation', 'refused'] as const)('R12: minutes: %s', async (how) => {
    expect(await rowAfter(...opened, sign(visit, how))).toMatchObject({
      minutes: how,
      minutesOn: '2023-06-05',
    })
  })

  it('R8: an extension that is asked for, refused, asked for again and granted', async () => {
    const asked = inspection('RequestExtension', {
      ...about('2023-06-06'),
      until: '2023-06-07',
      ground: 'complexity',
      reason: 'Phức tạp',
    })
    const refused = inspection('RefuseExtension', {
      ...about('2023-06-06'),
      until: '2023-06-07',
      reason: 'caps',
    })
    expect(await rowAfter(...opened, asked)).toMatchObject({ extensionAskedUntil: '2023-06-07' })
    expect(await rowAfter(...opened, asked, refused)).toMatchObject({
      extensionAskedUntil: null,
      extensionRefusedFor: 'caps',
      windowTo: '2023-06-06',
    })
    expect(await rowAfter(...opened, asked, refused, asked)).toMatchObject({
      extensionAskedUntil: '2023-06-07',
      extensionRefusedFor: null,
    })
  })

  it('R8: a pause, until the visit goes on in another window', async () => {
    const paused = inspection('PauseInspection', { ...about('2023-06-06'), reason: 'Mưa bão' })
    expect(await rowAfter(...opened, paused)).toMatchObject({ pausedOn: '2023-06-06' })
    const window = { from: '2023-06-12', to: '2023-06-13' }
    const asked = inspection('RequestResumption', { ...about('2023-06-06'), window })
    const no = inspection('RefuseResumption', { ...about('2023-06-07'), window, reason: 'overlap' })
    expect(await rowAfter(...opened, paused, asked)).toMatchObject({
      resumptionAskedFrom: '2023-06-12',
      resumptionAskedTo: '2023-06-13',
      resumptionRefusedFor: null,
    })
    expect(await rowAfter(...opened, paused, asked, no)).toMatchObject({
      pausedOn: '2023-06-06',
      resumptionAskedFrom: null,
      resumptionAskedTo: null,
      resumptionRefusedFor: 'overlap',
    })
    expect(await rowAfter(...opened, paused, asked, no, asked)).toMatchObject({
      resumptionAskedFrom: '2023-06-12',
      resumptionRefusedFor: null,
    })
    const rows = await rowsAfter(...wholeLife.filter(({ meta }) => meta.onRefusal === undefined))
    expect(rows['i3']).toMatchObject({
      pausedOn: null,
      extensionAskedUntil: null,
      windowFrom: '2023-07-10',
      windowTo: '2023-07-11',
      delegationId: 'doan-p61-2',
      findingCounts: [{ kind: 'initiative', severity: 'minor', findings: 1 }],
      importedResults: ['77/BC-STP'],
    })
  })

  it('counts findings that stand, as they stand', async () => {
    const found = [
      ...opened,
      evidence(visit),
      raise(visit, 'f1', 'shortcoming', 'minor'),
      raise(visit, 'f2', 'shortcoming', 'minor'),
      raise(visit, 'f3', 'achievement', 'minor'),
    ]
    expect(await rowAfter(...found)).toMatchObject({
      findingCount: 3,
      findingCounts: [
        { kind: 'achievement', severity: 'minor', findings: 1 },
        { kind: 'shortcoming', severity: 'minor', findings: 2 },
      ],
    })
    expect(
      await rowAfter(...found, amend(visit, 'f1', 'violation', 'serious'), withdraw(visit, 'f2')),
    ).toMatchObject({
      findingCount: 2,
      findingCounts: [
        { kind: 'achievement', severity: 'minor', findings: 1 },
        { kind: 'violation', severity: 'serious', findings: 1 },
      ],
      findings: [
        { findingId: 'f1', kind: 'violation', severity: 'serious', withdrawn: false },
        { findingId: 'f2', withdrawn: true },
        { findingId: 'f3' },
      ],
    })
  })

  it('R5: lists acts that wait to be ratified; a withdrawn finding waits no more', async () => {
    const flagged = [
      ...opened,
      evidence(visit),
      raise(visit, 'f1'),
      flag(visit, 'f1'),
      flag(visit, 'm1'),
    ]
    expect(await rowAfter(...flagged)).toMatchObject({ flaggedActs: ['f1', 'm1'] })
    expect(await rowAfter(...flagged, ratify(visit, 'm1'))).toMatchObject({ flaggedActs: ['f1'] })
    expect(await rowAfter(...flagged, withdraw(visit, 'f1'))).toMatchObject({ flaggedActs: ['m1'] })
  })

  it('closed, it says when the conclusion is due', async () => {
    const closed = [...opened, evidence(visit), ...assess(visit), sign(visit), close(visit)]
    expect(await rowAfter(...closed)).toMatchObject({
      status: 'closed',
      closedOn: '2023-06-05',
      conclusionDueOn: '2023-06-26',
    })
  })
})

describe('draft and conclusion', () => {
  const closed = [
    ...announced(visit),
    ...fieldwork(visit, ['f1', 'shortcoming', 'significant'], ['f2', 'shortcoming', 'minor']),
  ]
  const drafted = [...closed, circulate(visit), explain(visit, 'x1', ['f1', 'f2'])]

  it('R14: shows the draft, until when to explain, and how explanations were answered', async () => {
    expect(await rowAfter(...drafted)).toMatchObject({
      status: 'drafted',
      draftedOn: '2023-07-10',
      explainUntil: '2023-07-17',
      explanationWaived: false,
      explanations: [{ explanationId: 'x1', late: false, answer: 'none' }],
    })
    expect(await rowAfter(...drafted, decideOn(visit, 'x1', { kind: 'rejected' }))).toMatchObject({
      explanations: [{ answer: 'rejected' }],
      findingCount: 2,
    })
    const accepted = decideOn(visit, 'x1', {
      kind: 'accepted',
      effects: [
        { kind: 'withdrawn', findingId: 'f2' },
        { kind: 'noted', findingId: 'f1', note: 'Ghi nhận' },
      ],
    })
    expect(await rowAfter(...drafted, accepted)).toMatchObject({
      explanations: [{ answer: 'accepted' }],
      findingCount: 1,
    })
  })

  it('R14: shows a waiver; circulated again, the subject may explain again', async () => {
    const waived = [...closed, circulate(visit), waive(visit, '2023-07-11')]
    expect(await rowAfter(...waived)).toMatchObject({ explanationWaived: true })
    const graver = [
      inspection('AmendFinding', {
        inspectionId: 'i1',
        happenedAt: '2023-07-11T05:00:00.000Z',
        memberId: 'nv-2',
        findingId: 'f2',
        statement: { ...statement(visit), severity: 'serious' },
        reason: 'Bổ sung',
      }),
      inspection('ReviewFinding', {
        inspectionId: 'i1',
        happenedAt: '2023-07-11T05:00:00.000Z',
        memberId: 'nv-3',
        findingId: 'f2',
      }),
      circulate(visit, '2023-07-12'),
    ]
    expect(await rowAfter(...waived, ...graver)).toMatchObject({
      draftedOn: '2023-07-12',
      explainUntil: '2023-07-19',
      explanationWaived: false,
    })
  })

  const issued = [...closed, ...concluded(visit, [demand('d1', 'f1'), demand('d2', 'f2')])]

  it('R17: a conclusion after its due date is late for ever; so is a publication', async () => {
    expect(await rowAfter(...issued)).toMatchObject({
      status: 'concluded',
      concludedOn: '2023-07-13',
      conclusionNumber: '20/TB-SNV',
      conclusionLate: true,
      publicationDueOn: '2023-07-23',
      publishedOn: null,
      demandCount: 2,
      recommendations: [{ recommendationId: 'rec-1', answeredOn: null, answeredLate: null }],
    })
    expect(await rowAfter(...issued, publish(visit, '2023-07-23'))).toMatchObject({
      publishedOn: '2023-07-23',
      publicationLate: false,
    })
    expect(await rowAfter(...issued, publish(visit, '2023-07-24'))).toMatchObject({
      publicationLate: true,
    })
  })

  it('R17: one in time isn’t late', async () => {
    const inTime = [
      ...closed,
      circulate(visit, '2023-06-12'),
      waive(visit, '2023-06-13'),
      conclude(visit, [demand('d1', 'f1'), demand('d2', 'f2')], '2023-06-26'),
    ]
    expect(await rowAfter(...inTime)).toMatchObject({ conclusionLate: false })
  })

  it('R17: is corrected, reviewed and revoked by documents of their own', async () => {
    const rows = await rowsAfter(...wholeLife.filter(({ meta }) => meta.onRefusal === undefined))
    expect(rows['i1']).toMatchObject({
      status: 'revoked',
      revokedOn: '2023-09-11',
      conclusionNumber: '20/TB-SNV',
      corrections: ['21/TB-SNV'],
      demandCount: 3,
      review: 'to-revoke',
      dissents: ['nv-3'],
      explanations: [
        { explanationId: 'x1', answer: 'accepted', late: false },
        { explanationId: 'x2', answer: 'rejected', late: false },
        { explanationId: 'x3', answer: 'none', late: true },
      ],
      recommendations: [{ answeredOn: '2023-09-05', answeredLate: true }],
    })
    expect(Object.keys(rows).sort()).toEqual(['i1', 'i2', 'i3', 'i4', 's1'])
  })

  it('shows a review from its request on', async () => {
    const asked = inspection('RequestReview', {
      ...about('2023-07-14'),
      reason: 'Đề nghị xem lại',
      document: {
        number: '5/UBND-NV',
        kind: 'letter',
        issuer: 'dong-da',
        signedOn: '2023-07-14',
      },
    })
    expect(await rowAfter(...issued, asked)).toMatchObject({ review: 'requested' })
    expect(await rowAfter(...issued)).toMatchObject({ review: 'none' })
  })
})
