/**
 * How a delegation works: teams and work (R3), invitations (R4).
 */
import { sampleEstablishment, sampleTerms } from '@kiemtra/core/testing'
import { beforeEach, describe, expect, it } from 'vitest'
import { Delegation, teamOn } from '../../src/delegation/index.ts'
import { dissolve as dissolveAgency } from '../plan/support.ts'
import { accepted, officialOf, rejected, sent } from '../support/sent.ts'
import type { World } from '../support/world.ts'
import {
  type Ask,
  asker,
  askPlan,
  cityAfter,
  cityBefore,
  type DataOf,
  day,
  document,
  official,
  stateIn,
  team,
} from './support.ts'

let world: World
let ask: Ask
beforeEach(() => {
  world = cityAfter()
  ask = asker(world)
})

const happenedOn = '2023-04-03'

/** A delegation under terms that differ in what they provide for. */
const underTerms = (changes: { mayFormTeams?: boolean; mayInvite?: boolean }): Ask => {
  const city = cityBefore()
  accepted(
    askPlan(city, 'AmendPlan', {
      planId: 'p61-2023',
      happenedOn: '2023-03-08',
      document: document('70/QĐ-UBND', '2023-03-08', 'ubnd-thanh-pho'),
      reason: 'Synthetic',
      changes: { delegations: sampleTerms.delegations.map((slot) => ({ ...slot, ...changes })) },
    }),
    'PlanAmended',
  )
  accepted(
    city.handle(Delegation, sent('EstablishDelegation', sampleEstablishment)),
    'DelegationEstablished',
  )
  return asker(city)
}

const team1: Omit<DataOf<'FormTeam'>, 'delegationId'> = {
  happenedOn,
  teamId: 'to-1',
  leaderId: 'tp-1',
  members: ['tp-1', 'nv-3'],
  grounds: ['content'],
  reason: 'Synthetic',
}
const invitation = { happenedOn, agencyId: 'hoan-kiem', reason: 'Synthetic' }

