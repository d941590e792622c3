/**
 * The laws of folding: in pieces, from the log, and from a snapshot.
 */
import {
  type Aggregate,
  type EventCodec,
  foldEvents,
  type Message,
  type Tagged,
} from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Happened } from '../history/trace.ts'
import { storedAs } from '../message.ts'
import { printedInline } from '../value/diff.ts'
import { elsewhen, elsewhere } from '../value/elsewhen.ts'
import { equals } from '../value/equals.ts'
import { copied, frozen, turned } from '../value/frozen.ts'
import { throughJson } from '../value/json.ts'
import type { DeciderLaw } from './law.ts'
import { changed, thrownBy } from './saying.ts'

type Law<C extends Message, E extends Message, S, R extends Tagged, F> = DeciderLaw<C, E, S, R, F>

/** L2: folding is an action of lists of events on states. */
export const foldIsAction = <C extends Message, E extends Message, S, R extends Tagged, F>(): Law<
  C,
  E,
  S,
  R,
  F
> => ({
  law: 'L2',
  statement: 'fold(fold(s, a), b) = fold(s, a ++ b), fold(s, []) = s, and s itself never changes',
  every: 4,
  check: ({ aggregate, trace }, tally) => {
    for (const [, { events, state }] of streamsIn(aggregate, trace.happened, trace.world.seeds)) {
      const start = aggregate.initialState
      const spoilt = changesInput(aggregate, events)
      if (spoilt !== undefined) return spoilt
      const pristine = copied(start)
      const cut = events.length >> 1
      const middle = foldEvents(aggregate, events.slice(0, cut), start)
      const kept = copied(middle)
      const split = foldEvents(aggregate, events.slice(cut), middle)
      for (const { type } of events) tally.saw(type)
      if (!equals(middle, kept)) return changed(EVOLVE_CHANGES, kept, middle)
      if (!equals(start, pristine))
        return changed(`${EVOLVE_CHANGES}, the initial state`, pristine, start)
      const whole = elsewhere(() => elsewhen(() => foldEvents(aggregate, events, start)))
      const parts = `folding ${events.length} events at once, in two parts, or one by one differs`
      if (!equals(split, whole)) return changed(parts, split, whole)
      // One by one is how they were folded while they were decided: the very same events.
      if (!equals(whole, state)) return changed(parts, state, whole)
      if (!equals(foldEvents(aggregate, [], middle), kept)) return 'fold(s, []) is not s'
    }
    return undefined
  },
})

/** Whether evolve writes into what it is given: the middle event of a stream and the last are tried. */
const changesInput = <E extends Message, S>(
  aggregate: Pick<Aggregate<string, Message, E, S, Tagged>, 'initialState' | 'evolve'>,
  events: ReadonlyArray<E>,
): string | undefined => {
  const [middle, last] = [events.length >> 1, events.length - 1]
  let state = aggregate.initialState
  for (const [i, event] of events.entries()) {
    const next = aggregate.evolve(state, event)
    if (i === middle || i === last) {
      const [before, kept] = [frozen(state), frozen(event)]
      let again = next
      const thrown = thrownBy(() => (again = aggregate.evolve(before, kept)))
      if (thrown !== undefined) return `${EVOLVE_CHANGES}, at ${event.type}: ${thrown}`
      if (!equals(again, next)) {
        return changed(`on an equal state, ${event.type} leads elsewhere`, next, again)
      }
    }
    state = next
  }
  return undefined
}

/** How the complaint begins that all others may follow from. */
export const EVOLVE_CHANGES = 'evolve changes what it is given'

interface Stream<E, S> {
  readonly events: E[]
  state: S
}

/** The events of each stream, seeds first, and the state that deciding has left. */
const streamsIn = <C extends Message, E extends Message, S, R extends Tagged, F>(
  { initialState }: Aggregate<string, C, E, S, R, F>,
  happened: ReadonlyArray<Happened<C, E, S, R, F>>,
  seeds: (id: string) => ReadonlyArray<E>,
): ReadonlyMap<string, Stream<E, S>> => {
  const streams = new Map<string, Stream<E, S>>()
  for (const { id, outcome, after } of happened) {
    if (outcome._tag !== 'Right') continue
    let stream = streams.get(id)
    if (stream === undefined) {
      stream = { events: [...seeds(id)], state: initialState }
      streams.set(id, stream)
    }
    stream.events.push(...outcome.right)
    stream.state = after
  }
  return streams
}

/** L4: what deciding has left is what the log says. */
export const replayEquivalence = <
  C extends Message,
  E extends Message,
  S,
  R extends Tagged,
  F,
>(): Law<C, E, S, R, F> => ({
  law: 'L4',
  statement: 'the state after deciding is the fold of the stored log from the start',
  every: 4,
  check: ({ aggregate, trace }, tally) => {
    for (const [id, { events, state }] of streamsIn(aggregate, trace.happened, trace.world.seeds)) {
      let replayed = aggregate.initialState
      let before = replayed
      let readable = true
      for (const event of events) {
        const decoded = readBack(aggregate, event)
        // An event that can't be read back is L5's to report.
        if (decoded === undefined || isLeft(decoded)) {
          readable = false
          break
        }
        tally.saw(event.type)
        before = replayed
        replayed = aggregate.evolve(replayed, decoded.right)
      }
      if (readable && !equals(replayed, state)) {
        return changed(`stream ${id}: deciding left another state than its log`, replayed, state)
      }
      const last = events.at(-1)
      const other = readable && last !== undefined ? readBack(aggregate, last, turned) : undefined
      if (last === undefined || other === undefined || isLeft(other)) continue
      const after = aggregate.evolve(before, other.right)
      if (!equals(after, replayed)) {
        const message = `stream ${id}: with its keys in another order, ${last.type} leads to another state`
        return changed(message, replayed, after)
      }
    }
    return undefined
  },
})

/** An event as a store gives it back; nothing, where JSON can't hold it. */
const readBack = <E extends Message>(
  { event: codec }: { readonly event: EventCodec<E> },
  event: E,
  kept: (data: unknown) => unknown = (data) => data,
): ReturnType<EventCodec<E>['decode']> | undefined => {
  try {
    const stored = storedAs(codec, event)
    return codec.decode({ ...stored, data: kept(stored.data) })
  } catch {
    return undefined
  }
}

/** L9: a kept state, thawed, goes on as if it had never been kept. */
export const snapshotEquivalence = <C extends Message, E extends Message, S, R extends Tagged, F>(
  snapshot: NonNullable<Aggregate<string, C, E, S, R, F>['snapshot']>,
): Law<C, E, S, R, F> => ({
  law: 'L9',
  statement: 'at every cut, a state kept as a snapshot and read back folds on to the same state',
  every: 8,
  check: ({ aggregate, trace }, tally) => {
    for (const [, { events }] of streamsIn(aggregate, trace.happened, trace.world.seeds)) {
      const full = foldEvents(aggregate, events)
      let state = aggregate.initialState
      for (let cut = 0; cut <= events.length; cut++) {
        const thawed = snapshot.state.decode(throughJson(snapshot.state.encode(state)))
        if (isLeft(thawed)) {
          return `the state after ${cut} events can't be read back: ${printedInline(state)}`
        }
        const rest = foldEvents(aggregate, events.slice(cut), thawed.right)
        if (!equals(rest, full)) {
          return changed(
            `a snapshot after ${cut} of ${events.length} events leads elsewhere`,
            full,
            rest,
          )
        }
        const next = events[cut]
        if (next === undefined) continue
        tally.saw(next.type)
        state = aggregate.evolve(state, next)
      }
    }
    return undefined
  },
})
