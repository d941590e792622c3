/**
 * The course of a rebuild: from the log's beginning to the place where built rows take over.
 *
 * 1. Fold up to the table's checkpoint, and scan the table; where it has moved on meanwhile, fold up
 *    to where the scan stands. Built rows and standing ones are then as of one position: compare.
 * 2. Fold to the log's end, write, replace. Where the table is further on by then, fold on and try
 *    again; a build that folds faster than the log grows gets there.
 */
import type { AnyProjection, Position } from '@kiemtra/kernel'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { Delivery } from '../ports/event-store.ts'
import type { ReadModelBuilder, RowScan } from '../ports/read-model-store.ts'
import { positionOfDelivery } from '../projector/delivery.ts'
import { type FoldFailure, foldingOf, ofStore } from '../projector/folding.ts'
import type { Halt } from '../projector/halt.ts'
import { tableOf } from '../projector/table.ts'
import { asked, finishing, notRebuilt, type Outcome, patient } from './asking.ts'
import { buildingOf } from './building.ts'
import { type Compared, compareRows } from './compare.ts'
import type { RebuildConfig, RebuildProgress, RebuildReport } from './types.ts'

/** A rebuild under way. */
export interface Course {
  /** Where it goes on. */
  readonly position: () => Position | undefined
  /** Takes the next deliveries; the report, when it is over. */
  readonly take: (
    deliveries: ReadonlyArray<Delivery>,
  ) => Promise<Outcome<RebuildReport | undefined>>
  /** Forgets what has been taken and not folded: it is delivered again. */
  readonly rewind: () => void
  readonly close: () => Promise<void>
}

/** What a course is made of. */
export interface CourseConfig {
  readonly projection: AnyProjection
  readonly config: RebuildConfig
  readonly namespace: string
  readonly halt: Halt
  readonly builder: ReadModelBuilder
  /** Where the log ended when it began. */
  readonly head: Position | undefined
}

/** Folded at a time. */
export const EVENTS_AT_ONCE = 500
const DEFAULT_MAX_HELD = 100_000
const DEFAULT_MAX_DIFFERENCES = 20
const NONE = right(undefined)

type Found = Omit<Compared, 'isAsWritten'>

