/**
 * The policy store in memory: for tests and command lines.
 *
 * Keeps every promise of the port: a commit is all or nothing, only the latest claimant commits,
 * and no checkpoint moves backwards.
 */
import type { Position } from '@kiemtra/kernel'
import { left, right } from 'fp-ts/lib/Either.js'
import type { PolicyStore, PolicyTimer } from '../ports/policy-store.ts'

interface Kept {
  epoch: number
  checkpoint: Position | undefined
  /** By instance and name. */
  readonly timers: Map<string, PolicyTimer>
}

/**
 * An empty policy store.
 *
 * @example
 * const store = inMemoryPolicies()
 * const claimed = await store.claim('scheduling')()
 * E.isRight(claimed) && claimed.right.epoch // => 1
 */
export const inMemoryPolicies = (): PolicyStore => {
  const policies = new Map<string, Kept>()
  let closed = false

  return {
    claim: (policy) => async () => {
      if (closed) return left({ _tag: 'Unavailable', reason: 'closed' })
      const kept = policies.get(policy) ?? { epoch: 0, checkpoint: undefined, timers: new Map() }
      policies.set(policy, kept)
      kept.epoch += 1
      const { epoch } = kept
      return right({
        epoch,
        checkpoint: kept.checkpoint,
        timers: [...kept.timers.values()],
        commit:
          ({ position, set, cancel }) =>
          async () => {
            if (closed) return left({ _tag: 'Unavailable', reason: 'closed' })
            if (kept.epoch !== epoch) {
              return left({ _tag: 'Fenced', policy, epoch, current: kept.epoch })
            }
            if (isBehind(position, kept.checkpoint)) return right(undefined)
            for (const timer of cancel) kept.timers.delete(timerId(timer))
            for (const timer of set) kept.timers.set(timerId(timer), Object.freeze({ ...timer }))
            kept.checkpoint = position
            return right(undefined)
          },
      })
    },
    close: async () => {
      closed = true
    },
  }
}

const isBehind = (position: Position | undefined, checkpoint: Position | undefined): boolean =>
  checkpoint !== undefined && (position === undefined || position < checkpoint)

/** One text for a timer of an instance. */
export const timerId = ({ key, timer }: Pick<PolicyTimer, 'key' | 'timer'>): string =>
  JSON.stringify([key, timer])
