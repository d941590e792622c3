/**
 * Rows, links and checkpoint in memory, kept as JSON would hold them: what one table stands at, or
 * what is being built to take its place.
 */
import type { Position } from '@kiemtra/kernel'
import { right } from 'fp-ts/lib/Either.js'
import type { ReadModelBatch, RowScan, StreamLinks } from '../ports/read-model-store.ts'
import { jsonCopy } from './json-copy.ts'
import { compareTexts } from './row-query.ts'

/** See the module. */
export interface Rows {
  checkpoint: Position | undefined
  readonly rows: Map<string, unknown>
  readonly links: Map<string, StreamLinks['ids']>
}

/** No rows, at no position. */
export const noRows = (): Rows => ({ checkpoint: undefined, rows: new Map(), links: new Map() })

/** Whether rows at a checkpoint have seen what a position stands for. */
export const hasReached = (checkpoint: Position | undefined, position: Position): boolean =>
  checkpoint !== undefined && position <= checkpoint

/** Writes a batch that lies after the checkpoint. */
export const write = (to: Rows, batch: Omit<ReadModelBatch, 'skipped'>): void => {
  // Copied before anything is changed: a row that isn't JSON leaves nothing half-written.
  const rows = batch.upserts.map(({ key, row }) => [key, jsonCopy(row, 'row')] as const)
  for (const [key, row] of rows) to.rows.set(key, row)
  for (const key of batch.deletes) to.rows.delete(key)
  for (const { stream, ids } of batch.links) to.links.set(stream, Object.freeze({ ...ids }))
  to.checkpoint = batch.position
}

/** What is there of some keys. */
export const pick = <A>(
  from: ReadonlyMap<string, A>,
  keys: ReadonlyArray<string>,
): ReadonlyMap<string, A> => {
  const found = new Map<string, A>()
  for (const key of keys) {
    const value = from.get(key)
    if (value !== undefined) found.set(key, value)
  }
  return found
}

/** Rows as they stand now: they are frozen, so a list of them is a copy. */
export const scanOf = ({ rows, checkpoint }: Rows): RowScan => {
  const standing = [...rows]
    .map(([key, row]) => ({ key, row }))
    .sort((a, b) => compareTexts(a.key, b.key))
  let next = 0
  return {
    position: checkpoint,
    next: (limit) => async () => {
      const page = standing.slice(next, next + limit)
      next += page.length
      return right(page)
    },
    close: async () => undefined,
  }
}
