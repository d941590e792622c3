/**
 * How an inspection begins: plan (R1), teams (R3), who concludes (R5), delegation (R6), orders (R9),
 * whom (R25, R26).
 */
import { addDays, civilDateOf, type CommandMeta } from '@kiemtra/kernel'
import {
  inspectionHistories,
  officialFrom,
  sampleAgencyEvents,
  sampleDelegationEvents,
  sampleDissolution,
  sampleMeta,
  samplePlanEvents,
} from '@kiemtra/core/testing'
import fc from 'fast-check'
import { isLeft } from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { Inspection } from '../../src/inspection/index.ts'
import {
  delegationEvents,
  document,
  lead,
  member,
  order,
  ordered,
  proposal,
  proposed,
  Story,
  stranger,
  subject,
  team,
} from './support.ts'

const issuer = 'ubnd-thanh-pho'
const on = (happenedOn: string) => ({ happenedOn, recordedLateDays: 0 })
const closing = {
  type: 'PlanRevoked',
  data: {
    ...on('2023-03-20'),
    planId: 'p61-2023',
    document: document(issuer, '80/QĐ-UBND', '2023-03-20'),
    reason: 'Synthetic',
  },
} as const
const underRevoked = new Story().after({ plan: [closing] })

describe('R1: plan', () => {
  it.each([
    ['announced', 'ProposeInspection', proposal],
    ['unannounced', 'OrderUnannounced', order],
  ] as const)(
    'R1: an inspection (%s) starts under a plan in force, to its last day',
    (_, type, data) => {
      underRevoked.asks(type, '2023-03-20', data).rejected('PlanNotInForce', { planId: 'p61-2023' })
      expect(underRevoked.asks(type, '2023-03-19', data).events).toHaveLength(1)
      new Story()
        .where({ plan: samplePlanEvents.slice(0, 2) })
        .asks(type, '2023-03-19', data)
        .rejected('PlanNotInForce')
    },
  )

  it('R1: its scope stays within the plan', () => {
    const scope = (areas: typeof proposal.scope.areas) => ({
      ...order,
      scope: { ...order.scope, areas },
    })
    const story = new Story()
    story
      .asks('OrderUnannounced', '2023-03-20', scope(['public-finance']))
      .rejected('ScopeOutsidePlan')
    story
      .asks('OrderUnannounced', '2023-03-20', scope(['steering', 'public-finance']))
      .rejected('ScopeOutsidePlan')
    expect(story.asks('OrderUnannounced', '2023-03-20', scope(['steering'])).events).toHaveLength(1)
    const fewer = samplePlanEvents.map((event) =>
      event.type === 'PlanDrafted'
        ? {
            ...event,
            data: {
              ...event.data,
              terms: { ...event.data.terms, contents: ['own-reform-plan' as const] },
            },
          }
        : event,
    )
    const contents = (...asked: typeof proposal.scope.contents) =>
      story.where({ plan: fewer }).asks('OrderUnannounced', '2023-03-20', {
        ...order,
        scope: { ...order.scope, contents: asked },
      })
    contents('city-directions').rejected('ScopeOutsidePlan')
    contents('own-reform-plan', 'city-directions').rejected('ScopeOutsidePlan')
    expect(contents('own-reform-plan').events).toHaveLength(1)
  })

  it('R1: it keeps parameters, issuer, lead and who concludes, whatever becomes of the plan', () => {
    const state = proposed().state
    expect(state).toMatchObject({
      status: 'preparing',
      notice: 'announced',
      planIssuerId: issuer,
      leadAgencyId: 'so-noi-vu',
      concludedBy: 'so-noi-vu',
      subjectLevel: 'district',
      parameters: { noticeLead: { value: { amount: 5, unit: 'workingDays' } } },
    })
  })

  it('R1: an unopened inspection is moved and noticed under a plan in force only', () => {
    const to = { window: { from: '2023-04-13', to: '2023-04-14' }, reason: 'Synthetic' }
    const story = proposed().after({ plan: [closing] })
    story.asks('RescheduleInspection', '2023-03-20', to).rejected('PlanNotInForce')
    expect(story.asks('RescheduleInspection', '2023-03-19', to).events).toHaveLength(1)
  })
})

describe('R3: teams', () => {
  it('R3: a team must be there on the day', () => {
    const byTeam = { ...proposal, inspectors: team }
    const story = new Story()
    story.asks('ProposeInspection', '2023-03-12', byTeam).rejected('NoSuchTeam')
    expect(story.asks('ProposeInspection', '2023-03-13', byTeam).events).toHaveLength(1)
    expect(story.asks('ProposeInspection', '2023-03-12', proposal).events).toHaveLength(1)
  })
})

