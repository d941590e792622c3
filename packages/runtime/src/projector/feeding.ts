/**
 * Feeding: one subscription for several lanes, of a projector or of a policy runner.
 *
 * It begins behind the lane that is furthest behind, and hands every batch to all that go on; each
 * lane passes over what it has seen. No lane is given a batch whose beginning it hasn't seen: where
 * one has come later, or goes on after a stop, the subscription begins anew behind it. It ends when it
 * is halted, when every lane has stopped, or with the store. A subscription that drops is taken up
 * again after a pause; one that is refused stops all.
 */
import type { Position } from '@kiemtra/kernel'
import { backoffMs, type Pause } from '../pause.ts'
import {
  type AppendFailure,
  type Delivery,
  type EventStore,
  StoreError,
} from '../ports/event-store.ts'
import { positionOfDelivery } from './delivery.ts'
import { type Halt, haltBy } from './halt.ts'
import { type ReadAhead, readAhead } from './read-ahead.ts'

/** Who is fed. */
export interface Fed {
  /** Up to where it has seen the log. */
  readonly seen: () => Position | undefined
  readonly isStopped: () => boolean
  readonly process: (deliveries: ReadonlyArray<Delivery>) => Promise<void>
  readonly stop: (
    failure: { readonly _tag: 'Events'; readonly failure: AppendFailure },
    at: undefined,
  ) => void
}

/** What feeding is made of. */
export interface FeedConfig {
  readonly events: EventStore
  readonly namespace: string
  readonly batchSize: number
  readonly halt: Halt
  readonly pause: Pause
  /** Who is fed now; it may change, and is looked at for each batch. */
  readonly lanes: () => ReadonlyArray<Fed>
  /** Called when all have processed a batch; `true` ends the feeding. */
  readonly onFed: (batch: ReadonlyArray<Delivery>) => boolean
}

/** One subscription for several lanes. */
export interface Feed {
  readonly run: () => Promise<void>
  /** Subscribes anew, without waiting for the next batch: a lane has come that is further behind. */
  readonly restart: () => void
  /** Deliveries that wait. */
  readonly waiting: () => number | undefined
}

/** A feed that doesn't run yet. */
export const feedOf = (config: FeedConfig): Feed => {
  const { events, namespace, batchSize, halt, pause, onFed } = config
  let reader: ReadAhead | undefined
  let subscription: Halt | undefined
  let isRestarting = false

  const active = (): ReadonlyArray<Fed> => config.lanes().filter((lane) => !lane.isStopped())

  /** Feeds from one subscription, which begins behind a position; whether it is over. */
  const feed = async (
    from: ReadAhead,
    start: Position | 'start',
    onBatch: () => void,
  ): Promise<boolean> => {
    let given: Position | undefined = start === 'start' ? undefined : start
    for (;;) {
      const batch = await from.take()
      if (halt.isHalted()) return true
      if (batch === undefined) return !isRestarting
      onBatch()
      const lanes = active()
      if (!lanes.every((lane) => isUpTo(lane.seen(), given))) return false
      await Promise.all(lanes.map((lane) => lane.process(batch)))
      given = endOf(batch, given)
      if (onFed(batch) || halt.isHalted() || active().length === 0) return true
      if (isRestarting) return false
    }
  }

  const run = async (): Promise<void> => {
    let failures = 0
    while (!halt.isHalted() && active().length > 0) {
      isRestarting = false
      // Its own switch: an iterator that waits gives way to a signal, not to an early return.
      subscription = haltBy(halt.signal, pause)
      const from = lowest(active())
      const options = { namespace, from, signal: subscription.signal }
      reader = readAhead(events.subscribe(options), batchSize)
      try {
        if (await feed(reader, from, () => (failures = 0))) return
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

  return {
    run,
    restart: () => {
      isRestarting = true
      subscription?.halt()
    },
    waiting: () => reader?.waiting(),
  }
}

/** Whether who has seen the log up to a place knows all that was given. */
const isUpTo = (seen: Position | undefined, given: Position | undefined): boolean =>
  given === undefined || (seen !== undefined && seen >= given)

/** The last place that a batch has led to. The end of the log is none: a lane needn't take note of it. */
const endOf = (
  batch: ReadonlyArray<Delivery>,
  given: Position | undefined,
): Position | undefined => {
  let end = given
  for (const delivery of batch) {
    if (delivery._tag === 'CaughtUp') continue
    const position = positionOfDelivery(delivery)
    // What is delivered twice leads nowhere.
    if (end === undefined || position > end) end = position
  }
  return end
}

/** Where the one furthest behind has come to. */
export const lowest = (lanes: ReadonlyArray<Pick<Fed, 'seen'>>): Position | 'start' => {
  let low: Position | 'start' | undefined
  for (const lane of lanes) {
    const seen = lane.seen()
    if (seen === undefined) return 'start'
    if (low === undefined || seen < low) low = seen
  }
  return low ?? 'start'
}
