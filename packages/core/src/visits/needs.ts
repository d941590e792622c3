/**
 * What a calendar of visits must know of others: the plan that asks, the subject whose calendar it is,
 * and the calendar of an agency that it takes over from. (cited) Of the windows already there everything is frozen in their events.
 */
import { foldOf, type Needs } from '@kiemtra/kernel'
import { agencyFold } from '../agency/needs.ts'
import type { AgencyState } from '../agency/state.ts'
import { planFold } from '../plan/needs.ts'
import type { PlanState } from '../plan/state.ts'
import type { AgencyId, PlanId } from '../vocabulary/ids.ts'
import type { VisitsCommand } from './commands.ts'
import { VisitsEvents } from './events.ts'
import { evolve } from './evolve.ts'
import { initialState, refusedClaim, type VisitsState, windowOf } from './state.ts'

/** The fold of a calendar of visits, for other aggregates' needs. */
export const visitsFold = foldOf({
  category: 'visits',
  event: VisitsEvents,
  initialState,
  evolve,
})

/** States of plans, agencies and other agencies' calendars, by their ids. */
export interface VisitsFacts {
  readonly [calendar: `calendar ${string}`]: VisitsState
  readonly [plan: `plan ${string}`]: PlanState
  readonly [agency: `agency ${string}`]: AgencyState
}

/** The state of a plan among the facts. */
export const planIn = (facts: VisitsFacts, planId: PlanId): PlanState =>
  facts[`plan ${planId}`] ?? { status: 'undrafted' }

/** The state of an agency among the facts. */
export const agencyIn = (facts: VisitsFacts, agencyId: AgencyId): AgencyState =>
  facts[`agency ${agencyId}`] ?? { status: 'unregistered' }

/** The calendar of an agency among the facts. */
export const calendarIn = (facts: VisitsFacts, agencyId: AgencyId): VisitsState =>
  facts[`calendar ${agencyId}`] ?? initialState

/** What a command refers to. */
export const needs = (command: VisitsCommand, state: VisitsState): Needs<VisitsFacts> => {
  const { agencyId } = command.data
  switch (command.type) {
    case 'ReserveWindow':
      return named([command.data.planId], [agencyId, ...(command.data.through ?? [])])
    case 'MoveWindow':
      return named([], [agencyId])
    case 'SucceedWindow': {
      const { fromId } = command.data
      const calendar = { of: visitsFold, id: fromId, absent: 'initial' } as const
      return { ...named([], [agencyId, fromId]), [`calendar ${fromId}`]: calendar }
    }
    case 'ReleaseWindow':
      return {}
    case 'WaiveOverlap': {
      const { planId, otherPlanId, asSuperiorOf } = command.data
      const sides =
        asSuperiorOf === undefined ? [] : [asSuperiorOf.agencyId, asSuperiorOf.otherAgencyId]
      return named([planId, otherPlanId], sides)
    }
    case 'CombineInspections': {
      const plans: PlanId[] = []
      for (const id of command.data.withWindowIds) {
        const refused = refusedClaim(state, id)?.claim
        const claim = refused ?? windowOf(state, id)?.claims.find((one) => one.windowId === id)
        if (claim !== undefined) plans.push(claim.planId)
      }
      return named(plans, [agencyId])
    }
  }
}

const named = (
  planIds: ReadonlyArray<PlanId>,
  agencyIds: ReadonlyArray<AgencyId>,
): Needs<VisitsFacts> => {
  const all: { -readonly [Name in keyof Needs<VisitsFacts>]: Needs<VisitsFacts>[Name] } = {}
  for (const id of planIds) all[`plan ${id}`] = { of: planFold, id }
  for (const id of agencyIds) all[`agency ${id}`] = { of: agencyFold, id }
  return all
}
