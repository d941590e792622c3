/**
 * R1: what a plan is told was reached and is owed under it, and its closing, which is held against that.
 */
import { describe, expect, it } from 'vitest'
import { planFold, targetsNotReached } from '../../src/plan/index.ts'
import { sampleDocument, sampleTarget } from '@kiemtra/core/testing'
import { accepted, officialOf, rejected } from '../support/sent.ts'
import type { World } from '../support/world.ts'
import { asker, cityWith, type DataOf } from './support.ts'

const planId = 'p61-2023'
const reason = 'Trùng đợt kiểm tra khác'
const happenedOn = '2023-12-20'
const document = { ...sampleDocument, number: '99/KH-UBND', signedOn: '2023-04-03' } as const
const report = {
  number: '300/BC-SNV',
  kind: 'report',
  issuer: 'so-noi-vu',
  signedOn: happenedOn,
} as const

const t2 = { ...sampleTarget, targetId: 't2', subjectId: 'hoan-kiem' } as const
const t3 = { ...sampleTarget, targetId: 't3', subjectId: 'so-tu-phap' } as const

/** Plan 61 in force with three targets. */
const withThree = (): World => {
  const world = cityWith(3)
  const changes = { targetsAdded: [t2, t3] }
  const data = { planId, happenedOn: '2023-04-03', document, reason, changes }
  accepted(asker(world)('AmendPlan', data), 'PlanAmended')
  return world
}

const planIn = (world: World) => world.stateOf(planFold, planId)
type Result = DataOf<'RecordResult'>['result']
const tells = (world: World, result: Result, on = '2023-05-04') =>
  asker(world)('RecordResult', { planId, happenedOn: on, result })
const closes = (world: World, ...notReached: ReadonlyArray<string>) =>
  asker(world)('ClosePlan', {
    planId,
    happenedOn,
    report,
    notReached: notReached.map((targetId) => ({ targetId, reason })),
  })

const reached = (targetId: string, inspectionId: string) =>
  ({ kind: 'reached', targetId, inspectionId }) as const
const revoked = (targetId: string, inspectionId: string) =>
  ({ kind: 'revoked', targetId, inspectionId }) as const
const owed = (obligationId: string) => ({ kind: 'owed', obligationId }) as const
const settled = (obligationId: string) => ({ kind: 'settled', obligationId }) as const

describe('R1: a plan is told its results', () => {
  it('R1: a target is reached as long as one conclusion of it stands', () => {
    const world = withThree()
    expect(targetsNotReached(planIn(world))).toEqual(['t1', 't2', 't3'])
    const [told] = accepted(tells(world, reached('t2', 'i1')), 'ResultRecorded')
    expect(told).toEqual({
      type: 'ResultRecorded',
      data: {
        planId,
        happenedOn: '2023-05-04',
        recordedLateDays: 241,
        result: reached('t2', 'i1'),
      },
    })
    accepted(tells(world, reached('t2', 'i2')), 'ResultRecorded')
    expect(targetsNotReached(planIn(world))).toEqual(['t1', 't3'])
    accepted(tells(world, revoked('t2', 'i1')), 'ResultRecorded')
    expect(targetsNotReached(planIn(world))).toEqual(['t1', 't3'])
    accepted(tells(world, revoked('t2', 'i2')), 'ResultRecorded')
    expect(targetsNotReached(planIn(world))).toEqual(['t1', 't2', 't3'])
  })

  it('R1: an obligation is owed from its opening until it is settled, and again when it is opened again', () => {
    const world = withThree()
    const owedNow = () => {
      const plan = planIn(world)
      return plan.status === 'issued' ? [...plan.owed] : undefined
    }
    for (const id of ['o1', 'o2']) accepted(tells(world, owed(id)), 'ResultRecorded')
    expect(owedNow()).toEqual(['o1', 'o2'])
    accepted(tells(world, settled('o1')), 'ResultRecorded')
    expect(owedNow()).toEqual(['o2'])
    accepted(tells(world, owed('o1')), 'ResultRecorded')
    expect(owedNow()).toEqual(['o2', 'o1'])
  })

  it('R1: what is known already is no news', () => {
    const world = withThree()
    accepted(tells(world, revoked('t1', 'i1')))
    accepted(tells(world, settled('o1')))
    accepted(tells(world, reached('t1', 'i1')), 'ResultRecorded')
    accepted(tells(world, reached('t1', 'i1')))
    accepted(tells(world, revoked('t1', 'i2')))
    accepted(tells(world, owed('o1')), 'ResultRecorded')
    accepted(tells(world, owed('o1')))
    accepted(tells(world, settled('o2')))
  })

  it('R1: from the log: no official tells it, and no policy but its own, for who issued or leads it', () => {
    const world = withThree()
    const by = (actor: Parameters<ReturnType<typeof asker>>[2]) =>
      asker(world)('RecordResult', { planId, happenedOn, result: reached('t1', 'i1') }, actor)
    const policyFor = (onBehalfOf: string, name = 'results') =>
      by({ actor: { kind: 'policy', name, onBehalfOf } })
    const notFromLog = { _tag: 'ResultNotFromLog', rule: 'R1', planId } as const
    for (const agencyId of ['so-noi-vu', 'ubnd-thanh-pho']) {
      rejected(by({ actor: officialOf(agencyId) }), notFromLog)
      rejected(policyFor(agencyId, 'closing'), notFromLog)
    }
    rejected(by({ actor: officialOf('dong-da') }), { _tag: 'NotThePlansAgency', rule: 'R1' })
    rejected(policyFor('dong-da'), { _tag: 'NotThePlansAgency', rule: 'R1' })
    rejected(policyFor('dong-da', 'closing'), { _tag: 'NotThePlansAgency', rule: 'R1' })
    accepted(policyFor('so-noi-vu'), 'ResultRecorded')
    accepted(policyFor('ubnd-thanh-pho'))
    accepted(by({ actor: { kind: 'operator', personId: 'person-1', reason } }))
  })

  it('R1: of an issued plan, of targets that it has', () => {
    rejected(tells(cityWith(0), owed('o1')), { _tag: 'PlanNotDrafted', rule: 'lifecycle' })
    rejected(tells(cityWith(2), owed('o1')), { _tag: 'PlanNotIssued', rule: 'R1' })
    rejected(tells(cityWith(3), reached('t9', 'i1')), {
      _tag: 'TargetNotThere',
      rule: 'lifecycle',
      targetId: 't9',
    })
    const early = tells(cityWith(3), owed('o1'), '2023-03-02')
    const earliest = '2023-03-03'
    rejected(early, { _tag: 'PlanOutOfOrder', rule: 'lifecycle', earliest })
    accepted(tells(cityWith(3), owed('o1'), earliest), 'ResultRecorded')
  })

  it.each(['ClosePlan', 'RevokePlan'] as const)(
    'R1: after its end, too: what has opened finishes (%s)',
    (end) => {
      const world = withThree()
      if (end === 'ClosePlan') accepted(closes(world, 't1', 't2', 't3'), 'PlanClosed')
      else {
        const by = { ...document, signedOn: happenedOn }
        const data = { planId, happenedOn, document: by, reason }
        accepted(asker(world)('RevokePlan', data), 'PlanRevoked')
      }
      accepted(tells(world, reached('t1', 'i1'), '2023-12-28'), 'ResultRecorded')
      // Reached before the end, and told of after it.
      accepted(tells(world, reached('t2', 'i2'), '2023-12-19'), 'ResultRecorded')
      accepted(tells(world, owed('o1'), '2023-12-29'), 'ResultRecorded')
      expect(targetsNotReached(planIn(world))).toEqual(['t3'])
    },
  )
})

