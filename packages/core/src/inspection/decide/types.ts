/**
 * The types that all phases of an inspection decide with, and the due dates that they compute.
 */
import type { Command, WorkingCalendar } from '@kiemtra/kernel'
import { type Either, left } from 'fp-ts/lib/Either.js'
import type { InspectionCommand } from '../commands/index.ts'
import type { InspectionEvent } from '../events/index.ts'
import type { InspectionFacts } from '../needs.ts'
import type { InspectionRejection } from '../rejections.ts'
import type { Course } from '../state.ts'

/** Yes with events, or no with a reason. */
export type Decision = Either<InspectionRejection, ReadonlyArray<InspectionEvent>>

/** A command with its meta, of one type where that is said. */
export type Asked<Type extends InspectionCommand['type'] = InspectionCommand['type']> = Command<
  Extract<InspectionCommand, { readonly type: Type }>
>

/** What a decision may look at besides command and state. */
export interface Context {
  readonly facts: InspectionFacts
  readonly calendar: WorkingCalendar
}

/** A reason to say no, or none. */
export type Refusal = InspectionRejection | undefined

/** What is answered, granted or refused was asked for, and is so still. */
export const nothingAsked = ({ inspectionId }: Pick<Course, 'inspectionId'>): Decision =>
  left({ _tag: 'NothingAsked', rule: 'lifecycle', inspectionId })

export { dueAfter } from '../../vocabulary/due.ts'
