/**
 * The same question at another time, and by other chances.
 *
 * What reads a clock answers the same twice within a millisecond, and what draws lots sometimes
 * does: for the length of one call, the clock stands over a year later, and chance is another.
 * Rejected: waiting between the two, which tells the same only slowly and not always.
 */

const LATER_MS = ((400 * 24 + 5) * 60 + 7) * 60_000 + 11_013

/** Runs something at another time. */
export const elsewhen = <A>(run: () => A): A => {
  const [realDate, realNow, realRandom] = [globalThis.Date, Date.now.bind(Date), Math.random]
  const nowProperty = Object.getOwnPropertyDescriptor(realDate, 'now') ?? {}
  const later = (): number => realNow() + LATER_MS
  Object.defineProperty(realDate, 'now', { ...nowProperty, value: later })
  globalThis.Date = new Proxy(realDate, {
    construct: (target, given: ReadonlyArray<unknown>, newTarget) => {
      const made: unknown = Reflect.construct(
        target,
        given.length === 0 ? [later()] : given,
        newTarget,
      )
      return made instanceof realDate ? made : new realDate(later())
    },
    apply: () => new realDate(later()).toString(),
  })
  Math.random = () => (realRandom() + 0.5) % 1
  try {
    return run()
  } finally {
    Math.random = realRandom
    globalThis.Date = realDate
    Object.defineProperty(realDate, 'now', nowProperty)
  }
}
