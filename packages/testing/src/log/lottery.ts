/**
 * Numbers that follow from a seed: how a log is shuffled, the same way each time.
 */

/** Numbers below a bound, each time another; the same for the same seed. */
export const lottery = (seed: number): ((bound: number) => number) => {
  let state = seed ^ 0x9e3779b9
  return (bound) => {
    state = Math.imul(state ^ (state >>> 15), 0x85ebca6b) + 0x6d2b79f5
    return bound === 0 ? 0 : (state >>> 0) % bound
  }
}
