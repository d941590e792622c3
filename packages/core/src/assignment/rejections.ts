/**
 * Why a task says no.
 */
import { CivilDate } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { AgencyId, ObligationId, PostId } from '../vocabulary/ids.ts'
import { NotYetHappened } from '../vocabulary/occurrence.ts'
import { DocumentNotSigned } from '../vocabulary/official-document.ts'
import { rejection } from '../vocabulary/rejection.ts'
import { NotWhoTransfers } from '../vocabulary/transfer.ts'

const about = { taskId: ObligationId } as const

/** Codec of every rejection by a task. */
export const AssignmentRejection = t.union([
  rejection('TaskAlreadyAssigned', 'lifecycle', about),
  rejection('TaskNotAssigned', 'lifecycle', about),
  /** Accepted or cancelled: nothing more is asked of it. */
  rejection('TaskIsOver', 'lifecycle', about),
  rejection('TaskNotCompleted', 'lifecycle', about),
  /** Said to be done: the assigner takes it, or returns it, first. */
  rejection('TaskAwaitsAcceptance', 'lifecycle', about),
  /** Something later is recorded, that this would undercut. */
  rejection('TaskOutOfOrder', 'lifecycle', { ...about, earliest: CivilDate }),
  rejection('TaskAlreadyOverdue', 'lifecycle', about),
  rejection('TaskDueUnchanged', 'lifecycle', { dueOn: CivilDate }),
  rejection('TaskDueTooEarly', 'lifecycle', { earliest: CivilDate }),
  NotYetHappened,
  DocumentNotSigned,
  /** The post is none of the assignee's. */
  rejection('NoSuchTaskPost', 'R15', { agencyId: AgencyId, postId: PostId }),
  /** A task of the own plan is the agency's own, by its own plan; any other is another's. */
  rejection('NotAnOwnPlan', 'R20', { assignerId: AgencyId, assigneeId: AgencyId }),
  /** Its day has passed: what is late stays late. */
  rejection('TaskDueHasPassed', 'R20', { dueOn: CivilDate }),
  rejection('TaskNotOverdue', 'R22', { dueOn: CivilDate }),
  rejection('OverdueNotMarked', 'R22', about),
  rejection('AssignerNotAbove', 'R25', { assignerId: AgencyId, assigneeId: AgencyId }),
  /** The document is not the assigner's. */
  rejection('NotTheAssignersDocument', 'R25', { assignerId: AgencyId }),
  rejection('NotTheAssigner', 'R25', { assignerId: AgencyId }),
  rejection('NotTheAssignee', 'R25', { assigneeId: AgencyId }),
  /** The agency is not there, or is ended. */
  rejection('AgencyNotInForce', 'R26', { agencyId: AgencyId }),
  /** The assignee is not ended, or another takes over from it. */
  rejection('NotTheTaker', 'R26', { assigneeId: AgencyId, toId: AgencyId }),
  NotWhoTransfers,
])

/** Why a task says no. */
export type AssignmentRejection = t.TypeOf<typeof AssignmentRejection>
