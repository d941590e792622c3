/**
 * Standing tasks: which tasks a subject has is answered into an inspection of it once it has opened,
 * "none" included (R20).
 *
 * An instance is an agency, with every task that it ever had and that wasn't called off: which of them
 * the inspection judges, and how they stood on its day, the inspection reads from the tasks themselves.
 * Rejected: the policy's own judgement, of a state that may be behind.
 */
import { type CommandRefused, policy, type Recorded, refusalsOf } from '@kiemtra/kernel'
import { Assignment, type AssignmentEvent } from '../assignment/index.ts'
import { Inspection, type InspectionEvent } from '../inspection/index.ts'
import { dayOf } from './shared.ts'
import { keeperOf } from './story.ts'
import { noWants, refusedIn, wantedOn, wantInspection, type Wants, wants } from './wants.ts'

/** What this policy knows of an agency. */
export interface StandingTasksState extends Wants {
  readonly tasks: ReadonlyArray<string>
}

const initialState: StandingTasksState = { tasks: [], ...noWants }

type Heard = InspectionEvent | AssignmentEvent | CommandRefused

/** An inspection opens → it is told the subject's tasks. */
export const standingTasks = policy<StandingTasksState>()({
  name: 'standingTasks',
  from: [Inspection, Assignment, refusalsOf(Inspection)],
  sends: ['inspection'],
  links: ({ event }) => {
    switch (event.type) {
      case 'InspectionProposed':
      case 'UnannouncedOrdered':
        return { subjectId: event.data.subjectId, keeperId: keeperOf(event) }
      default:
        return undefined
    }
  },
  key: ({ event }, { subjectId }) => {
    switch (event.type) {
      case 'InspectionOpened':
        return subjectId
      case 'TaskAssigned':
      case 'TaskTransferred':
      case 'TaskCancelled':
        return event.data.assigneeId
      // Refusals find whoever asked.
      default:
        return undefined
    }
  },
  initialState,
  evolve: (state, recorded: Recorded<Heard>, { keeperId = '' }): StandingTasksState => {
    const { event } = recorded
    const { tasks } = state
    switch (event.type) {
      case 'TaskAssigned':
      case 'TaskTransferred': {
        const { taskId } = event.data
        return tasks.includes(taskId) ? state : { ...state, tasks: [...tasks, taskId] }
      }
      case 'TaskCancelled':
        return { ...state, tasks: tasks.filter((id) => id !== event.data.taskId) }
      case 'InspectionOpened': {
        const { inspectionId } = event.data
        const data = { inspectionId, happenedOn: dayOf(recorded.meta), tasks }
        return wants(state, recorded, [
          wantInspection(inspectionId, { type: 'ListTasks', data }, keeperId),
        ])
      }
      case 'CommandRefused':
        return refusedIn(state, recorded, event)
      default:
        return state
    }
  },
  react: wantedOn,
})
