/**
 * A small world for commands to happen in: the streams of one aggregate, and the facts it needs.
 *
 * A history runs commands one after the other, each against the stream that `idOf` names. Facts of
 * the aggregate's own category are those streams' states; facts of other categories are drawn from
 * pools, the same one for the same stream throughout a history, unless a step says that the stream
 * has changed. Everything follows from the history, so it can be repeated and shrunk.
 */
import {
  type Aggregate,
  type Command,
  type Fold,
  foldEvents,
  type Message,
  type Need,
  type Needs,
  type Plain,
  type Problem,
  type Tagged,
} from '@kiemtra/kernel'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { fail } from '../failure.ts'
import { readLiteral } from '../given/fold.ts'
import { type Addressed, commandReader, problemsText, type TestCommand } from '../message.ts'
import { printed } from '../value/diff.ts'

// ------------------------------------------------------------------- model

/** What the streams of one category may say: any of some states, or each its own. */
export interface FactPool {
  readonly category: string
  readonly states: ReadonlyArray<unknown>
  readonly stateOf?: (id: string) => unknown
}

/** One command of a history. */
export interface Step<C extends Message> {
  readonly command: Command<C>
  /** 0: other streams say what they said before; else they may have changed. */
  readonly shift: number
}

/** What a history takes to run. */
export interface WorldOptions<C extends Message, E extends Message> {
  /** What the streams of other categories may say; see {@link factsFrom}. */
  readonly facts?: ReadonlyArray<FactPool>
  /** Events that stand in every stream before the first command, or in the stream of an id. */
  readonly seedEvents?: ReadonlyArray<Plain<E>> | ((id: string) => ReadonlyArray<Plain<E>>)
  /** Commands that have been accepted before the first one: what others of the category refer to. */
  readonly before?: ReadonlyArray<TestCommand<C>>
}

/** What came of one command. */
export type StepOutcome<E extends Message, R extends Tagged> =
  | Either<R, ReadonlyArray<E>>
  /** A stream that it refers to isn't there: a handler would not even ask `decide`. */
  | { readonly _tag: 'UnknownReference'; readonly name: string; readonly category: string }

/** A world in the middle of a history. */
export interface World<C extends Message, E extends Message, S, R extends Tagged, F> {
  readonly aggregate: Aggregate<string, C, E, S, R, F>
  readonly seeds: (id: string) => ReadonlyArray<E>
  readonly stateOf: (id: string) => S
  readonly put: (id: string, state: S) => void
  /** The facts of a command, or the reference that leads nowhere. */
  readonly factsOf: (step: Step<C>, state: S) => F | UnknownReference
}

/** A need without a stream. */
export class UnknownReference {
  readonly _tag = 'UnknownReference'
  readonly name: string
  readonly category: string

  constructor(name: string, category: string) {
    this.name = name
    this.category = category
  }
}

// ------------------------------------------------------------ constructors

const SAMPLES = 64
const SAMPLE_SEED = 61

/**
 * What the streams of a fold's category may say: some states, an arbitrary of states, or what each
 * stream says by its id; `undefined`: there is no such stream.
 *
 * @example
 * const Limit = {
 *   category: 'limit',
 *   event: eventCodec(event('LimitSet', t.strict({ limit: t.number }))),
 *   initialState: 0,
 *   evolve: (_: number, set: { readonly type: 'LimitSet'; readonly data: { readonly limit: number } }) =>
 *     set.data.limit,
 * }
 * const limitFold = foldOf(Limit)
 * // Every stream of limits stands at 2, or at 3.
 * factsFrom(limitFold, [2, 3]) // => { category: 'limit', states: [2, 3] }
 */
export const factsFrom = <S>(
  fold: Fold<S>,
  states:
    ReadonlyArray<NoInfer<S>> | fc.Arbitrary<NoInfer<S>> | ((id: string) => NoInfer<S> | undefined),
): FactPool => {
  const { category } = fold
  if (typeof states === 'function') return { category, states: [], stateOf: states }
  return {
    category,
    states:
      states instanceof fc.Arbitrary
        ? fc.sample(states, { numRuns: SAMPLES, seed: SAMPLE_SEED })
        : states,
  }
}

