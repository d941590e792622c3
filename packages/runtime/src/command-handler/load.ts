/**
 * Loading: a stream folded from the log, from where the cache left off.
 *
 * Every loading reads the log; the cache only shortens what is read. So no answer is ever given
 * from memory alone. Rejected: deciding on the cached state and appending without a read. It saves
 * a round trip, but trusts that what stands at the expected revision is what was appended.
 */
import { type DecodeFailure, type Fold, isRecordedBy, type StoredEvent } from '@kiemtra/kernel'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { type AppendFailure, type EventStore, StoreError } from '../ports/event-store.ts'
import type { Loaded, StateCache } from './state-cache.ts'

/** Why a stream could not be loaded. */
export type LoadFailure =
  | { readonly _tag: 'UnreadableHistory'; readonly failure: DecodeFailure }
  | { readonly _tag: 'Store'; readonly failure: AppendFailure }

/** What loading takes. */
export interface Source {
  readonly events: EventStore
  readonly cache: StateCache
}

/**
 * A loading under way: its user waits for what comes next, and hands it over.
 *
 * So the handler waits for the log itself: a function between the two that waits would cost a command
 * a promise and a frame on the heap.
 */
export class Loading<S> {
  private readonly cache: StateCache
  private readonly fold: Fold<S>
  private readonly stream: string
  private readonly known: Loaded<S>
  private readonly reading: AsyncIterator<StoredEvent, unknown>
  private loaded: Loaded<S>
  private stop: Stop | undefined

  constructor(
    { events, cache }: Source,
    fold: Fold<S>,
    stream: string,
    signal: AbortSignal | undefined,
  ) {
    this.cache = cache
    this.fold = fold
    this.stream = stream
    this.known = cache.get(fold, stream) ?? nothing(fold)
    this.loaded = this.known
    const found = events.read(stream, readFrom(this.known.revision + 1, signal))
    this.reading = found[Symbol.asyncIterator]()
  }

  /** The next event, or the end. */
  next(): Promise<IteratorResult<StoredEvent, unknown>> {
    return this.reading.next()
  }

  /** Folds in what came; whether there is more to wait for. */
  take(came: IteratorResult<StoredEvent, unknown>): boolean {
    if (came.done === true) return false
    try {
      const next = this.fold.step(this.loaded.state, came.value)
      if (isLeft(next)) this.stop = { _tag: 'UnreadableHistory', failure: next.left }
      else this.loaded = grown(this.loaded, came.value, next.right)
    } catch (thrown) {
      this.stop = { _tag: 'Bug', thrown }
    }
    return this.stop === undefined
  }

  /** What it came to, once there is no more to wait for. */
  end(): Either<LoadFailure, Loaded<S>> | Promise<Either<LoadFailure, Loaded<S>>> {
    if (this.stop !== undefined) return this.abandon(this.stop)
    if (this.loaded !== this.known) this.cache.put(this.fold, this.stream, this.loaded)
    return right(this.loaded)
  }

  /** A throw waits until the reading is closed. */
  private async abandon(stop: Stop): Promise<Either<LoadFailure, never>> {
    await this.reading.return?.()
    if (stop._tag === 'Bug') throw stop.thrown
    return left(stop)
  }
}

/** What stops a loading. */
type Stop =
  | Extract<LoadFailure, { readonly _tag: 'UnreadableHistory' }>
  | { readonly _tag: 'Bug'; readonly thrown: unknown }

/** A stream with one more event. */
const grown = <S>(
  loaded: Loaded<S>,
  { revision, position, meta }: StoredEvent,
  state: S,
): Loaded<S> => {
  // Shared with the cache's entry: ids beyond its revision are in the log all the same.
  const commands = loaded.revision < 0 ? new Map<string, number>() : loaded.commands
  if (!commands.has(meta.commandId)) commands.set(meta.commandId, revision)
  return { state, revision, position, commands }
}

/** A stream as it stands now. */
export const load = async <S>(
  source: Source,
  fold: Fold<S>,
  stream: string,
  signal: AbortSignal | undefined,
): Promise<Either<LoadFailure, Loaded<S>>> => {
  try {
    const loading = new Loading(source, fold, stream, signal)
    while (loading.take(await loading.next()));
    return await loading.end()
  } catch (thrown) {
    return left(storeFailure(thrown))
  }
}

/** A stream as it was known at an instant: the longest prefix recorded by then. */
export const loadAsOf = async <S>(
  { events }: Source,
  fold: Fold<S>,
  stream: string,
  instant: string,
  signal: AbortSignal | undefined,
): Promise<Either<LoadFailure, Pick<Loaded<S>, 'state' | 'revision'>>> => {
  let state = fold.initialState
  let revision = -1
  try {
    for await (const stored of events.read(stream, readFrom(0, signal))) {
      if (!isRecordedBy(stored, instant)) break
      const next = fold.step(state, stored)
      if (isLeft(next)) return left({ _tag: 'UnreadableHistory', failure: next.left })
      state = next.right
      revision = stored.revision
    }
  } catch (thrown) {
    return left(storeFailure(thrown))
  }
  return right({ state, revision })
}

/** Of a stream without events, nobody adds to it. */
const NONE = new Map<string, number>()

const nothing = <S>(fold: Fold<S>): Loaded<S> => ({
  state: fold.initialState,
  revision: -1,
  position: undefined,
  commands: NONE,
})

const readFrom = (
  from: number,
  signal: AbortSignal | undefined,
): { readonly from: number; readonly signal?: AbortSignal } =>
  signal === undefined ? { from } : { from, signal }

/** A store's failure as a value; anything else that is thrown is a bug, and goes on. */
export const storeFailure = (
  thrown: unknown,
): { readonly _tag: 'Store'; readonly failure: AppendFailure } => {
  if (thrown instanceof StoreError) return { _tag: 'Store', failure: thrown.failure }
  throw thrown
}
