/**
 * planProgress, its planned part: what a plan's own events do to its row. Draws don't show in it.
 */
import type { PlanEvent, Target } from '@kiemtra/core'
import type { Handler } from '@kiemtra/kernel'
import { counted } from './counts.ts'
import type { PlannedTarget, PlanProgressRow } from './row.ts'

type On<Type extends PlanEvent['type']> = Extract<PlanEvent, { type: Type }>
type Goals = Pick<PlanProgressRow, 'coverageGoal' | 'unannouncedShareGoal'>

const goalsOf = (goals: On<'PlanDrafted'>['data']['terms']['goals']): Goals => ({
  coverageGoal: goals.coverageMin?.value ?? null,
  unannouncedShareGoal: goals.unannouncedShareMin?.value ?? null,
})

const planned = (target: Target): PlannedTarget => ({
  targetId: target.targetId,
  subjectId: target.subjectId,
  level: target.subjectLevel,
  mode: target.mode,
  areas: target.scope.areas,
  from: target.window.from,
  to: target.window.to,
  month: target.window.from.slice(0, 7),
})

const drafted = ({ data }: On<'PlanDrafted'>): PlanProgressRow => {
  const { planId, kind, year, nameVi, issuerId, leadAgencyId } = data
  return counted({
    planId,
    kind,
    year,
    nameVi,
    issuerId,
    leadAgencyId,
    status: 'draft',
    documentNumber: null,
    issuedOn: null,
    endedOn: null,
    closing: null,
    areas: data.terms.areas,
    ...goalsOf(data.terms.goals),
    targetCount: 0,
    subjectCount: 0,
    targetsVisited: 0,
    subjectsVisited: 0,
    coverage: null,
    visitCount: 0,
    unannouncedCount: 0,
    unannouncedShare: null,
    concludedCount: 0,
    neverInspected: [],
    districtsInspecting: [],
    ownDivisionCoverage: null,
    ownCommuneCoverage: null,
    planned: [],
    carriedOut: [],
    targets: [],
    inspections: [],
    combined: [],
  })
}

const amended = (row: PlanProgressRow, { changes }: On<'PlanAmended'>['data']): PlanProgressRow => {
  const removed = new Set<string>(changes.targetsRemoved ?? [])
  const moves = new Map<string, { readonly from: string; readonly to: string }>()
  for (const { targetId, window } of changes.targetsMoved ?? []) moves.set(targetId, window)
  const kept = row.targets
    .filter((target) => !removed.has(target.targetId))
    .map((target) => {
      const window = moves.get(target.targetId)
      return window === undefined
        ? target
        : { ...target, from: window.from, to: window.to, month: window.from.slice(0, 7) }
    })
  const { goals } = changes
  return counted({
    ...row,
    ...(goals === undefined ? {} : goalsOf(goals)),
    targets: [...kept, ...(changes.targetsAdded ?? []).map(planned)],
  })
}

/** A handler of an event that concerns the row of its plan. */
const onRow = <E extends PlanEvent>(
  apply: (row: PlanProgressRow, data: E['data']) => PlanProgressRow,
): Handler<PlanProgressRow, E> => ({
  keys: ({ event }) => [event.data.planId],
  apply: (row, { event }) => (row === undefined ? undefined : apply(row, event.data)),
})

/** What the events of a plan do to its row. */
export const onPlan = {
  PlanDrafted: {
    keys: ({ event }) => [event.data.planId],
    apply: (_, { event }) => drafted(event),
  } satisfies Handler<PlanProgressRow, On<'PlanDrafted'>>,
  TargetAdded: onRow<On<'TargetAdded'>>((row, { target }) =>
    counted({ ...row, targets: [...row.targets, planned(target)] }),
  ),
  TargetRemoved: onRow<On<'TargetRemoved'>>((row, { targetId }) =>
    counted({ ...row, targets: row.targets.filter((target) => target.targetId !== targetId) }),
  ),
  PlanIssued: onRow<On<'PlanIssued'>>((row, { document, happenedOn }) => ({
    ...row,
    status: 'issued',
    documentNumber: document.number,
    issuedOn: happenedOn,
  })),
  PlanAmended: onRow<On<'PlanAmended'>>(amended),
  TargetTransferred: onRow<On<'TargetTransferred'>>((row, { targetId, subjectId, subjectLevel }) =>
    counted({
      ...row,
      targets: row.targets.map((target) =>
        target.targetId === targetId ? { ...target, subjectId, level: subjectLevel } : target,
      ),
    }),
  ),
  PlanRevoked: onRow<On<'PlanRevoked'>>((row, { happenedOn }) => ({
    ...row,
    status: 'revoked',
    endedOn: happenedOn,
  })),
  PlanClosed: onRow<On<'PlanClosed'>>((row, { happenedOn, notReached, reached, owed }) => ({
    ...row,
    status: 'closed',
    endedOn: happenedOn,
    closing: { reached: reached.map(({ targetId }) => targetId), notReached, owed },
  })),
} as const
