/**
 * A rule over the log, and how it reads: in the log's own terms, never by asking an aggregate.
 */
import {
  type EventSource,
  type Message,
  parseStream,
  type Recorded,
  recorded,
  type StoredEvent,
} from '@kiemtra/kernel'
import type { SimulateOptions } from '@kiemtra/testing'
import { isLeft } from 'fp-ts/lib/Either.js'

/** `true` where it holds, else why it doesn't. */
export type Rule = NonNullable<SimulateOptions['rules']>[string]

/** The events of one aggregate, stream by stream, in order; refusals are none. */
export const streamsOf = <E extends Message>(
  { category, event }: EventSource<E>,
  log: ReadonlyArray<StoredEvent>,
): ReadonlyMap<string, ReadonlyArray<Recorded<E>>> => {
  const streams = new Map<string, Array<Recorded<E>>>()
  for (const stored of log) {
    if (parseStream(stored.stream)?.category !== category) continue
    const decoded = event.decode(stored)
    if (isLeft(decoded)) continue
    const one = recorded(stored, decoded.right)
    const known = streams.get(stored.stream)
    if (known === undefined) streams.set(stored.stream, [one])
    else known.push(one)
  }
  return streams
}

/** A rule about each stream of an aggregate by itself: what is wrong with it, if anything. */
export const ofEach =
  <E extends Message>(
    source: EventSource<E>,
    wrongIn: (events: ReadonlyArray<E>) => string | undefined,
  ): Rule =>
  (log) => {
    for (const [stream, all] of streamsOf(source, log)) {
      const wrong = wrongIn(all.map(({ event }) => event))
      if (wrong !== undefined) return `${stream}: ${wrong}`
    }
    return true
  }
