/**
 * Claiming a read model, and writing it: rows, links and checkpoint in one transaction.
 *
 * A claim raises the table's epoch; whoever holds an older one is `Fenced`, in whatever process it
 * wakes up. The epoch is checked under the writer's lock, so nobody can claim between the check and
 * the commit. The view of the projection's name moves to a newer version in the very commit in
 * which that version has caught up with the one shown.
 */
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type { Position } from '@kiemtra/kernel'
import type {
  Column,
  ReadModelBatch,
  ReadModelFailure,
  ReadModelTable,
  StreamLinks,
} from '@kiemtra/runtime'
import {
  type Connection,
  integer,
  optionalText,
  type Row,
  text,
  transaction,
} from './connection.ts'
import { FailureError, incompatible } from './failure.ts'
import { checkText, jsonText } from './json.ts'
import { checkTable, createTable, createVersionView, pointView, rowsTable } from './tables.ts'

/** What a claim gives. */
export interface Claim {
  readonly id: number
  readonly table: ReadModelTable
  readonly epoch: number
  readonly checkpoint: string | undefined
}

// ------------------------------------------------------------------- claim

const FIND =
  'SELECT id, name, columns, epoch, checkpoint FROM kiemtra_read_models WHERE name = ? AND version = ?'
const NAMED = 'SELECT name FROM kiemtra_read_models WHERE name = ? LIMIT 1'
const CREATE =
  'INSERT INTO kiemtra_read_models (name, version, columns, epoch) VALUES (?, ?, ?, 0) RETURNING id'
const CLAIM =
  'UPDATE kiemtra_read_models SET epoch = epoch + 1, columns = ? WHERE id = ? RETURNING epoch'
const SHOWN = 'SELECT version FROM kiemtra_views WHERE name = ?'

/** Claims a table, and creates it where it is missing. Its columns may grow, never change. */
export const claim = (connection: Connection, table: ReadModelTable): Claim => {
  checkTable(table)
  return transaction(connection, 'write', () => {
    checkCase(table.name, connection.get(NAMED, table.name))
    const found = connection.get(FIND, table.name, table.version)
    const columns = JSON.stringify(table.columns.map(({ name, kind }) => ({ name, kind })))
    if (found !== undefined) checkColumns(table, text(found, 'columns'))
    const id = integer(found ?? connection.get(CREATE, table.name, table.version, columns), 'id')
    createTable(connection, table)
    const shown = connection.get(SHOWN, table.name)
    if (found === undefined || text(found, 'columns') !== columns) {
      createVersionView(connection, table, table.columns)
      if (shown === undefined || integer(shown, 'version') === table.version) {
        pointView(connection, table, table.columns)
      }
    }
    const epoch = integer(connection.get(CLAIM, columns, id), 'epoch')
    return { id, table, epoch, checkpoint: optionalText(found, 'checkpoint') }
  })
}

/** SQL knows no case in names: two projections that differ by it alone would share a table. */
const checkCase = (name: string, found: Row | undefined): void => {
  if (found === undefined || text(found, 'name') === name) return
  throw new FailureError(
    incompatible(
      `a read model ${text(found, 'name')} beside ${name}`,
      'names that differ without regard to case',
    ),
  )
}

const checkColumns = ({ name, version, columns }: ReadModelTable, standing: string): void => {
  const kinds = new Map(columns.map((column) => [column.name, column.kind]))
  for (const column of columnsOf(standing)) {
    const kind = kinds.get(column.name)
    if (kind === column.kind) continue
    throw new FailureError(
      incompatible(
        `${name} version ${version} with column ${column.name}: ${column.kind}`,
        `${kind ?? 'no such column'}: a new version number, as columns are only added`,
      ),
    )
  }
}

const columnsOf = (json: string): ReadonlyArray<Column> =>
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- written by `claim`, from columns
  JSON.parse(json) as ReadonlyArray<Column>

// ------------------------------------------------------------------- write

const STANDING = `SELECT mine.epoch, mine.checkpoint, kiemtra_views.version AS shown,
    other.checkpoint AS shownCheckpoint
  FROM kiemtra_read_models AS mine
  JOIN kiemtra_views ON kiemtra_views.name = mine.name
  JOIN kiemtra_read_models AS other
    ON other.name = mine.name AND other.version = kiemtra_views.version
  WHERE mine.id = ?`
