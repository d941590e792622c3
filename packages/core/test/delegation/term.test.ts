/**
 * R6: a delegation acts within its term, until it is dissolved; who dissolves hands over.
 */
import { sampleEstablishment, sampleTarget, sampleTerms } from '@kiemtra/core/testing'
import { isRight } from 'fp-ts/lib/Either.js'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  Delegation,
  DelegationEvents,
  delegationHeadOn,
  inForceOn,
  rosterOn,
  rosterVersion,
  teamOn,
  vacanciesOf,
} from '../../src/delegation/index.ts'
import { dissolve as dissolveAgency } from '../plan/support.ts'
import { accepted, officialOf, rejected, sent } from '../support/sent.ts'
import type { World } from '../support/world.ts'
import {
  type Ask,
  asker,
  askPlan,
  cityAfter,
  type DataOf,
  day,
  document,
  eventsIn,
  stateIn,
  team,
} from './support.ts'

let world: World
let ask: Ask
beforeEach(() => {
  world = cityAfter()
  ask = asker(world)
})

const LATE = { recordedAt: '2024-03-01T08:00:00.000Z' }
const reason = 'Synthetic'
const inForce = (on: string) => inForceOn(stateIn(world), day(on))

const extend = (until: string, happenedOn = '2023-12-20') =>
  ask(
    'ExtendTerm',
    { happenedOn, until, document: document('812/QĐ-SNV', happenedOn), reason },
    LATE,
  )

const reconstitute = (
  happenedOn: string,
  changes: Partial<DataOf<'ReconstituteDelegation'>> = {},
) =>
  ask(
    'ReconstituteDelegation',
    {
      happenedOn,
      document: document('801/QĐ-SNV', happenedOn),
      until: '2024-02-29',
      members: sampleEstablishment.members,
      reason,
      ...changes,
    },
    LATE,
  )

type Handovers = DataOf<'DissolveDelegation'>['handovers']
const toHomeAffairs = {
  to: { kind: 'agency', agencyId: 'so-noi-vu' },
  inspections: ['i1'],
  documents: ['Hồ sơ Đoàn kiểm tra'],
} as const

const dissolve = (handovers: Handovers = [toHomeAffairs], happenedOn = '2023-06-30', meta = {}) =>
  ask(
    'DissolveDelegation',
    { happenedOn, document: document('901/QĐ-SNV', happenedOn), handovers },
    { ...LATE, ...meta },
  )

describe('in force', () => {
  it('R6: from the day of the decision to the last day of the term', () => {
    expect(['2023-03-09', '2023-03-10', '2023-12-29', '2023-12-30'].map(inForce)).toEqual([
      false,
      true,
      true,
      false,
    ])
  })

  it('R6: until the day before it is dissolved', () => {
    accepted(dissolve(), 'DelegationDissolved')
    expect(['2023-03-09', '2023-03-10', '2023-06-29', '2023-06-30'].map(inForce)).toEqual([
      false,
      true,
      true,
      false,
    ])
  })

  it('R6: what changes it takes a term that has not run out', () => {
    const invite = (happenedOn: string) =>
      ask('InviteAgency', { happenedOn, agencyId: 'hoan-kiem', reason }, LATE)
    rejected(invite('2023-12-30'), {
      _tag: 'DelegationNotInForce',
      rule: 'R6',
      until: '2023-12-29',
    })
    accepted(invite('2023-12-29'), 'AgencyInvited')
  })
})

