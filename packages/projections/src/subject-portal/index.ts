/**
 * subjectPortal: what its subject has to know of, and by when to act on it. One row per inspection,
 * demand, task, and matter in which it was asked to explain.
 *
 * Each row is for one agency, which `audience` names. An announced inspection shows from its notice
 * on, an unannounced one from its opening on (R9); findings from the draft on, and suspected crimes
 * never, nor that there are any (R18).
 */
import { Accountability, Assignment, Inspection, Remediation } from '@kiemtra/core'
import { projection } from '@kiemtra/kernel'
import { rememberOutcome } from '../outcome-memory.ts'
import { rememberExplanation } from './findings.ts'
import { onInspections, rememberDays } from './inspections.ts'
import { onObligations, rememberDueDate } from './obligations.ts'
import { SubjectRow } from './row.ts'

export { DraftFinding, SubjectDuty, SubjectRow } from './row.ts'

/** The read model for inspected agencies. */
export const subjectPortal = projection<SubjectRow>()({
  name: 'subjectPortal',
  version: 1,
  from: [Assignment, Inspection, Remediation, Accountability],
  audience: { subject: ({ subjectId }) => subjectId },
  row: SubjectRow,
  indexes: ['subjectId', 'dueOn', 'kind'],
  on: { ...onInspections, ...onObligations },
  // No event says something to more than one of these.
  links: ({ event }) =>
    rememberDays(event) ??
    rememberExplanation(event) ??
    rememberDueDate(event) ??
    rememberOutcome(event),
})
