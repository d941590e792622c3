/**
 * Waiting for positions: reading your own write without polling.
 */
import type { Position } from '@kiemtra/kernel'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type { Lane } from './lane.ts'
import type { AwaitFailure, AwaitOptions } from './types.ts'

type Outcome = Either<AwaitFailure, void>

/** Those who wait. */
export interface Waiting {
  readonly forPosition: (position: Position, options: AwaitOptions) => Promise<Outcome>
  /** Looks whether anyone's waiting is over. */
  readonly check: () => void
}

/** `lanes`: those of the run, none before the first; `hasEnded`: nothing will move any more. */
export const waitingOn = (lanes: () => ReadonlyArray<Lane>, hasEnded: () => boolean): Waiting => {
  const checks = new Set<() => void>()

  const outcome = (position: Position, name: string | undefined): Outcome | undefined => {
    const concerned = lanes().filter(
      ({ projection }) => name === undefined || projection.name === name,
    )
    let isReached = concerned.length > 0
    for (const lane of concerned) {
      const checkpoint = lane.checkpoint()
      if (checkpoint !== undefined && checkpoint >= position) continue
      isReached = false
      const failure = stoppedBy(lane)
      if (failure !== undefined) return left(failure)
    }
    if (isReached) return right(undefined)
    return hasEnded() ? left({ _tag: 'Ended' }) : undefined
  }

  return {
    forPosition: (position, { projection, signal }) =>
      new Promise((resolve) => {
        const settle = (result: Outcome): void => {
          checks.delete(check)
          signal?.removeEventListener('abort', abort)
          resolve(result)
        }
        const check = (): void => {
          const result = outcome(position, projection)
          if (result !== undefined) settle(result)
        }
        const abort = (): void => settle(left({ _tag: 'Aborted' }))
        if (signal?.aborted === true) return abort()
        signal?.addEventListener('abort', abort, { once: true })
        checks.add(check)
        check()
      }),
    check: () => {
      for (const check of [...checks]) check()
    },
  }
}

/** What has stopped a lane, to those who wait for it. */
export const stoppedBy = (lane: Lane): AwaitFailure | undefined => {
  const state = lane.state()
  if (state._tag !== 'Stopped') return undefined
  const { failure } = state
  return { _tag: 'ProjectionStopped', projection: lane.projection.name, failure }
}
