import { describe, expect, it } from 'vitest'
import { planProgress } from '../src/index.ts'
import {
  addTarget,
  agency,
  changed,
  type City,
  city,
  document,
  draftPlan,
  emptyCity,
  inspection,
  issuePlan,
  plan,
  rowsOf,
  type Step,
  target,
  terms,
  year,
} from './support/city.ts'
import {
  announced,
  cancel,
  combine,
  conclude,
  concluded,
  confirm,
  fieldwork,
  notify,
  open,
  propose,
  release,
  reserve,
  revoke,
  secret,
  unannounced,
  type Visit,
} from './support/course.ts'

const p61 = async (of: City) => (await rowsOf(of, planProgress))['p61-2023']

/** Only agencies and what a test adds of the plan. */
const planned = async (...steps: ReadonlyArray<Step>) => {
  const ready = emptyCity()
  await ready.go(...year.filter(({ category }) => category === 'agency'), ...steps)
  return p61(ready)
}

const amend = (changes: Parameters<typeof plan<'AmendPlan'>>[1]['changes']): Step =>
  plan('AmendPlan', {
    planId: 'p61-2023',
    happenedOn: '2023-02-01',
    document: document('62/KH-UBND', 'ubnd-thanh-pho', '2023-02-01'),
    reason: 'Điều chỉnh',
    changes,
  })

const draft = [draftPlan('p61-2023'), addTarget('p61-2023', 'dong-da')]
const issued = [...draft, issuePlan('p61-2023')]

