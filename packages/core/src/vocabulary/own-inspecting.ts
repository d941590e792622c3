/**
 * A district's own inspecting: what it has itself inspected of its divisions and communes (R29).
 */
import * as t from 'io-ts'
import { checked } from './checked.ts'
import { distinct } from './collections.ts'
import { InspectionId, PlanId } from './ids.ts'
import { Count } from './number.ts'

/** How many agencies there are, and how many of them were inspected, each counted once. */
export const Coverage = checked(
  t.strict({ agencies: Count, inspected: Count }),
  ({ agencies, inspected }) => inspected <= agencies,
  'coverage: not more inspected than there are',
)
export type Coverage = t.TypeOf<typeof Coverage>

/**
 * The district's plans of its own, the inspections under them that have opened, and how many of the
 * agencies right below it these have reached: divisions with subordinate units, and communes.
 */
export const OwnInspecting = t.strict({
  plans: distinct(PlanId),
  inspections: distinct(InspectionId),
  divisions: Coverage,
  communes: Coverage,
})
export type OwnInspecting = t.TypeOf<typeof OwnInspecting>
