/**
 * The types that the rules of a matter share.
 */
import type { Command, WorkingCalendar } from '@kiemtra/kernel'
import type { Either } from 'fp-ts/lib/Either.js'
import type { Occurrence } from '../../vocabulary/occurrence.ts'
import type { AccountabilityCommand } from '../commands.ts'
import type { AccountabilityEvent } from '../events.ts'
import type { AccountabilityFacts } from '../needs.ts'
import type { AccountabilityRejection } from '../rejections.ts'

/** Yes with events, or no with a reason. */
export type Decision = Either<AccountabilityRejection, ReadonlyArray<AccountabilityEvent>>

/** A reason to say no, or none. */
export type Refusal = AccountabilityRejection | undefined

/** One type of command, with its meta. */
export type Asked<Type extends AccountabilityCommand['type']> = Command<
  Extract<AccountabilityCommand, { readonly type: Type }>
>

/** What a decision may look at besides command and state. */
export interface Context {
  readonly when: Occurrence
  readonly facts: AccountabilityFacts
  readonly calendar: WorkingCalendar
}
