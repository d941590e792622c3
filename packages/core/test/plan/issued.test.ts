/**
 * An issued plan by examples: amendments, draws, its end.
 */
import { civilDate } from '@kiemtra/kernel'
import { sampleDocument, sampleTarget, sampleTerms } from '@kiemtra/core/testing'
import { describe, expect, it } from 'vitest'
import {
  capsOf,
  delegationTermsOf,
  drawOf,
  planFold,
  planInForceOn,
  type Target,
  targetOf,
  targetsAt,
} from '../../src/plan/index.ts'
import { DRAW_ALGORITHM, drawFrom } from '../../src/vocabulary/draw.ts'
import { accepted, officialOf, rejected } from '../support/sent.ts'
import type { World } from '../support/world.ts'
import { asker, cityWith, type DataOf, dissolve } from './support.ts'

const planId = 'p61-2023'
const happenedOn = '2023-04-03'
const document = { ...sampleDocument, number: '99/KH-UBND', signedOn: happenedOn } as const
const reason = 'Điều chỉnh theo thực tế'
const amendment = { planId, happenedOn, document, reason } as const

const amend = (changes: DataOf<'AmendPlan'>['changes'], world: World = cityWith(3)) =>
  asker(world)('AmendPlan', { ...amendment, changes })
const planIn = (world: World) => world.stateOf(planFold, planId)
const targets = (world: World): ReadonlyMap<string, Target> => {
  const plan = planIn(world)
  return plan.status === 'undrafted' ? new Map() : plan.targets
}
const [delegation] = sampleTerms.delegations
if (delegation === undefined) throw new Error('the sample has a delegation')
const second = { ...delegation, slotId: 'doan-2' }
const t2 = { ...sampleTarget, targetId: 't2', subjectId: 'hoan-kiem' } as const

