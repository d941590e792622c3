/**
 * Repeats: a command id that the stream has seen is answered from the log, and never decided again.
 */
import {
  type Aggregate,
  COMMAND_REFUSED,
  foldStored,
  type Message,
  type Recorded,
  recorded,
  type StoredEvent,
  type Tagged,
} from '@kiemtra/kernel'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { EventStore } from '../ports/event-store.ts'
import { type LoadFailure, storeFailure } from './load.ts'
import type { Prepared } from './prepared.ts'
import type { Loaded } from './state-cache.ts'
import type { Handled } from './types.ts'

/** Whose command was repeated, and where it stands. */
export interface Repeat<C extends Message, E extends Message, S, R extends Tagged, F> {
  readonly events: EventStore
  readonly aggregate: Aggregate<string, C, E, S, R, F>
  readonly prepared: Prepared<C, S, R>
  readonly stream: string
  readonly commandId: string
  /** Revision of its first event. */
  readonly first: number
  readonly loaded: Loaded<S>
}

type Refused<R> = { readonly _tag: 'Rejected'; readonly rejection: R }

/** The first answer again: its events, and the state right after them. */
export const answerAgain = async <C extends Message, E extends Message, S, R extends Tagged, F>(
  repeat: Repeat<C, E, S, R, F>,
): Promise<Either<LoadFailure | Refused<R>, Handled<E, S>>> => {
  const { events, aggregate, prepared, stream, commandId, first, loaded } = repeat
  try {
    const own: Recorded<E>[] = []
    for await (const stored of events.read(stream, { from: first })) {
      if (stored.meta.commandId !== commandId) break
      if (stored.type === COMMAND_REFUSED) {
        const refusal = prepared.refusal.decode(stored)
        return isLeft(refusal)
          ? left({ _tag: 'UnreadableHistory', failure: refusal.left })
          : left({ _tag: 'Rejected', rejection: refusal.right.data.rejection })
      }
      const decoded = aggregate.event.decode(stored)
      if (isLeft(decoded)) return left({ _tag: 'UnreadableHistory', failure: decoded.left })
      own.push(recorded(stored, decoded.right))
    }
    const last = own[own.length - 1]
    if (last === undefined) throw new Error('the store has lost an event that it delivered before')
    const { revision, position } = last
    if (revision === loaded.revision) {
      return right({ events: own, state: loaded.state, revision, position, repeated: true })
    }
    const before = await upTo(events, stream, revision)
    const state = foldStored(prepared.fold, before)
    if (isLeft(state)) return left({ _tag: 'UnreadableHistory', failure: state.left })
    return right({ events: own, state: state.right, revision, position, repeated: true })
  } catch (thrown) {
    return left(storeFailure(thrown))
  }
}

const upTo = async (
  events: EventStore,
  stream: string,
  revision: number,
): Promise<ReadonlyArray<StoredEvent>> => {
  const found: StoredEvent[] = []
  for await (const stored of events.read(stream, { limit: revision + 1 })) {
    if (stored.revision > revision) break
    found.push(stored)
  }
  return found
}
