/** Numbers, shares, days and months as Vietnamese and English texts write them. */
import type { Label } from '@kiemtra/core'

/** A language of the labels. */
export type Lang = keyof Label

/** The same text in both languages: a name, a number of a document. */
export const same = (text: string): Label => ({ vi: text, en: text })

const TENTHS = 10

/** A share from 0 to 1 as a percentage, with a tenth where it has one: `62,5%`, `62.5%`. */
export const percent = (share: number): Label => {
  const text = String(Math.round(share * 100 * TENTHS) / TENTHS)
  return { vi: `${text.replace('.', ',')}%`, en: `${text}%` }
}

/** A number with the sign that says which way it went: `+3`, `−2`, `0`. */
export const signed = (change: number, size = String(Math.abs(change))): string =>
  change === 0 ? size : `${change > 0 ? '+' : '−'}${size}`

/** A change of a share, in percentage points: `+12,5 điểm %`, `+12.5 points`. */
export const points = (change: number): Label => {
  const tenths = Math.round(change * 100 * TENTHS)
  const text = signed(tenths, String(Math.abs(tenths) / TENTHS))
  return { vi: `${text.replace('.', ',')} điểm %`, en: `${text} points` }
}

/** A civil date: `31/03/2023`, `2023-03-31`. */
export const day = (date: string): Label => {
  const [year = '', month = '', dayOfMonth = ''] = date.split('-')
  return { vi: `${dayOfMonth}/${month}/${year}`, en: date }
}

/** A month `YYYY-MM`: `03/2023`, `2023-03`. */
export const monthOf = (month: string): Label => {
  const [year = '', number = ''] = month.split('-')
  return { vi: `${number}/${year}`, en: month }
}

/** A sentence of parts; labels within it are said in its language. */
export const say = (
  vi: (of: (label: Label) => string) => string,
  en: (of: (label: Label) => string) => string,
): Label => ({ vi: vi((label) => label.vi), en: en((label) => label.en) })
