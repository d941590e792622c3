/**
 * The timers of a policy, in memory as they stand in the store.
 */
import { timerId } from '../in-memory/policies.ts'
import type { PolicyBatch, PolicyTimer } from '../ports/policy-store.ts'

/** Changes of timers; the later of two for one timer holds. */
export type TimerChanges = Map<string, TimerChange>

interface TimerChange {
  readonly name: Pick<PolicyTimer, 'key' | 'timer'>
  readonly to: PolicyTimer | undefined
}

/** Notes a change. */
export const change = (
  changes: TimerChanges,
  name: TimerChange['name'],
  to: PolicyTimer | undefined,
): void => {
  changes.set(timerId(name), { name, to })
}

/** Changes as a store takes them. */
export const written = (changes: TimerChanges): Pick<PolicyBatch, 'set' | 'cancel'> => {
  const set: PolicyTimer[] = []
  const cancel: TimerChange['name'][] = []
  for (const { name, to } of changes.values()) {
    if (to === undefined) cancel.push(name)
    else set.push(to)
  }
  return { set, cancel }
}

/** The timers that are set. */
export interface Timers {
  readonly apply: (changes: TimerChanges) => void
  /** Those that had begun to fire, in the order of firing. */
  readonly firing: () => ReadonlyArray<PolicyTimer>
  /** The first that is due at a time, in milliseconds. */
  readonly due: (nowMs: number) => PolicyTimer | undefined
  /** When the next is due, in milliseconds. */
  readonly nextMs: () => number | undefined
  readonly size: () => number
}

/** Timers as a store had them. */
export const timersOf = (stored: ReadonlyArray<PolicyTimer>): Timers => {
  const timers = new Map(stored.map((timer) => [timerId(timer), timer]))
  let ordered: ReadonlyArray<PolicyTimer> | undefined

  /** By when they are due, then by name: the same in every process. */
  const inOrder = (): ReadonlyArray<PolicyTimer> =>
    (ordered ??= [...timers.values()].sort(
      (a, b) => dueMs(a) - dueMs(b) || (timerId(a) < timerId(b) ? -1 : 1),
    ))

  return {
    apply: (changes) => {
      if (changes.size === 0) return
      for (const [id, { to }] of changes) {
        if (to === undefined) timers.delete(id)
        else timers.set(id, to)
      }
      ordered = undefined
    },
    firing: () => inOrder().filter(({ firing }) => firing),
    due: (nowMs) => {
      const [first] = inOrder()
      return first !== undefined && dueMs(first) <= nowMs ? first : undefined
    },
    nextMs: () => {
      const [first] = inOrder()
      return first === undefined ? undefined : dueMs(first)
    },
    size: () => timers.size,
  }
}

const dueMs = ({ instant }: PolicyTimer): number => Date.parse(instant)
