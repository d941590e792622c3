/**
 * An hour in fast motion: a clock that jumps to whoever wakes up next.
 */

/** See the module. */
export interface FastMotion {
  readonly now: () => number
  readonly sleep: (ms: number) => Promise<void>
  /** Sleeps for no time mostly, and now and then for minutes, as drawn. */
  readonly pause: () => Promise<void>
  /** Resolves at a time. */
  readonly at: (ms: number) => Promise<void>
  /** Real work, however long it takes: no time passes meanwhile. */
  readonly real: <A>(work: () => Promise<A>) => Promise<A>
  /** Lets the time pass until all have ended. */
  readonly until: (work: ReadonlyArray<Promise<void>>) => Promise<void>
}

const LONGEST_PAUSE_MS = 10 * 60 * 1000
const LONG_PAUSES_PERCENT = 12
/** Real work between two moments gets some turns of the event loop. */
const TURNS = 3

/** A clock at 0, with pauses drawn from a seed. */
export const fastMotion = (seed: number): FastMotion => {
  let now = 0
  let drawn = seed
  let busy = 0
  const sleepers: { readonly at: number; readonly wake: () => void }[] = []

  /** Below a bound; a linear congruence will do. */
  const below = (bound: number): number => {
    drawn = (Math.imul(drawn, 1_664_525) + 1_013_904_223) >>> 0
    return drawn % bound
  }
  const at = (ms: number): Promise<void> =>
    new Promise((resolve) => void sleepers.push({ at: ms, wake: resolve }))
  const sleep = (ms: number): Promise<void> => at(now + ms)

  return {
    now: () => now,
    at,
    sleep,
    pause: () => sleep(below(100) < LONG_PAUSES_PERCENT ? below(LONGEST_PAUSE_MS) : below(1000)),
    real: (work) => {
      busy += 1
      return work().finally(() => (busy -= 1))
    },
    until: async (work) => {
      const under = { way: true }
      const all = Promise.all(work).finally(() => (under.way = false))
      while (under.way) {
        for (let n = 0; n < TURNS; n++) await new Promise((resolve) => setImmediate(resolve))
        if (busy > 0) continue
        sleepers.sort((a, b) => a.at - b.at)
        const next = sleepers.shift()
        if (next === undefined) continue
        now = Math.max(now, next.at)
        next.wake()
      }
      await all
    },
  }
}
