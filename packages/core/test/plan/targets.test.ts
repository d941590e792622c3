/**
 * Targets by examples: terms, year, subject and jurisdiction, each on both sides of its boundary.
 */
import { sampleDraft, sampleTarget, sampleTerms } from '@kiemtra/core/testing'
import { describe, expect, it } from 'vitest'
import { Agency } from '../../src/agency/index.ts'
import type { Answer, World } from '../support/world.ts'
import { accepted, rejected, sent } from '../support/sent.ts'
import type { PlanEvent, PlanRejection } from '../../src/plan/index.ts'
import { asker, cityWith, type DataOf, dissolve } from './support.ts'

const planId = 'p61-2023'

const add = (change: object, world: World = cityWith(1)): Answer<PlanEvent, PlanRejection> =>
  asker(world)('AddTarget', {
    planId,
    happenedOn: '2023-03-02',
    target: { ...sampleTarget, ...change },
  })

/** A city in which an agency has a plan in draft. */
const withPlanOf = (issuerId: string, terms: Partial<DataOf<'DraftPlan'>['terms']> = {}): World => {
  const world = cityWith(0)
  const draft = {
    ...sampleDraft,
    issuerId,
    leadAgencyId: issuerId,
    terms: { ...sampleTerms, centralBodies: [], ...terms },
  }
  accepted(asker(world)('DraftPlan', draft), 'PlanDrafted')
  return world
}

describe('a target keeps to the terms', () => {
  it('R1: in its contents and areas', () => {
    const { scope } = sampleTarget
    rejected(add({ scope: { ...scope, areas: ['procedures', 'public-finance'] } }), {
      _tag: 'ScopeOutsideTerms',
      rule: 'R1',
      contents: [],
      areas: ['public-finance'],
    })
    accepted(add({ scope: { ...scope, areas: sampleTerms.areas } }), 'TargetAdded')
    const world = withPlanOf('ubnd-thanh-pho', { contents: ['own-reform-plan'] })
    rejected(add({}, world), {
      _tag: 'ScopeOutsideTerms',
      rule: 'R1',
      contents: ['prior-shortcomings'],
    })
    accepted(add({ scope: { ...scope, contents: ['own-reform-plan'] } }, world), 'TargetAdded')
  })

  it('R1: in its focus, to its scope', () => {
    const reason = 'Trọng tâm'
    rejected(add({ focus: { areas: ['procedures', 'steering'], reason } }), {
      _tag: 'FocusOutsideScope',
      rule: 'R1',
      areas: ['steering'],
    })
    accepted(add({ focus: { areas: sampleTarget.scope.areas, reason } }), 'TargetAdded')
    expect(add({ focus: { areas: ['procedures'], reason: ' ' } }).is).toBe('malformed')
    expect(add({ focus: { areas: [], reason } }).is).toBe('malformed')
  })

  it('R2: in its delegation', () => {
    rejected(add({ slotId: 'doan-2' }), { _tag: 'SlotNotInTerms', rule: 'R2', slotId: 'doan-2' })
    accepted(add({ slotId: 'doan-1' }), 'TargetAdded')
  })

  it.each([
    ['2022-12-31', '2023-01-02', false],
    ['2023-01-01', '2023-01-02', true],
    ['2023-12-30', '2023-12-31', true],
    ['2023-12-30', '2024-01-01', false],
  ])('R1: in its window, from %s to %s: %s', (from, to, inside) => {
    const answer = add({ window: { from, to } })
    if (inside) accepted(answer, 'TargetAdded')
    else rejected(answer, { _tag: 'WindowOutsideYear', rule: 'R1', year: 2023 })
  })
})

describe('R26: the subject is there for the whole window', () => {
  it('R26: so one that ends on its last day is not added, one that ends the day after is', () => {
    const world = cityWith(1)
    dissolve(world, 'dong-da', '2023-04-12')
    rejected(add({}, world), { _tag: 'SubjectNotInForce', rule: 'R26', subjectId: 'dong-da' })
    accepted(add({ window: { from: '2023-04-10', to: '2023-04-11' } }, world), 'TargetAdded')
  })

  it('R26: nor is one added by an issuer that is no more', () => {
    const world = withPlanOf('dong-da')
    dissolve(world, 'dong-da', '2023-03-02')
    rejected(add({ subjectId: 'phuong-lang-ha' }, world), { _tag: 'AgencyNotInForce', rule: 'R26' })
  })

  it('a subject that is not in the register is an unknown reference', () => {
    expect(add({ subjectId: 'nowhere' })).toEqual({ is: 'unknown', reference: 'agency-nowhere' })
  })
})

const inside = 'inside'

