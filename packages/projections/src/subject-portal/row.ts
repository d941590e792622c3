/**
 * A row of subjectPortal: one thing that its subject has to know of, and by when to act on it. What
 * doesn't apply is `null`.
 */
import { ReformArea } from '@kiemtra/core'
import * as t from 'io-ts'
import { ShownFinding } from '../outcome-memory.ts'

const optionalText = t.union([t.string, t.null])

/** A finding as the subject has read it, and what became of its explanation. */
export const DraftFinding = t.strict({
  ...ShownFinding.type.props,
  answer: t.keyof({
    none: null,
    explained: null,
    withdrawn: null,
    amended: null,
    noted: null,
    rejected: null,
  }),
})
export type DraftFinding = t.TypeOf<typeof DraftFinding>

/** What the subject has to do next. */
export const SubjectDuty = t.keyof({
  'self-report': null,
  explanation: null,
  remedy: null,
  task: null,
  'written-explanation': null,
})

/** Codec of {@link SubjectRow}. */
export const SubjectRow = t.strict({
  /** The only agency that may see the row. */
  subjectId: t.string,
  kind: t.keyof({ inspection: null, demand: null, task: null, matter: null }),
  objectId: t.string,
  planId: optionalText,
  area: t.union([ReformArea, t.null]),
  /**
   * Of an inspection: notified, reported, fieldwork, paused, closed, drafted, concluded, published,
   * revoked or cancelled. Of a demand: open, overdue, urged, escalated, claimed, verified or annulled.
   * Of a task: open, overdue, urged, completed, accepted or cancelled. Of a matter: asked, explained,
   * decided or withdrawn.
   */
  status: t.string,
  delegationId: optionalText,
  /** The days of the visit. */
  windowFrom: optionalText,
  windowTo: optionalText,
  /** What the subject has to do next, and by when; `null`: nothing. */
  duty: t.union([SubjectDuty, t.null]),
  dueOn: optionalText,
  /** Whether the subject's last act on it came late. */
  late: t.boolean,
  /** Number of the latest document about it. */
  document: optionalText,
  /** Of an inspection, from its draft on. */
  findings: t.readonlyArray(DraftFinding),
})
/** One thing that a subject has to know of. */
export type SubjectRow = t.TypeOf<typeof SubjectRow>

/** A row on which nothing has been said but what it is. */
export const blank: Omit<SubjectRow, 'subjectId' | 'kind' | 'objectId' | 'status'> = {
  planId: null,
  area: null,
  delegationId: null,
  windowFrom: null,
  windowTo: null,
  duty: null,
  dueOn: null,
  late: false,
  document: null,
  findings: [],
}
