/**
 * How a lane is fed from the runner's one subscription, by itself.
 */
import type { Fed } from '../projector/feeding.ts'
import type { PolicyLane } from './lane.ts'

/** A lane, as it is fed by itself. */
export const fedOf = (lane: PolicyLane): Fed => ({
  seen: lane.folded,
  isStopped: () => lane.stopped() !== undefined,
  process: lane.process,
  stop: lane.stop,
})
