/**
 * Jurisdiction: by what an issuer may have a subject inspected (R25).
 */
import * as t from 'io-ts'
import type { Labels } from './label.ts'

/** Labels of the grounds of jurisdiction. */
export const jurisdictions = {
  city: { vi: 'Cơ quan, đơn vị thuộc Thành phố', en: 'Agency or unit of the city' },
  'named-central-body': {
    vi: 'Cơ quan trung ương được nêu trong kế hoạch',
    en: 'Central body that the plan names',
  },
  field: {
    vi: 'Ngành, lĩnh vực thuộc phạm vi quản lý',
    en: "In the department's own field",
  },
  'own-line': { vi: 'Cơ quan, đơn vị trực thuộc', en: "In the issuer's own line" },
} as const satisfies Labels<string>

/** By what an issuer may have a subject inspected. */
export type Jurisdiction = keyof typeof jurisdictions

/** Codec of {@link Jurisdiction}. */
export const Jurisdiction: t.Type<Jurisdiction, unknown> = t.keyof(jurisdictions, 'jurisdiction')
