/**
 * The table of a version's rows, and its indexes.
 *
 * A key, the row as JSON text, and the same as `jsonb`, which the server derives. Two copies, because
 * `jsonb` forgets the order of properties, and rows are equal to the byte on every store; and
 * because reading properties out of text would parse it once for each column that is shown.
 */
import { createHash } from 'node:crypto'
import type { ReadModelTable } from '@kiemtra/runtime'
import { inSchema, quoted, valueOf } from './names.ts'
import type { Session } from './session.ts'

/** Creates a table of rows; `createKey` must follow before a row is written twice. */
export const createRows = async (session: Session, schema: string, rows: string): Promise<void> => {
  await session.query(`CREATE TABLE ${inSchema(schema, rows)} (
    key text COLLATE "C" NOT NULL,
    row text NOT NULL,
    doc jsonb NOT NULL GENERATED ALWAYS AS (row::jsonb) STORED
  )`)
}

/** Makes `key` the key; after a bulk load, as an index that is made at once is made sooner. */
export const createKey = async (session: Session, schema: string, rows: string): Promise<void> => {
  await session.query(`ALTER TABLE ${inSchema(schema, rows)} ADD PRIMARY KEY (key)`)
}

const INDEXES = `SELECT indexname FROM pg_catalog.pg_indexes WHERE schemaname = $1 AND tablename = $2`

/** Creates the indexes that are missing. Looked for first: even IF NOT EXISTS waits for writers. */
export const createIndexes = async (
  session: Session,
  schema: string,
  rows: string,
  table: Pick<ReadModelTable, 'columns' | 'indexes'>,
): Promise<void> => {
  if (table.indexes.length === 0) return
  const found = await session.query(INDEXES, [schema, rows])
  const standing = new Set(found.map(({ indexname }) => indexname))
  const kinds = new Map(table.columns.map((column) => [column.name, column.kind]))
  for (const name of new Set(table.indexes)) {
    const index = indexName(rows, name)
    if (standing.has(index)) continue
    const value = valueOf({ name, kind: kinds.get(name) ?? 'json' })
    // The key is in it, as every order ends with the key; NULLs come first, as in the other stores.
    await session.query(
      `CREATE INDEX ${quoted(index)} ON ${inSchema(schema, rows)} (${value} NULLS FIRST, key)`,
    )
  }
}

const LONGEST_BYTES = 63
const KEPT = 46

/** Readable where it fits; cut off, PostgreSQL would take two for one. */
const indexName = (rows: string, column: string): string => {
  const name = `${rows}__by_${column}`
  if (Buffer.byteLength(name) <= LONGEST_BYTES) return name
  return `${rows.slice(0, KEPT)}_${createHash('sha256').update(name).digest('hex').slice(0, 16)}`
}
