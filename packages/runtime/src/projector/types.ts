/**
 * What a projector takes, and what it tells of itself.
 */
import type { AnyProjection, DecodeFailure, Position, Problem } from '@kiemtra/kernel'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Pause } from '../pause.ts'
import type { AppendFailure, EventStore } from '../ports/event-store.ts'
import type {
  Operator,
  ReadModelFailure,
  ReadModelStore,
  SkippedEvent,
} from '../ports/read-model-store.ts'

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
  /** Events committed since the run began, those of no concern included, and how many a second. */
  readonly events: number
  readonly eventsPerSecond: number
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
  /** Told after every commit: how far it is, how fast. */
  readonly onProgress?: (status: ProjectionStatus) => void
  /** Aborted, the projector stops as if told to. */
  readonly signal?: AbortSignal
  /** Between attempts; by default a timer. */
  readonly pause?: Pause
  /** Milliseconds, for rates; by default the platform's. */
  readonly clockMs?: () => number
  /** Now, ISO 8601 UTC, for what is recorded of a skip; by default the system's. */
  readonly clock?: () => string
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

/** An event that a projection is to pass over, and who says so. */
export interface SkipRequest {
  readonly projection: string
  /** Where it has stopped, as its state says. */
  readonly position: Position
  /** With a reason; both are recorded. */
  readonly by: Operator
}

/** Why nothing was skipped. */
export type SkipFailure =
  | { readonly _tag: 'UnknownProjection'; readonly projection: string }
  /** It isn't stopped at that event. `at`: where it is stopped, if it is, at an event. */
  | {
      readonly _tag: 'NotStoppedThere'
      readonly projection: string
      readonly at: Position | undefined
    }
  | { readonly _tag: 'ReasonMissing' }
  | { readonly _tag: 'ReadModels'; readonly failure: ReadModelFailure }

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
  /**
   * Has a projection pass over the event at which it has stopped: an operator's act, recorded with the
   * checkpoint (`ReadModelStore.skipped`) in one transaction. A run that is under way goes on behind
   * the event; otherwise the next one does.
   */
  readonly skip: (request: SkipRequest) => TaskEither<SkipFailure, SkippedEvent>
  readonly states: () => ReadonlyArray<ProjectionStatus>
}
