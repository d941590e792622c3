/**
 * The areas of administrative reform: steering, and the six of Resolution 76/NQ-CP of 2021.
 */
import * as t from 'io-ts'
import type { Labels } from './label.ts'

/** Labels of the areas. */
export const reformAreas = {
  steering: { vi: 'Công tác chỉ đạo, điều hành', en: 'Steering and administration' },
  institutions: { vi: 'Cải cách thể chế', en: 'Institutional reform' },
  procedures: { vi: 'Cải cách thủ tục hành chính', en: 'Administrative procedure reform' },
  apparatus: {
    vi: 'Cải cách tổ chức bộ máy hành chính nhà nước',
    en: 'Organisational reform of the state administrative apparatus',
  },
  'civil-service': { vi: 'Cải cách chế độ công vụ', en: 'Civil service reform' },
  'public-finance': { vi: 'Cải cách tài chính công', en: 'Public finance reform' },
  'digital-government': {
    vi: 'Xây dựng, phát triển Chính phủ điện tử, Chính phủ số',
    en: 'Development of e-government and digital government',
  },
} as const satisfies Labels<string>

/** An area of administrative reform. */
export type ReformArea = keyof typeof reformAreas

/** Codec of {@link ReformArea}. */
export const ReformArea: t.Type<ReformArea, unknown> = t.keyof(reformAreas, 'area of reform')
