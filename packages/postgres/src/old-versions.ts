/**
 * Dropping versions of a read model that a newer one has replaced; see the port.
 *
 * The version's line stays, with its epoch and its record of skipped events: an epoch is never used
 * twice. What is live of it is a generation without rows. The rest goes in the same transaction, which
 * waits for those who still read it no longer than any other.
 */
import type {
  DroppedVersion,
  NotDropped,
  OldVersions,
  Operator,
  ReadModelFailure,
} from '@kiemtra/runtime'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { Database } from './database.ts'
import { codeOf, DEPENDENT_OBJECTS_STILL_EXIST } from './failure.ts'
import { inSchema, type Name, viewName } from './names.ts'
import { byId, checkpointIn, find, lockName, type Registered } from './registry.ts'
import { integer, type Session, text, transaction } from './session.ts'
import { isStorable, plainText, storedText } from './text.ts'
import { shownVersion } from './views.ts'

type Dropped = Either<ReadModelFailure | NotDropped, DroppedVersion>

/** The port's part in a schema. */
export const oldVersionsIn = (database: Database): OldVersions => ({
  drop: (name, by, recordedAt) => async () => {
    if (by.reason.trim() === '') return left({ _tag: 'ReasonMissing' })
    if (!isStorable(name.name)) return left(unknown(name))
    const done = await database.run({ operation: 'write' }, (session) =>
      dropUnlessRead(session, database.schema, name, by, recordedAt),
    )
    return isLeft(done) ? done : done.right
  },
  dropped: (name) => async () => {
    if (!isStorable(name)) return right([])
    return database.run({ operation: 'read' }, (session) =>
      droppedOf(session, database.schema, name),
    )
  },
})

const unknown = ({ name, version }: Name): ReadModelFailure => ({
  _tag: 'UnknownTable',
  table: name,
  version,
})

const droppedOf = async (
  session: Session,
  schema: string,
  name: string,
): Promise<ReadonlyArray<DroppedVersion>> => {
  const found = await session.query(
    `SELECT version, dropped.checkpoint, person_id, reason, recorded_at
      FROM ${schema}.kiemtra_dropped AS dropped
      JOIN ${schema}.kiemtra_read_models AS read_model ON read_model.id = dropped.read_model
      WHERE name = $1 ORDER BY dropped.id`,
    [name],
  )
  const plain = (row: (typeof found)[number], column: string) => plainText(text(row, column))
  return found.map((row) => ({
    version: integer(row, 'version'),
    checkpoint: checkpointIn(row),
    by: { kind: 'operator', personId: plain(row, 'person_id'), reason: plain(row, 'reason') },
    recordedAt: plain(row, 'recorded_at'),
  }))
}

// -------------------------------------------------------------------- drop

const dropUnlessRead = async (
  session: Session,
  schema: string,
  name: Name,
  by: Operator,
  recordedAt: string,
): Promise<Dropped> => {
  try {
    return await transaction(session, () => drop(session, schema, name, by, recordedAt))
  } catch (error) {
    if (codeOf(error) !== DEPENDENT_OBJECTS_STILL_EXIST) throw error
    const { name: table, version } = name
    return left({ _tag: 'StillRead', table, version, views: await readers(session, schema, name) })
  }
}

const drop = async (
  session: Session,
  schema: string,
  name: Name,
  by: Operator,
  recordedAt: string,
): Promise<Dropped> => {
  const { name: table, version } = name
  // Before the line, as whoever makes versions takes them in this order.
  await lockName(session, schema, table)
  const known = await find(session, schema, name)
  if (known === undefined) return left(unknown(name))
  const found = await byId(session, schema, known.id, 'locked')
  const shown = (await shownVersion(session, schema, table)) ?? version
  if (version >= shown) return left({ _tag: 'NotReplaced', table, version, shown })
  await session.query(`DROP VIEW IF EXISTS ${inSchema(schema, viewName(name))}`)
  await dropGenerations(session, schema, found)
  const [standIn] = await session.query(
    `INSERT INTO ${schema}.kiemtra_generations (read_model, rows, state) VALUES ($1, '', 'live')
      RETURNING id`,
    [found.id],
  )
  await session.query(
    `UPDATE ${schema}.kiemtra_read_models SET live = $2, epoch = epoch + 1, checkpoint = NULL
      WHERE id = $1`,
    [found.id, integer(standIn, 'id')],
  )
  await session.query(
    `INSERT INTO ${schema}.kiemtra_dropped (read_model, checkpoint, person_id, reason, recorded_at)
      VALUES ($1, $2, $3, $4, $5)`,
    [found.id, found.checkpoint ?? null, ...[by.personId, by.reason, recordedAt].map(storedText)],
  )
  return right({ version, checkpoint: found.checkpoint, by, recordedAt })
}

/** What is live, being built, or left of a build. */
const dropGenerations = async (
  session: Session,
  schema: string,
  { id }: Registered,
): Promise<void> => {
  const generations = await session.query(
    `SELECT id, rows FROM ${schema}.kiemtra_generations WHERE read_model = $1 FOR UPDATE`,
    [id],
  )
  for (const row of generations) {
    await session.query(`DROP TABLE IF EXISTS ${inSchema(schema, text(row, 'rows'))}`)
  }
  const ids = [generations.map((row) => integer(row, 'id'))]
  await session.query(`DELETE FROM ${schema}.kiemtra_links WHERE generation = ANY ($1)`, ids)
  await session.query(`DELETE FROM ${schema}.kiemtra_generations WHERE id = ANY ($1)`, ids)
}

/** Views that read the version's view, or its rows past it. */
const readers = async (
  session: Session,
  schema: string,
  name: Name,
): Promise<ReadonlyArray<string>> => {
  const found = await session.query(
    `SELECT DISTINCT format('%I.%I', reader_schema.nspname, reader.relname) AS view
      FROM pg_catalog.pg_depend
      JOIN pg_catalog.pg_rewrite ON pg_rewrite.oid = objid AND classid = 'pg_rewrite'::regclass
      JOIN pg_catalog.pg_class AS reader ON reader.oid = ev_class
      JOIN pg_catalog.pg_namespace AS reader_schema ON reader_schema.oid = reader.relnamespace
      JOIN pg_catalog.pg_class AS mine ON mine.oid = refobjid AND mine.oid <> reader.oid
      JOIN pg_catalog.pg_namespace AS my_schema ON my_schema.oid = mine.relnamespace
      WHERE my_schema.nspname = $1 AND (reader_schema.nspname, reader.relname) <> ($1, $2)
        AND (mine.relname = $2 OR mine.relname IN (
          SELECT generation.rows FROM ${schema}.kiemtra_generations AS generation
          JOIN ${schema}.kiemtra_read_models AS read_model ON read_model.id = generation.read_model
          WHERE read_model.name = $3 AND read_model.version = $4))
      ORDER BY 1`,
    [schema, viewName(name), name.name, name.version],
  )
  return found.map((row) => text(row, 'view'))
}
