/**
 * Claiming a read model, and writing it: rows, links and checkpoint at once.
 *
 * A claim raises the table's epoch; whoever holds an older one is `Fenced`. A commit is one statement,
 * and so one transaction and one round trip: it moves the checkpoint where epoch and generation are its
 * own and the position is new, and writes the rest only where it did. The line that it updates is
 * locked till the end, so nobody can claim, or swap the rows, in between.
 * When the answer to a commit is lost, the same statement is sent again: had it been done, the
 * checkpoint stands there and nothing is written; if it is still under way, the lock waits for it.
 */
import type { ReadModelFailure, ReadModelTable, StreamLinks } from '@kiemtra/runtime'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { type PreparedBatch, writes, written } from './batch.ts'
import { codeOf, UNDEFINED_TABLE } from './failure.ts'
import { inSchema, type Name } from './names.ts'
import { byId, ensure, fenced, type Registered, showIfCaughtUp } from './registry.ts'
import { integer, optionalText, type Session, text, transaction } from './session.ts'
import { isStorable, parseStored } from './text.ts'
import { shownVersion } from './views.ts'

/** A generation of rows, of a table. */
export interface Generation {
  readonly schema: string
  readonly table: Name
  /** The version's id. */
  readonly id: number
  readonly generation: number
  readonly rows: string
}

/** What a claim gives. */
export interface Claim extends Generation {
  readonly epoch: number
  readonly checkpoint: Registered['checkpoint']
  /** The view of the projection's name shows an older version. */
  readonly isBehind: boolean
}

// ------------------------------------------------------------------- claim

/** Claims a table, and creates it where it is missing. */
export const claim = (session: Session, schema: string, table: ReadModelTable): Promise<Claim> =>
  transaction(session, async () => {
    const found = await ensure(session, schema, table)
    const [claimed] = await session.query(
      `UPDATE ${schema}.kiemtra_read_models SET epoch = epoch + 1 WHERE id = $1 RETURNING epoch`,
      [found.id],
    )
    const shown = await shownVersion(session, schema, table.name)
    const isBehind = shown !== undefined && shown < table.version
    return claimOf(schema, table, { ...found, epoch: integer(claimed, 'epoch') }, isBehind)
  })

/** The same claim, on the rows that are live now. */
export const renew = async (
  session: Session,
  claimed: Claim,
): Promise<Either<ReadModelFailure, Claim>> => {
  const { schema, table, id, epoch, isBehind } = claimed
  const found = await byId(session, schema, id)
  if (found.epoch !== epoch) return left(fenced(table, epoch, found.epoch))
  return right(claimOf(schema, table, found, isBehind))
}

const claimOf = (
  schema: string,
  { name, version }: Name,
  { id, generation, rows, epoch, checkpoint }: Registered,
  isBehind: boolean,
): Claim => {
  const table = { name, version }
  return { schema, table, id, generation, rows, epoch, checkpoint, isBehind }
}

/** Why a claim doesn't hold any more. */
const refusalOf = (
  { table, epoch, generation }: Claim,
  current: { readonly epoch: number; readonly generation: number },
): ReadModelFailure | undefined => {
  if (current.epoch !== epoch) return fenced(table, epoch, current.epoch)
  const { name, version } = table
  return current.generation === generation ? undefined : { _tag: 'Rebuilt', table: name, version }
}

/** Works on the rows of a claim, which may be dropped at any time once others are live. */
const onRows = async <A>(
  session: Session,
  claimed: Claim,
  work: () => Promise<Either<ReadModelFailure, A>>,
): Promise<Either<ReadModelFailure, A>> => {
  try {
    return await work()
  } catch (error) {
    if (codeOf(error) !== UNDEFINED_TABLE) throw error
    const refusal = refusalOf(claimed, await byId(session, claimed.schema, claimed.id))
    if (refusal === undefined) throw error
    return left(refusal)
  }
}

// -------------------------------------------------------------------- read