describe('teams', () => {
  it('R3: are formed where the plan provides for them', () => {
    rejected(underTerms({ mayFormTeams: false })('FormTeam', team1), {
      _tag: 'TeamsNotProvided',
      rule: 'R3',
    })
    accepted(underTerms({ mayFormTeams: true, mayInvite: false })('FormTeam', team1), 'TeamFormed')
  })

  it('R3: have a reason, and grounds of content, subject or time', () => {
    expect(ask('FormTeam', { ...team1, reason: ' ' })).toEqual({ is: 'malformed' })
    expect(ask('FormTeam', { ...team1, grounds: [] })).toEqual({ is: 'malformed' })
    accepted(ask('FormTeam', { ...team1, grounds: ['subject', 'time'] }), 'TeamFormed')
  })

  it('R3: have a leader among their members', () => {
    rejected(ask('FormTeam', { ...team1, leaderId: 'tt-1' }), {
      _tag: 'LeaderNotInTeam',
      rule: 'R3',
      teamId: 'to-1',
    })
    accepted(ask('FormTeam', { ...team1, leaderId: 'nv-3' }), 'TeamFormed')
  })

  it('R3: have members of the delegation', () => {
    rejected(ask('FormTeam', { ...team1, members: ['tp-1', 'tp-9'] }), {
      _tag: 'NotAMember',
      rule: 'lifecycle',
      personId: 'tp-9',
    })
  })

  it('R3: a member is in one at a time', () => {
    accepted(ask('FormTeam', team1), 'TeamFormed')
    const team2 = { ...team1, teamId: 'to-2', leaderId: 'tt-1', members: ['tt-1', 'nv-3'] }
    rejected(ask('FormTeam', team2), {
      _tag: 'AlreadyInTeam',
      rule: 'R3',
      personId: 'nv-3',
      teamId: 'to-1',
    })
    accepted(ask('FormTeam', { ...team2, members: ['tt-1'] }), 'TeamFormed')
    const later = '2023-04-10'
    accepted(ask('DisbandTeam', { happenedOn: later, teamId: 'to-1' }), 'TeamDisbanded')
    accepted(ask('FormTeam', { ...team1, happenedOn: later, teamId: 'to-3' }), 'TeamFormed')
  })

  it('R3: an id is used once, also after the team', () => {
    accepted(ask('FormTeam', team1), 'TeamFormed')
    accepted(ask('DisbandTeam', { happenedOn: '2023-04-10', teamId: 'to-1' }), 'TeamDisbanded')
    rejected(ask('FormTeam', { ...team1, happenedOn: '2023-04-11' }), {
      _tag: 'TeamIdTaken',
      rule: 'R3',
    })
  })

  it('R3: are there from the day they are formed to the day before they are disbanded', () => {
    accepted(ask('FormTeam', team1), 'TeamFormed')
    rejected(ask('DisbandTeam', { happenedOn, teamId: 'to-2' }), {
      _tag: 'NoSuchTeam',
      rule: 'R3',
      teamId: 'to-2',
    })
    accepted(ask('DisbandTeam', { happenedOn: '2023-04-10', teamId: 'to-1' }), 'TeamDisbanded')
    rejected(ask('DisbandTeam', { happenedOn: '2023-04-10', teamId: 'to-1' }), {
      _tag: 'NoSuchTeam',
      rule: 'R3',
    })
    const there = ['2023-04-02', '2023-04-03', '2023-04-09', '2023-04-10'].map(
      (on) => teamOn(stateIn(world), team('to-1'), day(on)) !== undefined,
    )
    expect(there).toEqual([false, true, true, false])
  })

  it('R5: are not led by who may act on nothing', () => {
    const everywhere = { happenedOn, personId: 'tp-1', reason: 'Synthetic' }
    accepted(ask('RecuseMember', { ...everywhere, subjectId: 'dong-da' }), 'MemberRecused')
    accepted(ask('FormTeam', { ...team1, teamId: 'to-2', members: ['tp-1'] }), 'TeamFormed')
    accepted(ask('DisbandTeam', { happenedOn, teamId: 'to-2' }), 'TeamDisbanded')
    accepted(ask('RecuseMember', everywhere), 'MemberRecused')
    rejected(ask('FormTeam', team1), { _tag: 'MemberExcluded', rule: 'R5', personId: 'tp-1' })
  })

  it('R3: are for the leaders and the agency that establishes to form and disband', () => {
    const stranger = { actor: official('tp-1', 'so-tu-phap') }
    rejected(ask('FormTeam', team1, stranger), { _tag: 'NotOfTheLeaders', rule: 'R3' })
    accepted(
      ask('FormTeam', team1, { actor: official('tt-1', 'thanh-tra-thanh-pho') }),
      'TeamFormed',
    )
    const over = { happenedOn, teamId: 'to-1' }
    rejected(ask('DisbandTeam', over, stranger), { _tag: 'NotOfTheLeaders', rule: 'R3' })
    accepted(ask('DisbandTeam', over, { actor: officialOf('so-noi-vu') }), 'TeamDisbanded')
  })
})

describe('invitations', () => {
  it('R4: only the head invites, in person', () => {
    const by = (actor: ReturnType<typeof official>) => ask('InviteAgency', invitation, { actor })
    rejected(by(official('nv-2', 'so-noi-vu')), { _tag: 'NotTheHead', rule: 'R4' })
    rejected(by({ kind: 'policy', name: 'x', onBehalfOf: 'so-noi-vu' }), {
      _tag: 'NotTheHead',
      rule: 'R4',
    })
    accepted(by(official('nv-1', 'so-noi-vu')), 'AgencyInvited')
  })

  it('R4: the head of the day', () => {
    accepted(
      ask('ReplaceHead', {
        happenedOn,
        document: document('801/QĐ-SNV', happenedOn),
        head: { role: 'head', personId: 'nv-2', agencyId: 'so-noi-vu', postId: 'deputy' },
        reason: 'Synthetic',
      }),
      'HeadReplaced',
    )
    rejected(ask('InviteAgency', invitation, { actor: official('nv-1', 'so-noi-vu') }), {
      _tag: 'NotTheHead',
      rule: 'R4',
    })
    accepted(
      ask('InviteAgency', invitation, { actor: official('nv-2', 'so-noi-vu') }),
      'AgencyInvited',
    )
  })

  it('R4: an operator passes, as an exception that is audited', () => {
    const actor = { kind: 'operator', personId: 'op-1', reason: 'Synthetic' } as const
    accepted(ask('InviteAgency', invitation, { actor }), 'AgencyInvited')
  })

  it('R4: where the plan provides for it', () => {
    rejected(underTerms({ mayInvite: false })('InviteAgency', invitation), {
      _tag: 'InvitationsNotProvided',
      rule: 'R4',
    })
    accepted(
      underTerms({ mayInvite: true, mayFormTeams: false })('InviteAgency', invitation),
      'AgencyInvited',
    )
  })

  it('R4: an agency that is neither required nor invited yet', () => {
    rejected(ask('InviteAgency', { ...invitation, agencyId: 'so-tu-phap' }), {
      _tag: 'AgencyAlreadyAdmitted',
      rule: 'R4',
    })
    accepted(ask('InviteAgency', invitation), 'AgencyInvited')
    rejected(ask('InviteAgency', invitation), {
      _tag: 'AgencyAlreadyAdmitted',
      rule: 'R4',
      agencyId: 'hoan-kiem',
    })
  })
})

