/**
 * A lane: one projection's way through the log.
 *
 * It claims its table, and with it the right to write until someone else claims it; it skips what
 * its checkpoint has passed; it commits each batch's rows, links and checkpoint at once. What can
 * pass by itself is tried again without end; anything else stops this lane and no other, after all
 * that lies before the event to blame has been committed.
 */
import type { AnyProjection, Position, StoredEvent } from '@kiemtra/kernel'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { Delivery } from '../ports/event-store.ts'
import type {
  Operator,
  ReadModelFailure,
  ReadModelStore,
  ReadModelWriter,
  SkippedEvent,
} from '../ports/read-model-store.ts'
import { positionOfDelivery } from './delivery.ts'
import { foldBatch } from './fold-batch.ts'
import { type FoldFailure, foldingOf, ofStore } from './folding.ts'
import type { Halt } from './halt.ts'
import { type Meter, meterOf } from './meter.ts'
import { type Halted, persist } from './persist.ts'
import { tableOf } from './table.ts'
import type { ProjectionFailure, ProjectionState, SkipFailure } from './types.ts'

/** One projection's way through the log. */
export interface Lane {
  readonly projection: AnyProjection
  readonly state: () => ProjectionState
  readonly checkpoint: () => Position | undefined
  readonly claim: () => Promise<void>
  readonly process: (deliveries: ReadonlyArray<Delivery>) => Promise<void>
  readonly stop: (failure: ProjectionFailure, at: Position | undefined) => void
  /** Records that the event at which it has stopped is passed over, and goes on behind it. */
  readonly skip: (
    position: Position,
    by: Operator,
    recordedAt: string,
  ) => Promise<Either<SkipFailure, SkippedEvent>>
  /** Events that it has committed. */
  readonly meter: Meter
}

/** What a lane is made of. */
export interface LaneConfig {
  readonly projection: AnyProjection
  readonly readModels: ReadModelStore
  readonly namespace: string
  readonly halt: Halt
  /** Called after every change of state or checkpoint. */
  readonly onChange: (lane: Lane, what: 'state' | 'checkpoint') => void
  readonly clockMs: () => number
}

/** What may be repeated without harm. */
type Step<A> = () => Promise<Either<FoldFailure, A>>

/** A lane that hasn't claimed its table yet. */
export const makeLane = (config: LaneConfig): Lane => {
  const { projection, readModels, namespace, halt, onChange } = config
  const folding = foldingOf(projection, namespace)
  let writer: ReadModelWriter | undefined
  let checkpoint: Position | undefined
  let state: ProjectionState = { _tag: 'CatchingUp' }
  let isLive = false
  /** The event that it has stopped at. */
  let stumbled: StoredEvent | undefined
  const meter = meterOf(config.clockMs)

  const enter = (next: ProjectionState): void => {
    const same = next._tag === state._tag && next._tag !== 'Retrying'
    state = next
    if (!same) onChange(lane, 'state')
  }

  const persistently = async <A>(step: Step<A>): Promise<Either<FoldFailure | Halted, A>> => {
    const done = await persist(halt, step, canPass, ({ failure }, attempt) => {
      enter({ _tag: 'Retrying', failure, attempt })
    })
    if (!isLeft(done) && state._tag === 'Retrying') {
      enter({ _tag: isLive ? 'Live' : 'CatchingUp' })
    }
    return done
  }

  const advance = async (
    to: ReadModelWriter,
    deliveries: ReadonlyArray<Delivery>,
  ): Promise<void> => {
    const last = deliveries[deliveries.length - 1]
    if (last === undefined) return
    const position = positionOfDelivery(last)
    const done = await persistently(async () => {
      const batch = await foldBatch(folding, to, deliveries, position)
      if (isLeft(batch)) return batch
      const committed = await to.commit(batch.right)()
      return isLeft(committed) ? left(ofStore(committed.left)) : right(undefined)
    })
    if (!isLeft(done)) {
      checkpoint = position
      meter.count(eventsIn(deliveries))
      onChange(lane, 'checkpoint')
    } else if (!isHalt(done.left)) {
      const { failure, at } = done.left
      if (isRebuilt(failure)) return renew(to, deliveries)
      const before = deliveries.filter((one) => at !== undefined && positionOfDelivery(one) < at)
      if (before.length > 0) await advance(to, before)
      // A rebuild may have passed it, by a record that it is skipped.
      if (at !== undefined && checkpoint !== undefined && at <= checkpoint) {
        return advance(writer ?? to, after(checkpoint, deliveries))
      }
      // What lies before may have stopped it already, or the run been halted: then that stands.
      if (state._tag === 'Stopped' || halt.isHalted()) return
      stumbled = eventAt(deliveries, at)
      lane.stop(failure, at)
    }
  }

  /** Goes on with the rows of a rebuild, which may have seen some of the deliveries already. */
  const renew = async (
    from: ReadModelWriter,
    deliveries: ReadonlyArray<Delivery>,
  ): Promise<void> => {
    const renewed = await persistently(async () => {
      const renewal = await from.renew()()
      return isLeft(renewal) ? left(ofStore(renewal.left)) : renewal
    })
    if (!isLeft(renewed)) {
      writer = renewed.right
      checkpoint = writer.checkpoint
      onChange(lane, 'checkpoint')
      await advance(writer, after(checkpoint, deliveries))
    } else if (!isHalt(renewed.left)) lane.stop(renewed.left.failure, renewed.left.at)
  }

  const lane: Lane = {
    projection,
    state: () => state,
    checkpoint: () => checkpoint,
    claim: async () => {
      const claimed = await persistently(async () => {
        const claim = await readModels.claim(tableOf(projection))()
        return isLeft(claim) ? left(ofStore(claim.left)) : claim
      })
      if (!isLeft(claimed)) {
        writer = claimed.right
        checkpoint = writer.checkpoint
        onChange(lane, 'checkpoint')
      } else if (!isHalt(claimed.left)) lane.stop(claimed.left.failure, claimed.left.at)
    },
    process: async (deliveries) => {
      if (writer === undefined || state._tag === 'Stopped') return
      await advance(writer, after(checkpoint, deliveries))
      if (!deliveries.some((one) => one._tag === 'CaughtUp')) return
      isLive = true
      if (lane.state()._tag === 'CatchingUp') enter({ _tag: 'Live' })
    },
    stop: (failure, at) => enter({ _tag: 'Stopped', failure, at }),
    skip: async (position, by, recordedAt) => {
      const standing = state
      const at = standing._tag === 'Stopped' ? standing.at : undefined
      const event = at === position ? stumbled : undefined
      if (standing._tag !== 'Stopped' || event === undefined || writer === undefined) {
        return left({ _tag: 'NotStoppedThere', projection: projection.name, at })
      }
      const skipped = skippedOf(event, standing.failure, by, recordedAt)
      const done = await passOver(writer, skipped)
      if (isLeft(done)) return left({ _tag: 'ReadModels', failure: done.left })
      writer = done.right
      checkpoint = position
      enter({ _tag: 'CatchingUp' })
      onChange(lane, 'checkpoint')
      return right(skipped)
    },
    meter,
  }
  return lane
}

