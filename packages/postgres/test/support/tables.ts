/**
 * A table that tests write, and batches of it.
 */
import { positionOf } from '@kiemtra/kernel'
import type { ReadModelBatch, ReadModelTable } from '@kiemtra/runtime'

export const table: ReadModelTable = {
  name: 'planProgress',
  version: 1,
  columns: [
    { name: 'year', kind: 'number' },
    { name: 'title', kind: 'text' },
    { name: 'closed', kind: 'boolean' },
    { name: 'areas', kind: 'json' },
  ],
  indexes: ['year', 'title'],
}

/** The position of the n-th event. */
export const at = (n: number) => positionOf(String(n).padStart(16, '0'))

/** A batch at a position, empty but for what is said. */
export const batch = (n: number, rest: Partial<ReadModelBatch> = {}): ReadModelBatch => ({
  position: at(n),
  upserts: [],
  deletes: [],
  links: [],
  ...rest,
})

export const row = (year: number, title: string) => ({
  year,
  title,
  closed: false,
  areas: ['procedures'],
})

/** A batch that writes one row. */
export const writing = (n: number, key: string, value: unknown): ReadModelBatch =>
  batch(n, { upserts: [{ key, row: value }] })
