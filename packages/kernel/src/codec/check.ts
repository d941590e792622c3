/**
 * Checks: what a guard asks of a value, as plain data that one function walks.
 *
 * Promise: `accepts(check, u)` holds only where decoding `u` gives `u` itself; see `guard.ts`. It
 * allocates nothing but the list of each object's names, and never writes to `u`.
 *
 * Rejected: a closure for each part of a codec. All closures of one expression share what the
 * compiler learns, so with many codecs in turn it knows nothing of any call through them.
 */
import { isCivilDate } from '../time/civil-date.ts'
import { isId } from '../id.ts'

/** What a check asks: numbers, as the compiler jumps by those. */
export const STRING = 0
/** The two tests that most texts have, called by name: the compiler then opens them in place. */
export const ID = 1
export const DATE = 2
/** One of some texts. */
export const ONE_OF = 3
/** A text with a test. */
export const TEXT = 4
const LAST_OF_TEXTS = TEXT
export const NUMBER = 5
/** A number with a test. */
export const COUNT = 6
export const BOOLEAN = 7
/** The very same value. */
export const SAME = 8
/** A test on top of another check. */
export const REFINED = 9
export const ARRAY = 10
export const PROPS = 11
/** One of several objects, told apart by the literal that each has under the same key. */
export const TAGGED = 12
export const ANY = 13
/** Whatever a function says. */
export const ASKED = 14

/** One question. All have all fields, so that reading one is the same for each. */
export interface Check {
  readonly op: number
  readonly test: (u: unknown) => boolean
  /** Of an item, or of what a test is on top of. */
  readonly of: Check | undefined
  /** By their lengths: most of them differ, and that is seen at a glance. */
  readonly texts: ReadonlyArray<ReadonlyArray<string>>
  readonly props: PropsCheck
}

/** What is asked of an object, or of one value; here, as most checks are of texts, and small. */
export interface PropsCheck {
  readonly value: unknown
  readonly tag: string
  readonly byTag: ReadonlyMap<unknown, Check>
  readonly byName: ReadonlyMap<string, Check>
  /** No other names than those. */
  readonly exact: boolean
  /** Whether no name is missing that decoding misses, where not all are there. */
  readonly hasAllNeeded: (names: ReadonlyArray<string>) => boolean
  /** Lists of names met of late: a memory of the answers above, which doesn't change them. */
  readonly outlines: Outline[]
}

/** The names of an object in their order, with the check of each; those without one aren't checked. */
interface Outline {
  readonly names: ReadonlyArray<string>
  /** `undefined` where no object with those names decodes to itself, or only the codec can say. */
  readonly checks: ReadonlyArray<Check> | undefined
  /** Every name of the props is there: nothing can be inherited in its stead. */
  readonly full: boolean
}

const yes = (): boolean => true
const noProps: PropsCheck = {
  value: undefined,
  tag: '',
  byTag: new Map(),
  byName: new Map(),
  exact: true,
  hasAllNeeded: yes,
  outlines: [],
}

const NOTHING: Check = { op: ANY, test: yes, of: undefined, texts: [], props: noProps }

/** A check with some of its fields. */
export const check = (op: number, fields: Partial<Check> & Partial<PropsCheck> = {}): Check => ({
  op,
  test: fields.test ?? NOTHING.test,
  of: fields.of,
  texts: fields.texts ?? NOTHING.texts,
  props: { ...noProps, ...fields, outlines: [] },
})

/**
 * Whether a value decodes to itself. Never for NaN: io-ts compares by `===` and copies what holds
 * one, so only the codec can say how.
 */
export const accepts = (asked: Check, u: unknown): boolean =>
  asked.op <= LAST_OF_TEXTS
    ? typeof u === 'string' && acceptsText(asked, u)
    : acceptsOther(asked, u)

/** Apart, and small, so that the compiler opens it where lists and objects are walked. */
const acceptsText = (asked: Check, text: string): boolean => {
  switch (asked.op) {
    case STRING:
      return true
    case ID:
      return isId(text)
    case ONE_OF:
      return isOneOf(text, asked.texts)
    case DATE:
      return isCivilDate(text)
    default:
      return asked.test(text)
  }
}

