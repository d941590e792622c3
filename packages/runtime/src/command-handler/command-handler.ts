/**
 * The command handler: decode, load, ask needs, decide, append.
 *
 * Promises: nothing is decided on a state that the append doesn't then insist on; a repeated command
 * id is never decided again and gets the first answer; a rejection is never stale, because every
 * answer follows a read of the log. A command that changes nothing, and a refusal that isn't
 * recorded, leave no trace, so their repeat is decided anew.
 *
 * One limit: two processes that handle the same command id at the same moment, and decide
 * differently because a fact changed in between, share the ids; a store that compares ids alone
 * tells the second that its events stand, though the first's do. The log and every later answer are
 * right, that one answer isn't. Rejected: reading back after every append, a round trip for all.
 */
import {
  type Aggregate,
  type Command,
  COMMAND_REFUSED,
  isCategory,
  type Message,
  type Position,
  type Recorded,
  streamOf,
  type Tagged,
} from '@kiemtra/kernel'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { DEFAULT_NAMESPACE } from '../namespace.ts'
import { timer } from '../pause.ts'
import {
  type AppendFailure,
  type EventToAppend,
  type ExpectedRevision,
  StoreError,
  type Written,
} from '../ports/event-store.ts'
import { type Appending, appendSurely, type Batch } from './append.ts'
import type { MalformedCommand } from './decode-command.ts'
import { draftOf, readBack, UNPLACED } from './draft.ts'
import { loadFacts, type LoadedFacts } from './facts.ts'
import { load, type Source } from './load.ts'
import { type Prepared, preparer } from './prepared.ts'
import { answerAgain } from './repeat.ts'
import { type Loaded, stateCache } from './state-cache.ts'
import type {
  CommandFailure,
  CommandHandler,
  CommandHandlerConfig,
  Handled,
  HandleOptions,
} from './types.ts'

const DEFAULT_RETRIES = 3
const DEFAULT_ATTEMPTS = 5
const DEFAULT_CACHE = 200_000

/**
 * Makes a command handler. A namespace that can't name a stream is a bug, and throws.
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
 * const handle = commandHandler({ events: inMemoryEventStore() })
 * const count = {
 *   type: 'Count',
 *   data: { by: 5 },
 *   meta: {
 *     commandId: 'c-1',
 *     actor: { kind: 'import', source: 'demo' },
 *     recordedAt: '2026-01-05T02:00:00Z',
 *   },
 * } as const
 * const first = await handle(Counter, count)()
 * E.isRight(first) && first.right.state // => 5
 * const again = await handle(Counter, count)()
 * E.isRight(again) && [again.right.state, again.right.repeated] // => [5, true]
 * await handle(Counter, { ...count, meta: { ...count.meta, commandId: 'c-2' } })()
 * // => E.left({ _tag: 'Rejected', rejection: { _tag: 'Full' } })
 */
export const commandHandler = (config: CommandHandlerConfig): CommandHandler => {
  const { events, namespace = DEFAULT_NAMESPACE, retries = DEFAULT_RETRIES } = config
  const { attempts = DEFAULT_ATTEMPTS, cache = DEFAULT_CACHE, pause = timer } = config
  if (!isCategory(namespace)) throw new TypeError('the namespace is not a name')
  const prepare = preparer()
  const source: Source = { events, cache: stateCache(cache) }

  const begin = <C extends Message, E extends Message, S, R extends Tagged, F>(
    aggregate: Aggregate<string, C, E, S, R, F>,
    given: unknown,
    options: HandleOptions,
  ): Either<MalformedCommand, Handling<C, E, S, R, F>> => {
    const prepared = prepare(aggregate)
    const decoded = prepared.decode(given)
    if (isLeft(decoded)) return decoded
    const { command, id } = decoded.right
    const stream = streamOf(namespace, aggregate.category, id)
    const appending = { events, attempts, pause, signal: options.signal }
    return right({
      aggregate,
      prepared,
      command,
      stream,
      options,
      source,
      namespace,
      appending,
    })
  }

  const untyped: CommandHandler['untyped'] =
    (aggregate, given, options = {}) =>
    async () => {
      const begun = begin(aggregate, given, options)
      if (isLeft(begun)) return begun
      for (let conflicts = 0; ; conflicts++) {
        const answer = await handleOnce(begun.right)
        if (!isConflict(answer) || conflicts >= retries) return answer
      }
    }

  return Object.assign(
    <C extends Message, E extends Message, S, R extends Tagged, F>(
      aggregate: Aggregate<string, C, E, S, R, F>,
      command: unknown,
      options?: HandleOptions,
    ) => untyped(aggregate, command, options),
    { untyped },
  )
}

// --------------------------------------------------------------- behaviour

