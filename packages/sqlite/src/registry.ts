/**
 * Which read models a file holds, in which versions, with which rows.
 *
 * A version has one live generation of rows, at most one that is being built to take its place, and
 * old ones that are still to be swept. The checkpoint of the live one stands with the version.
 */
import type { Column, ReadModelTable } from '@kiemtra/runtime'
import { type Connection, integer, optionalText, type Row, text } from './connection.ts'
import { FailureError, incompatible } from './failure.ts'
import { checkTable, createRows, createVersionView, pointView, rowsName } from './tables.ts'

/** One version of a read model, with its live rows. */
export interface Registered {
  readonly id: number
  readonly epoch: number
  readonly checkpoint: string | undefined
  /** The live generation, and its table; none (the empty text) where the version was dropped. */
  readonly generation: number
  readonly rows: string
}

type Name = Pick<ReadModelTable, 'name' | 'version'>

const FIND = `SELECT read_model.id, read_model.name, columns, read_model.epoch,
    read_model.checkpoint, live.id AS generation, live.rows
  FROM kiemtra_read_models AS read_model
  JOIN kiemtra_generations AS live ON live.read_model = read_model.id AND live.state = 'live'`
const BY_NAME = `${FIND} WHERE read_model.name = ? AND version = ?`
const BY_ID = `${FIND} WHERE read_model.id = ?`
const NAMED = 'SELECT name FROM kiemtra_read_models WHERE name = ? LIMIT 1'
const CREATE =
  'INSERT INTO kiemtra_read_models (name, version, columns, epoch) VALUES (?, ?, ?, 0) RETURNING id'
const CREATE_LIVE = `INSERT INTO kiemtra_generations (read_model, rows, state) VALUES (?, ?, 'live')`
const NAME_ROWS = 'UPDATE kiemtra_generations SET rows = ? WHERE id = ?'
const SET_COLUMNS = 'UPDATE kiemtra_read_models SET columns = ? WHERE id = ?'

/**
 * A version by its name; `undefined` where nobody has made it, or it was dropped. SQL knows no case in
 * names, we do.
 */
export const find = (connection: Connection, { name, version }: Name): Registered | undefined => {
  const found = connection.get(BY_NAME, name, version)
  if (found === undefined || text(found, 'name') !== name || text(found, 'rows') === '') {
    return undefined
  }
  return registered(found)
}

/** A version that is there. */
export const byId = (connection: Connection, id: number): Registered =>
  registered(connection.get(BY_ID, id))

const registered = (found: Row | undefined): Registered => ({
  id: integer(found, 'id'),
  epoch: integer(found, 'epoch'),
  checkpoint: optionalText(found, 'checkpoint'),
  generation: integer(found, 'generation'),
  rows: text(found, 'rows'),
})

/**
 * A version, made where it is missing: its rows, indexes and views. Its columns may grow, never
 * change. To be called in a write transaction.
 */
export const ensure = (connection: Connection, table: ReadModelTable): Registered => {
  checkTable(table)
  const { name, version } = table
  checkCase(name, connection.get(NAMED, name))
  const before = connection.get(BY_NAME, name, version)
  const columns = JSON.stringify(
    table.columns.map(({ name: column, kind }) => ({ name: column, kind })),
  )
  if (before === undefined) {
    const id = integer(connection.get(CREATE, name, version, columns), 'id')
    connection.run(CREATE_LIVE, id, rowsName(table))
  } else {
    checkColumns(table, text(before, 'columns'))
  }
  const standing = registered(connection.get(BY_NAME, name, version))
  const { generation } = standing
  // It was dropped, and begins anew; its old rows may still be there to be swept.
  const isAgain = standing.rows === ''
  const found = isAgain ? { ...standing, rows: rowsName(table, generation) } : standing
  if (isAgain) connection.run(NAME_ROWS, found.rows, generation)
  createRows(connection, found.rows, table.indexes)
  if (before === undefined || isAgain || text(before, 'columns') !== columns) {
    connection.run(SET_COLUMNS, columns, found.id)
    showRows(connection, table, found)
  }
  return found
}

const SHOWN = `SELECT view.version, shown.checkpoint FROM kiemtra_views AS view
  JOIN kiemtra_read_models AS shown ON shown.name = view.name AND shown.version = view.version
  WHERE view.name = ?`
const COLUMNS = 'SELECT columns FROM kiemtra_read_models WHERE id = ?'

/**
 * Makes a version's view anew, and the view of the read model's name where it shows this version.
 */
export const showRows = (
  connection: Connection,
  table: Name,
  { id, rows }: Pick<Registered, 'id' | 'rows'>,
): void => {
  const shown = { table, rows, columns: columnsOf(text(connection.get(COLUMNS, id), 'columns')) }
  createVersionView(connection, shown)
  const view = connection.get(SHOWN, table.name)
  if (view === undefined || integer(view, 'version') === table.version) {
    pointView(connection, shown)
  }
}

/** The version that the view of a read model's name shows. */
export const shownVersion = (connection: Connection, name: string): number | undefined => {
  const view = connection.get(SHOWN, name)
  return view === undefined ? undefined : integer(view, 'version')
}

/** Moves the view of the read model's name to a newer version that has caught up with the one shown. */
export const showIfCaughtUp = (
  connection: Connection,
  table: Name,
  { id, rows }: Pick<Registered, 'id' | 'rows'>,
  checkpoint: string,
): void => {
  const view = connection.get(SHOWN, table.name)
  if (table.version <= integer(view, 'version')) return
  if (checkpoint < (optionalText(view, 'checkpoint') ?? '')) return
  const columns = columnsOf(text(connection.get(COLUMNS, id), 'columns'))
  pointView(connection, { table, rows, columns })
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
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- written by `ensure`, from columns
  JSON.parse(json) as ReadonlyArray<Column>
