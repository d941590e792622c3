/**
 * The same question at another time, by other chances, and at another place.
 *
 * What reads a clock answers the same twice within a millisecond, and what draws lots sometimes
 * does: for the length of one call, the clock stands 25 years earlier, and chance is another. Earlier,
 * because drawn dates lie behind us: to who asks whether one is past, next year says what today says.
 * Rejected: waiting between the two, which tells the same only slowly and not always.
 */

const AWAY_MS = -(((25 * 365 * 24 + 5) * 60 + 7) * 60_000 + 11_013)

/** Runs something at another time. */
export const elsewhen = <A>(run: () => A): A => {
  const [realDate, realNow, realRandom] = [globalThis.Date, Date.now.bind(Date), Math.random]
  const nowProperty = Object.getOwnPropertyDescriptor(realDate, 'now') ?? {}
  const then = (): number => realNow() + AWAY_MS
  Object.defineProperty(realDate, 'now', { ...nowProperty, value: then })
  globalThis.Date = new Proxy(realDate, {
    construct: (target, given: ReadonlyArray<unknown>, newTarget) => {
      const made: unknown = Reflect.construct(
        target,
        given.length === 0 ? [then()] : given,
        newTarget,
      )
      return made instanceof realDate ? made : new realDate(then())
    },
    apply: () => new realDate(then()).toString(),
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

/** As far from Greenwich as one can be, and where one is there already, on the other side. */
const FARTHEST = ['Pacific/Kiritimati', 'Pacific/Pago_Pago'] as const
const KIRITIMATI_MINUTES = -840

/**
 * Runs something in another time zone, if the runtime can travel: who asks for the local hour or day
 * answers differently. It takes some 50 microseconds, so that many questions go on one journey.
 */
export const elsewhere = <A>(run: () => A): A => {
  const { env } = process
  const home = env['TZ']
  env['TZ'] = FARTHEST[new Date().getTimezoneOffset() === KIRITIMATI_MINUTES ? 1 : 0]
  try {
    return run()
  } finally {
    if (home === undefined) delete env['TZ']
    else env['TZ'] = home
  }
}
