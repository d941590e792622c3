/**
 * Which read models a schema holds, in which versions, with which rows.
 *
 * A version has one live generation of rows, at most one that is being built to take its place, and
 * old ones that are still to be dropped. Its line in `kiemtra_read_models` names epoch, live generation
 * and checkpoint together: who holds the line's lock knows that all three stay.
 */
import { type Position, positionOf } from '@kiemtra/kernel'
import type { Column, ReadModelFailure, ReadModelTable } from '@kiemtra/runtime'
import { refuse } from './failure.ts'
import { checkTable, type Name, rowsName } from './names.ts'
import { integer, optionalText, type Row, type Session, text } from './session.ts'
import { createIndexes, createKey, createRows } from './tables.ts'
import { pointView, shownVersion, widenVersionView } from './views.ts'

/** One version of a read model, with its live rows. */
export interface Registered {
  readonly id: number
  readonly epoch: number
  readonly checkpoint: Position | undefined
  /** The live generation, and its table; none (the empty text) where the version was dropped. */
  readonly generation: number
  readonly rows: string
  readonly columns: ReadonlyArray<Column>
}

/** What a claimant, or a builder, is told whom another has overtaken. */
export const fenced = ({ name }: Name, epoch: number, current: number): ReadModelFailure => ({
  _tag: 'Fenced',
  table: name,
  epoch,
  current,
})

// -------------------------------------------------------------------- find

const findSql = (schema: string): string => `SELECT read_model.id, read_model.columns,
    read_model.epoch, read_model.live, read_model.checkpoint, live.rows
  FROM ${schema}.kiemtra_read_models AS read_model
  JOIN ${schema}.kiemtra_generations AS live ON live.id = read_model.live`

/** A version by its name; `undefined` where nobody has made it, or it was dropped. */
export const find = async (
  session: Session,
  schema: string,
  name: Name,
): Promise<Registered | undefined> => {
  const found = await line(session, schema, name)
  return found?.rows === '' ? undefined : found
}

const line = async (
  session: Session,
  schema: string,
  { name, version }: Name,
): Promise<Registered | undefined> => {
  // A version that no integer can be is none that is there.
  const [found] = await session.query(
    `${findSql(schema)} WHERE name = $1 AND version = $2::double precision`,
    [name, version],
  )
  return found === undefined ? undefined : registered(found)
}

/** A version that is there; `locked`: nobody else changes its line until the transaction ends. */
export const byId = async (
  session: Session,
  schema: string,
  id: number,
  locked?: 'locked',
): Promise<Registered> => {
  // Locked first: what is read with it would be as of before the waiting.
  if (locked) {
    await session.query(`SELECT id FROM ${schema}.kiemtra_read_models WHERE id = $1 FOR UPDATE`, [
      id,
    ])
  }
  const [found] = await session.query(`${findSql(schema)} WHERE read_model.id = $1`, [id])
  return registered(found)
}

const registered = (found: Row | undefined): Registered => ({
  id: integer(found, 'id'),
  epoch: integer(found, 'epoch'),
  checkpoint: checkpointIn(found),
  generation: integer(found, 'live'),
  rows: text(found, 'rows'),
  columns: columnsIn(text(found, 'columns')),
})

/** The checkpoint in a row, if any. */
export const checkpointIn = (found: Row | undefined): Position | undefined => {
  const checkpoint = optionalText(found, 'checkpoint')
  return checkpoint === undefined ? undefined : positionOf(checkpoint)
}

const columnsIn = (json: string): ReadonlyArray<Column> =>
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- written by `ensure`, from columns
  JSON.parse(json) as ReadonlyArray<Column>

// ------------------------------------------------------------------ ensure

/**
 * A version, made where it is missing: its rows, indexes and views. Its columns may grow, never
 * change. To be called in a transaction, which then makes and changes this read model alone.
 */
