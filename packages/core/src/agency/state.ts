/**
 * What is known of an agency. An agency is unregistered, active, or dissolved.
 */
import type { CivilDate } from '@kiemtra/kernel'
import type { AgencyKind, AgencyLevel } from '../vocabulary/agency-kind.ts'
import type { AgencyId, FieldId, PersonId, PostId } from '../vocabulary/ids.ts'
import type { Post } from '../vocabulary/post.ts'

// ------------------------------------------------------------------- model

/** A head's time in office; both days included, `until` open while in office. */
export interface Tenure {
  readonly postId: PostId
  readonly personId: PersonId
  readonly acting: boolean
  readonly from: CivilDate
  readonly until?: CivilDate
}

/** What the register says of an agency, in force or past. */
export interface RegisteredAgency {
  readonly agencyId: AgencyId
  readonly kind: AgencyKind
  readonly level: AgencyLevel
  readonly superiorId: AgencyId | undefined
  readonly fields: ReadonlyArray<FieldId>
  readonly posts: ReadonlyArray<Post>
  /** Ordered by `from`; tenures don't overlap. */
  readonly heads: ReadonlyArray<Tenure>
  readonly indexYears: ReadonlyArray<number>
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

/** The head on a day, acting heads included; for `asOf({ effectiveOn })`. */
export const headOn = (state: AgencyState, on: CivilDate): Tenure | undefined =>
  state.status === 'unregistered'
    ? undefined
    : state.heads.findLast(({ from, until }) => from <= on && (until === undefined || on <= until))

/** Whether an agency is in the register and not ended on a day. */
export const existsOn = (state: AgencyState, on: CivilDate): boolean =>
  state.status === 'active' || (state.status === 'dissolved' && on < state.effectiveOn)
