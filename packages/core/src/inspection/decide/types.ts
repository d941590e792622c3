/**
 * The types that all phases of an inspection decide with, and the due dates that they compute.
 */
import {
  type CivilDate,
  type Command,
  dueDate,
  type Duration,
  type WorkingCalendar,
} from '@kiemtra/kernel'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type { Parameter } from '../../vocabulary/parameter.ts'
import type { InspectionCommand } from '../commands/index.ts'
import type { InspectionEvent } from '../events/index.ts'
import type { InspectionFacts } from '../needs.ts'
import type { InspectionRejection } from '../rejections.ts'
import type { Due } from '../shapes.ts'
import type { Course } from '../state.ts'

/** Yes with events, or no with a reason. */
export type Decision = Either<InspectionRejection, ReadonlyArray<InspectionEvent>>

/** One type of command, with its meta. */
export type Asked<Type extends InspectionCommand['type']> = Command<
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

/** A due date, computed once and kept with what it was computed by. */
export const dueAfter = (
  from: CivilDate,
  parameter: Parameter<Duration>,
  calendar: WorkingCalendar,
): Either<InspectionRejection, Due> => {
  const date = dueDate(calendar, from, parameter.value)
  return isLeft(date)
    ? left({
        _tag: 'OutsideCalendar',
        rule: 'lifecycle',
        from: date.left.from,
        to: date.left.to,
      })
    : right({ date: date.right, parameter, calendarVersion: calendar.version })
}
