/**
 * Who joins and leaves: R2 for members and head, and what it does to teams (R3).
 */
import { beforeEach, describe, expect, it } from 'vitest'
import {
  delegationHeadOn,
  rosterOn,
  seatOn,
  teamOn,
  vacanciesOf,
} from '../../src/delegation/index.ts'
import { dissolve as dissolveAgency } from '../plan/support.ts'
import { accepted, officialOf, rejected } from '../support/sent.ts'
import type { World } from '../support/world.ts'
import { type Ask, asker, cityAfter, day, document, person, stateIn, team } from './support.ts'

let world: World
let ask: Ask
beforeEach(() => {
  world = cityAfter()
  ask = asker(world)
})

const happenedOn = '2023-04-03'
const decision = { happenedOn, document: document('801/QĐ-SNV', happenedOn) }
const changed = { ...decision, reason: 'Synthetic' }
const seat = (personId: string, agencyId: string, role = 'member' as const) => ({
  role,
  personId,
  agencyId,
})
const fromJustice = seat('tp-2', 'so-tu-phap')
const idsOn = (on: string) => rosterOn(stateIn(world), day(on)).map(({ personId }) => personId)
const newHead = { role: 'head', personId: 'nv-4', agencyId: 'so-noi-vu', postId: 'deputy' } as const

describe('appointing', () => {
  it('R2: from required or invited agencies only', () => {
    const member = seat('hk-1', 'hoan-kiem')
    rejected(ask('AppointMember', { ...decision, member }), {
      _tag: 'AgencyNotAdmitted',
      rule: 'R2',
      agencyId: 'hoan-kiem',
    })
    accepted(
      ask('InviteAgency', { happenedOn, agencyId: 'hoan-kiem', reason: 'Synthetic' }),
      'AgencyInvited',
    )
    accepted(ask('AppointMember', { ...decision, member }), 'MemberAppointed')
    expect(idsOn('2023-04-02')).not.toContain('hk-1')
    expect(idsOn('2023-04-03')).toContain('hk-1')
  })

  it('R2: by the agency that establishes, with its document', () => {
    const appoint = { ...decision, member: fromJustice }
    rejected(ask('AppointMember', appoint, { actor: officialOf('so-tu-phap') }), {
      _tag: 'NotTheEstablishingAgency',
      rule: 'R2',
    })
    rejected(
      ask('AppointMember', {
        ...appoint,
        document: document('9/QĐ-STP', happenedOn, 'so-tu-phap'),
      }),
      { _tag: 'NotTheEstablishingAgency', rule: 'R2' },
    )
    accepted(ask('AppointMember', appoint, { actor: officialOf('so-noi-vu') }), 'MemberAppointed')
  })

  it('R26: from an agency that is there', () => {
    dissolveAgency(world, 'so-tu-phap', happenedOn)
    rejected(ask('AppointMember', { ...decision, member: fromJustice }), {
      _tag: 'AgencyNotInForce',
      rule: 'R26',
    })
    const before = { happenedOn: '2023-04-02', document: document('801/QĐ-SNV', '2023-04-02') }
    accepted(ask('AppointMember', { ...before, member: fromJustice }), 'MemberAppointed')
  })

  it('lifecycle: gives a member another role from a day on, at the same home agency', () => {
    const same = seat('tp-1', 'so-tu-phap')
    rejected(ask('AppointMember', { ...decision, member: same }), {
      _tag: 'AlreadyAMember',
      rule: 'lifecycle',
    })
    rejected(
      ask('AppointMember', {
        ...decision,
        member: { role: 'deputy', personId: 'tp-1', agencyId: 'so-noi-vu' },
      }),
      { _tag: 'HomeAgencyDiffers', rule: 'lifecycle', agencyId: 'so-tu-phap' },
    )
    accepted(
      ask('AppointMember', { ...decision, member: { ...same, role: 'deputy' } }),
      'MemberAppointed',
    )
    const roleOn = (on: string) => seatOn(stateIn(world), person('tp-1'), day(on))?.role
    expect([roleOn('2023-04-02'), roleOn('2023-04-03')]).toEqual(['member', 'deputy'])
  })

  it('R2: never touches the head', () => {
    rejected(ask('AppointMember', { ...decision, member: seat('nv-1', 'so-noi-vu') }), {
      _tag: 'IsTheHead',
      rule: 'R2',
    })
  })
})

