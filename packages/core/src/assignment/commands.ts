/**
 * What may be asked of a task.
 */
import { CivilDate, command, commandCodec } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { distinct } from '../vocabulary/collections.ts'
import { AgencyId, ObligationId } from '../vocabulary/ids.ts'
import { Share } from '../vocabulary/number.ts'
import { OfficialDocument } from '../vocabulary/official-document.ts'
import { RemarkText } from '../vocabulary/text.ts'
import { named, task } from './shapes.ts'

const about = { taskId: ObligationId, happenedOn: CivilDate } as const

/** Assigns a task to an agency below the assigner, or, by its own plan, to the assigner itself. */
export const AssignTask = t.exact(
  t.intersection([
    t.type({ ...about, ...task }),
    t.partial({
      ...named,
      /** The agencies between assignee and assigner, the assignee's superior first (R25). */
      through: distinct(AgencyId),
    }),
  ]),
)

/** The assignee tells how far it has come. */
export const ReportTaskProgress = t.exact(
  t.intersection([t.type({ ...about, text: RemarkText }), t.partial({ share: Share })]),
)

/** The assignee says that it is done, with what shows it. */
export const CompleteTask = t.strict({ ...about, result: RemarkText })

/** The assigner takes it as done. */
export const AcceptTask = t.strict({ ...about })

/** The assigner doesn't: it is open again, due as before. */
export const ReturnTask = t.strict({ ...about, reason: RemarkText })

/** The assigner moves the due date, before it has passed. */
export const MoveTaskDue = t.strict({
  ...about,
  dueOn: CivilDate,
  document: OfficialDocument,
  reason: RemarkText,
})

/** Marks a task that is not done after its due date (R22). */
export const MarkTaskOverdue = t.strict({ ...about })

/** Urges the assignee, by a document (R22: "đôn đốc"). */
export const UrgeTask = t.strict({ ...about, document: OfficialDocument })

/** The assigner no longer asks for it. */
export const CancelTask = t.strict({ ...about, document: OfficialDocument, reason: RemarkText })

/** The task goes to the agency that takes over from an ended assignee (R26). */
export const TransferTask = t.strict({ ...about, toId: AgencyId })

/** Codec of every command to a task. */
export const AssignmentCommand = commandCodec(
  command('AssignTask', AssignTask),
  command('ReportTaskProgress', ReportTaskProgress),
  command('CompleteTask', CompleteTask),
  command('AcceptTask', AcceptTask),
  command('ReturnTask', ReturnTask),
  command('MoveTaskDue', MoveTaskDue),
  command('MarkTaskOverdue', MarkTaskOverdue),
  command('UrgeTask', UrgeTask),
  command('CancelTask', CancelTask),
  command('TransferTask', TransferTask),
)

/** A command to a task. */
export type AssignmentCommand = t.TypeOf<typeof AssignmentCommand>
