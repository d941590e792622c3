/**
 * What holds after every command, whatever was asked before: the roster, its vacancies, and what a
 * day's answers owe to the days after it.
 */
import { addDays, type CivilDate, civilDate, type Command } from '@kiemtra/kernel'
import { delegationCommands, delegationHistories, sampleDelegation } from '@kiemtra/core/testing'
import { checkDecider, factsFrom } from '@kiemtra/testing'
import { matchers } from '@kiemtra/testing/vitest'
import fc from 'fast-check'
import { isLeft } from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { agencyFold } from '../../src/agency/index.ts'
import {
  Delegation,
  type DelegationCommand,
  type DelegationEvent,
  type DelegationFacts,
  type DelegationState,
  type EstablishedDelegation,
  inForceOn,
  leaderFor,
  mayActOn,
  rosterOn,
  rosterVersion,
  seatOn,
  vacanciesOf,
} from '../../src/delegation/index.ts'
import { planFold } from '../../src/plan/index.ts'
import { agency, cityAfter, day, stateIn, team } from './support.ts'

expect.extend(matchers)

const world = cityAfter()
const established = stateIn(world)
const FACTS: DelegationFacts = {
  plan: world.stateOf(planFold, 'p61-2023'),
  'agency so-noi-vu': world.stateOf(agencyFold, 'so-noi-vu'),
  'agency so-tu-phap': world.stateOf(agencyFold, 'so-tu-phap'),
  'agency thanh-tra-thanh-pho': world.stateOf(agencyFold, 'thanh-tra-thanh-pho'),
  'agency hoan-kiem': world.stateOf(agencyFold, 'hoan-kiem'),
}

interface Step {
  readonly command: Command<DelegationCommand>
  readonly before: DelegationState
  readonly event: DelegationEvent | undefined
  readonly after: DelegationState
  /** The last day on which anything happened so far. */
  readonly today: CivilDate
}

/** Every step of a history, from the established delegation on. */
const stepsOf = (commands: ReadonlyArray<Command<DelegationCommand>>): ReadonlyArray<Step> => {
  let state = established
  let today = civilDate(2023, 3, 10)
  return commands.map((command) => {
    const before = state
    const decided = Delegation.decide(command, before, FACTS)
    const event = isLeft(decided) ? undefined : decided.right[0]
    state = event === undefined ? before : Delegation.evolve(before, event)
    if (event !== undefined && event.data.happenedOn > today) today = event.data.happenedOn
    return { command, before, event, after: state, today }
  })
}

const holds = (check: (step: Step) => void, numRuns = 120): void => {
  fc.assert(
    fc.property(delegationHistories, (commands) => {
      for (const step of stepsOf(commands)) check(step)
    }),
    { numRuns },
  )
}

const PEOPLE = ['nv-1', 'nv-2', 'nv-3', 'tp-1', 'tp-2', 'tt-1', 'tt-2', 'hk-1']
const SUBJECTS = ['dong-da', 'hoan-kiem', 'so-tu-phap', 'so-noi-vu'].map(agency)
const TEAMS = ['to-1', 'to-2', 'to-3'].map(team)
const REQUIRED = ['so-noi-vu', 'so-tu-phap', 'thanh-tra-thanh-pho'].map(agency)

const openTeams = (state: EstablishedDelegation) =>
  state.teams.filter(({ until }) => until === undefined)

