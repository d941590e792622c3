/**
 * How a delegation is set up: R1 and R2, with a roster that every other test builds on.
 */
import { sampleEstablishment, sampleTerms } from '@kiemtra/core/testing'
import { beforeEach, describe, expect, it } from 'vitest'
import { Agency } from '../../src/agency/index.ts'
import { rosterOn, vacanciesOf } from '../../src/delegation/index.ts'
import { dissolve as dissolveAgency } from '../plan/support.ts'
import { accepted, officialOf, rejected, sent } from '../support/sent.ts'
import type { World } from '../support/world.ts'
import {
  type Ask,
  asker,
  askPlan,
  cityBefore,
  type DataOf,
  day,
  document,
  onlyEvent,
  stateIn,
} from './support.ts'

let world: World
let ask: Ask
beforeEach(() => {
  world = cityBefore()
  ask = asker(world)
})

const [head, ...others] = sampleEstablishment.members

const establish = (changes: Partial<DataOf<'EstablishDelegation'>> = {}, meta = {}) =>
  ask('EstablishDelegation', { ...sampleEstablishment, ...changes }, meta)

const amend = (changes: Parameters<typeof askPlan<'AmendPlan'>>[2]['changes']) =>
  accepted(
    askPlan(world, 'AmendPlan', {
      planId: 'p61-2023',
      happenedOn: '2023-03-08',
      document: { ...document('70/KH-UBND', '2023-03-08', 'ubnd-thanh-pho'), kind: 'plan' },
      reason: 'Synthetic',
      changes,
    }),
    'PlanAmended',
  )

describe('the order of things', () => {
  it('lifecycle: a delegation is established once, and before anything else', () => {
    rejected(ask('DisbandTeam', { happenedOn: '2023-03-12', teamId: 'to-1' }), {
      _tag: 'DelegationNotEstablished',
      rule: 'lifecycle',
    })
    accepted(establish(), 'DelegationEstablished')
    rejected(establish(), { _tag: 'DelegationAlreadyEstablished', rule: 'lifecycle' })
  })

  it('R28: it is recorded on the day or later, and lateness is said', () => {
    rejected(establish({}, { recordedAt: '2023-03-09T16:59:59.999Z' }), {
      _tag: 'NotYetHappened',
      rule: 'R28',
    })
    const event = onlyEvent(establish({}, { recordedAt: '2023-03-11T17:00:00.000Z' }))
    expect(event.data.recordedLateDays).toBe(2)
  })

  it('R28: its decision is signed on the day or before', () => {
    rejected(establish({ document: document('745/QĐ-SNV', '2023-03-11') }), {
      _tag: 'DocumentNotSigned',
      rule: 'R28',
    })
    accepted(establish({ document: document('745/QĐ-SNV', '2023-03-09') }), 'DelegationEstablished')
  })
})

describe('the plan', () => {
  const onThe = (happenedOn: string) =>
    establish({ happenedOn, document: document('745/QĐ-SNV', happenedOn) })

  it('R1: is in force from the day of its issue', () => {
    rejected(onThe('2023-03-02'), { _tag: 'PlanNotInForce', rule: 'R1', planId: 'p61-2023' })
    accepted(onThe('2023-03-03'), 'DelegationEstablished')
  })

  it('R1: is in force until the day before it is revoked', () => {
    const revocation = document('99/QĐ-UBND', '2023-03-20', 'ubnd-thanh-pho')
    accepted(
      askPlan(world, 'RevokePlan', {
        planId: 'p61-2023',
        happenedOn: '2023-03-20',
        document: revocation,
        reason: 'Synthetic',
      }),
      'PlanRevoked',
    )
    rejected(onThe('2023-03-20'), { _tag: 'PlanNotInForce', rule: 'R1' })
    accepted(onThe('2023-03-19'), 'DelegationEstablished')
  })

  it('R2: provides for the delegation', () => {
    rejected(establish({ slotId: 'doan-2' }), {
      _tag: 'SlotNotInTerms',
      rule: 'R2',
      slotId: 'doan-2',
    })
  })

  it('lifecycle: is a plan that there is', () => {
    expect(establish({ planId: 'nowhere' })).toEqual({ is: 'unknown', reference: 'plan-nowhere' })
  })
})

