/**
 * Kinds and severities of findings. Two axes: repetition raises the severity, never the kind.
 */
import * as t from 'io-ts'
import type { Labels } from './label.ts'

/** Labels of the kinds. */
export const findingKinds = {
  achievement: { vi: 'Ưu điểm, kết quả đạt được', en: 'Achievement' },
  shortcoming: { vi: 'Tồn tại, hạn chế, thiếu sót', en: 'Shortcoming' },
  violation: { vi: 'Vi phạm', en: 'Violation' },
  'suspected-crime': { vi: 'Dấu hiệu tội phạm', en: 'Suspected crime' },
  initiative: { vi: 'Sáng kiến, kinh nghiệm, mô hình', en: 'Initiative' },
} as const satisfies Labels<string>

/** What kind of thing was found. */
export type FindingKind = keyof typeof findingKinds

/** Codec of {@link FindingKind}. */
export const FindingKind: t.Type<FindingKind, unknown> = t.keyof(findingKinds, 'kind of finding')

/** Labels of the severities, from light to grave. */
export const severities = {
  minor: { vi: 'Nhẹ', en: 'Minor' },
  significant: { vi: 'Đáng kể', en: 'Significant' },
  serious: { vi: 'Nghiêm trọng', en: 'Serious' },
} as const satisfies Labels<string>

/** How grave a finding is. */
export type Severity = keyof typeof severities

/** Codec of {@link Severity}. */
export const Severity: t.Type<Severity, unknown> = t.keyof(severities, 'severity')

const raised: Readonly<Record<Severity, Severity>> = {
  minor: 'significant',
  significant: 'serious',
  serious: 'serious',
}

/** One severity higher; the highest stays. */
export const raise = (severity: Severity): Severity => raised[severity]
