/**
 * A plan from draft to issue, by examples on both sides of each rule's boundary.
 */
import { sampleDocument, sampleDraft, sampleTarget, sampleTerms } from '@kiemtra/core/testing'
import { describe, expect, it } from 'vitest'
import { Agency } from '../../src/agency/index.ts'
import { accepted, officialOf, rejected, sent } from '../support/sent.ts'
import { asker, cityWith, dissolve } from './support.ts'

const planId = 'p61-2023'
const add = { planId, happenedOn: '2023-03-02', target: sampleTarget } as const
const issue = { planId, happenedOn: '2023-03-03', document: sampleDocument } as const

describe('R1: a plan is issued once', () => {
  it('R1: after its draft, with terms and a lead agency', () => {
    const ask = asker(cityWith(0))
    rejected(ask('IssuePlan', issue), { _tag: 'PlanNotDrafted', rule: 'lifecycle' })
    const [drafted] = accepted(ask('DraftPlan', sampleDraft), 'PlanDrafted')
    expect(drafted?.data).toMatchObject({ issuerKind: 'city-committee', issuerLevel: 'city' })
    rejected(ask('DraftPlan', sampleDraft), { _tag: 'PlanAlreadyDrafted', rule: 'lifecycle' })
    accepted(ask('AddTarget', add), 'TargetAdded')
    accepted(ask('IssuePlan', issue), 'PlanIssued')
    rejected(ask('IssuePlan', issue), {
      _tag: 'PlanAlreadyIssued',
      rule: 'R1',
      issuedOn: '2023-03-03',
    })
  })

  it('R1: by a document of its issuer, signed by then', () => {
    const ask = asker(cityWith(2))
    const by = (document: object) =>
      ask('IssuePlan', { ...issue, document: { ...sampleDocument, ...document } })
    rejected(by({ issuer: 'so-noi-vu' }), { _tag: 'DocumentNotOfIssuer', rule: 'R1' })
    rejected(by({ signedOn: '2023-03-04' }), { _tag: 'DocumentNotSigned', rule: 'R28' })
    accepted(by({ signedOn: '2023-03-03' }), 'PlanIssued')
  })

  it('R1: with a delegation and something for it to do', () => {
    const { orderUnannounced: _none, ...others } = sampleTerms.authorities
    const draftWith = (terms: object, targets: number) => {
      const ask = asker(cityWith(0))
      accepted(
        ask('DraftPlan', { ...sampleDraft, terms: { ...sampleTerms, ...terms } }),
        'PlanDrafted',
      )
      if (targets > 0) accepted(ask('AddTarget', add), 'TargetAdded')
      return ask('IssuePlan', issue)
    }
    const noOrders = { authorities: { ...others, orderUnannounced: [] } }
    rejected(draftWith({ delegations: [] }, 0), { _tag: 'NothingToInspect', rule: 'R1' })
    rejected(draftWith(noOrders, 0), { _tag: 'NothingToInspect', rule: 'R1' })
    accepted(draftWith(noOrders, 1), 'PlanIssued')
    // A plan of unannounced visits alone names no target.
    accepted(draftWith({}, 0), 'PlanIssued')
  })

  it('R1: targets are added and removed in the draft only', () => {
    const world = cityWith(2)
    const ask = asker(world)
    const remove = { planId, happenedOn: '2023-03-02', targetId: 't1' }
    rejected(ask('AddTarget', add), { _tag: 'TargetAlreadyThere', rule: 'lifecycle' })
    const [removed] = accepted(ask('RemoveTarget', remove), 'TargetRemoved')
    expect(removed?.data).toMatchObject({ targetId: 't1', subjectId: 'dong-da' })
    rejected(ask('RemoveTarget', remove), { _tag: 'TargetNotThere', rule: 'lifecycle' })
    accepted(ask('AddTarget', add), 'TargetAdded')
    accepted(ask('IssuePlan', issue), 'PlanIssued')
    const later = { happenedOn: '2023-03-05' }
    rejected(ask('RemoveTarget', { ...remove, ...later }), {
      _tag: 'PlanAlreadyIssued',
      rule: 'R1',
    })
    rejected(ask('AddTarget', { ...add, ...later, target: { ...sampleTarget, targetId: 't2' } }), {
      _tag: 'PlanAlreadyIssued',
      rule: 'R1',
    })
  })

  it('R1: by its issuer or its lead agency; an import passes', () => {
    for (const [agencyId, may] of [
      ['ubnd-thanh-pho', true],
      ['so-noi-vu', true],
      ['so-tu-phap', false],
    ] as const) {
      const ask = asker(cityWith(2))
      const answer = ask('IssuePlan', issue, { actor: officialOf(agencyId) })
      if (may) accepted(answer, 'PlanIssued')
      else rejected(answer, { _tag: 'NotThePlansAgency', rule: 'R1', planId })
    }
    const ask = asker(cityWith(0))
    rejected(ask('DraftPlan', sampleDraft, { actor: officialOf('so-tu-phap') }), {
      _tag: 'NotThePlansAgency',
      rule: 'R1',
    })
  })

  it('is not issued before it was drafted', () => {
    const ask = asker(cityWith(2))
    const document = { ...sampleDocument, signedOn: '2023-02-01' }
    rejected(ask('IssuePlan', { ...issue, document, happenedOn: '2023-02-28' }), {
      _tag: 'PlanOutOfOrder',
      rule: 'lifecycle',
      earliest: '2023-03-01',
    })
    accepted(ask('IssuePlan', { ...issue, document, happenedOn: '2023-03-01' }), 'PlanIssued')
  })
})

