/**
 * Counting events, and how many there are a second: over the last second or so, at first over the
 * time since the beginning.
 */

/** See the module. */
export interface Meter {
  readonly count: (events: number) => void
  readonly total: () => number
  readonly perSecond: () => number
}

const WINDOW_MS = 1000

/** Begins to count. */
export const meterOf = (clockMs: () => number): Meter => {
  let total = 0
  let rate: number | undefined
  let since = { ms: clockMs(), events: 0 }
  const rateOf = (ms: number): number => ((total - since.events) / ms) * 1000
  return {
    count: (events) => {
      total += events
      const ms = clockMs()
      if (ms - since.ms < WINDOW_MS) return
      rate = rateOf(ms - since.ms)
      since = { ms, events: total }
    },
    total: () => total,
    perSecond: () => {
      const ms = clockMs() - since.ms
      // Nothing for a while: the last second's rate is of the past.
      if (ms >= WINDOW_MS) return rateOf(ms)
      return rate ?? (ms > 0 ? rateOf(ms) : 0)
    },
  }
}
