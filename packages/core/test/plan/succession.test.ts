/**
 * R26: a target goes to who took over from its subject; R25 is asked of the taker anew.
 */
import { describe, expect, it } from 'vitest'
import { planFold, type PlanState } from '../../src/plan/index.ts'
import { Agency } from '../../src/agency/index.ts'
import { sampleDocument, sampleTarget } from '@kiemtra/core/testing'
import { accepted, officialOf, rejected, sent } from '../support/sent.ts'
import type { World } from '../support/world.ts'
import { asker, cityWith, type DataOf, dissolves } from './support.ts'

const planId = 'p61-2023'
const happenedOn = '2023-05-04'
const by = (issuer: string, signedOn: string) =>
  ({ number: '12/QĐ', kind: 'decision', issuer, signedOn }) as const

const names = (world: World, agencyId: string, takerId: string, on: string) =>
  world.handle(
    Agency,
    sent('NameTaker', { agencyId, happenedOn: on, takerId, document: by('ubnd-thanh-pho', on) }),
  )

/** Plan 61 in force, and the district of its target at its end. */
const ended = (...successors: string[]): World => {
  const world = cityWith(3)
  accepted(dissolves(world, 'dong-da', happenedOn, ...successors), 'AgencyDissolved')
  return world
}

const transfers = (
  world: World,
  data: Partial<DataOf<'TransferTarget'>> = {},
  meta?: Parameters<typeof sent>[2],
) =>
  asker(world)(
    'TransferTarget',
    { planId, happenedOn, targetId: 't1', toId: 'hoan-kiem', ...data },
    meta,
  )

const targetIn = (world: World, targetId: string) =>
  targetsOf(world.stateOf(planFold, planId)).find((target) => target.targetId === targetId)
const targetsOf = (plan: PlanState) =>
  plan.status === 'undrafted' ? [] : [...plan.targets.values()]
const subjectIn = (world: World) => targetIn(world, 't1')?.subjectId

const amends = (world: World, changes: DataOf<'AmendPlan'>['changes']) =>
  asker(world)('AmendPlan', {
    planId,
    happenedOn: '2023-04-03',
    document: { ...sampleDocument, number: '99/KH-UBND', signedOn: '2023-04-03' },
    reason: 'Bổ sung',
    changes,
  })

const reaches = (world: World, kind: 'reached' | 'revoked') =>
  asker(world)('RecordResult', {
    planId,
    happenedOn: '2023-04-28',
    result: { kind, targetId: 't1', inspectionId: 'i1' },
  })

describe('a target of an agency that ends', () => {
  it('R26: goes to the single successor, from the day of the end on', () => {
    const world = ended('hoan-kiem')
    rejected(transfers(world, { happenedOn: '2023-05-03' }), {
      _tag: 'NotTheTaker',
      rule: 'R26',
      subjectId: 'dong-da',
      toId: 'hoan-kiem',
    })
    const [moved] = accepted(transfers(world), 'TargetTransferred')
    expect(moved?.data).toEqual({
      planId,
      happenedOn,
      recordedLateDays: 241,
      targetId: 't1',
      fromId: 'dong-da',
      subjectId: 'hoan-kiem',
      subjectKind: 'district-committee',
      subjectLevel: 'district',
      jurisdiction: 'city',
    })
    const { subjectId: _subject, through: _line, ...kept } = { through: [], ...sampleTarget }
    expect(targetIn(world, 't1')).toEqual({
      ...kept,
      subjectId: 'hoan-kiem',
      subjectKind: 'district-committee',
      subjectLevel: 'district',
      jurisdiction: 'city',
    })
    rejected(transfers(world), { _tag: 'NotTheTaker', rule: 'R26', subjectId: 'hoan-kiem' })
  })

  it('R26: waits for the taker where there are several successors, and goes to no other', () => {
    const world = ended('hoan-kiem', 'so-tu-phap')
    rejected(transfers(world), { _tag: 'NotTheTaker', rule: 'R26' })
    accepted(names(world, 'dong-da', 'so-tu-phap', '2023-07-03'), 'TakerNamed')
    rejected(transfers(world, { happenedOn: '2023-07-03' }), { _tag: 'NotTheTaker', rule: 'R26' })
    const toId = 'so-tu-phap'
    accepted(transfers(world, { happenedOn: '2023-07-03', toId }), 'TargetTransferred')
    expect(targetIn(world, 't1')).toMatchObject({
      subjectId: toId,
      subjectLevel: 'department',
    })
  })

  it('R26: moves on if who took over ends, too', () => {
    const world = ended('hoan-kiem')
    accepted(dissolves(world, 'hoan-kiem', happenedOn, 'so-tu-phap'), 'AgencyDissolved')
    rejected(transfers(world, { toId: 'so-tu-phap' }), { _tag: 'NotTheTaker', rule: 'R26' })
    accepted(transfers(world), 'TargetTransferred')
    accepted(transfers(world, { toId: 'so-tu-phap' }), 'TargetTransferred')
    expect(subjectIn(world)).toBe('so-tu-phap')
  })

  it('R26: stays where it was reached, until the conclusion is revoked', () => {
    const world = ended('hoan-kiem')
    accepted(reaches(world, 'reached'), 'ResultRecorded')
    rejected(transfers(world), { _tag: 'TargetIsReached', rule: 'R26', targetId: 't1' })
    accepted(reaches(world, 'revoked'), 'ResultRecorded')
    accepted(transfers(world), 'TargetTransferred')
  })

  it('R26: stays apart from a target that the taker has of its own', () => {
    const world = cityWith(3)
    const own = { ...sampleTarget, targetId: 't2', subjectId: 'hoan-kiem' } as const
    accepted(amends(world, { targetsAdded: [own] }), 'PlanAmended')
    accepted(dissolves(world, 'dong-da', happenedOn, 'hoan-kiem'), 'AgencyDissolved')
    accepted(transfers(world), 'TargetTransferred')
    const targets = targetsOf(world.stateOf(planFold, planId))
    expect(targets.map(({ targetId, subjectId }) => [targetId, subjectId])).toEqual([
      ['t1', 'hoan-kiem'],
      ['t2', 'hoan-kiem'],
    ])
  })

  it('R26: is said to have moved by issuer, lead agency, who had it and who takes it', () => {
    for (const agencyId of ['ubnd-thanh-pho', 'so-noi-vu', 'dong-da', 'hoan-kiem']) {
      const world = ended('hoan-kiem')
      accepted(transfers(world, {}, { actor: officialOf(agencyId) }), 'TargetTransferred')
    }
    rejected(transfers(ended('hoan-kiem'), {}, { actor: officialOf('so-tu-phap') }), {
      _tag: 'NotWhoTransfers',
      rule: 'R26',
      agencies: ['ubnd-thanh-pho', 'so-noi-vu', 'dong-da', 'hoan-kiem'],
    })
  })

  it('lifecycle: is a target of the plan', () => {
    const world = ended('hoan-kiem')
    rejected(transfers(world, { targetId: 't9' }), { _tag: 'TargetNotThere', rule: 'lifecycle' })
  })

  it('R1: is a target of a plan that was issued by then', () => {
    const world = cityWith(2)
    accepted(dissolves(world, 'dong-da', happenedOn, 'hoan-kiem'), 'AgencyDissolved')
    rejected(transfers(world), { _tag: 'PlanNotIssued', rule: 'R1' })
    const signedOn = '2023-05-11'
    const document = { ...sampleDocument, signedOn }
    accepted(asker(world)('IssuePlan', { planId, happenedOn: signedOn, document }), 'PlanIssued')
    rejected(transfers(world, { happenedOn: '2023-05-10' }), {
      _tag: 'PlanOutOfOrder',
      rule: 'lifecycle',
      earliest: signedOn,
    })
    accepted(transfers(world, { happenedOn: signedOn }), 'TargetTransferred')
  })

  it('R1: stays with a plan that has ended', () => {
    const document = by('ubnd-thanh-pho', happenedOn)
    const world = ended('hoan-kiem')
    accepted(
      asker(world)('RevokePlan', { planId, happenedOn, document, reason: 'Thay thế' }),
      'PlanRevoked',
    )
    rejected(transfers(world), { _tag: 'PlanIsRevoked', rule: 'R1' })
  })
})

