/**
 * How events change a calendar of visits. Total: an event that doesn't fit changes nothing.
 */
import type { WindowId } from '../vocabulary/ids.ts'
import type { VisitsEvent } from './events.ts'
import { holds, type VisitsState, type Window, windowOf } from './state.ts'

export const evolve = (state: VisitsState, event: VisitsEvent): VisitsState => {
  switch (event.type) {
    case 'WindowReserved': {
      const { claim, days, secret } = event.data
      const standing: Window = { days, claims: [claim], secret }
      return {
        ...state,
        windows: [...state.windows, standing],
        refused: unrefused(state.refused, [claim.windowId]),
      }
    }
    case 'WindowRefused': {
      const { claim, period, secret } = event.data
      const others = unrefused(state.refused, [claim.windowId])
      return { ...state, refused: [...others, { claim, period, secret }] }
    }
    case 'WindowMoved': {
      const { windowId, days, secret } = event.data
      return {
        ...state,
        windows: state.windows.map((window) =>
          holds(window, windowId) ? { ...window, days, secret } : window,
        ),
      }
    }
    case 'WindowReleased': {
      const { windowId } = event.data
      const window = windowOf(state, windowId)
      const claim = window?.claims.find((one) => one.windowId === windowId)
      if (window === undefined || claim === undefined) return state
      return {
        ...state,
        windows: without(state.windows, [windowId]),
        released: [...state.released, { claim, secret: window.secret }],
      }
    }
    case 'OverlapWaived': {
      const { planId, otherPlanId, period, agreedFor } = event.data
      const agreement = { planId, otherPlanId, period, agreedFor }
      return { ...state, agreements: [...state.agreements, agreement] }
    }
    case 'InspectionsCombined': {
      const { windowId, joined } = event.data
      if (windowOf(state, windowId) === undefined) return state
      const ids = joined.map((claim) => claim.windowId)
      return {
        ...state,
        windows: without(state.windows, ids).map((window) =>
          holds(window, windowId) ? { ...window, claims: [...window.claims, ...joined] } : window,
        ),
        refused: unrefused(state.refused, ids),
      }
    }
    // The window stands where it stood.
    case 'WindowMoveRefused':
      return state
  }
}

/** The windows without some claims; a window whose last claim goes, goes. */
export const without = (
  windows: ReadonlyArray<Window>,
  ids: ReadonlyArray<WindowId>,
): ReadonlyArray<Window> => {
  const left: Window[] = []
  for (const window of windows) {
    if (!window.claims.some((claim) => ids.includes(claim.windowId))) {
      left.push(window)
      continue
    }
    const claims = window.claims.filter((claim) => !ids.includes(claim.windowId))
    if (claims.length > 0) left.push({ ...window, claims })
  }
  return left
}

const unrefused = (
  refused: VisitsState['refused'],
  ids: ReadonlyArray<WindowId>,
): VisitsState['refused'] => refused.filter(({ claim }) => !ids.includes(claim.windowId))
