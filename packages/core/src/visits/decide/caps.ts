/**
 * R8: caps on days on site, on concurrent windows, and on days of visits in a quarter.
 *
 * Only windows on site count: a digital visit or one by report leaves the subject to its work.
 * Combined inspections are one window and count once; two windows on one day are two days of visits.
 * A window stands under the caps of its own plan and of every other that it counts together with.
 */
import { type CivilDate, quarterOf, yearOf } from '@kiemtra/kernel'
import type { PlanId, WindowId } from '../../vocabulary/ids.ts'
import type { Parameter } from '../../vocabulary/parameter.ts'
import { overlaps } from '../../vocabulary/scope.ts'
import type { Caps, Claim, RefusalReason } from '../shapes.ts'
import type { Window } from '../state.ts'
import type { Placement } from './overlap.ts'

/** The caps that a placement would break, among the windows that stand. */
export const brokenCaps = (
  placed: Placement,
  others: ReadonlyArray<Window>,
): ReadonlyArray<RefusalReason> => {
  const asking = onSite(placed)
  if (asking.length === 0) return []
  const there = others.filter((other) => onSite(other).length > 0)
  return [
    ...daysOnSite(placed, asking, there),
    ...concurrentWindows(placed, asking, there),
    ...daysPerQuarter(placed, asking, there),
  ]
}

const onSite = ({ claims }: Placement): ReadonlyArray<Claim> =>
  claims.filter((claim) => claim.mode === 'on-site')

/** A visit's days are those of all its windows: one that was paused goes on with the days it has left. */
const daysOnSite = (
  placed: Placement,
  asking: ReadonlyArray<Claim>,
  there: ReadonlyArray<Window>,
): ReadonlyArray<RefusalReason> =>
  asking.flatMap((claim) => {
    // Of a shared window only this inspection's claim: another's cap is on the other's own days.
    const parts = there.flatMap((other) => {
      const own = onSite(other).filter(({ inspectionId }) => inspectionId === claim.inspectionId)
      return own.length === 0 ? [] : [{ ...other, claims: own }]
    })
    const days = new Set([placed, ...parts].flatMap((part) => part.days.workingDays)).size
    return [...capsOver([claim], parts, 'daysOnSiteMax', days)].map(
      ([planId, max]): RefusalReason => ({ _tag: 'DaysOnSite', rule: 'R8', planId, max, days }),
    )
  })

/** One reason for each plan whose cap is broken, on the first such day. */
const concurrentWindows = (
  placed: Placement,
  asking: ReadonlyArray<Claim>,
  there: ReadonlyArray<Window>,
): ReadonlyArray<RefusalReason> => {
  const near = there.filter((other) => overlaps(other.days.period, placed.days.period))
  const reasons = new Map<PlanId, RefusalReason>()
  for (const on of placed.days.workingDays) {
    const present = near.filter((other) => other.days.workingDays.includes(on))
    const windows = present.length + 1
    const windowIds = idsOf(present)
    for (const [planId, max] of capsOver(asking, present, 'concurrentWindowsMax', windows)) {
      if (reasons.has(planId)) continue
      reasons.set(planId, {
        _tag: 'ConcurrentWindows',
        rule: 'R8',
        planId,
        max,
        on,
        windows,
        windowIds,
      })
    }
  }
  return [...reasons.values()]
}

/** One reason for each quarter and each plan whose cap is broken in it. */
const daysPerQuarter = (
  placed: Placement,
  asking: ReadonlyArray<Claim>,
  there: ReadonlyArray<Window>,
): ReadonlyArray<RefusalReason> => {
  const reasons: RefusalReason[] = []
  for (const { year, quarter } of quartersOf(placed.days.workingDays)) {
    const daysOf = ({ days }: Placement): number =>
      days.workingDays.filter((on) => yearOf(on) === year && quarterOf(on) === quarter).length
    const present = there.filter((other) => daysOf(other) > 0)
    const days = present.reduce((sum, other) => sum + daysOf(other), daysOf(placed))
    const windowIds = idsOf(present)
    for (const [planId, max] of capsOver(asking, present, 'visitDaysPerQuarterMax', days)) {
      reasons.push({
        _tag: 'DaysPerQuarter',
        rule: 'R8',
        planId,
        max,
        year,
        quarter,
        days,
        windowIds,
      })
    }
  }
  return reasons
}

const quartersOf = (
  days: ReadonlyArray<CivilDate>,
): ReadonlyArray<{ readonly year: number; readonly quarter: number }> => {
  const quarters: { year: number; quarter: number }[] = []
  for (const on of days) {
    const [year, quarter] = [yearOf(on), quarterOf(on)]
    const last = quarters.at(-1)
    if (last?.year !== year || last.quarter !== quarter) quarters.push({ year, quarter })
  }
  return quarters
}

/** The caps that a number exceeds, the tightest for each plan. */
const capsOver = (
  asking: ReadonlyArray<Claim>,
  present: ReadonlyArray<Window>,
  cap: keyof Caps,
  counted: number,
): ReadonlyMap<PlanId, Parameter<number>> => {
  const over = new Map<PlanId, Parameter<number>>()
  for (const { planId, caps } of [...asking, ...present.flatMap(onSite)]) {
    const max = caps[cap]
    const known = over.get(planId)
    if (max.value < counted && (known === undefined || max.value < known.value)) {
      over.set(planId, max)
    }
  }
  return over
}

const idsOf = (windows: ReadonlyArray<Window>): ReadonlyArray<WindowId> =>
  windows.flatMap((window) => window.claims.map((claim) => claim.windowId))
