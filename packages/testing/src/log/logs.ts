/**
 * Logs at random: what projections and policies are tried on.
 *
 * Drawn from the codecs of the sources (any event, any order), or made by the histories of an
 * aggregate (what could really have happened). Streams share a few ids, so that rows meet.
 */
import {
  type Aggregate,
  type EventMeta,
  type EventSource,
  instantOfMillis,
  isId,
  type Message,
  positionOf,
  type StoredEvent,
  streamOf,
  type Tagged,
} from '@kiemtra/kernel'
import { DEFAULT_NAMESPACE } from '@kiemtra/runtime'
import fc from 'fast-check'
import { lists } from '../arbitrary/lists.ts'
import { actors, timesOfDay } from '../history/commands.ts'
import type { ArbitraryOptions } from '../arbitrary/of-codec.ts'
import { storedVersions } from '../codec/stored-events.ts'
import { fail } from '../failure.ts'
import { commandSequences, type SequenceOptions } from '../history/sequences.ts'
import { traceOf } from '../history/trace.ts'
import { worlds } from '../history/world.ts'
import { storedAs } from '../message.ts'
import { turned } from '../value/frozen.ts'
import { lottery } from './lottery.ts'

/** Events in the order in which they were appended; positions and revisions count from the start. */
export type Log = ReadonlyArray<StoredEvent>

/** An event before it has a place in a log. */
type Unplaced = Omit<StoredEvent, 'revision' | 'position'>

const MAX_LOG = 20
const DAY_MS = 86_400_000
const START_MS = Date.UTC(2023, 1, 6)

/** Days since the start: close together, or far apart. */
const days = fc.oneof({ withCrossShrink: true }, fc.nat(20), fc.nat(700))

/** Gives events their places, in the order in which they stand. */
export const placed = (events: ReadonlyArray<Unplaced>): Log => {
  const next = new Map<string, number>()
  return events.map((event, i) => {
    const revision = next.get(event.stream) ?? 0
    next.set(event.stream, revision + 1)
    return { ...event, revision, position: positionOf(String(i + 1).padStart(16, '0')) }
  })
}

/** Logs of any events of the sources, each to one of a few streams. */
export const drawnLogs = (
  from: ReadonlyArray<EventSource>,
  options: ArbitraryOptions,
): fc.Arbitrary<Log> => {
  const events = from.flatMap(({ category, event }) =>
    storedVersions(event, options)
      .filter(({ isCurrent }) => isCurrent)
      .map((version) =>
        fc
          .tuple(
            version.events,
            fc.constantFrom('a', 'b', 'c'),
            fc.constantFrom(...actors),
            days,
            timesOfDay,
          )
          .map(([stored, id, actor, day, timeOfDay]): Undated => ({
            ...stored,
            stream: streamOf(DEFAULT_NAMESPACE, category, id),
            meta: { ...stored.meta, actor },
            atMs: START_MS + day * DAY_MS + timeOfDay,
          })),
      ),
  )
  if (events.length === 0) {
    return fail('the sources list no definitions to draw events from: pass `logs`')
  }
  return lists(fc.oneof(...events), MAX_LOG).map(dated)
}

/** An event and the instant that it keeps, whatever is left out beside it. */
interface Undated extends StoredEvent {
  readonly atMs: number
}

/** Each at its instant, in that order; ids and commands of their own. */
const dated = (events: ReadonlyArray<Undated>): Log =>
  placed(
    [...events]
      .sort((a, b) => a.atMs - b.atMs)
      .map(({ atMs, ...event }, i) => ({
        ...event,
        id: `event-${i}`,
        meta: {
          ...event.meta,
          commandId: `command-${i}`,
          recordedAt: instantOfMillis(atMs),
        },
      })),
  )

/**
 * Logs as the commands of an aggregate make them, with the revisions that each decision relied on.
 *
 * @example
 * const Counter = aggregate<number, { readonly _tag: 'Full' }>()({
 *   category: 'counter',
 *   idOf: ({ data }) => data.counterId,
 *   command: commandCodec(command('Count', t.strict({ counterId: id('counter') }))),
 *   event: eventCodec(event('Counted', t.strict({}))),
 *   initialState: 0,
 *   needs: () => ({}),
 *   decide: (_, count) =>
 *     count < 3 ? E.right([{ type: 'Counted' as const, data: {} }]) : E.left({ _tag: 'Full' }),
 *   evolve: (count) => count + 1,
 * })
 * fc.assert(
 *   fc.property(logsOf(Counter), (log) => log.every(({ type, revision }) => type === 'Counted' && revision < 3)),
 * )
 */
