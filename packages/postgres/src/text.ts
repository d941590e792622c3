/**
 * Text that PostgreSQL can hold.
 *
 * Its text has no NUL, and its `jsonb` neither NUL nor half a surrogate pair; JavaScript's has both.
 * U+0001 is the mark: NUL becomes 0001 0001, U+0001 itself 0001 0002, a half pair 0001 0003 and its
 * four digits. So nothing is lost, everything else stays as it is, and texts keep their order (NUL
 * before all others). Rejected: refusing such rows, as one odd character would stop a projection on
 * this store alone.
 */
import { jsonCopy } from '@kiemtra/runtime'

// eslint-disable-next-line no-control-regex -- the mark is one
const ODD = /[\0\u0001\p{Surrogate}]/u
const EVERY_ODD = new RegExp(ODD, 'gu')
const UNSTORABLE = /[\0\p{Surrogate}]/u

/** A text as it stands in the database. */
export const storedText = (text: string): string =>
  ODD.test(text)
    ? text.replace(EVERY_ODD, (odd) =>
        odd === '\0'
          ? '\u0001\u0001'
          : odd === '\u0001'
            ? '\u0001\u0002'
            : `\u0001\u0003${hexOf(odd)}`,
      )
    : text

const hexOf = (unit: string): string => unit.charCodeAt(0).toString(16)

/** Whether a key or a stream's name can stand in the database at all. */
export const isStorable = (text: string): boolean => !UNSTORABLE.test(text)

/** Throws a `TypeError` at a key or a name that would come back as another. */
export const checkText = (text: string, path: string): void => {
  if (!isStorable(text)) {
    throw new TypeError(`can't be stored: ${path} is a text with NUL or half a character`)
  }
}

/** The text that {@link storedText} was given. */
export const plainText = (stored: string): string => {
  const value = parseStored(JSON.stringify(stored))
  return typeof value === 'string' ? value : ''
}

// -------------------------------------------------------------------- json

const ODD_IN_JSON = /\\u(?:000[01]|d[89a-f])/
// Each escape as a whole, so that the backslash of an escaped backslash begins none.
const ESCAPE = /\\(?:u([0-9a-f]{4})|.)/g
const STORED_ESCAPE = /\\(?:u0001\\u000(?:([12])|3(d[0-9a-f]{3}))|.)/g

/**
 * A value as the JSON text that stands in the database. Throws a `TypeError` with path and kind at
 * what JSON would change, as the store in memory does.
 */
export const storedJson = (value: unknown, path: string): string => {
  const json = JSON.stringify(jsonCopy(value, path))
  return ODD_IN_JSON.test(json)
    ? json.replace(ESCAPE, (escape: string, hex: string | undefined) => {
        if (hex === '0000') return '\\u0001\\u0001'
        if (hex === '0001') return '\\u0001\\u0002'
        return hex?.startsWith('d') === true ? `\\u0001\\u0003${hex}` : escape
      })
    : json
}

/** The value that {@link storedJson} was given. */
export const parseStored = (json: string): unknown =>
  JSON.parse(
    json.includes('\\u0001')
      ? json.replace(
          STORED_ESCAPE,
          (escape: string, one: string | undefined, half: string | undefined) =>
            half !== undefined
              ? `\\u${half}`
              : one === undefined
                ? escape
                : `\\u000${one === '1' ? '0' : '1'}`,
        )
      : json,
  )