interface Handling<C extends Message, E extends Message, S, R extends Tagged, F> {
  readonly aggregate: Aggregate<string, C, E, S, R, F>
  readonly prepared: Prepared<C, S, R>
  readonly command: Command<C>
  readonly stream: string
  readonly options: HandleOptions
  readonly source: Source
  readonly namespace: string
  readonly appending: Appending
}

type Answer<E extends Message, S, R> = Either<CommandFailure<R>, Handled<E, S>>

/** What is to be appended, and the answer once it stands. */
interface Writing<E extends Message, S, R> {
  readonly batch: Batch
  readonly decided: ReadonlyArray<E>
  readonly state: S
  readonly before: number
  /** Where a refusal is recorded instead of events. */
  readonly refusal: CommandFailure<R> | undefined
}

/**
 * Load, decide, append, once. A conflict is the caller's to repeat.
 *
 * Only what waits is here: an async function keeps all its variables on the heap for each call, so
 * what needs many is in functions that don't wait.
 */
const handleOnce = async <C extends Message, E extends Message, S, R extends Tagged, F>(
  handling: Handling<C, E, S, R, F>,
): Promise<Answer<E, S, R>> => {
  const { signal } = handling.options
  if (isAborted(signal)) return aborted()
  const current = await load(handling.source, handling.prepared.fold, handling.stream, signal)
  if (isLeft(current)) return current
  const settled = settledBefore(handling, current.right)
  if (settled !== undefined) return await settled
  const loading = factsFor(handling, current.right)
  const known = '_tag' in loading ? loading : await loading
  if (isLeft(known)) return known
  const writing = decideOn(handling, current.right, known.right)
  if ('_tag' in writing) return writing
  const expected = revisionOf(current.right.revision)
  const written = await appendSurely(handling.appending, handling.stream, expected, writing.batch)
  const answer = answerOf(handling, writing, written)
  // Awaited here: a promise that an async function returns as it is takes three turns, not one.
  return '_tag' in answer ? answer : await answer
}

/** The answer to a command that needn't be decided: a repeat, or one for another revision. */
const settledBefore = <C extends Message, E extends Message, S, R extends Tagged, F>(
  { aggregate, prepared, command, stream, options, source }: Handling<C, E, S, R, F>,
  loaded: Loaded<S>,
): Answer<E, S, R> | Promise<Answer<E, S, R>> | undefined => {
  const { commandId } = command.meta
  const first = loaded.commands.get(commandId)
  if (first !== undefined) {
    const { events } = source
    return answerAgain({ events, aggregate, prepared, stream, commandId, first, loaded })
  }
  const { expected } = options
  const actual = revisionOf(loaded.revision)
  return expected === undefined || expected === actual
    ? undefined
    : left(store({ _tag: 'Conflict', stream, expected, actual }))
}

const factsFor = <C extends Message, E extends Message, S, R extends Tagged, F>(
  { aggregate, command, source, namespace, options }: Handling<C, E, S, R, F>,
  { state }: Loaded<S>,
): ReturnType<typeof loadFacts<F>> =>
  loadFacts(source, namespace, aggregate.needs(command, state), options.signal)

/** Decides: an answer at once, or what is to be written for it. */
const decideOn = <C extends Message, E extends Message, S, R extends Tagged, F>(
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

const answerOf = <C extends Message, E extends Message, S, R extends Tagged, F>(
  { stream, appending }: Handling<C, E, S, R, F>,
  writing: Writing<E, S, R>,
  written: Either<AppendFailure, Written>,
): Answer<E, S, R> | Promise<Answer<E, S, R>> => {
  if (isLeft(written)) return left(store(written.left))
  if (writing.refusal !== undefined) return left(writing.refusal)
  const answer = handled(stream, writing, written.right.position)
  return writing.batch.length === 1 ? right(answer) : positioned(appending, answer)
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

// ---------------------------------------------------------------- the small

const store = (
  failure: AppendFailure,
): { readonly _tag: 'Store'; readonly failure: AppendFailure } => ({ _tag: 'Store', failure })

const aborted = (): Either<CommandFailure<never>, never> =>
  left(store({ _tag: 'Unavailable', reason: 'aborted' }))

const isAborted = (signal: AbortSignal | undefined): boolean => signal?.aborted === true

const revisionOf = (revision: number): ExpectedRevision => (revision < 0 ? 'no-stream' : revision)

const isBatch = (drafts: ReadonlyArray<EventToAppend>): drafts is Batch => drafts.length > 0

const isConflict = (answer: Answer<Message, unknown, unknown>): boolean =>
  answer._tag === 'Left' && answer.left._tag === 'Store' && answer.left.failure._tag === 'Conflict'

/**
 * Several events with their positions. An append tells the last one only; those before it are read, and if
 * that fails they get the last's, which is late enough to wait for.
 */
const positioned = async <E extends Message, S>(
  { events }: Appending,
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