describe('R1, R25: a plan under another', () => {
  const child = {
    ...sampleDraft,
    planId: 'dong-da-2023',
    happenedOn: '2023-03-10',
    issuerId: 'dong-da',
    leadAgencyId: 'phong-tu-phap-dong-da',
    terms: { ...sampleTerms, centralBodies: [] },
    parentPlanId: planId,
  } as const
  const childIssue = {
    planId: child.planId,
    happenedOn: '2023-03-20',
    document: { ...sampleDocument, issuer: 'dong-da' },
  } as const

  it('R1: whose parent is in force, when it is drafted and when it is issued', () => {
    rejected(asker(cityWith(2))('DraftPlan', child), {
      _tag: 'ParentPlanNotInForce',
      rule: 'R1',
      parentPlanId: planId,
    })
    const ask = asker(cityWith(3))
    rejected(ask('DraftPlan', { ...child, happenedOn: '2023-03-02' }), {
      _tag: 'ParentPlanNotInForce',
      rule: 'R1',
    })
    accepted(ask('DraftPlan', child), 'PlanDrafted')
    const document = { ...sampleDocument, signedOn: '2023-03-20' }
    const revoke = { planId, happenedOn: '2023-03-20', document, reason: 'Ghép kế hoạch' }
    accepted(ask('RevokePlan', revoke), 'PlanRevoked')
    rejected(ask('IssuePlan', childIssue), { _tag: 'ParentPlanNotInForce', rule: 'R1' })
    accepted(ask('IssuePlan', { ...childIssue, happenedOn: '2023-03-19' }), 'PlanIssued')
  })

  it('R25: whose issuer stands above', () => {
    const ask = asker(cityWith(3))
    accepted(ask('DraftPlan', child), 'PlanDrafted')
    accepted(ask('IssuePlan', childIssue), 'PlanIssued')
    const ofADepartment = {
      ...child,
      planId: 'tu-phap-2023',
      happenedOn: '2023-04-01',
      issuerId: 'so-tu-phap',
    }
    rejected(ask('DraftPlan', { ...ofADepartment, parentPlanId: child.planId }), {
      _tag: 'ParentIssuerNotAbove',
      rule: 'R25',
      parentIssuerLevel: 'district',
      issuerLevel: 'department',
    })
    accepted(ask('DraftPlan', { ...ofADepartment, parentPlanId: planId }), 'PlanDrafted')
  })

  it('R25: is its own where it names no parent', () => {
    const { parentPlanId: _none, ...own } = child
    accepted(asker(cityWith(0))('DraftPlan', own), 'PlanDrafted')
  })
})

