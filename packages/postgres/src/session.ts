/**
 * One connection in use: statements, and transactions that end or leave nothing.
 */
import type { ClientBase } from 'pg'

/** A row as the driver gives it. */
export type Row = Readonly<Record<string, unknown>>

/** A connection, for one piece of work. */
export interface Session {
  /** One round trip. Without parameters, several statements may stand in it. */
  readonly query: (sql: string, parameters?: ReadonlyArray<unknown>) => Promise<ReadonlyArray<Row>>
  /** In a transaction: what follows in it may take as long as it takes. */
  readonly unhurried: () => Promise<void>
  readonly client: ClientBase
}

const LONGEST_MS = 24 * 60 * 60 * 1000

/** A session on a connection. */
export const sessionOn = (client: ClientBase): Session => {
  // The server limits statements, if anybody; the driver's own limit is for one that doesn't answer.
  let limit: { readonly query_timeout?: number } = {}
  return {
    client,
    query: async (sql, parameters) => {
      const values = parameters === undefined ? {} : { values: [...parameters] }
      const found = await client.query<Record<string, unknown>>({ text: sql, ...values, ...limit })
      return found.rows
    },
    unhurried: async () => {
      await client.query('SET LOCAL statement_timeout = 0')
      limit = { query_timeout: LONGEST_MS }
    },
  }
}

/**
 * Work in one transaction; what it throws undoes it and is thrown on.
 *
 * A COMMIT whose answer is lost leaves it open whether the transaction stands: callers repeat the
 * work, which must find out by itself.
 */
export const transaction = async <A>(session: Session, work: () => Promise<A>): Promise<A> => {
  await session.query('BEGIN ISOLATION LEVEL READ COMMITTED')
  let result: A
  try {
    result = await work()
  } catch (error) {
    // On a broken connection this fails, too, and the server undoes the transaction by itself.
    await session.query('ROLLBACK').catch(() => undefined)
    throw error
  }
  await session.query('COMMIT')
  return result
}

// ------------------------------------------------------------------ values

/** The text in a column. */
export const text = (row: Row | undefined, column: string): string => {
  const value = row?.[column]
  if (typeof value !== 'string') throw new TypeError(`no text in ${column}`)
  return value
}

/** The text in a column, if any. */
export const optionalText = (row: Row | undefined, column: string): string | undefined =>
  typeof row?.[column] === 'string' ? text(row, column) : undefined

/** The number in a column. */
export const integer = (row: Row | undefined, column: string): number => {
  const value = row?.[column]
  if (typeof value !== 'number') throw new TypeError(`no number in ${column}`)
  return value
}