describe('replacing a member', () => {
  it('lifecycle: ends the leaver the day before and starts the newcomer', () => {
    accepted(
      ask('ReplaceMember', { ...changed, leaverId: 'tp-1', member: fromJustice }),
      'MemberReplaced',
    )
    expect(idsOn('2023-04-02')).toContain('tp-1')
    expect(idsOn('2023-04-02')).not.toContain('tp-2')
    expect(idsOn('2023-04-03')).not.toContain('tp-1')
    expect(idsOn('2023-04-03')).toContain('tp-2')
  })

  it('R2: leaves no required agency unrepresented', () => {
    const member = seat('nv-4', 'so-noi-vu')
    rejected(ask('ReplaceMember', { ...changed, leaverId: 'tp-1', member }), {
      _tag: 'AgencyUnrepresented',
      rule: 'R2',
      agencyId: 'so-tu-phap',
    })
    accepted(ask('AppointMember', { ...decision, member: fromJustice }), 'MemberAppointed')
    accepted(ask('ReplaceMember', { ...changed, leaverId: 'tp-1', member }), 'MemberReplaced')
  })

  it('R2: is decided by the agency that establishes, with its document', () => {
    const decided = (agencyId: string, issuer = 'so-noi-vu') =>
      ask(
        'ReplaceMember',
        {
          ...changed,
          document: document('801/QĐ', happenedOn, issuer),
          leaverId: 'tp-1',
          member: fromJustice,
        },
        { actor: officialOf(agencyId) },
      )
    const refusal = { _tag: 'NotTheEstablishingAgency', rule: 'R2' } as const
    rejected(decided('so-tu-phap'), refusal)
    rejected(decided('so-noi-vu', 'so-tu-phap'), refusal)
    accepted(decided('so-noi-vu'), 'MemberReplaced')
  })

  it('R2, R26: the newcomer is from an admitted agency that is there', () => {
    const by = (personId: string, agencyId: string) =>
      ask('ReplaceMember', { ...changed, leaverId: 'tp-1', member: seat(personId, agencyId) })
    rejected(by('hk-1', 'hoan-kiem'), { _tag: 'AgencyNotAdmitted', rule: 'R2' })
    dissolveAgency(world, 'so-tu-phap', happenedOn)
    rejected(by('tp-2', 'so-tu-phap'), { _tag: 'AgencyNotInForce', rule: 'R26' })
  })

  it('R2: not the head, whom another command replaces', () => {
    rejected(
      ask('ReplaceMember', { ...changed, leaverId: 'nv-1', member: seat('nv-4', 'so-noi-vu') }),
      { _tag: 'IsTheHead', rule: 'R2', personId: 'nv-1' },
    )
  })

  it('lifecycle: takes a leaver who serves, and a newcomer who does not', () => {
    rejected(ask('ReplaceMember', { ...changed, leaverId: 'tp-9', member: fromJustice }), {
      _tag: 'NotAMember',
      rule: 'lifecycle',
      personId: 'tp-9',
    })
    rejected(
      ask('ReplaceMember', {
        ...changed,
        leaverId: 'tp-1',
        member: seat('tt-1', 'thanh-tra-thanh-pho'),
      }),
      { _tag: 'AlreadyAMember', rule: 'lifecycle', personId: 'tt-1' },
    )
  })

  it('R3: hands over the place in the team, its lead too', () => {
    accepted(
      ask('FormTeam', {
        happenedOn: '2023-04-01',
        teamId: 'to-1',
        leaderId: 'tp-1',
        members: ['tp-1', 'nv-3'],
        grounds: ['content'],
        reason: 'Synthetic',
      }),
      'TeamFormed',
    )
    accepted(
      ask('ReplaceMember', { ...changed, leaverId: 'tp-1', member: fromJustice }),
      'MemberReplaced',
    )
    const teamOfDay = (on: string) => teamOn(stateIn(world), team('to-1'), day(on))
    expect(teamOfDay('2023-04-02')).toMatchObject({ leaderId: 'tp-1', members: ['tp-1', 'nv-3'] })
    expect(teamOfDay('2023-04-03')).toMatchObject({ leaderId: 'tp-2', members: ['tp-2', 'nv-3'] })
  })
})

