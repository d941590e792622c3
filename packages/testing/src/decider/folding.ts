/**
 * The law of folding: in pieces, again later, and of nothing but what it is given.
 */
import { type Aggregate, foldEvents, type Message, type Tagged } from '@kiemtra/kernel'
import { elsewhen } from '../value/elsewhen.ts'
import { equals } from '../value/equals.ts'
import { copied, type Freezer, frozen } from '../value/frozen.ts'
import type { DeciderLaw } from './law.ts'
import { changed, thrownBy } from './saying.ts'
import { onceFor, type Stretch, stretchesOf } from './streams.ts'
import { EVOLVE_CHANGES, writingIn } from './writing.ts'

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
    asked: 'seldom',
    // Compared with states that deciding has left at home.
    away: true,
    check: (subject, tally) => {
      const { aggregate, freezer, isNews } = subject
      for (const stretch of stretchesOf(subject)) {
        const { seeds, seeded, events } = stretch
        const complaint =
          begun(seeds, () => {
            for (const { type } of seeds) tally.saw(type)
            return brokenBeginning(aggregate, freezer, seeds, seeded)
          }) ??
          brokenAction(aggregate, freezer, stretch) ??
          (isNews ? knowsEvent(aggregate, freezer, stretch) : undefined)
        if (complaint !== undefined) {
          const writing = writingIn(subject)
          // L3 says so.
          return writing?.by === 'decide' ? undefined : (writing?.complaint ?? complaint)
        }
        for (const { type } of events) tally.saw(type)
        // Copied by now: what a freezer keeps it soon forgets.
        const middle = freezer.of(stretch.middle)
        subject.later(() => foldsElse(aggregate, middle, stretch))
      }
      return undefined
    },
  }
}

/** Whether the later part of a stretch leads elsewhere by now. */
const foldsElse = <E extends Message, S>(
  aggregate: Folding<E, S>,
  middle: S,
  { rest, state }: Pick<Stretch<E, S>, 'rest' | 'state'>,
): string | undefined => {
  const again = foldEvents(aggregate, rest, middle)
  if (equals(again, state)) return undefined
  return changed(`folded again later, ${rest.length} events lead elsewhere`, state, again)
}

/** What is wrong with the events that stand before a history: with their first half, or with all. */
const brokenBeginning = <E extends Message, S>(
  aggregate: Folding<E, S>,
  freezer: Freezer,
  events: ReadonlyArray<E>,
  state: S,
): string | undefined => {
  const from = aggregate.initialState
  const half = events.slice(0, events.length >> 1)
  const rest = events.slice(half.length)
  const middle = foldEvents(aggregate, half)
  return (
    brokenAction(aggregate, freezer, {
      from,
      events: half,
      middle: from,
      rest: half,
      state: middle,
    }) ?? brokenAction(aggregate, freezer, { from, events, middle, rest, state })
  )
}

/** What of a stretch is folded. */
type Stretched<E, S> = Omit<Stretch<E, S>, 'id' | 'seeds' | 'seeded'>

/** What is wrong with folding some events, of which the first have led to the state in the middle. */
const brokenAction = <E extends Message, S>(
  aggregate: Folding<E, S>,
  freezer: Freezer,
  { from, events, middle, rest, state }: Stretched<E, S>,
): string | undefined => {
  const pristine = freezer.of(middle)
  const spoilt = changesInput(aggregate, middle, pristine, rest)
  if (spoilt !== undefined) return spoilt
  const split = foldEvents(aggregate, rest, middle)
  if (!equals(middle, pristine)) return changed(EVOLVE_CHANGES, pristine, middle)
  const parts = `folding ${events.length} events at once, in two parts, or one by one differs`
  const first = foldEvents(aggregate, events.slice(0, events.length - rest.length), from)
  if (!equals(first, middle)) return changed(parts, middle, first)
  const whole = elsewhen(() => foldEvents(aggregate, events, from))
  if (!equals(split, whole)) return changed(parts, split, whole)
  // One by one is how they were folded while they were decided: the very same events.
  if (!equals(whole, state)) return changed(parts, state, whole)
  const same = foldEvents(aggregate, [], middle)
  return same === middle || equals(same, pristine) ? undefined : 'fold(s, []) is not s'
}

/** What folding takes of an aggregate. */
export type Folding<E extends Message, S> = Pick<
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

/** Whether evolve knows an event again, by itself: in another state, a copy of it leads elsewhere. */
const knowsEvent = <E extends Message, S>(
  aggregate: Folding<E, S>,
  freezer: Freezer,
  { middle, rest }: Pick<Stretch<E, S>, 'middle' | 'rest'>,
): string | undefined => {
  const event = rest.at(-1)
  if (event === undefined || middle === aggregate.initialState) return undefined
  const state = freezer.of(aggregate.initialState)
  let [met, other] = [state, state]
  const thrown = thrownBy(() => {
    met = aggregate.evolve(state, event)
    other = aggregate.evolve(state, copied(event))
  })
  // Where it doesn't fit, that is L1's to report.
  if (thrown !== undefined || equals(met, other)) return undefined
  return changed(`evolve knows this ${event.type} again: a copy leads elsewhere`, other, met)
}
