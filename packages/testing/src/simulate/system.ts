/**
 * What is simulated: senders, projections, policies, and the parts that drive and keep them.
 */
import type {
  AnyPolicy,
  AnyProjection,
  Position,
  SealedAggregate,
  StoredEvent,
} from '@kiemtra/kernel'
import {
  type CommandHandler,
  commandHandler,
  type CommandHandlerConfig,
  type EventStore,
  inMemoryEventStore,
  inMemoryPolicies,
  inMemoryReadModels,
  policyRunner,
  type PolicyRunner,
  type PolicyRunnerConfig,
  type PolicyRunnerFailure,
  type PolicyStore,
  projector,
  type Projector,
  type ProjectorConfig,
  type ReadModelStore,
  rebuild,
  type RebuildConfig,
  type RebuildFailure,
  type RebuildReport,
} from '@kiemtra/runtime'
import type { Either } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { SimulatedSender } from './senders.ts'

/**
 * A point within a store's work at which others may go on, or the process die. A store in memory has
 * none, and is then all or nothing by itself; one that takes several steps says so by awaiting points.
 */
export type Point = (what: string) => Promise<void>

/**
 * The parts to simulate, each by default the runtime's own. Stores must answer without timers, files
 * or sockets: what the scheduler doesn't see can't be repeated.
 */
export interface SimulatedParts {
  readonly events: (point: Point) => EventStore
  readonly readModels: (point: Point) => ReadModelStore
  readonly policyStore: (point: Point) => PolicyStore
  readonly commandHandler: (config: CommandHandlerConfig) => CommandHandler
  readonly projector: (config: ProjectorConfig) => Projector
  readonly policyRunner: (config: PolicyRunnerConfig) => Either<PolicyRunnerFailure, PolicyRunner>
  readonly rebuild: (
    projection: AnyProjection,
    config: RebuildConfig,
  ) => TaskEither<RebuildFailure, RebuildReport>
}

/** The rows of a read model, as they are just after a commit. */
export interface Shown {
  readonly projection: AnyProjection
  readonly rows: ReadonlyMap<string, unknown>
  /** The checkpoint, and the log up to it. */
  readonly position: Position
  readonly log: ReadonlyArray<StoredEvent>
}

/** How a run has ended, for rules that speak of the end. */
export interface RunEnd {
  /** Whether it has come to rest: what will be done has been done. */
  readonly isAtRest: boolean
  /** The names of the policies that were in it. */
  readonly policies: ReadonlyArray<string>
  /** By the clock, ISO 8601 UTC: what is due by then, is done. */
  readonly now: string
}

/** A system to simulate. */
export interface SimulatedSystem {
  readonly senders: ReadonlyArray<SimulatedSender>
  readonly projections?: ReadonlyArray<AnyProjection>
  readonly policies?: ReadonlyArray<AnyPolicy>
  /** The aggregates that policies send to. */
  readonly aggregates?: ReadonlyArray<SealedAggregate>
  /** Rules over the log, by name: `true` where it holds, else `false` or why it doesn't. */
  readonly rules?: Readonly<
    Record<string, (log: ReadonlyArray<StoredEvent>, end: RunEnd) => boolean | string>
  >
  /** What is wrong with what a read model shows at a commit, by its audience; `undefined`: nothing. */
  readonly shown?: (shown: Shown) => string | undefined
  readonly parts?: Partial<SimulatedParts>
  /** When it begins, ISO 8601 UTC; by default with 2026. */
  readonly startsAt?: string
  /** How much time a step takes at most; by default 200 ms. */
  readonly stepMs?: number
  /**
   * Steps in which much is sent and nothing goes wrong yet, at most; every other run draws how many.
   * What takes long to come about is there by then. By default none.
   */
  readonly calmSteps?: number
}

/** The runtime's own parts. */
export const ownParts: SimulatedParts = {
  events: () => inMemoryEventStore(),
  readModels: inMemoryReadModels,
  policyStore: inMemoryPolicies,
  commandHandler,
  projector,
  policyRunner,
  rebuild,
}
