/**
 * Interests that keep a member from inspecting (R5).
 *
 * After Decree 43/2023 and its relatives (domain.md §2.3), by analogy: they are about statutory
 * inspection. A declaration says which category, and of which agency where it is about one; never
 * who the relative is, nor what the discipline was for.
 */
import { personal } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { AgencyId } from './ids.ts'
import type { Labels } from './label.ts'

/** Labels of the interests in one agency: they exclude from inspecting that agency. */
export const subjectInterests = {
  'holds-capital': {
    vi: 'Góp vốn, có cổ phần tại đối tượng kiểm tra',
    en: 'Holds capital or shares in the subject',
  },
  'relative-in-charge': {
    vi: 'Có vợ, chồng, cha, mẹ, con, anh, chị, em ruột đứng đầu hoặc phụ trách tổ chức, kế toán, thủ quỹ, thủ kho tại đối tượng kiểm tra',
    en: 'A spouse, parent, child or sibling heads the subject or is in charge of its personnel, accounting, treasury or stores',
  },
  /** Excludes the head and the deputies only; in-laws count. */
  'relative-works-there': {
    vi: 'Có vợ, chồng, cha, mẹ, con, anh, chị, em (kể cả bên vợ, bên chồng) làm việc tại đối tượng kiểm tra',
    en: 'A spouse, parent, child or sibling, in-laws included, works at the subject',
  },
} as const satisfies Labels<string>

/** Labels of what excludes from every inspection. */
export const generalInterests = {
  'under-discipline-or-prosecution': {
    vi: 'Đang bị xem xét kỷ luật hoặc truy cứu trách nhiệm hình sự',
    en: 'Under disciplinary consideration or prosecution',
  },
  'unexpunged-discipline-or-conviction': {
    vi: 'Bị kỷ luật chưa hết thời hạn xóa kỷ luật hoặc chưa được xóa án tích',
    en: 'Discipline or conviction not yet expunged',
  },
} as const satisfies Labels<string>

/** An interest in one agency. */
export type SubjectInterest = keyof typeof subjectInterests

/** What excludes everywhere. */
export type GeneralInterest = keyof typeof generalInterests

/** Labels of all categories that are declared. */
export const interestCategories = { ...subjectInterests, ...generalInterests } as const

/** A category of interest. */
export type InterestCategory = keyof typeof interestCategories

/** Codec of {@link InterestCategory}. */
export const InterestCategory: t.Type<InterestCategory, unknown> = t.keyof(
  interestCategories,
  'category of interest',
)

/** What a member declares: a category, and the agency that it is about, where it is about one. */
export type Interest =
  | { readonly category: SubjectInterest; readonly subjectId: AgencyId }
  | { readonly category: GeneralInterest }

/** Codec of {@link Interest}; it carries the `personal` mark. */
export const Interest: t.Type<Interest, unknown> = personal<Interest>(
  t.union([
    t.strict({ category: t.keyof(subjectInterests), subjectId: AgencyId }),
    t.strict({ category: t.keyof(generalInterests) }),
  ]),
)
