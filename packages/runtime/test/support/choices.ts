/**
 * Every way to choose: a program that draws its choices from here is run once for each combination.
 *
 * A path is the list of choices made so far; the next run takes the last choice that has an
 * alternative left, and begins anew behind it. After TigerBeetle's `exhaustigen`.
 */

/** Choices of one run. */
export interface Choices {
  /** A number from 0, below the bound. */
  readonly choose: (bound: number) => number
}

/** Runs a program for every combination of choices; how many there were. */
export const exhaust = async (run: (choices: Choices) => Promise<void>): Promise<number> => {
  const path: { value: number; readonly bound: number }[] = []
  for (let worlds = 1; ; worlds++) {
    let at = 0
    await run({
      choose: (bound) => {
        const taken = path[at] ?? { value: 0, bound }
        if (taken.bound !== bound) throw new Error('the program is not deterministic')
        path[at] = taken
        at += 1
        return taken.value
      },
    })
    for (let last = path.at(-1); last !== undefined; last = path.at(-1)) {
      if (last.value + 1 < last.bound) break
      path.pop()
    }
    const last = path.at(-1)
    if (last === undefined) return worlds
    last.value += 1
  }
}