describe('more time', () => {
  it('R6: a later last day, decided before the term ends', () => {
    rejected(extend('2023-12-29'), { _tag: 'TermEndsTooSoon', rule: 'R6', earliest: '2023-12-30' })
    rejected(extend('2024-01-31', '2023-12-30'), { _tag: 'DelegationNotInForce', rule: 'R6' })
    const before = rosterVersion(stateIn(world))
    accepted(extend('2023-12-30', '2023-12-29'), 'TermExtended')
    expect(rosterVersion(stateIn(world))).toBeGreaterThan(before)
    expect(['2023-12-29', '2023-12-30', '2023-12-31'].map(inForce)).toEqual([true, true, false])
  })

  it('R2: by the agency that establishes', () => {
    rejected(
      ask('ExtendTerm', {
        happenedOn: '2023-12-20',
        until: '2024-01-31',
        document: document('812/QĐ-STP', '2023-12-20', 'so-tu-phap'),
        reason,
      }),
      { _tag: 'NotTheEstablishingAgency', rule: 'R2' },
    )
  })

  it('R1: also after the plan is closed: what it opened is still to be finished', () => {
    accepted(
      askPlan(world, 'RevokePlan', {
        planId: 'p61-2023',
        happenedOn: '2023-10-02',
        document: document('99/QĐ-UBND', '2023-10-02', 'ubnd-thanh-pho'),
        reason,
      }),
      'PlanRevoked',
    )
    accepted(extend('2024-01-31'), 'TermExtended')
    accepted(reconstitute('2023-12-21'), 'DelegationReconstituted')
  })
})

