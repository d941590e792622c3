/** Every event that a read model may hear: what they remember of a stream is asked of any of them. */
import type {
  AccountabilityEvent,
  AgencyEvent,
  AssignmentEvent,
  DelegationEvent,
  InitiativeEvent,
  InspectionEvent,
  PlanEvent,
  RemediationEvent,
  VisitsEvent,
} from '@kiemtra/core'

/** An event of a read model's sources. */
export type Heard =
  | AgencyEvent
  | PlanEvent
  | DelegationEvent
  | VisitsEvent
  | AssignmentEvent
  | InspectionEvent
  | RemediationEvent
  | InitiativeEvent
  | AccountabilityEvent
