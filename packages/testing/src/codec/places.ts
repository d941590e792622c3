/**
 * Places inside stored data, and what stands there replaced.
 */
import { isBag, isList } from '../value/equals.ts'

/** Keys and indexes on the way to a place. */
export type Path = ReadonlyArray<string>

/** The places of everything that is neither an object nor a list. */
export const leavesIn = (value: unknown, path: Path = []): ReadonlyArray<Path> => {
  if (!isBag(value)) return [path]
  return Object.entries(value).flatMap(([key, inner]) => leavesIn(inner, [...path, key]))
}

/** What stands at a place. */
export const valueAt = (value: unknown, path: Path): unknown => {
  let inner = value
  for (const step of path) inner = isBag(inner) ? inner[step] : undefined
  return inner
}

/** The same data with something else at one place. */
export const replaced = (value: unknown, [step, ...rest]: Path, by: unknown): unknown => {
  if (step === undefined) return by
  if (isList(value)) {
    return value.map((item, i) => (String(i) === step ? replaced(item, rest, by) : item))
  }
  return isBag(value) ? { ...value, [step]: replaced(value[step], rest, by) } : value
}
