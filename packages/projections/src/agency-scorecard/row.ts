/**
 * A row of agencyScorecard: an agency's year in numbers, beside its place in the reform index.
 */
import * as t from 'io-ts'

const optionalNumber = t.union([t.number, t.null])

/** What is counted in a year. */
export const counts = {
  /** Inspections that opened at it, and those of them without notice. */
  inspections: t.number,
  unannounced: t.number,
  /** Shortcomings and violations of conclusions in force, by severity; suspected crimes left out. */
  minorFindings: t.number,
  significantFindings: t.number,
  seriousFindings: t.number,
  achievements: t.number,
  remediationsOpened: t.number,
  remediationsVerified: t.number,
  /** How often one was marked overdue, and reported to the superior (R22). */
  remediationsOverdue: t.number,
  remediationsEscalated: t.number,
  /** Tasks taken as done, and those of them completed late; how often one was marked overdue. */
  tasksAccepted: t.number,
  tasksAcceptedLate: t.number,
  tasksOverdue: t.number,
  /** Matters in which a responsibility was found. */
  responsibilities: t.number,
  /** Its initiatives that were recognised. */
  initiativesRecognised: t.number,
} as const

/** A count of a scorecard. */
export type ScorecardCount = keyof typeof counts

/** Codec of {@link ScorecardRow}. */
export const ScorecardRow = t.strict({
  agencyId: t.string,
  year: t.number,
  /** As published; `null`: it was not. */
  indexScore: optionalNumber,
  indexRank: optionalNumber,
  /** Shortcomings that the index names. */
  indexShortcomings: t.number,
  ...counts,
})
/** An agency's year. */
export type ScorecardRow = t.TypeOf<typeof ScorecardRow>

/** A year of which nothing is known yet. */
export const emptyYear = (agencyId: string, year: number): ScorecardRow => ({
  agencyId,
  year,
  indexScore: null,
  indexRank: null,
  indexShortcomings: 0,
  inspections: 0,
  unannounced: 0,
  minorFindings: 0,
  significantFindings: 0,
  seriousFindings: 0,
  achievements: 0,
  remediationsOpened: 0,
  remediationsVerified: 0,
  remediationsOverdue: 0,
  remediationsEscalated: 0,
  tasksAccepted: 0,
  tasksAcceptedLate: 0,
  tasksOverdue: 0,
  responsibilities: 0,
  initiativesRecognised: 0,
})
