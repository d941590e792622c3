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

/** The command before one, in its stream, that added something. */
export const earlierIn = <C extends Message, E extends Message, S, R extends Tagged, F>(
  happened: ReadonlyArray<Happened<C, E, S, R, F>>,
  at: number,
): Happened<C, E, S, R, F> | undefined => {
  const id = happened[at]?.id
  return happened.findLast((one, i) => i < at && one.id === id && addedBy(one).length > 0)
}

const addedBy = <C extends Message, E extends Message, S, R extends Tagged, F>({
  outcome,
}: Happened<C, E, S, R, F>): ReadonlyArray<E> => (outcome._tag === 'Right' ? outcome.right : [])

/** The stretches that end with a command that is asked about, and added something. */
export const stretchesOf = <C extends Message, E extends Message, S, R extends Tagged, F>(
  subject: Subject<C, E, S, R, F>,
): ReadonlyArray<Stretch<E, S>> => {
  const { happened, world } = subject.trace
  const stretches: Stretch<E, S>[] = []
  for (const [i, one] of askedIn(subject)) {
    const { id, before, after: state } = one
    const rest = addedBy(one)
    if (rest.length === 0) continue
    const seeds = world.seeds(id)
    const seeded = happened.find((first) => first.id === id)?.before ?? before
    const earlier = earlierIn(happened, i)
    const [from, events] =
      earlier === undefined ? [before, rest] : [earlier.before, [...addedBy(earlier), ...rest]]
    stretches.push({ id, seeds, seeded, from, events, middle: before, rest, state })
  }
  return stretches
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
