/**
 * deadlines: what is due, of whom, by when. One row per duty that waits; met or fallen away, it goes.
 *
 * Due dates are the domain's, computed once and kept in events. Whether one is missed is a question
 * for a query: there is no today here.
 *
 * Not here, for nobody's duty ends on them: the first day on which an inspection may open, or a
 * superior may be told; the last day of a term, a pilot or a window; the day that a plan of remedy
 * promises. Nor what has no date: a follow-up that is owed, a verification, a review.
 */
import {
  Accountability,
  Agency,
  Assignment,
  Delegation,
  Initiative,
  Inspection,
  Remediation,
} from '@kiemtra/core'
import { projection } from '@kiemtra/kernel'
import { onInspections, rememberDuties } from './inspections.ts'
import { onObligations, rememberDue } from './obligations.ts'
import { DeadlineRow } from './row.ts'
import { onVacancies, rememberRoster } from './vacancies.ts'

export { DeadlineKind, DeadlineRow } from './row.ts'

/** The read model of what is due. */
export const deadlines = projection<DeadlineRow>()({
  name: 'deadlines',
  version: 2,
  from: [Agency, Delegation, Assignment, Inspection, Remediation, Initiative, Accountability],
  audience: 'delegation',
  row: DeadlineRow,
  indexes: ['agencyId', 'dueOn', 'kind'],
  on: { ...onInspections, ...onObligations, ...onVacancies },
  links: (recorded) =>
    rememberDuties(recorded.event) ?? rememberDue(recorded.event) ?? rememberRoster(recorded),
})
