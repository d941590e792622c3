/**
 * Copies that can't be changed, of the values that states and messages are made of.
 *
 * Copied first: freezing what a caller passed in would outlast the check. Maps and sets, which
 * `Object.freeze` leaves writable, refuse by methods of their own. Instances of other classes are
 * passed on as they are.
 */
import { isBag } from './equals.ts'

/** A deep copy of the same type; everything it can't see into is shared. */
export const copied = <A>(value: A): A => typed(value, copy(value, false))

/** A deep copy that throws a `TypeError` when it is changed. */
export const frozen = <A>(value: A): A => typed(value, copy(value, true))

const typed = <A>(_: A, copied: unknown): A =>
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- a copy has the type of its original
  copied as A

const refuse = (): never => {
  throw new TypeError('a frozen map or set was changed')
}

const shut = (collection: object, ...methods: ReadonlyArray<string>): void => {
  for (const name of methods) Object.defineProperty(collection, name, { value: refuse })
  Object.freeze(collection)
}

const copy = (value: unknown, freeze: boolean): unknown => {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    const items: unknown[] = value.map((item) => copy(item, freeze))
    return freeze ? Object.freeze(items) : items
  }
  if (value instanceof Map) {
    const map = new Map<unknown, unknown>()
    for (const [key, item] of value) map.set(copy(key, freeze), copy(item, freeze))
    if (freeze) shut(map, 'set', 'delete', 'clear')
    return map
  }
  if (value instanceof Set) {
    const set = new Set<unknown>()
    for (const item of value) set.add(copy(item, freeze))
    if (freeze) shut(set, 'add', 'delete', 'clear')
    return set
  }
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) return value
  if (!isBag(value)) return value
  const bag: Record<PropertyKey, unknown> = {}
  for (const key of Reflect.ownKeys(value)) {
    const item: unknown = Reflect.get(value, key)
    const enumerable = Object.prototype.propertyIsEnumerable.call(value, key)
    Object.defineProperty(bag, key, {
      value: copy(item, freeze),
      enumerable,
      writable: true,
      configurable: true,
    })
  }
  return freeze ? Object.freeze(bag) : bag
}