export const logsOf = <C extends Message, E extends Message, S, R extends Tagged, F>(
  aggregate: Aggregate<string, C, E, S, R, F>,
  options: SequenceOptions<NoInfer<C>, NoInfer<E>> = {},
): fc.Arbitrary<Log> => {
  const worldOf = worlds(aggregate, options)
  const name = (id: string): string => streamOf(DEFAULT_NAMESPACE, aggregate.category, id)
  return commandSequences(aggregate, options).map(({ steps, worldSeed }) => {
    const { happened } = traceOf(worldOf(worldSeed), steps)
    const log: Unplaced[] = []
    const lengths = new Map<string, number>()
    for (const [n, { command, id, before, outcome }] of happened.entries()) {
      if (outcome._tag !== 'Right' || !isId(id)) continue
      const stream = name(id)
      const reads: { readonly stream: string; readonly revision: number }[] = []
      const needs = aggregate.needs(command, before)
      for (const need in needs) {
        const { of, id: other } = needs[need]
        if (of.category !== aggregate.category) continue
        reads.push({ stream: name(other), revision: (lengths.get(name(other)) ?? 0) - 1 })
      }
      const { actor, recordedAt, correlationId } = command.meta
      for (const [index, event] of outcome.right.entries()) {
        const { type, data, meta } = storedAs(aggregate.event, event)
        const own: EventMeta = {
          schemaVersion: meta.schemaVersion,
          commandId: `command-${n}`,
          index,
          count: outcome.right.length,
          actor,
          recordedAt,
          correlationId: correlationId ?? `command-${n}`,
          reads,
        }
        log.push({ id: `event-${aggregate.category}-${n}-${index}`, stream, type, data, meta: own })
      }
      lengths.set(stream, (lengths.get(stream) ?? 0) + outcome.right.length)
    }
    return placed(log)
  })
}

/**
 * Several logs in one, shuffled; each keeps its own order.
 *
 * @example
 * const logs = mergedLogs(
 *   logsOf(Agency, { commands: agencyCommands }),
 *   logsOf(Plan, { commands: planCommands }),
 * )
 * fc.assert(fc.property(logs, (log) => log.every(({ meta }) => meta.schemaVersion >= 1)), { numRuns: 5 })
 */
export const mergedLogs = (...logs: ReadonlyArray<fc.Arbitrary<Log>>): fc.Arbitrary<Log> =>
  fc.tuple(fc.tuple(...logs), fc.nat()).map(([several, seed]) => {
    const next = lottery(seed)
    const heads = several.map((log) => [...log])
    const merged: StoredEvent[] = []
    for (;;) {
      const left = heads.filter((head) => head.length > 0)
      const event = left[next(left.length)]?.shift()
      if (event === undefined) return placed(merged)
      merged.push(event)
    }
  })

let nonce = 0

/** Ids that no one has seen: code that remembers ids by itself would pass unnoticed. */
export const withFreshIds = (log: Log): Log => {
  nonce += 1
  const ids = new Set(log.map(({ id }) => id))
  const fresh = (id: string): string => (ids.has(id) ? `${id}-${nonce}` : id)
  return log.map((stored) => {
    const { causationId } = stored.meta
    const meta = {
      ...stored.meta,
      ...(causationId === undefined ? {} : { causationId: fresh(causationId) }),
    }
    return { ...stored, id: fresh(stored.id), meta }
  })
}

/** As a store may give it back: none promises an order of keys. */
export const withKeysTurned = (log: Log): Log =>
  log.map((stored) => ({ ...stored, data: turned(stored.data) }))

/** A log for a reader: what happened, who did it, and when it was recorded. */
export const logText = (log: Log): ReadonlyArray<string> =>
  log.map(
    ({ stream, revision, type, data, meta }, i) =>
      `${i + 1}. ${stream}@${revision} ${type} ${JSON.stringify(data)} (${meta.actor.kind}, ${meta.recordedAt})`,
  )
