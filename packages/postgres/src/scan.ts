/**
 * Scans: all rows as they stood at one moment.
 *
 * A scan has a connection of its own, beside the pool's, in a transaction that sees one state
 * throughout. It keeps nobody from writing, and the rows from being dropped; the server ends one that
 * asks for nothing for `LONGEST_REST`, so that a scanner that hangs doesn't keep old rows for ever.
 */
import type { Position } from '@kiemtra/kernel'
import type { ReadModelFailure, RowScan, ScannedRow } from '@kiemtra/runtime'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Database, Line } from './database.ts'
import { codeOf, UNDEFINED_TABLE } from './failure.ts'
import { inSchema } from './names.ts'
import { type Session, text } from './session.ts'
import { parseStored } from './text.ts'

const LONGEST_REST = '15min'
/** How often a scan looks for rows that are dropped under it. */
const LOOKS = 10

/** What is scanned: a table of rows, and the checkpoint that it stands at. */
export interface Scanned {
  readonly rows: string
  readonly checkpoint: Position | undefined
}

/** Begins a scan of what is found within it. */
export const scanning =
  (
    database: Database,
    find: (session: Session) => Promise<Either<ReadModelFailure, Scanned>>,
  ): TaskEither<ReadModelFailure, RowScan> =>
  async () => {
    const opened = await database.line()
    if (isLeft(opened)) return opened
    const line = opened.right
    const begun = await line.run({ operation: 'read' }, async (session) => {
      for (let look = 1; ; look++) {
        await session.query(
          `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
          SET LOCAL idle_in_transaction_session_timeout = '${LONGEST_REST}'`,
        )
        const found = await find(session)
        if (isLeft(found)) return found
        const rows = inSchema(database.schema, found.right.rows)
        try {
          // Once it is locked, nobody can drop it.
          await session.query(`LOCK TABLE ${rows} IN ACCESS SHARE MODE`)
          return found
        } catch (error) {
          if (codeOf(error) !== UNDEFINED_TABLE || look === LOOKS) throw error
          await session.query('ROLLBACK')
        }
      }
    })
    const found = isLeft(begun) ? begun : begun.right
    if (isLeft(found)) {
      await line.close()
      return found
    }
    return right(scanOf(database.schema, line, found.right))
  }

const scanOf = (schema: string, line: Line, { rows, checkpoint }: Scanned): RowScan => {
  let last: string | undefined
  return {
    position: checkpoint,
    next: (limit, wanted) => async () => {
      const done = await line.run({ operation: 'read' }, (session) =>
        session.query(
          `SELECT key, row FROM ${inSchema(schema, rows)}
            WHERE $1::text IS NULL OR key > $1 ORDER BY key LIMIT $2`,
          [last, limit],
        ),
      )
      if (isLeft(done)) return left(done.left)
      const toRow = wanted === 'text' ? withText : parsed
      const page = done.right.map((row) => toRow(text(row, 'key'), text(row, 'row')))
      last = page[page.length - 1]?.key ?? last
      return right(page)
    },
    close: () => line.close(),
  }
}

const parsed = (key: string, stored: string): ScannedRow => ({ key, row: parseStored(stored) })

const withText = (key: string, stored: string): ScannedRow => ({
  key,
  text: stored,
  get row(): unknown {
    return parseStored(stored)
  },
})
