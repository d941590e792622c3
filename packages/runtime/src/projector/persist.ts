/**
 * Repeating what can pass by itself: a store that is unavailable is asked again without end.
 */
import { type Either, isLeft, left } from 'fp-ts/lib/Either.js'
import { backoffMs } from '../pause.ts'
import type { Halt } from './halt.ts'

/** The run was halted before the step could be done. */
export interface Halted {
  readonly _tag: 'Halted'
}

/** Does a step, which may be repeated, again while its failure can pass. */
export const persist = async <F, A>(
  halt: Halt,
  step: () => Promise<Either<F, A>>,
  canPass: (failure: F) => boolean,
  onRetry?: (failure: F, attempt: number) => void,
): Promise<Either<F | Halted, A>> => {
  for (let attempt = 1; ; attempt++) {
    if (halt.isHalted()) return left({ _tag: 'Halted' })
    const done = await step()
    if (!isLeft(done) || !canPass(done.left)) return done
    onRetry?.(done.left, attempt)
    await halt.pause(backoffMs(attempt - 1))
  }
}
