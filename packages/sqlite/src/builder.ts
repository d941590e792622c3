/**
 * Building a read model's rows anew, beside those that are live.
 *
 * A build is a generation of its own: a table, links, a checkpoint. Only the latest build of a table
 * is still one; whoever began an earlier is `Fenced`, in whatever process. Nothing here holds the
 * writer's lock for long: rows are written, and old generations are swept, some at a time, and
 * others write in between. The swap is one short transaction.
 *
 * Only the swap is synced to the disk, and with it all that was written before it. What the power
 * takes before the swap belongs to a build that has died with it, and is never gone on with; what it
 * takes of the sweeping is swept by the next build.
 */
import { setImmediate } from 'node:timers/promises'
import type {
  Behind,
  ReadModelBatch,
  ReadModelBuilder,
  ReadModelFailure,
  ReadModelTable,
} from '@kiemtra/runtime'
import { positionOf } from '@kiemtra/kernel'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { type Connection, integer, optionalText, transaction } from './connection.ts'
import { certain, type Database } from './database.ts'
import { byId, ensure, showIfCaughtUp, showRows } from './registry.ts'
import { scanning } from './scan.ts'
import { sweep } from './sweep.ts'
import { createRows, rowsName } from './tables.ts'
import { fenced, type Generation, linksAt, prepareBatch, rowsAt, writeBatch } from './writer.ts'

/** Most rows that one transaction writes. */
const ROWS_AT_ONCE = 1000

// ------------------------------------------------------------------- begin

const BEGIN = `INSERT INTO kiemtra_generations (read_model, rows, state) VALUES (?, '', 'building')
  RETURNING id`
const NAME = 'UPDATE kiemtra_generations SET rows = ? WHERE id = ?'
const RETIRE = `UPDATE kiemtra_generations SET state = 'old' WHERE read_model = ? AND state = ?`

const begin = (connection: Connection, table: ReadModelTable): Generation =>
  transaction(connection, 'unsynced', () => {
    const { id } = ensure(connection, table)
    connection.run(RETIRE, id, 'building')
    const generation = integer(connection.get(BEGIN, id), 'id')
    const rows = rowsName(table, generation)
    connection.run(NAME, rows, generation)
    createRows(connection, rows, table.indexes)
    const { name, version } = table
    return { table: { name, version }, id, generation, rows }
  })

/** Begins to build a table anew. */
export const build = async (
  database: Database,
  table: ReadModelTable,
): Promise<Either<ReadModelFailure, ReadModelBuilder>> => {
  const begun = await database.run({ operation: 'write' }, (connection) => begin(connection, table))
  if (isLeft(begun)) return left(certain(begun.left))
  const swept = await sweep(database, begun.right.id)
  return isLeft(swept) ? swept : right(builderOf(database, begun.right))
}

// ------------------------------------------------------------------- build

const builderOf = (database: Database, building: Generation): ReadModelBuilder => {
  const epoch = building.generation
  let isFinished = false

  const checked =
    <A>(
      mode: 'read' | 'unsynced',
      work: (connection: Connection) => A,
    ): TaskEither<ReadModelFailure, A> =>
    async () => {
      const operation = mode === 'read' ? 'read' : 'write'
      const done = await database.run({ operation }, (connection) =>
        transaction(connection, mode, (): Either<ReadModelFailure, A> => {
          const refusal = refusalOf(connection, building)
          return refusal === undefined ? right(work(connection)) : left(refusal)
        }),
      )
      return isLeft(done) ? left(certain(done.left)) : done.right
    }

  return {
    epoch,
    rows: (keys) => checked('read', (connection) => rowsAt(connection, building, keys)),
    links: (streams) => checked('read', (connection) => linksAt(connection, building, streams)),
    commit: (batch) => async () => {
      for (const step of stepsOf(batch)) {
        const prepared = prepareBatch(step)
        const done = await checked('unsynced', (connection) => {
          const standing = checkpointOf(connection, building)
          if (standing !== undefined && batch.position <= standing) return
          writeBatch(connection, building, prepared)
          if (step.isLast) connection.run(MOVE, batch.position, building.generation)
        })()
        if (isLeft(done)) return done
        // Whoever waits to write, in this process or another, has its turn.
        if (!step.isLast) await setImmediate()
      }
      return right(undefined)
    },
    scan: () => scanning(database, (connection) => scanned(connection, building)),
    finish: () => async () => {
      const done = await database.run({ operation: 'write' }, (connection) =>
        finish(connection, building),
      )
      if (isLeft(done)) return left(certain(done.left))
      if (isLeft(done.right)) return done.right
      isFinished = true
      // The rows are in place; what can't be swept now is swept by the next build.
      await sweep(database, building.id)
      return done.right
    },
    abandon: () => async () => {
      if (isFinished) return right(undefined)
      const done = await database.run({ operation: 'write' }, (connection) =>
        transaction(connection, 'unsynced', () => connection.run(ABANDON, building.generation)),
      )
      return isLeft(done) ? left(certain(done.left)) : sweep(database, building.id)
    },
  }
}

