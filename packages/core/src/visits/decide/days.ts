/**
 * The days of a window: fieldwork is done on working days (R8), and the subject is there on them (R26).
 */
import { addDays, type CivilDate, isWorkingDay, type WorkingCalendar } from '@kiemtra/kernel'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { type AgencyState, existsOn } from '../../agency/state.ts'
import type { AgencyId } from '../../vocabulary/ids.ts'
import type { Period } from '../../vocabulary/scope.ts'
import type { VisitsRejection } from '../rejections.ts'
import type { VisitDays } from '../shapes.ts'

/** A period with its working days; at least one. */
export const daysOf = (
  period: Period,
  calendar: WorkingCalendar,
): Either<VisitsRejection, VisitDays> => {
  // The ends first: nobody walks through centuries that the calendar doesn't cover.
  for (const end of [period.from, period.to]) {
    const covered = isWorkingDay(calendar, end)
    if (isLeft(covered)) {
      const { from, to } = covered.left
      return left({ _tag: 'OutsideCalendar', rule: 'R8', from, to })
    }
  }
  const workingDays: CivilDate[] = []
  for (let on = period.from; on <= period.to; on = addDays(on, 1)) {
    const works = isWorkingDay(calendar, on)
    if (!isLeft(works) && works.right) workingDays.push(on)
  }
  return workingDays.length === 0
    ? left({ _tag: 'NoWorkingDay', rule: 'R8', period })
    : right({ period, workingDays, calendarVersion: calendar.version })
}

/** R26: a visit goes to an agency that is there until its last day. */
export const subjectRefused = (
  agencyId: AgencyId,
  subject: AgencyState,
  { to }: Period,
): VisitsRejection | undefined =>
  existsOn(subject, to) ? undefined : { _tag: 'SubjectNotInForce', rule: 'R26', agencyId, on: to }
