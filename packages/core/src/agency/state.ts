/**
 * What is known of an agency. An agency is unregistered, active, or dissolved.
 */
import type { CivilDate } from '@kiemtra/kernel'
import type { AgencyKind, AgencyLevel } from '../vocabulary/agency-kind.ts'
import type { AgencyId, FieldId, PersonId, PostId, ShortcomingId } from '../vocabulary/ids.ts'
import type { Post } from '../vocabulary/post.ts'
import type { ReformArea } from '../vocabulary/reform-area.ts'

// ------------------------------------------------------------------- model

/** A head's time in office; both days included, `until` open while in office. */
export interface Tenure {
  readonly postId: PostId
  readonly personId: PersonId
  readonly acting: boolean
  readonly from: CivilDate
  readonly until?: CivilDate
}

/** A shortcoming that a year's reform index names, known from the day of its publication on. */
export interface NamedShortcoming {
  readonly year: number
  readonly namedOn: CivilDate
  readonly shortcomingId: ShortcomingId
  readonly area: ReformArea
  readonly condition: string
}

/** What the register says of an agency, in force or past. */
export interface RegisteredAgency {
  readonly agencyId: AgencyId
  readonly kind: AgencyKind
  readonly level: AgencyLevel
  readonly superiorId: AgencyId | undefined
  /** First day on which it exists; `undefined` where it was there before the register. */
  readonly establishedOn: CivilDate | undefined
  readonly fields: ReadonlyArray<FieldId>
  readonly posts: ReadonlyArray<Post>
  /** Ordered by `from`; tenures don't overlap. */
  readonly heads: ReadonlyArray<Tenure>
  readonly indexYears: ReadonlyArray<number>
  /** What the reform index of a year pointed out, each of which may become an obligation. */
  readonly shortcomings: ReadonlyArray<NamedShortcoming>
}

/** The states of an agency. */
export type AgencyState =
  | { readonly status: 'unregistered' }
  | (RegisteredAgency & { readonly status: 'active' })
  | (RegisteredAgency & {
      readonly status: 'dissolved'
      readonly effectiveOn: CivilDate
      readonly successors: ReadonlyArray<AgencyId>
      /** Who takes over: the single successor, or the named one; `undefined` until then. */
      readonly takerId: AgencyId | undefined
      readonly takerDueOn: CivilDate | undefined
    })

export const initialState: AgencyState = { status: 'unregistered' }

// ----------------------------------------------------------------- queries

/** Whether an agency is in the register, established by a day and not ended on it (R26). */
export const existsOn = (state: AgencyState, on: CivilDate): boolean => {
  if (state.status === 'unregistered') return false
  if (state.establishedOn !== undefined && on < state.establishedOn) return false
  return state.status === 'active' || on < state.effectiveOn
}

/** Who has taken over from an agency that has ended by a day (R26); `undefined`: nobody yet. */
export const takerOf = (state: AgencyState | undefined, on: CivilDate): AgencyId | undefined =>
  state?.status === 'dissolved' && state.effectiveOn <= on ? state.takerId : undefined

/** The head on a day, acting heads included; for `asOf({ effectiveOn })`. An ended agency has none. */
export const headOn = (state: AgencyState, on: CivilDate): Tenure | undefined =>
  state.status === 'unregistered' || !existsOn(state, on)
    ? undefined
    : state.heads.findLast(({ from, until }) => from <= on && (until === undefined || on <= until))
