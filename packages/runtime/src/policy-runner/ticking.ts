/**
 * Ticking: fires timers of a live run when they are due.
 *
 * It sleeps until the next one, an hour at most, and wakes when a timer is set or the run ends.
 * Rejected: looking at the clock every second, which costs most while nothing is due.
 */
import type { Halt } from '../projector/halt.ts'
import type { PolicyLane } from './lane.ts'

/** What ticks. */
export interface Ticking {
  /** Ends when the run is halted. */
  readonly run: () => Promise<void>
  /** Timers have changed: looks again. */
  readonly wake: () => void
}

/** What ticking takes. */
export interface TickingConfig {
  readonly halt: Halt
  readonly clock: () => string
  readonly lanes: () => ReadonlyArray<PolicyLane>
  /** Fires what is due. */
  readonly fire: (nowMs: number) => Promise<unknown>
  readonly sleep: ((ms: number, signal: AbortSignal) => Promise<void>) | undefined
}

/** A clock may be set, and a platform's timers have a limit. */
const LONGEST_SLEEP_MS = 3_600_000

/** Ticking that hasn't begun. */
export const ticking = ({
  halt,
  clock,
  lanes,
  fire,
  sleep = timerSleep,
}: TickingConfig): Ticking => {
  let isAwake = true
  let waker: AbortController | undefined

  const wake = (): void => {
    isAwake = true
    waker?.abort()
  }

  const rest = async (): Promise<void> => {
    const dueMs = nextOf(lanes())
    const waitMs = dueMs === undefined ? LONGEST_SLEEP_MS : dueMs - Date.parse(clock())
    if (isAwake || waitMs <= 0) return
    waker = new AbortController()
    await sleep(Math.min(waitMs, LONGEST_SLEEP_MS), waker.signal)
    waker = undefined
  }

  return {
    wake,
    run: async () => {
      halt.signal.addEventListener('abort', wake, { once: true })
      while (!halt.isHalted()) {
        isAwake = false
        await fire(Date.parse(clock()))
        if (!halt.isHalted()) await rest()
      }
    },
  }
}

const nextOf = (lanes: ReadonlyArray<PolicyLane>): number | undefined => {
  let next: number | undefined
  for (const lane of lanes) {
    const dueMs = lane.nextTimerMs()
    if (dueMs !== undefined && (next === undefined || dueMs < next)) next = dueMs
  }
  return next
}

/** A timer of the platform, cleared when the signal comes first. */
const timerSleep = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(running)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const running = setTimeout(end, ms)
    if (signal.aborted) end()
    else signal.addEventListener('abort', end, { once: true })
  })
