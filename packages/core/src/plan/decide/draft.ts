/**
 * From nothing to a draft, and from the draft to the plan in force.
 */
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import { standsAbove, type AgencyLevel } from '../../vocabulary/agency-kind.ts'
import { accept, reject } from '../../vocabulary/decision.ts'
import type { PlanId } from '../../vocabulary/ids.ts'
import type { Occurrence } from '../../vocabulary/occurrence.ts'
import { notSigned } from '../../vocabulary/official-document.ts'
import type { PlanCommand } from '../commands.ts'
import type { PlanEvent } from '../events.ts'
import { agencyIn, namedIn, type PlanFacts } from '../needs.ts'
import type { PlanRejection } from '../rejections.ts'
import { type DraftedPlan, planInForceOn } from '../state.ts'
import { issuesPlans } from './jurisdiction.ts'
import { firstNotInForce, targetFrom } from './targets.ts'
import { centralBodiesRefused, documentRefused, hasSomethingToInspect } from './terms.ts'

type Decision = Either<PlanRejection, ReadonlyArray<PlanEvent>>
type DataOf<Type extends PlanCommand['type']> = Extract<PlanCommand, { type: Type }>['data']

/** R25: whoever has a jurisdiction may draft a plan of its own, under a plan from above or not. */
export const draftPlan = (
  data: DataOf<'DraftPlan'>,
  when: Occurrence,
  facts: PlanFacts,
): Decision => {
  const { issuerId, leadAgencyId, terms, parentPlanId } = data
  const ended = firstNotInForce([issuerId, leadAgencyId, ...namedIn(terms)], when.happenedOn, facts)
  if (ended !== undefined) return reject(ended)
  const issuer = agencyIn(facts, issuerId)
  if (issuer.status === 'unregistered') {
    return reject({ _tag: 'AgencyNotInForce', rule: 'R26', agencyId: issuerId })
  }
  const { kind: issuerKind, level: issuerLevel } = issuer
  if (!issuesPlans(issuerKind)) {
    return reject({ _tag: 'MayNotIssuePlans', rule: 'R25', issuerId, issuerKind })
  }
  // The city and a district answer for every field; a department for those it is charged with.
  if (terms.field !== undefined && issuerLevel === 'department') {
    const { field } = terms
    if (!issuer.fields.includes(field)) {
      return reject({ _tag: 'FieldNotOfIssuer', rule: 'R25', issuerId, field })
    }
  }
  const refusal =
    centralBodiesRefused(terms.centralBodies, { issuerId, issuerKind }, facts) ??
    parentRefused(parentPlanId, issuerLevel, when.happenedOn, facts)
  if (refusal !== undefined) return reject(refusal)
  return accept({ type: 'PlanDrafted', data: { ...data, ...when, issuerKind, issuerLevel } })
}

export const addTarget = (
  { planId, target: request }: DataOf<'AddTarget'>,
  when: Occurrence,
  plan: DraftedPlan,
  facts: PlanFacts,
): Decision => {
  const { targetId } = request
  if (plan.targets.has(targetId)) {
    return reject({ _tag: 'TargetAlreadyThere', rule: 'lifecycle', targetId })
  }
  const ended = firstNotInForce([plan.issuerId], when.happenedOn, facts)
  if (ended !== undefined) return reject(ended)
  const target = targetFrom(request, plan, facts)
  if (isLeft(target)) return target
  return accept({ type: 'TargetAdded', data: { planId, ...when, target: target.right } })
}

export const removeTarget = (
  data: DataOf<'RemoveTarget'>,
  when: Occurrence,
  plan: DraftedPlan,
): Decision => {
  const { targetId } = data
  const target = plan.targets.get(targetId)
  if (target === undefined) return reject({ _tag: 'TargetNotThere', rule: 'lifecycle', targetId })
  const { subjectId } = target
  return accept({ type: 'TargetRemoved', data: { ...data, ...when, subjectId } })
}

/** R1: issued once, with the issuer's document, terms to work by, and a lead agency that is there. */
export const issuePlan = (
  data: DataOf<'IssuePlan'>,
  when: Occurrence,
  plan: DraftedPlan,
  facts: PlanFacts,
): Decision => {
  const { planId, document } = data
  const refusal =
    documentRefused(document, plan.issuerId) ??
    notSigned(document, when.happenedOn) ??
    firstNotInForce([plan.issuerId, plan.leadAgencyId], when.happenedOn, facts) ??
    parentRefused(plan.parentPlanId, plan.issuerLevel, when.happenedOn, facts)
  if (refusal !== undefined) return reject(refusal)
  return hasSomethingToInspect(plan)
    ? accept({ type: 'PlanIssued', data: { ...data, ...when } })
    : reject({ _tag: 'NothingToInspect', rule: 'R1', planId })
}

/** R1, R25: a parent plan is in force, and its issuer stands above. */
const parentRefused = (
  parentPlanId: PlanId | undefined,
  issuerLevel: AgencyLevel,
  on: Occurrence['happenedOn'],
  { parent }: PlanFacts,
): PlanRejection | undefined => {
  if (parentPlanId === undefined) return undefined
  if (parent === undefined || parent.status === 'undrafted' || !planInForceOn(parent, on)) {
    return { _tag: 'ParentPlanNotInForce', rule: 'R1', parentPlanId }
  }
  const { issuerLevel: parentIssuerLevel } = parent
  return standsAbove(parentIssuerLevel, issuerLevel)
    ? undefined
    : {
        _tag: 'ParentIssuerNotAbove',
        rule: 'R25',
        parentPlanId,
        parentIssuerLevel,
        issuerLevel,
      }
}
