/**
 * R26: a target goes to the agency that took over from its subject.
 *
 * The register says where to; R25 is asked anew of the taker. What was reached stays with the agency that
 * it was reached at. An inspection of the target that is under way goes on with the taker by itself.
 */
import type { Actor } from '@kiemtra/kernel'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import { takerOf } from '../../agency/state.ts'
import { accept, reject } from '../../vocabulary/decision.ts'
import type { Occurrence } from '../../vocabulary/occurrence.ts'
import { transferRefused } from '../../vocabulary/transfer.ts'
import type { PlanCommand } from '../commands.ts'
import type { PlanEvent } from '../events.ts'
import { agencyIn, type PlanFacts } from '../needs.ts'
import type { PlanRejection } from '../rejections.ts'
import type { IssuedPlan } from '../state.ts'
import { jurisdictionOver } from './jurisdiction.ts'

type TransferTarget = Extract<PlanCommand, { type: 'TransferTarget' }>['data']

export const transferTarget = (
  { planId, targetId, toId, through }: TransferTarget,
  when: Occurrence,
  actor: Actor,
  plan: IssuedPlan,
  facts: PlanFacts,
): Either<PlanRejection, ReadonlyArray<PlanEvent>> => {
  const { happenedOn } = when
  const target = plan.targets.get(targetId)
  if (target === undefined) return reject({ _tag: 'TargetNotThere', rule: 'lifecycle', targetId })
  const { subjectId: fromId } = target
  const unauthorised = transferRefused(actor, plan.issuerId, plan.leadAgencyId, fromId, toId)
  if (unauthorised !== undefined) return reject(unauthorised)
  if (happenedOn < plan.issuedOn) {
    const { issuedOn: earliest } = plan
    return reject({ _tag: 'PlanOutOfOrder', rule: 'lifecycle', planId, earliest })
  }
  const taker = agencyIn(facts, toId)
  const isTaker = takerOf(agencyIn(facts, fromId), happenedOn) === toId
  if (!isTaker || taker.status === 'unregistered') {
    return reject({ _tag: 'NotTheTaker', rule: 'R26', subjectId: fromId, toId })
  }
  if (plan.reached.has(targetId)) {
    return reject({ _tag: 'TargetIsReached', rule: 'R26', targetId })
  }
  const line = { subject: taker, through: (through ?? []).map((id) => agencyIn(facts, id)) }
  const jurisdiction = jurisdictionOver(plan, line, happenedOn)
  if (isLeft(jurisdiction)) {
    const { issuerId } = plan
    const because = jurisdiction.left
    return reject({
      _tag: 'OutsideJurisdiction',
      rule: 'R25',
      issuerId,
      subjectId: toId,
      because,
    })
  }
  return accept({
    type: 'TargetTransferred',
    data: {
      planId,
      ...when,
      targetId,
      fromId,
      subjectId: toId,
      subjectKind: taker.kind,
      subjectLevel: taker.level,
      jurisdiction: jurisdiction.right,
      ...(through === undefined ? {} : { through }),
    },
  })
}