const MOVE = 'UPDATE kiemtra_generations SET checkpoint = ? WHERE id = ?'
const ABANDON = `UPDATE kiemtra_generations SET state = 'old' WHERE id = ? AND state = 'building'`
const STANDING = 'SELECT state, checkpoint FROM kiemtra_generations WHERE id = ?'
const LATEST = 'SELECT max(id) AS id FROM kiemtra_generations WHERE read_model = ?'

const stateOf = (connection: Connection, { generation }: Generation): string | undefined =>
  optionalText(connection.get(STANDING, generation), 'state')

const checkpointOf = (connection: Connection, { generation }: Generation): string | undefined =>
  optionalText(connection.get(STANDING, generation), 'checkpoint')

const refusalOf = (connection: Connection, building: Generation): ReadModelFailure | undefined => {
  if (stateOf(connection, building) === 'building') return undefined
  const current = integer(connection.get(LATEST, building.id), 'id')
  return fenced({ table: building.table, epoch: building.generation }, current)
}

const scanned = (
  connection: Connection,
  building: Generation,
): Either<ReadModelFailure, { readonly rows: string; readonly checkpoint: string | undefined }> => {
  const refusal = refusalOf(connection, building)
  return refusal === undefined
    ? right({ rows: building.rows, checkpoint: checkpointOf(connection, building) })
    : left(refusal)
}

type Written = Pick<ReadModelBatch, 'upserts' | 'deletes' | 'links'>

/** A batch in steps that each leave the writer's lock soon. */
function* stepsOf({ upserts, deletes, links }: Written): Generator<Written & { isLast: boolean }> {
  const longest = Math.max(upserts.length, deletes.length, links.length)
  for (let from = 0; ; from += ROWS_AT_ONCE) {
    const to = from + ROWS_AT_ONCE
    const isLast = to >= longest
    yield {
      upserts: upserts.slice(from, to),
      deletes: deletes.slice(from, to),
      links: links.slice(from, to),
      isLast,
    }
    if (isLast) return
  }
}

// ------------------------------------------------------------------ finish

const GO_LIVE = `UPDATE kiemtra_generations SET state = 'live' WHERE id = ?`
const MOVE_TABLE = 'UPDATE kiemtra_read_models SET checkpoint = ? WHERE id = ?'

const finish = (
  connection: Connection,
  building: Generation,
): Either<ReadModelFailure | Behind, void> =>
  transaction(connection, 'write', () => {
    const { table, id, generation } = building
    const state = stateOf(connection, building)
    if (state === 'live') return right(undefined)
    const refusal = refusalOf(connection, building)
    if (refusal !== undefined) return left(refusal)
    const live = byId(connection, id)
    const checkpoint = checkpointOf(connection, building)
    if (live.checkpoint !== undefined && (checkpoint ?? '') < live.checkpoint) {
      const { name, version } = table
      return left({
        _tag: 'Behind',
        table: name,
        version,
        checkpoint: positionOf(live.checkpoint),
      })
    }
    connection.run(RETIRE, id, 'live')
    connection.run(GO_LIVE, generation)
    connection.run(MOVE_TABLE, checkpoint ?? null, id)
    showRows(connection, table, building)
    if (checkpoint !== undefined) showIfCaughtUp(connection, table, building, checkpoint)
    return right(undefined)
  })
