/**
 * What a failed call means.
 *
 * By the error's `type` and gRPC code, never by its class: there are two clients, and a process may
 * hold several copies of each. Not every failure carries a type, so code and message are asked too.
 * The one question that matters for an append: could it have been written all the same?
 */
import type { AppendFailure, ExpectedRevision } from '@kiemtra/runtime'

// ------------------------------------------------------------------- model

/** What a failed call means for its caller. */
export type Trouble =
  /** May pass. `written`: whether an append may stand in the log all the same. */
  | {
      readonly _tag: 'Passing'
      readonly written: 'no' | 'maybe'
      readonly reason: string
      readonly redirected: boolean
    }
  | { readonly _tag: 'Conflict'; readonly actual: ExpectedRevision | undefined }
  | { readonly _tag: 'NotFound' }
  | { readonly _tag: 'TooLarge'; readonly limit: number | undefined }
  | { readonly _tag: 'Lasting'; readonly failure: AppendFailure }

/** A failure inside a reading, on its way out to be a `StoreError`. */
export class FailureError extends Error {
  override readonly name = 'FailureError'
  readonly failure: AppendFailure

  constructor(failure: AppendFailure) {
    super(failure._tag)
    this.failure = failure
  }
}

/** The store can't be reached, or was closed. */
export const unavailable = (reason: string): AppendFailure => ({ _tag: 'Unavailable', reason })

// -------------------------------------------------------------- reading them

/** What an error of a client means. Throws it on where it is a bug and no answer of a server. */
export const troubleOf = (error: unknown, stream: string, operation: string): Trouble => {
  if (error instanceof FailureError) return { _tag: 'Lasting', failure: error.failure }
  if (error instanceof TypeError || error instanceof RangeError) throw error
  const type = textOf(error, 'type')
  const lasting = (failure: AppendFailure): Trouble => ({ _tag: 'Lasting', failure })
  switch (type) {
    case 'wrong-expected-version':
      return { _tag: 'Conflict', actual: actualOf(error) }
    case 'stream-not-found':
    case 'no-stream':
      return { _tag: 'NotFound' }
    case 'stream-deleted':
    case 'stream-tombstoned':
      return lasting({ _tag: 'StreamDeleted', stream })
    case 'access-denied':
      return lasting({ _tag: 'AccessDenied', operation })
    case 'maximum-append-size-exceeded':
    case 'transaction-max-size-exceeded':
    case 'append-record-size-exceeded':
      return {
        _tag: 'TooLarge',
        limit: numberOf(error, 'maxAppendSize') ?? numberOf(error, 'maxSize'),
      }
    case 'invalid-argument':
    case 'invalid-transaction':
    case 'missing-required-metadata-property':
    case 'unsupported':
      return lasting(incompatible(type))
    case 'not-leader':
      return { _tag: 'Passing', written: 'no', reason: type, redirected: true }
    default:
      return byCode(error, type ?? 'error', operation)
  }
}

/** gRPC status codes that say more than the client made of them. */
const INVALID_ARGUMENT = 3
const PERMISSION_DENIED = 7
const RESOURCE_EXHAUSTED = 8
const UNIMPLEMENTED = 12
const UNAUTHENTICATED = 16

const byCode = (error: unknown, type: string, operation: string): Trouble => {
  const message = textOf(error, 'message') ?? ''
  const code = numberOf(error, 'code')
  switch (code) {
    case PERMISSION_DENIED:
    case UNAUTHENTICATED:
      return { _tag: 'Lasting', failure: { _tag: 'AccessDenied', operation } }
    case INVALID_ARGUMENT:
    case UNIMPLEMENTED:
      return { _tag: 'Lasting', failure: incompatible(`${type} (${code})`) }
    case RESOURCE_EXHAUSTED:
      if (LARGER_THAN.test(message)) return { _tag: 'TooLarge', limit: limitIn(message) }
      break
    default:
  }
  return {
    _tag: 'Passing',
    written: NOT_WRITTEN.test(message) ? 'no' : 'maybe',
    reason: reasonOf(type, code, message),
    redirected: false,
  }
}

/** The words of two gRPC servers for a message that they don't take in; one says what they would. */
const LARGER_THAN = /larger than max|exceeds the maximum configured message size/
const VERSUS = /\(\d+ vs\.? (\d+)\)/

const limitIn = (message: string): number | undefined => {
  const [, limit] = VERSUS.exec(message) ?? []
  return limit === undefined ? undefined : Number(limit)
}

/** Messages that can only come before anything was written. */
const NOT_WRITTEN =
  /Server Is (Not Ready|Too Busy|Busy)|No leader info|Failed to discover|No connection established|Name resolution failed/i

/** The parts of a message that name the fault and no data. */
const TELLING =
  /ECONN\w+ \S+|ENOTFOUND \S+|ETIMEDOUT \S+|Failed to discover after \d+ attempts|Server Is [\w ]+|No leader info|Connection dropped|certificate[\w ]*|self[- ]signed[\w ]*|Consumer too slow/i

const reasonOf = (type: string, code: number | undefined, message: string): string => {
  const [told] = TELLING.exec(message) ?? []
  return `${type}${code === undefined ? '' : ` (${code})`}${told === undefined ? '' : `: ${told}`}`
}

const incompatible = (found: string): AppendFailure => ({
  _tag: 'Incompatible',
  found: `the server answered ${found}`,
  wanted: 'EventStoreDB 22.6 or later, or KurrentDB',
})

/**
 * The revision that a conflict found. One client says version where the other says state; both say
 * 'no_stream' where there is none, which `BigInt` would choke on.
 */
const actualOf = (error: unknown): ExpectedRevision | undefined => {
  const actual = fieldOf(error, 'actualVersion') ?? fieldOf(error, 'actualState')
  if (actual === 'no_stream') return 'no-stream'
  if (typeof actual !== 'bigint' && typeof actual !== 'number') return undefined
  return actual < 0 ? 'no-stream' : Number(actual)
}

const fieldOf = (error: unknown, name: string): unknown =>
  typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined

const textOf = (error: unknown, name: string): string | undefined => {
  const value = fieldOf(error, name)
  return typeof value === 'string' ? value : undefined
}

const numberOf = (error: unknown, name: string): number | undefined => {
  const value = fieldOf(error, name)
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}
