/**
 * assignmentBoard: who was charged with what, until when, and how it stands. One row per task.
 *
 * The row is how a task stands now; how it stood on a date (R20) is asked of the task itself. Results
 * and progress texts stay in the events.
 */
import {
  Assignment,
  type AssignmentEvent,
  ReformArea,
  TaskBasisKind,
  TaskContent,
} from '@kiemtra/core'
import { type Handler, projection } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { changing } from './changing.ts'

// ------------------------------------------------------------------- model

const optionalText = t.union([t.string, t.null])

/** Codec of {@link TaskRow}. */
export const TaskRow = t.strict({
  taskId: t.string,
  content: TaskContent,
  area: ReformArea,
  basis: TaskBasisKind,
  documentNumber: t.string,
  assignerId: t.string,
  /** Whose it is now. */
  assigneeId: t.string,
  /** Who follows it up for the assigner, where the document says so. */
  followedUpBy: optionalText,
  responsiblePostId: optionalText,
  text: t.string,
  acceptance: t.string,
  assignedOn: t.string,
  dueOn: t.string,
  status: t.keyof({ open: null, overdue: null, completed: null, accepted: null, cancelled: null }),
  /** How far it is, 0 to 1, as reported last; `null`: nothing was. */
  share: t.union([t.number, t.null]),
  completedOn: optionalText,
  completedLate: t.union([t.boolean, t.null]),
  /** When it was marked, and urged last. */
  overdueOn: optionalText,
  urgedOn: optionalText,
  returns: t.number,
  cancelledOn: optionalText,
  /** Who had it before, in their order (R26). */
  formerAssignees: t.readonlyArray(t.string),
})
/** A task, and how it stands. */
export type TaskRow = t.TypeOf<typeof TaskRow>

// --------------------------------------------------------------- behaviour

type On<Type extends AssignmentEvent['type']> = Extract<AssignmentEvent, { type: Type }>

const onRow = changing<TaskRow, AssignmentEvent>(({ data }) => data.taskId)

const assigned: Handler<TaskRow, On<'TaskAssigned'>> = {
  keys: ({ event }) => [event.data.taskId],
  apply: (_, { event: { data } }) => ({
    taskId: data.taskId,
    content: data.content,
    area: data.area,
    basis: data.basis.kind,
    documentNumber: data.basis.document.number,
    assignerId: data.assignerId,
    assigneeId: data.assigneeId,
    followedUpBy: data.followedUpBy ?? null,
    responsiblePostId: data.responsiblePostId ?? null,
    text: data.text,
    acceptance: data.acceptance,
    assignedOn: data.happenedOn,
    dueOn: data.dueOn,
    status: 'open',
    share: null,
    completedOn: null,
    completedLate: null,
    overdueOn: null,
    urgedOn: null,
    returns: 0,
    cancelledOn: null,
    formerAssignees: [],
  }),
}

const NOT_COMPLETED = { completedOn: null, completedLate: null } as const
const NOT_OVERDUE = { overdueOn: null, urgedOn: null } as const

/** The read model of tasks. */
export const assignmentBoard = projection<TaskRow>()({
  name: 'assignmentBoard',
  version: 1,
  from: [Assignment],
  audience: 'delegation',
  row: TaskRow,
  indexes: ['assigneeId', 'assignerId', 'status', 'dueOn'],
  on: {
    TaskAssigned: assigned,
    TaskProgressReported: onRow<On<'TaskProgressReported'>>(({ share }, row) => ({
      share: share ?? row.share,
    })),
    TaskCompleted: onRow<On<'TaskCompleted'>>(({ happenedOn, late }) => ({
      status: 'completed',
      completedOn: happenedOn,
      completedLate: late,
      ...NOT_OVERDUE,
    })),
    TaskAccepted: onRow<On<'TaskAccepted'>>(() => ({ status: 'accepted' })),
    TaskReturned: onRow<On<'TaskReturned'>>((_, { returns }) => ({
      status: 'open',
      returns: returns + 1,
      ...NOT_COMPLETED,
    })),
    // Moved in time, though recorded later: a mark that the new date contradicts falls away.
    TaskDueMoved: onRow<On<'TaskDueMoved'>>(({ dueOn }, { status, overdueOn }) =>
      status === 'overdue' && overdueOn !== null && overdueOn <= dueOn
        ? { dueOn, status: 'open', ...NOT_OVERDUE }
        : { dueOn },
    ),
    TaskOverdue: onRow<On<'TaskOverdue'>>(({ happenedOn }) => ({
      status: 'overdue',
      overdueOn: happenedOn,
      urgedOn: null,
    })),
    TaskUrged: onRow<On<'TaskUrged'>>(({ happenedOn }) => ({ urgedOn: happenedOn })),
    TaskCancelled: onRow<On<'TaskCancelled'>>(({ happenedOn }) => ({
      status: 'cancelled',
      cancelledOn: happenedOn,
      ...NOT_OVERDUE,
    })),
    TaskTransferred: onRow<On<'TaskTransferred'>>(({ assigneeId, fromId }, row) => ({
      assigneeId,
      responsiblePostId: null,
      formerAssignees: [...row.formerAssignees, fromId],
    })),
  },
})