describe('who establishes', () => {
  it('R2: the agency that the terms name, by its own document', () => {
    const { document: decision } = sampleEstablishment
    rejected(establish({}, { actor: officialOf('so-tu-phap') }), {
      _tag: 'NotTheEstablishingAgency',
      rule: 'R2',
      establishedBy: 'so-noi-vu',
    })
    rejected(
      establish({}, { actor: { kind: 'policy', name: 'x', onBehalfOf: 'ubnd-thanh-pho' } }),
      { _tag: 'NotTheEstablishingAgency', rule: 'R2' },
    )
    rejected(establish({ document: { ...decision, issuer: 'ubnd-thanh-pho' } }), {
      _tag: 'NotTheEstablishingAgency',
      rule: 'R2',
    })
    accepted(establish({}, { actor: officialOf('so-noi-vu') }), 'DelegationEstablished')
  })

  it('R2: an operator passes as whoever acts, but needs the right document all the same', () => {
    const actor = { kind: 'operator', personId: 'op-1', reason: 'Synthetic' }
    const { document: decision } = sampleEstablishment
    rejected(establish({ document: { ...decision, issuer: 'so-tu-phap' } }, { actor }), {
      _tag: 'NotTheEstablishingAgency',
      rule: 'R2',
    })
    accepted(establish({}, { actor }), 'DelegationEstablished')
  })
})

describe('the head', () => {
  const headed = (changes: object) =>
    establish({
      members: [
        { role: 'head', personId: 'nv-1', agencyId: 'so-noi-vu', postId: 'deputy', ...changes },
        ...others,
      ],
    })

  it('R2: is exactly one', () => {
    rejected(establish({ members: others }), { _tag: 'NotOneHead', rule: 'R2', heads: 0 })
    const second = {
      role: 'head',
      personId: 'nv-9',
      agencyId: 'so-noi-vu',
      postId: 'deputy',
    } as const
    const two = [second, ...sampleEstablishment.members]
    rejected(establish({ members: two }), { _tag: 'NotOneHead', rule: 'R2', heads: 2 })
    accepted(establish({ members: [second, ...others] }), 'DelegationEstablished')
  })

  it('R2: comes from the agency that the terms name', () => {
    rejected(headed({ agencyId: 'thanh-tra-thanh-pho' }), {
      _tag: 'HeadFromOtherAgency',
      rule: 'R2',
      headedFrom: 'so-noi-vu',
    })
    accepted(headed({}), 'DelegationEstablished')
  })

  it('R2: is a leader there, by a post that the register knows as one', () => {
    rejected(headed({ postId: 'clerk' }), { _tag: 'HeadNotALeader', rule: 'R2', postId: 'clerk' })
    accepted(headed({ postId: 'deputy' }), 'DelegationEstablished')
  })

  it('R2: is the director only who is the director on the day', () => {
    accepted(
      world.handle(
        Agency,
        sent('AppointHead', {
          agencyId: 'so-noi-vu',
          happenedOn: '2023-01-02',
          postId: 'head',
          personId: 'nv-1',
          acting: false,
          from: '2023-03-10',
        }),
      ),
      'HeadAppointed',
    )
    const director = (personId: string, happenedOn: string) =>
      establish({
        happenedOn,
        document: document('745/QĐ-SNV', happenedOn),
        members: [{ role: 'head', personId, agencyId: 'so-noi-vu', postId: 'head' }, ...others],
      })
    rejected(director('nv-1', '2023-03-09'), { _tag: 'HeadNotALeader', rule: 'R2' })
    rejected(director('nv-9', '2023-03-10'), { _tag: 'HeadNotALeader', rule: 'R2' })
    accepted(director('nv-1', '2023-03-10'), 'DelegationEstablished')
  })
})

