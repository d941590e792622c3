/**
 * @kiemtra/postgres: read models in PostgreSQL, over `pg`.
 */
export type { PostgresFailure } from './failure.ts'
export type { PostgresOptions } from './options.ts'
export { postgresReadModels, type PostgresReadModels } from './read-models.ts'
