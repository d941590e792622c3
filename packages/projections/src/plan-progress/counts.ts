/**
 * The counts of a plan's row, computed from its targets and inspections at each event. Never carried
 * along: a counter that is added to drifts with the first event that it doesn't expect.
 */
import type { AgencyLevel } from '@kiemtra/core'
import { gapsOf, ownCoverage } from './reach.ts'
import type {
  CarriedOutCount,
  OpenedInspection,
  PlannedCount,
  PlannedTarget,
  PlanProgressRow,
} from './row.ts'
import { share } from './share.ts'

/** A visit: an inspection, or several that share a window. */
interface Visit {
  readonly level: AgencyLevel
  readonly openedOn: string
  readonly unannounced: boolean
}

const monthOf = (date: string): string => date.slice(0, 7)

/** Its inspections that visited somebody: called off after the opening, one has visited nobody. */
export const heldIn = ({
  inspections,
}: Pick<PlanProgressRow, 'inspections'>): ReadonlyArray<OpenedInspection> =>
  inspections.filter(({ status }) => status !== 'cancelled')

/** The row with the counts that follow from what else it says. */
export const counted = (row: PlanProgressRow): PlanProgressRow => {
  const { targets, combined } = row
  const held = heldIn(row)
  const visits = visitsOf(held, combined)
  const seenTargets = new Set(held.map(({ targetId }) => targetId))
  const seenSubjects = new Set(held.map(({ subjectId }) => subjectId))
  const subjects = [...new Set(targets.map(({ subjectId }) => subjectId))]
  const subjectsVisited = subjects.filter((subjectId) => seenSubjects.has(subjectId)).length
  const unannouncedCount = visits.filter(({ unannounced }) => unannounced).length
  return {
    ...row,
    targetCount: targets.length,
    subjectCount: subjects.length,
    targetsVisited: targets.filter(({ targetId }) => seenTargets.has(targetId)).length,
    subjectsVisited,
    coverage: share(subjectsVisited, subjects.length),
    visitCount: visits.length,
    unannouncedCount,
    unannouncedShare: share(unannouncedCount, visits.length),
    concludedCount: held.filter(({ status }) => status === 'concluded').length,
    neverInspected: gapsOf(row, held),
    ...ownCoverage(held),
    planned: plannedCounts(targets),
    carriedOut: carriedOutCounts(visits, held),
  }
}

/** One visit per window: unannounced if none of its inspections was announced. */
const visitsOf = (
  held: ReadonlyArray<OpenedInspection>,
  combined: PlanProgressRow['combined'],
): ReadonlyArray<Visit> => {
  const visits = new Map<string, Visit>()
  for (const { inspectionId, level, openedOn, notice } of held) {
    const together = combined.find((group) => group.includes(inspectionId))
    const key = together?.join(' ') ?? inspectionId
    const before = visits.get(key)
    visits.set(key, {
      level,
      openedOn: before === undefined || openedOn < before.openedOn ? openedOn : before.openedOn,
      unannounced: notice === 'unannounced' && before?.unannounced !== false,
    })
  }
  return [...visits.values()]
}

const plannedCounts = (targets: ReadonlyArray<PlannedTarget>): ReadonlyArray<PlannedCount> => {
  const counts = new Map<string, PlannedCount>()
  for (const { level, month } of targets) {
    const key = `${level}/${month}`
    counts.set(key, { level, month, targets: (counts.get(key)?.targets ?? 0) + 1 })
  }
  return inOrder(counts)
}

const carriedOutCounts = (
  visits: ReadonlyArray<Visit>,
  held: ReadonlyArray<OpenedInspection>,
): ReadonlyArray<CarriedOutCount> => {
  const counts = new Map<string, CarriedOutCount>()
  const add = (level: AgencyLevel, on: string, more: Partial<CarriedOutCount>): void => {
    const month = monthOf(on)
    const key = `${level}/${month}`
    const { visits = 0, unannounced = 0, concluded = 0 } = counts.get(key) ?? {}
    counts.set(key, {
      level,
      month,
      visits: visits + (more.visits ?? 0),
      unannounced: unannounced + (more.unannounced ?? 0),
      concluded: concluded + (more.concluded ?? 0),
    })
  }
  for (const { level, openedOn, unannounced } of visits) {
    add(level, openedOn, { visits: 1, unannounced: unannounced ? 1 : 0 })
  }
  for (const { level, status, concludedOn } of held) {
    if (status === 'concluded' && concludedOn !== null) add(level, concludedOn, { concluded: 1 })
  }
  return inOrder(counts)
}

const inOrder = <A>(counts: ReadonlyMap<string, A>): ReadonlyArray<A> =>
  [...counts.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, count]) => count)
