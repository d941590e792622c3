/**
 * Failures as lines that say what to do.
 */
import type { AppendFailure, ReadModelFailure } from '@kiemtra/runtime'
import type { DataFault } from './data-files.ts'

/** File, path in the file, reason. */
export const faultText = ({ file, path, reason }: DataFault): string =>
  path === '' ? `${file}: ${reason}` : `${file}: ${path}: ${reason}`

/** Why a store failed. */
export const storeFailureText = (failure: AppendFailure | ReadModelFailure): string => {
  switch (failure._tag) {
    case 'Incompatible':
      return `is ${failure.found}; wanted ${failure.wanted}. Name another file with --db.`
    case 'Unavailable':
      return `can't be used: ${failure.reason}`
    case 'StorageFull':
      return `has no room left (${failure.where}). Free some space and run again: nothing is lost.`
    case 'AccessDenied':
      return `may not be used for '${failure.operation}'. Check its permissions.`
    case 'Conflict':
      return `another process writes the same stream (${failure.stream}). Run again when it is done.`
    default:
      return failure._tag
  }
}

/** Why the database file can't be used. */
export const failureText = (failure: AppendFailure | ReadModelFailure, file: string): string =>
  `${file}: ${storeFailureText(failure)}`
