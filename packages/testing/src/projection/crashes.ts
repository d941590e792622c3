/**
 * Crashes: a read-model store whose n-th step is the last that its client lives to see.
 *
 * A step is a claim or a commit; the client dies before it takes effect, or after it and before the
 * answer. Either way the call never returns, as in a process that is gone. Reading changes nothing,
 * so dying there is dying before the next step.
 */
import type { ReadModelStore } from '@kiemtra/runtime'
import { isLeft, right } from 'fp-ts/lib/Either.js'

/** At which step, and on which side of it. */
export interface Crash {
  readonly at: number
  readonly side: 'before' | 'after'
}

/** A store that is watched, and may kill its client. */
export interface Watched {
  readonly store: ReadModelStore
  readonly steps: () => number
  /** Resolves when the client is dead; never, where no crash is planned. */
  readonly died: Promise<'died'>
}

/** Watches a store. */
export const watched = (inner: ReadModelStore, crash?: Crash): Watched => {
  let steps = 0
  let die: () => void = () => undefined
  const died = new Promise<'died'>((resolve) => {
    die = () => {
      resolve('died')
    }
  })
  const step = async <A>(take: () => Promise<A>): Promise<A> => {
    const isLast = steps === crash?.at
    steps += 1
    if (!isLast) return take()
    if (crash.side === 'after') await take()
    die()
    return new Promise<never>(() => undefined)
  }
  return {
    store: {
      ...inner,
      claim: (table) => () =>
        step(async () => {
          const claimed = await inner.claim(table)()
          if (isLeft(claimed)) return claimed
          const { commit } = claimed.right
          return right({ ...claimed.right, commit: (batch) => () => step(commit(batch)) })
        }),
    },
    steps: () => steps,
    died,
  }
}
