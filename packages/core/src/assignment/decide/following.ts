/**
 * What the assigner's side does while a task is open: moves its due date, marks it overdue, urges
 * (R22), calls it off; and where it goes when the assignee ends (R26).
 */
import { takerOf } from '../../agency/state.ts'
import type { Actor, CivilDate } from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import { accept, reject } from '../../vocabulary/decision.ts'
import { occurred } from '../../vocabulary/occurrence.ts'
import { notSigned, type OfficialDocument } from '../../vocabulary/official-document.ts'
import { transferRefused } from '../../vocabulary/transfer.ts'
import type { AssignmentFacts } from '../needs.ts'
import type { AssignedTask } from '../state.ts'
import {
  aboutTask,
  type Asked,
  type Assigned,
  assignerRefused,
  assignersOf,
  assignersSide,
  type Decision,
  type Refusal,
} from './types.ts'

// ---------------------------------------------------------------- due date

/** R20: a due date is moved until its day is over; after that the task is late, and stays so. */
export const moveDue = (
  { data, meta }: Asked<'MoveTaskDue'>,
  state: Assigned,
  facts: AssignmentFacts,
): Decision => {
  const { happenedOn, dueOn, document, reason } = data
  const when = occurred(happenedOn, meta)
  if (isLeft(when)) return when
  const refusal =
    openRefused(state) ?? orderRefused(meta.actor, state, facts, { document, happenedOn })
  if (refusal !== undefined) return reject(refusal)
  const earliest = state.dues.at(-1)?.from ?? state.assignedOn
  if (happenedOn < earliest) return outOfOrder(state, earliest)
  if (state.dueOn < happenedOn) {
    return reject({ _tag: 'TaskDueHasPassed', rule: 'R20', dueOn: state.dueOn })
  }
  if (dueOn === state.dueOn) {
    return reject({ _tag: 'TaskDueUnchanged', rule: 'lifecycle', dueOn })
  }
  if (dueOn < happenedOn) {
    return reject({ _tag: 'TaskDueTooEarly', rule: 'lifecycle', earliest: happenedOn })
  }
  const about = aboutTask(state, when.right)
  const dueBefore = state.dueOn
  return accept({ type: 'TaskDueMoved', data: { ...about, dueOn, dueBefore, document, reason } })
}

// ---------------------------------------------------------------- urging

/** R22: marked the day after the due date, at the earliest, while it is not done. */
export const markOverdue = (
  { data, meta }: Asked<'MarkTaskOverdue'>,
  state: Assigned,
  facts: AssignmentFacts,
): Decision => {
  const { happenedOn } = data
  const when = occurred(happenedOn, meta)
  if (isLeft(when)) return when
  const { taskId, dueOn, status } = state
  const refusal = openRefused(state) ?? assignerRefused(meta.actor, state, facts, happenedOn)
  if (refusal !== undefined) return reject(refusal)
  if (status === 'overdue') return reject({ _tag: 'TaskAlreadyOverdue', rule: 'lifecycle', taskId })
  if (happenedOn <= dueOn) return reject({ _tag: 'TaskNotOverdue', rule: 'R22', dueOn })
  const earliest = state.turns.at(-1)?.on
  if (earliest !== undefined && happenedOn < earliest) return outOfOrder(state, earliest)
  return accept({ type: 'TaskOverdue', data: { ...aboutTask(state, when.right), dueOn } })
}

/**
 * R22: urged once it is marked, as often as it takes. The document may be the standing order of a
 * plan: whose it is isn't asked.
 */
export const urge = (
  { data, meta }: Asked<'UrgeTask'>,
  state: Assigned,
  facts: AssignmentFacts,
): Decision => {
  const { happenedOn, document } = data
  const when = occurred(happenedOn, meta)
  if (isLeft(when)) return when
  const refusal =
    openRefused(state) ??
    assignerRefused(meta.actor, state, facts, happenedOn) ??
    notSigned(document, happenedOn)
  if (refusal !== undefined) return reject(refusal)
  const { taskId, dueOn } = state
  if (state.status !== 'overdue') return reject({ _tag: 'OverdueNotMarked', rule: 'R22', taskId })
  const earliest = state.urgedOn ?? state.markedOn
  if (happenedOn < earliest) return outOfOrder(state, earliest)
  return accept({ type: 'TaskUrged', data: { ...aboutTask(state, when.right), dueOn, document } })
}

// ---------------------------------------------------------- called off, moved

/** R20: called off from a day on; for the days before, it stood as it stood. */
export const cancel = (
  { data, meta }: Asked<'CancelTask'>,
  state: Assigned,
  facts: AssignmentFacts,
): Decision => {
  const { happenedOn, document, reason } = data
  const when = occurred(happenedOn, meta)
  if (isLeft(when)) return when
  const refusal =
    openRefused(state) ?? orderRefused(meta.actor, state, facts, { document, happenedOn })
  if (refusal !== undefined) return reject(refusal)
  const earliest = state.turns.at(-1)?.on ?? state.assignedOn
  if (happenedOn < earliest) return outOfOrder(state, earliest)
  return accept({
    type: 'TaskCancelled',
    data: { ...aboutTask(state, when.right), document, reason },
  })
}

/**
 * R26: to the taker of the ended assignee, as the register has it; the task itself stays what it is.
 * The assigner's side says so, or who had it, or who takes it.
 */
export const transfer = (
  { data, meta }: Asked<'TransferTask'>,
  state: Assigned,
  facts: AssignmentFacts,
): Decision => {
  const { happenedOn, toId } = data
  const when = occurred(happenedOn, meta)
  if (isLeft(when)) return when
  const { assigneeId } = state
  const side = assignersSide(state, facts, happenedOn)
  const unauthorised = transferRefused(meta.actor, ...side, assigneeId, toId)
  if (unauthorised !== undefined) return reject(unauthorised)
  if (toId === assigneeId || takerOf(facts.assignee, happenedOn) !== toId) {
    return reject({ _tag: 'NotTheTaker', rule: 'R26', assigneeId, toId })
  }
  const earliest = state.assignees.at(-1)?.from ?? state.assignedOn
  if (happenedOn < earliest) return outOfOrder(state, earliest)
  return accept({
    type: 'TaskTransferred',
    data: { ...aboutTask({ ...state, assigneeId: toId }, when.right), fromId: assigneeId },
  })
}

// ------------------------------------------------------------------ shared

/** What is said to be done is taken or returned first. */
const openRefused = ({ status, taskId }: Assigned): Refusal =>
  status === 'completed' ? { _tag: 'TaskAwaitsAcceptance', rule: 'lifecycle', taskId } : undefined

const outOfOrder = ({ taskId }: AssignedTask, earliest: CivilDate): Decision =>
  reject({ _tag: 'TaskOutOfOrder', rule: 'lifecycle', taskId, earliest })

/** R25, R28: by the assigner's side, by a document of the assigner's that is signed. */
const orderRefused = (
  actor: Actor,
  task: AssignedTask,
  facts: AssignmentFacts,
  { document, happenedOn }: { readonly document: OfficialDocument; readonly happenedOn: CivilDate },
): Refusal => {
  const { assignerId } = task
  const isTheirs = assignersOf(task, facts, happenedOn).includes(document.issuer)
  return (
    assignerRefused(actor, task, facts, happenedOn) ??
    notSigned(document, happenedOn) ??
    (isTheirs ? undefined : { _tag: 'NotTheAssignersDocument', rule: 'R25', assignerId })
  )
}
