/**
 * SQLite's errors as values that say what to do.
 *
 * Only codes and SQLite's own names of them go into a reason: a message may quote what was written.
 * What is no SQLite error is a bug and is thrown on.
 */
import type { AppendFailure } from '@kiemtra/runtime'

// ------------------------------------------------------------------- model

/** What both ports can report of a file. */
export type SqliteFailure = Extract<
  AppendFailure,
  { readonly _tag: 'Unavailable' | 'AccessDenied' | 'StorageFull' | 'Incompatible' }
>

/**
 * A failure as the retry loop sees it: `Busy` is tried again; after `InDoubt` nobody knows whether
 * the transaction is in the file.
 */
export type Fault =
  SqliteFailure | { readonly _tag: 'Busy' } | { readonly _tag: 'InDoubt'; readonly reason: string }

/** A COMMIT that failed, with SQLite's error as its cause. */
export class CommitError extends Error {
  override readonly name = 'CommitError'

  constructor(cause: unknown) {
    super('COMMIT failed', { cause })
  }
}

/** A failure found while opening or inside a transaction, on its way out to be a value. */
export class FailureError extends Error {
  override readonly name = 'FailureError'
  readonly failure: SqliteFailure

  constructor(failure: SqliteFailure) {
    super(failure._tag)
    this.failure = failure
  }
}

// ------------------------------------------------------------ constructors

/** `Unavailable`, with its reason. */
export const unavailable = (reason: string): SqliteFailure => ({ _tag: 'Unavailable', reason })

/** `Incompatible`, with what was found and what is wanted instead. */
export const incompatible = (found: string, wanted: string): SqliteFailure => ({
  _tag: 'Incompatible',
  found,
  wanted,
})

// --------------------------------------------------------------- behaviour

const PERM = 3
const BUSY = 5
const LOCKED = 6
const READONLY = 8
const IOERR = 10
const CORRUPT = 11
const FULL = 13
const CANTOPEN = 14
const AUTH = 23
const NOTADB = 26
/** The file was moved or deleted while it was open. */
const READONLY_DBMOVED = 1032

/** SQLite's extended result code, where the error is one of SQLite's. */
export const codeOf = (error: unknown): number | undefined =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode
    : undefined

const nameOf = (error: unknown): string =>
  error instanceof Error && 'errstr' in error && typeof error.errstr === 'string'
    ? error.errstr
    : 'no description'

/** What an error means for the file and the operation that met it. */
export const faultOf = (error: unknown, file: string, operation: string): Fault => {
  if (error instanceof FailureError) return error.failure
  if (error instanceof CommitError) {
    const fault = faultOf(error.cause, file, operation)
    // The frames may have reached the disk although the sync that was to prove it failed.
    return codeOf(error.cause) !== undefined && primary(error.cause) === IOERR
      ? { _tag: 'InDoubt', reason: reasonOf(error.cause, file, operation) }
      : fault
  }
  const code = codeOf(error)
  if (code === undefined) throw error
  if (code === READONLY_DBMOVED) {
    return unavailable(`${file} was moved or deleted while it was open: put it back, open it again`)
  }
  switch (primary(error)) {
    case BUSY:
    case LOCKED:
      return { _tag: 'Busy' }
    case PERM:
    case READONLY:
    case AUTH:
      return { _tag: 'AccessDenied', operation: `${operation} ${file}: no right to write it` }
    case FULL:
      return { _tag: 'StorageFull', where: file }
    case NOTADB:
      return incompatible(`${file} is no SQLite database`, 'a kiemtra file, or no file at all')
    case CORRUPT:
      return unavailable(`${file} is damaged (${nameOf(error)}): restore it from a backup`)
    case CANTOPEN:
      return unavailable(`${file} can't be opened: is its directory there, and may it be written?`)
    default:
      return unavailable(reasonOf(error, file, operation))
  }
}

const primary = (error: unknown): number => (codeOf(error) ?? 0) & 0xff

const reasonOf = (error: unknown, file: string, operation: string): string =>
  `${operation} ${file}: SQLite says "${nameOf(error)}" (code ${codeOf(error) ?? 'unknown'})`