/** Commits a skip, on the rows of a rebuild where there was one meanwhile. */
const passOver = async (
  writer: ReadModelWriter,
  skipped: SkippedEvent,
): Promise<Either<ReadModelFailure, ReadModelWriter>> => {
  const { position } = skipped
  const done = await writer.commit({ position, upserts: [], deletes: [], links: [], skipped })()
  if (!isLeft(done)) return right(writer)
  if (done.left._tag !== 'Rebuilt') return done
  const renewed = await writer.renew()()
  return isLeft(renewed) ? renewed : passOver(renewed.right, skipped)
}

const skippedOf = (
  { position, id: eventId, stream, revision, type }: StoredEvent,
  failure: ProjectionFailure,
  by: Operator,
  recordedAt: string,
): SkippedEvent => {
  const why = failure._tag === 'UnreadableEvent' ? failure.failure._tag : failure._tag
  return { position, eventId, stream, revision, type, failure: why, by, recordedAt }
}

const eventsIn = (deliveries: ReadonlyArray<Delivery>): number => {
  let events = 0
  for (const { _tag } of deliveries) if (_tag === 'Event') events += 1
  return events
}

const eventAt = (
  deliveries: ReadonlyArray<Delivery>,
  at: Position | undefined,
): StoredEvent | undefined => {
  for (const delivery of deliveries) {
    if (delivery._tag === 'Event' && delivery.stored.position === at) return delivery.stored
  }
  return undefined
}

const canPass = ({ failure }: FoldFailure): boolean =>
  failure._tag === 'ReadModels' && failure.failure._tag === 'Unavailable'

const isHalt = (failure: FoldFailure | Halted): failure is Halted => '_tag' in failure

const isRebuilt = (failure: ProjectionFailure): boolean =>
  failure._tag === 'ReadModels' && failure.failure._tag === 'Rebuilt'

/** What lies after a position, each once: a subscription may deliver what it has delivered before. */
const after = (
  checkpoint: Position | undefined,
  deliveries: ReadonlyArray<Delivery>,
): ReadonlyArray<Delivery> => {
  let last: string = checkpoint ?? ''
  return deliveries.filter((one) => {
    const position = positionOfDelivery(one)
    if (position <= last) return false
    last = position
    return true
  })
}
