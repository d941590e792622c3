/**
 * @kiemtra/sqlite: events, read models and checkpoints in one file, over Node's own SQLite.
 */
export { sqliteEventStore, type SqliteEventStore } from './event-store.ts'
export type { SqliteFailure } from './failure.ts'
export type { SqliteEventStoreOptions, SqliteOptions } from './options.ts'
export { sqlitePolicies, type SqlitePolicies } from './policy-store.ts'
export { sqliteReadModels, type SqliteReadModels } from './read-models.ts'
