/**
 * Deciding: from a loaded stream and its facts to what is to be written, and to the answer once it
 * stands. Nothing here waits for a store, but for the positions of several events.
 */
import {
  type Aggregate,
  type Command,
  COMMAND_REFUSED,
  type Message,
  type Position,
  type Recorded,
  type Tagged,
} from '@kiemtra/kernel'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import {
  type AppendFailure,
  type EventStore,
  type EventToAppend,
  StoreError,
  type Written,
} from '../ports/event-store.ts'
import type { Batch } from './append.ts'
import { draftOf, readBack, UNPLACED } from './draft.ts'
import type { LoadedFacts } from './facts.ts'
import type { Source } from './load.ts'
import type { Prepared } from './prepared.ts'
import type { Loaded } from './state-cache.ts'
import type { CommandFailure, Handled, HandleOptions } from './types.ts'

// ------------------------------------------------------------------- model

/** A decoded command, and all that it takes to handle it. */
export interface Handling<C extends Message, E extends Message, S, R extends Tagged, F> {
  readonly aggregate: Aggregate<string, C, E, S, R, F>
  readonly prepared: Prepared<C, S, R>
  readonly command: Command<C>
  readonly stream: string
  readonly options: HandleOptions
  readonly source: Source
  readonly namespace: string
}

/** What a handler answers. */
export type Answer<E extends Message, S, R> = Either<CommandFailure<R>, Handled<E, S>>

/** What is to be appended, and the answer once it stands. */
interface Writing<E extends Message, S, R> {
  readonly batch: Batch
  readonly decided: ReadonlyArray<E>
  readonly state: S
  readonly before: number
  /** Where a refusal is recorded instead of events. */
  readonly refusal: CommandFailure<R> | undefined
}

// --------------------------------------------------------------- behaviour

/** Decides: an answer at once, or what is to be written for it. */
export const decideOn = <C extends Message, E extends Message, S, R extends Tagged, F>(
  handling: Handling<C, E, S, R, F>,
  loaded: Loaded<S>,
  { facts, reads }: LoadedFacts<F>,
): Answer<E, S, R> | Writing<E, S, R> => {
  const { aggregate, command, options } = handling
  const decision = aggregate.decide(command, loaded.state, facts)
  if (isAborted(options.signal)) return aborted()
  return isLeft(decision)
    ? refuse(handling, loaded, reads, decision.left)
    : draft(handling, loaded, reads, decision.right)
}

const draft = <C extends Message, E extends Message, S, R extends Tagged, F>(
  { aggregate, command, stream, options }: Handling<C, E, S, R, F>,
  loaded: Loaded<S>,
  reads: EventToAppend['meta']['reads'],
  events: ReadonlyArray<E>,
): Answer<E, S, R> | Writing<E, S, R> => {
  const context = { stream, command, reads, count: events.length }
  const drafts: EventToAppend[] = []
  const decided: E[] = []
  const before = loaded.revision
  let { state } = loaded
  for (const event of events) {
    const made = draftOf(aggregate.event.encode(event), drafts.length, context)
    const next = readBack(aggregate.event, made, stream, before + 1 + drafts.length)
    drafts.push(made)
    decided.push(next)
    state = aggregate.evolve(state, next)
  }
  if (!isBatch(drafts)) {
    const { position } = loaded
    return right({ events: [], state, revision: before, position, repeated: false })
  }
  const writing = { batch: drafts, decided, state, before, refusal: undefined }
  return options.dryRun === true ? right(handled(stream, writing, undefined)) : writing
}

const refuse = <C extends Message, E extends Message, S, R extends Tagged, F>(
  { prepared, command, stream, options }: Handling<C, E, S, R, F>,
  { state, revision: before }: Loaded<S>,
  reads: EventToAppend['meta']['reads'],
  rejection: R,
): Answer<E, S, R> | Writing<E, S, R> => {
  const refusal = { _tag: 'Rejected', rejection } as const
  if (command.meta.onRefusal !== 'record' || options.dryRun === true) return left(refusal)
  const data = { commandType: command.type, rejection }
  const encoded = prepared.refusal.encode({ type: COMMAND_REFUSED, data })
  const made = draftOf(encoded, 0, { stream, command, reads, count: 1 })
  readBack(prepared.refusal, made, stream, before + 1)
  return { batch: [made], decided: [], state, before, refusal }
}

/** The answer, once the store has given its own. */
export const answerOf = <C extends Message, E extends Message, S, R extends Tagged, F>(
  { stream, source }: Handling<C, E, S, R, F>,
  writing: Writing<E, S, R>,
  written: Either<AppendFailure, Written>,
): Answer<E, S, R> | Promise<Answer<E, S, R>> => {
  if (isLeft(written)) return left(store(written.left))
  if (writing.refusal !== undefined) return left(writing.refusal)
  const answer = handled(stream, writing, written.right.position)
  return writing.batch.length === 1 ? right(answer) : positioned(source.events, answer)
}

/** The answer, each event at one and the same position; without one before it is written. */
const handled = <E extends Message, S>(
  stream: string,
  { batch, decided, state, before }: Writing<E, S, unknown>,
  position: Position | undefined,
): Handled<E, S> => {
  const events: Recorded<E>[] = []
  for (let i = 0; i < decided.length; i++) {
    const [made, event] = [batch[i], decided[i]]
    if (made === undefined || event === undefined) continue
    const { id, meta } = made
    events.push({
      id,
      stream,
      revision: before + 1 + i,
      position: position ?? UNPLACED,
      meta,
      event,
    })
  }
  return { events, state, revision: before + batch.length, position, repeated: false }
}

/** The store's failure as the handler's. */
export const store = (
  failure: AppendFailure,
): { readonly _tag: 'Store'; readonly failure: AppendFailure } => ({ _tag: 'Store', failure })

/** Given up by its sender before anything was written. */
export const aborted = (): Either<CommandFailure<never>, never> =>
  left(store({ _tag: 'Unavailable', reason: 'aborted' }))

export const isAborted = (signal: AbortSignal | undefined): boolean => signal?.aborted === true

const isBatch = (drafts: ReadonlyArray<EventToAppend>): drafts is Batch => drafts.length > 0

/**
 * Several events with their positions. An append tells the last one only; those before it are read, and if
 * that fails they get the last's, which is late enough to wait for.
 */
const positioned = async <E extends Message, S>(
  events: EventStore,
  answer: Handled<E, S>,
): Promise<Either<never, Handled<E, S>>> => {
  const [first] = answer.events
  if (first === undefined) return right(answer)
  const positions = new Map<string, Position>()
  try {
    const range = { from: first.revision, limit: answer.events.length }
    for await (const stored of events.read(first.stream, range)) {
      positions.set(stored.id, stored.position)
    }
  } catch (thrown) {
    if (!(thrown instanceof StoreError)) throw thrown
  }
  const at = (event: Recorded<E>): Recorded<E> => ({
    ...event,
    position: positions.get(event.id) ?? event.position,
  })
  return right({ ...answer, events: answer.events.map(at) })
}
