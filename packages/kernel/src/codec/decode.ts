/**
 * Decoding at full speed: guard first, codec where the guard hesitates.
 *
 * Same answers and same errors as `codec.decode`; see the law in `guard.ts`.
 */
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { guardOf } from './guard.ts'
import { type Problem, problemsOf } from './problems.ts'
import { seenShapeOf } from './seen.ts'

/** Decodes, or says what is wrong without saying the value. */
export type Decode<A> = (u: unknown) => Either<ReadonlyArray<Problem>, A>

/**
 * A fast decoder for a codec; make it once, keep it.
 *
 * `root` is what paths in problems start with.
 */
export const decoderOf = <A>(codec: t.Type<A, unknown>, root = ''): Decode<A> => {
  // The guard of what can't be seen into is the codec itself: no use in asking it twice.
  const accepts = seenShapeOf(codec) === undefined ? undefined : guardOf(codec)
  const accepted = (u: unknown): u is A => accepts?.(u) === true
  return (u) => {
    if (accepted(u)) return right(u)
    const decoded = codec.decode(u)
    return isLeft(decoded) ? left(problemsOf(decoded.left, root)) : decoded
  }
}
