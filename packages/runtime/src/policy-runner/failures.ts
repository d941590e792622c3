/**
 * Failures of a policy's steps: what they are to its lane, and which of them can pass.
 */
import { type Either, left } from 'fp-ts/lib/Either.js'
import type { PolicyStoreFailure } from '../ports/policy-store.ts'
import type { SendFailure } from './targets.ts'
import type { PolicyFailure } from './types.ts'

/** The run was halted before the step was done: no failure, and no answer either. */
export interface Halted {
  readonly _tag: 'Halted'
}

/** What came of a step. */
export type Outcome<A> = Either<PolicyFailure | Halted, A>

export const HALTED: Outcome<never> = left({ _tag: 'Halted' })

/** A policy store's failure. */
export const ofStore = (failure: PolicyStoreFailure): PolicyFailure => ({
  _tag: 'Policies',
  failure,
})

/** A command that was not answered. */
export const ofSend = (failure: SendFailure, commandType: string): PolicyFailure => {
  switch (failure._tag) {
    case 'MalformedCommand':
      return { _tag: 'MalformedCommand', commandType, problems: failure.problems }
    case 'UnknownReference':
      return { _tag: 'UnknownReference', commandType, stream: failure.stream }
    case 'UnreadableHistory':
      return failure
    case 'Store':
      return { _tag: 'Events', failure: failure.failure }
  }
}

/** What time alone may mend. A full disk, like a lost right, wants someone to act. */
export const canPass = (failure: PolicyFailure): boolean => {
  if (failure._tag === 'Policies') return failure.failure._tag === 'Unavailable'
  if (failure._tag !== 'Events') return false
  const { _tag } = failure.failure
  return _tag === 'Unavailable' || _tag === 'Conflict' || _tag === 'OutcomeUnknown'
}