export const ensure = async (
  session: Session,
  schema: string,
  table: ReadModelTable,
): Promise<Registered> => {
  checkTable(table)
  await lockName(session, schema, table.name)
  const before = await line(session, schema, table)
  const columns = table.columns.map(({ name, kind }) => ({ name, kind }))
  if (before !== undefined) checkColumns(table, before.columns)
  const id = before?.id ?? (await create(session, schema, table, JSON.stringify(columns)))
  const standing = await byId(session, schema, id, 'locked')
  const isAgain = standing.rows === ''
  const rows = isAgain ? await beginAgain(session, schema, table, standing) : standing.rows
  const found = { ...standing, rows, columns }
  await createIndexes(session, schema, found.rows, table)
  if (
    before === undefined ||
    isAgain ||
    JSON.stringify(before.columns) !== JSON.stringify(columns)
  ) {
    await session.query(`UPDATE ${schema}.kiemtra_read_models SET columns = $2 WHERE id = $1`, [
      id,
      JSON.stringify(columns),
    ])
    await showRows(session, schema, table, found)
  }
  return found
}

/** Nobody else makes or drops versions of this read model until the transaction ends. */
export const lockName = async (session: Session, schema: string, name: string): Promise<void> => {
  await session.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `kiemtra read model ${schema}.${name}`,
  ])
}

const create = async (
  session: Session,
  schema: string,
  table: ReadModelTable,
  columns: string,
): Promise<number> => {
  const { name, version } = table
  const [made] = await session.query(
    `INSERT INTO ${schema}.kiemtra_read_models (name, version, columns, epoch, live)
      VALUES ($1, $2, $3, 0, 0) RETURNING id`,
    [name, version, columns],
  )
  const id = integer(made, 'id')
  const rows = rowsName(table)
  const [live] = await session.query(
    `INSERT INTO ${schema}.kiemtra_generations (read_model, rows, state) VALUES ($1, $2, 'live')
      RETURNING id`,
    [id, rows],
  )
  await session.query(`UPDATE ${schema}.kiemtra_read_models SET live = $2 WHERE id = $1`, [
    id,
    integer(live, 'id'),
  ])
  await createRows(session, schema, rows)
  await createKey(session, schema, rows)
  return id
}

/** Rows for a version that was dropped. */
const beginAgain = async (
  session: Session,
  schema: string,
  table: Name,
  { generation }: Registered,
): Promise<string> => {
  const rows = rowsName(table, generation)
  await session.query(`UPDATE ${schema}.kiemtra_generations SET rows = $2 WHERE id = $1`, [
    generation,
    rows,
  ])
  await createRows(session, schema, rows)
  await createKey(session, schema, rows)
  return rows
}

const checkColumns = (
  { name, version, columns }: ReadModelTable,
  standing: ReadonlyArray<Column>,
): void => {
  const kinds = new Map(columns.map((column) => [column.name, column.kind]))
  for (const column of standing) {
    const kind = kinds.get(column.name)
    if (kind === column.kind) continue
    refuse(
      `${name} version ${version} with column ${column.name}: ${column.kind}`,
      `${kind ?? 'no such column'}: a new version number, as columns are only added`,
    )
  }
}

// -------------------------------------------------------------------- show

type Live = Pick<Registered, 'rows' | 'columns'>

/** Puts a version's view over its rows, and the view of the read model's name where it shows this version. */
export const showRows = async (
  session: Session,
  schema: string,
  table: Name,
  { rows, columns }: Live,
): Promise<void> => {
  const shown = { table, rows, columns }
  await widenVersionView(session, schema, shown)
  const version = await shownVersion(session, schema, table.name)
  if (version === undefined || version === table.version) await pointView(session, schema, shown)
}

/**
 * Moves the view of the read model's name to a newer version that has caught up with the one shown.
 * Says whether that one is behind still.
 */
export const showIfCaughtUp = async (
  session: Session,
  schema: string,
  table: Name,
  { rows, columns, checkpoint }: Live & Pick<Registered, 'checkpoint'>,
): Promise<boolean> => {
  const version = await shownVersion(session, schema, table.name)
  if (version === undefined || version >= table.version) return false
  const shown = await find(session, schema, { name: table.name, version })
  if ((checkpoint ?? '') < (shown?.checkpoint ?? '')) return true
  await pointView(session, schema, { table, rows, columns })
  return false
}