describe('invitations and time', () => {
  it('R26: an agency that is there on the day', () => {
    dissolveAgency(world, 'hoan-kiem', happenedOn)
    rejected(ask('InviteAgency', invitation), {
      _tag: 'AgencyNotInForce',
      rule: 'R26',
      agencyId: 'hoan-kiem',
    })
    accepted(ask('InviteAgency', { ...invitation, happenedOn: '2023-04-02' }), 'AgencyInvited')
  })
})

describe('work', () => {
  const give = (
    changes: Partial<DataOf<'AllocateWork'>['work']> = {},
    actor?: Parameters<typeof official>,
  ) =>
    ask(
      'AllocateWork',
      {
        happenedOn,
        work: {
          assignee: { kind: 'member', personId: 'tp-1' },
          contents: ['own-reform-plan'],
          areas: ['procedures'],
          task: 'Kiểm tra việc công khai thủ tục',
          ...changes,
        },
      },
      actor === undefined ? {} : { actor: official(...actor) },
    )

  it('R1: lies inside what the plan inspects', () => {
    rejected(give({ areas: ['procedures', 'public-finance'] }), {
      _tag: 'WorkOutsidePlan',
      rule: 'R1',
      planId: 'p61-2023',
    })
    accepted(give(), 'WorkAllocated')
    const contents = ['own-reform-plan', 'prior-shortcomings'] as const
    accepted(give({ contents }), 'WorkAllocated')
    world = cityBefore({ contents })
    ask = asker(world)
    accepted(
      world.handle(Delegation, sent('EstablishDelegation', sampleEstablishment)),
      'DelegationEstablished',
    )
    accepted(give({ contents }), 'WorkAllocated')
    rejected(give({ contents: ['own-reform-plan', 'city-directions'] }), {
      _tag: 'WorkOutsidePlan',
      rule: 'R1',
    })
  })

  it('R3: is given to a member, or to a team that is there', () => {
    rejected(give({ assignee: { kind: 'member', personId: 'tp-9' } }), {
      _tag: 'NotAMember',
      rule: 'lifecycle',
    })
    rejected(give({ assignee: { kind: 'team', teamId: 'to-1' } }), {
      _tag: 'NoSuchTeam',
      rule: 'R3',
    })
    accepted(ask('FormTeam', team1), 'TeamFormed')
    accepted(give({ assignee: { kind: 'team', teamId: 'to-1' } }), 'WorkAllocated')
  })

  it('R3: is for the leaders and the agency that establishes to give', () => {
    rejected(give({}, ['tp-1', 'so-tu-phap']), { _tag: 'NotOfTheLeaders', rule: 'R3' })
    accepted(give({}, ['tt-1', 'thanh-tra-thanh-pho']), 'WorkAllocated')
  })

  it('R5: not to who may act on nothing', () => {
    const recusal = { happenedOn, personId: 'tp-1', reason: 'Synthetic' }
    accepted(ask('RecuseMember', { ...recusal, subjectId: 'dong-da' }), 'MemberRecused')
    accepted(give(), 'WorkAllocated')
    accepted(ask('RecuseMember', recusal), 'MemberRecused')
    rejected(give(), { _tag: 'MemberExcluded', rule: 'R5' })
  })
})
