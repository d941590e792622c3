/**
 * The policy store in a SQLite file, which may be the events' own: checkpoints and timers.
 *
 * Keeps every promise of the port, between processes too: a claim raises the policy's epoch, and the
 * epoch is checked under the writer's lock, so nobody can claim between the check and the commit.
 */
import { positionOf } from '@kiemtra/kernel'
import type { PolicyStore, PolicyStoreFailure, PolicyWriter } from '@kiemtra/runtime'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { certain, type Database, openDatabase } from './database.ts'
import type { SqliteFailure } from './failure.ts'
import type { SqliteOptions } from './options.ts'
import { checkBatch, claimPolicy, commitPolicy, type PolicyClaim } from './policy-writer.ts'

/** A policy store in a file. */
export interface SqlitePolicies extends PolicyStore {
  /** The file's absolute path. */
  readonly file: string
}

/**
 * Opens the policies in a file, creating the file where it is missing. Fails as `sqliteEventStore`
 * does.
 *
 * @example
 * const opened = await sqlitePolicies({ file: 'kiemtra.db' })()
 * E.isRight(opened) // => true
 * if (E.isRight(opened)) await opened.right.close()
 */
export const sqlitePolicies =
  (options: SqliteOptions): TaskEither<SqliteFailure, SqlitePolicies> =>
  async () => {
    const opened = await openDatabase(options)
    return isLeft(opened) ? opened : right(policiesOf(opened.right))
  }

const policiesOf = (database: Database): SqlitePolicies => ({
  file: database.file,
  claim: (policy) => async () => {
    const claimed = await database.run({ operation: 'write' }, (connection) =>
      claimPolicy(connection, policy),
    )
    return isLeft(claimed) ? left(certain(claimed.left)) : right(writerOf(database, claimed.right))
  },
  close: () => database.close(),
})

const writerOf = (database: Database, claimed: PolicyClaim): PolicyWriter => ({
  epoch: claimed.epoch,
  checkpoint: claimed.checkpoint === undefined ? undefined : positionOf(claimed.checkpoint),
  timers: claimed.timers,
  commit: (batch) => async (): Promise<Either<PolicyStoreFailure, void>> => {
    checkBatch(batch)
    const done = await database.run({ operation: 'write' }, (connection) =>
      commitPolicy(connection, claimed, batch),
    )
    return isLeft(done) ? left(certain(done.left)) : done.right
  },
})
