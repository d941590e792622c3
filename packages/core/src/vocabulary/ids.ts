/**
 * Ids of the domain's things. Each is a brand of its own; all share the kernel's form.
 */
import { id } from '@kiemtra/kernel'
import type * as t from 'io-ts'

/** Id of an agency: a slug such as `so-noi-vu`. */
export const AgencyId = id('agency')
export type AgencyId = t.TypeOf<typeof AgencyId>

/** Id of a plan. */
export const PlanId = id('plan')
export type PlanId = t.TypeOf<typeof PlanId>

/** Id of a target within its plan. */
export const TargetId = id('target')
export type TargetId = t.TypeOf<typeof TargetId>

/** Id of a delegation. */
export const DelegationId = id('delegation')
export type DelegationId = t.TypeOf<typeof DelegationId>

/** Id of an inspection. */
export const InspectionId = id('inspection')
export type InspectionId = t.TypeOf<typeof InspectionId>

/** Id of a window in an agency's calendar of visits. */
export const WindowId = id('window')
export type WindowId = t.TypeOf<typeof WindowId>

/** Id of a post in an agency. */
export const PostId = id('post')
export type PostId = t.TypeOf<typeof PostId>

/** Opaque id of a person; who it is, only the embedding service knows. */
export const PersonId = id('person')
export type PersonId = t.TypeOf<typeof PersonId>

/** A field of state management that an agency is charged with, such as `justice`. */
export const FieldId = id('field')
export type FieldId = t.TypeOf<typeof FieldId>

/** Id of a shortcoming that a yearly reform index names. */
export const ShortcomingId = id('shortcoming')
export type ShortcomingId = t.TypeOf<typeof ShortcomingId>

/** Id of one of the delegations that a plan's terms provide for. */
export const SlotId = id('slot')
export type SlotId = t.TypeOf<typeof SlotId>

/** Id of a draw of subjects. */
export const DrawId = id('draw')
export type DrawId = t.TypeOf<typeof DrawId>

/** Id of a team within its delegation. */
export const TeamId = id('team')
export type TeamId = t.TypeOf<typeof TeamId>

/** Id of a piece of evidence within its inspection. */
export const EvidenceId = id('evidence')
export type EvidenceId = t.TypeOf<typeof EvidenceId>

/** Id of a finding within its inspection. */
export const FindingId = id('finding')
export type FindingId = t.TypeOf<typeof FindingId>

/** Id of a demand; the remediation that it opens has the same id. */
export const DemandId = id('demand')
export type DemandId = t.TypeOf<typeof DemandId>

/** Id of a recommendation within its inspection. */
export const RecommendationId = id('recommendation')
export type RecommendationId = t.TypeOf<typeof RecommendationId>

/** Id of an explanation within its inspection. */
export const ExplanationId = id('explanation')
export type ExplanationId = t.TypeOf<typeof ExplanationId>

/** Id of an act that a policy flags. */
export const ActId = id('act')
export type ActId = t.TypeOf<typeof ActId>

/** Id of a matter of responsibility. */
export const MatterId = id('matter')
export type MatterId = t.TypeOf<typeof MatterId>

/** Id of an obligation: a remediation or an assigned task, by the id of its stream. */
export const ObligationId = id('obligation')
export type ObligationId = t.TypeOf<typeof ObligationId>

/** Id of an initiative, experience or model. */
export const InitiativeId = id('initiative')
export type InitiativeId = t.TypeOf<typeof InitiativeId>
