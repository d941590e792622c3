/**
 * What the file holds, and how it becomes so.
 *
 * Events are facts: triggers refuse to change, delete or replace one, to leave a gap in a stream or
 * in the global order, or to insert behind a position that a subscriber has passed, also for
 * other programs that write SQL into the file. INSERT OR REPLACE fires no UPDATE or DELETE trigger:
 * hence the guard before INSERT.
 * The position is the rowid: as nothing is ever deleted and only one transaction writes at a time,
 * it grows by one from 1 and is never used again. Beyond 2^53 it would need `bigint`; at a million
 * events a second that is 285 years away.
 */

/** `kiem`, in SQLite's header: how a file is known as ours. */
export const APPLICATION_ID = 0x6b69656d

/** An object of the schema; its SQL is compared, letter by letter, with what the file says. */
export interface SchemaObject {
  readonly name: string
  readonly sql: string
}

const version1: ReadonlyArray<SchemaObject> = [
  {
    name: 'kiemtra_events',
    sql: `CREATE TABLE kiemtra_events (
  position INTEGER PRIMARY KEY,
  stream TEXT NOT NULL,
  revision INTEGER NOT NULL,
  id TEXT NOT NULL,
  type TEXT NOT NULL,
  data TEXT NOT NULL,
  meta TEXT NOT NULL,
  namespace TEXT NOT NULL GENERATED ALWAYS AS (substr(stream, 1, instr(stream, '.') - 1)) VIRTUAL
) STRICT`,
  },
  {
    name: 'kiemtra_events_stream',
    sql: `CREATE UNIQUE INDEX kiemtra_events_stream ON kiemtra_events (stream, revision)`,
  },
  {
    name: 'kiemtra_events_id',
    sql: `CREATE UNIQUE INDEX kiemtra_events_id ON kiemtra_events (id)`,
  },
  {
    name: 'kiemtra_events_namespace',
    sql: `CREATE INDEX kiemtra_events_namespace ON kiemtra_events (namespace, position)`,
  },
  {
    name: 'kiemtra_events_insert',
    sql: `CREATE TRIGGER kiemtra_events_insert BEFORE INSERT ON kiemtra_events BEGIN
  SELECT raise(ABORT, 'kiemtra: an event goes to the end of the log, without a gap')
    WHERE new.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM kiemtra_events);
  SELECT raise(ABORT, 'kiemtra: an event goes to the end of its stream, without a gap')
    WHERE new.revision IS NOT
      (SELECT coalesce(max(revision), -1) + 1 FROM kiemtra_events WHERE stream = new.stream);
  SELECT raise(ABORT, 'kiemtra: an event is never replaced')
    WHERE EXISTS (SELECT 1 FROM kiemtra_events WHERE id = new.id);
END`,
  },
  {
    name: 'kiemtra_events_update',
    sql: `CREATE TRIGGER kiemtra_events_update BEFORE UPDATE ON kiemtra_events BEGIN
  SELECT raise(ABORT, 'kiemtra: an event is never changed');
END`,
  },
  {
    name: 'kiemtra_events_delete',
    sql: `CREATE TRIGGER kiemtra_events_delete BEFORE DELETE ON kiemtra_events BEGIN
  SELECT raise(ABORT, 'kiemtra: an event is never deleted');
END`,
  },
  {
    name: 'kiemtra_read_models',
    sql: `CREATE TABLE kiemtra_read_models (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL COLLATE NOCASE,
  version INTEGER NOT NULL,
  columns TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  checkpoint TEXT,
  UNIQUE (name, version)
) STRICT`,
  },
  {
    name: 'kiemtra_links',
    sql: `CREATE TABLE kiemtra_links (
  read_model INTEGER NOT NULL REFERENCES kiemtra_read_models (id),
  stream TEXT NOT NULL,
  ids TEXT NOT NULL,
  PRIMARY KEY (read_model, stream)
) STRICT, WITHOUT ROWID`,
  },
  {
    name: 'kiemtra_views',
    sql: `CREATE TABLE kiemtra_views (
  name TEXT PRIMARY KEY NOT NULL COLLATE NOCASE,
  version INTEGER NOT NULL
) STRICT, WITHOUT ROWID`,
  },
]

