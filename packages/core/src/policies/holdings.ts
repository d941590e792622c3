/**
 * What an agency holds, and how events change that: inspections of it, obligations, tasks, matters.
 */
import type { CommandRefused, Remembered } from '@kiemtra/kernel'
import type { AccountabilityEvent } from '../accountability/index.ts'
import type { AgencyEvent } from '../agency/index.ts'
import type { AssignmentEvent } from '../assignment/index.ts'
import type { InspectionEvent } from '../inspection/index.ts'
import type { RemediationEvent } from '../remediation/index.ts'
import { keeperOf } from './story.ts'

// ------------------------------------------------------------------- model

/** Something of an agency's: an inspection of it by how far it has come, or what is in a stream. */
export interface Holding {
  readonly category: 'unopened' | 'opened' | 'remediation' | 'assignment' | 'accountability'
  readonly id: string
  /** Who keeps an inspection. */
  readonly keeperId: string
}

/** What an event does to a holding. `moved`: it left one agency and came to another. */
export interface Change {
  readonly is: 'held' | 'moved' | 'gone'
  readonly of: 'inspection' | 'remediation' | 'assignment' | 'accountability'
  readonly id: string
  readonly holding: Holding
}

type Heard =
  | AgencyEvent
  | InspectionEvent
  | RemediationEvent
  | AssignmentEvent
  | AccountabilityEvent
  | CommandRefused

/** The name of a holding in an agency's memory. */
export const holdingName = (of: Change['of'], id: string): string => `${of}-${id}`

// --------------------------------------------------------------- behaviour

const changing =
  (of: 'remediation' | 'assignment' | 'accountability', id: string) =>
  (is: Change['is']): Change => ({ is, of, id, holding: { category: of, id, keeperId: '' } })

const visiting =
  (id: string, category: 'unopened' | 'opened', keeperId: string) =>
  (is: Change['is']): Change => ({
    is,
    of: 'inspection',
    id,
    holding: { category, id, keeperId },
  })

/** What an event changes; `undefined`: nothing of this kind. */
export const changeOf = (event: Heard, { keeperId = '' }: Remembered): Change | undefined => {
  switch (event.type) {
    case 'InspectionProposed':
    case 'UnannouncedOrdered':
      return visiting(event.data.inspectionId, 'unopened', keeperId)('held')
    case 'InspectionOpened':
      return visiting(event.data.inspectionId, 'opened', keeperId)('held')
    case 'InspectionHandedOver':
      return event.data.to.kind === 'successor'
        ? visiting(event.data.inspectionId, 'opened', keeperId)('moved')
        : undefined
    case 'ConclusionIssued':
    case 'InspectionCancelled':
      return visiting(event.data.inspectionId, 'opened', keeperId)('gone')
    case 'RemediationOpened':
    case 'RemediationReopened':
      return changing('remediation', event.data.remediationId)('held')
    case 'RemediationTransferred':
      return changing('remediation', event.data.remediationId)('moved')
    case 'CompletionVerified':
    case 'RemediationAnnulled':
      return changing('remediation', event.data.remediationId)('gone')
    case 'TaskAssigned':
      return changing('assignment', event.data.taskId)('held')
    case 'TaskTransferred':
      return changing('assignment', event.data.taskId)('moved')
    case 'TaskAccepted':
    case 'TaskCancelled':
      return changing('assignment', event.data.taskId)('gone')
    case 'MatterOpened':
      return changing('accountability', event.data.matterId)('held')
    case 'MatterTransferred':
      return changing('accountability', event.data.matterId)('moved')
    case 'MatterDecided':
      return event.data.outcome === 'apology'
        ? undefined
        : changing('accountability', event.data.matterId)('gone')
    case 'ApologyRecorded':
    case 'MatterWithdrawn':
      return changing('accountability', event.data.matterId)('gone')
    default:
      return undefined
  }
}

/** What to remember of a stream: whose it is, where its later events don't say. */
export const linksOf = (event: Heard): Remembered | undefined => {
  switch (event.type) {
    case 'InspectionProposed':
    case 'UnannouncedOrdered':
      return { holderId: event.data.subjectId, keeperId: keeperOf(event) }
    case 'InspectionHandedOver':
      return event.data.to.kind === 'successor' ? { holderId: event.data.to.subjectId } : undefined
    case 'MatterOpened':
    case 'MatterTransferred':
      return { competentId: event.data.competentId }
    default:
      return undefined
  }
}

/** Whose an event is: the instance that may do something about it, and others that must know. */
export interface Parties {
  readonly key: string
  readonly others: ReadonlyArray<string>
}

/** The agencies that an event concerns; what moves is its new holder's. */
export const partiesOf = (
  event: Heard,
  { holderId, competentId }: Remembered,
): Parties | undefined => {
  const only = (key: string | undefined): Parties | undefined =>
    key === undefined ? undefined : { key, others: [] }
  switch (event.type) {
    case 'AgencyDissolved':
    case 'TakerNamed':
      return only(event.data.agencyId)
    case 'InspectionProposed':
    case 'UnannouncedOrdered':
    case 'InspectionOpened':
    case 'ConclusionIssued':
    case 'InspectionCancelled':
      return only(holderId)
    case 'InspectionHandedOver': {
      const { to, from } = event.data
      return to.kind === 'successor' ? { key: to.subjectId, others: [from.subjectId] } : undefined
    }
    case 'RemediationOpened':
    case 'RemediationReopened':
    case 'CompletionVerified':
    case 'RemediationAnnulled':
      return only(event.data.subjectId)
    case 'RemediationTransferred':
      return { key: event.data.subjectId, others: [event.data.fromId] }
    case 'TaskAssigned':
    case 'TaskAccepted':
    case 'TaskCancelled':
      return only(event.data.assigneeId)
    case 'TaskTransferred':
      return { key: event.data.assigneeId, others: [event.data.fromId] }
    case 'MatterOpened':
    case 'MatterDecided':
    case 'ApologyRecorded':
    case 'MatterWithdrawn':
      return {
        key: event.data.agencyId,
        others: competentId === undefined ? [] : [competentId],
      }
    case 'MatterTransferred':
      return { key: event.data.toId, others: [event.data.fromId] }
    // Refusals find whoever asked.
    default:
      return undefined
  }
}
