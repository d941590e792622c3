/**
 * What others may ask a delegation: whether it is in force, who may act where, who leads.
 *
 * Pure and total, each about a day: for `asOf({ effectiveOn })`, and for rules that cite a
 * delegation. They answer apart from each other: who asks whether a member may act on a subject asks
 * too whether the delegation is in force, where the rule wants both.
 */
import type { CivilDate } from '@kiemtra/kernel'
import { isLeader } from '../vocabulary/delegation-role.ts'
import type { AgencyId, PersonId, TeamId } from '../vocabulary/ids.ts'
import type { InterestCategory } from '../vocabulary/interest.ts'
import type { PlanTerms } from '../vocabulary/plan-terms.ts'
import type { Vacancy } from './shapes.ts'
import type {
  Days,
  DelegationState,
  EstablishedDelegation,
  Exclusion,
  Service,
  Team,
} from './state.ts'

/** Why somebody may not act on a subject (R5). */
export type ExclusionReason = 'not-a-member' | 'home-agency' | 'recused' | InterestCategory

/** The answer to {@link mayActOn}. */
export type MayAct =
  { readonly _tag: 'ok' } | { readonly _tag: 'excluded'; readonly reason: ExclusionReason }

const covers = ({ from, until }: Days, on: CivilDate): boolean =>
  from <= on && (until === undefined || on <= until)

// ---------------------------------------------------------------- in force

/**
 * Whether a delegation is in force on a day (R6): established, within the term of the decision of
 * that day, and not yet dissolved.
 */
export const inForceOn = (state: DelegationState, on: CivilDate): boolean => {
  if (state.status === 'unestablished') return false
  if (state.status === 'dissolved' && on >= state.dissolvedOn) return false
  return state.mandates.some((mandate) => covers(mandate, on))
}

/**
 * How often it changed who may act, as whom and until when. An act that relied on one version is
 * looked at again where the roster now has another (R5).
 */
export const rosterVersion = (state: DelegationState): number =>
  state.status === 'unestablished' ? 0 : state.version

// ------------------------------------------------------------------ roster

/** The members on a day, in the order of their appointment. */
export const rosterOn = (state: DelegationState, on: CivilDate): ReadonlyArray<Service> =>
  state.status === 'unestablished' ? [] : state.services.filter((service) => covers(service, on))

/** A person's seat on a day, with role and home agency, or `undefined`. */
export const seatOn = (
  state: DelegationState,
  personId: PersonId,
  on: CivilDate,
): Service | undefined => {
  if (state.status === 'unestablished') return undefined
  for (const service of state.services) {
    if (service.personId === personId && covers(service, on)) return service
  }
  return undefined
}

/** The head on a day. */
export const delegationHeadOn = (state: DelegationState, on: CivilDate): Service | undefined =>
  rosterOn(state, on).find(({ role }) => role === 'head')

/** A team on a day, with the members it then had, or `undefined` (R3). */
export const teamOn = (state: DelegationState, teamId: TeamId, on: CivilDate): Team | undefined =>
  state.status === 'unestablished'
    ? undefined
    : state.teams.find((team) => team.teamId === teamId && covers(team, on))

// -------------------------------------------------------------- exclusions

/** Whether an exclusion hits a role: in-laws and mere employees count for those who lead. */
const hits = (exclusion: Exclusion, { role }: Service): boolean =>
  exclusion.reason !== 'relative-works-there' || isLeader(role)

/**
 * Whether a person may act on a subject on a day (R5): a member, of another agency, under no
 * declared interest that excludes in that role, and not recused. Not whether the delegation is in
 * force: {@link inForceOn} says that.
 */
export const mayActOn = (
  state: DelegationState,
  personId: PersonId,
  subjectId: AgencyId,
  on: CivilDate,
): MayAct => {
  const seat = seatOn(state, personId, on)
  if (state.status === 'unestablished' || seat === undefined) return excluded('not-a-member')
  if (seat.agencyId === subjectId) return excluded('home-agency')
  for (const exclusion of state.exclusions) {
    if (
      exclusion.personId === personId &&
      exclusion.from <= on &&
      (exclusion.subjectId === undefined || exclusion.subjectId === subjectId) &&
      hits(exclusion, seat)
    ) {
      return excluded(exclusion.reason)
    }
  }
  return OK
}

const OK: MayAct = { _tag: 'ok' }

