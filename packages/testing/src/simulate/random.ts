/**
 * Chance under a seed: the same seed gives the same numbers, on every machine.
 *
 * Mulberry32: 32 bits of state, enough for runs of some thousand draws. Rejected: `Math.random`, which
 * nobody can repeat, and a stream a purpose, which would make the purposes' draws look alike.
 */

/** Draws under a seed. */
export interface Random {
  /** A whole number from 0 to below the bound; 0 for a bound of 0. */
  readonly below: (bound: number) => number
  /** True that often, from 0 (never) to 1. */
  readonly chance: (share: number) => boolean
  /** One of the items; `undefined` of none. */
  readonly pick: <A>(items: ReadonlyArray<A>) => A | undefined
}

/** Draws that follow from a seed. */
export const randomOf = (seed: number): Random => {
  let state = seed | 0
  const draw = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const below = (bound: number): number => Math.floor(draw() * bound)
  return {
    below,
    chance: (share) => draw() < share,
    pick: (items) => items[below(items.length)],
  }
}
