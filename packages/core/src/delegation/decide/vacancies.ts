/**
 * R5: a required agency left without anyone who may act is a vacancy, with the day by which it is to
 * be filled. Found by looking at the roster as it will be, so that no change can open one unseen.
 */
import { dueDate, type WorkingCalendar } from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { DelegationEvent } from '../events.ts'
import { evolve } from '../evolve.ts'
import { gapsOf, sameGap } from '../queries.ts'
import type { DelegationRejection } from '../rejections.ts'
import type { Vacancy } from '../shapes.ts'
import type { DelegationState } from '../state.ts'

/** An event that may open vacancies. */
type Opening = Extract<DelegationEvent, { data: { vacancies: unknown } }>

/** The vacancies that an event opens; the event itself doesn't name them yet. */
export const vacanciesOpenedBy = (
  event: Opening,
  state: DelegationState,
  calendar: WorkingCalendar,
): ReadonlyArray<Vacancy> => {
  const next = evolve(state, event)
  // A delegation that is dissolved owes no representation any more.
  if (next.status !== 'established') return []
  const gaps = gapsOf(next).filter((gap) => !next.vacancies.some((known) => sameGap(known, gap)))
  if (gaps.length === 0) return []
  const since = event.data.happenedOn
  const parameter = next.frozen.vacancyDue
  const date = dueDate(calendar, since, parameter.value)
  if (isLeft(date)) return gaps.map((gap) => ({ ...gap, since }))
  const due = { date: date.right, parameter, calendarVersion: calendar.version }
  return gaps.map((gap) => ({ ...gap, since, due }))
}

/** R2: the required agency that nobody would represent on anything, if there is one. */
export const unrepresented = (opened: ReadonlyArray<Vacancy>): DelegationRejection | undefined => {
  const whole = opened.find(({ subjectId }) => subjectId === undefined)
  return whole === undefined
    ? undefined
    : { _tag: 'AgencyUnrepresented', rule: 'R2', agencyId: whole.agencyId }
}
