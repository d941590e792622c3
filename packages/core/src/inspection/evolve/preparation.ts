/**
 * The fold before the opening.
 */
import { civilDateOf } from '@kiemtra/kernel'
import type { InspectionEvent } from '../events/index.ts'
import type { InspectionState, Preparing } from '../state.ts'

type Beginning = Extract<InspectionEvent, { type: 'InspectionProposed' | 'UnannouncedOrdered' }>

/** The state after a proposal or an order. */
export const settled = (event: Beginning): Preparing => {
  const { data } = event
  return {
    status: 'preparing',
    inspectionId: data.inspectionId,
    planId: data.planId,
    targetId: event.type === 'InspectionProposed' ? event.data.targetId : undefined,
    subjectId: data.subjectId,
    subjectLevel: data.subjectLevel,
    delegationId: data.delegationId,
    inspectors: data.inspectors,
    scope: data.scope,
    mode: data.mode,
    ground: data.ground,
    notice: event.type === 'InspectionProposed' ? 'announced' : 'unannounced',
    window: data.window,
    parameters: data.parameters,
    planIssuerId: data.planIssuerId,
    leadAgencyId: data.leadAgencyId,
    concludedBy: data.concludedBy,
    orderedBy:
      event.type === 'UnannouncedOrdered' && event.data.order.by === 'agency'
        ? event.data.order.agencyId
        : undefined,
    since: data.happenedOn,
    prior: undefined,
    flagged: new Set(),
    imported: [],
    schedule: { kind: 'asked' },
    latestOn: undefined,
    noticeSent: undefined,
    selfReported: false,
  }
}

export const evolvePreparing = (state: Preparing, event: InspectionEvent): InspectionState => {
  switch (event.type) {
    case 'InspectionScheduled': {
      const { windowId, window } = event.data
      // Moved with another's to a new date, its notice starts again (R10).
      const noticeSent = window.from === state.window.from ? state.noticeSent : undefined
      return { ...state, window, noticeSent, schedule: { kind: 'confirmed', windowId } }
    }
    case 'ScheduleRefused':
      return { ...state, schedule: { kind: 'refused' } }
    case 'RescheduleProposed':
      // A new date starts the notice again (R10); what the subject reported stays reported.
      return {
        ...state,
        window: event.data.window,
        schedule: { kind: 'asked' },
        noticeSent: undefined,
      }
    case 'NoticeSent': {
      const { lead, selfReport } = event.data
      return {
        ...state,
        noticeSent: { openNotBefore: lead.date, selfReportDueOn: selfReport.date },
      }
    }
    case 'SelfReportSubmitted':
      return { ...state, selfReported: true }
    case 'InspectionDeferred':
      return {
        ...state,
        schedule: { kind: 'deferred' },
        latestOn: event.data.latestOn,
        noticeSent: undefined,
      }
    case 'InspectionCancelled': {
      const { schedule: _schedule, latestOn: _latestOn, ...course } = state
      const since = event.data.happenedOn
      return { ...course, status: 'cancelled', since, opened: false, findings: new Map() }
    }
    case 'InspectionOpened': {
      const { happenedAt, leaderId } = event.data
      const openedOn = civilDateOf(happenedAt)
      const { schedule, latestOn: _latestOn, ...course } = state
      return {
        ...course,
        windowId: schedule.kind === 'confirmed' ? schedule.windowId : undefined,
        status: 'fieldwork',
        since: openedOn,
        openedOn,
        openedAt: state.subjectId,
        tasks: undefined,
        ownInspecting: undefined,
        leaderId,
        evidence: new Set(),
        assessed: new Set(),
        findings: new Map(),
        minutesSigned: false,
        dissents: new Set(),
        paused: undefined,
        extensionAsked: undefined,
      }
    }
    default:
      return state
  }
}
