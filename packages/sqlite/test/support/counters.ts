/**
 * A small read model for tests.
 */
import type { ReadModelTable } from '@kiemtra/runtime'

/** Rows that say up to where they were written. */
export const counterTable: ReadModelTable = {
  name: 'counters',
  version: 1,
  columns: [{ name: 'at', kind: 'text' }],
  indexes: ['at'],
}
