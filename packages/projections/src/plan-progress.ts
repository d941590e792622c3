/**
 * planProgress: how far a plan is. One row per plan.
 *
 * Its planned part: the targets, by level and by month. Draws and unannounced orders don't show in
 * it, so a row with a secret visit ahead equals the row without (R9). Counts are computed from the
 * targets at each event, never carried along, so they can't drift.
 */
import { AgencyLevel, Plan, type PlanEvent, PlanKind, Mode, type Target } from '@kiemtra/core'
import { type Handler, projection } from '@kiemtra/kernel'
import * as t from 'io-ts'

// ------------------------------------------------------------------- model

/** A target as the read model shows it; `month` is `YYYY-MM`, of the window's first day. */
export const PlannedTarget = t.strict({
  targetId: t.string,
  subjectId: t.string,
  level: AgencyLevel,
  mode: Mode,
  from: t.string,
  to: t.string,
  month: t.string,
})
export type PlannedTarget = t.TypeOf<typeof PlannedTarget>

/** How many targets a level has in a month. */
const LevelMonthCount = t.strict({ level: AgencyLevel, month: t.string, targets: t.number })

/** Codec of {@link PlanProgressRow}. */
export const PlanProgressRow = t.strict({
  planId: t.string,
  kind: PlanKind,
  year: t.number,
  nameVi: t.string,
  issuerId: t.string,
  leadAgencyId: t.string,
  status: t.keyof({ draft: null, issued: null, revoked: null, closed: null }),
  documentNumber: t.union([t.string, t.null]),
  issuedOn: t.union([t.string, t.null]),
  endedOn: t.union([t.string, t.null]),
  targetCount: t.number,
  /** Agencies with at least one target. */
  subjectCount: t.number,
  /** In the order of level and month; only where there are targets. */
  planned: t.readonlyArray(LevelMonthCount),
  /** In the order in which they were added. */
  targets: t.readonlyArray(PlannedTarget),
})
/** A plan, and how far it is. */
export type PlanProgressRow = t.TypeOf<typeof PlanProgressRow>

// --------------------------------------------------------------- behaviour

const planned = (target: Target): PlannedTarget => ({
  targetId: target.targetId,
  subjectId: target.subjectId,
  level: target.subjectLevel,
  mode: target.mode,
  from: target.window.from,
  to: target.window.to,
  month: target.window.from.slice(0, 7),
})

/** The row with other targets, and with the counts that follow from them. */
const withTargets = (
  row: PlanProgressRow,
  targets: ReadonlyArray<PlannedTarget>,
): PlanProgressRow => {
  const counts = new Map<string, t.TypeOf<typeof LevelMonthCount>>()
  for (const { level, month } of targets) {
    const key = `${level}/${month}`
    counts.set(key, { level, month, targets: (counts.get(key)?.targets ?? 0) + 1 })
  }
  return {
    ...row,
    targets,
    targetCount: targets.length,
    subjectCount: new Set(targets.map((target) => target.subjectId)).size,
    planned: [...counts.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, count]) => count),
  }
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
  return withTargets(row, [...kept, ...(changes.targetsAdded ?? []).map(planned)])
}

type On<Type extends PlanEvent['type']> = Extract<PlanEvent, { type: Type }>

/** A handler of an event that concerns the row of its plan. */
const onRow = <E extends PlanEvent>(
  apply: (row: PlanProgressRow, data: E['data']) => PlanProgressRow,
): Handler<PlanProgressRow, E> => ({
  keys: ({ event }) => [event.data.planId],
  apply: (row, { event }) => (row === undefined ? undefined : apply(row, event.data)),
})

/** The read model of plans. */
export const planProgress = projection<PlanProgressRow>()({
  name: 'planProgress',
  version: 1,
  from: [Plan],
  audience: 'delegation',
  row: PlanProgressRow,
  indexes: ['year', 'status'],
  on: {
    PlanDrafted: {
      keys: ({ event }) => [event.data.planId],
      apply: (_, { event }) => {
        const { planId, kind, year, nameVi, issuerId, leadAgencyId } = event.data
        return {
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
          targetCount: 0,
          subjectCount: 0,
          planned: [],
          targets: [],
        }
      },
    },
    TargetAdded: onRow<On<'TargetAdded'>>((row, { target }) =>
      withTargets(row, [...row.targets, planned(target)]),
    ),
    TargetRemoved: onRow<On<'TargetRemoved'>>((row, { targetId }) =>
      withTargets(
        row,
        row.targets.filter((target) => target.targetId !== targetId),
      ),
    ),
    PlanIssued: onRow<On<'PlanIssued'>>((row, { document, happenedOn }) => ({
      ...row,
      status: 'issued',
      documentNumber: document.number,
      issuedOn: happenedOn,
    })),
    PlanAmended: onRow<On<'PlanAmended'>>(amended),
    PlanRevoked: onRow<On<'PlanRevoked'>>((row, { happenedOn }) => ({
      ...row,
      status: 'revoked',
      endedOn: happenedOn,
    })),
    PlanClosed: onRow<On<'PlanClosed'>>((row, { happenedOn }) => ({
      ...row,
      status: 'closed',
      endedOn: happenedOn,
    })),
  },
})
