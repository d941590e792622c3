/**
 * Patience: how long a failing call is repeated, and when the next attempt comes.
 *
 * Pauses double from 50 ms up to two seconds, each shortened by up to half at random, so that the
 * callers that a failover threw out don't come back all at once. A client that was told who leads
 * goes there at once, the first time. Over when the budget is spent, or the caller or the store
 * gives up.
 */
import { backoffMs } from '@kiemtra/runtime'
import type { Trouble } from './failure.ts'
import type { Settings } from './options.ts'

/** One call's patience. */
export interface Patience {
  /** Waits before the next attempt; false when there is to be none. */
  readonly retry: (trouble: Extract<Trouble, { readonly _tag: 'Passing' }>) => Promise<boolean>
  /** Starts afresh, after progress. */
  readonly renew: () => void
}

/** Patience for one call. Any of the signals ends it. */
export const patience = (
  settings: Pick<Settings, 'retryForMs' | 'pause' | 'random'>,
  signals: ReadonlyArray<AbortSignal | undefined>,
  budgetMs = settings.retryForMs,
): Patience => {
  let failures = 0
  let endsAt = performance.now() + budgetMs
  return {
    retry: async ({ redirected }) => {
      const pauseMs = redirected && failures === 0 ? 0 : pauseBefore(failures, settings.random)
      failures += 1
      if (performance.now() + pauseMs > endsAt) return false
      await pausing(pauseMs, signals, settings.pause)
      return !signals.some((signal) => signal?.aborted === true)
    },
    renew: () => {
      failures = 0
      endsAt = performance.now() + budgetMs
    },
  }
}

/** How long to wait before the n-th repetition (from 0). */
export const pauseBefore = (n: number, random: () => number): number =>
  backoffMs(n) * (1 - random() / 2)

/** Waits, or until one of the signals aborts. */
export const pausing = (
  ms: number,
  signals: ReadonlyArray<AbortSignal | undefined>,
  pause?: (ms: number) => Promise<void>,
): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      for (const signal of signals) signal?.removeEventListener('abort', done)
      resolve()
    }
    const timer = pause === undefined ? setTimeout(done, ms) : undefined
    void pause?.(ms).then(done)
    for (const signal of signals) {
      if (signal?.aborted === true) return done()
      signal?.addEventListener('abort', done, { once: true })
    }
  })
