/**
 * deadlines: what is due, of whom, by when. One row per duty that waits; met or fallen away, it goes.
 *
 * Due dates are the domain's, computed once and kept in events. Whether one is missed is a question
 * for a query: there is no today here.
 */
import {
  Accountability,
  Agency,
  Assignment,
  Initiative,
  Inspection,
  Remediation,
} from '@kiemtra/core'
import { projection } from '@kiemtra/kernel'
import { onInspections, rememberDuties } from './inspections.ts'
import { onObligations, rememberDue } from './obligations.ts'
import { DeadlineRow } from './row.ts'

export { DeadlineKind, DeadlineRow } from './row.ts'

/** The read model of what is due. */
export const deadlines = projection<DeadlineRow>()({
  name: 'deadlines',
  version: 1,
  from: [Agency, Assignment, Inspection, Remediation, Initiative, Accountability],
  audience: 'delegation',
  row: DeadlineRow,
  indexes: ['agencyId', 'dueOn', 'kind'],
  on: { ...onInspections, ...onObligations },
  links: ({ event }) => rememberDuties(event) ?? rememberDue(event),
})