describe('replacing the head', () => {
  const replace = (head: typeof newHead | object = newHead) =>
    ask('ReplaceHead', { ...changed, head: { ...newHead, ...head } })
  const headOf = (on: string) => delegationHeadOn(stateIn(world), day(on))?.personId

  it('R2: leaves exactly one, from the day on', () => {
    accepted(replace(), 'HeadReplaced')
    expect([headOf('2023-04-02'), headOf('2023-04-03')]).toEqual(['nv-1', 'nv-4'])
    expect(idsOn('2023-04-03')).not.toContain('nv-1')
    expect(
      rosterOn(stateIn(world), day('2023-04-03')).filter(({ role }) => role === 'head'),
    ).toHaveLength(1)
  })

  it('R2: is decided by the agency that establishes, with its document', () => {
    const decided = (actor = officialOf('so-noi-vu'), issuer = 'so-noi-vu') =>
      ask(
        'ReplaceHead',
        { ...changed, document: document('801/QĐ', happenedOn, issuer), head: newHead },
        { actor },
      )
    const refusal = { _tag: 'NotTheEstablishingAgency', rule: 'R2' } as const
    rejected(decided(officialOf('so-tu-phap')), refusal)
    rejected(decided(officialOf('so-noi-vu'), 'so-tu-phap'), refusal)
    accepted(decided(), 'HeadReplaced')
  })

  it('R26: from an agency that is there', () => {
    dissolveAgency(world, 'so-noi-vu', happenedOn)
    rejected(replace(), { _tag: 'AgencyNotInForce', rule: 'R26', agencyId: 'so-noi-vu' })
  })

  it('R2: by a leader of the agency that heads', () => {
    rejected(replace({ agencyId: 'so-tu-phap' }), { _tag: 'HeadFromOtherAgency', rule: 'R2' })
    rejected(replace({ postId: 'clerk' }), { _tag: 'HeadNotALeader', rule: 'R2' })
    accepted(replace(), 'HeadReplaced')
  })

  it('lifecycle: may raise a deputy, whose former role ends', () => {
    accepted(replace({ personId: 'nv-2' }), 'HeadReplaced')
    expect(seatOn(stateIn(world), person('nv-2'), day('2023-04-02'))?.role).toBe('standing-deputy')
    expect(seatOn(stateIn(world), person('nv-2'), day('2023-04-03'))?.role).toBe('head')
    expect(rosterOn(stateIn(world), day('2023-04-03'))).toHaveLength(4)
  })

  it('lifecycle: takes somebody other than the head, from the home agency that is known', () => {
    rejected(replace({ personId: 'nv-1' }), { _tag: 'AlreadyAMember', rule: 'lifecycle' })
    rejected(replace({ personId: 'tp-1' }), {
      _tag: 'HomeAgencyDiffers',
      rule: 'lifecycle',
      agencyId: 'so-tu-phap',
    })
  })

  it('lifecycle: leaves the former head free to serve on as a member', () => {
    accepted(replace(), 'HeadReplaced')
    accepted(
      ask('AppointMember', { ...decision, member: seat('nv-1', 'so-noi-vu') }),
      'MemberAppointed',
    )
    expect(seatOn(stateIn(world), person('nv-1'), day(happenedOn))?.role).toBe('member')
  })

  it('R2: leaves no required agency unrepresented', () => {
    for (const personId of ['nv-2', 'nv-3']) {
      accepted(ask('RecuseMember', { happenedOn, personId, reason: 'Synthetic' }), 'MemberRecused')
    }
    expect(vacanciesOf(stateIn(world))).toEqual([])
    rejected(replace({ personId: 'nv-2' }), {
      _tag: 'AgencyUnrepresented',
      rule: 'R2',
      agencyId: 'so-noi-vu',
    })
    accepted(replace(), 'HeadReplaced')
  })

  describe('with teams', () => {
    const form = (teamId: string, leaderId: string, ...more: ReadonlyArray<string>) =>
      accepted(
        ask('FormTeam', {
          happenedOn: '2023-04-01',
          teamId,
          leaderId,
          members: [leaderId, ...more],
          grounds: ['subject'],
          reason: 'Synthetic',
        }),
        'TeamFormed',
      )
    const teamNow = (teamId: string) => teamOn(stateIn(world), team(teamId), day(happenedOn))

    it('R3: a newcomer takes the place in the team', () => {
      form('to-1', 'nv-1', 'tp-1')
      accepted(replace(), 'HeadReplaced')
      expect(teamNow('to-1')).toMatchObject({ leaderId: 'nv-4', members: ['nv-4', 'tp-1'] })
    })

    it('R3: a member of the same team leads it alone', () => {
      form('to-1', 'nv-1', 'nv-2')
      accepted(replace({ personId: 'nv-2' }), 'HeadReplaced')
      expect(teamNow('to-1')).toMatchObject({ leaderId: 'nv-2', members: ['nv-2'] })
    })

    it('R3: a member of another team keeps it, and the former place falls away', () => {
      form('to-1', 'tp-1', 'nv-1')
      form('to-2', 'nv-2')
      accepted(replace({ personId: 'nv-2' }), 'HeadReplaced')
      expect(teamNow('to-1')).toMatchObject({ leaderId: 'tp-1', members: ['tp-1'] })
      expect(teamNow('to-2')).toMatchObject({ leaderId: 'nv-2', members: ['nv-2'] })
    })

    it('R3: no team is left without a leader', () => {
      form('to-1', 'nv-1', 'tp-1')
      form('to-2', 'nv-2')
      rejected(replace({ personId: 'nv-2' }), {
        _tag: 'TeamWithoutLeader',
        rule: 'R3',
        teamId: 'to-1',
      })
      accepted(ask('DisbandTeam', { happenedOn, teamId: 'to-1' }), 'TeamDisbanded')
      accepted(replace({ personId: 'nv-2' }), 'HeadReplaced')
    })
  })
})

