import { describe, expect, it } from 'vitest'
import { findingRegister } from '../src/index.ts'
import { agency, changed, city, document, inspection, rowsOf, type Step } from './support/city.ts'
import {
  announced,
  circulate,
  close,
  evidence,
  assess,
  explain,
  raise,
  refer,
  review,
  sign,
  statement,
  unannounced,
  type Visit,
} from './support/course.ts'
import { amend, decideOn, flag, ratify, wholeLife, withdraw } from './support/whole-life.ts'

const visit: Visit = { inspectionId: 'i1', subjectId: 'dong-da' }
const rowsAfter = async (...steps: ReadonlyArray<Step>) =>
  rowsOf(await city(...steps), findingRegister)
const f1After = async (...steps: ReadonlyArray<Step>) => (await rowsAfter(...steps))['i1.f1']

const opened = [...announced(visit), evidence(visit)]
const raised = [...opened, raise(visit, 'f1', 'violation', 'significant')]
const closed = [...raised, review(visit, 'f1'), ...assess(visit), sign(visit), close(visit)]
const drafted = [...closed, circulate(visit)]

describe('a finding', () => {
  it('R12, R15: says what was found, and who answers for it as of that day', async () => {
    const headed = agency('AppointHead', {
      agencyId: 'dong-da',
      happenedOn: '2023-01-02',
      postId: 'head',
      personId: 'dd-1',
      acting: true,
      from: '2023-01-02',
    })
    expect(await rowsAfter(headed, ...raised)).toEqual({
      'i1.f1': {
        inspectionId: 'i1',
        findingId: 'f1',
        planId: 'p61-2023',
        subjectId: 'dong-da',
        delegationId: 'doan-p61',
        kind: 'violation',
        content: 'own-reform-plan',
        area: 'procedures',
        severity: 'significant',
        repeats: null,
        criterion: 'Nghị định 61/2018/NĐ-CP',
        conditionOn: '2023-03-01',
        correctedOnSpot: false,
        evidence: ['e1'],
        raisedOn: '2023-06-05',
        raisedBy: 'nv-2',
        statedBy: 'nv-2',
        reviewed: false,
        reviewedBy: null,
        withdrawn: false,
        circulated: false,
        referred: false,
        referredOn: null,
        flagged: false,
        responsibleAgencyId: 'dong-da',
        responsiblePostId: 'deputy',
        responsibleField: 'procedures',
        headShare: 'leadership',
        headId: 'dd-1',
        headActing: true,
        explanation: 'none',
        explanationLate: false,
      },
    })
  })

  it('no free text in which a person may be named', async () => {
    const text = JSON.stringify(await rowsAfter(...drafted, explain(visit, 'x1', ['f1'])))
    for (const words of ['Hồ sơ trễ hạn', 'Giải trình', 'Thiếu kiểm tra']) {
      expect(text).not.toContain(words)
    }
  })

  it('without an address has none', async () => {
    const { responsibility: _, ...rest } = statement(visit, 'achievement')
    const praise = inspection('RaiseFinding', {
      inspectionId: 'i1',
      happenedAt: '2023-06-05T03:00:00.000Z',
      memberId: 'nv-2',
      findingId: 'f1',
      statement: rest,
    })
    expect(await f1After(...opened, praise)).toMatchObject({
      kind: 'achievement',
      responsibleAgencyId: null,
      responsiblePostId: null,
      responsibleField: null,
      headShare: null,
      headId: null,
      headActing: null,
    })
  })

  it('R19: repeated, it is a step graver than stated, and names the obligation', async () => {
    const obligations = [
      {
        obligationId: 'ob-1',
        area: 'procedures' as const,
        source: { kind: 'obligation' as const },
      },
    ]
    const asked = inspection('RequirePriorShortcomings', {
      inspectionId: 'i1',
      happenedOn: '2023-05-12',
      obligations,
    })
    const repeated = inspection('RaiseFinding', {
      inspectionId: 'i1',
      happenedAt: '2023-06-05T03:00:00.000Z',
      memberId: 'nv-2',
      findingId: 'f1',
      statement: { ...statement(visit, 'shortcoming', 'minor'), repeats: 'ob-1' },
    })
    const without = opened.filter(({ type }) => type !== 'RequirePriorShortcomings')
    expect(await f1After(...without, asked, repeated)).toMatchObject({
      severity: 'significant',
      repeats: 'ob-1',
    })
  })

  it('R13: reviewed; amended, it is to be reviewed again', async () => {
    expect(await f1After(...raised, review(visit, 'f1'))).toMatchObject({
      reviewed: true,
      reviewedBy: 'nv-3',
    })
    const amended = amend(visit, 'f1', 'violation', 'minor')
    expect(await f1After(...raised, review(visit, 'f1'), amended)).toMatchObject({
      severity: 'minor',
      reviewed: false,
      reviewedBy: null,
    })
  })

  it('withdrawn stays, as withdrawn', async () => {
    expect(await f1After(...raised, withdraw(visit, 'f1'))).toMatchObject({ withdrawn: true })
  })

  it('R5: flagged until ratified or withdrawn', async () => {
    const flagged = [...raised, flag(visit, 'f1')]
    expect(await f1After(...flagged)).toMatchObject({ flagged: true })
    expect(await f1After(...flagged, ratify(visit, 'f1'))).toMatchObject({ flagged: false })
    expect(await f1After(...flagged, withdraw(visit, 'f1'))).toMatchObject({ flagged: false })
    expect(Object.keys(await rowsAfter(...raised, flag(visit, 'minutes')))).toEqual(['i1.f1'])
  })

  it('the same id in two inspections makes two rows', async () => {
    const other: Visit = { inspectionId: 's1', subjectId: 'hoan-kiem' }
    const rows = await rowsAfter(
      ...raised,
      ...unannounced(other),
      evidence(other),
      raise(other, 'f1'),
    )
    expect(Object.keys(rows).sort()).toEqual(['i1.f1', 's1.f1'])
    expect(rows['s1.f1']).toMatchObject({ subjectId: 'hoan-kiem', planId: 'p61-2023' })
  })

  it('follows its inspection to another delegation', async () => {
    const handedOver = inspection('HandOverInspection', {
      inspectionId: 'i1',
      happenedOn: '2023-06-05',
      to: { kind: 'delegation', delegationId: 'doan-p61-2' },
      reason: 'Phân công lại',
    })
    const second = raise(visit, 'f2')
    const rows = await rowsAfter(...raised, second, handedOver)
    expect(rows).toMatchObject({
      'i1.f1': { delegationId: 'doan-p61-2', subjectId: 'dong-da' },
      'i1.f2': { delegationId: 'doan-p61-2', subjectId: 'dong-da' },
    })
  })

  it('R26: and to the subject’s successor', async () => {
    const dissolved = agency('DissolveAgency', {
      agencyId: 'dong-da',
      happenedOn: '2023-06-20',
      effectiveOn: '2023-06-20',
      successors: ['hoan-kiem'],
      document: document('1/NQ-HDND', 'ubnd-thanh-pho', '2023-06-20'),
      takerDue: { value: { amount: 10, unit: 'days' }, basis: 'Synthetic' },
    })
    const handedOver = inspection('HandOverInspection', {
      inspectionId: 'i1',
      happenedOn: '2023-06-21',
      to: { kind: 'successor', subjectId: 'hoan-kiem' },
      reason: 'Sáp nhập',
    })
    expect(await f1After(...closed, dissolved, handedOver)).toMatchObject({
      subjectId: 'hoan-kiem',
      responsibleAgencyId: 'dong-da',
    })
  })
})

