/**
 * The rules of tasks: R20 (as they stood on a date), R22 (overdue, then urged), R25 (who asks whom),
 * R26 (to the taker), R28, and the order of things.
 *
 * Read from the top: what begins a task, what it is over with, then what may be asked in between.
 */
import type { Command } from '@kiemtra/kernel'
import { reject } from '../../vocabulary/decision.ts'
import type { AssignmentCommand } from '../commands.ts'
import type { AssignmentFacts } from '../needs.ts'
import type { AssignmentState } from '../state.ts'
import { assign } from './assign.ts'
import { acceptTask, complete, reportProgress, returnTask } from './completion.ts'
import { cancel, markOverdue, moveDue, transfer, urge } from './following.ts'
import type { Decision } from './types.ts'

export const decide = (
  command: Command<AssignmentCommand>,
  state: AssignmentState,
  facts: AssignmentFacts,
): Decision => {
  const { taskId, happenedOn } = command.data
  if (command.type === 'AssignTask') {
    return state.status === 'none'
      ? assign(command, facts)
      : reject({ _tag: 'TaskAlreadyAssigned', rule: 'lifecycle', taskId })
  }
  if (state.status === 'none') {
    return reject({ _tag: 'TaskNotAssigned', rule: 'lifecycle', taskId })
  }
  if (state.status === 'accepted' || state.status === 'cancelled') {
    return reject({ _tag: 'TaskIsOver', rule: 'lifecycle', taskId })
  }
  const { assignedOn: earliest } = state
  if (happenedOn < earliest) {
    return reject({ _tag: 'TaskOutOfOrder', rule: 'lifecycle', taskId, earliest })
  }
  switch (command.type) {
    case 'ReportTaskProgress':
      return reportProgress(command, state, facts)
    case 'CompleteTask':
      return complete(command, state, facts)
    case 'AcceptTask':
      return acceptTask(command, state, facts)
    case 'ReturnTask':
      return returnTask(command, state, facts)
    case 'MoveTaskDue':
      return moveDue(command, state, facts)
    case 'MarkTaskOverdue':
      return markOverdue(command, state, facts)
    case 'UrgeTask':
      return urge(command, state, facts)
    case 'CancelTask':
      return cancel(command, state, facts)
    case 'TransferTask':
      return transfer(command, state, facts)
  }
}
