/**
 * Building a read model's rows anew, beside those that are live.
 *
 * A build is a generation of its own: a table, links, a checkpoint. Only the latest build of a table
 * is still one; whoever began an earlier is `Fenced`, in whatever process. The first rows come in by
 * COPY, before there is any index; the others are made before the swap, which is one short transaction
 * that needs nobody's rows, only the views.
 */
import type {
  Behind,
  ReadModelBuilder,
  ReadModelFailure,
  ReadModelTable,
  StreamLinks,
} from '@kiemtra/runtime'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { type PreparedBatch, prepareBatch, writes, written } from './batch.ts'
import { copyRows } from './copy.ts'
import type { Database } from './database.ts'
import { codeOf, UNDEFINED_TABLE } from './failure.ts'
import { inSchema, rowsName } from './names.ts'
import { byId, checkpointIn, ensure, fenced, showIfCaughtUp, showRows } from './registry.ts'
import { scanning } from './scan.ts'
import { integer, optionalText, type Row, type Session, text, transaction } from './session.ts'
import { createIndexes, createKey, createRows } from './tables.ts'
import { isStorable } from './text.ts'
import { type Generation, linksSql, picked, rowsSql } from './writer.ts'

/** How long to wait for those who still read rows that are to be dropped, in ms. */
const SWEEP_FOR_MS = 100

// ------------------------------------------------------------------- begin

const begin = (session: Session, schema: string, table: ReadModelTable): Promise<Generation> =>
  transaction(session, async () => {
    const { id } = await ensure(session, schema, table)
    await session.query(
      `UPDATE ${schema}.kiemtra_generations SET state = 'old'
        WHERE read_model = $1 AND state = 'building'`,
      [id],
    )
    const [begun] = await session.query(
      `INSERT INTO ${schema}.kiemtra_generations (read_model, rows, state)
        VALUES ($1, '', 'building') RETURNING id`,
      [id],
    )
    const generation = integer(begun, 'id')
    const rows = rowsName(table, generation)
    await session.query(`UPDATE ${schema}.kiemtra_generations SET rows = $2 WHERE id = $1`, [
      generation,
      rows,
    ])
    await createRows(session, schema, rows)
    const { name, version } = table
    return { schema, table: { name, version }, id, generation, rows }
  })

/** Begins to build a table anew. */
export const build = async (
  database: Database,
  table: ReadModelTable,
): Promise<Either<ReadModelFailure, ReadModelBuilder>> => {
  const begun = await database.run({ operation: 'write' }, (session) =>
    begin(session, database.schema, table),
  )
  if (isLeft(begun)) return begun
  await sweep(database, begun.right)
  return right(builderOf(database, begun.right, table))
}

// ------------------------------------------------------------------- build

const builderOf = (
  database: Database,
  building: Generation,
  table: ReadModelTable,
): ReadModelBuilder => {
  const { schema, generation } = building

  /** Works on rows that may be dropped at any time once another build has begun. */
  const checked =
    <A>(
      operation: string,
      work: (session: Session) => Promise<Either<ReadModelFailure, A>>,
    ): TaskEither<ReadModelFailure, A> =>
    async () => {
      const done = await database.run({ operation }, async (session) => {
        try {
          return await work(session)
        } catch (error) {
          if (codeOf(error) !== UNDEFINED_TABLE) throw error
          const refusal = await refusalOf(session, building)
          if (refusal === undefined) throw error
          return left(refusal)
        }
      })
      return isLeft(done) ? done : done.right
    }

  const picking = (
    sql: string,
    keys: ReadonlyArray<string>,
  ): TaskEither<ReadModelFailure, ReadonlyMap<string, unknown>> =>
    checked('read', async (session) => {
      const found = picked(await session.query(sql, [keys.filter(isStorable)]))
      const refusal = await refusalOf(session, building)
      return refusal === undefined ? right(found) : left(refusal)
    })

  return {
    epoch: generation,
    rows: (keys) => picking(rowsSql(building), keys),
    links: (streams) => async () => {
      const found = await picking(linksSql(building), streams)()
      // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- written by `commit`, from links
      return found as Either<ReadModelFailure, ReadonlyMap<string, StreamLinks['ids']>>
    },
    commit: (batch) => async () => {
      const prepared = prepareBatch(batch)
      return checked('write', (session) => commit(session, building, prepared))()
    },
    scan: () =>
      scanning(database, async (session) => {
        const standing = await standingOf(session, building)
        const refusal = await refusalOf(session, building, standing)
        return refusal === undefined
          ? right({ rows: building.rows, checkpoint: checkpointIn(standing) })
          : left(refusal)
      }),
    finish: () => async () => {
      const indexed = await checked('write', (session) => index(session, building, table))()
      if (isLeft(indexed)) return indexed
      const done = await database.run({ operation: 'write' }, (session) =>
        finish(session, building),
      )
      if (isLeft(done)) return done
      if (!isLeft(done.right)) await sweep(database, building)
      return done.right
    },
    abandon: () => async () => {
      const done = await database.run({ operation: 'write' }, (session) =>
        session.query(
          `UPDATE ${schema}.kiemtra_generations SET state = 'old' WHERE id = $1 AND state = 'building'`,
          [generation],
        ),
      )
      if (isLeft(done)) return done
      await sweep(database, building)
      return right(undefined)
    },
  }
}

const standingOf = async (
  session: Session,
  { schema, generation }: Generation,
  lock = '',
): Promise<Row | undefined> => {
  const [found] = await session.query(
    `SELECT state, checkpoint FROM ${schema}.kiemtra_generations WHERE id = $1 ${lock}`,
    [generation],
  )
  return found
}

