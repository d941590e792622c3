/**
 * The projector: drives projections through the log.
 *
 * One subscription from the lowest checkpoint feeds all; each has its own table, checkpoint and
 * fate. Rows, links and checkpoint are committed together under a fencing epoch, so each event
 * affects a read model exactly once, whatever is delivered twice, wherever the process died, and
 * however many run at once: the last to claim a table writes it, the others stop as `Fenced`.
 */
import { isLeft, left, right } from 'fp-ts/lib/Either.js'
import { DEFAULT_NAMESPACE } from '../namespace.ts'
import { timer } from '../pause.ts'
import type { Delivery } from '../ports/event-store.ts'
import { type Fed, type Feed, feedOf, lowest } from './feeding.ts'
import { type Halt, haltBy } from './halt.ts'
import { type Lane, makeLane } from './lane.ts'
import { lastPosition } from './last-position.ts'
import type { ProjectionState, ProjectionStatus, Projector, ProjectorConfig } from './types.ts'
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
  const { events, projections, onState, onProgress, signal, pause = timer } = config
  const { clockMs = () => performance.now(), clock = systemClock } = config
  const { namespace = DEFAULT_NAMESPACE, batchSize = DEFAULT_BATCH_SIZE } = config
  let current: Run | undefined
  let lanes: ReadonlyArray<Lane> = []
  let feed: Feed | undefined
  let hasEnded = false
  const waiting = waitingOn(
    () => lanes,
    () => hasEnded,
  )

  const statusOf = (lane: Lane): ProjectionStatus => {
    const { name, version } = lane.projection
    const isQuiet = hasEnded && lane.state()._tag !== 'Stopped'
    const state: ProjectionState = isQuiet ? { _tag: 'Idle' } : lane.state()
    const lag = state._tag === 'Live' ? feed?.waiting() : undefined
    const { meter } = lane
    const [total, perSecond] = [meter.total(), meter.perSecond()]
    return {
      projection: name,
      version,
      position: lane.checkpoint(),
      lag,
      events: total,
      eventsPerSecond: perSecond,
      state,
    }
  }

  const start = (): Run => {
    if (current !== undefined) return current
    const halt = haltBy(signal, pause)
    const onChange = (lane: Lane, what: 'state' | 'checkpoint'): void => {
      if (what === 'state') onState?.(statusOf(lane))
      else onProgress?.(statusOf(lane))
      waiting.check()
    }
    lanes = projections.map((projection) =>
      makeLane({ projection, readModels: config.readModels, namespace, halt, onChange, clockMs }),
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

  const drive = async (halt: Halt, onCaughtUp: () => void): Promise<void> => {
    await Promise.all(lanes.map((lane) => lane.claim()))
    // A new projection, or a new version, reads the log by itself: the others stay up to date.
    const isNew = (lane: Lane): boolean => lane.checkpoint() === undefined
    const standing = lanes.filter((lane) => !isNew(lane))
    const apart = standing.length === 0 ? [] : lanes.filter(isNew)
    let joined = apart.length === 0 ? lanes : standing
    const common = { events, namespace, batchSize, halt, pause }
    const together = feedOf({
      ...common,
      lanes: () => joined.map(fedOf),
      onFed: (batch) => {
        if (joined === lanes && batch.some(isCaughtUp)) onCaughtUp()
        return false
      },
    })
    const alone = feedOf({
      ...common,
      lanes: () => apart.map(fedOf),
      onFed: (batch) => batch.some(isCaughtUp),
    })
    feed = together
    const join = async (): Promise<void> => {
      await alone.run()
      joined = lanes
      together.restart()
    }
    await Promise.all([together.run(), apart.length === 0 ? undefined : join()])
    // Where the others have ended before it, nobody has fed it since.
    if (apart.length > 0) await together.run()
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
          ? await lastPosition(events, namespace, lowest(run.lanes.map(fedOf)))
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
    skip:
      ({ projection, position, by }) =>
      async () => {
        if (!projections.some(({ name }) => name === projection)) {
          return left({ _tag: 'UnknownProjection', projection })
        }
        if (by.reason.trim() === '') return left({ _tag: 'ReasonMissing' })
        const lane = lanes.find((one) => one.projection.name === projection)
        if (lane === undefined) {
          return left({ _tag: 'NotStoppedThere', projection, at: undefined })
        }
        const skipped = await lane.skip(position, by, clock())
        // It is behind those that went on meanwhile.
        if (!isLeft(skipped)) feed?.restart()
        return skipped
      },
    states: () =>
      lanes.length > 0
        ? lanes.map(statusOf)
        : projections.map(({ name, version }) => ({
            projection: name,
            version,
            position: undefined,
            lag: undefined,
            events: 0,
            eventsPerSecond: 0,
            state: { _tag: 'Idle' },
          })),
  }
}

// --------------------------------------------------------------- behaviour

const isCaughtUp = (delivery: Delivery): boolean => delivery._tag === 'CaughtUp'

const fedOf = (lane: Lane): Fed => ({
  seen: lane.checkpoint,
  isStopped: () => lane.state()._tag === 'Stopped',
  process: lane.process,
  stop: lane.stop,
})

const systemClock = (): string => new Date().toISOString()
