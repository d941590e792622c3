/**
 * The views that SQL users read, and how they move without losing what hangs on them.
 *
 * PostgreSQL binds views, and grants, to a view's identity, and lets a view be replaced as long as
 * its columns stay and new ones come last. So a view is always replaced, never dropped and made
 * anew, while its columns only grow: users' own views on it and their grants don't notice.
 * Where a version has lost a column, or given it another type, `<name>` is a new view with the same
 * grants. The old one goes; unless others' views hang on it: then it stays, as `<name>__until_v<n>`,
 * over the current rows. What reads the columns that are still there reads on; what reads one that
 * is gone gets an error which says so. Rejected: leaving it over the old rows, which would answer on
 * and on as of the day of the change.
 */
import type { Column, ColumnKind } from '@kiemtra/runtime'
import { codeOf, DEPENDENT_OBJECTS_STILL_EXIST } from './failure.ts'
import {
  inSchema,
  KEY_COLUMN,
  literal,
  type Name,
  quoted,
  sqlType,
  valueOf,
  viewName,
} from './names.ts'
import { integer, type Session, text } from './session.ts'

/** What a view shows: rows of a version, by its columns. */
export interface Shown {
  readonly table: Name
  readonly rows: string
  readonly columns: ReadonlyArray<Column>
}

/** A column of a view as it stands. */
interface Standing {
  readonly name: string
  readonly type: string
}

// -------------------------------------------------------------- statements

const COLUMNS = `SELECT attname AS name, format_type(atttypid, atttypmod) AS type
  FROM pg_catalog.pg_attribute
  JOIN pg_catalog.pg_class ON pg_class.oid = attrelid AND relkind = 'v'
  JOIN pg_catalog.pg_namespace ON pg_namespace.oid = relnamespace
  WHERE nspname = $1 AND relname = $2 AND attnum > 0 ORDER BY attnum`

const columnsOf = async (
  session: Session,
  schema: string,
  view: string,
): Promise<ReadonlyArray<Standing>> => {
  const found = await session.query(COLUMNS, [schema, view])
  return found.map((row) => ({ name: text(row, 'name'), type: text(row, 'type') }))
}

const kindOfType = new Map<string, ColumnKind>([
  [sqlType.text, 'text'],
  [sqlType.number, 'number'],
  [sqlType.boolean, 'boolean'],
  [sqlType.json, 'json'],
])

const column = (shown: Column): string => `${valueOf(shown)} AS ${quoted(shown.name)}`

const isKept =
  (columns: ReadonlyArray<Column>) =>
  ({ name, type }: Standing): boolean =>
    name === KEY_COLUMN || columns.some((one) => one.name === name && sqlType[one.kind] === type)

/** Puts a view over a version's rows: the columns that stand, in their order, then what is new. */
const replace = async (
  session: Session,
  schema: string,
  view: string,
  rows: string,
  selected: ReadonlyArray<string>,
): Promise<void> => {
  await session.query(
    `CREATE OR REPLACE VIEW ${inSchema(schema, view)} AS
      SELECT ${[`key AS ${KEY_COLUMN}`, ...selected].join(', ')}
      FROM ${inSchema(schema, rows)}`,
  )
}

const grown = (
  standing: ReadonlyArray<Standing>,
  columns: ReadonlyArray<Column>,
): ReadonlyArray<Column> => {
  const byName = new Map(columns.map((one) => [one.name, one]))
  const first = standing.flatMap(({ name }) => byName.get(name) ?? [])
  return [...first, ...columns.filter((one) => !first.includes(one))]
}

// --------------------------------------------------------------- behaviour

/** Makes or widens the view of one version. */
export const widenVersionView = async (
  session: Session,
  schema: string,
  { table, rows, columns }: Shown,
): Promise<void> => {
  const view = viewName(table)
  const standing = await columnsOf(session, schema, view)
  await replace(session, schema, view, rows, grown(standing, columns).map(column))
}

/** Points the view of the projection's name to a version. */
export const pointView = async (session: Session, schema: string, shown: Shown): Promise<void> => {
  const { table, rows, columns } = shown
  const { name } = table
  const standing = await columnsOf(session, schema, name)
  if (standing.every(isKept(columns))) {
    await replace(session, schema, name, rows, grown(standing, columns).map(column))
  } else {
    const old = `${name}__until_v${table.version}`
    const view = inSchema(schema, name)
    await session.query(`ALTER VIEW ${view} RENAME TO ${quoted(old)}`)
    await replace(session, schema, name, rows, columns.map(column))
    await copyGrants(session, schema, old, name)
  }
  await pointOldViews(session, schema, shown)
  await session.query(
    `INSERT INTO ${schema}.kiemtra_views (name, version) VALUES ($1, $2)
      ON CONFLICT (name) DO UPDATE SET version = excluded.version`,
    [name, table.version],
  )
}

