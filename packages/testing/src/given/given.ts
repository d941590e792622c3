/**
 * Given these events and facts, when this command, then exactly those events, or that rejection.
 *
 * It can't lie: given events are encoded, written as JSON and decoded; the command is decoded as the
 * handler decodes it; the facts must be the ones that `needs` names, no more and no fewer; what is
 * decided goes through its codec before it is compared; and the comparison is deep, exact and in
 * order. What doesn't hold throws an `AssertionError` with a diff.
 */
import {
  type Aggregate,
  type CommandMeta,
  type Message,
  type NoFacts,
  type Plain,
  type Tagged,
} from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import { fail } from '../failure.ts'
import { commandReader, defaultMeta, type TestCommand } from '../message.ts'
import { printed } from '../value/diff.ts'
import { keptBy, stateAfter } from './fold.ts'
import { type Decision, decisionOf } from './decision.ts'

// ------------------------------------------------------------------- model

/** A stream that stands; what it is asked comes next. */
export interface When<C extends Message, E extends Message, S, R extends Tagged> {
  /** Decides the command; say what must come of it with `.then` or `.rejected`. */
  readonly when: (command: TestCommand<C>) => Decision<E, S, R>
}

/** A stream that stands, and the facts that its decisions need. */
export interface Facts<C extends Message, E extends Message, S, R extends Tagged, F> {
  /** The states of other streams, under the names that the aggregate's `needs` gives them. */
  readonly facts: (facts: F) => When<C, E, S, R>
}

/** Facts may be left out only where the aggregate can do without. */
export type Given<C extends Message, E extends Message, S, R extends Tagged, F> = Facts<
  C,
  E,
  S,
  R,
  F
> &
  (NoFacts extends F ? When<C, E, S, R> : unknown)

/** `given`, with metas of one's own where a test doesn't say; see {@link givenWith}. */
export type GivenWhenThen = <C extends Message, E extends Message, S, R extends Tagged, F>(
  aggregate: Aggregate<string, C, E, S, R, F>,
  events: ReadonlyArray<Plain<NoInfer<E>>>,
) => Given<C, E, S, R, F>

// ------------------------------------------------------------ constructors

/**
 * `given`, whose commands carry these metas where a test doesn't say otherwise.
 *
 * @example
 * const asHomeAffairs = givenWith({
 *   actor: { kind: 'official', personId: 'p1', agencyId: 'so-noi-vu', post: 'head' },
 * })
 */
export const givenWith = (meta: Partial<CommandMeta>): GivenWhenThen => {
  const defaults = { ...defaultMeta, ...meta }
  function givenEvents<C extends Message, E extends Message, S, R extends Tagged, F>(
    aggregate: Aggregate<string, C, E, S, R, F>,
    events: ReadonlyArray<Plain<NoInfer<E>>>,
  ): Given<C, E, S, R, F>
  function givenEvents<C extends Message, E extends Message, S, R extends Tagged, F>(
    aggregate: Aggregate<string, C, E, S, R, F>,
    events: ReadonlyArray<Plain<NoInfer<E>>>,
  ): Facts<C, E, S, R, F> & { readonly when: (command: TestCommand<C>) => Decision<E, S, R> } {
    const state = stateAfter(aggregate, events)
    const before = events.length
    return {
      facts: (facts) => ({
        when: (command) => decide(aggregate, state, before, facts, command, defaults),
      }),
      when: (command) => decide(aggregate, state, before, undefined, command, defaults),
    }
  }
  return givenEvents
}

/**
 * Starts a test of one decision: the events that have happened in the stream, oldest first.
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
 * given(Counter, [{ type: 'Counted', data: { by: 2 } }])
 *   .when({ type: 'Count', data: { by: 3 } })
 *   .then([{ type: 'Counted', data: { by: 3 } }])
 * given(Counter, [{ type: 'Counted', data: { by: 7 } }])
 *   .when({ type: 'Count', data: { by: 3 } })
 *   .rejected('Full')
 */
export const given: GivenWhenThen = givenWith({})

// --------------------------------------------------------------- behaviour

const decide = <C extends Message, E extends Message, S, R extends Tagged, F>(
  aggregate: Aggregate<string, C, E, S, R, F>,
  state: S,
  before: number,
  given: F | undefined,
  testCommand: TestCommand<C>,
  defaults: CommandMeta,
): Decision<E, S, R> => {
  const title = `given ${counted(before)}, when ${testCommand.type}`
  const read = commandReader(aggregate, defaults)(testCommand)
  if (isLeft(read)) return decisionOf({ _tag: 'Malformed', problems: read.left }, title)
  const { command } = read.right
  const facts = checkedFacts(Object.keys(aggregate.needs(command, state)), given, title)
  const decided = aggregate.decide(command, state, facts)
  if (isLeft(decided)) {
    return decisionOf(
      { _tag: 'Rejected', rejection: kept(aggregate, decided.left, title), state },
      title,
    )
  }
  const events = decided.right.map((event) => keptBy(aggregate.event, event, title))
  let after = state
  for (const event of events) after = aggregate.evolve(after, event)
  return decisionOf({ _tag: 'Accepted', events, state: after }, title)
}

const counted = (events: number): string => (events === 1 ? '1 event' : `${events} events`)

/** The facts, which must be exactly those that `needs` names. */
const checkedFacts = <F>(needed: ReadonlyArray<string>, given: F | undefined, title: string): F => {
  const names = Object.entries(given ?? {}).flatMap(([name, fact]) =>
    fact === undefined ? [] : [name],
  )
  const missing = needed.filter((name) => !names.includes(name))
  const unasked = names.filter((name) => !needed.includes(name))
  if (missing.length > 0 || unasked.length > 0) {
    const lines = [
      ...missing.map((name) => `- ${name} is needed, and was not given`),
      ...unasked.map((name) => `+ ${name} was given, and is not needed`),
    ]
    fail(`${title}: the facts are not those that it needs\n${lines.join('\n')}`, {
      expected: needed,
      actual: names,
    })
  }
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- without facts given, no name was needed: the empty object is all of F
  return given ?? ({} as F)
}

/** A rejection as a stream would keep it, where the aggregate gives a codec for that. */
const kept = <C extends Message, E extends Message, S, R extends Tagged, F>(
  { rejection: codec }: Aggregate<string, C, E, S, R, F>,
  rejection: R,
  title: string,
): R => {
  if (codec === undefined) return rejection
  const decoded = codec.decode(JSON.parse(JSON.stringify(codec.encode(rejection))))
  return isLeft(decoded)
    ? fail(
        `${title}: the rejection is none that the codec of rejections reads\n${printed(rejection)}`,
      )
    : decoded.right
}
