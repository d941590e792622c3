/**
 * WaiveOverlap and CombineInspections: the two ways out of R7.
 */
import type { CommandMeta } from '@kiemtra/kernel'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { actingAgency } from '../../vocabulary/actor.ts'
import { accept, reject } from '../../vocabulary/decision.ts'
import type { AgencyId, PlanId } from '../../vocabulary/ids.ts'
import type { Occurrence } from '../../vocabulary/occurrence.ts'
import { without } from '../evolve.ts'
import { agencyIn, planIn, type VisitsFacts } from '../needs.ts'
import type { VisitsRejection } from '../rejections.ts'
import type { Claim } from '../shapes.ts'
import { holds, membersOf, refusedClaim, type VisitsState } from '../state.ts'
import { subjectRefused } from './days.ts'
import { hasAgreed } from './overlap.ts'
import { planRefused } from './reserve.ts'
import { reasonsAgainst } from './room.ts'
import { mayKnow, standing } from './standing.ts'
import type { DataOf, Decision } from './types.ts'

// ------------------------------------------------------------------- waive

/** R7: each plan's side agrees for itself; the common superior, or an operator, for both. */
export const waive = (
  data: DataOf<'WaiveOverlap'>,
  when: Occurrence,
  meta: CommandMeta,
  state: VisitsState,
  facts: VisitsFacts,
): Decision => {
  const { agencyId, planId, otherPlanId, period, reason } = data
  const speaker = speakerOf(planId, planIn(facts, planId))
  if (isLeft(speaker)) return speaker
  const otherSpeaker = speakerOf(otherPlanId, planIn(facts, otherPlanId))
  if (isLeft(otherSpeaker)) return otherSpeaker

  const entitledIds = [...new Set([speaker.right, otherSpeaker.right])]
  const acting = actingAgency(meta.actor)
  const bySuperior = data.asSuperiorOf !== undefined
  const agreed = new Set<PlanId>()
  if (data.asSuperiorOf !== undefined) {
    const refusal = superiorRefused(data, data.asSuperiorOf, entitledIds, acting, facts)
    if (refusal !== undefined) return reject(refusal)
  }
  const forBoth = bySuperior || acting === undefined
  if (forBoth || acting === speaker.right) agreed.add(planId)
  if (forBoth || acting === otherSpeaker.right) agreed.add(otherPlanId)
  const agreedFor = [...agreed]
  if (agreedFor.length === 0) return reject({ _tag: 'NotEntitledToWaive', rule: 'R7', entitledIds })

  const known = agreedFor.every((side) =>
    hasAgreed(side, planId, otherPlanId, period, state.agreements),
  )
  if (known) return accept()
  return accept({
    type: 'OverlapWaived',
    data: { agencyId, ...when, planId, otherPlanId, period, reason, agreedFor, bySuperior },
  })
}

/** Who speaks for a plan; a draft's terms may still change, so nobody does for a draft. */
const speakerOf = (
  planId: PlanId,
  plan: ReturnType<typeof planIn>,
): Either<VisitsRejection, AgencyId> =>
  plan.status === 'undrafted' || plan.status === 'draft'
    ? left({ _tag: 'PlanNotInForce', rule: 'R1', planId, status: plan.status })
    : right(plan.terms.authorities.waiveOverlap)

/** R7: the superior that both sides share; or one side, if it is the other's superior. */
const superiorRefused = (
  { planId, otherPlanId }: DataOf<'WaiveOverlap'>,
  sides: { readonly agencyId: AgencyId; readonly otherAgencyId: AgencyId },
  entitledIds: ReadonlyArray<AgencyId>,
  acting: string | undefined,
  facts: VisitsFacts,
): VisitsRejection | undefined => {
  const { agencyId: a, otherAgencyId: b } = sides
  const named = new Set([a, b])
  if (named.size !== entitledIds.length || !entitledIds.every((id) => named.has(id))) {
    return { _tag: 'NotSpeakingForPlans', rule: 'R7', planId, otherPlanId, entitledIds }
  }
  const superiorOfA = superiorOf(a, facts)
  const superiorOfB = superiorOf(b, facts)
  const superiorIds: AgencyId[] = []
  if (superiorOfA !== undefined && superiorOfA === superiorOfB) superiorIds.push(superiorOfA)
  if (superiorOfB === a) superiorIds.push(a)
  if (superiorOfA === b) superiorIds.push(b)
  return acting === undefined || superiorIds.some((id) => id === acting)
    ? undefined
    : { _tag: 'NotCommonSuperior', rule: 'R7', superiorIds }
}

