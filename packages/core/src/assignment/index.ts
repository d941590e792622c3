/**
 * Tasks: what an agency is charged with, by the city, by a superior or by its own plan, and how it
 * stands on any date (R20).
 */
import { aggregate } from '@kiemtra/kernel'
import { AssignmentCommand } from './commands.ts'
import { decide } from './decide/index.ts'
import { AssignmentEvents } from './events.ts'
import { evolve } from './evolve.ts'
import { type AssignmentFacts, needs } from './needs.ts'
import { AssignmentRejection } from './rejections.ts'
import { type AssignmentState, initialState } from './state.ts'

/** The aggregate of tasks. */
export const Assignment = aggregate<AssignmentState, AssignmentRejection, AssignmentFacts>()({
  category: 'assignment',
  idOf: (command: AssignmentCommand) => command.data.taskId,
  command: AssignmentCommand,
  event: AssignmentEvents,
  rejection: AssignmentRejection,
  initialState,
  needs,
  decide,
  evolve,
})

export * from './commands.ts'
export * from './events.ts'
export { assignmentFold, type AssignmentFacts } from './needs.ts'
export { AssignmentRejection } from './rejections.ts'
export { TaskBasis } from './shapes.ts'
export {
  type AssignedTask,
  type AssignmentState,
  taskAssigneeOn,
  taskDoneLateBy,
  taskDueAsOf,
  taskStandingOn,
} from './state.ts'