describe('a new decision', () => {
  const newHead = {
    role: 'head',
    personId: 'nv-4',
    agencyId: 'so-noi-vu',
    postId: 'deputy',
  } as const
  const [, ...others] = sampleEstablishment.members

  it('R2: replaces the old: other members, no teams, from the day on', () => {
    accepted(
      ask('FormTeam', {
        happenedOn: '2023-04-03',
        teamId: 'to-1',
        leaderId: 'tp-1',
        members: ['tp-1'],
        grounds: ['time'],
        reason,
      }),
      'TeamFormed',
    )
    accepted(
      reconstitute('2023-08-15', { members: [newHead, ...others] }),
      'DelegationReconstituted',
    )
    const headOf = (on: string) => delegationHeadOn(stateIn(world), day(on))?.personId
    expect([headOf('2023-08-14'), headOf('2023-08-15')]).toEqual(['nv-1', 'nv-4'])
    expect(rosterOn(stateIn(world), day('2023-08-15'))).toHaveLength(5)
    const there = (on: string) => teamOn(stateIn(world), team('to-1'), day(on)) !== undefined
    expect([there('2023-08-14'), there('2023-08-15')]).toEqual([true, false])
    expect(['2023-08-14', '2023-08-15', '2024-02-29', '2024-03-01'].map(inForce)).toEqual([
      true,
      true,
      true,
      false,
    ])
  })

  it('R6: may shorten the term, and may come after it ran out, which leaves a gap', () => {
    accepted(reconstitute('2023-08-15', { until: '2023-08-31' }), 'DelegationReconstituted')
    expect(['2023-08-31', '2023-09-01'].map(inForce)).toEqual([true, false])
    const again = { document: document('802/QĐ-SNV', '2023-09-05') }
    accepted(reconstitute('2023-09-05', again), 'DelegationReconstituted')
    expect(['2023-08-31', '2023-09-04', '2023-09-05'].map(inForce)).toEqual([true, false, true])
  })

  it('lifecycle: is another decision', () => {
    const { document: decision } = sampleEstablishment
    accepted(
      reconstitute('2023-08-15', { document: { ...decision, number: '746/QĐ-SNV' } }),
      'DelegationReconstituted',
    )
    world = cityAfter()
    ask = asker(world)
    rejected(reconstitute('2023-08-15', { document: decision }), {
      _tag: 'SameDecision',
      rule: 'lifecycle',
    })
    // Numbers start again each year: it takes the day too to tell two decisions apart.
    const sameNumber = { document: { ...decision, signedOn: '2023-08-15' } }
    accepted(reconstitute('2023-08-15', sameNumber), 'DelegationReconstituted')
  })

  it('R2: is composed like the first', () => {
    const on = '2023-08-15'
    rejected(reconstitute(on, { members: others }), { _tag: 'NotOneHead', rule: 'R2', heads: 0 })
    const withoutJustice = sampleEstablishment.members.filter(({ personId }) => personId !== 'tp-1')
    rejected(reconstitute(on, { members: withoutJustice }), {
      _tag: 'AgencyUnrepresented',
      rule: 'R2',
      agencyId: 'so-tu-phap',
    })
    rejected(reconstitute(on, { until: '2023-08-14' }), { _tag: 'TermEndsTooSoon', rule: 'R6' })
    const guest = { role: 'member', personId: 'hk-1', agencyId: 'hoan-kiem' } as const
    const members = [...sampleEstablishment.members, guest]
    rejected(reconstitute(on, { members }), { _tag: 'AgencyNotAdmitted', rule: 'R2' })
    accepted(
      ask('InviteAgency', { happenedOn: on, agencyId: 'hoan-kiem', reason }),
      'AgencyInvited',
    )
    accepted(reconstitute(on, { members }), 'DelegationReconstituted')
  })

  it('R2: fills what was vacant, and names nobody who may act on nothing', () => {
    accepted(
      ask('RecuseMember', { happenedOn: '2023-04-03', personId: 'tp-1', reason }),
      'MemberRecused',
    )
    rejected(reconstitute('2023-08-15'), {
      _tag: 'AgencyUnrepresented',
      rule: 'R2',
      agencyId: 'so-tu-phap',
    })
    const members = sampleEstablishment.members.map((seat) =>
      seat.personId === 'tp-1' ? { ...seat, personId: 'tp-2' } : seat,
    )
    accepted(reconstitute('2023-08-15', { members }), 'DelegationReconstituted')
    expect(vacanciesOf(stateIn(world))).toEqual([])
  })

  it('R5: interests and recusals stay with the person', () => {
    accepted(
      ask('RecuseMember', {
        happenedOn: '2023-04-03',
        personId: 'tp-1',
        subjectId: 'dong-da',
        reason,
      }),
      'MemberRecused',
    )
    const before = vacanciesOf(stateIn(world))
    accepted(reconstitute('2023-08-15'), 'DelegationReconstituted')
    expect(vacanciesOf(stateIn(world))).toEqual(before)
    expect(before).toMatchObject([{ agencyId: 'so-tu-phap', subjectId: 'dong-da' }])
  })

  it('R2: is no longer taken where the terms have no place for it', () => {
    accepted(
      askPlan(world, 'AmendPlan', {
        planId: 'p61-2023',
        happenedOn: '2023-08-01',
        document: document('70/QĐ-UBND', '2023-08-01', 'ubnd-thanh-pho'),
        reason,
        changes: {
          delegations: sampleTerms.delegations.map((slot) => ({ ...slot, slotId: 'doan-2' })),
          targetsMoved: [{ targetId: 't1', slotId: 'doan-2', window: sampleTarget.window }],
        },
      }),
      'PlanAmended',
    )
    rejected(reconstitute('2023-08-15'), {
      _tag: 'SlotNotInTerms',
      rule: 'R2',
      slotId: 'doan-1',
    })
  })

  it('R2: follows the terms as they are now, by whom they name', () => {
    accepted(
      askPlan(world, 'AmendPlan', {
        planId: 'p61-2023',
        happenedOn: '2023-08-01',
        document: document('70/QĐ-UBND', '2023-08-01', 'ubnd-thanh-pho'),
        reason,
        changes: {
          delegations: sampleTerms.delegations.map((slot) => ({
            ...slot,
            establishedBy: 'ubnd-thanh-pho',
            mayInvite: false,
          })),
        },
      }),
      'PlanAmended',
    )
    rejected(reconstitute('2023-08-15'), {
      _tag: 'NotTheEstablishingAgency',
      rule: 'R2',
      establishedBy: 'ubnd-thanh-pho',
    })
    const byCity = { document: document('801/QĐ-UBND', '2023-08-15', 'ubnd-thanh-pho') }
    accepted(reconstitute('2023-08-15', byCity), 'DelegationReconstituted')
    rejected(ask('InviteAgency', { happenedOn: '2023-08-16', agencyId: 'hoan-kiem', reason }), {
      _tag: 'InvitationsNotProvided',
      rule: 'R4',
    })
  })
})

