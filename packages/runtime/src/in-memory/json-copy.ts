/**
 * A frozen copy of a value as JSON would hold it.
 *
 * A store on disk keeps JSON, so the store in memory keeps nothing else: a test can't pass on a
 * `Date`, a `NaN` or a class instance that would come back as something else. Properties that hold
 * `undefined` are left out, as JSON leaves them out. What JSON would change is the caller's bug and
 * throws a `TypeError` with the path and the kind, never the value.
 * Copied, so that the writer can't change it later; frozen, so that no reader can. Rejected:
 * `JSON.parse(JSON.stringify(x))`, slower, and it changes those values silently.
 */
import { kindOf } from '@kiemtra/kernel'

type Bag = Record<string, unknown>

const isPlain = (value: object): value is Bag => {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

const refuse = (path: string, kind: string): never => {
  throw new TypeError(`not JSON: ${path === '' ? 'the value' : path} is ${kind}`)
}

/** A deep, frozen copy; see the module. */
export const jsonCopy = (value: unknown, path = ''): unknown => {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value
    case 'number':
      // Adding 0 turns -0 into 0, as JSON does.
      return Number.isFinite(value) ? value + 0 : refuse(path, 'not a finite number')
    case 'object':
      if (value === null) return null
      if (Array.isArray(value)) return copyArray(value, path)
      return isPlain(value) ? copyBag(value, path) : refuse(path, 'an instance of a class')
    default:
      return refuse(path, kindOf(value))
  }
}

const copyArray = (items: ReadonlyArray<unknown>, path: string): ReadonlyArray<unknown> => {
  const copy: unknown[] = []
  for (let i = 0; i < items.length; i++) copy.push(jsonCopy(items[i], `${path}[${i}]`))
  return Object.freeze(copy)
}

const copyBag = (bag: Bag, path: string): Bag => {
  const copy: Bag = {}
  for (const key of Object.keys(bag)) {
    const value = bag[key]
    if (value === undefined) continue
    const copied = isScalar(value) ? value : jsonCopy(value, `${path}.${key}`)
    // Assigning to `__proto__` would set the prototype and lose the property.
    if (key === '__proto__') {
      Object.defineProperty(copy, key, { value: copied, enumerable: true })
    } else {
      copy[key] = copied
    }
  }
  return Object.freeze(copy)
}

/** Most values by far: spares them the path. */
const isScalar = (value: unknown): boolean =>
  typeof value === 'string' || typeof value === 'boolean'