describe('R1: a closing says why of each target that was not reached', () => {
  it('R1: of those, and of no other', () => {
    const world = withThree()
    accepted(tells(world, reached('t2', 'i1')), 'ResultRecorded')
    const disagrees = (missing: ReadonlyArray<string>, surplus: ReadonlyArray<string>) =>
      ({ _tag: 'NotReachedDisagrees', rule: 'R1', planId, missing, reached: surplus }) as const
    rejected(closes(world), disagrees(['t1', 't3'], []))
    rejected(closes(world, 't3'), disagrees(['t1'], []))
    rejected(closes(world, 't1', 't2', 't3'), disagrees([], ['t2']))
    rejected(closes(world, 't2'), disagrees(['t1', 't3'], ['t2']))
    rejected(closes(world, 't1', 't3', 't9'), { _tag: 'TargetNotThere', rule: 'lifecycle' })
    accepted(closes(world, 't3', 't1'), 'PlanClosed')
  })

  it('R1: what it was held against is kept with it, and what stays owed', () => {
    const world = withThree()
    for (const result of [
      reached('t2', 'i1'),
      reached('t2', 'i2'),
      reached('t1', 'i3'),
      revoked('t1', 'i3'),
      owed('o1'),
      owed('o2'),
      settled('o1'),
    ]) {
      accepted(tells(world, result), 'ResultRecorded')
    }
    const [closed] = accepted(closes(world, 't1', 't3'), 'PlanClosed')
    expect(closed?.data).toMatchObject({
      notReached: [
        { targetId: 't1', reason },
        { targetId: 't3', reason },
      ],
      reached: [{ targetId: 't2', inspections: ['i1', 'i2'] }],
      owed: ['o2'],
    })
    expect(planIn(world)).toMatchObject({ status: 'closed', notReached: ['t1', 't3'] })
  })

  it('R1: a target that was taken out of the plan is neither reached nor missing', () => {
    const world = withThree()
    accepted(tells(world, reached('t2', 'i1')), 'ResultRecorded')
    const changes = { targetsRemoved: ['t2', 't3'] }
    const data = { planId, happenedOn: '2023-05-05', document, reason, changes }
    accepted(asker(world)('AmendPlan', data), 'PlanAmended')
    const [closed] = accepted(closes(world, 't1'), 'PlanClosed')
    expect(closed?.data).toMatchObject({ reached: [] })
  })
})
