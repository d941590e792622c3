/**
 * inspectionRegister up to the opening, and what may come at any time.
 */
import { addDays, civilDateOf, type Handler } from '@kiemtra/kernel'
import { begun } from './memory.ts'
import { NO_RESUMPTION } from './work.ts'
import { type On, onRow, ownRow } from './on-row.ts'
import type { InspectionRow } from './row.ts'

/** It shows from the proposal on: an announced inspection is no secret. */
const proposed: Handler<InspectionRow, On<'InspectionProposed'>> = {
  keys: ownRow,
  apply: (_, { event }, memory) => begun(event.data.inspectionId, memory),
}

/** An unannounced one shows from here on. */
const opened: Handler<InspectionRow, On<'InspectionOpened'>> = {
  keys: ownRow,
  apply: (before, { event }, memory) => {
    const { inspectionId, happenedAt, leaderId, insteadOfHead } = event.data
    const row = before ?? begun(inspectionId, memory)
    return row === undefined
      ? undefined
      : {
          ...row,
          status: 'fieldwork',
          openedOn: civilDateOf(happenedAt),
          leaderId,
          insteadOfHead,
        }
  },
}

/** The notice is to be sent again. */
const UNNOTIFIED = { noticeSentOn: null, openNotBefore: null, selfReportDueOn: null } as const

/** A new date, or none for now: the notice starts again (R10). */
const UNSCHEDULED = { windowId: null, scheduleRefusedFor: null, ...UNNOTIFIED } as const

/** Events up to the opening. */
export const onPreparation = {
  InspectionProposed: proposed,
  // Moved with another's to a new date, its notice starts again (R10).
  InspectionScheduled: onRow<On<'InspectionScheduled'>>(({ windowId, window }, row) => ({
    ...(row.status === 'preparing' && window.from !== row.windowFrom ? UNNOTIFIED : {}),
    schedule: 'confirmed',
    scheduleRefusedFor: null,
    windowId,
    windowFrom: window.from,
    windowTo: window.to,
  })),
  ScheduleRefused: onRow<On<'ScheduleRefused'>>(({ reason }) => ({
    schedule: 'refused',
    scheduleRefusedFor: reason,
  })),
  RescheduleProposed: onRow<On<'RescheduleProposed'>>(({ window }) => ({
    ...UNSCHEDULED,
    schedule: 'asked',
    windowFrom: window.from,
    windowTo: window.to,
  })),
  NoticeSent: onRow<On<'NoticeSent'>>(({ happenedOn, lead, selfReport }) => ({
    noticeSentOn: happenedOn,
    openNotBefore: lead.date,
    selfReportDueOn: selfReport.date,
  })),
  // Lateness is judged by the day of the record, and so the report's day is that one.
  SelfReportSubmitted: onRow<On<'SelfReportSubmitted'>>(
    ({ happenedOn, recordedLateDays, late }) => ({
      selfReportOn: addDays(happenedOn, recordedLateDays),
      selfReportLate: late,
    }),
  ),
  InspectionOpened: opened,
  InspectionDeferred: onRow<On<'InspectionDeferred'>>(({ latestOn }) => ({
    ...UNSCHEDULED,
    schedule: 'deferred',
    latestOn,
  })),
  InspectionCancelled: onRow<On<'InspectionCancelled'>>(({ happenedOn }) => ({
    status: 'cancelled',
    cancelledOn: happenedOn,
    pausedOn: null,
    ...NO_RESUMPTION,
    extensionAskedUntil: null,
  })),
} as const

/** Events that may come in more than one phase. */
export const onAnyPhase = {
  PriorShortcomingsRequired: onRow<On<'PriorShortcomingsRequired'>>(({ obligations }) => ({
    priorShortcomings: obligations.length,
  })),
  TasksListed: onRow<On<'TasksListed'>>(({ tasks }) => ({ listedTasks: tasks.length })),
  OwnInspectingRecorded: onRow<On<'OwnInspectingRecorded'>>(
    ({ ownInspecting: { divisions, communes } }) => ({
      ownInspecting: {
        divisions: divisions.agencies,
        divisionsInspected: divisions.inspected,
        communes: communes.agencies,
        communesInspected: communes.inspected,
      },
    }),
  ),
  InspectionHandedOver: onRow<On<'InspectionHandedOver'>>(({ to, concludedBy }) =>
    to.kind === 'delegation'
      ? { delegationId: to.delegationId, teamId: null, concludedBy }
      : { subjectId: to.subjectId, concludedBy },
  ),
  ResultImported: onRow<On<'ResultImported'>>(({ source: { number } }, { importedResults }) => ({
    importedResults: [...importedResults.filter((one) => one !== number), number],
  })),
  ActFlagged: onRow<On<'ActFlagged'>>(({ actId }, { flaggedActs }) => ({
    flaggedActs: [...flaggedActs, actId],
  })),
  ActRatified: onRow<On<'ActRatified'>>(({ actId }, { flaggedActs }) => ({
    flaggedActs: flaggedActs.filter((act) => act !== actId),
  })),
  DissentRecorded: onRow<On<'DissentRecorded'>>(({ memberId }, { dissents }) => ({
    dissents: [...dissents, memberId],
  })),
} as const