const OLD_VIEWS = `SELECT viewname FROM pg_catalog.pg_views
  WHERE schemaname = $1 AND starts_with(viewname, $2)`

/** Drops the views of former columns that nothing hangs on any more, and points the others here. */
const pointOldViews = async (
  session: Session,
  schema: string,
  { table, rows, columns }: Shown,
): Promise<void> => {
  const found = await session.query(OLD_VIEWS, [schema, `${table.name}__until_v`])
  for (const row of found) {
    const view = text(row, 'viewname')
    await session.query('SAVEPOINT old_view')
    try {
      await session.query(`DROP VIEW ${inSchema(schema, view)}`)
    } catch (error) {
      if (codeOf(error) !== DEPENDENT_OBJECTS_STILL_EXIST) throw error
      await session.query('ROLLBACK TO SAVEPOINT old_view')
      const standing = await columnsOf(session, schema, view)
      const kept = isKept(columns)
      const selected = standing
        .filter(({ name }) => name !== KEY_COLUMN)
        .map((one) => {
          const kind = kindOfType.get(one.type)
          return kind !== undefined && kept(one)
            ? column({ name: one.name, kind })
            : gone(schema, table, one)
        })
      await replace(session, schema, view, rows, selected)
    }
    await session.query('RELEASE SAVEPOINT old_view')
  }
}

/** A column that nobody can read any more, and that says so to whoever tries. */
const gone = (schema: string, { name, version }: Name, lost: Standing): string => {
  const message = `column ${lost.name} (${lost.type}) of ${name} is gone since version ${version}: see the columns of ${schema}.${name}`
  const raised = `${schema}.kiemtra_gone(${literal(message)})`
  // The types collate alike, or the view couldn't be replaced.
  const typed = lost.type === 'text' ? `(${raised} COLLATE "C")` : `${raised}::${lost.type}`
  return `${typed} AS ${quoted(lost.name)}`
}

const GRANTS = `SELECT privilege_type AS privilege, is_grantable AS grantable,
    CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END AS grantee
  FROM pg_catalog.pg_class
  JOIN pg_catalog.pg_namespace ON pg_namespace.oid = relnamespace
  CROSS JOIN LATERAL aclexplode(relacl)
  WHERE nspname = $1 AND relname = $2 AND grantee <> relowner`

const COLUMN_GRANTS = `SELECT attname AS name, privilege_type AS privilege, is_grantable AS grantable,
    CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END AS grantee
  FROM pg_catalog.pg_class
  JOIN pg_catalog.pg_namespace ON pg_namespace.oid = relnamespace
  JOIN pg_catalog.pg_attribute ON attrelid = pg_class.oid
  CROSS JOIN LATERAL aclexplode(attacl)
  WHERE nspname = $1 AND relname = $2 AND EXISTS (
    SELECT FROM information_schema.columns
    WHERE table_schema = $1 AND table_name = $3 AND column_name = attname)`

/** Gives one view the grants of another; of its columns, those that both have. */
const copyGrants = async (
  session: Session,
  schema: string,
  from: string,
  to: string,
): Promise<void> => {
  const whole = await session.query(GRANTS, [schema, from])
  const ofColumns = await session.query(COLUMN_GRANTS, [schema, from, to])
  for (const row of [...whole, ...ofColumns]) {
    const name = row['name']
    const columns = typeof name === 'string' ? ` (${quoted(name)})` : ''
    const option = row['grantable'] === true ? ' WITH GRANT OPTION' : ''
    await session.query(
      `GRANT ${text(row, 'privilege')}${columns} ON ${inSchema(schema, to)} TO ${text(row, 'grantee')}${option}`,
    )
  }
}

/** The version that the view of a name shows; locked against others who would move it. */
export const shownVersion = async (
  session: Session,
  schema: string,
  name: string,
): Promise<number | undefined> => {
  const [found] = await session.query(
    `SELECT version FROM ${schema}.kiemtra_views WHERE name = $1 FOR UPDATE`,
    [name],
  )
  return found === undefined ? undefined : integer(found, 'version')
}
