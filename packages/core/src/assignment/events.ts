/**
 * What has happened to a task. Each event names both agencies, as they are when it is recorded, so
 * that whoever keeps a row or a timer per agency finds it.
 */
import { CivilDate, event, eventCodec, type EventOfCodec } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { AgencyId, ObligationId } from '../vocabulary/ids.ts'
import { Share } from '../vocabulary/number.ts'
import { occurrence } from '../vocabulary/occurrence.ts'
import { OfficialDocument } from '../vocabulary/official-document.ts'
import { RemarkText } from '../vocabulary/text.ts'
import { named, task } from './shapes.ts'

const about = {
  taskId: ObligationId,
  assignerId: AgencyId,
  assigneeId: AgencyId,
  ...occurrence,
} as const

/** A task was assigned; `through` is the line by which the assigner stands above (R25). */
export const TaskAssigned = t.exact(
  t.intersection([
    t.type({ ...about, ...task, through: t.readonlyArray(AgencyId) }),
    t.partial(named),
  ]),
)

/** The assignee told how far it has come. */
export const TaskProgressReported = t.exact(
  t.intersection([t.type({ ...about, text: RemarkText }), t.partial({ share: Share })]),
)

/** The assignee says that it is done; `late` if after the due date of that day. */
export const TaskCompleted = t.strict({
  ...about,
  result: RemarkText,
  dueOn: CivilDate,
  late: t.boolean,
})

/** The assigner took it as done. */
export const TaskAccepted = t.strict({ ...about })

/** The assigner did not; it is open again from `happenedOn` on, due as before. */
export const TaskReturned = t.strict({ ...about, reason: RemarkText, dueOn: CivilDate })

/** The due date was moved, before it had passed; `dueBefore` is what it was. */
export const TaskDueMoved = t.strict({
  ...about,
  dueOn: CivilDate,
  dueBefore: CivilDate,
  document: OfficialDocument,
  reason: RemarkText,
})

/** It was not done when its due date had passed (R22). */
export const TaskOverdue = t.strict({ ...about, dueOn: CivilDate })

/** The assignee was urged (R22). */
export const TaskUrged = t.strict({ ...about, dueOn: CivilDate, document: OfficialDocument })

/** It is no longer asked for, from `happenedOn` on. */
export const TaskCancelled = t.strict({ ...about, document: OfficialDocument, reason: RemarkText })

/** It went from an ended agency to the one that takes over, now `assigneeId` (R26). */
export const TaskTransferred = t.strict({ ...about, fromId: AgencyId })

/** Codec of every event of a task. */
export const AssignmentEvents = eventCodec(
  event('TaskAssigned', TaskAssigned),
  event('TaskProgressReported', TaskProgressReported),
  event('TaskCompleted', TaskCompleted),
  event('TaskAccepted', TaskAccepted),
  event('TaskReturned', TaskReturned),
  event('TaskDueMoved', TaskDueMoved),
  event('TaskOverdue', TaskOverdue),
  event('TaskUrged', TaskUrged),
  event('TaskCancelled', TaskCancelled),
  event('TaskTransferred', TaskTransferred),
)

/** An event of a task. */
export type AssignmentEvent = EventOfCodec<typeof AssignmentEvents>