describe('terms', () => {
  it.each([
    ['ubnd-thanh-pho', true],
    ['so-tu-phap', true],
    ['thanh-tra-thanh-pho', true],
    ['dong-da', true],
    ['phuong-lang-ha', false],
    ['phong-tu-phap-dong-da', false],
    ['trung-tam-tro-giup-phap-ly', false],
    ['cuc-thue-thanh-pho', false],
  ])('R25: %s may issue a plan: %s', (issuerId, may) => {
    const terms = { ...sampleTerms, centralBodies: [] }
    const answer = asker(cityWith(0))('DraftPlan', { ...sampleDraft, issuerId, terms })
    if (may) accepted(answer, 'PlanDrafted')
    else rejected(answer, { _tag: 'MayNotIssuePlans', rule: 'R25', issuerId })
  })

  it('R25: the field is one of the department', () => {
    const draft = (issuerId: string, field: string) =>
      asker(cityWith(0))('DraftPlan', {
        ...sampleDraft,
        issuerId,
        terms: { ...sampleTerms, centralBodies: [], field },
      })
    rejected(draft('so-tu-phap', 'home-affairs'), { _tag: 'FieldNotOfIssuer', rule: 'R25' })
    accepted(draft('so-tu-phap', 'justice'), 'PlanDrafted')
    accepted(draft('ubnd-thanh-pho', 'justice'), 'PlanDrafted')
  })

  it('R25: central bodies are named by the city, and are central', () => {
    const draft = (issuerId: string, centralBodies: ReadonlyArray<string>) =>
      asker(cityWith(0))('DraftPlan', {
        ...sampleDraft,
        issuerId,
        terms: { ...sampleTerms, centralBodies },
      })
    rejected(draft('ubnd-thanh-pho', ['dong-da']), { _tag: 'NotACentralBody', rule: 'R25' })
    rejected(draft('dong-da', ['cuc-thue-thanh-pho']), {
      _tag: 'OutsideJurisdiction',
      rule: 'R25',
      because: 'not-below',
    })
    accepted(draft('ubnd-thanh-pho', ['cuc-thue-thanh-pho']), 'PlanDrafted')
  })

  it.each(['ubnd-thanh-pho', 'so-noi-vu', 'thanh-tra-thanh-pho'])(
    'R26: %s, which has a part in the plan, is in force on the day',
    (agencyId) => {
      const world = cityWith(0)
      if (agencyId === 'ubnd-thanh-pho') {
        // Its successor must be another agency.
        const end = {
          agencyId,
          happenedOn: '2023-01-02',
          effectiveOn: '2023-03-02',
          successors: ['so-noi-vu'],
          document: { ...sampleDocument, signedOn: '2023-01-02' },
          takerDue: { value: { amount: 5, unit: 'days' }, basis: 'Synthetic' },
        }
        accepted(world.handle(Agency, sent('DissolveAgency', end)), 'AgencyDissolved')
      } else dissolve(world, agencyId, '2023-03-02')
      const ask = asker(world)
      rejected(ask('DraftPlan', { ...sampleDraft, happenedOn: '2023-03-02' }), {
        _tag: 'AgencyNotInForce',
        rule: 'R26',
        agencyId,
      })
      accepted(ask('DraftPlan', sampleDraft), 'PlanDrafted')
    },
  )

  it('R26: issuer and lead agency are still there when it is issued', () => {
    const world = cityWith(2)
    dissolve(world, 'so-noi-vu', '2023-03-03')
    const ask = asker(world)
    rejected(ask('IssuePlan', issue), { _tag: 'AgencyNotInForce', rule: 'R26' })
    const document = { ...sampleDocument, signedOn: '2023-03-02' }
    accepted(ask('IssuePlan', { ...issue, document, happenedOn: '2023-03-02' }), 'PlanIssued')
  })

  it('lifecycle: names what is not in the register as an unknown reference', () => {
    const authorities = { ...sampleTerms.authorities, conclude: 'nowhere' }
    const terms = { ...sampleTerms, authorities }
    expect(asker(cityWith(0))('DraftPlan', { ...sampleDraft, terms })).toEqual({
      is: 'unknown',
      reference: 'agency-nowhere',
    })
  })
})

describe('R28', () => {
  it('R28: a late record is marked, an early one refused', () => {
    const ask = asker(cityWith(0))
    rejected(ask('DraftPlan', sampleDraft, { recordedAt: '2023-02-28T16:59:59.000Z' }), {
      _tag: 'NotYetHappened',
      rule: 'R28',
    })
    const [late] = accepted(
      ask('DraftPlan', sampleDraft, { recordedAt: '2023-03-03T17:00:00.000Z' }),
      'PlanDrafted',
    )
    expect(late?.data).toMatchObject({ recordedLateDays: 3 })
  })
})
