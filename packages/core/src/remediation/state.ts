/**
 * What is known of a remediation. none → open ⇄ claimed → verified (→ open again); aside: annulled.
 *
 * Pursuit (R22) is an axis of its own: an obligation may be overdue whether or not somebody claims
 * to have met it. Past due dates, holders and times of being open are kept, so that a question about
 * a civil day has its answer whatever has happened since.
 */
import type { CivilDate } from '@kiemtra/kernel'
import type { Severity } from '../vocabulary/finding.ts'
import type { AgencyId, ObligationId, PlanId, PostId } from '../vocabulary/ids.ts'
import type { ReformArea } from '../vocabulary/reform-area.ts'
import type { RemediationEvent } from './events.ts'
import type { PursuitStep, RemediationSource } from './shapes.ts'

// ------------------------------------------------------------------- model

type Opened = Extract<RemediationEvent, { readonly type: 'RemediationOpened' }>['data']

/** Something that holds from a day on, until the next one does. */
export interface Since<A> {
  readonly from: CivilDate
  readonly is: A
}

/** What is known of an obligation in every status. */
export interface Obligation {
  readonly remediationId: ObligationId
  readonly source: RemediationSource
  readonly area: ReformArea
  readonly text: string
  readonly acceptanceTest: string
  readonly responsiblePostId: PostId
  readonly condition: string
  readonly severity: Severity
  readonly planId: PlanId
  readonly planIssuerId: AgencyId
  readonly leadAgencyId: AgencyId
  readonly verifierId: AgencyId
  readonly escalationAfter: Opened['escalationAfter']
  /** Who holds it now. */
  readonly subjectId: AgencyId
  /** Everyone who has held it, the first first (R21, R26). */
  readonly holders: ReadonlyArray<Since<AgencyId>>
  readonly dueOn: CivilDate
  /** Every due date, by the day from which it counted. */
  readonly dues: ReadonlyArray<Since<CivilDate>>
  /** Times of being open: from a day on, until it was closed; the last may be open. */
  readonly spans: ReadonlyArray<{ readonly from: CivilDate; readonly until: CivilDate | undefined }>
  /** The day on which the present status began; its steps don't lie before it. */
  readonly since: CivilDate
  readonly remedyPlan: 'none' | 'submitted' | 'approved' | 'returned'
  readonly pursuit: PursuitStep
  /** The day of the last step of pursuit: the next doesn't lie before it. */
  readonly pursuedOn: CivilDate | undefined
  /** From when on the superior may be told; there while it is overdue. */
  readonly escalateFrom: CivilDate | undefined
  /** When its superior was last told, and of which missed day. */
  readonly escalated: { readonly on: CivilDate; readonly missedOn: CivilDate } | undefined
  /** The last day on which it isn't overdue: the due date, or the day on which a claim made in time was rejected. */
  readonly lastDay: CivilDate
}

/** The states of a remediation. */
export type RemediationState =
  | { readonly status: 'none' }
  | (Obligation & { readonly status: 'open' })
  | (Obligation & { readonly status: 'claimed'; readonly claimedLate: boolean })
  | (Obligation & { readonly status: 'verified'; readonly verifiedBy: AgencyId })
  | (Obligation & { readonly status: 'annulled' })

/** An obligation that still has to be met, or to be shown to be met. */
export type Standing = Extract<RemediationState, { readonly status: 'open' | 'claimed' }>

export const initialState: RemediationState = { status: 'none' }

// ----------------------------------------------------------------- queries

const at = <A>(list: ReadonlyArray<Since<A>>, on: CivilDate): A | undefined =>
  list.findLast(({ from }) => from <= on)?.is

/** Whether it had to be remedied on a day; for `asOf({ effectiveOn })`. */
export const isOpenOn = (state: RemediationState, on: CivilDate): boolean =>
  state.status !== 'none' &&
  state.spans.some(({ from, until }) => from <= on && (until === undefined || on < until))

/** Who held it on a day, closed or not; `undefined` before its opening. */
export const holderOn = (state: RemediationState, on: CivilDate): AgencyId | undefined =>
  state.status === 'none' ? undefined : at(state.holders, on)

/** The due date that counted on a day; `undefined` before its opening. */
export const dueDateOn = (state: RemediationState, on: CivilDate): CivilDate | undefined =>
  state.status === 'none' ? undefined : at(state.dues, on)

/** Whether it was open on a day past the due date that counted then. */
export const isOverdueOn = (state: RemediationState, on: CivilDate): boolean => {
  const due = dueDateOn(state, on)
  return due !== undefined && isOpenOn(state, on) && due < on
}

/** Whether an inspection must look at it (R19): open on the day, or at any time of the year before. */
export const isPriorShortcomingOn = (state: RemediationState, on: CivilDate): boolean => {
  if (state.status === 'none') return false
  // From its annulment on there was nothing to remedy; what was known before, was known.
  if (state.status === 'annulled' && state.since <= on) return false
  const lastYear = String(Number(on.slice(0, 4)) - 1)
  return state.spans.some(
    ({ from, until }) => from <= on && (until === undefined || until.slice(0, 4) >= lastYear),
  )
}
