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
import type { Tally } from '../law/tally.ts'
import { storedAs } from '../message.ts'
import { printedInline } from '../value/diff.ts'
import { elsewhen, elsewhere } from '../value/elsewhen.ts'
import { equals } from '../value/equals.ts'
import { copied, type Freezer, frozen, turned } from '../value/frozen.ts'
import { throughJson } from '../value/json.ts'
import type { DeciderLaw } from './law.ts'
import { changed, thrownBy } from './saying.ts'
import { onceFor, streamsIn } from './streams.ts'

type Law<C extends Message, E extends Message, S, R extends Tagged, F> = DeciderLaw<C, E, S, R, F>

/** L2: folding is an action of lists of events on states. */
export const foldIsAction = <C extends Message, E extends Message, S, R extends Tagged, F>(): Law<
  C,
  E,
  S,
  R,
  F
> => {
  const begun = onceFor<ReadonlyArray<E>, string | undefined>()
  return {
    law: 'L2',
    statement: 'fold(fold(s, a), b) = fold(s, a ++ b), fold(s, []) = s, and s itself never changes',
    every: 4,
    // All streams on one journey, and compared with states that deciding has left at home.
    check: ({ aggregate, trace, freezer }, tally) =>
      elsewhere(() => {
        for (const { seeds, from, events, state } of streamsIn(trace)) {
          const complaint =
            begun(seeds, () => {
              for (const { type } of seeds) tally.saw(type)
              return brokenAction(aggregate, freezer, aggregate.initialState, seeds, from)
            }) ?? brokenAction(aggregate, freezer, from, events, state)
          if (complaint !== undefined) return complaint
          for (const { type } of events) tally.saw(type)
        }
        return undefined
      }),
  }
}

/** What is wrong with folding some events onto a state, which is known to lead to another. */
const brokenAction = <E extends Message, S>(
  aggregate: Folding<E, S>,
  freezer: Freezer,
  start: S,
  events: ReadonlyArray<E>,
  state: S,
): string | undefined => {
  const pristine = freezer.of(start)
  const spoilt = changesInput(aggregate, start, pristine, events)
  if (spoilt !== undefined) return spoilt
  const cut = events.length >> 1
  const middle = foldEvents(aggregate, events.slice(0, cut), start)
  const kept = middle === start ? pristine : copied(middle)
  const split = foldEvents(aggregate, events.slice(cut), middle)
  if (middle !== start && !equals(middle, kept)) return changed(EVOLVE_CHANGES, kept, middle)
  if (!equals(start, pristine)) {
    return changed(`${EVOLVE_CHANGES}, the initial state`, pristine, start)
  }
  const whole = elsewhen(() => foldEvents(aggregate, events, start))
  const parts = `folding ${events.length} events at once, in two parts, or one by one differs`
  if (!equals(split, whole)) return changed(parts, split, whole)
  // One by one is how they were folded while they were decided: the very same events.
  if (!equals(whole, state)) return changed(parts, state, whole)
  const same = foldEvents(aggregate, [], middle)
  return same === middle || equals(same, kept) ? undefined : 'fold(s, []) is not s'
}

/** What folding takes of an aggregate. */
type Folding<E extends Message, S> = Pick<
  Aggregate<string, Message, E, S, Tagged>,
  'initialState' | 'evolve'
>

/** Whether evolve writes into what it is given: the middle event of a stream and the last are tried. */
const changesInput = <E extends Message, S>(
  aggregate: Folding<E, S>,
  start: S,
  pristine: S,
  events: ReadonlyArray<E>,
): string | undefined => {
  const [middle, last] = [events.length >> 1, events.length - 1]
  let state = start
  for (const [i, event] of events.entries()) {
    const next = aggregate.evolve(state, event)
    if (i === middle || i === last) {
      const [before, kept] = [i === 0 ? pristine : frozen(state), frozen(event)]
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

/** L4: what deciding has left is what the log says. */
export const replayEquivalence = <
  C extends Message,
  E extends Message,
  S,
  R extends Tagged,
  F,
>(): Law<C, E, S, R, F> => {
  const begun = onceFor<ReadonlyArray<E>, Replayed<S> | undefined>()
  return {
    law: 'L4',
    statement: 'the state after deciding is the fold of the stored log from the start',
    every: 4,
    check: ({ aggregate, trace }, tally) => {
      for (const { id, seeds, events, state } of streamsIn(trace)) {
        const start = begun(seeds, () => replayed(aggregate, aggregate.initialState, seeds, tally))
        if (start === undefined) continue
        const end = replayed(aggregate, start.state, events, tally)
        if (end === undefined) continue
        if (!equals(end.state, state)) {
          return changed(`stream ${id}: deciding left another state than its log`, end.state, state)
        }
        const last = events.at(-1)
        const other = last === undefined ? undefined : readBack(aggregate, last, turned)
        if (last === undefined || other === undefined || isLeft(other)) continue
        const after = aggregate.evolve(end.before, other.right)
        if (!equals(after, end.state)) {
          const message = `stream ${id}: with its keys in another order, ${last.type} leads to another state`
          return changed(message, end.state, after)
        }
      }
      return undefined
    },
  }
}

interface Replayed<S> {
  /** Before the last event. */
  readonly before: S
  readonly state: S
}

/** Folds events as a store gives them back; nothing where one can't be read, which is L5's to report. */
const replayed = <E extends Message, S>(
  aggregate: Folding<E, S> & { readonly event: EventCodec<E> },
  start: S,
  events: ReadonlyArray<E>,
  tally: Tally,
): Replayed<S> | undefined => {
  let state = start
  let before = state
  for (const event of events) {
    const decoded = readBack(aggregate, event)
    if (decoded === undefined || isLeft(decoded)) return undefined
    tally.saw(event.type)
    before = state
    state = aggregate.evolve(state, decoded.right)
  }
  return { before, state }
}

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
): Law<C, E, S, R, F> => {
  const begun = onceFor<ReadonlyArray<E>, string | undefined>()
  return {
    law: 'L9',
    statement: 'at every cut, a state kept as a snapshot and read back folds on to the same state',
    every: 8,
    check: ({ aggregate, trace }, tally) => {
      for (const { seeds, from, events } of streamsIn(trace)) {
        const complaint =
          begun(seeds, () =>
            brokenThaw(aggregate, snapshot, aggregate.initialState, seeds, tally),
          ) ?? brokenThaw(aggregate, snapshot, from, events, tally)
        if (complaint !== undefined) return complaint
      }
      return undefined
    },
  }
}

/** What is wrong with a snapshot at some cut of some events that are folded onto a state. */
const brokenThaw = <E extends Message, S>(
  aggregate: Folding<E, S>,
  snapshot: NonNullable<Aggregate<string, Message, E, S, Tagged>['snapshot']>,
  start: S,
  events: ReadonlyArray<E>,
  tally: Tally,
): string | undefined => {
  const full = foldEvents(aggregate, events, start)
  let state = start
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
  return undefined
}
