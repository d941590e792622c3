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
 * A stream as it stands now.
 *
 * Step by step, with few variables: each call of an async function keeps all of its variables on the
 * heap, and those of a `for await` are many.
 */
export const load = async <S>(
  { events, cache }: Source,
  fold: Fold<S>,
  stream: string,
  signal: AbortSignal | undefined,
): Promise<Either<LoadFailure, Loaded<S>>> => {
  const known = cache.get(fold, stream) ?? nothing(fold)
  try {
    const reading = events.read(stream, readFrom(known.revision + 1, signal))
    const stored = reading[Symbol.asyncIterator]()
    let next = await stored.next()
    if (next.done === true) return right(known)
    const course: Course<S> = { loaded: known, failure: undefined }
    for (; next.done !== true; next = await stored.next()) {
      advance(course, fold, next.value)
      if (course.failure === undefined) continue
      await stored.return?.()
      if (course.failure._tag === 'Bug') throw course.failure.thrown
      return left(course.failure)
    }
    cache.put(fold, stream, course.loaded)
    return right(course.loaded)
  } catch (thrown) {
    return left(storeFailure(thrown))
  }
}

/** How far a loading has come, and what stops it. */
interface Course<S> {
  loaded: Loaded<S>
  failure:
    | { readonly _tag: 'UnreadableHistory'; readonly failure: DecodeFailure }
    | { readonly _tag: 'Bug'; readonly thrown: unknown }
    | undefined
}

/** One more event folded in. A throw is kept until the reading is closed. */
const advance = <S>(course: Course<S>, fold: Fold<S>, stored: StoredEvent): void => {
  const { loaded } = course
  try {
    const next = fold.step(loaded.state, stored)
    if (isLeft(next)) {
      course.failure = { _tag: 'UnreadableHistory', failure: next.left }
      return
    }
    // Shared with the cache's entry: ids beyond its revision are in the log all the same.
    const commands = loaded.revision < 0 ? new Map<string, number>() : loaded.commands
    const { revision, position, meta } = stored
    if (!commands.has(meta.commandId)) commands.set(meta.commandId, revision)
    course.loaded = { state: next.right, revision, position, commands }
  } catch (thrown) {
    course.failure = { _tag: 'Bug', thrown }
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