describe('a delegation', () => {
  it('R2: has exactly one head while it is established, on each of its days', () => {
    holds(({ after, today }) => {
      if (after.status !== 'established') return
      for (let on = day('2023-03-10'); on <= today; on = addDays(on, 1)) {
        const heads = rosterOn(after, on).filter(({ role }) => role === 'head').length
        if (heads !== 1) expect([on, heads]).toEqual([on, 1])
      }
    })
  })

  it('R2: has members from required or invited agencies, each of them once', () => {
    holds(({ after, today }) => {
      if (after.status !== 'established') return
      const roster = rosterOn(after, today)
      for (const { agencyId } of roster) expect([...REQUIRED, ...after.invited]).toContain(agencyId)
      const ids = roster.map(({ personId }) => personId)
      expect(new Set(ids).size).toBe(ids.length)
    })
  })

  it('R3: has teams of its members, each in one, each led by one of its own', () => {
    holds(({ after, today }) => {
      if (after.status !== 'established') return
      const placed = openTeams(after).flatMap(({ members }) => members)
      expect(new Set(placed).size).toBe(placed.length)
      for (const personId of placed) expect(seatOn(after, personId, today)).toBeDefined()
      for (const { members, leaderId } of openTeams(after)) expect(members).toContain(leaderId)
    })
  })

  it('R5: has a vacancy for exactly the required agencies without anyone who may act', () => {
    holds(({ after, today }) => {
      const expected: Array<string> = []
      if (after.status === 'established') {
        const mayActOf = (from: string, subjectId: string): boolean =>
          rosterOn(after, today).some(
            ({ agencyId, personId }) =>
              agencyId === from &&
              mayActOn(after, personId, agency(subjectId), today)._tag === 'ok',
          )
        for (const required of REQUIRED) {
          if (!mayActOf(required, 'anywhere-else')) expected.push(required)
          else
            for (const subject of SUBJECTS) {
              if (subject !== required && !mayActOf(required, subject)) {
                expected.push(`${required} on ${subject}`)
              }
            }
        }
      }
      const vacant = vacanciesOf(after).map(({ agencyId, subjectId }) =>
        subjectId === undefined ? agencyId : `${agencyId} on ${subjectId}`,
      )
      expect([...vacant].sort()).toEqual(expected.sort())
      for (const { due, since } of vacanciesOf(after))
        expect(due?.date ?? '').toSatisfy((d) => d > since)
    })
  })

  it('R5: is led by somebody who leads and may act, or by nobody at all', () => {
    holds(({ after, today }) => {
      for (const subject of SUBJECTS) {
        const leaders = rosterOn(after, today).filter(
          ({ role, personId }) =>
            ['head', 'standing-deputy', 'deputy'].includes(role) &&
            mayActOn(after, personId, subject, today)._tag === 'ok',
        )
        const leader = leaderFor(after, subject, today)
        if (leader === undefined) expect(leaders).toEqual([])
        else expect(leaders.map(({ personId }) => personId)).toContain(leader)
      }
    })
  })

  it('R5: never refuses a recusal of a member, nor a declaration', () => {
    holds(({ command, before }) => {
      if (before.status !== 'established' || command.meta.actor.kind !== 'import') return
      const isOne = (personId: string): boolean =>
        before.services.some((service) => service.personId === personId)
      if (command.type === 'RecuseMember' || command.type === 'DeclareInterest') {
        const { personId } = command.data
        if (!isOne(personId)) return
        expect(Delegation.decide(command, before, FACTS)._tag).toBe('Right')
      }
    })
  })
})

describe('answers', () => {
  const answersOn = (state: DelegationState, on: CivilDate): string => {
    const acts = PEOPLE.map((text) => {
      const person = rosterOn(state, on).find(({ personId }) => personId === text)
      return person === undefined
        ? '-'
        : SUBJECTS.map((subject) => mayActOn(state, person.personId, subject, on)._tag).join()
    })
    const leaders = SUBJECTS.flatMap((subject) => [
      leaderFor(state, subject, on),
      ...TEAMS.map((teamId) => leaderFor(state, subject, on, teamId)),
    ])
    return JSON.stringify([inForceOn(state, on), acts, leaders])
  }

  it('lifecycle: about a day stay as they are, whatever happens after it', () => {
    holds(({ before, event, after }) => {
      if (event === undefined) return
      for (let days = 1; days <= 5; days++) {
        const on = addDays(event.data.happenedOn, -days)
        expect(answersOn(after, on)).toBe(answersOn(before, on))
      }
    })
  })

  it('lifecycle: change with the version of the roster, and never without it', () => {
    holds(({ before, event, after }) => {
      const later = rosterVersion(after) - rosterVersion(before)
      expect(later).toBeGreaterThanOrEqual(0)
      if (event === undefined || later > 0) return
      for (const days of [0, 1, 30]) {
        const on = addDays(event.data.happenedOn, days)
        expect(answersOn(after, on)).toBe(answersOn(before, on))
      }
    })
  })
})

describe('the decider', () => {
  it('L1 to L12: is total, pure and replayable, and reaches every event', () => {
    const report = checkDecider(Delegation, {
      seed: 61,
      runs: 600,
      maxLength: 20,
      commands: fc.oneof(
        { weight: 9, arbitrary: delegationCommands },
        { weight: 1, arbitrary: fc.constantFrom(...sampleDelegation) },
      ),
      facts: [
        factsFrom(planFold, [world.stateOf(planFold, 'p61-2023')]),
        factsFrom(agencyFold, (id) =>
          world.eventsOf('agency', id).length === 0 ? undefined : world.stateOf(agencyFold, id),
        ),
      ],
      repeatable: ['AllocateWork'],
    })
    expect(report).toHold()
  })
})