describe('the end', () => {
  it('R6: hands something over', () => {
    rejected(dissolve([]), { _tag: 'NothingHandedOver', rule: 'R6' })
    const nothing = { ...toHomeAffairs, inspections: [], documents: [] }
    rejected(dissolve([nothing]), { _tag: 'NothingHandedOver', rule: 'R6' })
    accepted(dissolve([{ ...nothing, documents: ['Hồ sơ'] }]), 'DelegationDissolved')
  })

  it('R6: hands each inspection to one receiver', () => {
    const toCity = { ...toHomeAffairs, to: { kind: 'agency', agencyId: 'ubnd-thanh-pho' } } as const
    rejected(dissolve([toHomeAffairs, toCity]), {
      _tag: 'HandedOverTwice',
      rule: 'R6',
      inspectionId: 'i1',
    })
    accepted(dissolve([toHomeAffairs, { ...toCity, inspections: ['i2'] }]), 'DelegationDissolved')
  })

  it('R26: to an agency that is there on the day', () => {
    dissolveAgency(world, 'so-noi-vu', '2023-06-30')
    rejected(dissolve(), { _tag: 'AgencyNotInForce', rule: 'R26', agencyId: 'so-noi-vu' })
    accepted(dissolve([toHomeAffairs], '2023-06-29'), 'DelegationDissolved')
  })

  it('R6: or to another delegation in force', () => {
    const to = (delegationId: string) =>
      [{ ...toHomeAffairs, to: { kind: 'delegation', delegationId } }] as const
    rejected(dissolve(to('doan-p61')), { _tag: 'HandedOverToItself', rule: 'R6' })
    expect(dissolve(to('nowhere'))).toEqual({ is: 'unknown', reference: 'delegation-nowhere' })
    accepted(
      world.handle(
        Delegation,
        sent('EstablishDelegation', {
          ...sampleEstablishment,
          delegationId: 'doan-next',
          happenedOn: '2023-06-30',
          until: '2023-07-31',
        }),
      ),
      'DelegationEstablished',
    )
    const receiver = { _tag: 'ReceiverNotInForce', rule: 'R6', delegationId: 'doan-next' } as const
    rejected(dissolve(to('doan-next'), '2023-06-29'), receiver)
    rejected(dissolve(to('doan-next'), '2023-08-01'), receiver)
    accepted(dissolve(to('doan-next'), '2023-06-30'), 'DelegationDissolved')
  })

  it('R2: is decided by the agency that establishes', () => {
    rejected(dissolve([toHomeAffairs], '2023-06-30', { actor: officialOf('so-tu-phap') }), {
      _tag: 'NotTheEstablishingAgency',
      rule: 'R2',
    })
    accepted(
      dissolve([toHomeAffairs], '2023-06-30', { actor: officialOf('so-noi-vu') }),
      'DelegationDissolved',
    )
  })

  it('R6: comes also after the term ran out, and only once', () => {
    accepted(dissolve([toHomeAffairs], '2024-01-10'), 'DelegationDissolved')
    rejected(dissolve([toHomeAffairs], '2024-01-11'), {
      _tag: 'DelegationIsDissolved',
      rule: 'R6',
      dissolvedOn: '2024-01-10',
    })
    rejected(extend('2024-02-01'), { _tag: 'DelegationIsDissolved', rule: 'R6' })
    expect(stateIn(world)).toMatchObject({ status: 'dissolved', handovers: [toHomeAffairs] })
  })

  it('lifecycle: is total: an event that does not fit changes nothing', () => {
    const established = stateIn(world)
    accepted(dissolve(), 'DelegationDissolved')
    const events = eventsIn(world).flatMap((stored) => {
      const decoded = DelegationEvents.decode(stored)
      return isRight(decoded) ? [decoded.right] : []
    })
    const [establishment, dissolution] = events
    if (establishment === undefined || dissolution === undefined) throw new Error('two events')
    expect(Delegation.evolve(established, establishment)).toEqual(established)
    expect(Delegation.evolve(stateIn(world), dissolution)).toEqual(stateIn(world))
    expect(Delegation.evolve(Delegation.initialState, dissolution)).toEqual(Delegation.initialState)
  })

  it('lifecycle: moves the version of the roster, which an act may have relied on', () => {
    const before = rosterVersion(stateIn(world))
    accepted(dissolve(), 'DelegationDissolved')
    expect(rosterVersion(stateIn(world))).toBeGreaterThan(before)
  })
})
