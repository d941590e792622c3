/**
 * What is known of a delegation. A delegation is unestablished, established, or dissolved.
 *
 * Whether it is in force is a question about a day, not a status: a term runs out by itself. So
 * everything that others ask about is kept with its days: an act that is recorded late is judged by
 * the roster of the day on which it was done. Lists are short (a delegation has some 30 seats in all
 * its life), and so are scanned; rejected: maps by person, which would copy on every event.
 */
import type { CivilDate } from '@kiemtra/kernel'
import type { DelegationRole } from '../vocabulary/delegation-role.ts'
import type { AgencyId, DelegationId, PersonId, PlanId, SlotId, TeamId } from '../vocabulary/ids.ts'
import type { InterestCategory } from '../vocabulary/interest.ts'
import type { OfficialDocument } from '../vocabulary/official-document.ts'
import type { FrozenTerms } from './events.ts'
import type { Handover, Vacancy } from './shapes.ts'

// ------------------------------------------------------------------- model

/** The days for which something holds, both included; `until` absent: from then on. */
export interface Days {
  readonly from: CivilDate
  readonly until?: CivilDate
}

/** A decision, and the days for which it holds; an extension moves `until`. */
export interface Mandate {
  readonly document: OfficialDocument
  readonly from: CivilDate
  readonly until: CivilDate
}

/** A person's time in the delegation in one role. */
export interface Service extends Days {
  readonly personId: PersonId
  readonly agencyId: AgencyId
  readonly role: DelegationRole
}

/** A team with the members it has on those days; another member makes another entry. */
export interface Team extends Days {
  readonly teamId: TeamId
  readonly leaderId: PersonId
  readonly members: ReadonlyArray<PersonId>
}

/** What keeps a person from acting from a day on: on one subject, or, where none is named, on all. */
export interface Exclusion {
  readonly personId: PersonId
  readonly subjectId: AgencyId | undefined
  readonly reason: InterestCategory | 'recused'
  readonly from: CivilDate
}

/** What is known of a delegation from its first decision on. */
export interface EstablishedDelegation {
  readonly delegationId: DelegationId
  readonly planId: PlanId
  readonly slotId: SlotId
  /** Frozen by the last decision (R2). */
  readonly frozen: FrozenTerms
  /** In order; they don't overlap. */
  readonly mandates: ReadonlyArray<Mandate>
  readonly invited: ReadonlyArray<AgencyId>
  /** Past and present, in the order of appointment; one person's don't overlap. */
  readonly services: ReadonlyArray<Service>
  readonly teams: ReadonlyArray<Team>
  readonly exclusions: ReadonlyArray<Exclusion>
  /** The open ones. */
  readonly vacancies: ReadonlyArray<Vacancy>
  /** Counts the changes of who may act, as whom and until when; see `rosterVersion`. */
  readonly version: number
  /** The day of the last change that must stand in order. */
  readonly changedOn: CivilDate
}

/** The states of a delegation. */
export type DelegationState =
  | { readonly status: 'unestablished' }
  | (EstablishedDelegation & { readonly status: 'established' })
  | (EstablishedDelegation & {
      readonly status: 'dissolved'
      /** From this day on it acts no more. */
      readonly dissolvedOn: CivilDate
      readonly handovers: ReadonlyArray<Handover>
    })

export const initialState: DelegationState = { status: 'unestablished' }
