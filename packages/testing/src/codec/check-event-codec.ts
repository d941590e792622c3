/**
 * `checkEventCodec`: what an event codec promises of every event that it writes or is shown.
 */
import { type EventCodec, type EventDecoder, type Message, type StoredEvent } from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import type { ArbitraryOptions } from '../arbitrary/of-codec.ts'
import { type Complaint, drawnSeed, ready, reportOn } from '../law/property-law.ts'
import type { Tally } from '../law/tally.ts'
import { decodeFailureText, storedAs, storedEvent } from '../message.ts'
import type { Report } from '../report/report.ts'
import { diff } from '../value/diff.ts'
import { type Bag, equals, isBag, isList } from '../value/equals.ts'
import { throughJson } from '../value/json.ts'
import { storedText, type StoredVersion, storedVersions } from './stored-events.ts'

/** How a codec is checked. */
export interface CodecOptions extends ArbitraryOptions {
  /** How the codec is called in the report. */
  readonly name?: string
  /** Values drawn for each law; 500 by default. */
  readonly runs?: number
  readonly seed?: number
}

const DEFAULT_RUNS = 500

/**
 * Checks the laws of an event codec: round trip (L5), no extra keys, failures without values, no
 * throw whatever it is shown, no name claimed twice.
 *
 * @example
 * const events = eventCodec(event('Counted', t.strict({ by: t.number })))
 * checkEventCodec(events).verdict // => 'proven'
 */
export const checkEventCodec = <E extends Message>(
  codec: EventCodec<E>,
  options: CodecOptions = {},
): Report => {
  const { name = codec.types.join(', '), runs = DEFAULT_RUNS, seed = drawnSeed() } = options
  const versions = storedVersions(codec, options)
  const current = versions.filter(({ isCurrent }) => isCurrent)
  const types = current.map(({ type }) => type)
  const events = anyOf(current)
  const laws = [
    ready({
      law: 'L5',
      statement: 'decode(encode(e)) = e, and what is stored is canonical, through JSON',
      values: events,
      check: (stored: StoredEvent, tally) => roundTrip(codec, stored, tally),
      show: (stored) => [storedText(stored)],
      required: types,
    }),
    ready({
      law: 'strict',
      statement: 'keys beyond the codec are refused or dropped, at the top and inside',
      values: fc.tuple(events, fc.nat()),
      check: ([stored, place]: readonly [StoredEvent, number], tally) =>
        extraKeys(codec, stored, place, tally),
      show: ([stored]) => [storedText(stored)],
      required: types,
    }),
    ready({
      law: 'private',
      statement: 'a failure to decode names places and kinds, and never a value',
      values: fc.tuple(events, fc.nat()),
      check: ([stored, place]: readonly [StoredEvent, number], tally) =>
        valueFree(codec, stored, place, tally),
      show: ([stored]) => [storedText(stored)],
      required: [],
    }),
    ready({
      law: 'total',
      statement: 'decode throws on no stored event, whatever its type, version and data',
      values: fc.tuple(
        fc.oneof(fc.constantFrom(...codec.types, 'NoSuchType'), fc.string()),
        fc.oneof(fc.integer({ min: -1, max: 4 }), fc.double()),
        fc.jsonValue({ maxDepth: 3 }),
      ),
      check: ([type, schemaVersion, data], tally) => {
        codec.decode(storedEvent({ type, schemaVersion, data }))
        tally.saw()
        return undefined
      },
      show: ([type, schemaVersion, data]) => [`${type} v${schemaVersion} ${JSON.stringify(data)}`],
      required: [],
    }),
    ready({
      law: 'names',
      statement: 'no name, old ones included, is claimed by two definitions',
      values: fc.constant(clashesIn(codec)),
      check: (clashes: ReadonlyArray<string>, tally) => {
        tally.saw()
        return clashes.length === 0 ? undefined : `claimed twice: ${clashes.join(', ')}`
      },
      show: (clashes) => clashes,
      required: [],
    }),
  ].map((law) => law({ seed, numRuns: runs }))
  return reportOn(`codec ${name}`, { seed, numRuns: runs }, laws)
}

