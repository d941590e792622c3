/**
 * Claiming a read model, and writing it: rows, links and checkpoint at once.
 *
 * A claim raises the table's epoch; whoever holds an older one is `Fenced`. A commit is one statement,
 * and so one transaction and one round trip: it moves the checkpoint where the epoch is its own and
 * the position is new, and writes the rest only where it did. The row that it updates is locked till
 * the end, so nobody can claim in between.
 * When the answer to a commit is lost, the same statement is sent again: had it been done, the
 * checkpoint stands there and nothing is written; if it is still under way, the lock waits for it.
 */
import { type Position, positionOf } from '@kiemtra/kernel'
import type {
  Column,
  ReadModelBatch,
  ReadModelFailure,
  ReadModelTable,
  StreamLinks,
} from '@kiemtra/runtime'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { refuse } from './failure.ts'
import { checkTable, inSchema, rowsName } from './names.ts'
import { integer, optionalText, type Session, text, transaction } from './session.ts'
import { createIndexes, createRows } from './tables.ts'
import { checkText, isStorable, parseStored, storedJson } from './text.ts'
import { pointView, shownVersion, widenVersionView } from './views.ts'

/** What a claim gives. */
export interface Claim {
  readonly schema: string
  readonly id: number
  readonly table: ReadModelTable
  readonly epoch: number
  readonly checkpoint: Position | undefined
  /** The view of the projection's name shows an older version. */
  readonly isBehind: boolean
}

// ------------------------------------------------------------------- claim

/** Claims a table, and creates it where it is missing. Its columns may grow, never change. */
export const claim = async (
  session: Session,
  schema: string,
  table: ReadModelTable,
): Promise<Claim> => {
  checkTable(table)
  return transaction(session, async () => {
    await session.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `kiemtra read model ${schema}.${table.name}`,
    ])
    const [found] = await session.query(
      `SELECT id, columns, checkpoint FROM ${schema}.kiemtra_read_models
        WHERE name = $1 AND version = $2 FOR UPDATE`,
      [table.name, table.version],
    )
    const columns = JSON.stringify(table.columns.map(({ name, kind }) => ({ name, kind })))
    const isNew = found === undefined
    const isChanged = isNew || text(found, 'columns') !== columns
    if (!isNew) checkColumns(table, text(found, 'columns'))
    else await createRows(session, schema, rowsName(table))
    await createIndexes(session, schema, table)
    const shown = await shownVersion(session, schema, table.name)
    if (isChanged) {
      await widenVersionView(session, schema, table, table.columns)
      if (shown === undefined || shown === table.version) {
        await pointView(session, schema, table, table.columns)
      }
    }
    const [claimed] = await session.query(
      `INSERT INTO ${schema}.kiemtra_read_models AS mine (name, version, columns, epoch)
        VALUES ($1, $2, $3, 1)
        ON CONFLICT (name, version) DO UPDATE SET epoch = mine.epoch + 1, columns = excluded.columns
        RETURNING id, epoch`,
      [table.name, table.version, columns],
    )
    return {
      schema,
      id: integer(claimed, 'id'),
      table,
      epoch: integer(claimed, 'epoch'),
      checkpoint: checkpointOf(optionalText(found, 'checkpoint')),
      isBehind: shown !== undefined && shown < table.version,
    }
  })
}

/** A checkpoint out of its column. */
export const checkpointOf = (checkpoint: string | undefined): Position | undefined =>
  checkpoint === undefined ? undefined : positionOf(checkpoint)

const checkColumns = ({ name, version, columns }: ReadModelTable, standing: string): void => {
  const kinds = new Map(columns.map((column) => [column.name, column.kind]))
  for (const column of columnsIn(standing)) {
    const kind = kinds.get(column.name)
    if (kind === column.kind) continue
    refuse(
      `${name} version ${version} with column ${column.name}: ${column.kind}`,
      `${kind ?? 'no such column'}: a new version number, as columns are only added`,
    )
  }
}

/** Columns out of the text that {@link claim} keeps them in. */
export const columnsIn = (json: string): ReadonlyArray<Column> =>
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- written by `claim`, from columns
  JSON.parse(json) as ReadonlyArray<Column>

// -------------------------------------------------------------------- read

/** Reads texts by their keys in the snapshot that tells the epoch. */
const picking = async (
  session: Session,
  claimed: Claim,
  keys: ReadonlyArray<string>,
  source: { readonly sql: string; readonly parameters: ReadonlyArray<unknown> },
): Promise<Either<ReadModelFailure, Map<string, unknown>>> => {
  const found = await session.query(
    `SELECT mine.epoch, found.key, found.value FROM ${claimed.schema}.kiemtra_read_models AS mine
      LEFT JOIN LATERAL (${source.sql}) AS found ON true WHERE mine.id = $1`,
    [claimed.id, keys.filter(isStorable), ...source.parameters],
  )
  const [first] = found
  const current = integer(first, 'epoch')
  if (current !== claimed.epoch) return left(fenced(claimed, current))
  const picked = new Map<string, unknown>()
  for (const row of found) {
    const key = optionalText(row, 'key')
    if (key !== undefined) picked.set(key, parseStored(text(row, 'value')))
  }
  return right(picked)
}

