/**
 * What a case of a contract claims; each claim is counted, so that a case can't pass on nothing.
 */
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import { fail } from '../failure.ts'
import { diff, printed } from '../value/diff.ts'
import { equals } from '../value/equals.ts'

/** Claims of one case. */
export class Claims {
  /** How many claims have been made. */
  count = 0

  /** That something holds. */
  that(holds: boolean, what: string): void {
    this.count += 1
    if (!holds) fail(what)
  }

  /** That two values are deeply equal. */
  equal(actual: unknown, expected: unknown, what: string): void {
    this.count += 1
    if (!equals(actual, expected)) {
      fail(`${what}\n${diff(expected, actual)}`, { expected, actual })
    }
  }

  /** That a store said yes; its answer. */
  right<A>(answer: Either<unknown, A>, what: string): A {
    this.count += 1
    return isLeft(answer) ? fail(`${what}: failed with ${printed(answer.left)}`) : answer.right
  }

  /** That a store said no; why. */
  left<L>(answer: Either<L, unknown>, what: string): L {
    this.count += 1
    return isLeft(answer) ? answer.left : fail(`${what}: was expected to fail, and did not`)
  }
}

/** Waits for something that must come soon; fails with what was awaited if it doesn't. */
export const within = async <A>(millis: number, what: string, awaited: Promise<A>): Promise<A> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`${what}: nothing within ${millis} ms`))
    }, millis)
  })
  try {
    return await Promise.race([awaited, late])
  } finally {
    clearTimeout(timer)
  }
}
