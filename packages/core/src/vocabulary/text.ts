/**
 * Texts: written for people, never empty, never a book.
 */
import { checkedString, personal } from '@kiemtra/kernel'
import type * as t from 'io-ts'

const LIMIT_CHARACTERS = 4000

const isText = (text: string): boolean => text.trim() !== '' && text.length <= LIMIT_CHARACTERS

/** A text of 1 to 4,000 characters about a matter, not about a person. */
export const Text: t.Type<string, unknown> = checkedString('text of 1 to 4000 characters', isText)

/** A free text in which a person may be named or described; carries the `personal` mark. */
export const RemarkText: t.Type<string, unknown> = personal(Text)
