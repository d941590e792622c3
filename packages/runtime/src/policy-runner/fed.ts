/**
 * How lanes are fed from the runner's one subscription: each by itself, or all in turns.
 */
import { type Fed, lowest } from '../projector/feeding.ts'
import type { PolicyLane } from './lane.ts'

/** A lane, as it is fed by itself. */
export const fedOf = (lane: PolicyLane): Fed => ({
  seen: lane.folded,
  isStopped: () => lane.stopped() !== undefined,
  process: lane.process,
  stop: lane.stop,
})

/** Lanes that are fed as one: each delivery goes through all of them before the next. */
export const inTurnsOf = (lanes: ReadonlyArray<PolicyLane>): Fed => {
  const active = () => lanes.filter((lane) => lane.stopped() === undefined)
  return {
    seen: () => {
      const low = lowest(active().map(fedOf))
      return low === 'start' ? undefined : low
    },
    isStopped: () => active().length === 0,
    process: async (deliveries) => {
      for (const delivery of deliveries) {
        for (const lane of active()) await lane.process([delivery])
      }
    },
    stop: (failure, at) => {
      for (const lane of active()) lane.stop(failure, at)
    },
  }
}
