/**
 * Other orders of a log that respect causation: each stream's own order, an event after the one that
 * led to its command, and after the revisions that its decision relied on.
 */
import type { StoredEvent } from '@kiemtra/kernel'
import { type Log, placed } from './logs.ts'
import { lottery } from './lottery.ts'

/** Every order with two neighbours exchanged: by such steps each order comes from any other. */
export function* swapped(log: Log): IterableIterator<Log> {
  for (let i = 1; i < log.length; i++) {
    const [earlier, later] = [log[i - 1], log[i]]
    if (earlier === undefined || later === undefined || leadsTo(earlier, later)) continue
    yield placed(log.toSpliced(i - 1, 2, later, earlier))
  }
}

const leadsTo = (earlier: StoredEvent, { stream, meta }: StoredEvent): boolean =>
  earlier.stream === stream ||
  earlier.id === meta.causationId ||
  meta.reads.some((read) => read.stream === earlier.stream && read.revision >= earlier.revision)

/** Any other order. */
export const reordered = (log: Log, seed: number): Log => {
  const next = lottery(seed)
  const waiting = [...log]
  const ids = new Set(log.map(({ id }) => id))
  const done = new Set<string>()
  const lengths = new Map<string, number>()
  const order: StoredEvent[] = []
  const standing = (stream: string): number => lengths.get(stream) ?? 0
  const isReady = ({ stream, revision, meta }: StoredEvent): boolean =>
    standing(stream) === revision &&
    (meta.causationId === undefined || !ids.has(meta.causationId) || done.has(meta.causationId)) &&
    meta.reads.every((read) => standing(read.stream) > read.revision)
  while (waiting.length > 0) {
    const free = waiting.filter(isReady)
    // A log whose causes are missing stays as it is from here on.
    const event = free[next(free.length)] ?? waiting[0]
    if (event === undefined) break
    waiting.splice(waiting.indexOf(event), 1)
    order.push(event)
    done.add(event.id)
    lengths.set(event.stream, standing(event.stream) + 1)
  }
  return placed(order)
}
