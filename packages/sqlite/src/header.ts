/**
 * What stands at a path, told from the file's first 100 bytes.
 *
 * The file is only read, before SQLite ever opens it, so a file that isn't ours keeps every byte
 * and gets no `-wal` beside it. Our own id is in the header from a file's first transaction on,
 * which is written before the file is switched to WAL (see `migrate`).
 * https://www.sqlite.org/fileformat.html#the_database_header
 */
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { FailureError, incompatible, type SqliteFailure, unavailable } from './failure.ts'
import { APPLICATION_ID, SCHEMA_VERSION } from './schema.ts'

const HEADER_BYTES = 100
const MAGIC = 'SQLite format 3\0'
const USER_VERSION_AT = 60
const APPLICATION_ID_AT = 68

/** Throws a {@link FailureError} unless the path is free, or holds an empty file or one of ours. */
export const checkHeader = (file: string): void => {
  const header = readHeader(file)
  if (header === undefined || header.length === 0) return
  if (header.length < HEADER_BYTES || header.toString('latin1', 0, MAGIC.length) !== MAGIC) {
    throw new FailureError(incompatible(`${file} is no SQLite database`, ANOTHER_PATH))
  }
  if (header.readInt32BE(APPLICATION_ID_AT) !== APPLICATION_ID) {
    throw new FailureError(
      incompatible(`${file} is a SQLite database of another application`, ANOTHER_PATH),
    )
  }
  checkVersion(file, header.readInt32BE(USER_VERSION_AT))
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

/** The first bytes; `undefined` where no file stands. */
const readHeader = (file: string): Buffer | undefined => {
  try {
    const stat = statSync(file, { throwIfNoEntry: false })
    if (stat === undefined) {
      statSync(dirname(file))
      return undefined
    }
    if (!stat.isFile()) {
      throw new FailureError(incompatible(`${file} is no regular file`, ANOTHER_PATH))
    }
    const descriptor = openSync(file, 'r')
    try {
      const header = Buffer.alloc(HEADER_BYTES)
      return header.subarray(0, readSync(descriptor, header, 0, HEADER_BYTES, 0))
    } finally {
      closeSync(descriptor)
    }
  } catch (error) {
    if (error instanceof FailureError) throw error
    throw new FailureError(fileFailure(error, file, 'read'))
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
