/**
 * Aggregates: what one stream may do, decided by pure functions.
 *
 * `decide` says yes (events) or no (a rejection); `evolve` folds events into the state that `decide`
 * sees; `needs` names the facts that other streams own. All three are pure and total: no clock, no
 * random, no throw, no mutation.
 */
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import type { DecodeFailure, EventCodec } from './codec/event-codec.ts'
import {
  COMMAND_REFUSED,
  type Command,
  type Message,
  type StoredEvent,
  type Tagged,
} from './message.ts'

// ------------------------------------------------------------------- model

/** A state that others may ask for, folded from one stream; {@link foldOf} makes it. */
export interface Fold<S> {
  readonly category: string
  readonly initialState: S
  readonly step: (state: S, stored: StoredEvent) => Either<DecodeFailure, S>
}

/** One fact: the state of another stream, now or as of an instant. */
export interface Need<S> {
  readonly of: Fold<S>
  readonly id: string
  /** Only what was recorded by this instant. */
  readonly asOf?: string
  /**
   * What a stream without events means: by default a reference to nothing, and the command fails
   * with `UnknownReference`; 'initial' where its initial state is a fair answer.
   */
  readonly absent?: 'initial'
}

/** The facts a decision needs, by name. */
export type Needs<Facts> = { readonly [Name in keyof Facts]: Need<Required<Facts>[Name]> }

/** Facts of a decision that needs none. */
export type NoFacts = Readonly<Record<string, never>>

/** Commands, events, state and rules of one kind of stream. */
export interface Aggregate<
  Category extends string,
  C extends Message,
  E extends Message,
  State,
  Rejection extends Tagged,
  Facts = NoFacts,
> {
  readonly category: Category
  readonly idOf: (command: C) => string
  readonly command: t.Type<C, unknown>
  readonly event: EventCodec<E>
  readonly initialState: State
  /** Facts that other streams own. Pure; asked before `decide`, loaded from the log. */
  readonly needs: (command: C, state: State) => Needs<Facts>
  readonly decide: (
    command: Command<C>,
    state: State,
    facts: Facts,
  ) => Either<Rejection, ReadonlyArray<E>>
  readonly evolve: (state: State, event: E) => State
  /** Reads recorded refusals back; without it their tag is checked and the rest trusted. */
  readonly rejection?: t.Type<Rejection, unknown>
  /** Lets the fold be kept; bumped whenever `evolve` means something else. */
  readonly snapshot?: { readonly state: t.Type<State, unknown>; readonly foldVersion: number }
}

// ------------------------------------------------------------ constructors

/**
 * Defines an aggregate: state, rejection and facts are named, everything else is inferred.
 *
 * @example
 * const Counter = aggregate<number, { readonly _tag: 'Full' }>()({
 *   category: 'counter',
 *   idOf: () => 'one',
 *   command: commandCodec(command('Count', t.strict({ by: t.number }))),
 *   event: eventCodec(event('Counted', t.strict({ by: t.number }))),
 *   initialState: 0,
 *   needs: () => ({}),
 *   decide: ({ data }, count) =>
 *     count + data.by > 9 ? E.left({ _tag: 'Full' }) : E.right([{ type: 'Counted' as const, data }]),
 *   evolve: (count, { data }) => count + data.by,
 * })
 * foldEvents(Counter, [{ type: 'Counted', data: { by: 2 } }]) // => 2
 */
export const aggregate =
  <State, Rejection extends Tagged, Facts = NoFacts>() =>
  <const Category extends string, C extends Message, E extends Message>(
    definition: Aggregate<Category, C, E, State, Rejection, Facts>,
  ): Aggregate<Category, C, E, State, Rejection, Facts> =>
    definition

// --------------------------------------------------------------- behaviour

/** What folding an aggregate takes; every aggregate is one. */
export interface Foldable<S, E extends Message> {
  readonly category: string
  readonly event: { readonly decode: (stored: StoredEvent) => Either<DecodeFailure, E> }
  readonly initialState: S
  readonly evolve: (state: S, event: E) => S
}

/**
 * The fold of an aggregate's stored events, for others to need.
 *
 * @example
 * const Agency = {
 *   category: 'agency',
 *   event: eventCodec(event('AgencyRegistered', t.strict({ name: t.string }))),
 *   initialState: 'unknown',
 *   evolve: () => 'registered',
 * }
 * const needs = { subject: { of: foldOf(Agency), id: 'so-noi-vu' } }
 * needs.subject.of.category // => 'agency'
 */
export const foldOf = <S, E extends Message>(aggregate: Foldable<S, E>): Fold<S> => ({
  category: aggregate.category,
  initialState: aggregate.initialState,
  step: (state, stored) => {
    if (stored.type === COMMAND_REFUSED) return right(state)
    const decoded = aggregate.event.decode(stored)
    return isLeft(decoded) ? decoded : right(aggregate.evolve(state, decoded.right))
  },
})

/** Folds stored events from a state on; stops at the first that can't be read. */
export const foldStored = <S>(
  fold: Fold<S>,
  events: Iterable<StoredEvent>,
  from: S = fold.initialState,
): Either<DecodeFailure, S> => {
  let state = from
  for (const stored of events) {
    const next = fold.step(state, stored)
    if (isLeft(next)) return next
    state = next.right
  }
  return right(state)
}

/** Folds decoded events from a state on. */
export const foldEvents = <S, E>(
  aggregate: { readonly initialState: S; readonly evolve: (state: S, event: E) => S },
  events: ReadonlyArray<E>,
  from: S = aggregate.initialState,
): S => {
  const { evolve } = aggregate
  let state = from
  // Indexed: a `for…of` over an array costs twice as much here.
  for (let i = 0; i < events.length; i++) {
    const event = events[i]
    if (event !== undefined) state = evolve(state, event)
  }
  return state
}