describe('R1: an issued plan is only amended', () => {
  it('R1: once it is issued, with a document of its issuer, signed by then, and a reason', () => {
    const changes = { goals: {} }
    rejected(asker(cityWith(2))('AmendPlan', { ...amendment, changes }), {
      _tag: 'PlanNotIssued',
      rule: 'R1',
    })
    const ask = asker(cityWith(3))
    const by = (change: object) =>
      ask('AmendPlan', { ...amendment, changes, document: { ...document, ...change } })
    rejected(by({ issuer: 'so-noi-vu' }), { _tag: 'DocumentNotOfIssuer', rule: 'R1' })
    rejected(by({ signedOn: '2023-04-04' }), { _tag: 'DocumentNotSigned', rule: 'R28' })
    expect(ask('AmendPlan', { ...amendment, changes, reason: '' }).is).toBe('malformed')
    accepted(by({}), 'PlanAmended')
    rejected(ask('AmendPlan', { ...amendment, changes, happenedOn: '2023-03-02' }), {
      _tag: 'PlanOutOfOrder',
      rule: 'lifecycle',
      earliest: '2023-03-03',
    })
  })

  it('R1: in something', () => {
    rejected(amend({}), { _tag: 'NothingToAmend', rule: 'R1' })
    rejected(amend({ targetsMoved: [], targetsAdded: [] }), { _tag: 'NothingToAmend', rule: 'R1' })
  })

  it('R1: what is absent stays, what is there replaces', () => {
    const world = cityWith(3)
    const parameters = {
      ...sampleTerms.parameters,
      daysOnSiteMax: { value: 3, basis: 'Quyết định sửa đổi' },
    }
    accepted(amend({ parameters }, world), 'PlanAmended')
    const plan = planIn(world)
    if (plan.status === 'undrafted') throw new Error('drafted')
    expect(plan.terms).toEqual({ ...sampleTerms, parameters })
    expect(capsOf(plan).daysOnSiteMax.value).toBe(3)
    expect([...plan.targets.keys()]).toEqual(['t1'])
  })

  it('R1: targets are added, moved and removed; what is added is judged by the new terms', () => {
    const world = cityWith(3)
    const added = { ...t2, slotId: 'doan-2' }
    rejected(amend({ targetsAdded: [added] }, world), { _tag: 'SlotNotInTerms', rule: 'R2' })
    const window = { from: '2023-05-09', to: '2023-05-10' }
    const [event] = accepted(
      amend(
        {
          delegations: [delegation, second],
          targetsAdded: [added],
          targetsMoved: [{ targetId: 't1', window, slotId: 'doan-2' }],
        },
        world,
      ),
      'PlanAmended',
    )
    expect(event?.data).toMatchObject({
      changes: { targetsAdded: [{ targetId: 't2', jurisdiction: 'city' }] },
    })
    expect(JSON.parse(JSON.stringify([...targets(world).values()]))).toMatchObject([
      { targetId: 't1', window, slotId: 'doan-2' },
      { targetId: 't2' },
    ])
    accepted(amend({ targetsRemoved: ['t1'] }, world), 'PlanAmended')
    expect([...targets(world).keys()]).toEqual(['t2'])
    // With somebody who may order unannounced visits, a plan may lose its last target.
    accepted(amend({ targetsRemoved: ['t2'] }, world), 'PlanAmended')
  })

  it('R1: but not into a plan with nothing to inspect', () => {
    const authorities = { ...sampleTerms.authorities, orderUnannounced: [] }
    rejected(amend({ authorities, targetsRemoved: ['t1'] }), {
      _tag: 'NothingToInspect',
      rule: 'R1',
    })
    accepted(amend({ authorities }), 'PlanAmended')
    accepted(amend({ targetsRemoved: ['t1'] }), 'PlanAmended')
  })

  it('names targets that are there, once each', () => {
    const { window } = sampleTarget
    rejected(amend({ targetsRemoved: ['t9'] }), { _tag: 'TargetNotThere', rule: 'lifecycle' })
    rejected(amend({ targetsMoved: [{ targetId: 't9', window }] }), {
      _tag: 'TargetNotThere',
      rule: 'lifecycle',
    })
    rejected(amend({ targetsRemoved: ['t1'], targetsMoved: [{ targetId: 't1', window }] }), {
      _tag: 'TargetNamedTwice',
      rule: 'lifecycle',
    })
    const again = { targetsRemoved: ['t1'], targetsAdded: [sampleTarget] }
    rejected(amend(again), { _tag: 'TargetAlreadyThere', rule: 'lifecycle' })
  })

  it('R2, R25: leaves no target without its delegation or its ground', () => {
    rejected(amend({ delegations: [second] }), {
      _tag: 'SlotInUse',
      rule: 'R2',
      slotId: 'doan-1',
      targetId: 't1',
    })
    accepted(amend({ delegations: [second], targetsRemoved: ['t1'] }), 'PlanAmended')
    const world = cityWith(3)
    const tax = { ...t2, subjectId: 'cuc-thue-thanh-pho' }
    accepted(amend({ targetsAdded: [tax] }, world), 'PlanAmended')
    rejected(amend({ centralBodies: [] }, world), { _tag: 'CentralBodyInUse', rule: 'R25' })
    accepted(amend({ centralBodies: [], targetsRemoved: ['t2'] }, world), 'PlanAmended')
    rejected(amend({ targetsAdded: [tax] }, world), {
      _tag: 'OutsideJurisdiction',
      rule: 'R25',
      because: 'not-named',
    })
    rejected(amend({ centralBodies: ['dong-da'] }, world), { _tag: 'NotACentralBody', rule: 'R25' })
  })

  it('R25: jurisdiction applies to what it adds', () => {
    rejected(amend({ targetsAdded: [{ ...t2, subjectId: 'ubnd-thanh-pho' }] }), {
      _tag: 'OutsideJurisdiction',
      rule: 'R25',
      because: 'not-below',
    })
  })

  it('R26, R1: a moved target has a subject that is there, in the year', () => {
    const world = cityWith(3)
    dissolve(world, 'dong-da', '2023-07-01')
    const move = (to: string) =>
      amend({ targetsMoved: [{ targetId: 't1', window: { from: '2023-06-29', to } }] }, world)
    rejected(move('2023-07-01'), { _tag: 'SubjectNotInForce', rule: 'R26' })
    rejected(move('2024-01-01'), { _tag: 'WindowOutsideYear', rule: 'R1' })
    accepted(move('2023-06-30'), 'PlanAmended')
  })

  it('R26: whoever gets a part is in force', () => {
    const world = cityWith(3)
    dissolve(world, 'so-tu-phap', '2023-04-03')
    rejected(amend({ delegations: [delegation] }, world), {
      _tag: 'AgencyNotInForce',
      rule: 'R26',
      agencyId: 'so-tu-phap',
    })
    accepted(amend({ goals: {} }, world), 'PlanAmended')
  })
})

