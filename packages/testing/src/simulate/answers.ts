/**
 * What commands were answered: every call to a command handler, by whom, and what it was told.
 */
import {
  type Aggregate,
  type Fold,
  foldOf,
  foldStored,
  isId,
  type Message,
  type StoredEvent,
  streamOf,
  type Tagged,
} from '@kiemtra/kernel'
import {
  type CommandFailure,
  type CommandHandler,
  DEFAULT_NAMESPACE,
  type Handled,
} from '@kiemtra/runtime'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import { printedInline } from '../value/diff.ts'
import { isBag } from '../value/equals.ts'
import { throughJson } from '../value/json.ts'
import { type DecideAgain, decideAgainOf } from './again.ts'

// ------------------------------------------------------------------- model

/** An event as an answer names it. */
export interface AnsweredEvent {
  readonly id: string
  readonly revision: number
  readonly position: string
  readonly type: string
  readonly data: unknown
}

/** What a call was told. `failed` leaves the command to be sent again. */
export type Answer =
  | {
      readonly _tag: 'accepted'
      readonly events: ReadonlyArray<AnsweredEvent>
      readonly revision: number
      readonly state: unknown
      readonly repeated: boolean
    }
  | { readonly _tag: 'refused'; readonly why: string }
  | { readonly _tag: 'failed'; readonly why: string }

/** One call of a command handler. */
export interface Handling {
  readonly commandId: string
  readonly commandType: string
  readonly stream: string
  readonly by: string
  /** Whether a client sent it; else a policy. */
  readonly isOfClient: boolean
  /** Ticks at which it was made and answered; without an end, it never was. */
  readonly from: number
  readonly to: number
  readonly answer: Answer | undefined
  /** The state after events of the stream, as its own aggregate folds them. */
  readonly stateAfter: (events: ReadonlyArray<StoredEvent>) => unknown
  readonly decideAgain: DecideAgain
}

// --------------------------------------------------------------- behaviour

/** A handler whose calls are kept, in the order in which they were made. */
export const watched = (
  handle: CommandHandler,
  { by, isOfClient }: Pick<Handling, 'by' | 'isOfClient'>,
  tick: () => number,
  handlings: Handling[],
): CommandHandler => {
  const untyped: CommandHandler['untyped'] = (aggregate, command, options) => async () => {
    const index = handlings.length
    const call: Handling = {
      ...commandIn(command),
      stream: streamOfCommand(aggregate, command),
      by,
      isOfClient,
      from: tick(),
      to: Number.POSITIVE_INFINITY,
      answer: undefined,
      stateAfter: stateAfterOf(foldOf(aggregate)),
      decideAgain: decideAgainOf(aggregate, command),
    }
    handlings.push(call)
    const answered = await handle.untyped(aggregate, command, options)()
    const answer = answerOf(aggregate, answered)
    handlings[index] = { ...call, to: tick(), answer }
    return answered
  }
  return Object.assign(
    <C extends Message, E extends Message, S, R extends Tagged, F>(
      aggregate: Aggregate<string, C, E, S, R, F>,
      command: unknown,
      options?: Parameters<CommandHandler['untyped']>[2],
    ) => untyped(aggregate, command, options),
    { untyped },
  )
}

/** What a handler's answer comes to. */
export const answerOf = <C extends Message, E extends Message, S, R extends Tagged, F>(
  aggregate: Aggregate<string, C, E, S, R, F>,
  answered: Either<CommandFailure<R>, Handled<E, S>>,
): Answer => {
  if (isLeft(answered)) return failureAnswer(answered.left)
  const { events, revision, state, repeated } = answered.right
  return {
    _tag: 'accepted',
    events: events.map(({ id, revision: at, position, event }) => {
      const { type, data } = aggregate.event.encode(event)
      return { id, revision: at, position, type, data: throughJson(data) }
    }),
    revision,
    state,
    repeated,
  }
}

/** The stream that a command is for; empty where it can't be read. */
export const streamOfCommand = <C extends Message, E extends Message, S, R extends Tagged, F>(
  aggregate: Aggregate<string, C, E, S, R, F>,
  command: unknown,
): string => {
  const { type, data } = isBag(command) ? command : {}
  const decoded = aggregate.command.decode({ type, data })
  if (isLeft(decoded)) return ''
  const id = aggregate.idOf(decoded.right)
  return isId(id) ? streamOf(DEFAULT_NAMESPACE, aggregate.category, id) : ''
}

const commandIn = (command: unknown): Pick<Handling, 'commandId' | 'commandType'> => {
  const { type, meta } = isBag(command) ? command : {}
  return {
    commandId: isBag(meta) && typeof meta['commandId'] === 'string' ? meta['commandId'] : '',
    commandType: typeof type === 'string' ? type : '',
  }
}

const stateAfterOf =
  <S>(fold: Fold<S>) =>
  (events: ReadonlyArray<StoredEvent>): unknown => {
    const state = foldStored(fold, events)
    return isLeft(state) ? state.left : state.right
  }

const failureAnswer = (failure: CommandFailure<Tagged>): Answer =>
  failure._tag === 'Store'
    ? { _tag: 'failed', why: failure.failure._tag }
    : {
        _tag: 'refused',
        why: printedInline(throughJson(failure._tag === 'Rejected' ? failure.rejection : failure)),
      }