describe('R5: who concludes', () => {
  it('R5: where the concluding agency is itself the subject, the plan’s issuer concludes', () => {
    const ofItself = new Story()
      .where({ subject: sampleAgencyEvents('so-noi-vu', 'department') })
      .does('OrderUnannounced', '2023-03-20', { ...order, subjectId: 'so-noi-vu' })
    expect(ofItself.state).toMatchObject({ concludedBy: issuer })
    expect(ordered().state).toMatchObject({ concludedBy: 'so-noi-vu' })
  })
})

describe('R6: delegation', () => {
  it('R6: it is in force on the day', () => {
    const story = new Story()
    story.asks('OrderUnannounced', '2023-03-09', order).rejected('NoAuthorityToOrder')
    story.asks('ProposeInspection', '2023-03-09', proposal).rejected('DelegationNotInForce')
    expect(story.asks('ProposeInspection', '2023-03-10', proposal).events).toHaveLength(1)
    const last = { ...proposal, window: { from: '2024-01-02', to: '2024-01-02' } }
    expect(story.asks('ProposeInspection', '2023-12-29', last).events).toHaveLength(1)
    story.asks('ProposeInspection', '2023-12-30', last).rejected('DelegationNotInForce')
  })

  it('R6: dissolved, it still began what it began before', () => {
    const story = new Story().after({
      delegation: [
        {
          type: 'DelegationDissolved',
          data: {
            ...on('2023-03-14'),
            delegationId: 'doan-p61',
            document: document('so-noi-vu', '9/QĐ-SNV', '2023-03-14'),
            handovers: [],
          },
        },
      ],
    })
    expect(story.asks('ProposeInspection', '2023-03-13', proposal).events).toHaveLength(1)
    story.asks('ProposeInspection', '2023-03-14', proposal).rejected('DelegationNotInForce')
  })

  it('R6: it is a delegation of the plan', () => {
    const others = sampleDelegationEvents.map((event) =>
      event.type === 'DelegationEstablished'
        ? { ...event, data: { ...event.data, planId: 'cong-vu-2023' } }
        : event,
    )
    new Story()
      .where({ delegation: others })
      .asks('ProposeInspection', '2023-03-13', proposal)
      .rejected('DelegationOfAnotherPlan')
  })
})

describe('R5, R6: whose business it is', () => {
  it('R6: proposed for the agencies in charge, or by the delegation, and by nobody of the subject', () => {
    const asked = (actor: CommandMeta['actor'], subjectId = proposal.subjectId) =>
      new Story().asks('ProposeInspection', '2023-03-13', { ...proposal, subjectId }, { actor })
    for (const actor of [lead, member, officialFrom(issuer, 'ct-1')]) {
      expect(asked(actor).events).toHaveLength(1)
    }
    for (const actor of [stranger, subject]) asked(actor).rejected('NotInvolved')
  })

  it('R5: of a subject that leads the plan itself, only the others act', () => {
    const itself = samplePlanEvents.map((event) =>
      event.type === 'PlanDrafted'
        ? { ...event, data: { ...event.data, leadAgencyId: 'dong-da' } }
        : event,
    )
    const story = new Story().where({ plan: itself })
    story
      .asks('ProposeInspection', '2023-03-13', proposal, { actor: subject })
      .rejected('NotInvolved')
    expect(
      story.asks('ProposeInspection', '2023-03-13', proposal, { actor: lead }).events,
    ).toHaveLength(1)
  })

  it('R6: whoever established the delegation acts, though in charge of nothing else', () => {
    const establishing = new Story().where({
      delegation: delegationEvents({ establishedBy: 'so-tu-phap' }),
    })
    expect(
      establishing.asks('ProposeInspection', '2023-03-13', proposal, { actor: stranger }).events,
    ).toHaveLength(1)
  })
})

