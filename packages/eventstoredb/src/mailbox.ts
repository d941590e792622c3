/**
 * A mailbox between a sender that is pushed and a receiver that pulls.
 *
 * Letters come out in the order they were posted. A post is settled when its letter is taken, so a
 * sender that waits for it is never more than one letter ahead of the receiver.
 */

/** A mailbox. */
export interface Mailbox<L> {
  /** Settles when the letter is taken, or thrown away. */
  readonly post: (letter: L) => Promise<void>
  readonly take: () => L | undefined
  /** Waits for a letter, at most so long, or until a signal aborts; says whether there is one. */
  readonly wait: (ms: number, signals: ReadonlyArray<AbortSignal | undefined>) => Promise<boolean>
  /** Throws away what wasn't taken. */
  readonly clear: () => void
}

/** An empty mailbox. */
export const mailbox = <L>(): Mailbox<L> => {
  const letters: { readonly letter: L; readonly taken: () => void }[] = []
  let wake: (() => void) | undefined

  return {
    post: (letter) =>
      new Promise((taken) => {
        letters.push({ letter, taken })
        wake?.()
      }),
    take: () => {
      const first = letters.shift()
      first?.taken()
      return first?.letter
    },
    wait: (ms, signals) =>
      new Promise((resolve) => {
        const done = (): void => {
          clearTimeout(timer)
          for (const signal of signals) signal?.removeEventListener('abort', done)
          wake = undefined
          resolve(letters.length > 0)
        }
        const timer = setTimeout(done, ms)
        for (const signal of signals) signal?.addEventListener('abort', done)
        wake = done
        if (letters.length > 0 || signals.some((signal) => signal?.aborted === true)) done()
      }),
    clear: () => {
      for (const { taken } of letters.splice(0)) taken()
    },
  }
}