/** Policies: how far each has come, and the timers that its instances have set. */
const version2: ReadonlyArray<SchemaObject> = [
  {
    name: 'kiemtra_policies',
    sql: `CREATE TABLE kiemtra_policies (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  epoch INTEGER NOT NULL,
  checkpoint TEXT
) STRICT`,
  },
  {
    name: 'kiemtra_timers',
    sql: `CREATE TABLE kiemtra_timers (
  policy INTEGER NOT NULL REFERENCES kiemtra_policies (id),
  key TEXT NOT NULL,
  timer TEXT NOT NULL,
  instant TEXT NOT NULL,
  firing INTEGER NOT NULL CHECK (firing IN (0, 1)),
  event_id TEXT NOT NULL,
  correlation_id TEXT NOT NULL,
  on_behalf_of TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  PRIMARY KEY (policy, key, timer)
) STRICT, WITHOUT ROWID`,
  },
]

const generations: ReadonlyArray<SchemaObject> = [
  {
    name: 'kiemtra_generations',
    sql: `CREATE TABLE kiemtra_generations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  read_model INTEGER NOT NULL REFERENCES kiemtra_read_models (id),
  rows TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('live', 'building', 'old')),
  checkpoint TEXT
) STRICT`,
  },
  {
    name: 'kiemtra_generations_state',
    sql: `CREATE UNIQUE INDEX kiemtra_generations_state
  ON kiemtra_generations (read_model, state) WHERE state <> 'old'`,
  },
  {
    name: 'kiemtra_generation_links',
    sql: `CREATE TABLE kiemtra_generation_links (
  generation INTEGER NOT NULL REFERENCES kiemtra_generations (id),
  stream TEXT NOT NULL,
  ids TEXT NOT NULL,
  PRIMARY KEY (generation, stream)
) STRICT, WITHOUT ROWID`,
  },
  {
    name: 'kiemtra_skipped',
    sql: `CREATE TABLE kiemtra_skipped (
  read_model INTEGER NOT NULL REFERENCES kiemtra_read_models (id),
  position TEXT NOT NULL,
  event_id TEXT NOT NULL,
  stream TEXT NOT NULL,
  revision INTEGER NOT NULL,
  type TEXT NOT NULL,
  failure TEXT NOT NULL,
  person_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  PRIMARY KEY (read_model, position)
) STRICT, WITHOUT ROWID`,
  },
]

/**
 * Generations: a read model's rows can be built anew beside those that are live. What a file held
 * before becomes the first generation, under the table's old name. No id is ever used twice, so a
 * builder that was overtaken can't take a later one's rows for its own.
 */
const version3: ReadonlyArray<string> = [
  ...generations.map(({ sql }) => sql),
  `INSERT INTO kiemtra_generations (id, read_model, rows, state)
    SELECT id, id, name || '__rows_v' || version, 'live' FROM kiemtra_read_models`,
  `INSERT INTO kiemtra_generation_links SELECT read_model, stream, ids FROM kiemtra_links`,
  `DROP TABLE kiemtra_links`,
]

/** Versions that operators had dropped: a record for auditors. */
const version4: ReadonlyArray<SchemaObject> = [
  {
    name: 'kiemtra_dropped',
    sql: `CREATE TABLE kiemtra_dropped (
  id INTEGER PRIMARY KEY,
  read_model INTEGER NOT NULL REFERENCES kiemtra_read_models (id),
  checkpoint TEXT,
  person_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  recorded_at TEXT NOT NULL
) STRICT`,
  },
]

/** The statements that lead from each version to the next, from an empty file on. */
export const migrations: ReadonlyArray<ReadonlyArray<string>> = [
  version1.map(({ sql }) => sql),
  version2.map(({ sql }) => sql),
  version3,
  version4.map(({ sql }) => sql),
]

/** The version of the schema that this package reads and writes. */
export const SCHEMA_VERSION = migrations.length

/** What a file of {@link SCHEMA_VERSION} must hold. */
export const schemaObjects: ReadonlyArray<SchemaObject> = [
  ...version1.filter(({ name }) => name !== 'kiemtra_links'),
  ...version2,
  ...generations,
  ...version4,
]
