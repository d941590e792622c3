/**
 * What the steps of windows ask for: of the calendars of visits, and of the inspection.
 */
import type { Reaction } from '@kiemtra/kernel'
import { toInspection, toVisits } from './shared.ts'
import type { WindowsState, WindowsStep } from './windows-story.ts'

/** What a step asks of whom; nothing before the inspection and its window are known. */
export const commandOf = (
  { visit, windowId, awayIn }: WindowsState,
  next: WindowsStep,
  happenedOn: string,
): ReadonlyArray<Reaction> => {
  if (visit === undefined || windowId === undefined) return []
  const { inspectionId, subjectId: agencyId, keeperId } = visit
  switch (next.do) {
    case 'move': {
      const { purpose, on: to } = next
      if (purpose === 'pause' || purpose === 'end') {
        // What is given back goes where the window still stands.
        const data = { agencyId: awayIn ?? agencyId, happenedOn, windowId, to }
        return [toVisits({ type: 'MoveWindow', data }, keeperId)]
      }
      const openly = purpose === 'reveal' ? { openly: true } : {}
      const data = { agencyId, happenedOn, windowId, to, ...openly }
      return [toVisits({ type: 'MoveWindow', data }, keeperId)]
    }
    case 'release': {
      const data = { agencyId, happenedOn, windowId, reason: 'cancelled' } as const
      return [toVisits({ type: 'ReleaseWindow', data }, keeperId)]
    }
    case 'succeed': {
      const { on: period, fromId, used } = next
      const openly = visit.isUnannounced ? { openly: true } : {}
      const data = { agencyId, happenedOn, windowId, fromId, period, ...openly }
      const back = { agencyId: fromId, happenedOn, windowId, to: used ?? period }
      return [
        toVisits({ type: 'SucceedWindow', data }, keeperId),
        ...(used === undefined ? [] : [toVisits({ type: 'MoveWindow', data: back }, keeperId)]),
      ]
    }
    case 'confirm': {
      const data = { inspectionId, happenedOn, windowId, window: next.on }
      return [toInspection({ type: 'ConfirmSchedule', data }, keeperId)]
    }
    case 'resume': {
      const data = { inspectionId, happenedOn, window: next.on }
      return [toInspection({ type: 'ResumeInspection', data }, keeperId)]
    }
    case 'extend': {
      const data = { inspectionId, happenedOn, window: next.on }
      return [toInspection({ type: 'ExtendFieldwork', data }, keeperId)]
    }
    case 'refuse-resumption': {
      const data = { inspectionId, happenedOn, window: next.on, reason: next.reason }
      return [toInspection({ type: 'RefuseResumption', data }, keeperId)]
    }
    case 'refuse-extension': {
      const data = { inspectionId, happenedOn, until: next.on.to, reason: next.reason }
      return [toInspection({ type: 'RefuseExtension', data }, keeperId)]
    }
    case 'flag': {
      const data = { inspectionId, happenedOn, actId: next.actId, reason: 'window' } as const
      return [toInspection({ type: 'FlagAct', data }, keeperId)]
    }
  }
}
