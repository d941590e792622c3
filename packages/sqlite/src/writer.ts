/**
 * Claiming a read model, and writing it: rows, links and checkpoint in one transaction.
 *
 * A claim raises the table's epoch; whoever holds an older one is `Fenced`, in whatever process it
 * wakes up. The epoch is checked under the writer's lock, so nobody can claim between the check and
 * the commit; so is the generation of rows, which a rebuild replaces. The view of the projection's
 * name moves to a newer version in the very commit in which that version has caught up with the one
 * shown.
 */
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import type {
  ReadModelBatch,
  ReadModelFailure,
  ReadModelTable,
  StreamLinks,
} from '@kiemtra/runtime'
import { type Connection, integer, optionalText, transaction } from './connection.ts'
import { checkText, jsonText } from './json.ts'
import { byId, ensure, type Registered, showIfCaughtUp } from './registry.ts'
import { recordSkipped } from './skipped.ts'
import { quoted } from './tables.ts'

/** A generation of rows, of a table. */
export interface Generation {
  readonly table: Pick<ReadModelTable, 'name' | 'version'>
  /** The version's id. */
  readonly id: number
  readonly generation: number
  readonly rows: string
}

/** What a claim gives. */
export interface Claim extends Generation {
  readonly epoch: number
  readonly checkpoint: string | undefined
}

// ------------------------------------------------------------------- claim

const CLAIM = 'UPDATE kiemtra_read_models SET epoch = epoch + 1 WHERE id = ? RETURNING epoch'

/** Claims a table, and creates it where it is missing. */
export const claim = (connection: Connection, table: ReadModelTable): Claim =>
  transaction(connection, 'write', () => {
    const found = ensure(connection, table)
    const epoch = integer(connection.get(CLAIM, found.id), 'epoch')
    return claimOf(table, found, epoch)
  })

/** The same claim, on the rows that are live now. */
export const renew = (connection: Connection, claimed: Claim): Either<ReadModelFailure, Claim> =>
  transaction(connection, 'read', () => {
    const found = byId(connection, claimed.id)
    if (found.epoch !== claimed.epoch) return left(fenced(claimed, found.epoch))
    return right(claimOf(claimed.table, found, claimed.epoch))
  })

const claimOf = (
  { name, version }: Claim['table'],
  { id, generation, rows, checkpoint }: Registered,
  epoch: number,
): Claim => ({ table: { name, version }, id, generation, rows, epoch, checkpoint })

/** Why a claim doesn't hold any more. */
const refusalOf = (claimed: Claim, found: Registered): ReadModelFailure | undefined => {
  if (found.epoch !== claimed.epoch) return fenced(claimed, found.epoch)
  const { name: table, version } = claimed.table
  return found.generation === claimed.generation ? undefined : { _tag: 'Rebuilt', table, version }
}

/** What a claimant, or a builder, is told whom another has overtaken. */
export const fenced = (
  { table, epoch }: { readonly table: Claim['table']; readonly epoch: number },
  current: number,
): ReadModelFailure => ({ _tag: 'Fenced', table: table.name, epoch, current })

// -------------------------------------------------------------------- read

const LINKS = 'SELECT ids FROM kiemtra_generation_links WHERE generation = ? AND stream = ?'

/** Rows of some keys. */
export const rowsAt = (
  connection: Connection,
  { rows }: Generation,
  keys: ReadonlyArray<string>,
): ReadonlyMap<string, unknown> => {
  const sql = `SELECT row FROM ${quoted(rows)} WHERE key = ?`
  return picked(keys, (key) => optionalText(connection.get(sql, key), 'row'))
}

/** Links of some streams. */
export const linksAt = (
  connection: Connection,
  { generation }: Generation,
  streams: ReadonlyArray<string>,
): ReadonlyMap<string, StreamLinks['ids']> => {
  const found = picked(streams, (stream) =>
    optionalText(connection.get(LINKS, generation, stream), 'ids'),
  )
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- written by `writeBatch`, from links
  return found as ReadonlyMap<string, StreamLinks['ids']>
}

const picked = (
  keys: ReadonlyArray<string>,
  find: (key: string) => string | undefined,
): ReadonlyMap<string, unknown> => {
  const found = new Map<string, unknown>()
  for (const key of keys) {
    const json = find(key)
    if (json !== undefined) found.set(key, JSON.parse(json))
  }
  return found
}

/** Reads for a claimant, unless its claim doesn't hold any more. */
export const readFor = <A>(
  connection: Connection,
  claimed: Claim,
  read: () => A,
): Either<ReadModelFailure, A> =>
  transaction(connection, 'read', () => {
    const refusal = refusalOf(claimed, byId(connection, claimed.id))
    return refusal === undefined ? right(read()) : left(refusal)
  })

// ------------------------------------------------------------------- write

/** What is written of a batch, as it will stand in the file. */
export interface PreparedBatch {
  readonly upserts: ReadonlyArray<readonly [key: string, row: string]>
  readonly deletes: ReadonlyArray<string>
  readonly links: ReadonlyArray<readonly [stream: string, ids: string]>
}

/** Serialises a batch, outside any transaction; throws a `TypeError` at what isn't JSON. */
export const prepareBatch = ({
  upserts,
  deletes,
  links,
}: Pick<ReadModelBatch, 'upserts' | 'deletes' | 'links'>): PreparedBatch => {
  for (const { key } of upserts) checkText(key, 'key')
  for (const { stream } of links) checkText(stream, 'stream')
  return {
    upserts: upserts.map(({ key, row }) => [key, jsonText(row, 'row')]),
    deletes,
    links: links.map(({ stream, ids }) => [stream, jsonText(ids, 'links')]),
  }
}

const LINK = `INSERT INTO kiemtra_generation_links (generation, stream, ids) VALUES (?, ?, ?)
  ON CONFLICT (generation, stream) DO UPDATE SET ids = excluded.ids`

/** Writes rows and links; to be called in a write transaction. */
export const writeBatch = (
  connection: Connection,
  { generation, rows }: Generation,
  { upserts, deletes, links }: PreparedBatch,
): void => {
  const upsert = `INSERT INTO ${quoted(rows)} (key, row) VALUES (?, ?)
    ON CONFLICT (key) DO UPDATE SET row = excluded.row`
  for (const [key, row] of upserts) connection.run(upsert, key, row)
  for (const key of deletes) connection.run(`DELETE FROM ${quoted(rows)} WHERE key = ?`, key)
  for (const [stream, ids] of links) connection.run(LINK, generation, stream, ids)
}

const MOVE = 'UPDATE kiemtra_read_models SET checkpoint = ? WHERE id = ?'

/** Commits a batch; at or before the checkpoint nothing changes. */
export const commit = (
  connection: Connection,
  claimed: Claim,
  { position, skipped }: Pick<ReadModelBatch, 'position' | 'skipped'>,
  prepared: PreparedBatch,
): Either<ReadModelFailure, void> =>
  transaction(connection, 'write', () => {
    const found = byId(connection, claimed.id)
    const refusal = refusalOf(claimed, found)
    if (refusal !== undefined) return left(refusal)
    if (found.checkpoint !== undefined && position <= found.checkpoint) return right(undefined)
    writeBatch(connection, claimed, prepared)
    if (skipped !== undefined) recordSkipped(connection, claimed.id, skipped)
    connection.run(MOVE, position, claimed.id)
    showIfCaughtUp(connection, claimed.table, claimed, position)
    return right(undefined)
  })