describe('draft, explanations, referral', () => {
  it('R18: a suspected crime is not in the draft, yet the delegation sees it', async () => {
    const rows = await rowsAfter(
      ...raised,
      raise(visit, 'f2', 'suspected-crime', 'serious'),
      ...['f1', 'f2'].map((id) => review(visit, id)),
      ...assess(visit),
      sign(visit),
      close(visit),
      refer(visit, ['f2']),
      circulate(visit),
    )
    expect(rows).toMatchObject({
      'i1.f1': { circulated: true, referred: false },
      'i1.f2': { circulated: false, referred: true, referredOn: '2023-07-10' },
    })
  })

  it('R13: made graver, it is to be circulated again; made lighter, it isn’t', async () => {
    const restated = (severity: 'minor' | 'serious') =>
      inspection('AmendFinding', {
        inspectionId: 'i1',
        happenedAt: '2023-07-11T03:00:00.000Z',
        memberId: 'nv-2',
        findingId: 'f1',
        statement: statement(visit, 'violation', severity),
        reason: 'Bổ sung',
      })
    expect(await f1After(...drafted)).toMatchObject({ circulated: true })
    expect(await f1After(...drafted, restated('serious'))).toMatchObject({ circulated: false })
    expect(await f1After(...drafted, restated('minor'))).toMatchObject({ circulated: true })
  })

  it('R18: restated as another kind, it is another matter to refer', async () => {
    const other = (kind: 'violation' | 'shortcoming') =>
      inspection('AmendFinding', {
        inspectionId: 'i1',
        happenedAt: '2023-07-11T03:00:00.000Z',
        memberId: 'nv-2',
        findingId: 'f1',
        statement: statement(visit, kind, 'minor'),
        reason: 'Bổ sung',
      })
    const referred = [...drafted, refer(visit, ['f1'])]
    expect(await f1After(...referred, other('violation'))).toMatchObject({ referred: true })
    expect(await f1After(...referred, other('shortcoming'))).toMatchObject({
      referred: false,
      referredOn: null,
    })
  })

  const explained = [...drafted, explain(visit, 'x1', ['f1'])]
  const accepted = (effect: object): Step =>
    changed(decideOn(visit, 'x1', { kind: 'rejected' }), {
      decision: { kind: 'accepted', effects: [effect] },
    })

  it('R14: an explanation, and what became of it', async () => {
    expect(await f1After(...explained)).toMatchObject({ explanation: 'submitted' })
    expect(await f1After(...explained, decideOn(visit, 'x1', { kind: 'rejected' }))).toMatchObject({
      explanation: 'rejected',
      reviewed: true,
    })
    expect(
      await f1After(...explained, accepted({ kind: 'noted', findingId: 'f1', note: 'Ghi nhận' })),
    ).toMatchObject({ explanation: 'noted', withdrawn: false, reviewed: true })
    expect(
      await f1After(...explained, accepted({ kind: 'withdrawn', findingId: 'f1' })),
    ).toMatchObject({ explanation: 'withdrawn', withdrawn: true })
    expect(
      await f1After(
        ...explained,
        accepted({
          kind: 'amended',
          findingId: 'f1',
          statement: statement(visit, 'violation', 'minor'),
        }),
      ),
    ).toMatchObject({
      explanation: 'amended',
      severity: 'minor',
      reviewed: false,
      statedBy: 'nv-1',
      circulated: true,
    })
  })

  it('R14: one that came late is marked', async () => {
    const rows = await rowsAfter(...wholeLife.filter(({ meta }) => meta.onRefusal === undefined))
    expect(rows['i1.f8']).toMatchObject({ explanation: 'submitted', explanationLate: true })
    expect(rows['i1.f2']).toMatchObject({ explanation: 'rejected', explanationLate: false })
    expect(rows['i1.f5']).toMatchObject({ explanation: 'none' })
  })
})