describe('the order of days', () => {
  it('lifecycle: a change stands after those before it, on the same day at the earliest', () => {
    accepted(ask('AppointMember', { ...decision, member: fromJustice }), 'MemberAppointed')
    const onThe = (on: string) =>
      ask('ReplaceHead', {
        happenedOn: on,
        document: document('802/QĐ-SNV', on),
        head: newHead,
        reason: 'Synthetic',
      })
    rejected(onThe('2023-04-02'), {
      _tag: 'ChangeOutOfOrder',
      rule: 'lifecycle',
      earliest: happenedOn,
    })
    accepted(onThe('2023-04-03'), 'HeadReplaced')
  })

  it('lifecycle: who is replaced on the day of appointment has never served', () => {
    accepted(ask('AppointMember', { ...decision, member: fromJustice }), 'MemberAppointed')
    accepted(
      ask('ReplaceMember', { ...changed, leaverId: 'tp-2', member: seat('tp-3', 'so-tu-phap') }),
      'MemberReplaced',
    )
    for (const on of ['2023-04-02', '2023-04-03', '2023-04-04']) {
      expect(idsOn(on)).not.toContain('tp-2')
    }
    expect(idsOn(happenedOn)).toContain('tp-3')
    rejected(ask('RecuseMember', { happenedOn, personId: 'tp-2', reason: 'Synthetic' }), {
      _tag: 'NotAMember',
      rule: 'lifecycle',
    })
  })
})
