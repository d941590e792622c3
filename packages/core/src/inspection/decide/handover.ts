/**
 * Handing over: to another delegation (R6), or to the subject's successor (R26).
 */
import { isLeft } from 'fp-ts/lib/Either.js'
import { accept, reject } from '../../vocabulary/decision.ts'
import { occurred } from '../../vocabulary/occurrence.ts'
import type { Course } from '../state.ts'
import { delegationRefused } from './mandate.ts'
import type { Asked, Context, Decision } from './types.ts'

/**
 * To another delegation of the plan in force (to its own, the whole takes over from a team); or,
 * opened, to the subject's successor (R6, R26).
 */
export const handOver = (
  { data, meta }: Asked<'HandOverInspection'>,
  state: Course & { readonly status: string },
  { facts }: Context,
): Decision => {
  const { inspectionId, delegationId, subjectId, planId } = state
  let { concludedBy } = state
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  if (data.to.kind === 'delegation') {
    const { taker = { status: 'unestablished' } } = facts
    const to = data.to.delegationId
    if (to === delegationId && state.inspectors.by === 'whole') {
      return reject({ _tag: 'AlreadyDone', rule: 'lifecycle', inspectionId })
    }
    if (taker.status !== 'unestablished' && taker.planId !== planId) {
      return reject({ _tag: 'DelegationOfAnotherPlan', rule: 'R6', delegationId: to, planId })
    }
    const refusal = delegationRefused({ delegationId: to }, { delegation: taker }, data.happenedOn)
    if (refusal !== undefined) return reject(refusal)
  } else {
    const { subject } = facts
    const successor =
      subject?.status === 'dissolved' && subject.effectiveOn <= data.happenedOn
        ? subject.takerId
        : undefined
    if (successor !== data.to.subjectId || state.status === 'preparing') {
      return reject({ _tag: 'NotASuccessor', rule: 'R26', subjectId: data.to.subjectId })
    }
    // R5: nobody concludes on itself; the plan's issuer does.
    if (successor === concludedBy) concludedBy = state.planIssuerId
  }
  const from = { delegationId, subjectId }
  return accept({
    type: 'InspectionHandedOver',
    data: { ...data, ...when.right, from, concludedBy },
  })
}
