/**
 * What went otherwise than planned in an inspection, read off its row in the register.
 */
import type { InspectionRow } from '@kiemtra/projections'

/** Names of deviations, in the order in which they may come. */
const names = [
  'scheduleRefused',
  'selfReportLate',
  'insteadOfHead',
  'reservation',
  'refused',
  'explanationAccepted',
  'explanationRejected',
  'conclusionLate',
  'corrected',
  'reviewed',
  'revoked',
] as const

/** What goes otherwise than planned. */
export type Deviation = (typeof names)[number]

/** The deviations of an inspection. */
export const deviationsOf = (row: InspectionRow): ReadonlyArray<Deviation> => {
  const answered = (answer: string): boolean =>
    row.explanations.some((explanation) => explanation.answer === answer)
  const found: Readonly<Record<Deviation, boolean>> = {
    scheduleRefused: row.scheduleRefusedFor !== null,
    selfReportLate: row.selfReportLate === true,
    insteadOfHead: row.insteadOfHead === true,
    reservation: row.minutes === 'reservation',
    refused: row.minutes === 'refused',
    explanationAccepted: answered('accepted'),
    explanationRejected: answered('rejected'),
    conclusionLate: row.conclusionLate === true,
    corrected: row.corrections.length > 0,
    reviewed: row.review !== 'none',
    revoked: row.revokedOn !== null,
  }
  return names.filter((name) => found[name])
}
