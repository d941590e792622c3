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
import { draftOf, readBack } from './draft.ts'
import { loadFacts } from './facts.ts'
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

  const untyped: CommandHandler['untyped'] =
    (aggregate, given, options = {}) =>
    async () => {
      const prepared = prepare(aggregate)
      const decoded = prepared.decode(given)
      if (isLeft(decoded)) return decoded
      const { command, id } = decoded.right
      const stream = streamOf(namespace, aggregate.category, id)
      const { signal } = options
      const appending: Appending = { events, attempts, pause, signal }
      const handling = {
        aggregate,
        prepared,
        command,
        stream,
        options,
        source,
        namespace,
        appending,
      }
      for (let conflicts = 0; ; conflicts++) {
        const answer = await handleOnce(handling)
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

/** Load, decide, append, once. A conflict is the caller's to repeat. */
const handleOnce = async <C extends Message, E extends Message, S, R extends Tagged, F>(
  handling: Handling<C, E, S, R, F>,
): Promise<Answer<E, S, R>> => {
  const { aggregate, prepared, command, stream, options, source, namespace } = handling
  const { signal } = options
  if (isAborted(signal)) return aborted()
  const current = await load(source, prepared.fold, stream, signal)
  if (isLeft(current)) return current
  const loaded = current.right
  const { commandId } = command.meta
  const first = loaded.commands.get(commandId)
  if (first !== undefined) {
    const { events } = source
    return await answerAgain({ events, aggregate, prepared, stream, commandId, first, loaded })
  }
  const actual = revisionOf(loaded)
  if (options.expected !== undefined && options.expected !== actual) {
    const { expected } = options
    return left(store({ _tag: 'Conflict', stream, expected, actual }))
  }
  const needs = aggregate.needs(command, loaded.state)
  const loading = loadFacts(source, namespace, needs, signal)
  const known = '_tag' in loading ? loading : await loading
  if (isLeft(known)) return known
  const { facts, reads } = known.right
  const decision = aggregate.decide(command, loaded.state, facts)
  if (isAborted(signal)) return aborted()
  // Awaited here: a promise that an async function returns as it is takes three turns, not one.
  if (isLeft(decision)) return await refuse(handling, loaded, reads, decision.left)
  return await write(handling, loaded, reads, decision.right)
}

const write = async <C extends Message, E extends Message, S, R extends Tagged, F>(
  { aggregate, command, stream, options, appending }: Handling<C, E, S, R, F>,
  loaded: Loaded<S>,
  reads: EventToAppend['meta']['reads'],
  decided: ReadonlyArray<E>,
): Promise<Answer<E, S, R>> => {
  const context = { stream, command, reads, count: decided.length }
  const drafts: EventToAppend[] = []
  const pending: Recorded<E>[] = []
  let { state } = loaded
  for (const event of decided) {
    const draft = draftOf(aggregate.event.encode(event), drafts.length, context)
    const next = readBack(aggregate.event, draft, stream, loaded.revision + 1 + drafts.length)
    drafts.push(draft)
    pending.push(next)
    state = aggregate.evolve(state, next.event)
  }
  const revision = loaded.revision + drafts.length
  const [head, ...tail] = drafts
  if (head === undefined) {
    return right({ events: [], state, revision, position: loaded.position, repeated: false })
  }
  if (options.dryRun === true) {
    return right({ events: pending, state, revision, position: undefined, repeated: false })
  }
  const batch: Batch = [head, ...tail]
  const written = await appendSurely(appending, stream, revisionOf(loaded), batch)
  if (isLeft(written)) return left(store(written.left))
  const { position } = written.right
  const [first] = pending
  const events =
    first !== undefined && pending.length === 1
      ? [at(first, position)]
      : await positioned(appending, pending, written.right)
  return right({ events, state, revision, position, repeated: false })
}

const refuse = async <C extends Message, E extends Message, S, R extends Tagged, F>(
  { prepared, command, stream, options, appending }: Handling<C, E, S, R, F>,
  loaded: Loaded<S>,
  reads: EventToAppend['meta']['reads'],
  rejection: R,
): Promise<Answer<E, S, R>> => {
  const rejected = { _tag: 'Rejected', rejection } as const
  if (command.meta.onRefusal !== 'record' || options.dryRun === true) return left(rejected)
  const data = { commandType: command.type, rejection }
  const encoded = prepared.refusal.encode({ type: COMMAND_REFUSED, data })
  const draft = draftOf(encoded, 0, { stream, command, reads, count: 1 })
  readBack(prepared.refusal, draft, stream, loaded.revision + 1)
  const written = await appendSurely(appending, stream, revisionOf(loaded), [draft])
  return left(isLeft(written) ? store(written.left) : rejected)
}

// ---------------------------------------------------------------- the small

const store = (
  failure: AppendFailure,
): { readonly _tag: 'Store'; readonly failure: AppendFailure } => ({ _tag: 'Store', failure })

const aborted = (): Either<CommandFailure<never>, never> =>
  left(store({ _tag: 'Unavailable', reason: 'aborted' }))

const isAborted = (signal: AbortSignal | undefined): boolean => signal?.aborted === true

const revisionOf = (loaded: Loaded<unknown>): ExpectedRevision =>
  loaded.revision < 0 ? 'no-stream' : loaded.revision

const isConflict = (answer: Answer<Message, unknown, unknown>): boolean =>
  answer._tag === 'Left' && answer.left._tag === 'Store' && answer.left.failure._tag === 'Conflict'

/**
 * Several events with their positions. An append tells the last one only; those before it are read, and if
 * that fails they get the last's, which is late enough to wait for.
 */
const positioned = async <E extends Message>(
  { events }: Appending,
  pending: ReadonlyArray<Recorded<E>>,
  { position }: Written,
): Promise<ReadonlyArray<Recorded<E>>> => {
  const [first] = pending
  if (first === undefined) return []
  const positions = new Map<string, Position>()
  try {
    const range = { from: first.revision, limit: pending.length }
    for await (const stored of events.read(first.stream, range)) {
      positions.set(stored.id, stored.position)
    }
  } catch (thrown) {
    if (!(thrown instanceof StoreError)) throw thrown
  }
  return pending.map((event) => at(event, positions.get(event.id) ?? position))
}

const at = <E extends Message>(
  { id, stream, revision, meta, event }: Recorded<E>,
  position: Position,
): Recorded<E> => ({ id, stream, revision, position, meta, event })