describe('the planned part', () => {
  it('begins with a draft: its terms’ goals, and no targets yet', async () => {
    expect(await planned(draftPlan('p61-2023'))).toEqual({
      planId: 'p61-2023',
      kind: 'reform',
      year: 2023,
      nameVi: 'Kế hoạch p61-2023',
      issuerId: 'ubnd-thanh-pho',
      leadAgencyId: 'so-noi-vu',
      status: 'draft',
      documentNumber: null,
      issuedOn: null,
      endedOn: null,
      closing: null,
      areas: ['steering', 'procedures', 'digital-government'],
      coverageGoal: 0.5,
      unannouncedShareGoal: 0.25,
      targetCount: 0,
      subjectCount: 0,
      targetsVisited: 0,
      subjectsVisited: 0,
      coverage: null,
      visitCount: 0,
      unannouncedCount: 0,
      unannouncedShare: null,
      concludedCount: 0,
      neverInspected: [],
      districtsInspecting: [],
      ownDivisionCoverage: null,
      ownCommuneCoverage: null,
      planned: [],
      carriedOut: [],
      targets: [],
      inspections: [],
      combined: [],
    })
  })

  it('counts targets by level and month, and a subject of two targets once', async () => {
    const row = await p61(await city())
    expect(row).toMatchObject({ status: 'issued', targetCount: 4, subjectCount: 3, coverage: 0 })
    expect(row?.planned).toEqual([
      { level: 'department', month: '2023-06', targets: 1 },
      { level: 'district', month: '2023-06', targets: 2 },
      { level: 'district', month: '2023-07', targets: 1 },
    ])
    expect(row?.targets[2]).toEqual({
      targetId: 'hoan-kiem-doan-1',
      subjectId: 'hoan-kiem',
      level: 'district',
      mode: 'on-site',
      areas: ['procedures'],
      from: '2023-07-03',
      to: '2023-07-04',
      month: '2023-07',
    })
  })

  it('forgets a target that is taken out of the draft', async () => {
    const removed = plan('RemoveTarget', {
      planId: 'p61-2023',
      happenedOn: '2023-01-07',
      targetId: 'dong-da-doan-1',
    })
    const row = await planned(...draft, addTarget('p61-2023', 'hoan-kiem'), removed)
    expect(row?.targets.map(({ targetId }) => targetId)).toEqual(['hoan-kiem-doan-1'])
    expect(row).toMatchObject({ targetCount: 1, subjectCount: 1 })
  })

  it('says by which document, and from when, it is in force', async () => {
    expect(await planned(...issued)).toMatchObject({
      status: 'issued',
      documentNumber: '60/KH-UBND',
      issuedOn: '2023-01-10',
      endedOn: null,
      closing: null,
    })
  })

  it('follows amendments: targets taken out, moved and added', async () => {
    const row = await planned(
      draftPlan('p61-2023'),
      addTarget('p61-2023', 'dong-da'),
      addTarget('p61-2023', 'so-tu-phap'),
      issuePlan('p61-2023'),
      amend({
        targetsRemoved: ['dong-da-doan-1'],
        targetsMoved: [
          { targetId: 'so-tu-phap-doan-1', window: { from: '2023-08-31', to: '2023-09-01' } },
        ],
        targetsAdded: [target('hoan-kiem')],
      }),
    )
    expect(row?.targets.map(({ targetId, from, to }) => [targetId, from, to])).toEqual([
      ['so-tu-phap-doan-1', '2023-08-31', '2023-09-01'],
      ['hoan-kiem-doan-1', '2023-06-05', '2023-06-06'],
    ])
    expect(row?.planned).toEqual([
      { level: 'department', month: '2023-08', targets: 1 },
      { level: 'district', month: '2023-06', targets: 1 },
    ])
    expect(row).toMatchObject({ coverageGoal: 0.5 })
  })

  it('R26: follows a target to who took over from its subject', async () => {
    const row = await planned(
      draftPlan('p61-2023'),
      addTarget('p61-2023', 'dong-da'),
      addTarget('p61-2023', 'hoan-kiem'),
      issuePlan('p61-2023'),
      agency('DissolveAgency', {
        agencyId: 'hoan-kiem',
        happenedOn: '2023-05-04',
        effectiveOn: '2023-05-04',
        successors: ['so-tu-phap'],
        document: document('70/NQ-HDND', 'ubnd-thanh-pho', '2023-05-04'),
        takerDue: { value: { unit: 'days', amount: 30 }, basis: 'Synthetic' },
      }),
      plan('TransferTarget', {
        planId: 'p61-2023',
        happenedOn: '2023-05-04',
        targetId: 'hoan-kiem-doan-1',
        toId: 'so-tu-phap',
      }),
    )
    expect(row?.targets.map(({ subjectId, level }) => [subjectId, level])).toEqual([
      ['dong-da', 'district'],
      ['so-tu-phap', 'department'],
    ])
    expect(row?.planned.map(({ level, targets }) => [level, targets])).toEqual([
      ['department', 1],
      ['district', 1],
    ])
    expect(row).toMatchObject({ targetCount: 2, subjectCount: 2 })
  })

  it('follows amended goals, and a goal that is given up', async () => {
    const { goals } = terms('so-noi-vu')
    const row = await planned(
      ...issued,
      amend({ goals: { coverageMin: { ...goals.coverageMin, value: 0.3 } } }),
    )
    expect(row).toMatchObject({ coverageGoal: 0.3, unannouncedShareGoal: null })
  })

  it('shows the end: revoked, or closed', async () => {
    const about = { planId: 'p61-2023', happenedOn: '2023-12-01' }
    const paper = document('99/QĐ-UBND', 'ubnd-thanh-pho', '2023-12-01')
    const revoked = plan('RevokePlan', { ...about, document: paper, reason: 'Thu hồi' })
    expect(await planned(...issued, revoked)).toMatchObject({
      status: 'revoked',
      endedOn: '2023-12-01',
      closing: null,
    })
    const closed = plan('ClosePlan', {
      ...about,
      report: paper,
      notReached: [{ targetId: 'dong-da-doan-1', reason: 'Không bố trí được' }],
    })
    expect(await planned(...issued, closed)).toMatchObject({
      status: 'closed',
      endedOn: '2023-12-01',
      closing: {
        reached: [],
        notReached: [{ targetId: 'dong-da-doan-1', reason: 'Không bố trí được' }],
        owed: [],
      },
    })
  })

  it('R1: shows what it was closed with, whatever comes in later', async () => {
    const tells = (happenedOn: string, result: object) =>
      changed(
        plan('RecordResult', {
          planId: 'p61-2023',
          happenedOn,
          result: { kind: 'owed', obligationId: 'd1' },
        }),
        { result },
      )
    const reached = { kind: 'reached', targetId: 'dong-da-doan-1', inspectionId: 'i1' }
    const closed = plan('ClosePlan', {
      planId: 'p61-2023',
      happenedOn: '2023-12-01',
      report: document('99/QĐ-UBND', 'ubnd-thanh-pho', '2023-12-01'),
      notReached: [],
    })
    const row = await planned(
      ...issued,
      tells('2023-07-14', reached),
      tells('2023-07-14', { kind: 'owed', obligationId: 'd1' }),
      tells('2023-07-14', { kind: 'owed', obligationId: 'd2' }),
      tells('2023-08-14', { kind: 'settled', obligationId: 'd1' }),
      closed,
      tells('2023-12-14', { kind: 'settled', obligationId: 'd2' }),
    )
    expect(row).toMatchObject({
      closing: { reached: ['dong-da-doan-1'], notReached: [], owed: ['d2'] },
    })
  })

  it('R9: says nothing of a draw', async () => {
    const drawn = plan('DrawSubjects', {
      planId: 'p61-2023',
      happenedOn: '2023-02-01',
      drawId: 'lot-1',
      slotId: 'doan-1',
      seed: '20230201',
      seedBasis: 'Synthetic',
      pool: [{ subjectId: 'dong-da' }, { subjectId: 'hoan-kiem' }],
      count: 1,
    })
    expect(await planned(...issued, drawn)).toEqual(await planned(...issued))
  })
})

