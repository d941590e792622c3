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
