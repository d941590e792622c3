/**
 * The seeded draw: who is drawn follows from the seed and the pool alone, so anyone can draw again
 * and get the same (R9, "random selection").
 *
 * The algorithm is written out and has a name that stands in every event, because a library's
 * generator may change under its name. The seed is hashed by FNV-1a to 64 bits, which start a
 * splitmix64; a Fisher-Yates shuffle runs over the pool in the order of its ids, and the first are
 * drawn. A remainder that would favour low numbers is thrown away (rejection sampling).
 */
import { checkedString } from '@kiemtra/kernel'
import type * as t from 'io-ts'

// ------------------------------------------------------------------- model

/** The name of the algorithm, as events keep it. A changed algorithm gets a new name. */
export const DRAW_ALGORITHM = 'fnv1a64-splitmix64-fisher-yates'

/** A seed: 1 to 64 characters of ASCII letters, digits, `_`, `.`, `:` and `-`. */
export const Seed: t.Type<string, unknown> = checkedString(
  'seed of 1 to 64 characters A-Z a-z 0-9 _ . : -',
  (text) => /^[\w.:-]{1,64}$/.test(text),
)

// --------------------------------------------------------------- behaviour

/**
 * Draws `count` of a pool. The pool's order doesn't matter, nor do repeats in it; asked for more than
 * there are, it gives all of them, shuffled.
 *
 * @example
 * const drawn = drawFrom('plan-61/lot-1', ['a', 'b', 'c'], 2)
 * drawn.length // => 2
 * // The order in which they are given is no part of the draw.
 * drawFrom('plan-61/lot-1', ['c', 'a', 'b'], 2) // => drawn
 */
export const drawFrom = <Id extends string>(
  seed: string,
  pool: ReadonlyArray<Id>,
  count: number,
): ReadonlyArray<Id> => {
  const items = [...new Set(pool)].sort(byCodeUnit)
  const next = splitmix64(fnv1a64(seed))
  const drawn: Array<Id> = []
  // The shuffle from the front: place i gets one of those that are left.
  while (drawn.length < count && items.length > 0) {
    const [item] = items.splice(below(items.length, next), 1)
    if (item !== undefined) drawn.push(item)
  }
  return drawn
}

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const WORD = 1n << 64n

/** 64-bit FNV-1a of a text's code units; those of a seed are bytes. */
const fnv1a64 = (text: string): bigint => {
  let hash = 0xcbf29ce484222325n
  for (let i = 0; i < text.length; i++) {
    hash = ((hash ^ BigInt(text.charCodeAt(i))) * 0x100000001b3n) % WORD
  }
  return hash
}

/** Steele, Lea and Flood's generator: every 64-bit number once in its period. */
const splitmix64 = (start: bigint): (() => bigint) => {
  let state = start
  return () => {
    state = (state + 0x9e3779b97f4a7c15n) % WORD
    let z = state
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) % WORD
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) % WORD
    return z ^ (z >> 31n)
  }
}

/** A whole number from 0 to below `bound`, each as likely. Ends: the period holds every number. */
const below = (bound: number, next: () => bigint): number => {
  const n = BigInt(bound)
  const fair = WORD - (WORD % n)
  let x = next()
  while (x >= fair) x = next()
  return Number(x % n)
}
