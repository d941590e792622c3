/**
 * Marks: what is given to a content, and to an initiative, when it is assessed.
 */
import * as t from 'io-ts'
import type { Labels } from './label.ts'

/** Labels of the marks. */
export const marks = {
  good: { vi: 'Tốt', en: 'Good' },
  fair: { vi: 'Khá', en: 'Fair' },
  weak: { vi: 'Hạn chế', en: 'Weak' },
} as const satisfies Labels<string>

/** A mark of an assessment. */
export type Mark = keyof typeof marks

/** Codec of {@link Mark}. */
export const Mark: t.Type<Mark, unknown> = t.keyof(marks, 'mark')
