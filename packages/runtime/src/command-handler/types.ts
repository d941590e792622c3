/**
 * What a command handler takes and answers.
 */
import type {
  Aggregate,
  DecodeFailure,
  Message,
  PlainCommand,
  Position,
  Problem,
  Recorded,
  Tagged,
} from '@kiemtra/kernel'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Pause } from '../pause.ts'
import type { AppendFailure, EventStore, ExpectedRevision } from '../ports/event-store.ts'

/** Why a command was not handled. */
export type CommandFailure<Rejection> =
  /** The aggregate said no. */
  | { readonly _tag: 'Rejected'; readonly rejection: Rejection }
  /** The command, or its meta, doesn't decode: paths and kinds, never values. */
  | { readonly _tag: 'MalformedCommand'; readonly problems: ReadonlyArray<Problem> }
  /** An event of its stream, or of one it needs, doesn't decode. */
  | { readonly _tag: 'UnreadableHistory'; readonly failure: DecodeFailure }
  /** It needs a fact of a stream that has no events. */
  | { readonly _tag: 'UnknownReference'; readonly stream: string }
  | { readonly _tag: 'Store'; readonly failure: AppendFailure }

/** The answer to a command. */
export interface Handled<E extends Message, State> {
  /** What it produced, as recorded; none if it changed nothing. */
  readonly events: ReadonlyArray<Recorded<E>>
  /** The state right after these events. */
  readonly state: State
  /** The stream's revision right after these events; -1 for a stream without any. */
  readonly revision: number
  /** Of the stream's last event at that revision; `undefined` for an empty stream and a dry run. */
  readonly position: Position | undefined
  /** The command id was known: this is the first answer again. */
  readonly repeated: boolean
}

/** How one command is handled. */
export interface HandleOptions {
  /** The revision that the sender saw; another one there fails with `Conflict`. */
  readonly expected?: ExpectedRevision
  /** Everything but the append. Its events have the empty position. */
  readonly dryRun?: boolean
  /** Looked at between steps; aborted, the command fails as `Unavailable` unless it was written. */
  readonly signal?: AbortSignal
}

/** Handles commands of any aggregate. A throw means a bug: in the aggregate, the store, or here. */
export interface CommandHandler {
  <C extends Message, E extends Message, State, R extends Tagged, F>(
    aggregate: Aggregate<string, C, E, State, R, F>,
    command: PlainCommand<C>,
    options?: HandleOptions,
  ): TaskEither<CommandFailure<R>, Handled<E, State>>
  /** The same for a command of unknown shape: off a wire, out of a file, from a policy. */
  readonly untyped: <C extends Message, E extends Message, State, R extends Tagged, F>(
    aggregate: Aggregate<string, C, E, State, R, F>,
    command: unknown,
    options?: HandleOptions,
  ) => TaskEither<CommandFailure<R>, Handled<E, State>>
}

/** What a command handler is made of. */
export interface CommandHandlerConfig {
  readonly events: EventStore
  /** Separates applications, tenants and test runs on one store. Default `kiemtra`. */
  readonly namespace?: string
  /** How often a conflict loads and decides again. Default 3. */
  readonly retries?: number
  /** How often one append is sent while its outcome stays unknown. Default 5. */
  readonly attempts?: number
  /** States kept between commands, bounded by command ids remembered. Default 200,000; 0: none. */
  readonly cache?: number
  /** Between attempts; by default a timer. */
  readonly pause?: Pause
}

/** Makes a {@link CommandHandler}. */
export type MakeCommandHandler = (config: CommandHandlerConfig) => CommandHandler
