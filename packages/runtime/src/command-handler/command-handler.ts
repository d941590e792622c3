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
import { type Aggregate, isCategory, type Message, streamOf, type Tagged } from '@kiemtra/kernel'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { DEFAULT_NAMESPACE } from '../namespace.ts'
import { type Pause, timer } from '../pause.ts'
import type { ExpectedRevision } from '../ports/event-store.ts'
import { appendOnce, insist, isDoubtful } from './append.ts'
import {
  aborted,
  type Answer,
  answerOf,
  decideOn,
  type Handling,
  isAborted,
  store,
} from './deciding.ts'
import type { MalformedCommand } from './decode-command.ts'
import { loadFacts } from './facts.ts'
import { type LoadFailure, Loading, type Source, storeFailure } from './load.ts'
import { preparer } from './prepared.ts'
import { answerAgain } from './repeat.ts'
import { type Loaded, stateCache } from './state-cache.ts'
import type { CommandHandler, CommandHandlerConfig, HandleOptions } from './types.ts'

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
  const insistence = { retries, attempts, pause }

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
    return right({ aggregate, prepared, command, stream, options, source, namespace })
  }

  const untyped: CommandHandler['untyped'] =
    (aggregate, given, options = {}) =>
    () =>
      handle(() => begin(aggregate, given, options), insistence)

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

/** How long a command insists. */
interface Insistence {
  readonly retries: number
  readonly attempts: number
  readonly pause: Pause
}

/**
 * Load, decide, append; after a conflict from the start.
 *
 * One function waits for all of it, as each that waits costs a promise and keeps all its variables on
 * the heap; so what needs many variables is in functions that don't wait.
 */
const handle = async <C extends Message, E extends Message, S, R extends Tagged, F>(
  begin: () => Either<MalformedCommand, Handling<C, E, S, R, F>>,
  { retries, attempts, pause }: Insistence,
): Promise<Answer<E, S, R>> => {
  const begun = begin()
  if (isLeft(begun)) return begun
  const { stream, source, prepared, options } = begun.right
  const { signal } = options
  const { events } = source
  for (let conflicts = 0; ; conflicts++) {
    if (isAborted(signal)) return aborted()
    let current: Either<LoadFailure, Loaded<S>>
    try {
      const loading = new Loading(source, prepared.fold, stream, signal)
      while (loading.take(await loading.next()));
      const end = loading.end()
      current = '_tag' in end ? end : await end
    } catch (thrown) {
      return left(storeFailure(thrown))
    }
    if (isLeft(current)) return current
    const settled = settledBefore(begun.right, current.right)
    if (settled !== undefined) return await settled
    const asking = factsFor(begun.right, current.right)
    const known = '_tag' in asking ? asking : await asking
    if (isLeft(known)) return known
    const writing = decideOn(begun.right, current.right, known.right)
    if ('_tag' in writing) return writing
    const expected = revisionOf(current.right.revision)
    let written = await appendOnce(events, stream, expected, writing.batch, signal)
    if (isDoubtful(written)) {
      written = await insist({ events, attempts, pause, signal }, stream, expected, writing.batch)
    }
    if (conflicts < retries && isLeft(written) && written.left._tag === 'Conflict') continue
    const answer = answerOf(begun.right, writing, written)
    // Awaited here: a promise that an async function returns as it is takes three turns, not one.
    return '_tag' in answer ? answer : await answer
  }
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

// ---------------------------------------------------------------- the small

const revisionOf = (revision: number): ExpectedRevision => (revision < 0 ? 'no-stream' : revision)
