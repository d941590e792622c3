/**
 * Backups of a file in use.
 *
 * A copied file without its `-wal` lacks the latest commits, and a copy made while someone writes is
 * torn. A backup is SQLite's own: one consistent state, read on another thread through a connection
 * of its own, which neither stops writers nor starts again because of them. It gets its name only
 * when it is complete and on the disk, and never replaces a file.
 */
import { closeSync, fsyncSync, linkSync, openSync, rmSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { backup as copyPages, DatabaseSync } from 'node:sqlite'
import { randomUUID } from 'node:crypto'
import { type Either, left, right } from 'fp-ts/lib/Either.js'
import { codeOf, faultOf, type SqliteFailure, unavailable } from './failure.ts'
import { fileFailure } from './header.ts'

/** All pages in one step: a backup in several starts again whenever another process commits. */
const ALL_PAGES = 0x7fffffff

/** Copies a file's whole state to a new file. */
export const backupTo = async (file: string, to: string): Promise<Either<SqliteFailure, void>> => {
  const target = resolve(to)
  const partial = `${target}.${randomUUID()}.partial`
  try {
    if (statSync(target, { throwIfNoEntry: false }) !== undefined) {
      return left(unavailable(`${target} is there already: choose another path`))
    }
    await copy(file, partial)
    sync(partial)
    // A link refuses an existing name, where a rename would replace it.
    linkSync(partial, target)
    rmSync(partial)
    sync(dirname(target))
    return right(undefined)
  } catch (error) {
    rmSync(partial, { force: true })
    return left(failureOf(error, file, target))
  }
}

const copy = async (file: string, partial: string): Promise<void> => {
  const source = new DatabaseSync(file)
  try {
    await copyPages(source, partial, { rate: ALL_PAGES })
  } finally {
    source.close()
  }
}

const sync = (path: string): void => {
  const descriptor = openSync(path, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

const failureOf = (error: unknown, file: string, target: string): SqliteFailure => {
  if (codeOf(error) === undefined) return fileFailure(error, target, 'backup to')
  const fault = faultOf(error, target, `backup of ${file} to`)
  return fault._tag === 'Busy' || fault._tag === 'InDoubt'
    ? unavailable(`${file} was locked by another process: try the backup again`)
    : fault
}
