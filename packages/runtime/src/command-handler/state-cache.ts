/**
 * States kept between commands, bounded; what hasn't been used for long goes first.
 *
 * An entry holds only what was read from the log, never what a handler believes it has appended:
 * stores that compare ids alone can answer an append by another process's event of the same id, and
 * a state built on a belief would then be wrong for good. So the cache can't be seen except in time.
 * Bounded by the command ids remembered, the part that grows with a stream's length.
 *
 * Two generations: what is used moves to the younger; when that is half the bound, the older is
 * dropped. Rejected: strict order of use, which deletes and inserts at every look.
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
  loaded: Loaded<unknown>
  weight: number
}

type Generation = Map<object, Map<string, Entry>>

/** A cache that remembers at most so many command ids (each stream counts one more). */
export const stateCache = (maxWeight: number): StateCache => {
  const maxYoung = maxWeight / 2
  let young: Generation = new Map()
  let old: Generation = new Map()
  let weight = 0

  const keep = (fold: object, stream: string, entry: Entry): void => {
    if (entry.weight > maxYoung) return
    if (weight + entry.weight > maxYoung) {
      old = young
      young = new Map()
      weight = 0
    }
    weight += entry.weight
    const streams = young.get(fold)
    if (streams === undefined) young.set(fold, new Map([[stream, entry]]))
    else streams.set(stream, entry)
  }

  /** The entry, moved to the younger generation. */
  const find = (fold: object, stream: string): Entry | undefined => {
    const entry = young.get(fold)?.get(stream)
    if (entry !== undefined) return entry
    const aged = old.get(fold)?.get(stream)
    if (aged === undefined) return undefined
    old.get(fold)?.delete(stream)
    keep(fold, stream, aged)
    return aged
  }

  return {
    get: <S>(fold: Fold<S>, stream: string): Loaded<S> | undefined =>
      // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- kept under the fold that made the state
      find(fold, stream)?.loaded as Loaded<S> | undefined,
    put: (fold, stream, loaded) => {
      const next = { loaded, weight: 1 + loaded.commands.size }
      const entry = find(fold, stream)
      if (entry === undefined) return keep(fold, stream, next)
      if (entry.loaded.revision >= loaded.revision) return
      if (weight - entry.weight + next.weight <= maxYoung) {
        weight += next.weight - entry.weight
        entry.loaded = loaded
        entry.weight = next.weight
      } else {
        weight -= entry.weight
        young.get(fold)?.delete(stream)
        keep(fold, stream, next)
      }
    },
  }
}
