/**
 * The port to a policy store: a policy's checkpoint and its timers, in one transaction.
 *
 * A policy's state is not in it: that is a fold of the log, and states have no codec. Promises of
 * every adapter: a commit is all or nothing; only the latest claimant of a policy can commit (the
 * fencing epoch), a paused one that wakes up is `Fenced`; a checkpoint never moves backwards, and a
 * commit with a checkpoint before the one that stands changes nothing.
 */
import type { Position } from '@kiemtra/kernel'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

// ------------------------------------------------------------------- model

/** A timer that an instance of a policy has set. */
export interface PolicyTimer {
  /** The instance; with `timer`, its name: setting it again replaces it. */
  readonly key: string
  readonly timer: string
  /** When it is due, ISO 8601 UTC. */
  readonly instant: string
  /** What its commands inherit from the event that set it. */
  readonly setBy: {
    readonly eventId: string
    readonly correlationId: string
    readonly onBehalfOf: string
    readonly recordedAt: string
  }
  /**
   * Whether it has begun to fire. Written before its commands are sent: a runner that dies while it
   * sends them goes on with this timer before it looks at any event, and so in the same state.
   */
  readonly firing: boolean
}

/** What one transaction writes. */
export interface PolicyBatch {
  /** The checkpoint after it. */
  readonly position: Position | undefined
  readonly set: ReadonlyArray<PolicyTimer>
  /** Timers to forget; those that aren't there are no fault. */
  readonly cancel: ReadonlyArray<Pick<PolicyTimer, 'key' | 'timer'>>
}

/** Why a policy store failed. */
export type PolicyStoreFailure =
  /** Another claimant has taken the policy over. */
  | {
      readonly _tag: 'Fenced'
      readonly policy: string
      readonly epoch: number
      readonly current: number
    }
  | { readonly _tag: 'Unavailable'; readonly reason: string }
  | { readonly _tag: 'AccessDenied'; readonly operation: string }
  | { readonly _tag: 'StorageFull'; readonly where: string }
  | { readonly _tag: 'Incompatible'; readonly found: string; readonly wanted: string }

/** The right to run one policy, until someone else claims it. */
export interface PolicyWriter {
  readonly epoch: number
  /** Checkpoint and timers at the time of the claim. */
  readonly checkpoint: Position | undefined
  readonly timers: ReadonlyArray<PolicyTimer>
  readonly commit: (batch: PolicyBatch) => TaskEither<PolicyStoreFailure, void>
}

// -------------------------------------------------------------------- port

/** A policy store. */
export interface PolicyStore {
  /** Fences off whoever claimed the policy before. */
  readonly claim: (policy: string) => TaskEither<PolicyStoreFailure, PolicyWriter>
  readonly close: () => Promise<void>
}
