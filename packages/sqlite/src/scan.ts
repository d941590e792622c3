/**
 * Scans: all rows as they stood at one moment.
 *
 * A scan has a connection of its own, in a read transaction that lasts as long as it does: SQLite's
 * WAL shows it one state throughout, and it keeps nobody from writing. It does keep the WAL from being
 * emptied, so whoever scans reads on and closes it.
 */
import { positionOf } from '@kiemtra/kernel'
import type { ReadModelFailure, RowScan, ScannedRow } from '@kiemtra/runtime'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { Connection } from './connection.ts'
import { certain, type Database } from './database.ts'
import { unavailable } from './failure.ts'
import { quoted } from './tables.ts'

/** What is scanned: a table of rows, and the checkpoint that it stands at. */
export interface Scanned {
  readonly rows: string
  readonly checkpoint: string | undefined
}

/** Begins a scan of what is found within it. */
export const scanning =
  (
    database: Database,
    find: (connection: Connection) => Either<ReadModelFailure, Scanned>,
  ): TaskEither<ReadModelFailure, RowScan> =>
  async () => {
    if (database.isClosed()) return left(unavailable('closed'))
    const own = await database.another()
    if (isLeft(own)) return own
    const begun = await own.right.run({ operation: 'read' }, (connection) => {
      connection.exec('BEGIN')
      const found = find(connection)
      return found
    })
    const found = isLeft(begun) ? left(certain(begun.left)) : begun.right
    if (isLeft(found)) {
      await own.right.close()
      return found
    }
    return right(scanOf(own.right, found.right))
  }

const scanOf = (database: Database, { rows, checkpoint }: Scanned): RowScan => {
  const first = `SELECT key, row FROM ${quoted(rows)} ORDER BY key LIMIT ?`
  const following = `SELECT key, row FROM ${quoted(rows)} WHERE key > ? ORDER BY key LIMIT ?`
  let last: string | undefined
  return {
    position: checkpoint === undefined ? undefined : positionOf(checkpoint),
    next: (limit, wanted) => async () => {
      const done = await database.run({ operation: 'read' }, (connection) =>
        last === undefined
          ? connection.lists(first, limit)
          : connection.lists(following, last, limit),
      )
      if (isLeft(done)) return left(certain(done.left))
      const page = done.right.map(wanted === 'text' ? withText : parsed)
      last = page[page.length - 1]?.key ?? last
      return right(page)
    },
    close: () => database.close(),
  }
}

type Found = ReadonlyArray<unknown>

const parsed = (found: Found): ScannedRow => {
  const row: unknown = JSON.parse(textAt(found, 1))
  return { key: textAt(found, 0), row }
}

const withText = (found: Found): ScannedRow => new TextRow(textAt(found, 0), textAt(found, 1))

/** A class, as a getter of an object's own would be made anew for each row. */
class TextRow implements ScannedRow {
  readonly key: string
  readonly text: string
  constructor(key: string, json: string) {
    this.key = key
    this.text = json
  }
  get row(): unknown {
    const row: unknown = JSON.parse(this.text)
    return row
  }
}

// Our tables are STRICT: anything else is a bug here.
const textAt = (found: Found, at: number): string => {
  const value = found[at]
  if (typeof value !== 'string') throw new TypeError('a row or its key is no text')
  return value
}
