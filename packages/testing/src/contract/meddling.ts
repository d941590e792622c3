/**
 * Meddling: what a careless caller does to objects that it has handed over, or was handed.
 */

/** Writes into everything in a value that can be written to; what is frozen stays as it is. */
export const meddle = (value: unknown, seen = new Set<unknown>()): void => {
  if (typeof value !== 'object' || value === null || seen.has(value)) return
  seen.add(value)
  if (value instanceof Map) {
    for (const one of value.values()) meddle(one, seen)
    return
  }
  for (const key of Object.keys(value)) {
    meddle(Reflect.get(value, key), seen)
    Reflect.set(value, key, 'meddled with')
  }
  Reflect.set(value, 'added', 'meddled with')
}
