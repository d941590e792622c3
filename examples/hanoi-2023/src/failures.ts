/**
 * Failures as lines that say what to do.
 */
import type { AppendFailure, AwaitFailure, ReadModelFailure } from '@kiemtra/runtime'
import type { ReportFailure } from './annual-report.ts'
import type { DataFault } from './data-files.ts'
import type { PolicyStopped } from './policies.ts'

/** File, path in the file, reason. */
export const faultText = ({ file, path, reason }: DataFault): string =>
  path === '' ? `${file}: ${reason}` : `${file}: ${path}: ${reason}`

/** What is said of the PostgreSQL that was named; never its connection string, which holds a password. */
export const POSTGRES = 'PostgreSQL'

/** Why a store failed, and what to do. */
const storeFailureText = (failure: AppendFailure | ReadModelFailure, place: string): string => {
  switch (failure._tag) {
    case 'Incompatible':
      return `found ${failure.found}, wanted ${failure.wanted}. ${
        place === POSTGRES
          ? 'Name another database with --postgres.'
          : 'Name another file with --db.'
      }`
    case 'Unavailable':
      return `can't be used: ${failure.reason.replace(/\.$/, '')}.`
    case 'StorageFull':
      return `no room left (${failure.where}). Free some space and run again: nothing is lost.`
    case 'AccessDenied':
      return `may not ${failure.operation}. Check its permissions.`
    case 'OutcomeUnknown':
      return 'it could not be learned whether the last step was written. Check the disk and run again: nothing is lost, nothing is done twice.'
    case 'Conflict':
      return `another process is writing (${failure.stream}). Run again when it is done.`
    case 'Fenced':
      return `another process has taken over the read model ${failure.table}. Run again when it is done.`
    case 'TooLarge':
    case 'StreamDeleted':
    case 'UnknownTable':
    case 'Rebuilt':
      return `${failure._tag}, which this example never causes: the file was changed by something else.`
  }
}

/** Why the database can't be used, or couldn't be used any longer. */
export const failureText = (failure: AppendFailure | ReadModelFailure, place: string): string =>
  `${place}: ${storeFailureText(failure, place)}`

/** Why the read models, which lie in `file`, didn't catch up with the events in `log`. */
export const catchUpText = (failure: AwaitFailure, file: string, log: string): string => {
  if (failure._tag === 'Store') return failureText(failure.failure, log)
  if (failure._tag !== 'ProjectionStopped') return `${file}: read models: ${failure._tag}`
  const { projection, failure: why } = failure
  switch (why._tag) {
    case 'ReadModels':
      return failureText(why.failure, file)
    case 'Events':
      return failureText(why.failure, log)
    case 'UnreadableEvent':
      return `${file}: read model ${projection} stopped: event ${why.failure.revision} of ${why.failure.stream} can't be read (${why.failure._tag}).`
    case 'UnreadableRow':
      return `${file}: read model ${projection} stopped: a stored row can't be read. The file was changed by something else.`
    case 'Defect':
      return `${file}: read model ${projection} stopped by a bug: ${String(why.thrown)}`
  }
}

/** Why a policy stopped. */
export const policyText = ({ policy, failure }: PolicyStopped, file: string): string => {
  if (failure._tag === 'Events') return failureText(failure.failure, file)
  const detail = 'commandType' in failure ? ` (${failure.commandType})` : ''
  return `${file}: policy ${policy} stopped: ${failure._tag}${detail}`
}

/** Why a report wasn't written, and what to do. */
export const reportText = (failure: ReportFailure, db: string): string => {
  if (failure._tag === 'File') {
    return `${failure.file}: can't be written (${failure.code}). Make room or check its permissions, and run again: the database is complete.`
  }
  const { failure: why } = failure
  return why._tag === 'UnreadableRow' || why._tag === 'NotYet'
    ? `${db}: ${why.table} can't be read (${why._tag}). The file was changed by something else.`
    : failureText(why, db)
}
