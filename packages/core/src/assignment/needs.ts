/**
 * What a task must know of others: the register's entries of the agencies that it names.
 *
 * Who stands above whom is read once, when it is assigned (frozen, R25). That an agency is there, and
 * who takes over from an ended one, must hold now (cited, R26).
 */
import { foldOf, type Need, type Needs } from '@kiemtra/kernel'
import { agencyFold } from '../agency/needs.ts'
import type { AgencyState } from '../agency/state.ts'
import type { AgencyId } from '../vocabulary/ids.ts'
import type { AssignmentCommand } from './commands.ts'
import { AssignmentEvents } from './events.ts'
import { evolve } from './evolve.ts'
import { type AssignmentState, initialState } from './state.ts'

/** The fold of a task's stream, for this and every other aggregate's needs. */
export const assignmentFold = foldOf({
  category: 'assignment',
  event: AssignmentEvents,
  initialState,
  evolve,
})

/** The agencies of a task's decisions; which are there depends on the command. */
export interface AssignmentFacts {
  readonly assignee?: AgencyState
  readonly assigner?: AgencyState
  readonly follower?: AgencyState
  /** An agency between the assignee and the assigner (R25). */
  readonly [line: `line ${string}`]: AgencyState
}

const agency = (id: AgencyId): Need<AgencyState> => ({ of: agencyFold, id })

/** What a command refers to. */
export const needs = (
  { type, data }: AssignmentCommand,
  state: AssignmentState,
): Needs<AssignmentFacts> => {
  if (type === 'AssignTask') {
    const { assigneeId, assignerId, followedUpBy, through = [] } = data
    return {
      assignee: agency(assigneeId),
      assigner: agency(assignerId),
      ...(followedUpBy === undefined ? {} : { follower: agency(followedUpBy) }),
      ...Object.fromEntries(through.map((id) => [`line ${id}`, agency(id)])),
    }
  }
  if (state.status === 'none') return {}
  switch (type) {
    case 'ReportTaskProgress':
    case 'CompleteTask':
      return { assignee: agency(state.assigneeId) }
    case 'TransferTask':
      return { assignee: agency(state.assigneeId), assigner: agency(state.assignerId) }
    case 'AcceptTask':
    case 'ReturnTask':
    case 'MoveTaskDue':
    case 'MarkTaskOverdue':
    case 'UrgeTask':
    case 'CancelTask':
      return { assigner: agency(state.assignerId) }
  }
}
