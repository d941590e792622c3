/**
 * Loading: a stream folded from the log, from where the cache left off.
 *
 * Every loading reads the log; the cache only shortens what is read. So no answer is ever given
 * from memory alone. Rejected: deciding on the cached state and appending without a read. It saves
 * a round trip, but trusts that what stands at the expected revision is what was appended.
 */
import { type DecodeFailure, type Fold, isRecordedBy } from '@kiemtra/kernel'
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

/** A stream as it stands now. */
export const load = async <S>(
  { events, cache }: Source,
  fold: Fold<S>,
  stream: string,
  signal: AbortSignal | undefined,
): Promise<Either<LoadFailure, Loaded<S>>> => {
  const known = cache.get(fold, stream)
  const before = known ?? nothing(fold)
  const { commands } = before
  let { state, revision, position } = before
  try {
    for await (const stored of events.read(stream, readFrom(revision + 1, signal))) {
      const next = fold.step(state, stored)
      if (isLeft(next)) return left({ _tag: 'UnreadableHistory', failure: next.left })
      state = next.right
      revision = stored.revision
      position = stored.position
      // Shared with the cache's entry: ids beyond its revision are in the log all the same.
      if (!commands.has(stored.meta.commandId)) commands.set(stored.meta.commandId, revision)
    }
  } catch (thrown) {
    return left(storeFailure(thrown))
  }
  if (known?.revision === revision) return right(known)
  const loaded = { state, revision, position, commands }
  if (revision >= 0) cache.put(fold, stream, loaded)
  return right(loaded)
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

const nothing = <S>(fold: Fold<S>): Loaded<S> => ({
  state: fold.initialState,
  revision: -1,
  position: undefined,
  commands: new Map(),
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
