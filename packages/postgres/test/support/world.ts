/**
 * A server for a test file, and stores in it that are closed after each test.
 */
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { type Server, startPostgres } from '../../../../test/support/postgres/server.ts'
import {
  type PostgresOptions,
  postgresReadModels,
  type PostgresReadModels,
} from '../../src/index.ts'

const cleanups: (() => unknown)[] = []

/** What is done when the test ends. */
export const atEnd = (cleanup: () => unknown): void => void cleanups.push(cleanup)

/** Starts a server for the file that calls this; it is there from the first test on. */
export const useServer = (flags: Readonly<Record<string, string>> = {}): (() => Server) => {
  let server: Server | undefined
  beforeAll(async () => {
    server = await startPostgres(flags)
  })
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
  })
  afterAll(() => server?.remove())
  return () => {
    if (server === undefined) throw new Error('the server starts with the first test')
    return server
  }
}

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

let schemas = 0

/** The name of a schema that isn't there yet. */
export const freshSchema = (): string => `s${++schemas}`

/** A store, closed at the test's end. */
export const openReadModels = async (
  server: Server,
  options: Partial<PostgresOptions> = {},
): Promise<PostgresReadModels> => {
  const opened = await postgresReadModels({
    connectionString: server.connectionString(),
    ...options,
  })()
  const store = success(opened)
  atEnd(() => store.close())
  return store
}
