/**
 * The assignment: who may ask whom (R25, R26), for what (R15, R20) and by when.
 */
import type { CivilDate } from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import { existsOn, type RegisteredAgency } from '../../agency/state.ts'
import { topOf } from '../../plan/decide/jurisdiction.ts'
import { actsFor } from '../../vocabulary/actor.ts'
import { accept, reject } from '../../vocabulary/decision.ts'
import { occurred } from '../../vocabulary/occurrence.ts'
import { notSigned } from '../../vocabulary/official-document.ts'
import type { AssignmentFacts } from '../needs.ts'
import type { Asked, Decision, Refusal } from './types.ts'

type Data = Asked<'AssignTask'>['data']

export const assign = ({ data, meta }: Asked<'AssignTask'>, facts: AssignmentFacts): Decision => {
  const { happenedOn, assignerId, dueOn, through = [], ...task } = data
  const when = occurred(happenedOn, meta)
  if (isLeft(when)) return when
  if (!actsFor(meta.actor, assignerId)) {
    return reject({ _tag: 'NotTheAssigner', rule: 'R25', assignerId })
  }
  const refusal =
    notSigned(data.basis.document, happenedOn) ??
    documentRefused(data) ??
    ownPlanRefused(data) ??
    agenciesRefused(data, facts)
  if (refusal !== undefined) return reject(refusal)
  if (dueOn < happenedOn) {
    return reject({ _tag: 'TaskDueTooEarly', rule: 'lifecycle', earliest: happenedOn })
  }
  return accept({
    type: 'TaskAssigned',
    data: { ...task, ...when.right, assignerId, dueOn, through },
  })
}

/** R25: it is the assigner's own document that assigns; one that passes it on doesn't. */
const documentRefused = ({ assignerId, basis }: Data): Refusal =>
  basis.document.issuer === assignerId
    ? undefined
    : { _tag: 'NotTheAssignersDocument', rule: 'R25', assignerId }

/** R20: a task of the own plan is by that plan, from the agency to itself; no other is. */
const ownPlanRefused = ({ content, basis, assignerId, assigneeId }: Data): Refusal => {
  const isOwn = content === 'own-reform-plan'
  return (basis.kind === 'own-plan') === isOwn && (assignerId === assigneeId) === isOwn
    ? undefined
    : { _tag: 'NotAnOwnPlan', rule: 'R20', assignerId, assigneeId }
}

/** R15, R25, R26: the agencies are there on the day, one above the other, the post is the assignee's. */
const agenciesRefused = (data: Data, facts: AssignmentFacts): Refusal => {
  const { happenedOn, assigneeId, assignerId, followedUpBy, responsiblePostId, through = [] } = data
  const assignee = inForce(facts.assignee, happenedOn)
  if (assignee === undefined) return notInForce(assigneeId)
  const assigner = inForce(facts.assigner, happenedOn)
  if (assigner === undefined) return notInForce(assignerId)
  if (followedUpBy !== undefined && inForce(facts.follower, happenedOn) === undefined) {
    return notInForce(followedUpBy)
  }
  if (assignerId !== assigneeId) {
    const line = through.map((id) => facts[`line ${id}`] ?? UNREGISTERED)
    const top = topOf({ subject: assignee, through: line }, happenedOn)
    if (assigner.kind !== 'city-committee' && top?.superiorId !== assignerId) {
      return { _tag: 'AssignerNotAbove', rule: 'R25', assignerId, assigneeId }
    }
  }
  return responsiblePostId === undefined || hasPost(assignee, responsiblePostId)
    ? undefined
    : { _tag: 'NoSuchTaskPost', rule: 'R15', agencyId: assigneeId, postId: responsiblePostId }
}

const UNREGISTERED = { status: 'unregistered' } as const

const inForce = (
  agency: AssignmentFacts['assignee'],
  on: CivilDate,
): RegisteredAgency | undefined =>
  agency !== undefined && agency.status !== 'unregistered' && existsOn(agency, on)
    ? agency
    : undefined

const notInForce = (agencyId: Data['assigneeId']): Refusal => ({
  _tag: 'AgencyNotInForce',
  rule: 'R26',
  agencyId,
})

const hasPost = ({ posts }: RegisteredAgency, postId: Data['responsiblePostId']): boolean =>
  posts.some((post) => post.postId === postId)
