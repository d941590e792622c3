/**
 * Not obstructing: R8's window and office hours. On site only; a desk review obstructs nobody.
 */
import {
  civilDateOf,
  type Instant,
  isWorkingDay,
  minuteOfDay,
  type WorkingCalendar,
} from '@kiemtra/kernel'
import { isRight } from 'fp-ts/lib/Either.js'
import type { Course } from '../state.ts'
import type { Refusal } from './types.ts'

/** R8: the day lies within the window that the calendar of visits has reserved. */
export const windowRefused = ({ window }: Course, at: Instant): Refusal => {
  const on = civilDateOf(at)
  return window.from <= on && on <= window.to
    ? undefined
    : { _tag: 'OutsideWindow', rule: 'R8', ...window }
}

/** R8: office hours of a working day, unless the leader records why not. */
export const hoursRefused = (
  { inspectionId, mode, parameters }: Course,
  at: Instant,
  reason: string | undefined,
  calendar: WorkingCalendar,
): Refusal => {
  if (mode !== 'on-site' || reason !== undefined) return undefined
  const { fromMinute, toMinute } = parameters.officeHours.value
  const works = isWorkingDay(calendar, civilDateOf(at))
  const minute = minuteOfDay(at)
  return isRight(works) && works.right && fromMinute <= minute && minute < toMinute
    ? undefined
    : { _tag: 'OutsideOfficeHours', rule: 'R8', inspectionId }
}
