/**
 * Copies that can't be changed, of the values that states and messages are made of.
 *
 * Copied first: freezing what a caller passed in would outlast the check. Maps and sets, which
 * `Object.freeze` leaves writable, refuse by methods of their own. Instances of other classes are
 * passed on as they are.
 */
import { type Bag, isBag } from './equals.ts'

/** A deep copy of the same type; everything it can't see into is shared. */
export const copied = <A>(value: A): A => typed(value, copy(value, PLAIN))

/** A deep copy that throws a `TypeError` when it is changed. */
export const frozen = <A>(value: A): A => typed(value, copy(value, FROZEN))

/** A deep copy with its keys the other way round: JSON says nothing of their order. */
export const turned = <A>(value: A): A => typed(value, copy(value, TURNED))

interface How {
  readonly freeze: boolean
  readonly turn: boolean
}

const PLAIN: How = { freeze: false, turn: false }
const FROZEN: How = { freeze: true, turn: false }
const TURNED: How = { freeze: false, turn: true }

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

const copy = (value: unknown, how: How): unknown => {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    const items: unknown[] = value.map((item) => copy(item, how))
    return how.freeze ? Object.freeze(items) : items
  }
  if (value instanceof Map) {
    const map = new Map<unknown, unknown>()
    for (const [key, item] of value) map.set(copy(key, how), copy(item, how))
    if (how.freeze) shut(map, 'set', 'delete', 'clear')
    return map
  }
  if (value instanceof Set) {
    const set = new Set<unknown>()
    for (const item of value) set.add(copy(item, how))
    if (how.freeze) shut(set, 'add', 'delete', 'clear')
    return set
  }
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) return value
  return isBag(value) ? copyOfBag(value, how) : value
}

const copyOfBag = (value: Bag, how: How): Bag => {
  const bag: Record<PropertyKey, unknown> = {}
  const keys = Reflect.ownKeys(value)
  for (const key of how.turn ? keys.toReversed() : keys) {
    const item = copy(Reflect.get(value, key), how)
    const enumerable = Object.prototype.propertyIsEnumerable.call(value, key)
    // Setting is ten times as fast as defining; one name would set something else.
    if (enumerable && key !== '__proto__') bag[key] = item
    else {
      Object.defineProperty(bag, key, {
        value: item,
        enumerable,
        writable: true,
        configurable: true,
      })
    }
  }
  return how.freeze ? Object.freeze(bag) : bag
}
