/**
 * Drafts: decided events in the form that a store takes, with their ids and meta.
 */
import {
  type Command,
  type EncodedEvent,
  type EventDecoder,
  type EventMeta,
  type Message,
  positionOf,
} from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import { eventIdOf } from '../identity.ts'
import type { EventToAppend } from '../ports/event-store.ts'

/** What the events of one command share. */
export interface DraftContext {
  readonly stream: string
  readonly command: Command<Message>
  readonly reads: EventMeta['reads']
  readonly count: number
}

/** An encoded event with its id and meta. */
export const draftOf = (
  { type, schemaVersion, data }: EncodedEvent,
  index: number,
  { stream, command, reads, count }: DraftContext,
): EventToAppend => {
  const { commandId, actor, recordedAt, correlationId, causationId } = command.meta
  const meta = {
    schemaVersion,
    commandId,
    index,
    count,
    actor,
    recordedAt,
    correlationId: correlationId ?? commandId,
    reads,
  }
  return {
    id: eventIdOf(stream, commandId, index),
    type,
    data,
    meta: causationId === undefined ? meta : { ...meta, causationId },
  }
}

/** Of an event that no store has placed yet. */
export const UNPLACED = positionOf('')

/**
 * The event of a draft as it will be read back at a revision.
 *
 * Decoded before it is appended: an event that its own codec refuses would make the stream
 * unreadable for ever, so `decide` having made one throws as the bug it is.
 */
export const readBack = <E extends Message>(
  codec: EventDecoder<E>,
  { id, type, data, meta }: EventToAppend,
  stream: string,
  revision: number,
): E => {
  const decoded = codec.decode({ id, stream, revision, position: UNPLACED, type, data, meta })
  if (!isLeft(decoded)) return decoded.right
  const places =
    decoded.left._tag === 'Malformed'
      ? decoded.left.problems.map(({ path, expected }) => `${path}: ${expected}`).join('; ')
      : decoded.left._tag
  throw new TypeError(`decide made a ${type} that its codec refuses (${places})`)
}
