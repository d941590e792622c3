/**
 * What is known of an agency's calendar of visits.
 *
 * A calendar has no lifecycle; its windows have: a claim stands in a window, was refused, or was
 * given back. Everything a later check reads (caps, working days) is frozen in the window.
 */
import type { PlanId, WindowId } from '../vocabulary/ids.ts'
import type { Period } from '../vocabulary/scope.ts'
import type { Claim, Member, VisitDays } from './shapes.ts'

// ------------------------------------------------------------------- model

/** What has become of a claim. */
export type WindowStatus = 'standing' | 'refused' | 'released'

/** A window: its days, and the inspections that share them. */
export interface Window {
  readonly days: VisitDays
  /** One at least; several if inspections were combined. */
  readonly claims: ReadonlyArray<Claim>
  readonly secret: boolean
}

/** A claim that was refused. */
export interface RefusedClaim {
  readonly claim: Claim
  readonly period: Period
  readonly secret: boolean
}

/** A claim that was given back. */
export interface ReleasedClaim {
  readonly claim: Claim
  readonly secret: boolean
}

/** Consent to overlaps of two plans within a period, on behalf of one or both of them. */
export interface Agreement {
  readonly planId: PlanId
  readonly otherPlanId: PlanId
  readonly period: Period
  readonly agreedFor: ReadonlyArray<PlanId>
}

/** A calendar of visits. */
export interface VisitsState {
  /** The windows that stand, in the order in which they were reserved. */
  readonly windows: ReadonlyArray<Window>
  readonly refused: ReadonlyArray<RefusedClaim>
  readonly released: ReadonlyArray<ReleasedClaim>
  readonly agreements: ReadonlyArray<Agreement>
}

export const initialState: VisitsState = { windows: [], refused: [], released: [], agreements: [] }

// ----------------------------------------------------------------- queries

/** Whether a window holds a claim. */
export const holds = (window: Window, windowId: WindowId): boolean =>
  window.claims.some((claim) => claim.windowId === windowId)

/** The window that a claim stands in, or `undefined`. */
export const windowOf = (state: VisitsState, windowId: WindowId): Window | undefined =>
  state.windows.find((window) => holds(window, windowId))

/** The claim that was refused last under an id and has not come in since, or `undefined`. */
export const refusedClaim = (state: VisitsState, windowId: WindowId): RefusedClaim | undefined =>
  state.refused.find(({ claim }) => claim.windowId === windowId)

/** The claim that was given back under an id, or `undefined`; an id is never used again. */
export const releasedClaim = (state: VisitsState, windowId: WindowId): ReleasedClaim | undefined =>
  state.released.find(({ claim }) => claim.windowId === windowId)

/** What has become of the claim of an id, or `undefined`; secret where the claim is. */
export const statusOf = (state: VisitsState, windowId: WindowId): WindowStatus | undefined => {
  if (windowOf(state, windowId) !== undefined) return 'standing'
  if (releasedClaim(state, windowId) !== undefined) return 'released'
  return refusedClaim(state, windowId) === undefined ? undefined : 'refused'
}

/** The ids of the claims that share a window. */
export const membersOf = (claims: ReadonlyArray<Claim>): ReadonlyArray<Member> =>
  claims.map(({ windowId, planId, inspectionId }) => ({ windowId, planId, inspectionId }))