// --------------------------------------------------------------- behaviour

/** Each version as often as any other. */
export const anyOf = (versions: ReadonlyArray<StoredVersion>): fc.Arbitrary<StoredEvent> =>
  fc.oneof(...versions.map(({ events }) => events))

const roundTrip = <E extends Message>(
  codec: EventCodec<E>,
  stored: StoredEvent,
  tally: Tally,
): Complaint => {
  const decoded = codec.decode(stored)
  if (isLeft(decoded))
    return `what its own version drew is refused: ${decodeFailureText(decoded.left)}`
  tally.saw(stored.type)
  const written = storedAs(codec, decoded.right)
  const again = codec.decode(written)
  if (isLeft(again)) return `what it wrote is refused: ${decodeFailureText(again.left)}`
  if (!equals(again.right, decoded.right)) {
    return `an event comes back different\n${diff(decoded.right, again.right)}`
  }
  const canonical = { type: stored.type, data: stored.data }
  return equals({ type: written.type, data: written.data }, canonical)
    ? undefined
    : `what is stored changes when it is read and written\n${diff(canonical, written)}`
}

const MARK = 'kiemtra-mark-of-an-unwanted-value'

const extraKeys = <E extends Message>(
  codec: EventCodec<E>,
  stored: StoredEvent,
  place: number,
  tally: Tally,
): Complaint => {
  const places = objectsIn(stored.data)
  const data = withExtra(stored.data, places[place % Math.max(1, places.length)] ?? stored.data)
  const decoded = codec.decode({ ...stored, data })
  tally.saw(stored.type)
  return !isLeft(decoded) && JSON.stringify(decoded.right).includes(MARK)
    ? `a key that the codec does not name has survived\n${JSON.stringify(decoded.right)}`
    : undefined
}

/** Every object inside a value, arrays aside. */
const objectsIn = (value: unknown): ReadonlyArray<unknown> => {
  if (!isBag(value)) return []
  const inside = Object.values(value).flatMap(objectsIn)
  return Array.isArray(value) ? inside : [value, ...inside]
}

const withExtra = (value: unknown, at: unknown): unknown => {
  if (isList(value)) return value.map((item) => withExtra(item, at))
  if (!isBag(value)) return value
  const copy: Bag = Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, withExtra(inner, at)]),
  )
  return value === at ? { ...copy, [MARK]: MARK } : copy
}

const valueFree = (
  codec: EventDecoder<Message>,
  stored: StoredEvent,
  place: number,
  tally: Tally,
): Complaint => {
  const leaves = leavesIn(stored.data, [])
  const path = leaves[place % Math.max(1, leaves.length)] ?? []
  // An object where something else should be: wrong for every leaf, and it carries the mark.
  const data = replaced(stored.data, path, { [MARK]: [MARK] })
  const decoded = codec.decode({ ...stored, data: throughJson(data) })
  if (!isLeft(decoded)) return undefined
  tally.saw(stored.type)
  return JSON.stringify(decoded.left).includes(MARK)
    ? `the failure shows the value: ${JSON.stringify(decoded.left)}`
    : undefined
}

type Path = ReadonlyArray<string>

const leavesIn = (value: unknown, path: Path): ReadonlyArray<Path> => {
  if (!isBag(value)) return [path]
  return Object.entries(value).flatMap(([key, inner]) => leavesIn(inner, [...path, key]))
}

const replaced = (value: unknown, [step, ...rest]: Path, by: unknown): unknown => {
  if (step === undefined) return by
  if (isList(value)) {
    return value.map((item, i) => (String(i) === step ? replaced(item, rest, by) : item))
  }
  return isBag(value) ? { ...value, [step]: replaced(value[step], rest, by) } : value
}

const clashesIn = (codec: EventDecoder<Message>): ReadonlyArray<string> =>
  'clashes' in codec && Array.isArray(codec.clashes) ? codec.clashes.map(String) : []