/** The rows of some keys. */
export const rowsOf = (
  session: Session,
  claimed: Claim,
  keys: ReadonlyArray<string>,
): Promise<Either<ReadModelFailure, ReadonlyMap<string, unknown>>> => {
  const rows = inSchema(claimed.schema, rowsName(claimed.table))
  return picking(session, claimed, keys, {
    sql: `SELECT key, row AS value FROM ${rows} WHERE key = ANY ($2::text[])`,
    parameters: [],
  })
}

/** The links of some streams. */
export const linksOf = async (
  session: Session,
  claimed: Claim,
  streams: ReadonlyArray<string>,
): Promise<Either<ReadModelFailure, ReadonlyMap<string, StreamLinks['ids']>>> => {
  const found = await picking(session, claimed, streams, {
    sql: `SELECT stream AS key, ids AS value FROM ${claimed.schema}.kiemtra_links
      WHERE read_model = mine.id AND stream = ANY ($2::text[])`,
    parameters: [],
  })
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- written by `commit`, from links
  return found as Either<ReadModelFailure, ReadonlyMap<string, StreamLinks['ids']>>
}

// ------------------------------------------------------------------- write

/** A batch as it will stand in the database, as the parameters of one statement. */
export interface PreparedBatch {
  readonly position: Position
  readonly keys: ReadonlyArray<string>
  readonly rows: ReadonlyArray<string>
  readonly deletes: ReadonlyArray<string>
  readonly streams: ReadonlyArray<string>
  readonly ids: ReadonlyArray<string>
}

/** Serialises a batch; throws a `TypeError` at what isn't JSON. The last word on a key counts. */
export const prepareBatch = ({
  position,
  upserts,
  deletes,
  links,
}: ReadModelBatch): PreparedBatch => {
  const rows = new Map<string, string>()
  for (const { key, row } of upserts) {
    checkText(key, 'key')
    rows.set(key, storedJson(row, 'row'))
  }
  for (const key of deletes) rows.delete(key)
  const ids = new Map<string, string>()
  for (const one of links) {
    checkText(one.stream, 'stream')
    ids.set(one.stream, storedJson(one.ids, 'links'))
  }
  return {
    position,
    keys: [...rows.keys()],
    rows: [...rows.values()],
    deletes: deletes.filter(isStorable),
    streams: [...ids.keys()],
    ids: [...ids.values()],
  }
}

const commitSql = (schema: string, rows: string): string => `
  WITH moved AS (
    UPDATE ${schema}.kiemtra_read_models SET checkpoint = $3
    WHERE id = $1 AND epoch = $2 AND (checkpoint IS NULL OR checkpoint < $3)
    RETURNING id
  ), removed AS (
    DELETE FROM ${rows} WHERE key = ANY ($6::text[]) AND EXISTS (SELECT FROM moved)
  ), linked AS (
    INSERT INTO ${schema}.kiemtra_links (read_model, stream, ids)
    SELECT moved.id, stream, ids FROM moved, unnest($7::text[], $8::text[]) AS link (stream, ids)
    ON CONFLICT (read_model, stream) DO UPDATE SET ids = excluded.ids
  ), written AS (
    INSERT INTO ${rows} (key, row)
    SELECT key, row FROM moved, unnest($4::text[], $5::text[]) AS one (key, row)
    ON CONFLICT (key) DO UPDATE SET row = excluded.row
  )
  SELECT EXISTS (SELECT FROM moved) AS moved`

/** Commits a batch; at or before the checkpoint nothing changes. */
export const commit = async (
  session: Session,
  claimed: Claim,
  batch: PreparedBatch,
): Promise<Either<ReadModelFailure, void>> => {
  const { schema, id, table, epoch } = claimed
  const { position, keys, rows, deletes, streams, ids } = batch
  const [found] = await session.query(commitSql(schema, inSchema(schema, rowsName(table))), [
    ...[id, epoch, position],
    ...[keys, rows, deletes, streams, ids],
  ])
  if (found?.['moved'] === true) return right(undefined)
  const [standing] = await session.query(
    `SELECT epoch FROM ${schema}.kiemtra_read_models WHERE id = $1`,
    [id],
  )
  const current = integer(standing, 'epoch')
  return current === epoch ? right(undefined) : left(fenced(claimed, current))
}

/**
 * Commits a batch of a version that the projection's view doesn't show yet, and moves the view in the
 * same transaction once the version has come as far as the one shown.
 */
export const commitBehind = (
  session: Session,
  claimed: Claim,
  batch: PreparedBatch,
): Promise<Either<ReadModelFailure, { readonly isBehind: boolean }>> =>
  transaction(session, async () => {
    const { schema, table } = claimed
    const done = await commit(session, claimed, batch)
    if (done._tag === 'Left') return done
    const shown = await shownVersion(session, schema, table.name)
    if (shown !== undefined && shown >= table.version) return right({ isBehind: false })
    const [reached] = await session.query(
      `SELECT mine.checkpoint >= coalesce(other.checkpoint, '') AS caught_up
        FROM ${schema}.kiemtra_read_models AS mine
        LEFT JOIN ${schema}.kiemtra_read_models AS other
          ON other.name = mine.name AND other.version = $2
        WHERE mine.id = $1`,
      [claimed.id, shown ?? table.version],
    )
    if (reached?.['caught_up'] !== true) return right({ isBehind: true })
    await pointView(session, schema, table, table.columns)
    return right({ isBehind: false })
  })

const fenced = ({ table, epoch }: Claim, current: number): ReadModelFailure => ({
  _tag: 'Fenced',
  table: table.name,
  epoch,
  current,
})
