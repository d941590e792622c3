/**
 * What a policy runner takes, and what it tells of itself.
 */
import type { AnyPolicy, DecodeFailure, Position, Problem, SealedAggregate } from '@kiemtra/kernel'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { CommandHandler } from '../command-handler/types.ts'
import type { Pause } from '../pause.ts'
import type { AppendFailure, EventStore } from '../ports/event-store.ts'
import type { PolicyStore, PolicyStoreFailure } from '../ports/policy-store.ts'

/** What stops a policy. */
export type PolicyFailure =
  /** A poison event: of a category it listens to, and unreadable. */
  | { readonly _tag: 'UnreadableEvent'; readonly failure: DecodeFailure }
  /** It sends to a category of which the runner has no aggregate. */
  | { readonly _tag: 'UnknownCategory'; readonly category: string }
  /** A command of its own that doesn't decode. */
  | {
      readonly _tag: 'MalformedCommand'
      readonly commandType: string
      readonly problems: ReadonlyArray<Problem>
    }
  /** Two commands of one type to one stream from one reaction, and nothing to tell them apart. */
  | {
      readonly _tag: 'AmbiguousCommand'
      readonly commandType: string
      readonly discriminator: string
    }
  /** A command of its own needs a fact of a stream that has no events. */
  | {
      readonly _tag: 'UnknownReference'
      readonly commandType: string
      readonly stream: string
    }
  /** A command's stream, or one that it needs, holds an event that doesn't decode. */
  | { readonly _tag: 'UnreadableHistory'; readonly failure: DecodeFailure }
  /** A timer that it sets isn't due at an instant. */
  | { readonly _tag: 'MalformedTimer'; readonly timer: string }
  | { readonly _tag: 'Policies'; readonly failure: PolicyStoreFailure }
  | { readonly _tag: 'Events'; readonly failure: AppendFailure }
  /** `key`, `evolve` or `react` has thrown, or the handler has: a bug. */
  | { readonly _tag: 'Defect'; readonly thrown: unknown }

/** What a policy is doing. */
export type PolicyState =
  | { readonly _tag: 'Idle' }
  | { readonly _tag: 'CatchingUp' }
  | { readonly _tag: 'Live' }
  /** Waiting before it asks a store again. */
  | { readonly _tag: 'Retrying'; readonly failure: PolicyFailure; readonly attempt: number }
  /** `at`: position of the event that could not be reacted to, where one is to blame. */
  | {
      readonly _tag: 'Stopped'
      readonly failure: PolicyFailure
      readonly at: Position | undefined
    }

/** How one policy stands. */
export interface PolicyStatus {
  readonly policy: string
  /** Its checkpoint. */
  readonly position: Position | undefined
  /** Instances that it has a state of. */
  readonly instances: number
  /** Timers that are set. */
  readonly timers: number
  readonly state: PolicyState
}

/** What a policy runner is made of. */
export interface PolicyRunnerConfig {
  readonly events: EventStore
  readonly handle: CommandHandler
  /** The aggregates that policies send to. */
  readonly aggregates: ReadonlyArray<SealedAggregate>
  readonly policies: ReadonlyArray<AnyPolicy>
  /** Checkpoints and timers. */
  readonly store: PolicyStore
  /** Now, as an instant; by default the platform's clock. */
  readonly clock?: () => string
  /** Default `kiemtra`; the one that the handler writes to. */
  readonly namespace?: string
  /** Most deliveries taken at once. Default 500. */
  readonly batchSize?: number
  /**
   * Policies take turns: each event goes through all of them, in the order of the list, before the next
   * one does, and timers fire one by one, once everything has been reacted to. What they write then
   * stands in one order, also after a death; by default only the order of each policy's own acts is
   * certain, and none waits for another.
   */
  readonly inTurns?: boolean
  /** Told of every change of state. */
  readonly onState?: (status: PolicyStatus) => void
  /** Aborted, the runner stops as if told to. */
  readonly signal?: AbortSignal
  /** Between attempts; by default a timer. */
  readonly pause?: Pause
  /** Waits for the next timer, or until the signal; by default a timer. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>
}

/** Why no runner can be made of a configuration. */
export type PolicyRunnerFailure =
  /** A policy sends to a category of which there is no aggregate. */
  | { readonly _tag: 'UnknownCategory'; readonly policy: string; readonly category: string }
  | { readonly _tag: 'SeveralPoliciesOfOneName'; readonly policy: string }
  | { readonly _tag: 'SeveralAggregatesOfOneCategory'; readonly category: string }

/** Why catching up was in vain. */
export type CatchUpFailure =
  | { readonly _tag: 'PolicyStopped'; readonly policy: string; readonly failure: PolicyFailure }
  /** The event store could not say how far there is to go. */
  | { readonly _tag: 'Store'; readonly failure: AppendFailure }
  /** The runner was stopped. */
  | { readonly _tag: 'Ended' }

/** Drives policies. */
export interface PolicyRunner {
  /**
   * Runs until it is stopped, or every policy has. Ends by resolving: what stopped which is in
   * `states`. Running again after the end begins at the checkpoints.
   */
  readonly run: () => Promise<void>
  /**
   * Ends once all events that there are have been reacted to, those that its own commands led to
   * included. Timers don't fire, but for one that had begun to.
   */
  readonly catchUp: () => TaskEither<CatchUpFailure, void>
  /** Catches up, fires the timers that are due by the clock, and catches up with what came of it. */
  readonly tick: () => TaskEither<CatchUpFailure, void>
  /** Lets the step in hand end, then ends the run; resolves when all is quiet. */
  readonly stop: () => Promise<void>
  readonly states: () => ReadonlyArray<PolicyStatus>
}
