/**
 * Tasks (R20): which of the subject's an inspection judges is answered after the opening.
 */
import { addDays } from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import { type AssignmentState, taskAssigneeOn, taskStandingOn } from '../../assignment/state.ts'
import { accept, reject } from '../../vocabulary/decision.ts'
import { occurred } from '../../vocabulary/occurrence.ts'
import type { ListedTask } from '../shapes.ts'
import { type Fieldwork, isInScope } from '../state.ts'
import type { Asked, Context, Decision } from './types.ts'

/**
 * R20: the tasks named, as far as the inspection judges them. Asked again, because a task was recorded
 * late, the later list holds; the same list is no answer that there isn't yet.
 */
export const listTasks = (
  { data, meta }: Asked<'ListTasks'>,
  state: Fieldwork,
  { facts }: Context,
): Decision => {
  const { inspectionId, openedAt: subjectId, openedOn: asOf } = state
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  const tasks = data.tasks.flatMap((id) => {
    const task = facts[`task ${id}`]
    return task === undefined ? [] : judgedIn(state, task)
  })
  if (state.tasks !== undefined && sameTasks(state.tasks, tasks)) {
    return reject({ _tag: 'AlreadyDone', rule: 'lifecycle', inspectionId })
  }
  return accept({
    type: 'TasksListed',
    data: { inspectionId, ...when.right, subjectId, asOf, tasks },
  })
}

/**
 * R20, R11: of the scope's contents and areas, the subject's on the day of the opening, asked for on
 * that day, and not done before the period examined began.
 */
const judgedIn = (state: Fieldwork, task: AssignmentState): ReadonlyArray<ListedTask> => {
  const { openedOn, openedAt, scope } = state
  if (task.status === 'none') return []
  const { taskId, content, area } = task
  const isJudged =
    isInScope(state, content, area) &&
    taskAssigneeOn(task, openedOn) === openedAt &&
    taskStandingOn(task, openedOn) !== 'none' &&
    taskStandingOn(task, addDays(scope.examined.from, -1)) !== 'done'
  return isJudged ? [{ taskId, content, area }] : []
}

const sameTasks = (a: ReadonlyArray<ListedTask>, b: ReadonlyArray<ListedTask>): boolean =>
  a.length === b.length && a.every(({ taskId }) => b.some((task) => task.taskId === taskId))
