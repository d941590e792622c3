/**
 * How events change what is known of a delegation. Total: an event that doesn't fit changes nothing.
 *
 * Every change counts from its own day: what ends, ends the day before.
 */
import { addDays, type CivilDate } from '@kiemtra/kernel'
import type { PersonId } from '../vocabulary/ids.ts'
import type { DelegationEvent } from './events.ts'
import { gapsOf, sameGap } from './queries.ts'
import type { Seat, Vacancy } from './shapes.ts'
import type {
  Days,
  DelegationState,
  EstablishedDelegation,
  Exclusion,
  Service,
  Team,
} from './state.ts'

type DataOf<Type extends DelegationEvent['type']> = Extract<DelegationEvent, { type: Type }>['data']

export const evolve = (state: DelegationState, event: DelegationEvent): DelegationState => {
  if (state.status === 'unestablished') {
    return event.type === 'DelegationEstablished' ? established(event.data) : state
  }
  switch (event.type) {
    // May be recorded late, also after the end; they needn't stand in order.
    case 'InterestDeclared':
      return { ...state, ...excludes(state, exclusionByInterest(event.data), event.data.vacancies) }
    case 'MemberRecused':
      return { ...state, ...excludes(state, exclusionByRecusal(event.data), event.data.vacancies) }
    default:
      return state.status === 'dissolved' ? state : changed(state, event)
  }
}

const established = (data: DataOf<'DelegationEstablished'>): DelegationState => {
  const { delegationId, planId, slotId, frozen, document, happenedOn, until, members } = data
  return {
    status: 'established',
    delegationId,
    planId,
    slotId,
    frozen,
    mandates: [{ document, from: happenedOn, until }],
    invited: [],
    services: members.map((seat) => service(seat, happenedOn)),
    teams: [],
    exclusions: [],
    vacancies: [],
    version: 1,
    changedOn: happenedOn,
  }
}

type Standing = Extract<DelegationState, { status: 'established' }>

/** Changes that stand in the order of their days. */
const changed = (
  before: Standing,
  event: Exclude<DelegationEvent, { type: 'InterestDeclared' | 'MemberRecused' }>,
): DelegationState => {
  const from = event.data.happenedOn
  const state = { ...before, changedOn: from }
  switch (event.type) {
    case 'MemberAppointed': {
      const { member, vacancies } = event.data
      const services = joined(state.services, member, from)
      return { ...state, ...staffed({ ...state, services }, vacancies) }
    }
    case 'MemberReplaced': {
      const { leaverId, member, vacancies } = event.data
      return { ...state, ...succeeded(state, leaverId, member, from, vacancies) }
    }
    case 'HeadReplaced': {
      const { leaverId, head, vacancies } = event.data
      return { ...state, ...succeeded(state, leaverId, head, from, vacancies) }
    }
    case 'TeamFormed': {
      const { teamId, leaderId, members } = event.data
      const teams = [...state.teams, { teamId, leaderId, members, from }]
      return { ...state, teams, version: state.version + 1 }
    }
    case 'TeamDisbanded': {
      const { teamId } = event.data
      const teams = ended(state.teams, (team) => team.teamId === teamId, from)
      return { ...state, teams, version: state.version + 1 }
    }
    case 'AgencyInvited':
      return { ...state, invited: [...state.invited, event.data.agencyId] }
    case 'TermExtended': {
      const { until } = event.data
      const mandates = state.mandates.map((mandate, index) =>
        index === state.mandates.length - 1 ? { ...mandate, until } : mandate,
      )
      return { ...state, mandates, version: state.version + 1 }
    }
    case 'DelegationReconstituted':
      return { ...state, ...reconstituted(state, event.data) }
    case 'DelegationDissolved': {
      const { happenedOn: dissolvedOn, handovers } = event.data
      const version = state.version + 1
      return { ...state, status: 'dissolved', dissolvedOn, handovers, vacancies: [], version }
    }
    // Who looks at what is for the delegation itself; no rule reads it.
    case 'WorkAllocated':
    case 'DelegationEstablished':
      return before
  }
}

// ------------------------------------------------------------------ roster

const service = ({ personId, agencyId, role }: Seat, from: CivilDate): Service => ({
  personId,
  agencyId,
  role,
  from,
})

