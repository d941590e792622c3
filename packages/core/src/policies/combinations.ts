/**
 * Combinations: inspections that come into another's window are told so (R7).
 *
 * An inspection whose window was refused may be combined with the one in its way; from then on it
 * has that window's days. An instance is a calendar of visits, and has nothing to remember: one event
 * concerns several inspections.
 */
import { policy } from '@kiemtra/kernel'
import { Visits } from '../visits/index.ts'
import { dayOf, toInspection } from './shared.ts'

/** Combined → each inspection that joined has its schedule confirmed. */
export const combinations = policy<null>()({
  name: 'combinations',
  from: [Visits],
  sends: ['inspection'],
  key: ({ event }) => (event.type === 'InspectionsCombined' ? event.data.agencyId : undefined),
  initialState: null,
  evolve: (state) => state,
  react: (_, on) => {
    if (on._tag === 'Timer' || on.recorded.event.type !== 'InspectionsCombined') return []
    const { joined, days } = on.recorded.event.data
    const happenedOn = dayOf(on.recorded.meta)
    return joined.map(({ inspectionId, windowId, keptBy }) => {
      const data = { inspectionId, happenedOn, windowId, window: days.period }
      return toInspection({ type: 'ConfirmSchedule', data }, keptBy, windowId)
    })
  },
})
