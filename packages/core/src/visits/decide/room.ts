/**
 * Whether there is room for a window, and what may be said if there isn't (R7, R8, R9).
 *
 * An open claim is decided as if no secret window were there: so nobody learns of one by asking.
 * A secret claim is decided against everything; where only another secret window is in its way, the
 * answer is `Withheld` and nothing more. A secret window that an open one has since come into the
 * way of gives way: see `inForce`. docs/decisions/0003 says why, and what can still be guessed.
 */
import type { RefusalReason } from '../shapes.ts'
import type { VisitsState, Window } from '../state.ts'
import { brokenCaps } from './caps.ts'
import { conflictsWith, type Placement } from './overlap.ts'

/** Why there is no room for an open or a secret placement among other windows; empty if there is. */
export const reasonsAgainst = (
  placed: Placement & { readonly secret: boolean },
  others: ReadonlyArray<Window>,
  agreements: VisitsState['agreements'],
): ReadonlyArray<RefusalReason> => {
  const open = others.filter((other) => !other.secret)
  const reasons = allReasons(placed, open, agreements)
  if (reasons.length > 0 || !placed.secret) return reasons
  return allReasons(placed, others, agreements).length > 0 ? [{ _tag: 'Withheld' }] : []
}

const allReasons = (
  placed: Placement,
  others: ReadonlyArray<Window>,
  agreements: VisitsState['agreements'],
): ReadonlyArray<RefusalReason> => {
  const conflicts = conflictsWith(placed, others, agreements)
  const caps = brokenCaps(placed, others)
  return conflicts.length > 0 ? [{ _tag: 'Overlap', rule: 'R7', conflicts }, ...caps] : caps
}

/**
 * The windows that hold their days: every open one, and the secret ones that no open one has come
 * into the way of; of several, those reserved first. Secret: not for other delegations' eyes.
 */
export const windowsInForce = (state: VisitsState): ReadonlyArray<Window> => {
  const inForce = state.windows.filter((window) => !window.secret)
  for (const window of state.windows) {
    if (window.secret && allReasons(window, inForce, state.agreements).length === 0) {
      inForce.push(window)
    }
  }
  return inForce
}