const dongDa: Visit = { inspectionId: 'i1', subjectId: 'dong-da' }
const alongside: Visit = { inspectionId: 'i2', subjectId: 'dong-da', slotId: 'doan-2' }
const hoanKiem: Visit = { inspectionId: 's1', subjectId: 'hoan-kiem' }
/** The same two days, in the same area, by another delegation: refused, unless combined. */
const together = [
  propose(dongDa),
  propose(alongside),
  reserve(dongDa),
  reserve(alongside),
  combine(dongDa, alongside),
]
const opening = (visit: Visit) => [confirm(visit), notify(visit), open(visit)]

describe('the carried-out part', () => {
  it('counts an announced visit from its opening on, not before', async () => {
    const before = await p61(await city())
    const all = announced(dongDa)
    expect(await p61(await city(...all.slice(0, -1)))).toEqual(before)
    const row = await p61(await city(...all))
    expect(row).toMatchObject({
      targetsVisited: 1,
      subjectsVisited: 1,
      coverage: 1 / 3,
      visitCount: 1,
      unannouncedCount: 0,
      unannouncedShare: 0,
      concludedCount: 0,
    })
    expect(row?.inspections).toEqual([
      {
        inspectionId: 'i1',
        targetId: 'dong-da-doan-1',
        subjectId: 'dong-da',
        level: 'district',
        mode: 'on-site',
        notice: 'announced',
        areas: ['procedures'],
        openedOn: '2023-06-05',
        status: 'open',
        concludedOn: null,
        ownInspecting: null,
      },
    ])
  })

  it('R9: counts an unannounced visit from its opening on; it covers its subject, and no target', async () => {
    expect(await p61(await city(...secret(hoanKiem)))).toEqual(await p61(await city()))
    expect(await p61(await city(...unannounced(hoanKiem)))).toMatchObject({
      targetsVisited: 0,
      subjectsVisited: 1,
      coverage: 1 / 3,
      visitCount: 1,
      unannouncedCount: 1,
      unannouncedShare: 1,
      inspections: [{ targetId: null, notice: 'unannounced', subjectId: 'hoan-kiem' }],
    })
  })

  it('a visit to an agency without a target counts as a visit, and covers nothing', async () => {
    const commune: Visit = { inspectionId: 's2', subjectId: 'thanh-tra-thanh-pho' }
    expect(await p61(await city(...unannounced(commune)))).toMatchObject({
      subjectsVisited: 0,
      coverage: 0,
      visitCount: 1,
      carriedOut: [{ level: 'department', month: '2023-06', visits: 1, unannounced: 1 }],
    })
  })

  it('R9: an unannounced one called off before its opening never shows', async () => {
    const off = [...secret(hoanKiem), cancel(hoanKiem), release(hoanKiem)]
    expect(await p61(await city(...off))).toEqual(await p61(await city()))
  })

  it('one called off after its opening has visited nobody', async () => {
    const row = await p61(await city(...announced(dongDa), cancel(dongDa, '2023-06-05')))
    expect(row).toMatchObject({ coverage: 0, targetsVisited: 0, visitCount: 0, carriedOut: [] })
    expect(row?.inspections).toMatchObject([{ inspectionId: 'i1', status: 'cancelled' }])
  })

  it('counts conclusions in the month in which they were issued', async () => {
    const life = [...announced(dongDa), ...fieldwork(dongDa), ...concluded(dongDa)]
    const row = await p61(await city(...life, ...unannounced(hoanKiem)))
    expect(row).toMatchObject({ concludedCount: 1, visitCount: 2, unannouncedShare: 0.5 })
    expect(row?.carriedOut).toEqual([
      { level: 'district', month: '2023-06', visits: 2, unannounced: 1, concluded: 0 },
      { level: 'district', month: '2023-07', visits: 0, unannounced: 0, concluded: 1 },
    ])
    expect(row?.inspections[0]).toMatchObject({ status: 'concluded', concludedOn: '2023-07-13' })
  })

  it('a revoked conclusion counts no more; the visit does', async () => {
    const life = [...announced(dongDa), ...fieldwork(dongDa), ...concluded(dongDa)]
    expect(await p61(await city(...life, revoke(dongDa)))).toMatchObject({
      concludedCount: 0,
      visitCount: 1,
      coverage: 1 / 3,
      carriedOut: [{ level: 'district', month: '2023-06', visits: 1, concluded: 0 }],
      inspections: [{ status: 'revoked' }],
    })
  })

  it('R7: combined inspections are one visit, with a conclusion each', async () => {
    const both = [...together, ...opening(dongDa), ...opening(alongside)]
    const row = await p61(await city(...both))
    expect(row).toMatchObject({
      combined: [['i1', 'i2']],
      visitCount: 1,
      targetsVisited: 2,
      subjectsVisited: 1,
      carriedOut: [{ level: 'district', month: '2023-06', visits: 1 }],
    })
    expect(row?.inspections.map(({ inspectionId }) => inspectionId)).toEqual(['i1', 'i2'])
  })

  it('R7: names groups in the order of ids, whichever was combined first', async () => {
    const days = { from: '2023-06-19', to: '2023-06-20' }
    const third = { ...dongDa, inspectionId: 'i3', ...days }
    const fourth = { ...alongside, inspectionId: 'i4', ...days }
    const row = await p61(
      await city(reserve(fourth), reserve(third), combine(fourth, third), ...together),
    )
    expect(row?.combined).toEqual([
      ['i1', 'i2'],
      ['i3', 'i4'],
    ])
  })

  it('R7: each plan counts its own part of what is combined across plans', async () => {
    const other = changed(reserve(alongside), { planId: 'tu-phap-2023', inspectionId: 'j1' })
    const across = [reserve(dongDa), other, combine(dongDa, alongside)]
    const rows = await rowsOf(await city(propose(dongDa), ...across), planProgress)
    expect(rows['p61-2023']).toMatchObject({ combined: [] })
    expect(rows['tu-phap-2023']).toMatchObject({ combined: [] })
  })

  it('who gives the shared window back before opening visits alone', async () => {
    const apart = [...together, release(alongside)]
    expect(await p61(await city(...apart))).toMatchObject({ combined: [] })
    const window = { from: '2023-06-08', to: '2023-06-09' }
    const later = { ...alongside, ...window }
    const again = changed(reserve(later), { windowId: 'w-3' })
    const row = await p61(
      await city(
        ...apart,
        inspection('RescheduleInspection', {
          inspectionId: 'i2',
          happenedOn: '2023-05-08',
          window,
          reason: 'Đổi lịch',
        }),
        again,
        inspection('ConfirmSchedule', {
          inspectionId: 'i2',
          happenedOn: '2023-05-09',
          windowId: 'w-3',
          window,
        }),
        notify(alongside),
        ...opening(dongDa),
        open(later),
      ),
    )
    expect(row).toMatchObject({ visitCount: 2, targetsVisited: 2 })
  })

  it('who gives it back after opening was there with the others', async () => {
    const both = [...together, ...opening(dongDa), ...opening(alongside)]
    expect(await p61(await city(...both, release(alongside, 'interrupted')))).toMatchObject({
      combined: [['i1', 'i2']],
      visitCount: 1,
    })
  })

  it('a visit that another joined is unannounced if none of its inspections was announced', async () => {
    const uncalled = unannounced(dongDa)
    const row = await p61(
      await city(...uncalled, propose(alongside), reserve(alongside), combine(dongDa, alongside)),
    )
    expect(row).toMatchObject({ visitCount: 1, unannouncedCount: 1 })
    const joined = await p61(
      await city(
        ...uncalled,
        propose(alongside),
        reserve(alongside),
        combine(dongDa, alongside),
        ...opening(alongside),
      ),
    )
    expect(joined).toMatchObject({ visitCount: 1, unannouncedCount: 0 })
  })

  it('counts each plan’s inspections in its own row', async () => {
    const rows = await rowsOf(await city(...announced(dongDa)), planProgress)
    expect(Object.keys(rows).sort()).toEqual(['cong-vu-2023', 'p61-2023', 'tu-phap-2023'])
    expect(rows['cong-vu-2023']).toMatchObject({ visitCount: 0, coverage: 0 })
  })

  it('a conclusion by both of a combined visit counts twice', async () => {
    const both = [...together, ...opening(dongDa), ...opening(alongside)]
    const papers = [dongDa, alongside].flatMap((visit) => [
      ...fieldworkOf(visit),
      ...concluded(visit).slice(0, 2),
      conclude(visit),
    ])
    expect(await p61(await city(...both, ...papers))).toMatchObject({
      visitCount: 1,
      concludedCount: 2,
    })
  })
})

const fieldworkOf = (visit: Visit) => [priorFree(visit), ...fieldwork(visit)]
const priorFree = (visit: Visit): Step => ({
  category: 'inspection',
  type: 'RequirePriorShortcomings',
  data: { inspectionId: visit.inspectionId, happenedOn: '2023-06-05', obligations: [] },
  meta: {},
})
