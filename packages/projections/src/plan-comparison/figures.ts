/**
 * The figures of a row of planComparison, computed from its plans at each event.
 *
 * Several plans of a year count together: an agency that stands in two is one agency. A draft has
 * promised nothing yet, and a revoked plan nothing any more: neither is a measure.
 */
import { civilDateOf, isInstant } from '@kiemtra/kernel'
import { heldIn } from '../plan-progress/counts.ts'
import { share } from '../plan-progress/share.ts'
import type { ComparedPlan, PlanComparisonRow } from './row.ts'

type Compared = Pick<PlanComparisonRow, 'issuerId' | 'kind' | 'year' | 'plans'>

const counts = ({ progress: { status } }: ComparedPlan): boolean =>
  status === 'issued' || status === 'closed'

const sum = (numbers: ReadonlyArray<number>): number => numbers.reduce((all, one) => all + one, 0)

const figuresOf = (plans: ReadonlyArray<ComparedPlan>) => {
  const rows = plans.map(({ progress }) => progress)
  const subjects = new Set(rows.flatMap(({ targets }) => targets.map((one) => one.subjectId)))
  const seen = new Set(rows.flatMap((row) => heldIn(row).map((one) => one.subjectId)))
  const subjectsVisited = [...subjects].filter((subjectId) => seen.has(subjectId)).length
  const visitCount = sum(rows.map((row) => row.visitCount))
  const unannouncedCount = sum(rows.map((row) => row.unannouncedCount))
  return {
    planIds: rows.map(({ planId }) => planId),
    subjectCount: subjects.size,
    subjectsVisited,
    coverage: share(subjectsVisited, subjects.size),
    visitCount,
    unannouncedCount,
    unannouncedShare: share(unannouncedCount, visitCount),
    concludedCount: sum(rows.map((row) => row.concludedCount)),
  }
}

/** The later of two instants; Z and fractions of a second make their texts no measure. */
export const later = (a: string | null, b: string): string =>
  a === null || Date.parse(b) > Date.parse(a) ? b : a

/** The day of the last change after the last close, if there was one. */
const changedOn = (plans: ReadonlyArray<ComparedPlan>): string | null => {
  let closed: string | null = null
  let changed: string | null = null
  for (const { closedAt, changedAt } of plans) {
    if (closedAt === null) return null
    closed = later(closed, closedAt)
    if (changedAt !== null) changed = later(changed, changedAt)
  }
  if (closed === null || changed === null || Date.parse(changed) <= Date.parse(closed)) return null
  return isInstant(changed) ? civilDateOf(changed) : null
}

const change = (now: number | null, before: number | null): number | null =>
  now === null || before === null ? null : now - before

const NO_YEAR_BEFORE = {
  lastYearSubjectCount: null,
  lastYearSubjectsVisited: null,
  lastYearCoverage: null,
  lastYearVisitCount: null,
  lastYearUnannouncedCount: null,
  lastYearUnannouncedShare: null,
  lastYearConcludedCount: null,
} as const

/** The row that follows from a year's plans, and those of the year before. */
export const compared = ({ issuerId, kind, year, plans }: Compared): PlanComparisonRow => {
  const of = (which: number) => plans.filter((one) => one.progress.year === which && counts(one))
  const now = figuresOf(of(year))
  const past = of(year - 1)
  const before = figuresOf(past)
  const isOpen = past.some(({ closedAt }) => closedAt === null)
  return {
    issuerId,
    kind,
    year,
    ...now,
    lastYear: past.length === 0 ? 'none' : isOpen ? 'open' : 'closed',
    lastYearPlanIds: before.planIds,
    ...(past.length === 0
      ? NO_YEAR_BEFORE
      : {
          lastYearSubjectCount: before.subjectCount,
          lastYearSubjectsVisited: before.subjectsVisited,
          lastYearCoverage: before.coverage,
          lastYearVisitCount: before.visitCount,
          lastYearUnannouncedCount: before.unannouncedCount,
          lastYearUnannouncedShare: before.unannouncedShare,
          lastYearConcludedCount: before.concludedCount,
        }),
    lastYearChangedOn: changedOn(past),
    coverageChange: change(now.coverage, before.coverage),
    unannouncedShareChange: change(now.unannouncedShare, before.unannouncedShare),
    plans,
  }
}
