/**
 * Verifying that a store gives back what was written to it: each row as it was, none more or less.
 *
 * Where all that was written is in memory, row is held against row, and nothing is hashed for it:
 * letter by letter, which is mostly enough, else whatever the order of properties. Where some was
 * forgotten, the hash of what was written tells.
 */
import { compareTexts } from '../in-memory/row-query.ts'
import type { ScannedRow } from '../ports/read-model-store.ts'
import type { Written } from './building.ts'
import { canonicalText } from './rows-hash.ts'
import type { RowsSummary } from './types.ts'

/** See the module. */
export interface Verifying {
  /** The canonical text of the next row that the store gives back; `json` is its text as it stands. */
  readonly textOf: (row: ScannedRow, json: string) => string
  /** After the last row: whether all were as written. */
  readonly isAsWritten: (found: RowsSummary) => boolean
}

/** Begins, before the first row. */
export const verifying = ({ rows, summary }: Written): Verifying =>
  rows === undefined ? byHash(summary) : byRow(rows)

const byHash = (summary: Written['summary']): Verifying => ({
  textOf: ({ row }) => canonicalText(row),
  isAsWritten: (found) => {
    const written = summary()
    return found.rows === written.rows && found.hash === written.hash
  },
})

const byRow = (rows: ReadonlyMap<string, unknown>): Verifying => {
  let isAsWritten = true
  let last: string | undefined
  return {
    textOf: (found, json) => {
      // A key that came twice would make up for one that is missing.
      if (last !== undefined && compareTexts(last, found.key) >= 0) isAsWritten = false
      last = found.key
      const written = rows.get(found.key)
      if (written !== undefined && JSON.stringify(written) === json) return canonicalText(written)
      const text = canonicalText(found.row)
      if (written === undefined || canonicalText(written) !== text) isAsWritten = false
      return text
    },
    isAsWritten: (found) => isAsWritten && found.rows === rows.size,
  }
}
