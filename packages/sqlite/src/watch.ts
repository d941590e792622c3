/**
 * Notices that the log may have grown.
 *
 * This store's own appends say so themselves. Other connections' appends, another process's or
 * another store's in this one, show in `PRAGMA data_version`: SQLite answers it from shared memory
 * in a few microseconds, and it differs whenever someone else has committed. It is asked every
 * `pollMs` while a subscription waits, and never otherwise. Rejected: `fs.watch` on the `-wal` file,
 * which differs by platform, is silent on some file systems, and would need this poll behind it.
 */

/** Change notices; see the module. */
export interface Watch {
  /** Grows with each notice; read it before the log, and a notice in between isn't lost. */
  readonly changes: () => number
  /** Calls back at the next notice; returns how to call that off. */
  readonly onChange: (wake: () => void) => () => void
  readonly notify: () => void
}

/** A watch that asks for the file's version, which differs after each foreign commit. */
export const watch = (pollMs: number, version: () => unknown): Watch => {
  const waiting = new Set<() => void>()
  let changes = 0
  let seen = version()
  let timer: NodeJS.Timeout | undefined

  const notify = (): void => {
    changes += 1
    for (const wake of [...waiting]) wake()
  }

  const poll = (): void => {
    const found = version()
    if (found === seen) return
    seen = found
    notify()
  }

  return {
    changes: () => changes,
    onChange: (wake) => {
      waiting.add(wake)
      timer ??= setInterval(poll, pollMs)
      return () => {
        waiting.delete(wake)
        if (waiting.size > 0) return
        clearInterval(timer)
        timer = undefined
      }
    },
    notify,
  }
}