describe('R9: unannounced', () => {
  const city = officialFrom(issuer, 'ct-1')
  const byCity = (changes: object = {}) => ({
    ...order,
    order: {
      by: 'agency' as const,
      agencyId: issuer,
      document: document(issuer, '12/QĐ-UBND', '2023-03-20'),
      ...changes,
    },
  })

  it('R9: an agency that the terms name orders it, by its own document, signed by then', () => {
    const story = new Story()
    expect(
      story.asks('OrderUnannounced', '2023-03-20', byCity(), { actor: city }).events,
    ).toHaveLength(1)
    story
      .asks('OrderUnannounced', '2023-03-20', byCity(), { actor: stranger })
      .rejected('NoAuthorityToOrder')
    story
      .asks('OrderUnannounced', '2023-03-20', byCity({ agencyId: 'so-tu-phap' }))
      .rejected('NoAuthorityToOrder')
    // One that the terms don't name, all in order but for that.
    story
      .asks(
        'OrderUnannounced',
        '2023-03-20',
        byCity({
          agencyId: 'so-tu-phap',
          document: document('so-tu-phap', '1/QĐ-STP', '2023-03-20'),
        }),
      )
      .rejected('NoAuthorityToOrder')
    story
      .asks(
        'OrderUnannounced',
        '2023-03-20',
        byCity({ document: document('so-tu-phap', '1/QĐ-STP', '2023-03-20') }),
      )
      .rejected('NoAuthorityToOrder')
    story.asks('OrderUnannounced', '2023-03-19', byCity()).rejected('DocumentNotSigned')
  })

  it('R9: the delegation’s head orders it, in person, where the terms say so', () => {
    const story = new Story()
    const head = officialFrom('so-noi-vu', 'nv-1')
    const deputy = officialFrom('so-noi-vu', 'nv-2')
    expect(
      story.asks('OrderUnannounced', '2023-03-20', order, { actor: head }).events,
    ).toHaveLength(1)
    story
      .asks('OrderUnannounced', '2023-03-20', order, { actor: deputy })
      .rejected('NoAuthorityToOrder')
    const byDeputy = { ...order, order: { by: 'delegation-head', personId: 'nv-2' } } as const
    story
      .asks('OrderUnannounced', '2023-03-20', byDeputy, { actor: deputy })
      .rejected('NoAuthorityToOrder')
    const policy = { kind: 'policy', name: 'scheduling', onBehalfOf: 'so-noi-vu' } as const
    story
      .asks('OrderUnannounced', '2023-03-20', order, { actor: policy })
      .rejected('NoAuthorityToOrder')
    const terms = samplePlanEvents.map((event) =>
      event.type === 'PlanDrafted'
        ? {
            ...event,
            data: {
              ...event.data,
              terms: {
                ...event.data.terms,
                authorities: { ...event.data.terms.authorities, orderUnannounced: [] },
              },
            },
          }
        : event,
    )
    story
      .where({ plan: terms })
      .asks('OrderUnannounced', '2023-03-20', order)
      .rejected('NoAuthorityToOrder')
  })

  it('R9: a draw that was recorded before, and drew the subject', () => {
    const byLot = (drawId: string) => ({ ...order, order: { by: 'draw' as const, drawId } })
    const story = new Story()
    expect(story.asks('OrderUnannounced', '2023-03-15', byLot('lot-1')).events).toHaveLength(1)
    story.asks('OrderUnannounced', '2023-03-14', byLot('lot-1')).rejected('NotDrawn')
    story.asks('OrderUnannounced', '2023-03-15', byLot('lot-2')).rejected('NotDrawn')
    const another = story.where({ subject: sampleAgencyEvents('hoan-kiem') })
    const toAnother = { ...byLot('lot-1'), subjectId: 'hoan-kiem' }
    another.asks('OrderUnannounced', '2023-03-15', toAnother).rejected('NotDrawn')
    // Whoever has no business with it isn't told who was drawn.
    for (const actor of [stranger, subject]) {
      story
        .asks('OrderUnannounced', '2023-03-15', byLot('lot-1'), { actor })
        .rejected('NoAuthorityToOrder')
      another
        .asks('OrderUnannounced', '2023-03-15', toAnother, { actor })
        .rejected('NoAuthorityToOrder')
    }
    for (const actor of [lead, member, city]) {
      expect(
        story.asks('OrderUnannounced', '2023-03-15', byLot('lot-1'), { actor }).events,
      ).toHaveLength(1)
    }
  })
})

describe('R25: whom', () => {
  it('R25: an announced one carries out a target, with its subject, delegation and scope', () => {
    const story = new Story()
    const mismatch = (changes: Partial<typeof proposal>, from = story) =>
      from.asks('ProposeInspection', '2023-03-13', { ...proposal, ...changes })
    mismatch({ targetId: 't9' }).rejected('NotATarget')
    mismatch(
      { subjectId: 'hoan-kiem' },
      story.where({ subject: sampleAgencyEvents('hoan-kiem') }),
    ).rejected('TargetMismatch', { targetId: 't1' })
    mismatch({ scope: { ...proposal.scope, areas: ['steering'] } }).rejected('TargetMismatch')
    mismatch({ scope: { ...proposal.scope, contents: ['city-directions'] } }).rejected(
      'TargetMismatch',
    )
    expect(mismatch({ scope: { ...proposal.scope, areas: ['procedures'] } }).events).toHaveLength(1)
    const otherSlot = sampleDelegationEvents.map((event) =>
      event.type === 'DelegationEstablished'
        ? { ...event, data: { ...event.data, slotId: 'doan-2' } }
        : event,
    )
    mismatch({}, story.where({ delegation: otherSlot })).rejected('TargetMismatch')
  })

  it('R25: an untargeted one is within the issuer’s reach, by its line of superiors', () => {
    const unit = sampleAgencyEvents('tram-y-te').map((event) =>
      event.type === 'AgencyRegistered'
        ? {
            ...event,
            data: { ...event.data, kind: 'unit', level: 'unit', superiorId: 'dong-da' } as const,
          }
        : event,
    )
    const story = new Story().where({ subject: unit })
    const of = { ...order, subjectId: 'tram-y-te' }
    story.asks('OrderUnannounced', '2023-03-20', of).rejected('OutsideJurisdiction')
    const [event] = story.asks('OrderUnannounced', '2023-03-20', {
      ...of,
      through: ['dong-da'],
    }).events
    expect(event?.data).toMatchObject({ subjectId: 'tram-y-te', through: ['dong-da'] })
    const [direct] = new Story().asks('OrderUnannounced', '2023-03-20', order).events
    expect(direct?.data).toMatchObject({ through: [] })
  })
})

