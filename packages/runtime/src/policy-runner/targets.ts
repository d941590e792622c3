/**
 * Targets: the aggregates that policies send to, each ready to name a command's stream and to take it.
 */
import {
  type Aggregate,
  decoderOf,
  isId,
  type Message,
  type Problem,
  type SealedAggregate,
  streamOf,
  type Tagged,
} from '@kiemtra/kernel'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { CommandFailure, CommandHandler } from '../command-handler/types.ts'

/** An aggregate that commands can be sent to. */
export interface Target {
  /** The stream that a command is for, or why it doesn't decode. */
  readonly streamOf: (command: Message) => Either<ReadonlyArray<Problem>, string>
  /** Hands a command with its meta to the handler; `undefined`: it was answered, by events or a refusal. */
  readonly send: (command: unknown, signal: AbortSignal) => Promise<SendFailure | undefined>
}

/** Why a command was not answered. */
export type SendFailure = Exclude<CommandFailure<never>, { readonly _tag: 'Rejected' }>

/** The aggregates by their category. */
export const targetsOf = (
  aggregates: ReadonlyArray<SealedAggregate>,
  handle: CommandHandler,
  namespace: string,
): ReadonlyMap<string, Target> => {
  const targets = new Map<string, Target>()
  for (const sealed of aggregates) {
    const target = sealed.open((aggregate) => targetOf(aggregate, handle, namespace))
    targets.set(sealed.category, target)
  }
  return targets
}

const NOT_AN_ID: Problem = {
  path: 'id',
  expected: '1 to 64 letters, digits, underscores or dashes',
  found: 'another string',
}

const targetOf = <C extends Message, E extends Message, S, R extends Tagged, F>(
  aggregate: Aggregate<string, C, E, S, R, F>,
  handle: CommandHandler,
  namespace: string,
): Target => {
  const decode = decoderOf(aggregate.command)
  return {
    streamOf: ({ type, data }) => {
      const decoded = decode({ type, data })
      if (isLeft(decoded)) return decoded
      const id = aggregate.idOf(decoded.right)
      return isId(id) ? right(streamOf(namespace, aggregate.category, id)) : left([NOT_AN_ID])
    },
    send: async (command, signal) => {
      const answer = await handle.untyped(aggregate, command, { signal })()
      return answer._tag === 'Right' || answer.left._tag === 'Rejected' ? undefined : answer.left
    },
  }
}
