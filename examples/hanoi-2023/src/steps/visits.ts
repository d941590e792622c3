/**
 * The calendars of visits as commands: each plan asks for its targets' windows, then comes what is
 * done about those that were refused.
 */
import { Visits } from '@kiemtra/core'
import type { PlanFile, VisitsFile } from '../data.ts'
import type { Origin } from '../data-files.ts'
import { type Step, step } from '../step.ts'
import type { SourcedPlan } from './plans.ts'

type Target = PlanFile['targets'][number]

/** A window's id: unique in an agency's calendar, since plans may choose the same target ids. */
const windowIdOf = (planId: string, targetId: string): string => `${planId}_${targetId}`

const reserve = (
  plan: PlanFile,
  target: Target,
  origin: Origin,
  on: string,
  period: { readonly from: string; readonly to: string },
): Step =>
  step(Visits, origin, on, target.subject, {
    type: 'ReserveWindow',
    data: {
      agencyId: target.subject,
      happenedOn: on,
      windowId: windowIdOf(plan.planId, target.targetId),
      planId: plan.planId,
      slotId: plan.terms.delegations[0]?.slotId ?? '',
      inspectionId: windowIdOf(plan.planId, target.targetId),
      areas: target.areas,
      mode: target.mode,
      notice: 'announced',
      period,
    },
  })

/** Windows of targets that no inspection carries out: other delegations' visits, asked for by hand. */
export const windowSteps = (
  { file, plan }: SourcedPlan,
  carriedOut: ReadonlySet<string>,
): ReadonlyArray<Step> =>
  plan.targets.flatMap((target, i) =>
    carriedOut.has(windowIdOf(plan.planId, target.targetId))
      ? []
      : [
          reserve(plan, target, { file, path: `targets[${i}]` }, plan.windowsAskedOn, {
            from: target.from,
            to: target.to,
          }),
        ],
  )

/**
 * What follows; a target that no plan has is said with its place in the file. An inspection's window
 * has the id of the event that first asked for it (`windowOf`).
 */
export const actSteps = (
  { acts }: VisitsFile,
  plans: ReadonlyArray<SourcedPlan>,
  windowOf: ReadonlyMap<string, string>,
  unknown: (origin: Origin, what: string) => void,
): ReadonlyArray<Step> =>
  acts.flatMap((act, i) => {
    const origin: Origin = { file: 'visits.json', path: `acts[${i}]` }
    switch (act.act) {
      case 'reserve': {
        const plan = plans.find((sourced) => sourced.plan.planId === act.plan)?.plan
        const target = plan?.targets.find(({ targetId }) => targetId === act.target)
        if (plan === undefined || target === undefined) {
          unknown(origin, `no plan '${act.plan}' with a target '${act.target}'`)
          return []
        }
        return [reserve(plan, target, origin, act.on, { from: act.from, to: act.to })]
      }
      case 'combine':
        return [
          step(Visits, origin, act.on, act.agency, {
            type: 'CombineInspections',
            data: {
              agencyId: act.agency,
              happenedOn: act.on,
              windowId: act.window,
              withWindowIds: act.with.map((id) => windowOf.get(id) ?? id),
              reason: act.reason,
            },
          }),
        ]
      case 'waive':
        return [
          step(
            Visits,
            origin,
            act.on,
            act.agency,
            {
              type: 'WaiveOverlap',
              data: {
                agencyId: act.agency,
                happenedOn: act.on,
                planId: act.plan,
                otherPlanId: act.otherPlan,
                period: { from: act.from, to: act.to },
                reason: act.reason,
              },
            },
            { kind: 'official', personId: `holder-of_${act.by.post}`, ...act.by },
          ),
        ]
    }
  })
