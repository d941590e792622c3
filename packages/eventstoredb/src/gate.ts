/**
 * A gate that lets so many through at a time; the others wait in line.
 *
 * The clients slow down, and have failed, with thousands of calls under way on one connection.
 */

/** A bounded number of calls under way. */
export interface Gate {
  /** Runs when there is room, in the order of arrival. */
  readonly through: <A>(run: () => Promise<A>) => Promise<A>
  /** Resolves when no one is inside or waiting. */
  readonly idle: () => Promise<void>
}

/** A gate for so many at once. */
export const gate = (limit: number): Gate => {
  let inside = 0
  const waiting: (() => void)[] = []
  const idlers: (() => void)[] = []

  const leave = (): void => {
    const next = waiting.shift()
    if (next !== undefined) return next()
    inside -= 1
    if (inside === 0) for (const idler of idlers.splice(0)) idler()
  }

  return {
    through: async (run) => {
      // Whoever leaves hands its place over, so that no newcomer can slip in before the line.
      if (inside < limit) inside += 1
      else await new Promise<void>((enter) => waiting.push(enter))
      try {
        return await run()
      } finally {
        leave()
      }
    },
    idle: () =>
      inside === 0 ? Promise.resolve() : new Promise<void>((resolve) => idlers.push(resolve)),
  }
}
