/**
 * Decoding commands: what comes in is a stranger's, whatever its type says.
 */
import {
  type Command,
  CommandMeta,
  type Decode,
  decoderOf,
  isId,
  type Message,
  type Problem,
} from '@kiemtra/kernel'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'

/** A command that doesn't decode. */
export interface MalformedCommand {
  readonly _tag: 'MalformedCommand'
  readonly problems: ReadonlyArray<Problem>
}

/** A decoded command, and the id of its stream. */
export interface Decoded<C extends Message> {
  readonly command: Command<C>
  readonly id: string
}

const decodeMeta = decoderOf(CommandMeta, 'meta')

/** A decoder of an aggregate's commands; make it once. Keys beyond the codec's don't survive. */
export const commandDecoder = <C extends Message>(aggregate: {
  readonly command: t.Type<C, unknown>
  readonly idOf: (command: C) => string
}): ((command: unknown) => Either<MalformedCommand, Decoded<C>>) => {
  const decodeMessage: Decode<C> = decoderOf(aggregate.command)
  return (u) => {
    const given: { readonly type?: unknown; readonly data?: unknown; readonly meta?: unknown } =
      typeof u === 'object' && u !== null ? u : {}
    const message = decodeMessage({ type: given.type, data: given.data })
    const meta = decodeMeta(given.meta)
    if (isLeft(message)) {
      return malformed(isLeft(meta) ? [...message.left, ...meta.left] : message.left)
    }
    if (isLeft(meta)) return malformed(meta.left)
    const id = aggregate.idOf(message.right)
    if (!isId(id)) return malformed([notAnId])
    return right({ command: { ...message.right, meta: meta.right }, id })
  }
}

const malformed = (problems: ReadonlyArray<Problem>): Either<MalformedCommand, never> =>
  left({ _tag: 'MalformedCommand', problems })

const notAnId: Problem = {
  path: 'id',
  expected: '1 to 64 letters, digits, underscores or dashes',
  found: 'another string',
}
