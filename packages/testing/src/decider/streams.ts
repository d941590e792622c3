/**
 * The streams of a history: what stood in each before, and what the history added.
 *
 * Histories may begin in the middle: the events that stand before them are the same lists in each, and
 * may be many more than those that follow. So laws of folding look at such a list once, from the very
 * start, and at each history from there on: what holds of both holds of the whole stream.
 */
import type { Message, Tagged } from '@kiemtra/kernel'
import type { Trace } from '../history/trace.ts'

/** One stream of a history. */
export interface Stream<E, S> {
  readonly id: string
  /** What stood there before the first command; the same list in each history. */
  readonly seeds: ReadonlyArray<E>
  /** The state after the seeds, as the first command found it. */
  readonly from: S
  /** What deciding has added. */
  readonly events: E[]
  /** What deciding has left. */
  state: S
}

/** The streams to which a history added something. */
export const streamsIn = <C extends Message, E extends Message, S, R extends Tagged, F>({
  happened,
  world,
}: Trace<C, E, S, R, F>): ReadonlyArray<Stream<E, S>> => {
  const streams: Stream<E, S>[] = []
  for (const { id, outcome, before, after } of happened) {
    if (outcome._tag !== 'Right') continue
    let stream = streams.find((one) => one.id === id)
    if (stream === undefined) {
      stream = { id, seeds: world.seeds(id), from: before, events: [], state: before }
      streams.push(stream)
    }
    for (const event of outcome.right) stream.events.push(event)
    stream.state = after
  }
  return streams
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
