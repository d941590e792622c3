/**
 * What a plan has inspected: the four groups of contents of Plan 61/KH-UBND.
 */
import * as t from 'io-ts'
import type { Labels } from './label.ts'

/** Labels of the contents. */
export const planContents = {
  'city-directions': {
    vi: 'Nhiệm vụ theo chương trình, kế hoạch, kết luận, chỉ đạo của Thành phố',
    en: "Tasks under the city's programmes, plans, conclusions and directions",
  },
  'city-reform-plan': {
    vi: 'Nhiệm vụ Thành phố giao tại Kế hoạch cải cách hành chính',
    en: "Tasks that the city's reform plan assigns",
  },
  'own-reform-plan': {
    vi: 'Nhiệm vụ trong Kế hoạch cải cách hành chính của cơ quan, tính đến thời điểm kiểm tra',
    en: "Tasks of the agency's own reform plan, as of the inspection",
  },
  'prior-shortcomings': {
    vi: 'Khắc phục tồn tại, hạn chế đã được chỉ ra',
    en: 'Remedy of shortcomings already pointed out',
  },
} as const satisfies Labels<string>

/** A group of contents. */
export type PlanContent = keyof typeof planContents

/** Codec of {@link PlanContent}. */
export const PlanContent: t.Type<PlanContent, unknown> = t.keyof(planContents, 'content of a plan')
