/**
 * Listening: which stored events concern a projection or policy, decoded by their source's codec.
 */
import {
  type DecodeFailure,
  type EventSource,
  type Message,
  type Recorded,
  recorded,
  type StoredEvent,
} from '@kiemtra/kernel'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'

/** The event; `undefined` where it is of no concern; or why it can't be read. */
export type Listen = (stored: StoredEvent) => Either<DecodeFailure, Recorded<Message> | undefined>

const UNCONCERNED = right(undefined)

/**
 * A listener to sources within a namespace.
 *
 * Types that no source of the category knows are of no concern: a newer writer may have added them.
 * Several sources may share a category (an aggregate and its refusals), each with types of its own.
 */
export const listenTo = (from: ReadonlyArray<EventSource>, namespace: string): Listen => {
  const prefix = `${namespace}.`
  const byCategory = new Map<string, Map<string, EventSource>>()
  for (const source of from) {
    const byType = byCategory.get(source.category) ?? new Map<string, EventSource>()
    for (const type of source.event.types) byType.set(type, source)
    byCategory.set(source.category, byType)
  }
  return (stored) => {
    const { stream } = stored
    if (!stream.startsWith(prefix)) return UNCONCERNED
    const category = stream.slice(prefix.length, stream.indexOf('-', prefix.length))
    const source = byCategory.get(category)?.get(stored.type)
    if (source === undefined) return UNCONCERNED
    const decoded = source.event.decode(stored)
    return isLeft(decoded) ? left(decoded.left) : right(recorded(stored, decoded.right))
  }
}
