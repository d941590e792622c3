/** R1, R2, R25, R26, R28 and the order of things by example: who may ask at all. */
import { civilDate } from '@kiemtra/kernel'
import { describe, expect, it } from 'vitest'
import { visitsAgency, visitsPlan } from '../../src/testing/visits.ts'
import { Visits } from '../../src/visits/index.ts'
import type { PlanState } from '../../src/plan/index.ts'
import type { VisitsFacts } from '../../src/visits/index.ts'
import {
  byImport,
  by,
  commandOf,
  last,
  move,
  release,
  reserve,
  rival,
  wide,
  wideFacts,
  word,
} from './support.ts'

const p61 = visitsPlan('p61-2023', wide)
const withPlan = (plan: PlanState): VisitsFacts => ({ ...wideFacts, 'plan p61-2023': plan })

describe('R1: the plan that asks', () => {
  it('R1: is issued, and in force on the day', () => {
    expect(word([reserve()])).toBe('WindowReserved')
    expect(word([reserve({ happenedOn: '2023-01-05' })])).toBe('WindowReserved')
    expect(word([reserve({ happenedOn: '2023-01-04' })])).toBe('PlanNotInForce')
    expect(word([reserve()], withPlan(visitsPlan('p61-2023', wide, 'draft')))).toBe(
      'PlanNotInForce',
    )
    expect(word([reserve()], withPlan({ status: 'undrafted' }))).toBe('PlanNotInForce')
  })

  it('R1: revoked or closed, it begins nothing new; what stands may still move', () => {
    if (p61.status !== 'issued') throw new Error('the sample plan is issued')
    const on = civilDate(2023, 6, 1)
    const revoked = withPlan({ ...p61, status: 'revoked', revokedOn: on })
    const closed = withPlan({ ...p61, status: 'closed', closedOn: on, notReached: [] })
    for (const facts of [revoked, closed]) {
      expect(word([reserve({ happenedOn: '2023-05-31' })], facts)).toBe('WindowReserved')
      expect(word([reserve({ happenedOn: '2023-06-01' })], facts)).toBe('PlanNotInForce')
      const steps = [reserve({ happenedOn: '2023-05-31' }), move('w1', '2023-06-12', '2023-06-13')]
      expect(word(steps, facts)).toBe('WindowMoved')
    }
  })

  it('R1: asks for days of its year, in areas of its terms', () => {
    expect(word([reserve({ period: { from: '2023-12-28', to: '2023-12-29' } })])).toBe(
      'WindowReserved',
    )
    expect(word([reserve({ period: { from: '2023-12-28', to: '2024-01-02' } })])).toBe(
      'WindowOutsideYear',
    )
    expect(word([reserve({ areas: ['digital-government'] })])).toBe('WindowReserved')
    expect(last([reserve({ areas: ['digital-government', 'apparatus'] })])).toMatchObject({
      no: 'AreasOutsideTerms',
      rejection: { areas: ['apparatus'] },
    })
  })

  it('R2: asks for one of its delegations', () => {
    expect(word([reserve({ slotId: 'doan-2' })])).toBe('WindowReserved')
    expect(word([reserve({ slotId: 'doan-3' })])).toBe('SlotNotInTerms')
  })
})

describe('R25: the subject', () => {
  const facts: VisitsFacts = {
    ...wideFacts,
    'agency hoan-kiem': visitsAgency(
      'hoan-kiem',
      'district-committee',
      'district',
      'ubnd-thanh-pho',
    ),
    'agency cuc-thue': visitsAgency('cuc-thue', 'central-body', 'central'),
    'agency phong-tu-phap': visitsAgency('phong-tu-phap', 'division', 'division', 'dong-da'),
  }
  const at = (agencyId: string, changes: Parameters<typeof reserve>[0] = {}) =>
    word([reserve({ agencyId, ...changes })], facts)

  it('R25: announced, is a target of the plan and of the delegation', () => {
    expect(at('dong-da')).toBe('WindowReserved')
    expect(at('hoan-kiem')).toBe('SubjectNotTargeted')
    if (p61.status !== 'issued') throw new Error('the sample plan is issued')
    const targets = new Map([...p61.targets].filter(([, { slotId }]) => slotId === 'doan-1'))
    const only = withPlan({ ...p61, targets })
    expect(word([reserve()], only)).toBe('WindowReserved')
    expect(word([reserve({ slotId: 'doan-2' })], only)).toBe('SubjectNotTargeted')
  })

  it('R25: unannounced, may be any other within the jurisdiction', () => {
    expect(at('hoan-kiem', { notice: 'unannounced' })).toBe('WindowReserved')
    expect(at('cuc-thue', { notice: 'unannounced' })).toBe('OutsideJurisdiction')
  })

  it('R25: of a division, the line to the issuer is shown and read', () => {
    const unannounced = { notice: 'unannounced', planId: 'tu-phap-2023' } as const
    expect(at('phong-tu-phap', unannounced)).toBe('OutsideJurisdiction')
    const ofTheCity = { notice: 'unannounced', through: ['dong-da'] } as const
    expect(at('phong-tu-phap', ofTheCity)).toBe('WindowReserved')
    expect(at('phong-tu-phap', { notice: 'unannounced', through: ['hoan-kiem'] })).toBe(
      'OutsideJurisdiction',
    )
  })
})

