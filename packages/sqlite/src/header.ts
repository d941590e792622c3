/**
 * What stands at a path, told before the file is opened for writing.
 *
 * The file is looked at through SQLite's `immutable` mode, which only reads: a file that isn't ours
 * keeps every byte and gets no `-wal` beside it. Our own id is in the header from a file's first
 * transaction on, which is written before the file is switched to WAL (see `migrate`).
 * Rejected: reading the header with `fs`. On POSIX, closing any descriptor of a file drops all locks
 * that the process holds on it, those of a store that is open on it among them.
 * https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_
 */
import { accessSync, constants, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { FailureError, incompatible, type SqliteFailure, unavailable } from './failure.ts'
import { APPLICATION_ID, SCHEMA_VERSION } from './schema.ts'

/** Throws unless the path is free, or holds an empty file or one of ours. */
export const checkHeader = (file: string): void => {
  if (!hasContent(file)) return
  const { application_id: application, user_version: version } = readHeader(file)
  if (application !== APPLICATION_ID) {
    throw new FailureError(
      incompatible(`${file} is a SQLite database of another application`, ANOTHER_PATH),
    )
  }
  checkVersion(file, Number(version))
}

const ANOTHER_PATH = 'a kiemtra file, or a path where no file stands'

/** Throws where the file's schema is newer than this package knows. */
export const checkVersion = (file: string, version: number): void => {
  if (version <= SCHEMA_VERSION) return
  throw new FailureError(
    incompatible(
      `${file} has schema ${version}`,
      `schema ${SCHEMA_VERSION} or older: use the newer @kiemtra/sqlite that wrote the file`,
    ),
  )
}

/** Whether something stands in the file; no file at all is as good as an empty one. */
const hasContent = (file: string): boolean => {
  try {
    const stat = statSync(file, { throwIfNoEntry: false })
    if (stat === undefined) {
      statSync(dirname(file))
      return false
    }
    if (!stat.isFile()) {
      throw new FailureError(incompatible(`${file} is no regular file`, ANOTHER_PATH))
    }
    accessSync(file, constants.R_OK)
    return stat.size > 0
  } catch (error) {
    if (error instanceof FailureError) throw error
    throw new FailureError(fileFailure(error, file, 'open'))
  }
}

const readHeader = (file: string): Readonly<Record<string, unknown>> => {
  const url = pathToFileURL(file)
  url.search = 'immutable=1'
  const database = new DatabaseSync(url, { readOnly: true })
  try {
    return {
      ...database.prepare('PRAGMA application_id').get(),
      ...database.prepare('PRAGMA user_version').get(),
    }
  } finally {
    database.close()
  }
}

/** What an error of the file system means. */
export const fileFailure = (error: unknown, file: string, operation: string): SqliteFailure => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (typeof code !== 'string') throw error
  switch (code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return { _tag: 'AccessDenied', operation: `${operation} ${file}` }
    case 'ENOENT':
    case 'ENOTDIR':
      return unavailable(`the directory of ${file} is missing: create it first`)
    case 'EEXIST':
      return unavailable(`${file} is there already: nothing is overwritten, choose another path`)
    case 'ENOSPC':
    case 'EDQUOT':
      return { _tag: 'StorageFull', where: file }
    default:
      return unavailable(`${operation} ${file}: ${code}`)
  }
}
