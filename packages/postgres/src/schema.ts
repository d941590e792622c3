/**
 * The schema that is ours, and how it becomes so.
 *
 * Setting up takes an advisory lock, so that of several processes one does the work and the others
 * find it done. A schema that someone else has filled, one that a newer version made, one whose
 * tables were changed: refused, and left as it was.
 */
import { FailureError, incompatible, refuse } from './failure.ts'
import { integer, optionalText, type Session, text, transaction } from './session.ts'

const OLDEST_SERVER = 130_000

// ------------------------------------------------------------------- model

const version1 = (schema: string): string => `
CREATE TABLE ${schema}.kiemtra_schema (
  version integer NOT NULL,
  single boolean PRIMARY KEY DEFAULT true CHECK (single)
);
CREATE TABLE ${schema}.kiemtra_read_models (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  columns text NOT NULL,
  epoch integer NOT NULL,
  live integer NOT NULL,
  checkpoint text COLLATE "C",
  UNIQUE (name, version)
);
CREATE TABLE ${schema}.kiemtra_generations (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  read_model integer NOT NULL REFERENCES ${schema}.kiemtra_read_models (id),
  rows text COLLATE "C" NOT NULL,
  state text NOT NULL CHECK (state IN ('live', 'building', 'old')),
  checkpoint text COLLATE "C"
);
CREATE TABLE ${schema}.kiemtra_links (
  generation integer NOT NULL,
  stream text COLLATE "C" NOT NULL,
  ids text NOT NULL,
  PRIMARY KEY (generation, stream)
);
CREATE TABLE ${schema}.kiemtra_views (
  name text COLLATE "C" PRIMARY KEY,
  version integer NOT NULL
);
CREATE TABLE ${schema}.kiemtra_skipped (
  read_model integer NOT NULL REFERENCES ${schema}.kiemtra_read_models (id),
  position text COLLATE "C" NOT NULL,
  event_id text NOT NULL,
  stream text NOT NULL,
  revision integer NOT NULL,
  type text NOT NULL,
  failure text NOT NULL,
  person_id text NOT NULL,
  reason text NOT NULL,
  recorded_at text NOT NULL,
  PRIMARY KEY (read_model, position)
);
CREATE FUNCTION ${schema}.kiemtra_gone(what text) RETURNS text
LANGUAGE plpgsql STABLE AS $gone$
BEGIN
  RAISE undefined_column USING MESSAGE = what;
END
$gone$;
COMMENT ON FUNCTION ${schema}.kiemtra_gone IS
  'Stands in a view for a column that its read model has no more';`

/** Versions that operators had dropped: a record for auditors. */
const version2 = (schema: string): string => `
CREATE TABLE ${schema}.kiemtra_dropped (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  read_model integer NOT NULL REFERENCES ${schema}.kiemtra_read_models (id),
  checkpoint text COLLATE "C",
  person_id text NOT NULL,
  reason text NOT NULL,
  recorded_at text NOT NULL
)`

/** The statements that lead from each version to the next, from an empty schema on. */
export const migrations = [version1, version2]

/** The version that this package reads and writes. */
export const SCHEMA_VERSION = migrations.length

/** Our tables at {@link SCHEMA_VERSION}, as the catalogue tells of them. */
const TABLES = [
  'kiemtra_dropped(id integer, read_model integer, checkpoint text, person_id text, reason text, recorded_at text)',
  'kiemtra_generations(id integer, read_model integer, rows text, state text, checkpoint text)',
  'kiemtra_links(generation integer, stream text, ids text)',
  'kiemtra_read_models(id integer, name text, version integer, columns text, epoch integer, live integer, checkpoint text)',
  'kiemtra_schema(version integer, single boolean)',
  'kiemtra_skipped(read_model integer, position text, event_id text, stream text, revision integer, type text, failure text, person_id text, reason text, recorded_at text)',
  'kiemtra_views(name text, version integer)',
].join(' ')

// --------------------------------------------------------------- behaviour

