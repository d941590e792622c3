/**
 * Why an initiative says no.
 */
import { CivilDate } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { AgencyId, FindingId, InitiativeId, InspectionId } from '../vocabulary/ids.ts'
import { NotYetHappened } from '../vocabulary/occurrence.ts'
import { DocumentNotSigned } from '../vocabulary/official-document.ts'
import { rejection } from '../vocabulary/rejection.ts'
import { NotWhoTransfers } from '../vocabulary/transfer.ts'

const about = { initiativeId: InitiativeId } as const
const finding = { inspectionId: InspectionId, findingId: FindingId } as const

/** Codec of every rejection by an initiative. */
export const InitiativeRejection = t.union([
  rejection('InitiativeAlreadyRecorded', 'lifecycle', about),
  rejection('InitiativeNotRecorded', 'lifecycle', about),
  rejection('InitiativeIsDeclined', 'lifecycle', about),
  rejection('InitiativeAlreadyRecognised', 'lifecycle', about),
  rejection('InitiativeOutOfOrder', 'lifecycle', { ...about, earliest: CivilDate }),
  rejection('PilotDatesOutOfOrder', 'lifecycle', { earliest: CivilDate }),
  rejection('PilotUnderWay', 'lifecycle', { until: CivilDate }),
  rejection('NoPilotUnderWay', 'lifecycle', about),
  rejection('PilotWaivedAlready', 'lifecycle', about),
  rejection('AssessedByItAlready', 'lifecycle', { agencyId: AgencyId }),
  rejection('ReplicationDueTooEarly', 'lifecycle', { agencyId: AgencyId, earliest: CivilDate }),
  rejection('ReplicatingAlready', 'lifecycle', { agencyId: AgencyId }),
  rejection('NothingToReplicate', 'lifecycle', { agencyId: AgencyId }),
  NotYetHappened,
  DocumentNotSigned,
  /** The inspection hasn't concluded, or its conclusion was revoked. */
  rejection('FindingNotConcluded', 'R24', finding),
  /** It is no initiative and no achievement, or was withdrawn. */
  rejection('NotAnInitiative', 'R24', finding),
  /** Neither the inspection's subject, nor right below it. */
  rejection('FoundElsewhere', 'R24', { ...finding, agencyId: AgencyId }),
  /** By it, or by who takes over from it. */
  rejection('AssessedByItsOrigin', 'R24', { originId: AgencyId }),
  rejection('NotAssessed', 'R24', about),
  rejection('NotRecognised', 'R24', about),
  rejection('PilotNotPassed', 'R24', about),
  rejection('PilotNotOver', 'R24', { until: CivilDate }),
  /** Every agency of the pilot was gone before its last day. */
  rejection('PilotNotCarriedThrough', 'R24', { until: CivilDate }),
  /** Who took part or thought of it, or took over from who did, doesn't evaluate. */
  rejection('EvaluatedByItsOwn', 'R24', { agencyId: AgencyId }),
  rejection('PilotHasFailed', 'R24', about),
  /** Who acts is of another agency than the one that the step belongs to. */
  rejection('NotEntitled', 'R24', { agencies: t.readonlyArray(AgencyId) }),
  /** The agency acts for itself, but has no say in this initiative; those named have, and the city. */
  rejection('NoSayInIt', 'R24', { agencyId: AgencyId, agencies: t.readonlyArray(AgencyId) }),
  rejection('NotAboveTheAgency', 'R25', { orderedBy: AgencyId, agencyId: AgencyId }),
  /** The agency is not there, or is ended. */
  rejection('AgencyNotInForce', 'R26', { agencyId: AgencyId }),
  /** The agency is not ended, or another takes over from it. */
  rejection('NotTheTaker', 'R26', { agencyId: AgencyId, toId: AgencyId }),
  NotWhoTransfers,
])

/** Why an initiative says no. */
export type InitiativeRejection = t.TypeOf<typeof InitiativeRejection>
