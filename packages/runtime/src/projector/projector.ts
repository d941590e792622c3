/**
 * The projector: drives projections through the log.
 *
 * One subscription from the lowest checkpoint feeds all; each has its own table, checkpoint and
 * fate. Rows, links and checkpoint are committed together under a fencing epoch, so each event
 * affects a read model exactly once, whatever is delivered twice, wherever the process died, and
 * however many run at once: the last to claim a table writes it, the others stop as `Fenced`.
 */
import type { Position } from '@kiemtra/kernel'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { DEFAULT_NAMESPACE } from '../namespace.ts'
import { backoffMs, timer } from '../pause.ts'
import { type Delivery, type EventStore, StoreError } from '../ports/event-store.ts'
import { type Halt, haltBy } from './halt.ts'
import { type Lane, makeLane } from './lane.ts'
import { type ReadAhead, readAhead } from './read-ahead.ts'
import type {
  AwaitFailure,
  ProjectionState,
  ProjectionStatus,
  Projector,
  ProjectorConfig,
} from './types.ts'
import { stoppedBy, waitingOn } from './waiting.ts'

const DEFAULT_BATCH_SIZE = 500

interface Run {
  readonly halt: Halt
  readonly lanes: ReadonlyArray<Lane>
  readonly ended: Promise<void>
  /** Resolves with whether it has caught up once; `false` where it ended before. */
  readonly caughtUp: Promise<boolean>
}

/**
 * Makes a projector; nothing runs yet.
 *
 * @example
 * const Account = {
 *   category: 'account',
 *   event: eventCodec(event('Deposited', t.strict({ amount: t.number }))),
 * }
 * const balances = projection<{ readonly balance: number }>()({
 *   name: 'balances',
 *   version: 1,
 *   from: [Account],
 *   audience: 'public',
 *   row: t.strict({ balance: t.number }),
 *   indexes: ['balance'],
 *   on: {
 *     Deposited: {
 *       keys: ({ stream }) => [stream],
 *       apply: (row, { event }) => ({ balance: (row?.balance ?? 0) + event.data.amount }),
 *     },
 *   },
 * })
 * const running = projector({
 *   events: inMemoryEventStore(),
 *   readModels: inMemoryReadModels(),
 *   projections: [balances],
 * })
 * const ended = running.run()
 * running.states().map(({ projection }) => projection) // => ['balances']
 * await running.stop()
 * await ended
 */