describe('who takes a target over', () => {
  /** A division that a second target reaches through its district, at its end. */
  const divisionEnded = (successor: string): World => {
    const subjectId = 'phong-tu-phap-dong-da'
    const division = { ...sampleTarget, targetId: 't2', subjectId, through: ['dong-da'] } as const
    const world = cityWith(3)
    accepted(amends(world, { targetsAdded: [division] }), 'PlanAmended')
    accepted(dissolves(world, subjectId, happenedOn, successor), 'AgencyDissolved')
    return world
  }

  it('R25: needs no line where the old subject had one', () => {
    const world = divisionEnded('so-tu-phap')
    accepted(transfers(world, { targetId: 't2', toId: 'so-tu-phap' }), 'TargetTransferred')
    expect(targetIn(world, 't2')).toMatchObject({ subjectId: 'so-tu-phap' })
    expect(targetIn(world, 't2')).not.toHaveProperty('through')
  })

  it('R25: is the issuer’s to inspect; else the target waits for an amendment', () => {
    rejected(transfers(ended('ubnd-thanh-pho'), { toId: 'ubnd-thanh-pho' }), {
      _tag: 'OutsideJurisdiction',
      rule: 'R25',
      subjectId: 'ubnd-thanh-pho',
      because: 'not-below',
    })
    const world = cityWith(3)
    accepted(amends(world, { centralBodies: [] }), 'PlanAmended')
    accepted(dissolves(world, 'dong-da', happenedOn, 'cuc-thue-thanh-pho'), 'AgencyDissolved')
    rejected(transfers(world, { toId: 'cuc-thue-thanh-pho' }), {
      _tag: 'OutsideJurisdiction',
      rule: 'R25',
      because: 'not-named',
    })
    expect(subjectIn(world)).toBe('dong-da')
  })

  it('R25: is reached through its own line, which takes the place of the old one', () => {
    const world = divisionEnded('tram-y-te-lang-ha')
    const moves = (through: ReadonlyArray<string>) =>
      transfers(world, { targetId: 't2', toId: 'tram-y-te-lang-ha', through })
    rejected(moves(['dong-da']), {
      _tag: 'OutsideJurisdiction',
      rule: 'R25',
      because: 'not-in-line',
    })
    accepted(moves(['phuong-lang-ha']), 'TargetTransferred')
    expect(targetIn(world, 't2')).toMatchObject({
      subjectId: 'tram-y-te-lang-ha',
      subjectLevel: 'unit',
      through: ['phuong-lang-ha'],
      jurisdiction: 'city',
    })
  })
})