const FOUND = `SELECT
    current_setting('server_encoding') AS encoding,
    current_setting('server_version_num')::integer AS server,
    EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = $1) AS present,
    EXISTS (SELECT FROM pg_catalog.pg_tables WHERE schemaname = $1 AND tablename = 'kiemtra_schema')
      AS ours,
    EXISTS (SELECT FROM pg_catalog.pg_class
      JOIN pg_catalog.pg_namespace ON pg_namespace.oid = relnamespace WHERE nspname = $1) AS filled`

const SHAPE = `SELECT string_agg(relname || '(' || columns || ')', ' ' ORDER BY relname COLLATE "C") AS shape
  FROM (
    SELECT relname, string_agg(attname || ' ' || format_type(atttypid, atttypmod), ', ' ORDER BY attnum)
      AS columns
    FROM pg_catalog.pg_class
    JOIN pg_catalog.pg_namespace ON pg_namespace.oid = relnamespace
    JOIN pg_catalog.pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
    WHERE nspname = $1 AND relkind = 'r' AND relname LIKE 'kiemtra\\_%'
    GROUP BY relname
  ) AS tables`

/**
 * Sets the schema up where it is empty or missing, and brings an older one up to date; throws a
 * {@link FailureError} where it isn't ours.
 */
export const prepareSchema = async (session: Session, schema: string): Promise<void> => {
  if (!(await isOurs(session, schema)) || (await isOlder(session, schema))) {
    await transaction(session, async () => {
      await session.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
        `kiemtra schema ${schema}`,
      ])
      // Asked again, as another process may have done it meanwhile.
      if (!(await isOurs(session, schema))) await setUp(session, schema)
      else if (await isOlder(session, schema)) await migrate(session, schema)
    })
  }
  await checkShape(session, schema)
}

/** Whether our tables stand there; throws where they can't ever. */
const isOurs = async (session: Session, schema: string): Promise<boolean> => {
  const [found] = await session.query(FOUND, [schema])
  const encoding = text(found, 'encoding')
  if (encoding !== 'UTF8') refuse(`a database in ${encoding}`, 'one in UTF8')
  if (integer(found, 'server') < OLDEST_SERVER) {
    refuse(`PostgreSQL ${integer(found, 'server')}`, 'PostgreSQL 13 or later')
  }
  if (found?.['ours'] === true) return true
  if (found?.['filled'] === true) {
    refuse(
      `schema ${schema} with tables of another program`,
      'a schema that is empty or missing: name another',
    )
  }
  return false
}

const versionOf = async (session: Session, schema: string): Promise<number> => {
  const [found] = await session.query(`SELECT version FROM ${schema}.kiemtra_schema`)
  return found === undefined ? 0 : integer(found, 'version')
}

/** One whose version is missing isn't older: someone has changed it. */
const isOlder = async (session: Session, schema: string): Promise<boolean> => {
  const version = await versionOf(session, schema)
  return version > 0 && version < SCHEMA_VERSION
}

const migrate = async (session: Session, schema: string): Promise<void> => {
  for (const migration of migrations.slice(await versionOf(session, schema))) {
    await session.query(migration(schema))
  }
  await session.query(`UPDATE ${schema}.kiemtra_schema SET version = $1`, [SCHEMA_VERSION])
}

const setUp = async (session: Session, schema: string): Promise<void> => {
  const [found] = await session.query(FOUND, [schema])
  // Asked first: IF NOT EXISTS wants the right to create schemas also where one is there.
  if (found?.['present'] !== true) await session.query(`CREATE SCHEMA ${schema}`)
  for (const migration of migrations) await session.query(migration(schema))
  await session.query(`INSERT INTO ${schema}.kiemtra_schema (version) VALUES ($1)`, [
    SCHEMA_VERSION,
  ])
}

const checkShape = async (session: Session, schema: string): Promise<void> => {
  const version = await versionOf(session, schema)
  if (version > SCHEMA_VERSION) {
    throw new FailureError(
      incompatible(
        `schema ${schema} of version ${version}`,
        `version ${SCHEMA_VERSION} or older: use the newer @kiemtra/postgres that made it`,
      ),
    )
  }
  const [tables] = await session.query(SHAPE, [schema])
  if (version !== SCHEMA_VERSION || optionalText(tables, 'shape') !== TABLES) {
    refuse(
      `schema ${schema} changed by something else`,
      'the tables as this package made them: restore them, or name another schema',
    )
  }
}
