/**
 * A row of planComparison: an issuer's plans of a kind for a year, beside those for the year before.
 */
import { PlanKind } from '@kiemtra/core'
import * as t from 'io-ts'
import { PlanProgressRow } from '../plan-progress/row.ts'

const optionalNumber = t.union([t.number, t.null])
const optionalText = t.union([t.string, t.null])

/** A plan as it stands, and when that was last recorded. */
export const ComparedPlan = t.strict({
  /** Its row of planProgress. */
  progress: PlanProgressRow,
  /** Instant of the record of its close; `null` until then. */
  closedAt: optionalText,
  /** Instant of the last record that changed its inspections; `null` before the first opening. */
  changedAt: optionalText,
})
export type ComparedPlan = t.TypeOf<typeof ComparedPlan>

/** Codec of {@link PlanComparisonRow}. */
export const PlanComparisonRow = t.strict({
  issuerId: t.string,
  kind: PlanKind,
  year: t.number,
  /** The year's plans that were issued and not revoked, in the order of ids. */
  planIds: t.readonlyArray(t.string),
  /** Agencies with a target in any of them. */
  subjectCount: t.number,
  /** Those of them that were visited. */
  subjectsVisited: t.number,
  /** `subjectsVisited` of `subjectCount`; `null` without targets. */
  coverage: optionalNumber,
  visitCount: t.number,
  unannouncedCount: t.number,
  /** `unannouncedCount` of `visitCount`; `null` before the first visit. */
  unannouncedShare: optionalNumber,
  concludedCount: t.number,
  /** Whether there is a year before to compare with, and whether its figures may still move. */
  lastYear: t.keyof({ none: null, open: null, closed: null }),
  lastYearPlanIds: t.readonlyArray(t.string),
  /** Figures of the year before; `null` where it has no plan. */
  lastYearSubjectCount: optionalNumber,
  lastYearSubjectsVisited: optionalNumber,
  lastYearCoverage: optionalNumber,
  lastYearVisitCount: optionalNumber,
  lastYearUnannouncedCount: optionalNumber,
  lastYearUnannouncedShare: optionalNumber,
  lastYearConcludedCount: optionalNumber,
  /**
   * Day of the last record that changed the inspections of last year's plans after all of them were
   * closed; `null` if nothing did.
   */
  lastYearChangedOn: optionalText,
  /** `coverage` less `lastYearCoverage`: 0.1 is ten percentage points more. */
  coverageChange: optionalNumber,
  /** `unannouncedShare` less `lastYearUnannouncedShare`. */
  unannouncedShareChange: optionalNumber,
  /** What the figures are computed from: plans of both years, drafts and revoked ones, too. */
  plans: t.readonlyArray(ComparedPlan),
})
/** An issuer's year of inspecting, beside the year before. */
export type PlanComparisonRow = t.TypeOf<typeof PlanComparisonRow>
