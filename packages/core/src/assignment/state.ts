/**
 * What is known of a task: none, open, overdue, completed, accepted or cancelled.
 *
 * Its history is kept by days, so that how it stood can be asked of any date (R20): an inspection is
 * judged by its own day, however much later it is assessed.
 */
import type { CivilDate } from '@kiemtra/kernel'
import type { AgencyId, ObligationId, PostId } from '../vocabulary/ids.ts'
import type { ReformArea } from '../vocabulary/reform-area.ts'
import type { TaskContent, TaskStanding } from '../vocabulary/task.ts'

// ------------------------------------------------------------------- model

/** A due date, and the day from which it holds. */
export interface DueFrom {
  readonly from: CivilDate
  readonly dueOn: CivilDate
}

/** An assignee, and the day from which it is. */
export interface AssigneeFrom {
  readonly from: CivilDate
  readonly assigneeId: AgencyId
}

/** A day on which it was said to be done, taken as done, or not taken. */
export interface Turn {
  readonly on: CivilDate
  readonly to: 'completed' | 'accepted' | 'returned'
}

/** What is known of a task from its assignment on. */
export interface AssignedTask {
  readonly taskId: ObligationId
  readonly content: TaskContent
  readonly area: ReformArea
  readonly assignerId: AgencyId
  readonly followedUpBy: AgencyId | undefined
  /** The present assignee. */
  readonly assigneeId: AgencyId
  /** In the present assignee; what a former one named falls away with it. */
  readonly responsiblePostId: PostId | undefined
  readonly assignedOn: CivilDate
  /** The present due date. */
  readonly dueOn: CivilDate
  /** In order of their days, as are the others. */
  readonly dues: ReadonlyArray<DueFrom>
  readonly assignees: ReadonlyArray<AssigneeFrom>
  readonly turns: ReadonlyArray<Turn>
}

/** The states of a task. */
export type AssignmentState =
  | { readonly status: 'none' }
  | (AssignedTask & { readonly status: 'open' })
  /** Marked, and perhaps urged, by those days (R22). */
  | (AssignedTask & {
      readonly status: 'overdue'
      readonly markedOn: CivilDate
      readonly urgedOn: CivilDate | undefined
    })
  | (AssignedTask & { readonly status: 'completed' })
  | (AssignedTask & { readonly status: 'accepted' })
  | (AssignedTask & { readonly status: 'cancelled'; readonly cancelledOn: CivilDate })

export const initialState: AssignmentState = { status: 'none' }

// ----------------------------------------------------------------- queries

/** The last of a list in order that holds on a day. */
const lastBy = <A>(
  list: ReadonlyArray<A>,
  dayOf: (a: A) => CivilDate,
  on: CivilDate,
): A | undefined => list.findLast((one) => dayOf(one) <= on)

/** The due date as it was on a day; `undefined` before the task was assigned. */
export const taskDueAsOf = (state: AssignmentState, on: CivilDate): CivilDate | undefined =>
  state.status === 'none' ? undefined : lastBy(state.dues, ({ from }) => from, on)?.dueOn

/** Whose task it was on a day; `undefined` before it was assigned. */
export const taskAssigneeOn = (state: AssignmentState, on: CivilDate): AgencyId | undefined =>
  state.status === 'none' ? undefined : lastBy(state.assignees, ({ from }) => from, on)?.assigneeId

/**
 * How a task stood on a date (R20): done if it was completed by then and not returned by then; else
 * late if it was due before, on the due date of that day; else not due. On its due date a task is in
 * time. `none` before it was assigned, and from the day of a cancellation on.
 *
 * What happened after the date makes no difference; what happened by then and was recorded later
 * does, once it is recorded.
 */
export const taskStandingOn = (state: AssignmentState, on: CivilDate): TaskStanding => {
  const dueOn = taskDueAsOf(state, on)
  if (dueOn === undefined || state.status === 'none') return 'none'
  if (state.status === 'cancelled' && state.cancelledOn <= on) return 'none'
  const turn = lastBy(state.turns, (one) => one.on, on)
  if (turn !== undefined && turn.to !== 'returned') return 'done'
  return dueOn < on ? 'late' : 'not-due'
}

/** Whether a task that is done on a date was completed after its due date. */
export const taskDoneLateBy = (state: AssignmentState, on: CivilDate): boolean => {
  if (state.status === 'none' || taskStandingOn(state, on) !== 'done') return false
  const completed = state.turns.findLast((turn) => turn.to === 'completed' && turn.on <= on)
  if (completed === undefined) return false
  const dueOn = taskDueAsOf(state, completed.on)
  return dueOn !== undefined && dueOn < completed.on
}