describe('R9: a seeded draw', () => {
  const draw = {
    planId,
    happenedOn,
    drawId: 'lot-1',
    slotId: 'doan-1',
    seed: 'xsmb-2023-04-02:58213',
    seedBasis: 'Giải đặc biệt xổ số miền Bắc ngày 02/4/2023',
    pool: [
      { subjectId: 'dong-da' },
      { subjectId: 'hoan-kiem' },
      { subjectId: 'phuong-lang-ha' },
      { subjectId: 'so-tu-phap' },
    ],
    count: 2,
  } as const

  it('R9: is made under a plan in force, once, and anyone can make it again', () => {
    rejected(asker(cityWith(2))('DrawSubjects', draw), { _tag: 'PlanNotIssued', rule: 'R1' })
    const world = cityWith(3)
    const [drawn] = accepted(asker(world)('DrawSubjects', draw), 'SubjectsDrawn')
    const ids = draw.pool.map(({ subjectId }) => subjectId)
    const again = drawFrom(draw.seed, [...ids].reverse(), 2)
    expect(drawn?.data).toMatchObject({ algorithm: DRAW_ALGORITHM, drawn: again })
    const plan = planIn(world)
    if (plan.status !== 'issued') throw new Error('issued')
    expect([...plan.draws.values()]).toMatchObject([{ slotId: 'doan-1', drawn: again }])
    expect([...plan.draws.keys()].map((id) => drawOf(plan, id)?.drawnOn)).toEqual([happenedOn])
    rejected(asker(world)('DrawSubjects', { ...draw, seed: 'another' }), {
      _tag: 'DrawAlreadyMade',
      rule: 'R9',
    })
  })

  it('R9: of no more than there are', () => {
    const ask = asker(cityWith(3))
    rejected(ask('DrawSubjects', { ...draw, count: 5 }), {
      _tag: 'PoolTooSmall',
      rule: 'R9',
      pooled: 4,
      count: 5,
    })
    expect(ask('DrawSubjects', { ...draw, count: 0 }).is).toBe('malformed')
    accepted(ask('DrawSubjects', { ...draw, count: 4 }), 'SubjectsDrawn')
  })

  it('R25, R26, R2: from a pool inside the jurisdiction, of agencies that are there, for a delegation', () => {
    const world = cityWith(3)
    const ask = asker(world)
    rejected(
      ask('DrawSubjects', { ...draw, pool: [...draw.pool, { subjectId: 'ubnd-thanh-pho' }] }),
      {
        _tag: 'OutsideJurisdiction',
        rule: 'R25',
        subjectId: 'ubnd-thanh-pho',
      },
    )
    rejected(ask('DrawSubjects', { ...draw, slotId: 'doan-2' }), {
      _tag: 'SlotNotInTerms',
      rule: 'R2',
    })
    dissolve(world, 'dong-da', happenedOn)
    rejected(ask('DrawSubjects', draw), { _tag: 'SubjectNotInForce', rule: 'R26' })
    accepted(ask('DrawSubjects', { ...draw, happenedOn: '2023-04-02' }), 'SubjectsDrawn')
  })

  it.each([
    ['ubnd-thanh-pho', true],
    ['so-noi-vu', true],
    ['thanh-tra-thanh-pho', true],
    ['so-tu-phap', false],
  ])('R9: by who may order unannounced visits: %s %s', (agencyId, may) => {
    const world = cityWith(3)
    const orderUnannounced = [{ kind: 'agency', agencyId: 'thanh-tra-thanh-pho' }] as const
    const authorities = { ...sampleTerms.authorities, orderUnannounced }
    accepted(amend({ authorities }, world), 'PlanAmended')
    const answer = asker(world)('DrawSubjects', draw, { actor: officialOf(agencyId) })
    if (may) accepted(answer, 'SubjectsDrawn')
    else rejected(answer, { _tag: 'MayNotDraw', rule: 'R9', planId })
  })

  it('R9: the agency that heads a delegation draws where its head may order', () => {
    const world = cityWith(3)
    const headed = [{ ...delegation, headedFrom: 'thanh-tra-thanh-pho' }]
    const byHead = (
      orderUnannounced: DataOf<'DraftPlan'>['terms']['authorities']['orderUnannounced'],
    ) =>
      amend(
        { delegations: headed, authorities: { ...sampleTerms.authorities, orderUnannounced } },
        world,
      )
    const actor = officialOf('thanh-tra-thanh-pho')
    accepted(byHead([]), 'PlanAmended')
    rejected(asker(world)('DrawSubjects', draw, { actor }), { _tag: 'MayNotDraw', rule: 'R9' })
    accepted(byHead([{ kind: 'delegation-head' }]), 'PlanAmended')
    accepted(asker(world)('DrawSubjects', draw, { actor }), 'SubjectsDrawn')
  })
})

