/**
 * Due dates: computed once, by whoever decides, and kept with the parameter and the calendar that
 * they were computed by. Folds and read models never compute one.
 */
import { CivilDate, dueDate, Duration, type WorkingCalendar } from '@kiemtra/kernel'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { type Parameter, parameter } from './parameter.ts'
import { rejection } from './rejection.ts'

/** A due date computed once, with the parameter and the calendar that it was computed by. */
export const Due = t.strict({
  date: CivilDate,
  parameter: parameter(Duration),
  calendarVersion: t.string,
})
export type Due = t.TypeOf<typeof Due>

/** Rejection: a due date would lie where the working calendar knows no holidays. */
export const OutsideCalendar = rejection('OutsideCalendar', 'lifecycle', {
  from: CivilDate,
  to: CivilDate,
})
export type OutsideCalendar = t.TypeOf<typeof OutsideCalendar>

/** A due date so long after a day, or the rejection that the calendar doesn't reach so far. */
export const dueAfter = (
  from: CivilDate,
  parameter: Parameter<Duration>,
  calendar: WorkingCalendar,
): Either<OutsideCalendar, Due> => {
  const date = dueDate(calendar, from, parameter.value)
  return isLeft(date)
    ? left({ _tag: 'OutsideCalendar', rule: 'lifecycle', from: date.left.from, to: date.left.to })
    : right({ date: date.right, parameter, calendarVersion: calendar.version })
}
