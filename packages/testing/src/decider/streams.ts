/**
 * Stretches of the streams of a history: what one command added, after what the one before it did.
 *
 * Histories are long, and what stands before them may be longer: laws of folding look at what stands
 * before once, from the very start, and then at two commands of a stream at a time, each of which
 * begins where deciding has left it. What holds of every stretch holds of the whole stream.
 */
import type { Message, Tagged } from '@kiemtra/kernel'
import type { Happened } from '../history/trace.ts'
import { askedIn, type Subject } from './law.ts'

/** What two commands in a row added to a stream. */
export interface Stretch<E, S> {
  readonly id: string
  /** What stood there before the history; the same list in each. */
  readonly seeds: ReadonlyArray<E>
  /** The state after the seeds, as the first command found it. */
  readonly seeded: S
  /** Before the earlier command, if there was one. */
  readonly from: S
  /** What both led to. */
  readonly events: ReadonlyArray<E>
  /** Before the later command. */
  readonly middle: S
  /** What the later one led to. */
  readonly rest: ReadonlyArray<E>
  /** What deciding has left. */
  readonly state: S
}

/**
 * The stretches that end with a command that is asked about, and added something. The last one first:
 * an evolve that writes into states has written into those before it.
 */
export const stretchesOf = <C extends Message, E extends Message, S, R extends Tagged, F>(
  subject: Subject<C, E, S, R, F>,
): ReadonlyArray<Stretch<E, S>> => {
  const { happened, world } = subject.trace
  const stretches: Stretch<E, S>[] = []
  for (const [i, { id, outcome, before, after }] of askedIn(subject)) {
    if (outcome._tag !== 'Right' || outcome.right.length === 0) continue
    let earlier: Happened<C, E, S, R, F> | undefined
    let first: Happened<C, E, S, R, F> | undefined
    for (let at = i - 1; at >= 0; at--) {
      const one = happened[at]
      if (one?.id !== id) continue
      first = one
      if (one.outcome._tag === 'Right' && one.outcome.right.length > 0) earlier ??= one
    }
    const rest = outcome.right
    const added = earlier?.outcome._tag === 'Right' ? earlier.outcome.right : []
    stretches.push({
      id,
      seeds: world.seeds(id),
      seeded: first === undefined ? before : first.before,
      from: earlier === undefined ? before : earlier.before,
      events: added.length === 0 ? rest : [...added, ...rest],
      middle: before,
      rest,
      state: after,
    })
  }
  return stretches.reverse()
}

/** What is found out about a list, once. */
export const onceFor = <K extends object, A>(): ((key: K, find: () => A) => A) => {
  const known = new WeakMap<K, { readonly found: A }>()
  return (key, find) => {
    const before = known.get(key)
    if (before !== undefined) return before.found
    const found = find()
    known.set(key, { found })
    return found
  }
}