/** Issuer, subject, the line between them, and the ground or what is missing. */
const cases: ReadonlyArray<readonly [string, string, ReadonlyArray<string>, string, string]> = [
  ['ubnd-thanh-pho', 'so-tu-phap', [], inside, 'city'],
  ['ubnd-thanh-pho', 'thanh-tra-thanh-pho', [], inside, 'city'],
  ['ubnd-thanh-pho', 'dong-da', [], inside, 'city'],
  ['ubnd-thanh-pho', 'phuong-lang-ha', [], inside, 'city'],
  ['ubnd-thanh-pho', 'phong-tu-phap-dong-da', [], 'outside', 'not-in-line'],
  ['ubnd-thanh-pho', 'phong-tu-phap-dong-da', ['dong-da'], inside, 'city'],
  ['ubnd-thanh-pho', 'phong-tu-phap-dong-da', ['hoan-kiem'], 'outside', 'not-in-line'],
  ['ubnd-thanh-pho', 'tram-y-te-lang-ha', ['phuong-lang-ha'], inside, 'city'],
  ['ubnd-thanh-pho', 'tax-branch', ['cuc-thue-thanh-pho'], 'outside', 'not-in-line'],
  ['ubnd-thanh-pho', 'ubnd-thanh-pho', [], 'outside', 'not-below'],
  ['ubnd-thanh-pho', 'cuc-thue-thanh-pho', [], 'outside', 'not-named'],
  ['so-tu-phap', 'dong-da', [], inside, 'field'],
  ['so-tu-phap', 'phuong-lang-ha', [], inside, 'field'],
  ['so-tu-phap', 'so-noi-vu', [], 'outside', 'not-below'],
  ['so-tu-phap', 'ubnd-thanh-pho', [], 'outside', 'not-below'],
  ['so-tu-phap', 'trung-tam-tro-giup-phap-ly', [], inside, 'own-line'],
  ['so-tu-phap', 'phong-tu-phap-dong-da', [], 'outside', 'not-in-line'],
  ['so-tu-phap', 'phong-tu-phap-dong-da', ['dong-da'], 'outside', 'not-in-line'],
  ['dong-da', 'phuong-lang-ha', [], inside, 'own-line'],
  ['dong-da', 'phuong-hang-bac', [], 'outside', 'not-in-line'],
  ['dong-da', 'phuong-hang-bac', ['hoan-kiem'], 'outside', 'not-in-line'],
  ['dong-da', 'phong-tu-phap-dong-da', [], inside, 'own-line'],
  ['dong-da', 'tram-y-te-lang-ha', [], 'outside', 'not-in-line'],
  ['dong-da', 'tram-y-te-lang-ha', ['phuong-lang-ha'], inside, 'own-line'],
  ['dong-da', 'tram-y-te-lang-ha', ['phuong-hang-bac'], 'outside', 'not-in-line'],
  ['dong-da', 'hoan-kiem', [], 'outside', 'not-below'],
  ['dong-da', 'so-tu-phap', [], 'outside', 'not-below'],
  ['dong-da', 'cuc-thue-thanh-pho', [], 'outside', 'not-below'],
]

describe('R25: jurisdiction', () => {
  it.each(cases)(
    'R25: %s over %s through %j is %s: %s',
    (issuerId, subjectId, through, is, why) => {
      const world = withPlanOf(issuerId, issuerId === 'so-tu-phap' ? { field: 'justice' } : {})
      world.handle(
        Agency,
        sent('RegisterAgency', {
          agencyId: 'tax-branch',
          happenedOn: '2023-01-01',
          kind: 'unit',
          names: { vi: 'Chi cục Thuế', en: 'Tax branch' },
          fields: [],
          posts: [],
          superiorId: 'cuc-thue-thanh-pho',
        }),
      )
      const line = through.length === 0 ? {} : { through }
      const answer = add({ subjectId, ...line }, world)
      if (is === inside) {
        const [added] = accepted(answer, 'TargetAdded')
        expect(added?.data).toMatchObject({ target: { subjectId, jurisdiction: why } })
      } else {
        rejected(answer, {
          _tag: 'OutsideJurisdiction',
          rule: 'R25',
          issuerId,
          subjectId,
          because: why,
        })
      }
    },
  )

  it('R25: a department has none over districts without a field', () => {
    rejected(add({}, withPlanOf('so-tu-phap')), {
      _tag: 'OutsideJurisdiction',
      rule: 'R25',
      because: 'no-field',
    })
    accepted(add({}, withPlanOf('so-tu-phap', { field: 'justice' })), 'TargetAdded')
  })

  it('R25: the city has it over a central body that the plan names', () => {
    const [added] = accepted(add({ subjectId: 'cuc-thue-thanh-pho' }), 'TargetAdded')
    expect(added?.data).toMatchObject({
      target: {
        jurisdiction: 'named-central-body',
        subjectKind: 'central-body',
        subjectLevel: 'central',
      },
    })
  })

  it('R25: a line over an agency that is no more leads nowhere', () => {
    const world = withPlanOf('dong-da')
    const unit = { subjectId: 'tram-y-te-lang-ha', through: ['phuong-lang-ha'] }
    dissolve(world, 'phuong-lang-ha', '2023-04-12')
    rejected(add(unit, world), { _tag: 'OutsideJurisdiction', rule: 'R25', because: 'not-in-line' })
    accepted(
      add({ ...unit, window: { from: '2023-04-11', to: '2023-04-11' } }, world),
      'TargetAdded',
    )
  })

  it('R25: stays as it was frozen, though the subject moves to another superior', () => {
    const world = withPlanOf('dong-da')
    accepted(add({ subjectId: 'phuong-lang-ha' }, world), 'TargetAdded')
    const move = {
      agencyId: 'phuong-lang-ha',
      happenedOn: '2023-03-02',
      superiorId: 'hoan-kiem',
      document: {
        number: '1/NQ-HĐND',
        kind: 'resolution',
        issuer: 'dong-da',
        signedOn: '2023-03-01',
      },
    }
    accepted(world.handle(Agency, sent('ChangeSuperior', move)), 'SuperiorChanged')
    rejected(add({ targetId: 't2', subjectId: 'phuong-lang-ha' }, world), {
      _tag: 'OutsideJurisdiction',
      rule: 'R25',
    })
    const issue = {
      planId,
      happenedOn: '2023-03-03',
      document: { number: '9/KH-UBND', kind: 'plan', issuer: 'dong-da', signedOn: '2023-03-03' },
    } as const
    accepted(asker(world)('IssuePlan', issue), 'PlanIssued')
  })
})
