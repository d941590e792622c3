/**
 * R5: nobody acts on the home agency or under a declared excluding interest; exclusion is per
 * subject; then another leads; a recusal never fails, and leaves a vacancy with a due date.
 */
import { vietnamCalendar } from '@kiemtra/kernel'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  concludingAgency,
  leaderFor,
  mayActOn,
  rosterVersion,
  vacanciesOf,
} from '../../src/delegation/index.ts'
import type { InterestCategory } from '../../src/vocabulary/interest.ts'
import { accepted, officialOf, rejected } from '../support/sent.ts'
import type { World } from '../support/world.ts'
import {
  agency,
  type Ask,
  asker,
  cityAfter,
  type DataOf,
  day,
  document,
  eventsIn,
  official,
  person,
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
type Interest = DataOf<'DeclareInterest'>['interest']

const declare = (personId: string, interest: Interest, on = happenedOn) =>
  ask('DeclareInterest', { happenedOn: on, personId, interest })
const recuse = (personId: string, subjectId?: string, on = happenedOn) =>
  ask('RecuseMember', {
    happenedOn: on,
    personId,
    reason: 'Synthetic',
    ...(subjectId === undefined ? {} : { subjectId }),
  })
const ok = { _tag: 'ok' }
const excluded = (reason: InterestCategory | 'recused' | 'home-agency' | 'not-a-member') => ({
  _tag: 'excluded',
  reason,
})
const may = (personId: string, subjectId: string, on = happenedOn) =>
  mayActOn(stateIn(world), person(personId), agency(subjectId), day(on))
const leads = (subjectId: string, teamId?: string, on = happenedOn) =>
  leaderFor(
    stateIn(world),
    agency(subjectId),
    day(on),
    ...(teamId === undefined ? [] : [team(teamId)]),
  )

describe('who may act', () => {
  it('R5: a member, on any agency but the home agency', () => {
    expect(may('tp-1', 'dong-da')).toEqual(ok)
    expect(may('tp-1', 'so-tu-phap')).toEqual(excluded('home-agency'))
    expect(may('nv-1', 'so-tu-phap')).toEqual(ok)
  })

  it('R5: a member of that day', () => {
    expect(may('tp-1', 'dong-da', '2023-03-09')).toEqual(excluded('not-a-member'))
    expect(may('tp-1', 'dong-da', '2023-03-10')).toEqual(ok)
    expect(may('tp-9', 'dong-da')).toEqual(excluded('not-a-member'))
  })

  it.each(['holds-capital', 'relative-in-charge'] as const)(
    'R5: %s excludes any member, on that subject, from that day',
    (category) => {
      accepted(declare('tp-1', { category, subjectId: 'dong-da' }), 'InterestDeclared')
      expect(may('tp-1', 'dong-da')).toEqual(excluded(category))
      expect(may('tp-1', 'dong-da', '2023-04-02')).toEqual(ok)
      expect(may('tp-1', 'hoan-kiem')).toEqual(ok)
      expect(may('nv-3', 'dong-da')).toEqual(ok)
    },
  )

  it('R5: the wider family rule is for the head and the deputies only', () => {
    const interest = { category: 'relative-works-there', subjectId: 'dong-da' } as const
    for (const personId of ['nv-1', 'nv-2', 'tt-1', 'nv-3', 'tp-1']) {
      accepted(declare(personId, interest), 'InterestDeclared')
    }
    for (const leader of ['nv-1', 'nv-2', 'tt-1']) {
      expect(may(leader, 'dong-da')).toEqual(excluded('relative-works-there'))
      expect(may(leader, 'hoan-kiem')).toEqual(ok)
    }
    for (const member of ['nv-3', 'tp-1']) expect(may(member, 'dong-da')).toEqual(ok)
  })

  it('R5: the wider family rule follows the role of the day', () => {
    accepted(
      declare('tp-1', { category: 'relative-works-there', subjectId: 'dong-da' }),
      'InterestDeclared',
    )
    const promoted = '2023-04-10'
    accepted(
      ask('AppointMember', {
        happenedOn: promoted,
        document: document('801/QĐ-SNV', promoted),
        member: { role: 'deputy', personId: 'tp-1', agencyId: 'so-tu-phap' },
      }),
      'MemberAppointed',
    )
    expect(may('tp-1', 'dong-da', '2023-04-09')).toEqual(ok)
    expect(may('tp-1', 'dong-da', promoted)).toEqual(excluded('relative-works-there'))
    expect(vacanciesOf(stateIn(world))).toMatchObject([
      { agencyId: 'so-tu-phap', subjectId: 'dong-da', since: promoted },
    ])
  })

  it.each(['under-discipline-or-prosecution', 'unexpunged-discipline-or-conviction'] as const)(
    'R5: %s excludes everywhere',
    (category) => {
      accepted(declare('tp-1', { category }), 'InterestDeclared')
      for (const subjectId of ['dong-da', 'hoan-kiem']) {
        expect(may('tp-1', subjectId)).toEqual(excluded(category))
      }
      expect(may('tp-1', 'dong-da', '2023-04-02')).toEqual(ok)
    },
  )

  it('R5: who is recused on one subject may act on the others; who is recused on all, on none', () => {
    accepted(recuse('tp-1', 'dong-da'), 'MemberRecused')
    expect(may('tp-1', 'dong-da')).toEqual(excluded('recused'))
    expect(may('tp-1', 'dong-da', '2023-04-02')).toEqual(ok)
    expect(may('tp-1', 'hoan-kiem')).toEqual(ok)
    accepted(recuse('tp-1', undefined, '2023-04-05'), 'MemberRecused')
    expect(may('tp-1', 'hoan-kiem', '2023-04-04')).toEqual(ok)
    expect(may('tp-1', 'hoan-kiem', '2023-04-05')).toEqual(excluded('recused'))
  })
})

describe('declaring', () => {
  it('R5: says the category and the agency, and nothing of the relative', () => {
    const leaky = {
      category: 'relative-in-charge',
      subjectId: 'dong-da',
      relative: 'A name',
    } as const
    accepted(declare('tp-1', leaky), 'InterestDeclared')
    expect(JSON.stringify(eventsIn(world))).not.toContain('A name')
  })

  it('R5: is for the member, the leaders and the agency that establishes', () => {
    const interest = { category: 'holds-capital', subjectId: 'dong-da' } as const
    const by = (actor: ReturnType<typeof official>, on: string) =>
      ask('DeclareInterest', { happenedOn: on, personId: 'tp-1', interest }, { actor })
    rejected(by(official('dd-1', 'dong-da'), '2023-04-06'), { _tag: 'NotConcerned', rule: 'R5' })
    rejected(by(official('nv-3', 'so-tu-phap'), '2023-04-06'), { _tag: 'NotConcerned', rule: 'R5' })
    accepted(by(official('tt-1', 'thanh-tra-thanh-pho'), '2023-04-06'), 'InterestDeclared')
    accepted(by(officialOf('so-noi-vu'), '2023-04-05'), 'InterestDeclared')
    accepted(by(official('tp-1', 'so-tu-phap'), '2023-04-04'), 'InterestDeclared')
  })

  it('lifecycle: said twice changes nothing; said of an earlier day it counts from then', () => {
    const interest = { category: 'holds-capital', subjectId: 'dong-da' } as const
    accepted(declare('tp-1', interest), 'InterestDeclared')
    accepted(declare('tp-1', interest))
    accepted(declare('tp-1', interest, '2023-04-04'))
    accepted(declare('tp-1', interest, '2023-04-01'), 'InterestDeclared')
    expect(may('tp-1', 'dong-da', '2023-04-01')).toEqual(excluded('holds-capital'))
    accepted(recuse('tt-1', 'dong-da'), 'MemberRecused')
    accepted(recuse('tt-1', 'dong-da'))
    accepted(recuse('tp-1', 'dong-da', '2023-04-04'), 'MemberRecused')
  })

  it('lifecycle: is about who serves or has served', () => {
    rejected(declare('tp-9', { category: 'under-discipline-or-prosecution' }), {
      _tag: 'NotAMember',
      rule: 'lifecycle',
    })
    rejected(recuse('tp-9'), { _tag: 'NotAMember', rule: 'lifecycle' })
  })

  it('lifecycle: is heard late, after other changes, after the term and after the end, but not of later days', () => {
    const end = '2024-01-15'
    accepted(
      ask(
        'DissolveDelegation',
        {
          happenedOn: end,
          document: document('9/QĐ-SNV', end),
          handovers: [
            {
              to: { kind: 'agency', agencyId: 'so-noi-vu' },
              inspections: [],
              documents: ['Hồ sơ'],
            },
          ],
        },
        { recordedAt: '2024-01-20T08:00:00.000Z' },
      ),
      'DelegationDissolved',
    )
    const late = { recordedAt: '2024-02-01T08:00:00.000Z' }
    const recusal = { personId: 'tp-1', reason: 'Synthetic' }
    rejected(ask('RecuseMember', { ...recusal, happenedOn: end }, late), {
      _tag: 'DelegationIsDissolved',
      rule: 'R6',
      dissolvedOn: end,
    })
    accepted(ask('RecuseMember', { ...recusal, happenedOn: '2024-01-14' }, late), 'MemberRecused')
    expect(may('tp-1', 'dong-da', '2024-01-14')).toEqual(excluded('recused'))
    expect(vacanciesOf(stateIn(world))).toEqual([])
  })

  it('lifecycle: moves the version of the roster, which an act may have relied on', () => {
    const before = rosterVersion(stateIn(world))
    accepted(recuse('tp-1', 'dong-da'), 'MemberRecused')
    expect(rosterVersion(stateIn(world))).toBeGreaterThan(before)
  })
})

describe('who leads', () => {
  it('R5: the head, else the standing deputy, else the deputies in order', () => {
    accepted(
      ask('AppointMember', {
        happenedOn,
        document: document('801/QĐ-SNV', happenedOn),
        member: { role: 'deputy', personId: 'tp-2', agencyId: 'so-tu-phap' },
      }),
      'MemberAppointed',
    )
    expect(leads('dong-da')).toBe('nv-1')
    accepted(recuse('nv-1', 'dong-da'), 'MemberRecused')
    expect(leads('dong-da')).toBe('nv-2')
    expect(leads('hoan-kiem')).toBe('nv-1')
    accepted(recuse('nv-2', 'dong-da'), 'MemberRecused')
    expect(leads('dong-da')).toBe('tt-1')
    accepted(recuse('tt-1', 'dong-da'), 'MemberRecused')
    expect(leads('dong-da')).toBe('tp-2')
    accepted(recuse('tp-2', 'dong-da'), 'MemberRecused')
    expect(leads('dong-da')).toBeUndefined()
    expect(leads('dong-da', undefined, '2023-04-02')).toBe('nv-1')
  })

  it("R5: the lead agency's own inspection is led by a deputy from elsewhere", () => {
    expect(leads('so-noi-vu')).toBe('tt-1')
  })

  it('R5: a team is led by its leader, else as the whole', () => {
    accepted(
      ask('FormTeam', {
        happenedOn,
        teamId: 'to-1',
        leaderId: 'tp-1',
        members: ['tp-1', 'nv-3'],
        grounds: ['content'],
        reason: 'Synthetic',
      }),
      'TeamFormed',
    )
    expect(leads('dong-da', 'to-1')).toBe('tp-1')
    expect(leads('so-tu-phap', 'to-1')).toBe('nv-1')
    expect(leads('dong-da', 'to-9')).toBeUndefined()
    expect(leads('dong-da', 'to-1', '2023-04-02')).toBeUndefined()
  })

  it('R5: the agency of the terms concludes, unless it is the subject: then the issuer', () => {
    const plan = {
      issuerId: agency('ubnd-thanh-pho'),
      terms: {
        authorities: {
          orderUnannounced: [],
          waiveOverlap: agency('so-noi-vu'),
          conclude: agency('so-noi-vu'),
        },
      },
    }
    expect(concludingAgency(plan, agency('dong-da'))).toBe('so-noi-vu')
    expect(concludingAgency(plan, agency('so-noi-vu'))).toBe('ubnd-thanh-pho')
  })
})

describe('vacancies', () => {
  const due = (date: string) => ({
    date,
    parameter: { value: { amount: 5, unit: 'workingDays' }, basis: 'Synthetic' },
    calendarVersion: vietnamCalendar.version,
  })

  it('R5: a required agency without anyone who may act is due to be filled', () => {
    accepted(recuse('tp-1', undefined, '2023-04-28'), 'MemberRecused')
    // Five working days from Friday 28 April, over Reunification Day and May Day: 29 April to 3 May.
    expect(vacanciesOf(stateIn(world))).toEqual([
      { agencyId: 'so-tu-phap', since: '2023-04-28', due: due('2023-05-10') },
    ])
  })

  it('R5: on one subject where the exclusion is of one', () => {
    accepted(
      declare('tp-1', { category: 'holds-capital', subjectId: 'dong-da' }),
      'InterestDeclared',
    )
    expect(vacanciesOf(stateIn(world))).toEqual([
      {
        agencyId: 'so-tu-phap',
        subjectId: 'dong-da',
        since: happenedOn,
        due: due('2023-04-10'),
      },
    ])
  })

  it('R5: not while another member of the agency may act', () => {
    for (const personId of ['nv-1', 'nv-2']) accepted(recuse(personId), 'MemberRecused')
    expect(vacanciesOf(stateIn(world))).toEqual([])
    accepted(recuse('nv-3', 'dong-da'), 'MemberRecused')
    expect(vacanciesOf(stateIn(world))).toMatchObject([
      { agencyId: 'so-noi-vu', subjectId: 'dong-da' },
    ])
    accepted(recuse('nv-3'), 'MemberRecused')
    expect(
      vacanciesOf(stateIn(world)).map(({ agencyId, subjectId }) => [agencyId, subjectId]),
    ).toEqual([['so-noi-vu', undefined]])
  })

  it('R5: nor where the agency is itself the subject: nobody of it may act there anyway', () => {
    accepted(recuse('tp-1', 'so-tu-phap'), 'MemberRecused')
    expect(vacanciesOf(stateIn(world))).toEqual([])
  })

  it('R5: nor of an agency that was only invited', () => {
    const decision = { happenedOn, document: document('801/QĐ-SNV', happenedOn) }
    accepted(
      ask('InviteAgency', { happenedOn, agencyId: 'hoan-kiem', reason: 'Synthetic' }),
      'AgencyInvited',
    )
    accepted(
      ask('AppointMember', {
        ...decision,
        member: { role: 'member', personId: 'hk-1', agencyId: 'hoan-kiem' },
      }),
      'MemberAppointed',
    )
    accepted(recuse('hk-1'), 'MemberRecused')
    expect(vacanciesOf(stateIn(world))).toEqual([])
  })

  it('R5: is filled by a member of the agency who may act, on what was missing', () => {
    accepted(recuse('tp-1'), 'MemberRecused')
    const decision = { happenedOn, document: document('801/QĐ-SNV', happenedOn) }
    accepted(
      ask('AppointMember', {
        ...decision,
        member: { role: 'member', personId: 'nv-4', agencyId: 'so-noi-vu' },
      }),
      'MemberAppointed',
    )
    expect(vacanciesOf(stateIn(world))).toHaveLength(1)
    accepted(
      ask('ReplaceMember', {
        ...decision,
        leaverId: 'tp-1',
        member: { role: 'member', personId: 'tp-2', agencyId: 'so-tu-phap' },
        reason: 'Synthetic',
      }),
      'MemberReplaced',
    )
    expect(vacanciesOf(stateIn(world))).toEqual([])
  })

  it('R5: keeps its due date while others come and go', () => {
    accepted(recuse('tp-1'), 'MemberRecused')
    const before = vacanciesOf(stateIn(world))
    accepted(recuse('tt-1', undefined, '2023-05-15'), 'MemberRecused')
    expect(vacanciesOf(stateIn(world))).toMatchObject([
      ...before,
      { agencyId: 'thanh-tra-thanh-pho' },
    ])
  })

  it('R5: a recusal of the head leaves a head who leads nowhere, until replaced', () => {
    accepted(recuse('nv-1'), 'MemberRecused')
    expect(leads('dong-da')).toBe('nv-2')
    expect(may('nv-1', 'dong-da')).toEqual(excluded('recused'))
  })

  it('R5: a recusal never fails, not even where the calendar ends', () => {
    const until = '2029-12-31'
    const recordedAt = '2029-06-01T08:00:00.000Z'
    accepted(
      ask(
        'ExtendTerm',
        {
          happenedOn: '2023-12-29',
          document: document('812/QĐ-SNV', '2023-12-29'),
          until,
          reason: 'Synthetic',
        },
        { recordedAt },
      ),
      'TermExtended',
    )
    const beyond = { happenedOn: '2029-06-01', personId: 'tp-1', reason: 'Synthetic' }
    accepted(ask('RecuseMember', beyond, { recordedAt }), 'MemberRecused')
    expect(vacanciesOf(stateIn(world))).toEqual([{ agencyId: 'so-tu-phap', since: '2029-06-01' }])
  })
})
