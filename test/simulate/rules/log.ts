/**
 * Rules of every stream.
 */
import { domain as members } from '@kiemtra/core'
import { civilDateOf, foldOf, foldStored, isInstant, type StoredEvent } from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { Rule } from './rule.ts'

/** Every stream can be folded. */
export const folds: Rule = (log) => {
  for (const { category, aggregate } of members) {
    const streams = new Map<string, StoredEvent[]>()
    for (const event of log) {
      if (!event.stream.startsWith(`kiemtra.${category}-`)) continue
      streams.set(event.stream, [...(streams.get(event.stream) ?? []), event])
    }
    for (const [stream, events] of streams) {
      const folded = aggregate.open((one) => foldStored(foldOf(one), events))
      if (isLeft(folded)) return `${stream} can't be folded: ${folded.left._tag}`
    }
  }
  return true
}

const happenedOn = ({ data }: StoredEvent): string | undefined => {
  const day: unknown = Reflect.get(Object(data), 'happenedOn')
  return typeof day === 'string' ? day : undefined
}

/** R28: nothing is recorded before it happened. */
export const recordedAfter: Rule = (log) => {
  for (const event of log) {
    const { recordedAt } = event.meta
    const day = happenedOn(event)
    if (day !== undefined && isInstant(recordedAt) && day > civilDateOf(recordedAt)) {
      return `${event.type} of ${event.stream} happened on ${day}, and is recorded at ${recordedAt}`
    }
  }
  return true
}
