/**
 * Listening: stored events as the sources of a projection or policy decode them.
 */
import {
  type EventSource,
  type Message,
  parseStream,
  type Recorded,
  recorded,
  type StoredEvent,
} from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import { fail } from '../failure.ts'
import { decodeFailureText } from '../message.ts'

/** Decodes what concerns the sources, in order; an event that can't be read fails. */
export const heardBy = <E extends Message>(
  from: ReadonlyArray<EventSource<E>>,
  log: ReadonlyArray<StoredEvent>,
): ReadonlyArray<Recorded<E>> => {
  const heard: Recorded<E>[] = []
  for (const stored of log) {
    const category = parseStream(stored.stream)?.category
    const source = from.find(
      (one) => one.category === category && one.event.types.includes(stored.type),
    )
    if (source === undefined) continue
    const decoded = source.event.decode(stored)
    if (isLeft(decoded))
      return fail(`a log holds what its source can't read: ${decodeFailureText(decoded.left)}`)
    heard.push(recorded(stored, decoded.right))
  }
  return heard
}
