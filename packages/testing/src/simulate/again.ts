/**
 * Deciding again: what a command comes to on what its events say it was decided on.
 *
 * The state is the stream's before the events, the facts are the streams that the events cite, up to
 * the revisions that they cite. A handler that reads a stale state, takes one stream for another or
 * cites what it hasn't read is seen by that, whatever the aggregate.
 */
import {
  type Aggregate,
  type Command,
  type EventMeta,
  foldOf,
  foldStored,
  type Message,
  type Need,
  type Needs,
  type StoredEvent,
  streamOf,
  type Tagged,
} from '@kiemtra/kernel'
import { DEFAULT_NAMESPACE } from '@kiemtra/runtime'
import { isLeft } from 'fp-ts/lib/Either.js'
import { isBag } from '../value/equals.ts'
import { throughJson } from '../value/json.ts'

/** An event as a decision makes it. */
export interface Decided {
  readonly type: string
  readonly data: unknown
}

/** Where it is decided again. */
export interface Before {
  /** The stream's own events before the decision. */
  readonly own: ReadonlyArray<StoredEvent>
  readonly reads: EventMeta['reads']
  /** Another stream, up to a revision. */
  readonly upTo: (stream: string, revision: number) => ReadonlyArray<StoredEvent>
}

/** Decides again; a text says why that can't be, or what it is refused for. */
export type DecideAgain = (before: Before) => ReadonlyArray<Decided> | string

/** How a command is decided again. */
export const decideAgainOf =
  <C extends Message, E extends Message, S, R extends Tagged, F>(
    aggregate: Aggregate<string, C, E, S, R, F>,
    sent: unknown,
  ): DecideAgain =>
  (before) => {
    const command = commandIn(aggregate, sent)
    if (command === undefined) return 'it can’t be read'
    const state = foldStored(foldOf(aggregate), before.own)
    if (isLeft(state)) return `its stream can’t be folded: ${state.left._tag}`
    const facts = factsOf(aggregate.needs(command, state.right), before)
    if (typeof facts === 'string') return facts
    const decided = aggregate.decide(command, state.right, facts.all)
    if (isLeft(decided)) return `it is refused: ${decided.left._tag}`
    return decided.right.map((event) => {
      const { type, data } = aggregate.event.encode(event)
      return { type, data: throughJson(data) }
    })
  }

const commandIn = <C extends Message, E extends Message, S, R extends Tagged, F>(
  aggregate: Aggregate<string, C, E, S, R, F>,
  sent: unknown,
): Command<C> | undefined => {
  if (!isBag(sent)) return undefined
  const { type, data, meta } = sent
  const decoded = aggregate.command.decode({ type, data })
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the handler has accepted it
  return isLeft(decoded) ? undefined : ({ ...decoded.right, meta } as Command<C>)
}

const factsOf = <F>(needs: Needs<F>, { reads, upTo }: Before): { readonly all: F } | string => {
  const facts: Partial<F> = {}
  for (const name in needs) {
    const need: Need<F[typeof name]> = needs[name]
    const stream = streamOf(DEFAULT_NAMESPACE, need.of.category, need.id)
    const cited = reads.find((read) => read.stream === stream)
    if (cited === undefined) return `it has relied on ${stream} without citing it`
    const { asOf } = need
    const events = upTo(stream, cited.revision).filter(
      ({ meta }) => asOf === undefined || meta.recordedAt <= asOf,
    )
    const state = foldStored(need.of, events)
    if (isLeft(state)) return `${stream} can’t be folded: ${state.left._tag}`
    facts[name] = state.right
  }
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the loop has set every name that the needs have
  return { all: facts as F }
}