/** What is open and meant is ended the day before; what would then never have been falls away. */
const ended = <A extends Days>(
  list: ReadonlyArray<A>,
  isMeant: (a: A) => boolean,
  from: CivilDate,
): ReadonlyArray<A> =>
  list.flatMap((entry) => {
    if (entry.until !== undefined || !isMeant(entry)) return [entry]
    return entry.from < from ? [{ ...entry, until: addDays(from, -1) }] : []
  })

/** The services with a seat taken from a day on; who had another role has this one instead. */
const joined = (
  services: ReadonlyArray<Service>,
  seat: Seat,
  from: CivilDate,
): ReadonlyArray<Service> => [
  ...ended(services, ({ personId }) => personId === seat.personId, from),
  service(seat, from),
]

/** A roster after a change, its vacancies those that are still there and those that it opens. */
const staffed = (
  state: EstablishedDelegation,
  opened: ReadonlyArray<Vacancy>,
): EstablishedDelegation => {
  const gaps = gapsOf(state)
  const left = state.vacancies.filter((vacancy) => gaps.some((gap) => sameGap(gap, vacancy)))
  return { ...state, vacancies: [...left, ...opened], version: state.version + 1 }
}

/** Someone leaves and another takes the place, in the team too. */
const succeeded = (
  state: EstablishedDelegation,
  leaverId: PersonId,
  seat: Seat,
  from: CivilDate,
  opened: ReadonlyArray<Vacancy>,
): EstablishedDelegation => {
  const left = ended(state.services, ({ personId }) => personId === leaverId, from)
  const services = joined(left, seat, from)
  const teams = succeededInTeams(state.teams, leaverId, seat.personId, from)
  return staffed({ ...state, services, teams }, opened)
}

/** A newcomer who already has a team keeps it, and the leaver's place in another falls away. */
const succeededInTeams = (
  teams: ReadonlyArray<Team>,
  leaverId: PersonId,
  newcomerId: PersonId,
  from: CivilDate,
): ReadonlyArray<Team> => {
  const isOpen = ({ until }: Team): boolean => until === undefined
  const team = teams.find((each) => isOpen(each) && each.members.includes(leaverId))
  if (team === undefined) return teams
  const hasTeam = teams.some((each) => isOpen(each) && each.members.includes(newcomerId))
  const members = team.members.flatMap((personId) => {
    if (personId !== leaverId) return [personId]
    return hasTeam ? [] : [newcomerId]
  })
  const leaderId = team.leaderId === leaverId ? newcomerId : team.leaderId
  const before = ended(teams, (each) => each === team, from)
  return [...before, { teamId: team.teamId, leaderId, members, from }]
}

const reconstituted = (
  state: EstablishedDelegation,
  data: DataOf<'DelegationReconstituted'>,
): EstablishedDelegation => {
  const { document, happenedOn: from, until, members, frozen, slotId, vacancies } = data
  const all = (): boolean => true
  const mandates = state.mandates.flatMap((mandate) => {
    if (mandate.until < from) return [mandate]
    return mandate.from < from ? [{ ...mandate, until: addDays(from, -1) }] : []
  })
  const services = [
    ...ended(state.services, all, from),
    ...members.map((seat) => service(seat, from)),
  ]
  const teams = ended(state.teams, all, from)
  const next = { ...state, slotId, frozen, services, teams }
  return staffed({ ...next, mandates: [...mandates, { document, from, until }] }, vacancies)
}

// -------------------------------------------------------------- exclusions

const exclusionByInterest = (data: DataOf<'InterestDeclared'>): Exclusion => {
  const { personId, interest, happenedOn } = data
  const subjectId = 'subjectId' in interest ? interest.subjectId : undefined
  return { personId, subjectId, reason: interest.category, from: happenedOn }
}

const exclusionByRecusal = (data: DataOf<'MemberRecused'>): Exclusion => {
  const { personId, subjectId, happenedOn } = data
  return { personId, subjectId, reason: 'recused', from: happenedOn }
}

const excludes = (
  state: EstablishedDelegation,
  exclusion: Exclusion,
  opened: ReadonlyArray<Vacancy>,
): Pick<EstablishedDelegation, 'exclusions' | 'vacancies' | 'version'> => {
  const exclusions = [...state.exclusions, exclusion]
  const { vacancies, version } = staffed({ ...state, exclusions }, opened)
  return { exclusions, vacancies, version }
}
