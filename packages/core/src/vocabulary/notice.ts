/**
 * Ground and notice: why an inspection is held, and whether its subject is told. Two axes: a planned
 * visit may be unannounced, one upon a petition announced.
 */
import * as t from 'io-ts'
import type { Labels } from './label.ts'

/** Labels of the grounds. */
export const grounds = {
  plan: { vi: 'Theo kế hoạch', en: 'Under the plan' },
  instruction: { vi: 'Theo chỉ đạo', en: 'On instruction' },
  petition: { vi: 'Theo phản ánh, kiến nghị', en: 'Upon petitions' },
  'signs-of-violation': { vi: 'Khi có dấu hiệu vi phạm', en: 'Upon signs of violation' },
  'follow-up': { vi: 'Phúc tra', en: 'Follow-up' },
  draw: { vi: 'Chọn ngẫu nhiên', en: 'By random draw' },
} as const satisfies Labels<string>

/** Why an inspection is held. */
export type Ground = keyof typeof grounds

/** Codec of {@link Ground}. */
export const Ground: t.Type<Ground, unknown> = t.keyof(grounds, 'ground')

/** Labels of the kinds of notice. */
export const notices = {
  announced: { vi: 'Có thông báo trước', en: 'Announced' },
  unannounced: { vi: 'Đột xuất, không báo trước', en: 'Unannounced' },
} as const satisfies Labels<string>

/** Whether the subject is told beforehand. */
export type Notice = keyof typeof notices

/** Codec of {@link Notice}. */
export const Notice: t.Type<Notice, unknown> = t.keyof(notices, 'notice')