const excluded = (reason: ExclusionReason): MayAct => ({ _tag: 'excluded', reason })

/**
 * Who leads on a subject on a day (R5): the team's leader where a team acts, else the head; where
 * that one is excluded, the next of head, standing deputies and deputies, in the order of their
 * appointment. `undefined` where the team isn't there, or nobody may lead.
 */
export const leaderFor = (
  state: DelegationState,
  subjectId: AgencyId,
  on: CivilDate,
  teamId?: TeamId,
): PersonId | undefined => {
  const may = (personId: PersonId): boolean =>
    mayActOn(state, personId, subjectId, on)._tag === 'ok'
  if (teamId !== undefined) {
    const team = teamOn(state, teamId, on)
    if (team === undefined) return undefined
    if (may(team.leaderId)) return team.leaderId
  }
  const roster = rosterOn(state, on)
  for (const rank of ['head', 'standing-deputy', 'deputy'] as const) {
    const found = roster.find(({ role, personId }) => role === rank && may(personId))
    if (found !== undefined) return found.personId
  }
  return undefined
}

/**
 * Who issues the conclusion on a subject (R5): the agency that the plan's terms name, or, where that
 * is itself the subject, the plan's issuer.
 */
export const concludingAgency = (
  plan: { readonly issuerId: AgencyId; readonly terms: Pick<PlanTerms, 'authorities'> },
  subjectId: AgencyId,
): AgencyId => {
  const { conclude } = plan.terms.authorities
  return conclude === subjectId ? plan.issuerId : conclude
}

// --------------------------------------------------------------- vacancies

/** The open vacancies of required agencies, each with its due date (R5). */
export const vacanciesOf = (state: DelegationState): ReadonlyArray<Vacancy> =>
  state.status === 'unestablished' ? [] : state.vacancies

/** A required agency with nobody who may act: nowhere, or not on one subject. */
export interface Gap {
  readonly agencyId: AgencyId
  readonly subjectId?: AgencyId
}

/** Whether two gaps, or a gap and a vacancy, are the same. */
export const sameGap = (a: Gap, b: Gap): boolean =>
  a.agencyId === b.agencyId && a.subjectId === b.subjectId

/** Who serves now, and has not left. */
const serving = (state: EstablishedDelegation): ReadonlyArray<Service> =>
  state.services.filter(({ until }) => until === undefined)

/** The agencies that must be represented: those that the plan names, and the one that heads (R2). */
const requiredAgencies = ({ frozen }: EstablishedDelegation): ReadonlyArray<AgencyId> => [
  ...new Set([frozen.terms.headedFrom, ...frozen.terms.requiredAgencies]),
]

/** Whether an agency may have members: it is required, or invited (R2). */
export const isAdmitted = (state: EstablishedDelegation, agencyId: AgencyId): boolean =>
  requiredAgencies(state).includes(agencyId) || state.invited.includes(agencyId)

/** Whether a member may act on nothing at all. */
export const excludedEverywhere = (state: EstablishedDelegation, personId: PersonId): boolean =>
  state.exclusions.some(
    (exclusion) => exclusion.personId === personId && exclusion.subjectId === undefined,
  )

/**
 * The required agencies without an acting representative, by the roster as it is now. An agency is
 * never missing where it is itself the subject: nobody of it may act there in any case.
 */
export const gapsOf = (state: EstablishedDelegation): ReadonlyArray<Gap> => {
  const subjects = new Set(state.exclusions.flatMap(({ subjectId }) => subjectId ?? []))
  const gaps: Array<Gap> = []
  for (const agencyId of requiredAgencies(state)) {
    const able = serving(state).filter(
      (service) => service.agencyId === agencyId && !excludedEverywhere(state, service.personId),
    )
    if (able.length === 0) {
      gaps.push({ agencyId })
      continue
    }
    for (const subjectId of subjects) {
      if (subjectId !== agencyId && able.every((service) => isKeptFrom(state, service, subjectId)))
        gaps.push({ agencyId, subjectId })
    }
  }
  return gaps
}

const isKeptFrom = (
  { exclusions }: EstablishedDelegation,
  service: Service,
  subjectId: AgencyId,
): boolean =>
  exclusions.some(
    (exclusion) =>
      exclusion.personId === service.personId &&
      exclusion.subjectId === subjectId &&
      hits(exclusion, service),
  )
