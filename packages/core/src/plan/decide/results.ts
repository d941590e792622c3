/**
 * What has become of a plan: results as they come, and the closing that is held against them (R1).
 *
 * Which targets were reached and what is owed, other streams own. A policy tells the plan (gated), so
 * that the closing is decided on the plan's own stream. Results still come after the end: what had
 * opened finishes, and what is owed is remedied later.
 */
import type { Actor } from '@kiemtra/kernel'
import type { Either } from 'fp-ts/lib/Either.js'
import { actsFor } from '../../vocabulary/actor.ts'
import { accept, reject } from '../../vocabulary/decision.ts'
import type { Occurrence } from '../../vocabulary/occurrence.ts'
import { notSigned } from '../../vocabulary/official-document.ts'
import type { PlanCommand } from '../commands.ts'
import type { PlanEvent } from '../events.ts'
import { withResult } from '../evolve.ts'
import type { PlanRejection } from '../rejections.ts'
import { TELLS_RESULTS } from '../shapes.ts'
import { type IssuedPlan, type PlanState, targetsNotReached } from '../state.ts'
import { documentRefused } from './terms.ts'

type Decision = Either<PlanRejection, ReadonlyArray<PlanEvent>>
type DataOf<Type extends PlanCommand['type']> = Extract<PlanCommand, { type: Type }>['data']

/** R1: told from the log, whatever has become of the plan since its issue; known already, it is no news. */
export const recordResult = (
  data: DataOf<'RecordResult'>,
  when: Occurrence,
  actor: Actor,
  plan: Exclude<PlanState, { readonly status: 'undrafted' }>,
): Decision => {
  const { planId, result } = data
  if (!actsFor(actor, plan.issuerId, plan.leadAgencyId)) {
    return reject({ _tag: 'NotThePlansAgency', rule: 'R1', planId })
  }
  if (!tellsFromLog(actor)) return reject({ _tag: 'ResultNotFromLog', rule: 'R1', planId })
  if (plan.status === 'draft') return reject({ _tag: 'PlanNotIssued', rule: 'R1', planId })
  if (when.happenedOn < plan.issuedOn) {
    const { issuedOn: earliest } = plan
    return reject({ _tag: 'PlanOutOfOrder', rule: 'lifecycle', planId, earliest })
  }
  if (result.kind === 'reached' && !plan.targets.has(result.targetId)) {
    const { targetId } = result
    return reject({ _tag: 'TargetNotThere', rule: 'lifecycle', targetId })
  }
  const { reached, owed } = withResult(plan, result)
  return reached === plan.reached && owed === plan.owed
    ? accept()
    : accept({ type: 'ResultRecorded', data: { ...data, ...when } })
}

/** The policy that reads them there; an operator or an import brings what it couldn't read. */
const tellsFromLog = (actor: Actor): boolean =>
  actor.kind === 'policy' ? actor.name === TELLS_RESULTS : actor.kind !== 'official'

/**
 * R1: closed with a result report, of the lead agency or of the issuer, that says why of each target
 * that wasn't reached, and of no other. What was relied on is kept.
 */
export const closePlan = (
  data: DataOf<'ClosePlan'>,
  when: Occurrence,
  plan: IssuedPlan,
): Decision => {
  const { planId, report, notReached } = data
  const refusal =
    (report.issuer === plan.leadAgencyId ? undefined : documentRefused(report, plan.issuerId)) ??
    notSigned(report, when.happenedOn)
  if (refusal !== undefined) return reject(refusal)
  const listed = new Set(notReached.map(({ targetId }) => targetId))
  const unknown = [...listed].find((targetId) => !plan.targets.has(targetId))
  if (unknown !== undefined) {
    return reject({ _tag: 'TargetNotThere', rule: 'lifecycle', targetId: unknown })
  }
  const missing = targetsNotReached({ ...plan, status: 'issued' }).filter((id) => !listed.has(id))
  const surplus = [...listed].filter((targetId) => plan.reached.has(targetId))
  if (missing.length + surplus.length > 0) {
    return reject({
      _tag: 'NotReachedDisagrees',
      rule: 'R1',
      planId,
      missing,
      reached: surplus,
    })
  }
  const reached = [...plan.reached]
    .filter(([targetId]) => plan.targets.has(targetId))
    .map(([targetId, inspections]) => ({ targetId, inspections }))
  const owed = [...plan.owed]
  return accept({ type: 'PlanClosed', data: { ...data, ...when, reached, owed } })
}
