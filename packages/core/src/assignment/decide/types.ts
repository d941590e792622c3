/**
 * The types that a task's rules decide with, and who speaks for whom.
 */
import type { Actor, CivilDate, Command } from '@kiemtra/kernel'
import type { Either } from 'fp-ts/lib/Either.js'
import { takerOf } from '../../agency/state.ts'
import { actsFor } from '../../vocabulary/actor.ts'
import type { AgencyId } from '../../vocabulary/ids.ts'
import type { Occurrence } from '../../vocabulary/occurrence.ts'
import type { AssignmentCommand } from '../commands.ts'
import type { AssignmentEvent } from '../events.ts'
import type { AssignmentFacts } from '../needs.ts'
import type { AssignmentRejection } from '../rejections.ts'
import type { AssignedTask, AssignmentState } from '../state.ts'

/** Yes with events, or no with a reason. */
export type Decision = Either<AssignmentRejection, ReadonlyArray<AssignmentEvent>>

/** A reason to say no, or none. */
export type Refusal = AssignmentRejection | undefined

/** One type of command, with its meta. */
export type Asked<Type extends AssignmentCommand['type']> = Command<
  Extract<AssignmentCommand, { readonly type: Type }>
>

/** A task that has been assigned. */
export type Assigned = Exclude<AssignmentState, { readonly status: 'none' }>

/** What every event of a task says of whose it is and when. */
export const aboutTask = (
  { taskId, assignerId, assigneeId }: AssignedTask,
  when: Occurrence,
): Pick<AssignedTask, 'taskId' | 'assignerId' | 'assigneeId'> & Occurrence => ({
  taskId,
  assignerId,
  assigneeId,
  ...when,
})

/** The assigner, and, where it has ended, the agency that takes over from it (R26). */
export const assignersOf = (
  { assignerId }: AssignedTask,
  { assigner }: AssignmentFacts,
  on: CivilDate,
): ReadonlyArray<AgencyId> => {
  const taker = takerOf(assigner, on)
  return taker === undefined ? [assignerId] : [assignerId, taker]
}

/**
 * R25: only the assigner's side says what counts as done and by when: the assigner, or who follows
 * the task up for it. A follower that is itself the assignee doesn't judge its own work.
 */
export const assignerRefused = (
  actor: Actor,
  task: AssignedTask,
  facts: AssignmentFacts,
  on: CivilDate,
): Refusal => {
  const { assignerId } = task
  return actsFor(actor, ...assignersSide(task, facts, on))
    ? undefined
    : { _tag: 'NotTheAssigner', rule: 'R25', assignerId }
}

/** The assigner, who takes over from it, and who follows the task up. */
export const assignersSide = (
  task: AssignedTask,
  facts: AssignmentFacts,
  on: CivilDate,
): ReadonlyArray<AgencyId> => {
  const { assigneeId, followedUpBy } = task
  const follower = followedUpBy === undefined || followedUpBy === assigneeId ? [] : [followedUpBy]
  return [...assignersOf(task, facts, on), ...follower]
}

/** R25: only the assignee says how far it has come. */
export const assigneeRefused = (actor: Actor, { assigneeId }: AssignedTask): Refusal =>
  actsFor(actor, assigneeId) ? undefined : { _tag: 'NotTheAssignee', rule: 'R25', assigneeId }
