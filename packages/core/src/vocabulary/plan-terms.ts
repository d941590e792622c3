/**
 * The terms of a plan: contents, areas, parameters, delegations, authorities and goals.
 *
 * Who may establish, head, order unannounced visits, waive an overlap or conclude is said here, by
 * the plan, not by code: in 2023 Home Affairs establishes and heads; in 2025 there are two
 * delegations with two heads; elsewhere a vice chair heads.
 */
import * as t from 'io-ts'
import { checked } from './checked.ts'
import { distinct, distinctBy, someOf } from './collections.ts'
import { AgencyId, FieldId, SlotId } from './ids.ts'
import type { Labels } from './label.ts'
import { Count } from './number.ts'
import { CountParameter, DurationParameter, parameter, ShareParameter } from './parameter.ts'
import { PlanContent } from './plan-content.ts'
import { ReformArea } from './reform-area.ts'

// ------------------------------------------------------------------- kinds

/** Labels of the kinds of plan. */
export const planKinds = {
  reform: { vi: 'Kiểm tra công tác cải cách hành chính', en: 'Inspection of reform work' },
  'civil-duty': { vi: 'Kiểm tra công vụ', en: 'Civil-duty inspection' },
  thematic: { vi: 'Kiểm tra chuyên đề', en: 'Thematic inspection' },
} as const satisfies Labels<string>

/** What a plan inspects. */
export type PlanKind = keyof typeof planKinds

/** Codec of {@link PlanKind}. */
export const PlanKind: t.Type<PlanKind, unknown> = t.keyof(planKinds, 'kind of plan')

// -------------------------------------------------------------- parameters

/** Minutes since midnight, in Vietnam. */
const MinuteOfDay: t.Type<number, unknown> = checked(
  Count,
  (minute) => minute < 1440,
  'minute of the day',
)

/** Hours in which fieldwork doesn't obstruct. */
export const OfficeHours = checked(
  t.strict({ fromMinute: MinuteOfDay, toMinute: MinuteOfDay }),
  ({ fromMinute, toMinute }) => fromMinute < toMinute,
  'office hours, in order',
)

const parameters = {
  /** From notice to opening (R10). */
  noticeLead: DurationParameter,
  /** From notice to the subject's own report (R10). */
  selfReportDue: DurationParameter,
  /** From the draft to the end of explanations (R14). */
  explanationWindow: DurationParameter,
  /** From the close of fieldwork to the conclusion. */
  conclusionDue: DurationParameter,
  /** From the conclusion to its publication. */
  publicationDue: DurationParameter,
  /** From the conclusion, for a demand that names no date (R16). */
  remediationDue: DurationParameter,
  /** From the due date to escalation (R22). */
  escalationAfter: DurationParameter,
  /** From a vacancy to its filling (R5). */
  vacancyDue: DurationParameter,
  /** Days at one subject in one visit (R8). */
  daysOnSiteMax: CountParameter,
  /** Windows at one agency on one day (R8). */
  concurrentWindowsMax: CountParameter,
  /** Working days of visits at one agency in a quarter (R8). */
  visitDaysPerQuarterMax: CountParameter,
  officeHours: parameter(OfficeHours),
} as const

/** Every number of a plan that is law or custom, each with its basis. */
export const PlanParameters = t.strict(parameters, 'parameters')
export type PlanParameters = t.TypeOf<typeof PlanParameters>

// ------------------------------------------------ delegations, authorities

/** One delegation that the plan provides for (R2). */
export const DelegationTerms = t.strict({
  slotId: SlotId,
  establishedBy: AgencyId,
  /** The head is a leader of this agency. */
  headedFrom: AgencyId,
  requiredAgencies: someOf(AgencyId),
  mayFormTeams: t.boolean,
  mayInvite: t.boolean,
})
export type DelegationTerms = t.TypeOf<typeof DelegationTerms>

/** Who holds a power: an agency's leaders, or whoever heads the delegation. */
export type Authority =
  { readonly kind: 'agency'; readonly agencyId: AgencyId } | { readonly kind: 'delegation-head' }

/** Codec of {@link Authority}. */
export const Authority: t.Type<Authority, unknown> = t.union([
  t.strict({ kind: t.literal('agency'), agencyId: AgencyId }),
  t.strict({ kind: t.literal('delegation-head') }),
])

/** Who may do what under the plan. */
export const Authorities = t.strict({
  orderUnannounced: t.readonlyArray(Authority),
  /** Speaks for this plan when an overlap is waived (R7). */
  waiveOverlap: AgencyId,
  /** Issues conclusions; where it is itself the subject, the plan's issuer does (R5). */
  conclude: AgencyId,
})
export type Authorities = t.TypeOf<typeof Authorities>

/** What the plan wants to reach. */
export const Goals = t.exact(
  t.partial({
    coverageMin: ShareParameter,
    ownUnitsCoverageMin: ShareParameter,
    unannouncedShareMin: ShareParameter,
  }),
)
export type Goals = t.TypeOf<typeof Goals>

// ------------------------------------------------------------------- terms

/** The terms of a plan. */
export interface PlanTerms {
  readonly contents: ReadonlyArray<PlanContent>
  readonly areas: ReadonlyArray<ReformArea>
  readonly parameters: PlanParameters
  readonly delegations: ReadonlyArray<DelegationTerms>
  readonly authorities: Authorities
  readonly goals: Goals
  /** The field in which a department inspects districts and communes (R25). */
  readonly field?: FieldId
  /** Central bodies that the plan names (R25). */
  readonly centralBodies: ReadonlyArray<AgencyId>
}

/** Codec of {@link PlanTerms}. */
export const PlanTerms: t.Type<PlanTerms, unknown> = t.exact(
  t.intersection([
    t.type({
      contents: someOf(PlanContent),
      areas: someOf(ReformArea),
      parameters: PlanParameters,
      delegations: distinctBy(DelegationTerms, (delegation) => delegation.slotId),
      authorities: Authorities,
      goals: Goals,
      centralBodies: distinct(AgencyId),
    }),
    t.partial({ field: FieldId }),
  ]),
)
