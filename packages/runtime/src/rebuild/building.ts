/**
 * Filling the rows that are to take a table's place: folded in memory, written in bulk.
 *
 * The workspace is kept for as long as it is within its bound, so mostly each row is written once,
 * and none is read: as long as nothing has been forgotten, what isn't in memory isn't there. What the
 * store ought to hold is known by its hash.
 */
import type { Position } from '@kiemtra/kernel'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { Delivery } from '../ports/event-store.ts'
import type { ReadModelBatch, ReadModelBuilder } from '../ports/read-model-store.ts'
import { foldInto, type RowSource } from '../projector/fold-batch.ts'
import { type FoldFailure, type Folding, ofStore } from '../projector/folding.ts'
import { drain, emptyWorkspace, forget, sizeOf } from '../projector/workspace.ts'
import { canonicalText, digestOf, type RowDigest, rowsHash } from './rows-hash.ts'
import type { RowsSummary } from './types.ts'

/** See the module. */
export interface Building {
  /** Folds what comes next; writes where memory is used up. After a failure it is of no more use. */
  readonly fold: (deliveries: ReadonlyArray<Delivery>, upTo: Position) => Promise<Folded>
  /** Writes what is in memory, with the checkpoint. */
  readonly flush: () => Promise<Folded>
  /** What the store should hold, after a flush. */
  readonly written: () => RowsSummary
  /** Where the folding is. */
  readonly position: () => Position | undefined
  /** How much is in memory. */
  readonly held: () => number
}

type Folded = Either<FoldFailure, void>

/** What building is made of; the builder's failures are final. */
export interface BuildingConfig {
  readonly folding: Folding
  readonly builder: Pick<ReadModelBuilder, 'rows' | 'links' | 'commit'>
  readonly maxHeld: number
}

/** Begins with nothing. */
export const buildingOf = ({ folding, builder, maxHeld }: BuildingConfig): Building => {
  const workspace = emptyWorkspace()
  const hash = rowsHash()
  /** Of rows as they were written, and as they were read back. */
  const digests = new Map<string, RowDigest>()
  const readBack = new Map<string, unknown>()
  let position: Position | undefined
  let writtenAt: Position | undefined
  let isWhole = true

  const source: RowSource = {
    rows: (keys) => async () => {
      if (isWhole) return right(new Map())
      const found = await builder.rows(keys)()
      if (isLeft(found)) return found
      for (const [key, row] of found.right) readBack.set(key, row)
      return found
    },
    links: (streams) => (isWhole ? async () => right(new Map()) : builder.links(streams)),
  }

  const takeOut = (key: string): void => {
    const row = readBack.get(key)
    const digest =
      digests.get(key) ?? (row === undefined ? undefined : digestOf(key, canonicalText(row)))
    if (digest !== undefined) hash.remove(digest)
  }

  const account = ({ upserts, deletes }: ReadModelBatch): void => {
    for (const { key, row } of upserts) {
      takeOut(key)
      const digest = digestOf(key, canonicalText(row))
      hash.add(digest)
      digests.set(key, digest)
    }
    for (const key of deletes) {
      takeOut(key)
      digests.delete(key)
      readBack.delete(key)
    }
  }

  const flush = async (): Promise<Folded> => {
    if (position === undefined || position === writtenAt) return right(undefined)
    const batch = drain(workspace, folding.row, position)
    account(batch)
    const done = await builder.commit(batch)()
    if (isLeft(done)) return left(ofStore(done.left))
    writtenAt = position
    if (sizeOf(workspace) > maxHeld) {
      forget(workspace)
      digests.clear()
      readBack.clear()
      isWhole = false
    }
    return right(undefined)
  }

  return {
    fold: async (deliveries, upTo) => {
      const folded = await foldInto(folding, source, workspace, deliveries)
      if (isLeft(folded)) return folded
      position = upTo
      return sizeOf(workspace) > maxHeld ? flush() : right(undefined)
    },
    flush,
    written: () => ({ rows: hash.rows(), hash: hash.value() }),
    position: () => position,
    held: () => sizeOf(workspace),
  }
}
