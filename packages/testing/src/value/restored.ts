/**
 * Values put back as they were: what is shared and was written into would otherwise grow from check to
 * check, and stay changed when all are over.
 */
import { equals, isBag, isList } from './equals.ts'
import { copied } from './frozen.ts'

/** Remembers a value; told to, writes it back into the same objects. */
export const restoring = (value: unknown): (() => void) => {
  const kept = copied(value)
  return () => {
    if (!equals(value, kept)) restore(value, kept)
  }
}

const restore = (value: unknown, kept: unknown): void => {
  if (value instanceof Map && kept instanceof Map) {
    value.clear()
    for (const [key, item] of kept) value.set(copied(key), copied(item))
  } else if (value instanceof Set && kept instanceof Set) {
    value.clear()
    for (const item of kept) value.add(copied(item))
  } else if (isBag(value) && isBag(kept)) {
    if (isList(value) && isList(kept)) Reflect.set(value, 'length', kept.length)
    for (const key of Object.keys(value)) {
      if (!Object.hasOwn(kept, key)) Reflect.deleteProperty(value, key)
    }
    for (const [key, item] of Object.entries(kept)) {
      const now = value[key]
      if (isBag(now) && isBag(item) && isList(now) === isList(item)) restore(now, item)
      else Reflect.set(value, key, copied(item))
    }
  }
}