/** Begins a course. */
export const courseOf = async (made: CourseConfig): Promise<Outcome<Course>> => {
  const { projection, config, halt, builder, head } = made
  const { readModels, onProgress, dryRun = false, clockMs = () => performance.now() } = config
  const { maxHeld = DEFAULT_MAX_HELD, maxDifferences = DEFAULT_MAX_DIFFERENCES } = config
  const { name, version } = projection
  const table = tableOf(projection)

  const checkpoint = await asked(halt, readModels.checkpoint(table))
  if (isLeft(checkpoint)) return checkpoint
  const skipped = await asked(halt, readModels.skipped(table))
  if (isLeft(skipped)) return skipped
  const passedOver = new Set<Position>(skipped.right.map(({ position }) => position))
  const building = buildingOf({
    folding: foldingOf(projection, made.namespace),
    builder: patient(builder, halt),
    maxHeld,
  })

  const begunMs = clockMs()
  let events = 0
  let chunk: Delivery[] = []
  /** What has been taken. */
  let taken: Position | undefined
  /** Where the building waits to be compared; `undefined` once it was, or where nothing stands. */
  let waitsAt = checkpoint.right
  let standing: RowScan | undefined
  let compared: { readonly found: Found; readonly at: Position | undefined } | undefined
  let isAtEnd = false

  const tell = (step: RebuildProgress['step']): void => {
    const seconds = (clockMs() - begunMs) / 1000
    onProgress?.({
      projection: name,
      version,
      step,
      events,
      eventsPerSecond: seconds > 0 ? events / seconds : 0,
      position: building.position(),
      head,
      held: building.held(),
    })
  }

  const folded = (done: Either<FoldFailure, void>): Outcome<void> => {
    if (!isLeft(done)) return done
    return left(halt.isHalted() ? { _tag: 'Cancelled' } : notRebuilt(done.left))
  }

  const foldChunk = async (): Promise<Outcome<void>> => {
    if (chunk.length === 0 || taken === undefined) return NONE
    const deliveries = chunk
    chunk = []
    const done = folded(await building.fold(deliveries, taken))
    if (!isLeft(done)) {
      events += deliveries.filter(({ _tag }) => _tag === 'Event').length
      tell('folding')
    }
    return done
  }

  /** Reads back what was written, and compares it with what stands; both are as of one position. */
  const compare = async (): Promise<Outcome<void>> => {
    const flushed = folded(await building.flush())
    if (isLeft(flushed)) return flushed
    tell('comparing')
    const built = await asked(halt, builder.scan())
    if (isLeft(built)) return built
    const written = building.written()
    const found = await compareRows(
      { built: built.right, written, standing, listed: maxDifferences },
      halt,
    )
    await built.right.close()
    if (isLeft(found)) return folded(left(ofStore(found.left)))
    const { isAsWritten, ...rest } = found.right
    if (!isAsWritten) {
      return left({ _tag: 'Unverified', written: written.summary(), found: rest.built })
    }
    compared = { found: rest, at: building.position() }
    return NONE
  }

  /** The building is where it waits. */
  const arrive = async (): Promise<Outcome<void>> => {
    if (standing === undefined) {
      const scan = await asked(halt, readModels.scan(table))
      if (isLeft(scan)) return scan
      standing = scan.right
      if (standing.position !== waitsAt) {
        waitsAt = standing.position
        return NONE
      }
    }
    const done = await compare()
    waitsAt = undefined
    await standing.close()
    return done
  }

  const arriveUpTo = async (reached: (at: Position) => boolean): Promise<Outcome<void>> => {
    while (waitsAt !== undefined && reached(waitsAt)) {
      const done = await arrive()
      if (isLeft(done)) return done
    }
    return NONE
  }

  /** What is taken lies before a position, and the building may have to wait before it, too. */
  const arriveBefore = async (position: Position): Promise<Outcome<void>> => {
    const done = await foldChunk()
    return isLeft(done) ? done : arriveUpTo((at) => position > at)
  }

  /** At the log's end; whether the table is beyond it. */
  const end = async (at: Position): Promise<Outcome<void>> => {
    const arrived = await arriveUpTo((waits) => at >= waits)
    if (isLeft(arrived)) return arrived
    if (waitsAt === undefined) {
      isAtEnd = true
      return NONE
    }
    const now = await config.events.head()()
    const isShorter = !isLeft(now) && (now.right ?? '') < waitsAt
    return isShorter ? left({ _tag: 'LogIsShorter', end: at, checkpoint: waitsAt }) : NONE
  }

  const replace = async (): Promise<Outcome<RebuildReport | undefined>> => {
    if (compared === undefined) {
      const verified = await compare()
      if (isLeft(verified)) return verified
    }
    const flushed = folded(await building.flush())
    if (isLeft(flushed)) return flushed
    if (!dryRun) {
      tell('replacing')
      const done = await asked(halt, finishing(builder))
      if (isLeft(done)) return done
      if (done.right !== undefined) return NONE
    }
    return compared === undefined ? NONE : right(report(compared))
  }

  const report = ({ found, at }: NonNullable<typeof compared>): RebuildReport => ({
    projection: name,
    version,
    events,
    position: dryRun ? checkpoint.right : building.position(),
    replaced: !dryRun,
    comparison: { at, ...found, agree: found.differences.total === 0 },
  })

  return right({
    position: building.position,
    take: async (deliveries) => {
      for (const delivery of deliveries) {
        const position = positionOfDelivery(delivery)
        if (position > (taken ?? '')) {
          if (waitsAt !== undefined && position > waitsAt) {
            const arrived = await arriveBefore(position)
            if (isLeft(arrived)) return arrived
          }
          taken = position
          chunk.push(passedOver.has(position) ? { _tag: 'Advanced', position } : delivery)
        }
        const isCaughtUp = delivery._tag === 'CaughtUp'
        if (chunk.length < EVENTS_AT_ONCE && !isCaughtUp) continue
        const done = await foldChunk()
        if (isLeft(done)) return done
        if (isCaughtUp) {
          const ended = await end(position)
          if (isLeft(ended)) return ended
        }
        if (!isAtEnd) continue
        const replaced = await replace()
        if (isLeft(replaced) || replaced.right !== undefined) return replaced
      }
      return NONE
    },
    rewind: () => {
      chunk = []
      taken = building.position()
    },
    close: async () => standing?.close(),
  })
}
