/**
 * Temporary files and opened stores, closed and removed after each test.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import { afterEach, expect } from 'vitest'
import {
  sqliteEventStore,
  type SqliteEventStore,
  type SqliteEventStoreOptions,
  sqlitePolicies,
  type SqlitePolicies,
  sqliteReadModels,
  type SqliteReadModels,
} from '../../src/index.ts'

const cleanups: (() => unknown)[] = []

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

/** What holds when the test ends. */
export const atEnd = (cleanup: () => unknown): void => void cleanups.push(cleanup)

/** A directory of this test's own. */
export const temporaryDirectory = (): string => {
  const directory = mkdtempSync(join(tmpdir(), 'kiemtra-sqlite-'))
  atEnd(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}

/** The path of a file that isn't there yet. */
export const temporaryFile = (): string => join(temporaryDirectory(), 'kiemtra.db')

/** The value of a success; a failure fails the test and shows itself. */
export const success = <A>(either: Either<unknown, A>): A => {
  if (isLeft(either)) throw new Error(`failed: ${JSON.stringify(either.left)}`)
  return either.right
}

/** The failure; a success fails the test. */
export const failure = <E>(either: Either<E, unknown>): E => {
  if (isLeft(either)) return either.left
  throw new Error('did not fail')
}

/** Matches a text that contains another. */
export const containing = (part: string): unknown => expect.stringContaining(part)

/** An event store, closed at the test's end. */
export const openEvents = async (
  file: string,
  options: Omit<SqliteEventStoreOptions, 'file'> = {},
): Promise<SqliteEventStore> => {
  const events = success(await sqliteEventStore({ pollMs: 5, ...options, file })())
  atEnd(() => events.close())
  return events
}

/** A read-model store, closed at the test's end. */
export const openReadModels = async (
  file: string,
  options: Omit<SqliteEventStoreOptions, 'file'> = {},
): Promise<SqliteReadModels> => {
  const readModels = success(await sqliteReadModels({ ...options, file })())
  atEnd(() => readModels.close())
  return readModels
}

/** A policy store, closed at the test's end. */
export const openPolicies = async (file: string): Promise<SqlitePolicies> => {
  const policies = success(await sqlitePolicies({ file })())
  atEnd(() => policies.close())
  return policies
}

/** A plain connection, as any other program would open it. */
export const raw = (file: string): DatabaseSync => {
  const database = new DatabaseSync(file)
  atEnd(() => {
    if (database.isOpen) database.close()
  })
  return database
}
