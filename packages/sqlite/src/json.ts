/**
 * Values as JSON text, checked: what JSON would change is refused.
 *
 * A `Date`, a `NaN`, a `bigint`, a class instance would come back as something else, or not at all.
 * It is the writer's bug and throws a `TypeError` with the path and the kind, never the value, as
 * the store in memory does. Properties that hold `undefined` are left out.
 * So is text that a column of its own can't hold: an id, a key, the name of a stream.
 */
import { kindOf } from '@kiemtra/kernel'

/** The value as JSON text; see the module. */
export const jsonText = (value: unknown, path: string): string => {
  check(value, path)
  return JSON.stringify(value)
}

/** What SQLite's UTF-8 can't say, and what Node before 24 cuts a text off at. JSON escapes both. */
const UNSTORABLE = /[\0\p{Surrogate}]/u

/** Throws a `TypeError` at a text that would come back as another. */
export const checkText = (value: string, path: string): void => {
  if (UNSTORABLE.test(value)) refuse(path, 'a text with NUL or half a character')
}

const check = (value: unknown, path: string): void => {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return
    case 'number':
      if (!Number.isFinite(value)) refuse(path, 'not a finite number')
      return
    case 'object':
      if (value === null) return
      if (Array.isArray(value)) checkItems(value, path)
      else checkProperties(value, path)
      return
    default:
      refuse(path, kindOf(value))
  }
}

// By index: iteration would pass over the holes, which JSON turns into null.
const checkItems = (items: ReadonlyArray<unknown>, path: string): void => {
  for (let i = 0; i < items.length; i++) check(items[i], `${path}[${i}]`)
}

const checkProperties = (bag: object, path: string): void => {
  const prototype: unknown = Object.getPrototypeOf(bag)
  if (prototype !== Object.prototype && prototype !== null) refuse(path, 'an instance of a class')
  for (const [key, value] of Object.entries(bag)) {
    if (value !== undefined) check(value, `${path}.${key}`)
  }
}

const refuse = (path: string, kind: string): never => {
  throw new TypeError(`can't be stored: ${path} is ${kind}`)
}
