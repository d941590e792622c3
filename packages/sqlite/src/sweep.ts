/**
 * Sweeping: old generations of rows go some at a time, and others write in between.
 */
import { setImmediate } from 'node:timers/promises'
import type { ReadModelFailure } from '@kiemtra/runtime'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { type Connection, integer, text, transaction } from './connection.ts'
import { certain, type Database } from './database.ts'
import { quoted } from './tables.ts'

/** Most rows that one transaction deletes. */
const ROWS_AT_ONCE = 1000
/** Most rows that go with their table, in one transaction. */
const ROWS_DROPPED = 4000

const OLD = `SELECT id, rows FROM kiemtra_generations WHERE read_model = ? AND state = 'old' LIMIT 1`
const DELETE_LINKS = `DELETE FROM kiemtra_generation_links WHERE generation = ?1 AND stream IN
  (SELECT stream FROM kiemtra_generation_links WHERE generation = ?1 LIMIT ${ROWS_AT_ONCE})`
const FORGET = 'DELETE FROM kiemtra_generations WHERE id = ?'

/** Drops old generations of a version, some rows at a time; whoever else does it does no harm. */
export const sweep = async (
  database: Database,
  id: number,
): Promise<Either<ReadModelFailure, void>> => {
  for (;;) {
    const swept = await database.run({ operation: 'write' }, (connection) => {
      // Asked for before the lock is taken: mostly there is nothing to sweep.
      if (connection.get(OLD, id) === undefined) return true
      transaction(connection, 'unsynced', () => sweepSome(connection, id))
      return false
    })
    if (isLeft(swept)) return left(certain(swept.left))
    if (swept.right) return right(undefined)
    await setImmediate()
  }
}

const sweepSome = (connection: Connection, id: number): void => {
  const old = connection.get(OLD, id)
  if (old === undefined) return
  const generation = integer(old, 'id')
  const rows = quoted(text(old, 'rows'))
  const isLong = `EXISTS (SELECT 1 FROM ${rows} LIMIT 1 OFFSET ${ROWS_DROPPED})`
  if (integer(connection.get(`SELECT ${isLong} AS long`), 'long') === 1) {
    connection.run(
      `DELETE FROM ${rows} WHERE rowid IN (SELECT rowid FROM ${rows} LIMIT ${ROWS_AT_ONCE})`,
    )
  }
  connection.run(DELETE_LINKS, generation)
  const more = connection.get(
    `SELECT ${isLong}
      OR EXISTS (SELECT 1 FROM kiemtra_generation_links WHERE generation = ?) AS more`,
    generation,
  )
  if (integer(more, 'more') === 1) return
  connection.exec(`DROP TABLE ${rows}`)
  connection.run(FORGET, generation)
}
