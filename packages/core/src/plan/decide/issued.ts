/**
 * What is done under an issued plan: draws, and that it is taken back.
 */
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import { accept, reject } from '../../vocabulary/decision.ts'
import { DRAW_ALGORITHM, drawFrom } from '../../vocabulary/draw.ts'
import type { Occurrence } from '../../vocabulary/occurrence.ts'
import { notSigned } from '../../vocabulary/official-document.ts'
import type { PlanCommand } from '../commands.ts'
import type { PlanEvent } from '../events.ts'
import type { PlanFacts } from '../needs.ts'
import type { PlanRejection } from '../rejections.ts'
import type { IssuedPlan } from '../state.ts'
import { eligibleFrom, firstNotInForce, hasSlot } from './targets.ts'
import { documentRefused } from './terms.ts'

type Decision = Either<PlanRejection, ReadonlyArray<PlanEvent>>
type DataOf<Type extends PlanCommand['type']> = Extract<PlanCommand, { type: Type }>['data']

/** R9, R25, R26: drawn once, from a pool that the issuer may have inspected today. */
export const drawSubjects = (
  data: DataOf<'DrawSubjects'>,
  when: Occurrence,
  plan: IssuedPlan,
  facts: PlanFacts,
): Decision => {
  const { drawId, slotId, seed, pool, count } = data
  if (plan.draws.has(drawId)) return reject({ _tag: 'DrawAlreadyMade', rule: 'R9', drawId })
  if (!hasSlot(plan.terms, slotId)) return reject({ _tag: 'SlotNotInTerms', rule: 'R2', slotId })
  if (count > pool.length) {
    return reject({ _tag: 'PoolTooSmall', rule: 'R9', pooled: pool.length, count })
  }
  const { happenedOn } = when
  const ended = firstNotInForce([plan.issuerId], happenedOn, facts)
  if (ended !== undefined) return reject(ended)
  for (const candidate of pool) {
    const eligible = eligibleFrom(candidate, plan, { from: happenedOn, to: happenedOn }, facts)
    if (isLeft(eligible)) return eligible
  }
  const ids = pool.map(({ subjectId }) => subjectId)
  return accept({
    type: 'SubjectsDrawn',
    data: { ...data, ...when, algorithm: DRAW_ALGORITHM, drawn: drawFrom(seed, ids, count) },
  })
}

/** R1: taken back by a document of its issuer. */
export const revokePlan = (
  data: DataOf<'RevokePlan'>,
  when: Occurrence,
  plan: IssuedPlan,
): Decision => {
  const refusal =
    documentRefused(data.document, plan.issuerId) ?? notSigned(data.document, when.happenedOn)
  return refusal === undefined
    ? accept({ type: 'PlanRevoked', data: { ...data, ...when } })
    : reject(refusal)
}