const refusalOf = async (
  session: Session,
  building: Generation,
  known?: Row,
): Promise<ReadModelFailure | undefined> => {
  const standing = known ?? (await standingOf(session, building))
  if (optionalText(standing, 'state') === 'building') return undefined
  const [latest] = await session.query(
    `SELECT max(id) AS id FROM ${building.schema}.kiemtra_generations WHERE read_model = $1`,
    [building.id],
  )
  return fenced(building.table, building.generation, integer(latest, 'id'))
}

const commit = (
  session: Session,
  building: Generation,
  batch: PreparedBatch,
): Promise<Either<ReadModelFailure, void>> =>
  transaction(session, async () => {
    const { schema, generation, rows } = building
    // Locked, so that whoever begins another build waits for this commit, and drops it with the rest.
    const standing = await standingOf(session, building, 'FOR UPDATE')
    const refusal = await refusalOf(session, building, standing)
    if (refusal !== undefined) return left(refusal)
    const checkpoint = checkpointIn(standing)
    if (checkpoint !== undefined && batch.position <= checkpoint) return right(undefined)
    const isFirst = checkpoint === undefined
    if (isFirst) {
      await session.unhurried()
      await copyRows(session, schema, rows, batch)
      await createKey(session, schema, rows)
    }
    await session.query(
      `WITH moved AS (
        UPDATE ${schema}.kiemtra_generations SET checkpoint = $6 WHERE id = $7 RETURNING id
      ), ${writes(schema, inSchema(schema, rows), generation)}
      SELECT`,
      [...written(isFirst ? { ...batch, keys: [], rows: [] } : batch), batch.position, generation],
    )
    return right(undefined)
  })

// ------------------------------------------------------------------ finish

/** Makes the indexes, and has the planner know the rows; done again, it finds them made. */
const index = async (
  session: Session,
  building: Generation,
  table: ReadModelTable,
): Promise<Either<ReadModelFailure, void>> =>
  transaction(session, async () => {
    const { schema, rows } = building
    const standing = await standingOf(session, building)
    if (optionalText(standing, 'state') === 'live') return right(undefined)
    const refusal = await refusalOf(session, building, standing)
    if (refusal !== undefined) return left(refusal)
    await session.unhurried()
    if (checkpointIn(standing) === undefined) await ensureKey(session, building)
    await createIndexes(session, schema, rows, table)
    await session.query(`ANALYZE ${inSchema(schema, rows)}`)
    return right(undefined)
  })

/** Nothing was committed, so there is no key yet, unless this was here before. */
const ensureKey = async (session: Session, { schema, rows }: Generation): Promise<void> => {
  const found = await session.query(
    'SELECT FROM pg_catalog.pg_indexes WHERE schemaname = $1 AND tablename = $2',
    [schema, rows],
  )
  if (found.length === 0) await createKey(session, schema, rows)
}

const finish = (
  session: Session,
  building: Generation,
): Promise<Either<ReadModelFailure | Behind, void>> =>
  transaction(session, async () => {
    const { schema, table, id, generation, rows } = building
    const live = await byId(session, schema, id, 'locked')
    if (live.generation === generation) return right(undefined)
    const standing = await standingOf(session, building, 'FOR UPDATE')
    const refusal = await refusalOf(session, building, standing)
    if (refusal !== undefined) return left(refusal)
    const checkpoint = checkpointIn(standing)
    if (live.checkpoint !== undefined && (checkpoint ?? '') < live.checkpoint) {
      const { name, version } = table
      return left({ _tag: 'Behind', table: name, version, checkpoint: live.checkpoint })
    }
    await session.query(
      `UPDATE ${schema}.kiemtra_generations SET state = CASE id WHEN $2 THEN 'live' ELSE 'old' END
        WHERE id IN ($1, $2)`,
      [live.generation, generation],
    )
    await session.query(
      `UPDATE ${schema}.kiemtra_read_models SET live = $2, checkpoint = $3 WHERE id = $1`,
      [id, generation, checkpoint ?? null],
    )
    const { columns } = live
    await showRows(session, schema, table, { rows, columns })
    await showIfCaughtUp(session, schema, table, { rows, columns, checkpoint })
    return right(undefined)
  })

// ------------------------------------------------------------------- sweep

/**
 * Drops old generations of a version. Who still reads them isn't waited for: the next build drops
 * what this one couldn't.
 */
const sweep = async (database: Database, { schema, id }: Generation): Promise<void> => {
  await database.run({ operation: 'write', retryForMs: SWEEP_FOR_MS }, (session) =>
    transaction(session, async () => {
      const old = await session.query(
        `SELECT id, rows FROM ${schema}.kiemtra_generations
          WHERE read_model = $1 AND state = 'old' FOR UPDATE SKIP LOCKED`,
        [id],
      )
      if (old.length === 0) return
      await session.query(`SET LOCAL lock_timeout = ${SWEEP_FOR_MS}`)
      for (const row of old) {
        await session.query(`DROP TABLE IF EXISTS ${inSchema(schema, text(row, 'rows'))}`)
      }
      const ids = [old.map((row) => integer(row, 'id'))]
      await session.query(`DELETE FROM ${schema}.kiemtra_links WHERE generation = ANY ($1)`, ids)
      await session.query(`DELETE FROM ${schema}.kiemtra_generations WHERE id = ANY ($1)`, ids)
    }),
  )
}