const acceptsOther = (asked: Check, u: unknown): boolean => {
  switch (asked.op) {
    case PROPS:
      return isBag(u) && acceptsProps(asked.props, u)
    case ARRAY:
      return Array.isArray(u) && acceptsItems(asked.of ?? NOTHING, u)
    case REFINED:
      return accepts(asked.of ?? NOTHING, u) && asked.test(u)
    case NUMBER:
      return typeof u === 'number' && !isNaNValue(u)
    case COUNT:
      return typeof u === 'number' && !isNaNValue(u) && asked.test(u)
    case BOOLEAN:
      return typeof u === 'boolean'
    case SAME:
      return u === asked.props.value
    case TAGGED: {
      if (!isBag(u)) return false
      const member = asked.props.byTag.get(u[asked.props.tag])
      return member !== undefined && accepts(member, u)
    }
    case ANY:
      return !isNaNValue(u)
    default:
      return !isNaNValue(u) && asked.test(u)
  }
}

const isOneOf = (text: string, texts: Check['texts']): boolean => {
  const alike = texts[text.length]
  if (alike === undefined) return false
  for (let i = 0; i < alike.length; i++) if (text === alike[i]) return true
  return false
}

/** NaN alone differs from itself; `Number.isNaN` asks for the type first. */
const isNaNValue = (value: unknown): boolean => value !== value

const acceptsItems = (item: Check, items: ReadonlyArray<unknown>): boolean => {
  // Indexed, as holes count: a hole decodes as undefined does.
  for (let i = 0; i < items.length; i++) if (!accepts(item, items[i])) return false
  return true
}

type Bag = Readonly<Record<string, unknown>>

const isBag = (u: unknown): u is Bag => typeof u === 'object' && u !== null

/** Objects as JSON.parse makes them; anything more exotic is the codec's to judge. */
export const isPlain = (u: unknown): u is Bag => {
  if (typeof u !== 'object' || u === null || Array.isArray(u)) return false
  const prototype: unknown = Object.getPrototypeOf(u)
  return prototype === Object.prototype || prototype === null
}

/**
 * `for…in` reads each value at its place in the object; reading by name costs three times as much. It
 * doesn't see hidden names, so those are listed first. What it sees under each of them is the object's
 * own, as an own name, even a hidden one, covers an inherited one.
 */
const acceptsProps = (props: PropsCheck, u: Bag): boolean => {
  const { names, checks, full } = outlineOf(props, Object.getOwnPropertyNames(u))
  if (checks === undefined || (!full && !isPlain(u))) return false
  let seen = 0
  for (const name in u) {
    const asked = checks[seen]
    if (asked === undefined || names[seen] !== name) return false
    const value = u[name]
    // An absent key and a key that holds undefined differ only for the codec: let it tell.
    if (value === undefined || !accepts(asked, value)) return false
    seen++
  }
  return seen === names.length
}

const outlineOf = (props: PropsCheck, names: ReadonlyArray<string>): Outline => {
  const { outlines } = props
  for (let i = 0; i < outlines.length; i++) {
    const outline = outlines[i]
    if (outline !== undefined && isSame(outline.names, names)) return outline
  }
  const outline = newOutline(props, names)
  // The oldest goes, as a sender of nonsense must not slow down all who come after.
  if (outlines.length === MOST_OUTLINES) outlines.shift()
  outlines.push(outline)
  return outline
}

const isSame = (a: ReadonlyArray<string>, b: ReadonlyArray<string>): boolean => {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

/** Writers put keys in one order, and leave out a few: more than that isn't worth remembering. */
const MOST_OUTLINES = 8

const unchecked = check(ANY)

const newOutline = (props: PropsCheck, names: ReadonlyArray<string>): Outline => {
  const { byName, exact, hasAllNeeded } = props
  const checks: Check[] = []
  let present = 0
  for (const name of names) {
    const asked = byName.get(name)
    if (asked === undefined && exact) return { names, checks: undefined, full: false }
    if (asked !== undefined) present++
    checks.push(asked ?? unchecked)
  }
  const full = present === byName.size
  return { names, checks: full || hasAllNeeded(names) ? checks : undefined, full }
}
