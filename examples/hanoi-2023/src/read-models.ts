/**
 * The read models of a run: in the SQLite file, or in the PostgreSQL database that was named.
 */
import { resolve } from 'node:path'
import type { ReadModelFailure, ReadModelStore } from '@kiemtra/runtime'
import { sqliteReadModels } from '@kiemtra/sqlite'
import { type Either, isLeft, right } from 'fp-ts/lib/Either.js'
import type { Options } from './cli.ts'
import { POSTGRES } from './failures.ts'

/** Read models, and where they lie, for people. */
export interface OpenReadModels {
  readonly store: ReadModelStore
  readonly place: string
}

/** What a failure of the read models is about. */
export const readModelsIn = ({ db, postgres }: Options): string =>
  postgres === undefined ? db : POSTGRES

/** Opens the read models. */
export const openReadModels = async ({
  db,
  postgres,
}: Options): Promise<Either<ReadModelFailure, OpenReadModels>> => {
  if (postgres === undefined) {
    const opened = await sqliteReadModels({ file: db })()
    return isLeft(opened) ? opened : right({ store: opened.right, place: resolve(db) })
  }
  // Loaded when asked for: who runs on SQLite needs no driver.
  const { postgresReadModels } = await import('@kiemtra/postgres')
  const opened = await postgresReadModels({ connectionString: postgres })()
  if (isLeft(opened)) return opened
  const store = opened.right
  return right({ store, place: `${POSTGRES}, ${store.database}, schema ${store.schema}` })
}