const EPOCH = 'SELECT epoch FROM kiemtra_read_models WHERE id = ?'
const MOVE = 'UPDATE kiemtra_read_models SET checkpoint = ? WHERE id = ? AND epoch = ?'
const LINK = `INSERT INTO kiemtra_links (read_model, stream, ids) VALUES (?, ?, ?)
  ON CONFLICT (read_model, stream) DO UPDATE SET ids = excluded.ids`
const LINKS = 'SELECT ids FROM kiemtra_links WHERE read_model = ? AND stream = ?'

/** Reads values by their keys, unless the claim is fenced off. */
const picking = (
  connection: Connection,
  claimed: Claim,
  keys: ReadonlyArray<string>,
  find: (key: string) => string | undefined,
): Either<ReadModelFailure, Map<string, unknown>> =>
  transaction(connection, 'read', () => {
    const current = integer(connection.get(EPOCH, claimed.id), 'epoch')
    if (current !== claimed.epoch) return left(fenced(claimed, current))
    const picked = new Map<string, unknown>()
    for (const key of keys) {
      const json = find(key)
      if (json !== undefined) picked.set(key, JSON.parse(json))
    }
    return right(picked)
  })

/** The rows of some keys. */
export const rowsOf = (
  connection: Connection,
  claimed: Claim,
  keys: ReadonlyArray<string>,
): Either<ReadModelFailure, ReadonlyMap<string, unknown>> => {
  const find = `SELECT row FROM ${rowsTable(claimed.table)} WHERE key = ?`
  return picking(connection, claimed, keys, (key) => optionalText(connection.get(find, key), 'row'))
}

/** The links of some streams. */
export const linksOf = (
  connection: Connection,
  claimed: Claim,
  streams: ReadonlyArray<string>,
): Either<ReadModelFailure, ReadonlyMap<string, StreamLinks['ids']>> => {
  const found = picking(connection, claimed, streams, (stream) =>
    optionalText(connection.get(LINKS, claimed.id, stream), 'ids'),
  )
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- written by `commit`, from links
  return found as Either<ReadModelFailure, ReadonlyMap<string, StreamLinks['ids']>>
}

/** A batch as it will stand in the file. */
export interface PreparedBatch {
  readonly position: Position
  readonly upserts: ReadonlyArray<readonly [key: string, row: string]>
  readonly deletes: ReadonlyArray<string>
  readonly links: ReadonlyArray<readonly [stream: string, ids: string]>
}

/** Serialises a batch, outside any transaction; throws a `TypeError` at what isn't JSON. */
export const prepareBatch = (batch: ReadModelBatch): PreparedBatch => {
  for (const { key } of batch.upserts) checkText(key, 'key')
  for (const { stream } of batch.links) checkText(stream, 'stream')
  return {
    position: batch.position,
    upserts: batch.upserts.map(({ key, row }) => [key, jsonText(row, 'row')]),
    deletes: batch.deletes,
    links: batch.links.map(({ stream, ids }) => [stream, jsonText(ids, 'links')]),
  }
}

/** Commits a batch; at or before the checkpoint nothing changes. */
export const commit = (
  connection: Connection,
  claimed: Claim,
  { position, upserts, deletes, links }: PreparedBatch,
): Either<ReadModelFailure, void> =>
  transaction(connection, 'write', () => {
    const { id, table, epoch } = claimed
    const standing = connection.get(STANDING, id)
    const current = integer(standing, 'epoch')
    if (current !== epoch) return left(fenced(claimed, current))
    const checkpoint = optionalText(standing, 'checkpoint')
    if (checkpoint !== undefined && position <= checkpoint) return right(undefined)
    const rows = rowsTable(table)
    const upsert = `INSERT INTO ${rows} (key, row) VALUES (?, ?)
      ON CONFLICT (key) DO UPDATE SET row = excluded.row`
    for (const [key, row] of upserts) connection.run(upsert, key, row)
    for (const key of deletes) connection.run(`DELETE FROM ${rows} WHERE key = ?`, key)
    for (const [stream, ids] of links) connection.run(LINK, id, stream, ids)
    connection.run(MOVE, position, id, epoch)
    const reached = optionalText(standing, 'shownCheckpoint') ?? ''
    if (table.version > integer(standing, 'shown') && position >= reached) {
      pointView(connection, table, table.columns)
    }
    return right(undefined)
  })

const fenced = ({ table, epoch }: Claim, current: number): ReadModelFailure => ({
  _tag: 'Fenced',
  table: table.name,
  epoch,
  current,
})
