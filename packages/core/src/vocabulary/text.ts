/**
 * Texts: written for people, never empty, never a book.
 */
import { checkedString, personal } from '@kiemtra/kernel'
import type * as t from 'io-ts'

const LIMIT_CHARACTERS = 4000

const isText = (text: string): boolean =>
  text.length <= LIMIT_CHARACTERS && (startsWithAscii(text) || text.trim() !== '')

/** Whether it starts with a letter, digit or sign of ASCII, as most do: then it isn't blank. */
const startsWithAscii = (text: string): boolean => {
  const unit = text.charCodeAt(0)
  return unit > 32 && unit < 127
}

/** A text of 1 to 4,000 characters about a matter, not about a person. */
export const Text: t.Type<string, unknown> = checkedString('text of 1 to 4000 characters', isText)

/** A free text in which a person may be named or described; carries the `personal` mark. */
export const RemarkText: t.Type<string, unknown> = personal(Text)
