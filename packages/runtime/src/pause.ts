/**
 * Waiting between attempts: injected, so that tests and simulations need no clock.
 */

/** Waits that many milliseconds. */
export type Pause = (ms: number) => Promise<void>

/** A timer of the platform. */
export const timer: Pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

const FIRST_PAUSE_MS = 50
const LONGEST_PAUSE_MS = 2_000

/** How long to wait before the n-th repetition (from 0): doubling from 50 ms, up to two seconds. */
export const backoffMs = (n: number): number => Math.min(FIRST_PAUSE_MS * 2 ** n, LONGEST_PAUSE_MS)
