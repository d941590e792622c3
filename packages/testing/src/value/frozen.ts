/**
 * Copies that can't be changed, of the values that states and messages are made of.
 *
 * Copied first: freezing what a caller passed in would outlast the check. Maps and sets, which
 * `Object.freeze` leaves writable, refuse by methods of their own. Instances of other classes are
 * passed on as they are.
 */
import { type Bag, equals, isBag, kind } from './equals.ts'

/** A deep copy of the same type; everything it can't see into is shared. */
export const copied = <A>(value: A): A => typed(value, copy(value, PLAIN))

/** A deep copy that throws a `TypeError` when it is changed. */
export const frozen = <A>(value: A): A => typed(value, copy(value, FROZEN))

/** Makes frozen copies of records. */
export type Freezing = <A>(record: A) => A

/**
 * Makes frozen copies of records whose values come again and again, as facts do: it keeps those of the
 * values. Each is compared before it is used again: what has changed since is copied anew.
 */
export const freezing = (): Freezing => {
  const known = new WeakMap<object, unknown>()
  const once = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value
    const before = known.get(value)
    if (before !== undefined && equals(before, value)) return before
    const fresh = frozen(value)
    known.set(value, fresh)
    return fresh
  }
  return (record) => {
    if (!isBag(record) || kind(record) !== Object.prototype || !isSpread(record))
      return frozen(record)
    const bag: Record<string, unknown> = { ...record }
    for (const key of Object.keys(bag)) bag[key] = once(bag[key])
    return typed(record, Object.freeze(bag))
  }
}

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
  const bag = how.turn || !isSpread(value) ? defined(value, how) : spread(value, how)
  return how.freeze ? Object.freeze(bag) : bag
}

/** Whether spreading copies all of it: nothing is hidden, and no name sets something else. */
const isSpread = (value: Bag): boolean =>
  Reflect.ownKeys(value).length === Object.keys(value).length && !Object.hasOwn(value, '__proto__')

/** Spreading takes over the form of an object at once: several times as fast as key by key. */
const spread = (value: Bag, how: How): Bag => {
  const bag: Record<string, unknown> = { ...value }
  for (const key of Object.keys(bag)) {
    const item = bag[key]
    if (typeof item === 'object' && item !== null) bag[key] = copy(item, how)
  }
  return bag
}

const defined = (value: Bag, how: How): Bag => {
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
  return bag
}
