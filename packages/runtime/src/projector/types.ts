/**
 * What a projector takes, and what it tells of itself.
 */
import type { AnyProjection, DecodeFailure, Position, Problem } from '@kiemtra/kernel'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Pause } from '../pause.ts'
import type { AppendFailure, EventStore } from '../ports/event-store.ts'
import type { ReadModelFailure, ReadModelStore } from '../ports/read-model-store.ts'

/** What stops a projection. */
export type ProjectionFailure =
  /** A poison event: of a category it listens to, and unreadable. */
  | { readonly _tag: 'UnreadableEvent'; readonly failure: DecodeFailure }
  /** A stored row, or one that `apply` made, which the row's codec refuses. */
  | { readonly _tag: 'UnreadableRow'; readonly problems: ReadonlyArray<Problem> }
  | { readonly _tag: 'ReadModels'; readonly failure: ReadModelFailure }
  | { readonly _tag: 'Events'; readonly failure: AppendFailure }
  /** `keys`, `apply` or `links` has thrown: a bug. */
  | { readonly _tag: 'Defect'; readonly thrown: unknown }

/** What a projection is doing. */
export type ProjectionState =
  | { readonly _tag: 'Idle' }
  | { readonly _tag: 'CatchingUp' }
  | { readonly _tag: 'Live' }
  /** Waiting before it asks the store again. */
  | { readonly _tag: 'Retrying'; readonly failure: ProjectionFailure; readonly attempt: number }
  /** `at`: position of the event that could not be projected, where one is to blame. */
  | {
      readonly _tag: 'Stopped'
      readonly failure: ProjectionFailure
      readonly at: Position | undefined
    }

/** How one projection stands. */
export interface ProjectionStatus {
  readonly projection: string
  readonly version: number
  /** Its checkpoint. */
  readonly position: Position | undefined
  /** Deliveries that wait to be projected; `undefined` until it has caught up once. */
  readonly lag: number | undefined
  readonly state: ProjectionState
}

/** What a projector is made of. */
export interface ProjectorConfig {
  readonly events: EventStore
  readonly readModels: ReadModelStore
  readonly projections: ReadonlyArray<AnyProjection>
  /** Default `kiemtra`. */
  readonly namespace?: string
  /** Most deliveries folded into one transaction. Default 500. */
  readonly batchSize?: number
  /** Told of every change of state. */
  readonly onState?: (status: ProjectionStatus) => void
  /** Aborted, the projector stops as if told to. */
  readonly signal?: AbortSignal
  /** Between attempts; by default a timer. */
  readonly pause?: Pause
}

/** Why waiting was in vain. */
export type AwaitFailure =
  | {
      readonly _tag: 'ProjectionStopped'
      readonly projection: string
      readonly failure: ProjectionFailure
    }
  | { readonly _tag: 'UnknownProjection'; readonly projection: string }
  /** The event store could not say how far there is to go. */
  | { readonly _tag: 'Store'; readonly failure: AppendFailure }
  /** The projector was stopped, or has ended. */
  | { readonly _tag: 'Ended' }
  /** The waiting was called off. */
  | { readonly _tag: 'Aborted' }

/** Whom to wait for, and how long. */
export interface AwaitOptions {
  /** Name of one projection; by default all. */
  readonly projection?: string
  readonly signal?: AbortSignal
}

/** Drives projections. */
export interface Projector {
  /**
   * Runs until it is stopped, or every projection has. Ends by resolving: what stopped whom is in
   * `states`. Running again after the end begins at the checkpoints.
   */
  readonly run: () => Promise<void>
  /** Ends once all events that there are have been projected; for command lines and tests. */
  readonly catchUp: () => TaskEither<AwaitFailure, void>
  /** Lets the step in hand end, then ends the run; resolves when all is quiet. */
  readonly stop: () => Promise<void>
  /** Reading your own write: resolves when the projections have committed at or after a position. */
  readonly awaitPosition: (
    position: Position,
    options?: AwaitOptions,
  ) => TaskEither<AwaitFailure, void>
  readonly states: () => ReadonlyArray<ProjectionStatus>
}
