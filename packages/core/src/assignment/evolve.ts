/**
 * How events change what is known of a task. Total: an event that doesn't fit changes nothing.
 */
import type { AssignmentEvent } from './events.ts'
import type { AssignedTask, AssignmentState, Turn } from './state.ts'

type DataOf<Type extends AssignmentEvent['type']> = Extract<AssignmentEvent, { type: Type }>['data']

export const evolve = (state: AssignmentState, event: AssignmentEvent): AssignmentState => {
  if (state.status === 'none') {
    return event.type === 'TaskAssigned' ? assigned(event.data) : state
  }
  if (state.status === 'accepted' || state.status === 'cancelled') return state
  const { happenedOn: on } = event.data
  switch (event.type) {
    case 'TaskCompleted':
      return {
        ...taskOf(state),
        status: 'completed',
        turns: turned(state, { on, to: 'completed' }),
      }
    case 'TaskAccepted':
      return { ...taskOf(state), status: 'accepted', turns: turned(state, { on, to: 'accepted' }) }
    case 'TaskReturned':
      return { ...taskOf(state), status: 'open', turns: turned(state, { on, to: 'returned' }) }
    case 'TaskDueMoved':
      return dueMoved(state, event.data)
    case 'TaskOverdue':
      return { ...taskOf(state), status: 'overdue', markedOn: on, urgedOn: undefined }
    case 'TaskUrged':
      return state.status === 'overdue' ? { ...state, urgedOn: on } : state
    case 'TaskCancelled':
      return { ...taskOf(state), status: 'cancelled', cancelledOn: on }
    case 'TaskTransferred': {
      const { assigneeId } = event.data
      const assignees = [...state.assignees, { from: on, assigneeId }]
      return { ...state, assigneeId, assignees, responsiblePostId: undefined }
    }
    // Told for those who follow it; no rule reads it.
    case 'TaskProgressReported':
    case 'TaskAssigned':
      return state
  }
}

const assigned = (data: DataOf<'TaskAssigned'>): AssignmentState => {
  const { happenedOn: from, dueOn, assigneeId } = data
  return {
    status: 'open',
    taskId: data.taskId,
    content: data.content,
    area: data.area,
    assignerId: data.assignerId,
    followedUpBy: data.followedUpBy,
    assigneeId,
    responsiblePostId: data.responsiblePostId,
    assignedOn: from,
    dueOn,
    dues: [{ from, dueOn }],
    assignees: [{ from, assigneeId }],
    turns: [],
  }
}

/** The task without what only its present status has. */
const taskOf = (state: AssignedTask): AssignedTask => ({
  taskId: state.taskId,
  content: state.content,
  area: state.area,
  assignerId: state.assignerId,
  followedUpBy: state.followedUpBy,
  assigneeId: state.assigneeId,
  responsiblePostId: state.responsiblePostId,
  assignedOn: state.assignedOn,
  dueOn: state.dueOn,
  dues: state.dues,
  assignees: state.assignees,
  turns: state.turns,
})

const turned = ({ turns }: AssignedTask, turn: Turn): ReadonlyArray<Turn> => [...turns, turn]

/** Moved in time, though recorded later: a mark that the new due date contradicts falls away. */
const dueMoved = (
  state: Exclude<AssignmentState, { status: 'none' }>,
  { happenedOn: from, dueOn }: DataOf<'TaskDueMoved'>,
): AssignmentState => {
  const dues = [...state.dues, { from, dueOn }]
  return state.status === 'overdue' && state.markedOn <= dueOn
    ? { ...taskOf(state), status: 'open', dueOn, dues }
    : { ...state, dueOn, dues }
}