describe('R26: the subject’s end', () => {
  const subject = wideFacts['agency dong-da']
  if (subject?.status !== 'active') throw new Error('the sample district is active')
  const facts: VisitsFacts = {
    ...wideFacts,
    'agency dong-da': {
      ...subject,
      status: 'dissolved',
      effectiveOn: civilDate(2023, 6, 7),
      successors: [],
      takerId: undefined,
      takerDueOn: undefined,
    },
  }

  it('R26: windows end before it', () => {
    expect(word([reserve()], facts)).toBe('WindowReserved')
    const over = { period: { from: '2023-06-05', to: '2023-06-07' } }
    expect(word([reserve(over)], facts)).toBe('SubjectNotInForce')
  })

  it('R26: so do moves, and what is combined; days are given back at any time', () => {
    expect(word([reserve(), move('w1', '2023-06-06', '2023-06-06')], facts)).toBe('WindowMoved')
    expect(word([reserve(), move('w1', '2023-06-06', '2023-06-07')], facts)).toBe(
      'SubjectNotInForce',
    )
    expect(word([reserve(), release('w1')], facts)).toBe('WindowReleased')
  })
})

describe('the order of things', () => {
  it('R28: nothing is recorded before it happened', () => {
    const early = { ...byImport, recordedAt: '2023-05-31T08:00:00.000Z' }
    expect(word([reserve({}, early)])).toBe('NotYetHappened')
    expect(
      last([reserve({}, { ...byImport, recordedAt: '2023-06-03T08:00:00.000Z' })]),
    ).toMatchObject({ yes: [{ data: { happenedOn: '2023-06-01', recordedLateDays: 2 } }] })
  })

  it('lifecycle: an id is reserved once, and not again after it was given back', () => {
    expect(word([reserve(), reserve()])).toBe('WindowAlreadyReserved')
    expect(word([reserve(), release('w1'), reserve()])).toBe('WindowAlreadyReleased')
    expect(word([reserve(), release('w1'), release('w1')])).toBe('WindowAlreadyReleased')
    expect(word([reserve(), release('w1'), move('w1', '2023-06-12', '2023-06-13')])).toBe(
      'WindowAlreadyReleased',
    )
  })

  it('lifecycle: what isn’t there neither moves nor is given back; a refused claim isn’t there', () => {
    expect(word([move('w1', '2023-06-12', '2023-06-13')])).toBe('WindowNotFound')
    expect(word([reserve(), rival(), release('w2')])).toBe('WindowNotFound')
  })

  it('lifecycle: a move to where it stands is told so; by a day, it is a move', () => {
    expect(word([reserve(), move('w1', '2023-06-05', '2023-06-06')])).toBe('NothingToMove')
    expect(word([reserve(), move('w1', '2023-06-05', '2023-06-07')])).toBe('WindowMoved')
    expect(word([reserve(), move('w1', '2023-06-06', '2023-06-06')])).toBe('WindowMoved')
  })

  it('lifecycle: keeps who asked: an official’s agency, a policy’s principal, else the plan’s lead agency', () => {
    const keeper = (meta: typeof byImport): unknown => {
      const answer = last([reserve({}, meta)])
      const event = 'yes' in answer ? answer.yes[0] : undefined
      return event?.type === 'WindowReserved' ? event.data.claim.keptBy : undefined
    }
    expect(keeper(by('so-tu-phap'))).toBe('so-tu-phap')
    expect(keeper(byImport)).toBe('so-noi-vu')
  })

  it('lifecycle: asks for the streams it reads', () => {
    const asked = (plain: Parameters<typeof commandOf>[0]) =>
      Object.keys(Visits.needs(commandOf(plain), Visits.initialState))
    expect(asked(reserve({ through: ['ubnd-thanh-pho'] }))).toEqual([
      'plan p61-2023',
      'agency dong-da',
      'agency ubnd-thanh-pho',
    ])
    expect(asked(move('w1', '2023-06-12', '2023-06-13'))).toEqual(['agency dong-da'])
    expect(asked(release('w1'))).toEqual([])
  })
})
