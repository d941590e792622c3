/**
 * Filling the rows that are to take a table's place: folded in memory, written in bulk.
 *
 * The workspace is kept for as long as it is within its bound, so mostly each row is written once,
 * and none is read: as long as nothing has been forgotten, what isn't in memory isn't there. Then what
 * the store ought to hold is known row by row; later, by its hash.
 */
import type { Position } from '@kiemtra/kernel'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { Delivery } from '../ports/event-store.ts'
import type { ReadModelBatch, ReadModelBuilder } from '../ports/read-model-store.ts'
import { foldInto, type RowSource } from '../projector/fold-batch.ts'
import { type FoldFailure, type Folding, ofStore } from '../projector/folding.ts'
import { drain, emptyWorkspace, forget, sizeOf } from '../projector/workspace.ts'
import { canonicalText, digestOf, type RowDigest, type RowsHash, rowsHash } from './rows-hash.ts'
import type { RowsSummary } from './types.ts'

/** See the module. */
export interface Building {
  /** Folds what comes next; writes where memory is used up. After a failure it is of no more use. */
  readonly fold: (deliveries: ReadonlyArray<Delivery>, upTo: Position) => Promise<Folded>
  /** Writes what is in memory, with the checkpoint. */
  readonly flush: () => Promise<Folded>
  /** What the store should hold, after a flush. */
  readonly written: () => Written
  /** Where the folding is. */
  readonly position: () => Position | undefined
  /** How much is in memory. */
  readonly held: () => number
}

/** What a store should hold. */
export interface Written {
  /** How many rows, and their hash; where all are in memory it is computed now. */
  readonly summary: () => RowsSummary
  /** Where all rows are in memory: each, as it was written, by its key. */
  readonly rows: ReadonlyMap<string, unknown> | undefined
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
  /** All that was written, while nothing has been forgotten; no row is hashed till then. */
  const written = new Map<string, unknown>()
  /** Of all that was written, once something was forgotten. */
  const hash = rowsHash()
  /** Since then: of rows as they were written, and as they were read back. */
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
    if (isWhole) {
      for (const { key, row } of upserts) written.set(key, row)
      for (const key of deletes) written.delete(key)
      return
    }
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
      addAll(hash, written)
      written.clear()
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
    written: () => ({
      rows: isWhole ? written : undefined,
      summary: () => {
        if (!isWhole) return { rows: hash.rows(), hash: hash.value() }
        const now = rowsHash()
        addAll(now, written)
        return { rows: now.rows(), hash: now.value() }
      },
    }),
    position: () => position,
    held: () => Math.max(sizeOf(workspace), written.size, digests.size, readBack.size),
  }
}

const addAll = (hash: RowsHash, rows: ReadonlyMap<string, unknown>): void => {
  for (const [key, row] of rows) hash.add(digestOf(key, canonicalText(row)))
}