describe('the members', () => {
  it('R2: represent every required agency', () => {
    for (const agencyId of ['so-tu-phap', 'thanh-tra-thanh-pho']) {
      const members = sampleEstablishment.members.filter((seat) => seat.agencyId !== agencyId)
      rejected(establish({ members }), { _tag: 'AgencyUnrepresented', rule: 'R2', agencyId })
    }
    const enough = sampleEstablishment.members.filter(({ personId }) => personId !== 'nv-3')
    accepted(establish({ members: enough }), 'DelegationEstablished')
  })

  it("R2: come from required agencies, the head's among them", () => {
    const more = (agencyId: string) =>
      establish({
        members: [...sampleEstablishment.members, { role: 'member', personId: 'hk-1', agencyId }],
      })
    rejected(more('hoan-kiem'), { _tag: 'AgencyNotAdmitted', rule: 'R2', agencyId: 'hoan-kiem' })
    accepted(more('so-noi-vu'), 'DelegationEstablished')
  })

  it('R2: the agency that heads may have members though the terms require only others', () => {
    const [slot] = sampleTerms.delegations
    if (slot === undefined || head === undefined)
      throw new Error('the sample has a slot and a head')
    amend({ delegations: [{ ...slot, requiredAgencies: ['so-tu-phap'] }] })
    const deputies = others.filter(({ agencyId }) => agencyId !== 'thanh-tra-thanh-pho')
    accepted(establish({ members: [head, ...deputies] }), 'DelegationEstablished')
    const happenedOn = '2023-04-03'
    accepted(
      ask('AppointMember', {
        happenedOn,
        document: document('801/QĐ-SNV', happenedOn),
        member: { role: 'member', personId: 'nv-4', agencyId: 'so-noi-vu' },
      }),
      'MemberAppointed',
    )
    for (const personId of ['nv-1', 'nv-2', 'nv-3', 'nv-4']) {
      const recusal = { happenedOn, personId, reason: 'Synthetic' }
      accepted(ask('RecuseMember', recusal), 'MemberRecused')
    }
    expect(vacanciesOf(stateIn(world))).toMatchObject([{ agencyId: 'so-noi-vu' }])
  })

  it('R26: come from agencies that are there on the day', () => {
    dissolveAgency(world, 'so-tu-phap', '2023-03-11')
    const onThe = (happenedOn: string) =>
      establish({ happenedOn, document: document('745/QĐ-SNV', happenedOn) })
    rejected(onThe('2023-03-11'), {
      _tag: 'AgencyNotInForce',
      rule: 'R26',
      agencyId: 'so-tu-phap',
    })
    accepted(onThe('2023-03-10'), 'DelegationEstablished')
  })

  it('lifecycle: are named once each', () => {
    const [, second] = sampleEstablishment.members
    if (second === undefined) throw new Error('the sample has several members')
    expect(establish({ members: [...sampleEstablishment.members, second] })).toEqual({
      is: 'malformed',
    })
  })
})

describe('what is kept', () => {
  it('R6: a term that ends on the day of the decision at the earliest', () => {
    rejected(establish({ until: '2023-03-09' }), {
      _tag: 'TermEndsTooSoon',
      rule: 'R6',
      earliest: '2023-03-10',
    })
    accepted(establish({ until: '2023-03-10' }), 'DelegationEstablished')
  })

  it('R2: the terms, frozen: an amendment of the plan changes nothing', () => {
    accepted(establish(), 'DelegationEstablished')
    const before = stateIn(world)
    amend({
      delegations: sampleTerms.delegations.map((slot) => ({ ...slot, mayInvite: false })),
    })
    expect(stateIn(world)).toEqual(before)
    accepted(
      ask('InviteAgency', { happenedOn: '2023-03-13', agencyId: 'hoan-kiem', reason: 'Synthetic' }),
      'AgencyInvited',
    )
  })

  it('lifecycle: the roster, from the day of the decision', () => {
    accepted(establish(), 'DelegationEstablished')
    expect(rosterOn(stateIn(world), day('2023-03-09'))).toEqual([])
    expect(rosterOn(stateIn(world), day('2023-03-10')).map(({ role }) => role)).toEqual([
      'head',
      'standing-deputy',
      'deputy',
      'secretary',
      'member',
    ])
  })
})
