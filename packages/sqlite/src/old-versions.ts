/**
 * Dropping versions of a read model that a newer one has replaced; see the port.
 *
 * The version's line stays, with its epoch and its record of skipped events: an epoch is never used
 * twice. What is live of it is a generation without rows. The rest goes as old generations do.
 */
import { positionOf } from '@kiemtra/kernel'
import type {
  DroppedVersion,
  NotDropped,
  OldVersions,
  Operator,
  ReadModelFailure,
  ReadModelTable,
} from '@kiemtra/runtime'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { type Connection, integer, optionalText, text, transaction } from './connection.ts'
import { certain, type Database } from './database.ts'
import { find, shownVersion } from './registry.ts'
import { sweep } from './sweep.ts'
import { quoted, viewName } from './tables.ts'

type Name = Pick<ReadModelTable, 'name' | 'version'>
type Dropped = Either<ReadModelFailure | NotDropped, DroppedVersion>

/** The port's part in a file. */
export const oldVersionsIn = (database: Database): OldVersions => ({
  drop: (name, by, recordedAt) => async () => {
    if (by.reason.trim() === '') return left({ _tag: 'ReasonMissing' })
    let id: number | undefined
    const done = await database.run({ operation: 'write' }, (connection) => {
      id = find(connection, name)?.id
      return dropUnlessRead(connection, name, by, recordedAt)
    })
    if (isLeft(done)) return left(certain(done.left))
    // The version is gone; what can't be swept now is swept when it is built again.
    if (!isLeft(done.right) && id !== undefined) await sweep(database, id)
    return done.right
  },
  dropped: (name) => async () => {
    const found = await database.run({ operation: 'read' }, (connection) =>
      connection.all(DROPPED, name).map((row): DroppedVersion => {
        const checkpoint = optionalText(row, 'checkpoint')
        return {
          version: integer(row, 'version'),
          checkpoint: checkpoint === undefined ? undefined : positionOf(checkpoint),
          by: { kind: 'operator', personId: text(row, 'person_id'), reason: text(row, 'reason') },
          recordedAt: text(row, 'recorded_at'),
        }
      }),
    )
    return isLeft(found) ? left(certain(found.left)) : found
  },
})

const DROPPED = `SELECT version, dropped.checkpoint, person_id, reason, recorded_at
  FROM kiemtra_dropped AS dropped
  JOIN kiemtra_read_models AS read_model ON read_model.id = dropped.read_model
  WHERE read_model.name = ?1 AND read_model.name = ?1 COLLATE BINARY ORDER BY dropped.id`
const RECORD = `INSERT INTO kiemtra_dropped (read_model, checkpoint, person_id, reason, recorded_at)
  VALUES (?, ?, ?, ?, ?)`
const RETIRE = `UPDATE kiemtra_generations SET state = 'old' WHERE read_model = ?`
const STAND_IN = `INSERT INTO kiemtra_generations (read_model, rows, state) VALUES (?, '', 'live')`
const OVERTAKE = `UPDATE kiemtra_read_models SET epoch = epoch + 1, checkpoint = NULL WHERE id = ?`

/** Thrown to roll back: views that can't be read without the version's own. */
class ReadError extends Error {
  readonly views: ReadonlyArray<string>
  constructor(views: ReadonlyArray<string>) {
    super('still read')
    this.views = views
  }
}

const dropUnlessRead = (
  connection: Connection,
  name: Name,
  by: Operator,
  recordedAt: string,
): Dropped => {
  try {
    return transaction(connection, 'write', () => drop(connection, name, by, recordedAt))
  } catch (error) {
    if (!(error instanceof ReadError)) throw error
    const { name: table, version } = name
    return left({ _tag: 'StillRead', table, version, views: error.views })
  }
}

const drop = (connection: Connection, name: Name, by: Operator, recordedAt: string): Dropped => {
  const { name: table, version } = name
  const found = find(connection, name)
  if (found === undefined) return left({ _tag: 'UnknownTable', table, version })
  const shown = shownVersion(connection, table) ?? version
  if (version >= shown) return left({ _tag: 'NotReplaced', table, version, shown })
  const checkpoint = found.checkpoint === undefined ? undefined : positionOf(found.checkpoint)
  const { id } = found
  // SQLite binds views by name: whoever reads this one can't be read without it.
  const before = readable(connection)
  connection.exec(`DROP VIEW IF EXISTS ${quoted(viewName(name))}`)
  connection.run(RETIRE, id)
  connection.run(STAND_IN, id)
  connection.run(OVERTAKE, id)
  connection.run(RECORD, id, checkpoint ?? null, by.personId, by.reason, recordedAt)
  const after = new Set(readable(connection))
  const lost = before.filter((view) => view !== viewName(name) && !after.has(view))
  if (lost.length > 0) throw new ReadError(lost)
  return right({ version, checkpoint, by, recordedAt })
}

const VIEWS = `SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name`

/** Views that can be read: SQLite finds out only when one is. */
const readable = (connection: Connection): ReadonlyArray<string> =>
  connection
    .all(VIEWS)
    .map((row) => text(row, 'name'))
    .filter((view) => {
      try {
        // Compiled, not run.
        connection.exec(`EXPLAIN SELECT 1 FROM "${view.replaceAll('"', '""')}"`)
        return true
      } catch {
        return false
      }
    })
