/**
 * ReserveWindow: R1, R2, R25 of the plan that asks, R26 of the subject; then R7 and R8 by the calendar.
 */
import { type CommandMeta, type WorkingCalendar, yearOf } from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import { jurisdictionOver } from '../../plan/decide/jurisdiction.ts'
import {
  capsOf,
  delegationTermsOf,
  type DraftedPlan,
  planInForceOn,
  type PlanState,
  targetsAt,
} from '../../plan/state.ts'
import { actingAgency } from '../../vocabulary/actor.ts'
import { accept, reject } from '../../vocabulary/decision.ts'
import { AgencyId, type PlanId } from '../../vocabulary/ids.ts'
import type { Occurrence } from '../../vocabulary/occurrence.ts'
import { agencyIn, planIn, type VisitsFacts } from '../needs.ts'
import type { VisitsRejection } from '../rejections.ts'
import type { Claim } from '../shapes.ts'
import { releasedClaim, type VisitsState, windowOf } from '../state.ts'
import { daysOf, subjectRefused } from './days.ts'
import { reasonsAgainst } from './room.ts'
import type { DataOf, Decision } from './types.ts'

/** A window, or the reasons why it is refused. */
export const reserve = (
  data: DataOf<'ReserveWindow'>,
  when: Occurrence,
  meta: CommandMeta,
  state: VisitsState,
  facts: VisitsFacts,
  calendar: WorkingCalendar,
): Decision => {
  const { agencyId, windowId, planId, period } = data
  if (windowOf(state, windowId) !== undefined) {
    return reject({ _tag: 'WindowAlreadyReserved', rule: 'lifecycle', windowId })
  }
  if (releasedClaim(state, windowId) !== undefined) {
    return reject({ _tag: 'WindowAlreadyReleased', rule: 'lifecycle', windowId })
  }
  const plan = planIn(facts, planId)
  const notInForce = planRefused(planId, plan, when)
  if (notInForce !== undefined || plan.status === 'undrafted') {
    return reject(notInForce ?? planNotInForce(planId, plan))
  }
  const refusal =
    termsRefused(data, plan) ??
    subjectRefused(agencyId, agencyIn(facts, agencyId), period) ??
    jurisdictionRefused(data, plan, facts)
  if (refusal !== undefined) return reject(refusal)

  const days = daysOf(period, calendar)
  if (isLeft(days)) return days
  const secret = data.notice === 'unannounced'
  const claim = claimOf(data, plan, meta)
  const placed = { days: days.right, claims: [claim], secret }
  const reasons = reasonsAgainst(placed, state.windows, state.agreements)
  const about = { agencyId, ...when, secret, claim }
  return reasons.length === 0
    ? accept({ type: 'WindowReserved', data: { ...about, days: days.right } })
    : accept({ type: 'WindowRefused', data: { ...about, period, reasons } })
}

/** R1: nothing new under a plan that isn't in force. */
export const planRefused = (
  planId: PlanId,
  plan: PlanState,
  { happenedOn }: Occurrence,
): VisitsRejection | undefined =>
  planInForceOn(plan, happenedOn) ? undefined : planNotInForce(planId, plan)

const planNotInForce = (planId: PlanId, { status }: PlanState): VisitsRejection => ({
  _tag: 'PlanNotInForce',
  rule: 'R1',
  planId,
  status,
})

/** R1, R2: within the plan's year and areas, by one of its delegations. */
const termsRefused = (
  { planId, slotId, areas, period }: DataOf<'ReserveWindow'>,
  plan: DraftedPlan & PlanState,
): VisitsRejection | undefined => {
  const { year } = plan
  if (yearOf(period.from) !== year || yearOf(period.to) !== year) {
    return { _tag: 'WindowOutsideYear', rule: 'R1', planId, year }
  }
  const outside = areas.filter((area) => !plan.terms.areas.includes(area))
  if (outside.length > 0) return { _tag: 'AreasOutsideTerms', rule: 'R1', planId, areas: outside }
  return delegationTermsOf(plan, slotId) === undefined
    ? { _tag: 'SlotNotInTerms', rule: 'R2', planId, slotId }
    : undefined
}

/** R25: a target was checked when it was added; an unannounced visit may go to others, too. */
const jurisdictionRefused = (
  { planId, agencyId, slotId, notice, period, through = [] }: DataOf<'ReserveWindow'>,
  plan: DraftedPlan & PlanState,
  facts: VisitsFacts,
): VisitsRejection | undefined => {
  if (targetsAt(plan, agencyId).some((target) => target.slotId === slotId)) return undefined
  const subject = agencyIn(facts, agencyId)
  if (notice === 'announced' || subject.status === 'unregistered') {
    return { _tag: 'SubjectNotTargeted', rule: 'R25', planId, agencyId, slotId }
  }
  const line = { subject, through: through.map((id) => agencyIn(facts, id)) }
  const ground = jurisdictionOver(plan, line, period.to)
  return isLeft(ground)
    ? { _tag: 'OutsideJurisdiction', rule: 'R25', planId, agencyId, because: ground.left }
    : undefined
}

/** The claim, with the caps as they stand now, and who asked. */
const claimOf = (data: DataOf<'ReserveWindow'>, plan: DraftedPlan, meta: CommandMeta): Claim => {
  const { windowId, planId, slotId, inspectionId, areas, mode, notice } = data
  const acting = actingAgency(meta.actor)
  const keptBy = AgencyId.is(acting) ? acting : plan.leadAgencyId
  return {
    windowId,
    planId,
    slotId,
    inspectionId,
    areas,
    mode,
    notice,
    caps: capsOf(plan),
    keptBy,
  }
}
