/**
 * inspectionRegister: every inspection that may be known of, and how it stands. One row per inspection.
 *
 * An announced one shows from its proposal on. An unannounced one shows from its opening on, and then
 * with all that was said before; called off before that, it never does (R9). For delegations: counts
 * of findings include suspected crimes, which the subject isn't told of (R18).
 */
import { Inspection } from '@kiemtra/core'
import { projection } from '@kiemtra/kernel'
import { onFindings } from './findings.ts'
import { remember } from './memory.ts'
import { onAnyPhase, onPreparation } from './preparation.ts'
import { InspectionRow } from './row.ts'
import { onConclusion, onFieldwork } from './work.ts'

export {
  CountedFinding,
  ExplanationState,
  FindingCount,
  InspectionRow,
  OwnInspectingState,
  RecommendationState,
} from './row.ts'

/** The read model of inspections. */
export const inspectionRegister = projection<InspectionRow>()({
  name: 'inspectionRegister',
  version: 1,
  from: [Inspection],
  audience: 'delegation',
  row: InspectionRow,
  indexes: ['planId', 'subjectId', 'delegationId', 'status'],
  on: { ...onPreparation, ...onAnyPhase, ...onFieldwork, ...onFindings, ...onConclusion },
  links: ({ event }) => remember(event),
})
