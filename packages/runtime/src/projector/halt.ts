/**
 * Halting: one switch for a run, which waits of any length give way to.
 */
import type { Pause } from '../pause.ts'

/** The switch. */
export interface Halt {
  readonly signal: AbortSignal
  readonly isHalted: () => boolean
  readonly halt: () => void
  /** Waits, unless halted. */
  readonly pause: Pause
}

/** A switch that an outer signal throws, too. */
export const haltBy = (outer: AbortSignal | undefined, pause: Pause): Halt => {
  const controller = new AbortController()
  const { signal } = controller
  const halt = (): void => {
    outer?.removeEventListener('abort', halt)
    controller.abort()
  }
  if (outer?.aborted === true) halt()
  else outer?.addEventListener('abort', halt, { once: true })
  return {
    signal,
    isHalted: () => signal.aborted,
    halt,
    pause: (ms) =>
      new Promise((resolve, reject) => {
        const end = (): void => {
          signal.removeEventListener('abort', end)
          resolve()
        }
        if (signal.aborted) return end()
        signal.addEventListener('abort', end, { once: true })
        pause(ms).then(end, reject)
      }),
  }
}
