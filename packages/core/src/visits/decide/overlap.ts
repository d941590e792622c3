/**
 * R7: no two delegations in one agency's same area at the same time, unless it was agreed.
 *
 * How the visits are done makes no difference: a report asked for by two delegations at once is as
 * doubled as two visits. The overlap counts by calendar days, working days or not.
 */
import type { PlanId } from '../../vocabulary/ids.ts'
import type { ReformArea } from '../../vocabulary/reform-area.ts'
import { overlaps, type Period } from '../../vocabulary/scope.ts'
import type { Claim, Conflict } from '../shapes.ts'
import type { Agreement, Window } from '../state.ts'

/** A window that stands, or that is asked for. */
export type Placement = Pick<Window, 'days' | 'claims'>

/** The claims of other windows that stand against a placement. */
export const conflictsWith = (
  placed: Placement,
  others: ReadonlyArray<Window>,
  agreements: ReadonlyArray<Agreement>,
): ReadonlyArray<Conflict> => {
  const conflicts: Conflict[] = []
  for (const other of others) {
    const { period } = other.days
    if (!overlaps(placed.days.period, period)) continue
    const shared = intersection(placed.days.period, period)
    for (const claim of other.claims) {
      const sharedAreas = areasInConflict(claim, placed.claims, agreements, shared)
      if (sharedAreas.length === 0) continue
      const { windowId, planId, slotId, inspectionId } = claim
      conflicts.push({ windowId, planId, slotId, inspectionId, period, sharedAreas })
    }
  }
  return conflicts
}

const areasInConflict = (
  claim: Claim,
  against: ReadonlyArray<Claim>,
  agreements: ReadonlyArray<Agreement>,
  days: Period,
): ReadonlyArray<ReformArea> => {
  const rivals = against.filter(
    (rival) =>
      !sameDelegation(claim, rival) && !isWaived(claim.planId, rival.planId, days, agreements),
  )
  return claim.areas.filter((area) => rivals.some((rival) => rival.areas.includes(area)))
}

const sameDelegation = (a: Claim, b: Claim): boolean =>
  a.planId === b.planId && a.slotId === b.slotId

const intersection = (a: Period, b: Period): Period => ({
  from: a.from > b.from ? a.from : b.from,
  to: a.to < b.to ? a.to : b.to,
})

/** Whether both plans' sides have agreed to overlap on all of some days. */
const isWaived = (
  a: PlanId,
  b: PlanId,
  days: Period,
  agreements: ReadonlyArray<Agreement>,
): boolean => hasAgreed(a, a, b, days, agreements) && hasAgreed(b, a, b, days, agreements)

/** Whether one side has agreed; each agreement counts for itself, adjacent ones aren't joined. */
export const hasAgreed = (
  side: PlanId,
  a: PlanId,
  b: PlanId,
  days: Period,
  agreements: ReadonlyArray<Agreement>,
): boolean =>
  agreements.some(
    ({ planId, otherPlanId, period, agreedFor }) =>
      ((planId === a && otherPlanId === b) || (planId === b && otherPlanId === a)) &&
      period.from <= days.from &&
      days.to <= period.to &&
      agreedFor.includes(side),
  )