describe('R1: nothing new under a plan that is revoked or closed', () => {
  const revoke = { planId, happenedOn, document, reason } as const
  const report = { ...document, kind: 'report', number: '300/BC-SNV', issuer: 'so-noi-vu' } as const
  const close = {
    planId,
    happenedOn,
    report,
    notReached: [{ targetId: 't1', reason: 'Trùng đợt kiểm tra khác' }],
  } as const

  it('R1: revoked by a document of its issuer', () => {
    const world = cityWith(3)
    const ask = asker(world)
    rejected(ask('RevokePlan', { ...revoke, document: { ...document, issuer: 'so-noi-vu' } }), {
      _tag: 'DocumentNotOfIssuer',
      rule: 'R1',
    })
    rejected(ask('RevokePlan', { ...revoke, happenedOn: '2023-04-02' }), {
      _tag: 'DocumentNotSigned',
      rule: 'R28',
    })
    accepted(ask('RevokePlan', revoke), 'PlanRevoked')
    const revoked = { _tag: 'PlanIsRevoked', rule: 'R1', revokedOn: happenedOn } as const
    rejected(amend({ goals: {} }, world), revoked)
    rejected(ask('RevokePlan', revoke), revoked)
    rejected(ask('ClosePlan', close), revoked)
  })

  it('R1: closed with a report of issuer or lead agency, naming targets that were not reached', () => {
    const world = cityWith(3)
    const ask = asker(world)
    rejected(asker(cityWith(2))('ClosePlan', close), { _tag: 'PlanNotIssued', rule: 'R1' })
    rejected(ask('ClosePlan', { ...close, report: { ...report, issuer: 'so-tu-phap' } }), {
      _tag: 'DocumentNotOfIssuer',
      rule: 'R1',
    })
    rejected(ask('ClosePlan', { ...close, happenedOn: '2023-04-02' }), {
      _tag: 'DocumentNotSigned',
      rule: 'R28',
    })
    rejected(ask('ClosePlan', { ...close, notReached: [{ targetId: 't9', reason }] }), {
      _tag: 'TargetNotThere',
      rule: 'lifecycle',
    })
    const ofIssuer = { ...close, report: { ...report, issuer: 'ubnd-thanh-pho' } }
    accepted(asker(cityWith(3))('ClosePlan', ofIssuer), 'PlanClosed')
    accepted(ask('ClosePlan', close), 'PlanClosed')
    expect(planIn(world)).toMatchObject({ status: 'closed', notReached: ['t1'] })
    const closed = { _tag: 'PlanIsClosed', rule: 'R1', closedOn: happenedOn } as const
    rejected(amend({ goals: {} }, world), closed)
    rejected(ask('ClosePlan', close), closed)
    rejected(ask('IssuePlan', { planId, happenedOn, document }), closed)
  })

  it.each(['RevokePlan', 'ClosePlan'] as const)(
    'R1: in force from its issue to the day before: %s',
    (type) => {
      const world = cityWith(3)
      expect(planInForceOn(planIn(world), civilDate(2023, 3, 2))).toBe(false)
      expect(planInForceOn(planIn(world), civilDate(2023, 3, 3))).toBe(true)
      if (type === 'RevokePlan') accepted(asker(world)(type, revoke), 'PlanRevoked')
      else accepted(asker(world)(type, close), 'PlanClosed')
      expect(planInForceOn(planIn(world), civilDate(2023, 3, 2))).toBe(false)
      expect(planInForceOn(planIn(world), civilDate(2023, 4, 2))).toBe(true)
      expect(planInForceOn(planIn(world), civilDate(2023, 4, 3))).toBe(false)
    },
  )

  it('R1: a draft is not in force', () => {
    expect(planInForceOn(planIn(cityWith(2)), civilDate(2023, 12, 31))).toBe(false)
    expect(planInForceOn(planIn(cityWith(0)), civilDate(2023, 12, 31))).toBe(false)
  })
})

describe('questions to a plan', () => {
  it('lifecycle: finds targets by id and by agency, and delegations by slot', () => {
    const world = cityWith(3)
    accepted(amend({ targetsAdded: [t2] }, world), 'PlanAmended')
    const plan = planIn(world)
    const [first, other] = [...targets(world).values()]
    if (first === undefined || other === undefined) throw new Error('two targets')
    expect(targetOf(plan, first.targetId)).toBe(first)
    expect(targetsAt(plan, other.subjectId)).toEqual([other])
    expect(delegationTermsOf(plan, first.slotId)).toMatchObject({ headedFrom: 'so-noi-vu' })
    const none = planIn(cityWith(0))
    expect(targetOf(none, first.targetId)).toBeUndefined()
    expect(targetsAt(none, other.subjectId)).toEqual([])
    expect(delegationTermsOf(none, first.slotId)).toBeUndefined()
  })
})
