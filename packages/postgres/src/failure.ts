/**
 * PostgreSQL's errors as values that say what to do.
 *
 * Only codes go into a reason, and names that the caller gave: a server's message may quote what was
 * written, and a connection string holds a password. What is no error of server or network is a bug
 * and is thrown on.
 */
import type { ReadModelFailure } from '@kiemtra/runtime'

// ------------------------------------------------------------------- model

/** What can be reported of a database. */
export type PostgresFailure = Extract<
  ReadModelFailure,
  { readonly _tag: 'Unavailable' | 'AccessDenied' | 'StorageFull' | 'Incompatible' }
>

/** What an error means for the attempt that met it. */
export interface Fault {
  readonly failure: PostgresFailure
  /** The same attempt may succeed a little later. */
  readonly passes: boolean
  /** The connection is of no more use. */
  readonly isLost: boolean
}

/** Where a database is, and who asks; never with which password. */
export interface Whereabouts {
  readonly server: string
  readonly database: string
  readonly user: string
}

/** A failure found inside a transaction, on its way out to be a value. */
export class FailureError extends Error {
  override readonly name = 'FailureError'
  readonly failure: PostgresFailure

  constructor(failure: PostgresFailure) {
    super(failure._tag)
    this.failure = failure
  }
}

// ------------------------------------------------------------ constructors

/** `Unavailable`, with its reason. */
export const unavailable = (reason: string): PostgresFailure => ({ _tag: 'Unavailable', reason })

/** `Incompatible`, with what was found and what is wanted instead. */
export const incompatible = (found: string, wanted: string): PostgresFailure => ({
  _tag: 'Incompatible',
  found,
  wanted,
})

/** Throws what becomes an `Incompatible`. */
export const refuse = (found: string, wanted: string): never => {
  throw new FailureError(incompatible(found, wanted))
}

// --------------------------------------------------------------- behaviour

/** The SQLSTATE of a table that isn't there, or not any more. */
export const UNDEFINED_TABLE = '42P01'

/** The SQLSTATE of what can't be dropped, as others read it. */
export const DEPENDENT_OBJECTS_STILL_EXIST = '2BP01'

/** The SQLSTATE of a server's error, or the code of a system's. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined

const stays = (failure: PostgresFailure): Fault => ({ failure, passes: false, isLost: false })
const passes = (reason: string): Fault => ({
  failure: unavailable(reason),
  passes: true,
  isLost: false,
})
const lost = (reason: string): Fault => ({
  failure: unavailable(reason),
  passes: true,
  isLost: true,
})

/** What an error means, for an operation such as `write`. */
export const faultOf = (error: unknown, at: Whereabouts, operation: string): Fault => {
  if (error instanceof FailureError) return stays(error.failure)
  if (!(error instanceof Error)) throw error
  const code = codeOf(error)
  if (code === undefined) return withoutCode(error, at)
  if (NODE_MISUSE.test(code)) throw error
  return SQLSTATE.test(code) ? ofServer(code, at, operation) : ofNetwork(code, at)
}

const SQLSTATE = /^[0-9A-Z]{5}$/
const NODE_MISUSE = /^ERR_(?!SSL|TLS)/

const ofServer = (code: string, at: Whereabouts, operation: string): Fault => {
  const { server, database, user } = at
  const place = `${database} on ${server}`
  switch (code) {
    case '28P01':
    case '28000':
      return lostFor({
        _tag: 'AccessDenied',
        operation: `log in to ${place} as ${user}: wrong password, no such role, or none that pg_hba.conf lets in`,
      })
    case '3D000':
      return lostFor(
        unavailable(`${server} has no database ${database}: create it, or name another`),
      )
    case '42501':
      return stays({ _tag: 'AccessDenied', operation: `${operation} ${place} as ${user}` })
    case '53100':
      return stays({ _tag: 'StorageFull', where: place })
    case '40001':
    case '40P01':
      return passes(`${place}: transactions collided (SQLSTATE ${code})`)
    case '55P03':
      return passes(`${place}: someone else holds a lock: a long query on a view, perhaps`)
    case '53300':
      return lost(`${server} has no connection left (SQLSTATE 53300)`)
    case '57014':
      return stays(
        unavailable(`${operation} ${place}: took longer than statementTimeoutMs, or was cancelled`),
      )
    case '25006':
      return stays(unavailable(`${place} is read-only, as a standby is`))
    case UNDEFINED_TABLE:
    case '3F000':
      return stays(
        incompatible(`a table of ${place} gone while it was in use`, 'the schema as it was opened'),
      )
    case '54000':
      return stays(
        incompatible(
          'a key, or a value of an indexed column, longer than PostgreSQL can index',
          '2,700 bytes at most: leave the column out of `indexes`',
        ),
      )
    default:
      return ofClass(code, `${operation} ${place}: PostgreSQL says SQLSTATE ${code}`)
  }
}

/** Class 08: the connection; 57: an operator's hand (stopping, starting, terminating). */
const ofClass = (code: string, reason: string): Fault =>
  /^(08|57)/.test(code) ? lost(reason) : stays(unavailable(reason))

/** Nothing to repeat, and no connection came about. */
const lostFor = (failure: PostgresFailure): Fault => ({ failure, passes: false, isLost: true })

const ofNetwork = (code: string, { server }: Whereabouts): Fault => {
  switch (code) {
    case 'ECONNREFUSED':
    case 'ENOENT':
      return lost(`no PostgreSQL answers at ${server}: start it, or correct the address`)
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return lost(`the name of ${server} leads nowhere`)
    default:
      return lost(`the connection to ${server} failed (${code})`)
  }
}

/** Errors of `pg` itself, known by their words, which hold nothing of the user's. */
const withoutCode = (error: Error, at: Whereabouts): Fault => {
  const { message } = error
  if (/^SASL: .*password must be a/.test(message)) {
    return lostFor({
      _tag: 'AccessDenied',
      operation: `log in to ${at.database} on ${at.server} as ${at.user}: it asks for a password`,
    })
  }
  if (/does not support SSL/i.test(message)) {
    return lostFor(unavailable(`${at.server} offers no TLS: leave sslmode out`))
  }
  if (LOST.test(message)) return lost(`the connection to ${at.server} broke, or none came about`)
  throw error
}

const LOST =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|Query read timeout|timeout exceeded|timeout expired|Connection ended|Cannot use a pool)|not queryable/
