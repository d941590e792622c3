/**
 * The event store as one process sees it: every call waits for its turn and may fail, and what was
 * seen is kept for the checks.
 */
import type { Position, StoredEvent } from '@kiemtra/kernel'
import {
  type AppendFailure,
  type Delivery,
  type EventStore,
  type ReadOptions,
  StoreError,
  type SubscribeOptions,
  type Written,
} from '@kiemtra/runtime'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { RecordedCall } from '../event-store/concurrent-history.ts'
import { portCall, type Surroundings } from './port-call.ts'
import { never } from './scheduler.ts'

// ------------------------------------------------------------------- model

/** A read that began in the middle of a stream: the checks fill in what stood before. */
export interface SeenCall extends RecordedCall {
  /** First revision that was read. */
  readonly first: number
}

/** What a subscription has delivered, each position once. */
export interface Delivered {
  readonly by: string
  readonly namespace: string
  readonly from: Position | 'start' | 'end'
  readonly positions: Position[]
}

/** What is kept of what processes have seen of the event store. */
export interface Sightings {
  readonly calls: Array<SeenCall>
  readonly subscriptions: Array<Delivered>
  /** Told of every stream that may have grown. */
  readonly wrote: (stream: string) => Promise<void>
}

const unavailable = (reason: string): AppendFailure => ({ _tag: 'Unavailable', reason })

// --------------------------------------------------------------- behaviour

/** A store as one process sees it. */
export const seenBy = (
  store: EventStore,
  around: Surroundings,
  sightings: Sightings,
): EventStore => ({
  read: (stream, options) => reading(store, around, sightings, stream, options),
  append: (stream, expected, events, options) => async () => {
    const index = sightings.calls.length
    const call: SeenCall = {
      client: around.process.name,
      stream,
      call: { _tag: 'append', expected, ids: events.map(({ id }) => id) },
      answer: { _tag: 'unknown' },
      from: around.tick(),
      to: Number.POSITIVE_INFINITY,
      first: 0,
    }
    sightings.calls.push(call)
    const lost = (): Either<AppendFailure, Written> =>
      left({ _tag: 'OutcomeUnknown', stream, attempts: 1 })
    const types = events.map(({ type }) => type).join(', ')
    const answered = await portCall(around, {
      what: `append ${types} to ${stream} after ${expected}`,
      work: async () => {
        const done = await store.append(stream, expected, events, options)()
        await sightings.wrote(stream)
        return done
      },
      refused: () => left(unavailable('simulated')),
      writeLost: lost,
      replyLost: lost,
      told: (answer) => (isLeft(answer) ? answer.left._tag : `written at ${answer.right.position}`),
    })
    const to = around.tick()
    if (!isLeft(answered)) {
      sightings.calls[index] = { ...call, answer: { _tag: 'written', ...answered.right }, to }
    } else if (answered.left._tag === 'Conflict') {
      const { actual } = answered.left
      sightings.calls[index] = { ...call, answer: { _tag: 'conflict', actual }, to }
    }
    return answered
  },
  subscribe: (options) => ({
    [Symbol.asyncIterator]: () => subscription(store, around, sightings, options),
  }),
  head: () => () => store.head()(),
  close: () => store.close(),
})

// -------------------------------------------------------------------- read

/** Reads all there is at once, at its turn. */
const reading = (
  store: EventStore,
  around: Surroundings,
  sightings: Sightings,
  stream: string,
  options: ReadOptions = {},
): AsyncIterable<StoredEvent> => ({
  [Symbol.asyncIterator]: async function* () {
    const from = around.tick()
    const read = async (): Promise<Either<AppendFailure, ReadonlyArray<StoredEvent>>> => {
      const events: StoredEvent[] = []
      for await (const stored of store.read(stream, options)) events.push(stored)
      return right(events)
    }
    const refused = (): Either<AppendFailure, never> => left(unavailable('simulated'))
    const first = options.from ?? 0
    const answered = around.isFineGrained
      ? await portCall<Either<AppendFailure, ReadonlyArray<StoredEvent>>>(around, {
          what: `read ${stream} from ${first}`,
          work: read,
          refused,
          replyLost: refused,
          told: (answer) => (isLeft(answer) ? answer.left._tag : `${answer.right.length} events`),
        })
      : await read()
    if (isLeft(answered)) throw new StoreError(answered.left)
    const isWhole = options.direction !== 'backwards' && options.limit === undefined
    if (isWhole) {
      sightings.calls.push({
        client: around.process.name,
        stream,
        call: { _tag: 'read' },
        answer: { _tag: 'seen', ids: answered.right.map(({ id }) => id) },
        from,
        to: around.tick(),
        first,
      })
    }
    yield* answered.right
  },
})

// --------------------------------------------------------------- subscribe

const REMEMBERED = 4
const STALLED_STEPS = 120
const LATE_STEPS = 12
/** How many deliveries in a hundred come apart from the one before, where steps are few. */
const APART_PERCENT = 30

/** Delivers what the store delivers: late, or twice, or until it breaks off. */
const subscription = (
  store: EventStore,
  { process, scheduler, faults, random, isFineGrained, crash, note }: Surroundings,
  { subscriptions }: Sightings,
  options: SubscribeOptions,
): AsyncIterator<Delivery> => {
  const inner = store.subscribe(options)[Symbol.asyncIterator]()
  const leave = (): void => void inner.return?.()
  process.onDeath.push(leave)
  const { namespace, from } = options
  const delivered: Delivered = { by: process.name, namespace, from, positions: [] }
  subscriptions.push(delivered)
  let recent: ReadonlyArray<Delivery> = []
  let again: ReadonlyArray<Delivery> = []
  return {
    next: async () => {
      if (again.length === 0 && recent.length > 0 && faults.strikes('duplicate')) {
        again = recent.slice(-1 - random.below(REMEMBERED))
      }
      const [repeated, ...others] = again
      if (repeated !== undefined) {
        again = others
        await scheduler.gate(process, 'delivery')
        note(process, `is delivered ${nameOf(repeated)} !again`)
        return { done: false, value: repeated }
      }
      const next = await inner.next()
      if (next.done === true) return process.isAlive ? next : never()
      const late = faults.strikes('late') ? 1 + random.below(LATE_STEPS) : 0
      const stalled = faults.strikes('stalled') ? random.below(STALLED_STEPS) : 0
      const steps = late + stalled
      const waits = steps > 0 || isFineGrained || random.below(100) < APART_PERCENT
      if (waits) await scheduler.gate(process, 'delivery', { steps })
      else scheduler.stir()
      if (faults.strikes('crash-before')) {
        note(process, `!crash before ${nameOf(next.value)} is delivered`)
        crash(process)
        return never()
      }
      if (faults.strikes('dropped')) {
        note(process, `its subscription !breaks off before ${nameOf(next.value)}`)
        leave()
        throw new StoreError(unavailable('dropped'))
      }
      note(process, `is delivered ${nameOf(next.value)}`)
      if (next.value._tag === 'Event') {
        delivered.positions.push(next.value.stored.position)
        recent = [...recent, next.value].slice(-REMEMBERED)
      }
      return next
    },
    return: async () => {
      leave()
      return { done: true, value: undefined }
    },
  }
}

const nameOf = (delivery: Delivery): string =>
  delivery._tag === 'Event'
    ? `${delivery.stored.type} at ${delivery.stored.position}`
    : `${delivery._tag} at ${delivery.position}`
