/**
 * How an inspection is done. Apart from its ground and its notice.
 */
import * as t from 'io-ts'
import type { Labels } from './label.ts'

/** Labels of the modes. */
export const modes = {
  'on-site': { vi: 'Kiểm tra trực tiếp', en: 'On site' },
  digital: { vi: 'Kiểm tra qua môi trường số', en: 'Through the digital environment' },
  report: { vi: 'Kiểm tra qua báo cáo', en: 'Through reports' },
} as const satisfies Labels<string>

/** How an inspection is done. */
export type Mode = keyof typeof modes

/** Codec of {@link Mode}. */
export const Mode: t.Type<Mode, unknown> = t.keyof(modes, 'mode')