describe('R26: subject', () => {
  it.each([
    ['announced', 'ProposeInspection', proposal],
    ['unannounced', 'OrderUnannounced', order],
  ] as const)('R26: it is there on the last day of the window (%s)', (_, type, data) => {
    const ending = (effectiveOn: string) =>
      new Story().after({ subject: [sampleDissolution('dong-da', 'hoan-kiem', effectiveOn)] })
    ending('2023-04-12').asks(type, '2023-03-20', data).rejected('SubjectNotInForce')
    expect(ending('2023-04-13').asks(type, '2023-03-20', data).events).toHaveLength(1)
  })
})

describe('the order of things', () => {
  it('lifecycle: begins once, and before anything else', () => {
    proposed().asks('ProposeInspection', '2023-03-13', proposal).rejected('InspectionAlreadyBegun')
    ordered().asks('OrderUnannounced', '2023-03-20', order).rejected('InspectionAlreadyBegun')
    new Story()
      .asks('CancelInspection', '2023-03-13', { reason: 'Synthetic' })
      .rejected('InspectionNotBegun')
  })

  it('R28: nothing is recorded before it happened', () => {
    const story = new Story()
    story
      .asks('ProposeInspection', '2023-03-13', proposal, { recordedOn: '2023-03-12' })
      .rejected('NotYetHappened')
    const [event] = story.asks('ProposeInspection', '2023-03-13', proposal, {
      recordedOn: '2023-03-16',
    }).events
    expect(event?.data.recordedLateDays).toBe(3)
  })

  it('R28: no command is, in any phase', () => {
    const told = new Set<string>()
    for (const { command, facts, before, rejection } of fc
      .sample(inspectionHistories, { numRuns: 80, seed: 28 })
      .flat()) {
      if (rejection !== undefined || told.has(command.type)) continue
      told.add(command.type)
      const { data } = command
      const day = 'happenedOn' in data ? data.happenedOn : civilDateOf(data.happenedAt)
      const early = { ...command, meta: sampleMeta(addDays(day, -1)) }
      const decided = Inspection.decide(early, before, facts)
      expect([command.type, isLeft(decided) && decided.left._tag]).toEqual([
        command.type,
        'NotYetHappened',
      ])
    }
    expect(told.size).toBeGreaterThanOrEqual(40)
  })

  it('lifecycle: steps come one after the other; what is no step is told at any time', () => {
    const told = new Set<string>()
    const steps = new Set<string>()
    for (const { command, facts, before, rejection } of fc
      .sample(inspectionHistories, { numRuns: 80, seed: 28 })
      .flat()) {
      const { type, data, meta } = command
      if (rejection !== undefined || before.status === 'none') continue
      if (told.has(type) || steps.has(type)) continue
      const day =
        'happenedOn' in data
          ? { happenedOn: '2023-03-01' }
          : { happenedAt: '2023-03-01T02:00:00.000Z' }
      const earlier = Inspection.command.decode({ type, data: { ...data, ...day } })
      if (isLeft(earlier)) throw new Error(type)
      const decided = Inspection.decide({ ...earlier.right, meta }, before, facts)
      const late = isLeft(decided) && decided.left._tag === 'OutOfOrder'
      ;(late ? steps : told).add(type)
    }
    expect([...told].sort()).toEqual([
      'CancelInspection',
      'FlagAct',
      'HandOverInspection',
      'ImportResult',
      'RatifyAct',
      'RecordDissent',
      'ReferViolation',
      'RequirePriorShortcomings',
      'SubmitSelfReport',
    ])
    expect(steps.size).toBeGreaterThanOrEqual(30)
  })
})