/** Makes worlds of one aggregate, each as it stands before the first command. */
export const worlds = <C extends Message, E extends Message, S, R extends Tagged, F>(
  aggregate: Aggregate<string, C, E, S, R, F>,
  { facts = [], seedEvents = [], before = [] }: WorldOptions<C, E>,
): ((seed: number) => World<C, E, S, R, F>) => {
  const pools = new Map(facts.map((pool) => [pool.category, pool]))
  const always = typeof seedEvents === 'function' ? [] : read(aggregate, seedEvents)
  // Read and folded once for each stream: a law asks for them at every command of every history.
  const kept = new Map<string, ReadonlyArray<E>>()
  const seedsOf = (id: string): ReadonlyArray<E> => {
    if (typeof seedEvents !== 'function') return always
    let events = kept.get(id)
    if (events === undefined) {
      events = read(aggregate, seedEvents(id))
      kept.set(id, events)
    }
    return events
  }
  const seeded = new Map<ReadonlyArray<E>, S>()
  const seededState = (events: ReadonlyArray<E>): S => {
    const known = seeded.get(events)
    if (known !== undefined || seeded.has(events)) return known ?? aggregate.initialState
    const state = foldEvents(aggregate, events)
    seeded.set(events, state)
    return state
  }
  const standing = new Map<string, Standing<E, S>>()

  const worldOf = (seed: number): World<C, E, S, R, F> => {
    const states = new Map<string, S>()
    for (const [id, { state }] of standing) states.set(id, state)
    const stateOf = (id: string): S => {
      const known = states.get(id)
      if (known !== undefined || states.has(id)) return known ?? aggregate.initialState
      return seededState(seedsOf(id))
    }
    const factOf = <A>(need: Need<A>, shift: number): A | undefined => {
      const { category, initialState } = need.of
      if (category === aggregate.category && states.has(need.id)) {
        // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- a category has one fold: its states are this aggregate's
        return states.get(need.id) as A | undefined
      }
      const pool = pools.get(category)
      if (pool?.stateOf !== undefined) {
        // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- `factsFrom` took it with a fold of this category
        const said = pool.stateOf(need.id) as A | undefined
        if (said !== undefined) return said
      } else if (pool !== undefined && pool.states.length > 0) {
        // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- `factsFrom` took them with a fold of this category
        return pool.states[hashOf(need.id, seed + shift) % pool.states.length] as A
      }
      return need.absent === 'initial' ? initialState : undefined
    }
    return {
      aggregate,
      seeds: (id) => standing.get(id)?.events ?? seedsOf(id),
      stateOf,
      put: (id, state) => {
        states.set(id, state)
      },
      factsOf: ({ command, shift }, state) =>
        gathered(aggregate.needs(command, state), (need) => factOf(need, shift)),
    }
  }

  const readCommand = commandReader(aggregate)
  for (const given of before) {
    const { id, state, events } = accepted(worldOf(0), readCommand(given), given.type)
    standing.set(id, { state, events: [...(standing.get(id)?.events ?? seedsOf(id)), ...events] })
  }
  return worldOf
}

interface Standing<E, S> {
  readonly state: S
  readonly events: ReadonlyArray<E>
}

/** What comes of a command that must be accepted. */
const accepted = <C extends Message, E extends Message, S, R extends Tagged, F>(
  world: World<C, E, S, R, F>,
  read: Either<ReadonlyArray<Problem>, Addressed<C>>,
  type: string,
): Standing<E, S> & { readonly id: string } => {
  if (isLeft(read)) return fail(`${type}, sent before, does not decode: ${problemsText(read.left)}`)
  const { command, id } = read.right
  const state = world.stateOf(id)
  const facts = world.factsOf({ command, shift: 0 }, state)
  if (facts instanceof UnknownReference) {
    return fail(`${type}, sent before, refers by ${facts.name} to no stream of ${facts.category}`)
  }
  const decided = world.aggregate.decide(command, state, facts)
  if (isLeft(decided)) return fail(`${type}, sent before, was refused: ${printed(decided.left)}`)
  return { id, events: decided.right, state: foldEvents(world.aggregate, decided.right, state) }
}

const gathered = <F>(
  needs: Needs<F>,
  factOf: <A>(need: Need<A>) => A | undefined,
): F | UnknownReference => {
  const facts: Partial<F> = {}
  for (const name in needs) {
    const need = needs[name]
    const fact = factOf(need)
    if (fact === undefined) return new UnknownReference(name, need.of.category)
    facts[name] = fact
  }
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the loop has set every name that the needs have
  return facts as F
}

const read = <C extends Message, E extends Message, S, R extends Tagged, F>(
  { event }: Aggregate<string, C, E, S, R, F>,
  literals: ReadonlyArray<Plain<E>>,
): ReadonlyArray<E> =>
  literals.map((literal, i) => readLiteral<E>(event, literal, `seed event ${i + 1}`))

/** FNV-1a: spreads ids evenly, and the same everywhere. */
export const hashOf = (text: string, seed: number): number => {
  let hash = 2166136261 ^ seed
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 16777619)
  }
  return hash >>> 0
}