const superiorOf = (agencyId: AgencyId, facts: VisitsFacts): AgencyId | undefined => {
  const agency = agencyIn(facts, agencyId)
  return agency.status === 'unregistered' ? undefined : agency.superiorId
}

// ----------------------------------------------------------------- combine

/**
 * R7: who speaks for a plan may bring its inspections along to another's window. The days of that
 * window don't change, so its side is not asked; from then on all move together.
 */
export const combine = (
  data: DataOf<'CombineInspections'>,
  when: Occurrence,
  meta: CommandMeta,
  state: VisitsState,
  facts: VisitsFacts,
): Decision => {
  const { agencyId, windowId, withWindowIds, reason } = data
  const host = standing(state, windowId, meta.actor)
  if (isLeft(host)) return host
  const { window } = host.right
  // A window that others share can't keep a secret: R9 comes first.
  if (window.secret) return reject({ _tag: 'SecretNotCombined', rule: 'R9', windowId })

  const joined: Claim[] = []
  for (const id of withWindowIds) {
    if (holds(window, id)) {
      return reject({ _tag: 'WindowAlreadyCombined', rule: 'R7', windowId: id })
    }
    const joining = joiningClaim(state, id, when, meta, facts)
    if (isLeft(joining)) return joining
    joined.push(joining.right)
  }
  const { days } = window
  const refusal = subjectRefused(agencyId, agencyIn(facts, agencyId), days.period)
  if (refusal !== undefined) return reject(refusal)

  const claims = [...window.claims, ...joined]
  const others = without(
    state.windows.filter((other) => other !== window),
    withWindowIds,
  )
  const reasons = reasonsAgainst({ days, claims, secret: false }, others, state.agreements)
  if (reasons.some((one) => one._tag === 'Overlap')) {
    return reject({ _tag: 'CombinationOverlaps', rule: 'R7', reasons })
  }
  if (reasons.length > 0) return reject({ _tag: 'CombinationOverCaps', rule: 'R8', reasons })
  return accept({
    type: 'InspectionsCombined',
    data: { agencyId, ...when, windowId, joined, members: membersOf(claims), days, reason },
  })
}

/** A claim that stands, or that was refused and now comes in: new under its plan, so R1 asks again. */
const joiningClaim = (
  state: VisitsState,
  windowId: Claim['windowId'],
  when: Occurrence,
  meta: CommandMeta,
  facts: VisitsFacts,
): Either<VisitsRejection, Claim> => {
  const refused = refusedClaim(state, windowId)
  const found =
    refused !== undefined && (!refused.secret || mayKnow(refused.claim, meta.actor))
      ? right({ claim: refused.claim, secret: refused.secret })
      : standingClaim(state, windowId, meta)
  if (isLeft(found)) return found
  const { claim, secret } = found.right
  if (secret) return left({ _tag: 'SecretNotCombined', rule: 'R9', windowId })

  const { planId } = claim
  const plan = planIn(facts, planId)
  const notInForce = refused === undefined ? undefined : planRefused(planId, plan, when)
  if (notInForce !== undefined) return left(notInForce)
  const speaker = speakerOf(planId, plan)
  if (isLeft(speaker)) return speaker
  const acting = actingAgency(meta.actor)
  return acting === undefined || acting === speaker.right
    ? right(claim)
    : left({ _tag: 'NotEntitledToCombine', rule: 'R7', planId, entitledId: speaker.right })
}

const standingClaim = (
  state: VisitsState,
  windowId: Claim['windowId'],
  meta: CommandMeta,
): Either<VisitsRejection, { readonly claim: Claim; readonly secret: boolean }> => {
  const found = standing(state, windowId, meta.actor)
  return isLeft(found)
    ? found
    : right({ claim: found.right.claim, secret: found.right.window.secret })
}
