/**
 * The domain as one list: every aggregate, what it is asked and says, and what people call that.
 *
 * Registries, catalogues of events and rules, audit trails and texts of refusals are built from it,
 * so that a new aggregate needs one line here and nothing else knows how many there are.
 */
import {
  type Aggregate,
  type Codec,
  type EventCodecOf,
  type EventDefinition,
  type Message,
  seal,
  type SealedAggregate,
  type Tagged,
} from '@kiemtra/kernel'
import type * as t from 'io-ts'
import {
  Accountability,
  AccountabilityEvents,
  AccountabilityRejection,
} from './accountability/index.ts'
import { Agency, AgencyEvents, AgencyRejection } from './agency/index.ts'
import { Assignment, AssignmentEvents, AssignmentRejection } from './assignment/index.ts'
import { Delegation, DelegationEvents, DelegationRejection } from './delegation/index.ts'
import { Initiative, InitiativeEvents, InitiativeRejection } from './initiative/index.ts'
import { Inspection, InspectionEvents, InspectionRejection } from './inspection/index.ts'
import { accountabilityLabels } from './labels/accountability.ts'
import { agencyLabels } from './labels/agency.ts'
import { assignmentLabels } from './labels/assignment.ts'
import { delegationLabels } from './labels/delegation.ts'
import { initiativeLabels } from './labels/initiative.ts'
import { inspectionLabels } from './labels/inspection.ts'
import { planLabels } from './labels/plan.ts'
import { remediationLabels } from './labels/remediation.ts'
import { visitsLabels } from './labels/visits.ts'
import { Plan, PlanEvents, PlanRejection } from './plan/index.ts'
import { Remediation, RemediationEvents, RemediationRejection } from './remediation/index.ts'
import { Visits, VisitsEvents, VisitsRejection } from './visits/index.ts'
import type { AggregateLabels, Label } from './vocabulary/label.ts'

// ------------------------------------------------------------------- model

/** What people call the commands, events and statuses of one aggregate. */
export interface DomainLabels {
  readonly commands: Readonly<Record<string, Label>>
  readonly events: Readonly<Record<string, Label>>
  readonly statuses: Readonly<Record<string, Label>>
}

/** One aggregate of the domain, of a type that only it knows. */
export interface DomainMember {
  readonly category: string
  readonly aggregate: SealedAggregate
  readonly commands: Codec
  readonly events: ReadonlyArray<EventDefinition<Message>>
  readonly rejections: Codec
  readonly labels: DomainLabels
  /** What to tell of a rejection, if it is one of this aggregate's. */
  readonly sentence: (rejection: unknown) => Label | undefined
}

// ------------------------------------------------------------ constructors

/** What an aggregate says: its events, its rejections, and what people call all of it. */
interface Said<
  C extends Message,
  E extends Message,
  Stated extends { readonly status: string },
  J extends Tagged,
> {
  readonly events: EventCodecOf<E>
  readonly rejections: t.Type<J, unknown>
  /** `Stated` is what has a status: the aggregate, or, in a calendar, each of its windows. */
  readonly labels: AggregateLabels<C, E, Stated, J>
}

const member = <
  C extends Message,
  E extends Message,
  S,
  Stated extends { readonly status: string },
  J extends Tagged,
  F,
>(
  aggregate: Aggregate<string, C, E, S, J, F>,
  { events, rejections, labels }: Said<C, E, Stated, J>,
): DomainMember => ({
  category: aggregate.category,
  aggregate: seal(aggregate),
  commands: aggregate.command,
  events: events.definitions,
  rejections,
  labels,
  sentence: (rejection) => (rejections.is(rejection) ? labels.rejection(rejection) : undefined),
})

/**
 * Every aggregate of the domain, in the order in which they may need each other.
 *
 * @example
 * domain.map(({ category }) => category).slice(0, 2) // => ['agency', 'plan']
 */
export const domain: ReadonlyArray<DomainMember> = [
  member(Agency, { events: AgencyEvents, rejections: AgencyRejection, labels: agencyLabels }),
  member(Plan, { events: PlanEvents, rejections: PlanRejection, labels: planLabels }),
  member(Delegation, {
    events: DelegationEvents,
    rejections: DelegationRejection,
    labels: delegationLabels,
  }),
  member(Visits, { events: VisitsEvents, rejections: VisitsRejection, labels: visitsLabels }),
  member(Assignment, {
    events: AssignmentEvents,
    rejections: AssignmentRejection,
    labels: assignmentLabels,
  }),
  member(Inspection, {
    events: InspectionEvents,
    rejections: InspectionRejection,
    labels: inspectionLabels,
  }),
  member(Initiative, {
    events: InitiativeEvents,
    rejections: InitiativeRejection,
    labels: initiativeLabels,
  }),
  member(Remediation, {
    events: RemediationEvents,
    rejections: RemediationRejection,
    labels: remediationLabels,
  }),
  member(Accountability, {
    events: AccountabilityEvents,
    rejections: AccountabilityRejection,
    labels: accountabilityLabels,
  }),
]

// --------------------------------------------------------------- behaviour

/**
 * What to tell of a rejection, whichever aggregate it comes from: what is wrong, and what to do
 * next; `undefined` where it is none of the domain's.
 *
 * @example
 * const no = { _tag: 'AgencyNotRegistered', rule: 'lifecycle', agencyId: 'so-noi-vu' }
 * rejectionLabel(no)?.en // => 'Agency so-noi-vu is not in the register; register it first.'
 */
export const rejectionLabel = (rejection: unknown): Label | undefined => {
  for (const { sentence } of domain) {
    const label = sentence(rejection)
    if (label !== undefined) return label
  }
  return undefined
}
