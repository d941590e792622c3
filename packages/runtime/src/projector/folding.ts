/**
 * What folding a batch is made of, and what can go wrong in it.
 */
import type {
  AnyHandler,
  AnyProjection,
  Message,
  Position,
  Recorded,
  Remembered,
} from '@kiemtra/kernel'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type { ReadModelFailure } from '../ports/read-model-store.ts'
import { type Listen, listenTo } from './listener.ts'
import { type RowCodec, rowCodec } from './row-codec.ts'
import type { ProjectionFailure } from './types.ts'

/** A projection made ready to fold. */
export interface Folding {
  readonly projection: AnyProjection
  readonly listen: Listen
  readonly row: RowCodec
}

/** Why a batch can't be folded, and at which event. */
export interface FoldFailure {
  readonly failure: ProjectionFailure
  readonly at: Position | undefined
}

/** An event, the keys of the rows that it concerns, each once, and what its stream has left so far. */
export interface KeyedEvent {
  readonly recorded: Recorded<Message>
  readonly handler: AnyHandler
  readonly keys: ReadonlyArray<string>
  readonly remembered: Remembered
}

/** Prepares a projection; once. */
export const foldingOf = (projection: AnyProjection, namespace: string): Folding => ({
  projection,
  listen: listenTo(projection.from, namespace),
  row: rowCodec(projection.row),
})

/** A read-model store's failure; no event is to blame. */
export const ofStore = (failure: ReadModelFailure): FoldFailure => ({
  failure: { _tag: 'ReadModels', failure },
  at: undefined,
})

/** The handler of an event's type; inherited names like `constructor` are none. */
export const handlerOf = (
  { on }: AnyProjection,
  { event }: Recorded<Message>,
): AnyHandler | undefined => (Object.hasOwn(on, event.type) ? on[event.type] : undefined)

/** Runs a projection's own code: what it throws is a bug, and stops that projection alone. */
export const guarded = <A>(run: () => A): Either<ProjectionFailure, A> => {
  try {
    return right(run())
  } catch (thrown) {
    return left({ _tag: 'Defect', thrown })
  }
}
