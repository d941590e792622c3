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

/** Makes frozen copies, and keeps them for values that come again and again. */
export interface Freezer {
  readonly of: <A>(value: A) => A
  /** Of a record, such as facts: its values come again, and itself it is made anew each time. */
  readonly ofRecord: <A>(record: A) => A
  /**
   * Whether a record is still what it was when it was copied. What was looked at many times is then
   * looked at only now and then: whoever has written into it has done so for good.
   */
  readonly isIntact: <A>(record: A, copy: A) => boolean
}

interface Kept {
  readonly copy: unknown
  looks: number
}

const KEPT = 256
const MANY_LOOKS = 16
const NOW_AND_THEN = 8

/**
 * A freezer. It gives the copy that it made the first time, whatever has become of the value: who
 * compares the two sees whether somebody wrote into it.
 */
export const freezer = (): Freezer => {
  // Not a WeakMap, of which the collector has to look at every entry each time.
  const known = new Map<unknown, Kept>()
  const once = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value
    const before = known.get(value)
    if (before !== undefined) return before.copy
    if (known.size >= KEPT) known.clear()
    const fresh = { copy: frozen(value), looks: 0 }
    known.set(value, fresh)
    return fresh.copy
  }
  const ofRecord = <A>(record: A): A => {
    if (!isRecord(record)) return frozen(record)
    const bag: Record<string, unknown> = { ...record }
    for (const key of Object.keys(bag)) bag[key] = once(bag[key])
    return typed(record, Object.freeze(bag))
  }
  const isUntouched = (value: unknown, copy: unknown): boolean => {
    const before = known.get(value)
    if (before === undefined || before.copy !== copy) return equals(value, copy)
    before.looks += 1
    return (before.looks > MANY_LOOKS && before.looks % NOW_AND_THEN > 0) || equals(value, copy)
  }
  const isIntact = <A>(record: A, copy: A): boolean => {
    if (!isRecord(record) || !isRecord(copy)) return equals(record, copy)
    const [names, others] = [Object.keys(record), Object.keys(copy)]
    return (
      names.length === others.length &&
      names.every((name, i) => name === others[i] && isUntouched(record[name], copy[name]))
    )
  }
  return { of: (value) => typed(value, once(value)), ofRecord, isIntact }
}

const isRecord = (u: unknown): u is Bag => isBag(u) && kind(u) === Object.prototype && isSpread(u)

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
  const bag = isSpread(value)
    ? how.turn
      ? backwards(value, how)
      : spread(value, how)
    : defined(value, how)
  return how.freeze ? Object.freeze(bag) : bag
}

/**
 * Whether spreading copies all of it: nothing is hidden, and no name sets something else. Asked of
 * names and symbols apart: `Reflect.ownKeys` takes four times as long.
 */
const isSpread = (value: Bag): boolean =>
  Object.getOwnPropertyNames(value).length === Object.keys(value).length &&
  Object.getOwnPropertySymbols(value).length === 0 &&
  !Object.hasOwn(value, '__proto__')

/**
 * Spreading takes over the form of an object at once: several times as fast as key by key. All values
 * at once are read much faster, too, and most are no objects.
 */
const spread = (value: Bag, how: How): Bag => {
  const bag: Record<string, unknown> = { ...value }
  const items = Object.values(bag)
  let keys: ReadonlyArray<string> | undefined
  for (let i = 0; i < items.length; i++) {
    const item = items[i]
    if (typeof item !== 'object' || item === null) continue
    keys ??= Object.keys(bag)
    const key = keys[i]
    if (key !== undefined) bag[key] = copy(item, how)
  }
  return bag
}

const backwards = (value: Bag, how: How): Bag => {
  const bag: Record<string, unknown> = {}
  for (const key of Object.keys(value).reverse()) bag[key] = copy(value[key], how)
  return bag
}

const defined = (value: Bag, how: How): Bag => {
  const bag: Record<PropertyKey, unknown> = {}
  const keys = Reflect.ownKeys(value)
  for (const key of how.turn ? keys.toReversed() : keys) {
    Object.defineProperty(bag, key, {
      value: copy(Reflect.get(value, key), how),
      enumerable: Object.prototype.propertyIsEnumerable.call(value, key),
      writable: true,
      configurable: true,
    })
  }
  return bag
}
