/**
 * States kept between commands, least recently used out first.
 *
 * An entry holds only what was read from the log, never what a handler believes it has appended:
 * stores that compare ids alone can answer an append by another process's event of the same id, and
 * a state built on a belief would then be wrong for good. So the cache can't be seen except in time.
 * Bounded by the command ids remembered, the part that grows with a stream's length.
 */
import type { Fold, Position } from '@kiemtra/kernel'

/** What a stream's events, up to a revision, fold to. */
export interface Loaded<S> {
  readonly state: S
  /** -1: no events. */
  readonly revision: number
  readonly position: Position | undefined
  /** Every command id in the stream, and the revision of its first event. */
  readonly commands: Map<string, number>
}

/** Keeps what was loaded, by fold and stream. */
export interface StateCache {
  readonly get: <S>(fold: Fold<S>, stream: string) => Loaded<S> | undefined
  readonly put: <S>(fold: Fold<S>, stream: string, loaded: Loaded<S>) => void
}

interface Entry {
  readonly loaded: Loaded<unknown>
  readonly weight: number
}

/** A cache that remembers at most so many command ids (each stream counts one more). */
export const stateCache = (maxWeight: number): StateCache => {
  const entries = new Map<string, Entry>()
  const numbers = new WeakMap<object, number>()
  let folds = 0
  let total = 0

  const keyOf = (fold: object, stream: string): string => {
    let number = numbers.get(fold)
    if (number === undefined) {
      number = folds++
      numbers.set(fold, number)
    }
    return `${number}/${stream}`
  }

  const remove = (key: string): void => {
    total -= entries.get(key)?.weight ?? 0
    entries.delete(key)
  }

  return {
    get: <S>(fold: Fold<S>, stream: string): Loaded<S> | undefined => {
      const key = keyOf(fold, stream)
      const entry = entries.get(key)
      if (entry === undefined) return undefined
      // Last in the map's order: the last to be evicted.
      entries.delete(key)
      entries.set(key, entry)
      // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the key holds the fold that made the state
      return entry.loaded as Loaded<S>
    },
    put: (fold, stream, loaded) => {
      const key = keyOf(fold, stream)
      const before = entries.get(key)
      if (before !== undefined && before.loaded.revision >= loaded.revision) return
      const weight = 1 + loaded.commands.size
      remove(key)
      if (weight > maxWeight) return
      entries.set(key, { loaded, weight })
      total += weight
      for (const oldest of entries.keys()) {
        if (total <= maxWeight) break
        remove(oldest)
      }
    },
  }
}
