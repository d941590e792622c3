/**
 * Tasks (R20): which of the subject's an inspection judges is answered after the opening, and gates
 * their assessment and the close of fieldwork.
 */
import { addDays } from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import {
  type AssignmentState,
  taskAssigneeOn,
  taskDoneLateBy,
  taskStandingOn,
} from '../../assignment/state.ts'
import { accept, reject } from '../../vocabulary/decision.ts'
import { occurred } from '../../vocabulary/occurrence.ts'
import { isTaskContent } from '../../vocabulary/task.ts'
import type { InspectionFacts } from '../needs.ts'
import type { JudgedTasks, ListedTask } from '../shapes.ts'
import { type Fieldwork, isInScope, listedIn, type Work } from '../state.ts'
import type { Asked, Context, Decision, Refusal } from './types.ts'

// ------------------------------------------------------------------ answer

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

// -------------------------------------------------------------- assessment

/** R20: the tasks to judge were answered, where the scope is about tasks. */
export const tasksUnanswered = ({ inspectionId, scope, tasks }: Work): Refusal =>
  tasks === undefined && scope.contents.some(isTaskContent)
    ? { _tag: 'TasksUnanswered', rule: 'R20', inspectionId }
    : undefined

/** R20: how the listed tasks stood on the day of the opening, by all that is known by now. */
export const tasksJudged = (
  state: Work,
  facts: InspectionFacts,
  { content, area }: Asked<'AssessContent'>['data'],
): { readonly tasks?: JudgedTasks } => {
  if (!isTaskContent(content)) return {}
  const { openedOn: asOf } = state
  const counts = { done: 0, doneLate: 0, late: 0, notDue: 0 }
  const standings: Array<JudgedTasks['standings'][number]> = []
  for (const { taskId } of listedIn(state, content, area)) {
    const task = facts[`task ${taskId}`] ?? { status: 'none' }
    const standing = taskStandingOn(task, asOf)
    if (standing === 'done') counts.done++
    if (standing === 'late') counts.late++
    if (standing === 'not-due') counts.notDue++
    if (taskDoneLateBy(task, asOf)) counts.doneLate++
    standings.push({ taskId, standing })
  }
  return { tasks: { asOf, ...counts, standings } }
}

/** R20: answered, and each listed task judged, here or by another delegation. */
export const tasksRefused = (state: Work): Refusal => {
  const { tasks = [], assessed, imported } = state
  const open = tasks.find(
    ({ content, area }) =>
      !assessed.has(`${content}/${area}`) &&
      !imported.some(({ contents, areas }) => contents.includes(content) && areas.includes(area)),
  )
  const unanswered = tasksUnanswered(state)
  if (unanswered !== undefined || open === undefined) return unanswered
  const { content, area } = open
  return { _tag: 'TasksNotJudged', rule: 'R20', content, area }
}
