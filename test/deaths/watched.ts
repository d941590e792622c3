/**
 * Watched stores: every await point of a process at its stores, and what it would leave there.
 *
 * Each call has two points: before its effect, and after it with the answer not yet heard. Between two
 * changes of the stores all points leave the same remains.
 */
import type { StoredEvent } from '@kiemtra/kernel'
import type { PolicyStore } from '@kiemtra/runtime'
import { isLeft } from 'fp-ts/lib/Either.js'
import {
  type Kept,
  logAfter,
  type Remains,
  type Stores,
  timerName,
  type Writer,
} from './remains.ts'

/** What a change is: events, timers, or nothing but a checkpoint that moves. */
export type Changed = 'events' | 'timers' | 'checkpoint'

/** What a process has done to its stores. */
export interface Change {
  readonly is: Changed
  /** What stands after it. */
  readonly remains: Remains
}

/** Stores with an eye on every call. */
export interface Watched extends Stores {
  /** Points so far. */
  readonly points: () => number
  /** What stands now. */
  readonly remains: () => Remains
  /** What has changed since it was last asked. */
  readonly changes: () => ReadonlyArray<Change>
  /** Takes in what others have written to the log. */
  readonly catchUp: () => Promise<void>
}

const nothing: Kept = { position: undefined, timers: new Map() }

/** Stores, watched from their beginning. */
export const watched = ({ events, policies: store }: Stores): Watched => {
  const log: StoredEvent[] = []
  let policies: ReadonlyMap<string, Kept> = new Map()
  let changes: Change[] = []
  let points = 0

  const remains = (): Remains => ({ log, length: log.length, policies })
  const changed = (is: Changed): void => void changes.push({ is, remains: remains() })
  const catchUp = async (): Promise<void> => {
    for (const stored of await logAfter(events, log.at(-1)?.position)) {
      // Several may be at it: each takes what the others haven't.
      const last = log.at(-1)
      if (last === undefined || stored.position > last.position) log.push(stored)
    }
  }
  const call = async <A>(effect: () => Promise<A>): Promise<A> => {
    const answer = await effect()
    points += 2
    return answer
  }

  const claim: PolicyStore['claim'] = (policy) => () =>
    call(async () => {
      const claimed = await store.claim(policy)()
      if (isLeft(claimed)) return claimed
      const { commit } = claimed.right
      const watching: typeof commit = (batch) => () =>
        call(async () => {
          const committed = await commit(batch)()
          if (isLeft(committed)) return committed
          const before = policies.get(policy) ?? nothing
          const after = keptAfter(before, batch)
          if (after === before) return committed
          await catchUp()
          policies = new Map(policies).set(policy, after)
          changed(after.timers === before.timers ? 'checkpoint' : 'timers')
          return committed
        })
      return { ...claimed, right: { ...claimed.right, commit: watching } }
    })

  return {
    events: {
      ...events,
      append: (...args) => {
        const append = events.append(...args)
        return () =>
          call(async () => {
            const written = await append()
            const before = log.length
            await catchUp()
            if (log.length > before) changed('events')
            return written
          })
      },
      read: (...args) => {
        // It has no effect: whether it dies before it, in it or after it is one to the stores.
        points += 2
        return events.read(...args)
      },
    },
    policies: { ...store, claim },
    points: () => points,
    remains,
    changes: () => {
      const list = changes
      changes = []
      return list
    },
    catchUp,
  }
}

/** What is kept after a commit; the same object where nothing changes. */
const keptAfter = (
  before: Kept,
  { position, set, cancel }: Parameters<Writer['commit']>[0],
): Kept => {
  if (set.length === 0 && cancel.length === 0) {
    return position === before.position ? before : { ...before, position }
  }
  const timers = new Map(before.timers)
  for (const timer of cancel) timers.delete(timerName(timer))
  for (const timer of set) timers.set(timerName(timer), timer)
  return { position, timers }
}