export const projector = (config: ProjectorConfig): Projector => {
  const { events, projections, onState, signal, pause = timer } = config
  const { namespace = DEFAULT_NAMESPACE, batchSize = DEFAULT_BATCH_SIZE } = config
  let current: Run | undefined
  let lanes: ReadonlyArray<Lane> = []
  let reader: ReadAhead | undefined
  let hasEnded = false
  const waiting = waitingOn(
    () => lanes,
    () => hasEnded,
  )

  const statusOf = (lane: Lane): ProjectionStatus => {
    const { name, version } = lane.projection
    const isQuiet = hasEnded && lane.state()._tag !== 'Stopped'
    const state: ProjectionState = isQuiet ? { _tag: 'Idle' } : lane.state()
    const lag = state._tag === 'Live' ? reader?.waiting() : undefined
    return { projection: name, version, position: lane.checkpoint(), lag, state }
  }

  const start = (): Run => {
    if (current !== undefined) return current
    const halt = haltBy(signal, pause)
    const onChange = (lane: Lane, what: 'state' | 'checkpoint'): void => {
      if (what === 'state') onState?.(statusOf(lane))
      waiting.check()
    }
    lanes = projections.map((projection) =>
      makeLane({ projection, readModels: config.readModels, namespace, halt, onChange }),
    )
    hasEnded = false
    let tell: (caughtUp: boolean) => void = () => undefined
    const caughtUp = new Promise<boolean>((resolve) => (tell = resolve))
    // Begun in the next turn, so that a stop from within its very first step finds a run to stop.
    const ended = Promise.resolve()
      .then(() => drive(halt, () => tell(true)))
      .finally(() => {
        current = undefined
        hasEnded = true
        halt.halt()
        tell(false)
        waiting.check()
      })
    current = { halt, lanes, ended, caughtUp }
    return current
  }

  const active = (): ReadonlyArray<Lane> => lanes.filter((lane) => lane.state()._tag !== 'Stopped')

  const drive = async (halt: Halt, onCaughtUp: () => void): Promise<void> => {
    await Promise.all(lanes.map((lane) => lane.claim()))
    let failures = 0
    while (!halt.isHalted() && active().length > 0) {
      // Its own switch: an iterator that waits gives way to a signal, not to an early return.
      const subscription = haltBy(halt.signal, pause)
      const options = { namespace, from: lowest(active()), signal: subscription.signal }
      reader = readAhead(events.subscribe(options), batchSize)
      try {
        for (let batch = await reader.take(); ; batch = await reader.take()) {
          if (batch === undefined || halt.isHalted()) return
          failures = 0
          await feed(batch)
          if (halt.isHalted() || active().length === 0) return
          if (batch.some(isCaughtUp)) onCaughtUp()
        }
      } catch (thrown) {
        if (!(thrown instanceof StoreError)) throw thrown
        const { failure } = thrown
        if (failure._tag !== 'Unavailable') {
          for (const lane of active()) lane.stop({ _tag: 'Events', failure }, undefined)
          return
        }
        await halt.pause(backoffMs(failures++))
      } finally {
        subscription.halt()
        await reader.close()
        reader = undefined
      }
    }
  }

  const feed = async (batch: ReadonlyArray<Delivery>): Promise<void> => {
    await Promise.all(active().map((lane) => lane.process(batch)))
  }

  const stop = async (): Promise<void> => {
    const stopping = current
    stopping?.halt.halt()
    await stopping?.ended
  }

  return {
    run: () => start().ended,
    stop,
    catchUp: () => async () => {
      const isOurs = current === undefined
      const run = start()
      const hasCaughtUp = await run.caughtUp
      // A run of our own starts behind whatever there is; one that was live may not have seen it yet.
      const last =
        hasCaughtUp && !isOurs
          ? await lastPosition(events, namespace, lowest(run.lanes))
          : right(undefined)
      const waited =
        isLeft(last) || last.right === undefined ? last : await waiting.forPosition(last.right, {})
      if (isOurs) await stop()
      if (isLeft(waited)) return waited
      const failure = run.lanes.map(stoppedBy).find((stopped) => stopped !== undefined)
      if (failure !== undefined) return left(failure)
      return hasCaughtUp ? right(undefined) : left({ _tag: 'Ended' })
    },
    awaitPosition: (position, options = {}) => {
      const { projection } = options
      return projection !== undefined && !projections.some(({ name }) => name === projection)
        ? async () => left({ _tag: 'UnknownProjection', projection })
        : () => waiting.forPosition(position, options)
    },
    states: () =>
      lanes.length > 0
        ? lanes.map(statusOf)
        : projections.map(({ name, version }) => ({
            projection: name,
            version,
            position: undefined,
            lag: undefined,
            state: { _tag: 'Idle' },
          })),
  }
}

// --------------------------------------------------------------- behaviour

const isCaughtUp = (delivery: Delivery): boolean => delivery._tag === 'CaughtUp'

/** The checkpoint furthest behind. */
const lowest = (lanes: ReadonlyArray<Lane>): Position | 'start' => {
  let low: Position | 'start' | undefined
  for (const lane of lanes) {
    const checkpoint = lane.checkpoint()
    if (checkpoint === undefined) return 'start'
    if (low === undefined || checkpoint < low) low = checkpoint
  }
  return low ?? 'start'
}

/** Position of the last event that there is after a checkpoint; `undefined`: there is none. */
const lastPosition = async (
  events: EventStore,
  namespace: string,
  from: Position | 'start',
): Promise<Either<AwaitFailure, Position | undefined>> => {
  let last: Position | undefined
  try {
    for await (const delivery of events.subscribe({ namespace, from })) {
      if (delivery._tag === 'CaughtUp') break
      if (delivery._tag === 'Event') last = delivery.stored.position
    }
  } catch (thrown) {
    if (thrown instanceof StoreError) return left({ _tag: 'Store', failure: thrown.failure })
    throw thrown
  }
  return right(last)
}
