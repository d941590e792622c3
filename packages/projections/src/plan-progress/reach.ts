/**
 * How far a plan has reached beyond a count of visits: areas that nobody has examined at a level, and
 * what the districts it inspected have inspected themselves (R29).
 */
import type { AgencyLevel } from '@kiemtra/core'
import { share } from './share.ts'
import type {
  AreaGap,
  DistrictInspecting,
  OpenedInspection,
  OwnInspectingCount,
  PlanProgressRow,
} from './row.ts'

// ------------------------------------------------------------------- gaps

/**
 * The plan's areas that no inspection held under it has had in its scope, by level. Levels are those
 * of its targets and its visits: of others it has planned and promised nothing.
 */
export const gapsOf = (
  { areas, targets }: Pick<PlanProgressRow, 'areas' | 'targets'>,
  held: ReadonlyArray<OpenedInspection>,
): ReadonlyArray<AreaGap> => {
  const examined = new Set(
    held.flatMap(({ level, areas }) => areas.map((area) => `${level}/${area}`)),
  )
  const levels = new Set<AgencyLevel>([...targets, ...held].map(({ level }) => level))
  const gaps: AreaGap[] = []
  for (const level of [...levels].sort()) {
    for (const area of [...areas].sort()) {
      if (examined.has(`${level}/${area}`)) continue
      const planned = targets.filter((one) => one.level === level && one.areas.includes(area))
      gaps.push({ level, area, targets: planned.length })
    }
  }
  return gaps
}

// --------------------------------------------------- districts' inspecting

type OwnCoverage = Pick<
  PlanProgressRow,
  'districtsInspecting' | 'ownDivisionCoverage' | 'ownCommuneCoverage'
>

/** What the districts have inspected themselves; of one inspected twice, as of the last opening. */
export const ownCoverage = (held: ReadonlyArray<OpenedInspection>): OwnCoverage => {
  const districts = new Map<string, DistrictInspecting>()
  // In the order of openings, so that the last one stays.
  for (const { subjectId, inspectionId, openedOn: asOf, ownInspecting } of held) {
    if (ownInspecting === null) continue
    districts.set(subjectId, { subjectId, inspectionId, asOf, ...ownInspecting })
  }
  const all = [...districts.values()].sort((a, b) => (a.subjectId < b.subjectId ? -1 : 1))
  const sum = (of: keyof OwnInspectingCount): number =>
    all.reduce((total, district) => total + district[of], 0)
  return {
    districtsInspecting: all,
    ownDivisionCoverage: share(sum('divisionsInspected'), sum('divisions')),
    ownCommuneCoverage: share(sum('communesInspected'), sum('communes')),
  }
}
