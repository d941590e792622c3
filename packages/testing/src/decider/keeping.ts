/**
 * The laws of what is kept: folded from the log, and from a snapshot, a state is what deciding left.
 */
import {
  type Aggregate,
  type EventCodec,
  foldEvents,
  type Message,
  type StoredEvent,
  type Tagged,
} from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Tally } from '../law/tally.ts'
import { storedAs } from '../message.ts'
import { printedInline } from '../value/diff.ts'
import { equals } from '../value/equals.ts'
import { turned } from '../value/frozen.ts'
import { throughJson } from '../value/json.ts'
import type { Folding } from './folding.ts'
import type { DeciderLaw } from './law.ts'
import { changed } from './saying.ts'
import { onceFor, type Stretch, stretchesOf } from './streams.ts'

type Law<C extends Message, E extends Message, S, R extends Tagged, F> = DeciderLaw<C, E, S, R, F>

/** L4: what deciding has left is what the log says. */
export const replayEquivalence = <
  C extends Message,
  E extends Message,
  S,
  R extends Tagged,
  F,
>(): Law<C, E, S, R, F> => {
  const begun = onceFor<ReadonlyArray<E>, string | undefined>()
  const broken = (
    aggregate: Aggregate<string, C, E, S, R, F>,
    { id, from, events, state }: Replay<E, S>,
    tally: Tally,
  ): string | undefined => {
    const end = replayed(aggregate, from, events, tally)
    if (end === undefined) return undefined
    if (!equals(end.state, state)) {
      return changed(`stream ${id}: deciding left another state than its log`, end.state, state)
    }
    const { last } = end
    if (last === undefined) return undefined
    const other = aggregate.event.decode({ ...last, data: turned(last.data) })
    if (isLeft(other)) return undefined
    const after = aggregate.evolve(end.before, other.right)
    if (equals(after, end.state)) return undefined
    const message = `stream ${id}: with its keys in another order, ${last.type} leads to another state`
    return changed(message, end.state, after)
  }
  return {
    law: 'L4',
    statement: 'the state after deciding is the fold of the stored log from the start',
    asked: 'seldom',
    check: (subject, tally) => {
      const { aggregate } = subject
      const from = aggregate.initialState
      for (const { id, seeds, seeded, middle, rest, state } of stretchesOf(subject)) {
        const complaint =
          begun(seeds, () =>
            broken(aggregate, { id, from, events: seeds, state: seeded }, tally),
          ) ?? broken(aggregate, { id, from: middle, events: rest, state }, tally)
        if (complaint !== undefined) return complaint
      }
      return undefined
    },
  }
}

/** Events that led from a state to another, in a stream. */
type Replay<E, S> = Pick<Stretch<E, S>, 'id' | 'from' | 'events' | 'state'>

interface Replayed<S> {
  /** Before the last event. */
  readonly before: S
  readonly state: S
  readonly last: StoredEvent | undefined
}

/** Folds events as a store gives them back; nothing where one can't be read, which is L5's to report. */
const replayed = <E extends Message, S>(
  { event: codec, evolve }: Folding<E, S> & { readonly event: EventCodec<E> },
  start: S,
  events: ReadonlyArray<E>,
  tally: Tally,
): Replayed<S> | undefined => {
  let [state, before] = [start, start]
  let last: StoredEvent | undefined
  for (const event of events) {
    const read = readBack(codec, event)
    if (read === undefined) return undefined
    last = read.stored
    tally.saw(event.type)
    before = state
    state = evolve(state, read.event)
  }
  return { before, state, last }
}

/** An event as a store keeps it, and gives it back; nothing, where it can't. */
const readBack = <E extends Message>(
  codec: EventCodec<E>,
  event: E,
): { readonly stored: StoredEvent; readonly event: E } | undefined => {
  try {
    const stored = storedAs(codec, event)
    const decoded = codec.decode(stored)
    return isLeft(decoded) ? undefined : { stored, event: decoded.right }
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
    asked: 'seldom',
    check: (subject, tally) => {
      const { aggregate } = subject
      for (const { seeds, from, events } of stretchesOf(subject)) {
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
