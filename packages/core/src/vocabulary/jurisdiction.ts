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

/** Labels of why a subject lies outside. */
export const jurisdictionGaps = {
  'not-below': {
    vi: 'cơ quan ban hành không có thẩm quyền kiểm tra cấp này',
    en: 'the issuer does not inspect agencies of this level',
  },
  'not-named': {
    vi: 'kế hoạch không nêu tên cơ quan trung ương này',
    en: 'the plan does not name this central body',
  },
  'no-field': {
    vi: 'kế hoạch chưa xác định ngành, lĩnh vực của sở',
    en: "the plan's terms name no field of the department",
  },
  'not-in-line': {
    vi: 'chưa chỉ ra tuyến trực thuộc dẫn đến cơ quan ban hành',
    en: 'no line of superiors was shown that leads to the issuer',
  },
} as const satisfies Labels<string>

/** Why a subject lies outside the issuer's jurisdiction. */
export type JurisdictionGap = keyof typeof jurisdictionGaps

/** Codec of {@link JurisdictionGap}. */
export const JurisdictionGap: t.Type<JurisdictionGap, unknown> = t.keyof(
  jurisdictionGaps,
  'gap of jurisdiction',
)