/** Reads texts by their keys, in the snapshot that tells epoch and generation. */
const picking = (
  session: Session,
  claimed: Claim,
  source: string,
  keys: ReadonlyArray<string>,
): Promise<Either<ReadModelFailure, ReadonlyMap<string, unknown>>> =>
  onRows(session, claimed, async () => {
    const found = await session.query(
      `SELECT mine.epoch, mine.live, found.key, found.value
        FROM ${claimed.schema}.kiemtra_read_models AS mine
        LEFT JOIN LATERAL (${source}) AS found ON true WHERE mine.id = $2`,
      [keys.filter(isStorable), claimed.id],
    )
    const [first] = found
    const current = { epoch: integer(first, 'epoch'), generation: integer(first, 'live') }
    const refusal = refusalOf(claimed, current)
    return refusal === undefined ? right(picked(found)) : left(refusal)
  })

/** Values under their keys. */
export const picked = (found: Awaited<ReturnType<Session['query']>>): Map<string, unknown> => {
  const values = new Map<string, unknown>()
  for (const row of found) {
    const key = optionalText(row, 'key')
    if (key !== undefined) values.set(key, parseStored(text(row, 'value')))
  }
  return values
}

/** Selects rows of the keys in $1. */
export const rowsSql = ({ schema, rows }: Generation): string =>
  `SELECT key, row AS value FROM ${inSchema(schema, rows)} WHERE key = ANY ($1::text[])`

/** Selects links of the streams in $1. */
export const linksSql = ({ schema, generation }: Generation): string =>
  `SELECT stream AS key, ids AS value FROM ${schema}.kiemtra_links
    WHERE generation = ${generation} AND stream = ANY ($1::text[])`

/** The rows of some keys. */
export const rowsOf = (
  session: Session,
  claimed: Claim,
  keys: ReadonlyArray<string>,
): Promise<Either<ReadModelFailure, ReadonlyMap<string, unknown>>> =>
  picking(session, claimed, rowsSql(claimed), keys)

/** The links of some streams. */
export const linksOf = async (
  session: Session,
  claimed: Claim,
  streams: ReadonlyArray<string>,
): Promise<Either<ReadModelFailure, ReadonlyMap<string, StreamLinks['ids']>>> => {
  const found = await picking(session, claimed, linksSql(claimed), streams)
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- written by `commit`, from links
  return found as Either<ReadModelFailure, ReadonlyMap<string, StreamLinks['ids']>>
}

// ------------------------------------------------------------------- write

const commitSql = ({ schema, rows, generation }: Claim): string => `
  WITH moved AS (
    UPDATE ${schema}.kiemtra_read_models SET checkpoint = $6
    WHERE id = $7 AND epoch = $8 AND live = ${generation}
      AND (checkpoint IS NULL OR checkpoint < $6)
    RETURNING id
  ), noted AS (
    INSERT INTO ${schema}.kiemtra_skipped
    SELECT moved.id, one.* FROM moved, json_to_recordset($9::json) AS one (position text,
      event_id text, stream text, revision integer, type text, failure text, person_id text,
      reason text, recorded_at text)
  ), ${writes(schema, inSchema(schema, rows), generation)}
  SELECT EXISTS (SELECT FROM moved) AS moved`

/** Commits a batch; at or before the checkpoint nothing changes. */
export const commit = (
  session: Session,
  claimed: Claim,
  batch: PreparedBatch,
): Promise<Either<ReadModelFailure, void>> =>
  onRows(session, claimed, async () => {
    const { schema, id, epoch } = claimed
    const [found] = await session.query(commitSql(claimed), [
      ...written(batch),
      ...[batch.position, id, epoch, batch.skipped],
    ])
    if (found?.['moved'] === true) return right(undefined)
    const refusal = refusalOf(claimed, await byId(session, schema, id))
    return refusal === undefined ? right(undefined) : left(refusal)
  })

/**
 * Commits a batch of a version that the projection's view doesn't show yet, and moves the view in the
 * same transaction once the version has come as far as the one shown. Says whether it is behind still.
 */
export const commitBehind = (
  session: Session,
  claimed: Claim,
  batch: PreparedBatch,
): Promise<Either<ReadModelFailure, boolean>> =>
  onRows(session, claimed, () =>
    transaction(session, async () => {
      const done = await commit(session, claimed, batch)
      if (done._tag === 'Left') return done
      const { schema, table, id } = claimed
      return right(await showIfCaughtUp(session, schema, table, await byId(session, schema, id)))
    }),
  )
