/**
 * `checkEventCodec`: what an event codec promises of every event that it writes or is shown.
 */
import type { EventCodec, EventDecoder, Message, StoredEvent } from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import type { ArbitraryOptions } from '../arbitrary/of-codec.ts'
import { fail } from '../failure.ts'
import * as laws from '../law/catalogue.ts'
import {
  type Complaint,
  drawnSeed,
  type PropertyLaw,
  ready,
  type ReadyLaw,
  reportOn,
} from '../law/property-law.ts'
import type { Tally } from '../law/tally.ts'
import { decodeFailureText, storedAs, storedEvent } from '../message.ts'
import type { LawReport, Report } from '../report/report.ts'
import { diff, printedInline } from '../value/diff.ts'
import { type Bag, equals, isBag, isList } from '../value/equals.ts'
import { copied, frozen, turned } from '../value/frozen.ts'
import { watchingReads } from './earlier-reads.ts'
import { takesOtherKinds } from './other-kinds.ts'
import { storedText, type StoredVersion, storedVersions } from './stored-events.ts'
import { valueFree } from './value-free.ts'

/** How a codec is checked. */
export interface CodecOptions<E extends Message = Message> extends ArbitraryOptions {
  /** Events to encode; by default drawn from the definitions that the codec lists. */
  readonly events?: fc.Arbitrary<E>
  /** Laws to ask about; by default all that concern codecs. */
  readonly only?: ReadonlyArray<laws.Law>
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
  options: CodecOptions<NoInfer<E>> = {},
): Report => {
  const { name = codec.types.join(', '), runs = DEFAULT_RUNS, seed = drawnSeed(), only } = options
  const versions = storedVersions(codec, options)
  const current = versions.filter(({ isCurrent }) => isCurrent)
  const names = new Set([...codec.types, ...versions.map(({ name }) => name.split(' ')[0] ?? '')])
  const types = current.map(({ type }) => type)
  const drawn = options.events ?? valuesOf(codec, current)
  if (drawn === undefined) return fail('the codec lists no definitions to draw from: pass `events`')
  const stored = drawn.map((event) => storedAs(codec, copied(event)))
  const asked = [
    of(laws.roundTrip, {
      values: drawn,
      check: roundTrips(codec),
      show: (event) => [`${event.type} ${printedInline(event.data)}`],
      required: types,
    }),
    of(laws.strictKeys, {
      values: fc.tuple(stored, fc.nat()),
      check: ([event, place]: readonly [StoredEvent, number], tally) =>
        extraKeys(codec, event, place, tally),
      show: ([event]) => [storedText(event)],
      required: types,
    }),
    of(laws.privateFailures, {
      values: fc.tuple(stored, fc.nat()),
      check: ([event, place]: readonly [StoredEvent, number], tally) =>
        valueFree(codec, event, place, tally),
      show: ([event]) => [storedText(event)],
      required: [],
    }),
    of(laws.totality, {
      values: fc.oneof(garbage(codec.types), foreign(stored, names)),
      check: ({ event, isForeign }: Shown, tally) => {
        const decoded = codec.decode(frozen(event))
        tally.saw()
        return isForeign && !isLeft(decoded) ? 'read as if it were known' : undefined
      },
      show: ({ event }) => [storedText(event)],
      required: [],
    }),
    of(laws.uniqueNames, {
      values: fc.constant(clashesIn(codec)),
      check: (clashes: ReadonlyArray<string>, tally) => {
        tally.saw()
        return clashes.length === 0 ? undefined : `claimed twice: ${clashes.join(', ')}`
      },
      show: (clashes) => clashes,
      required: [],
    }),
  ]
  const reports = asked
    .filter(({ law }) => laws.isAsked(law, only))
    .map(({ run }) => run({ seed, numRuns: runs }))
  return reportOn(`codec ${name}`, { seed, numRuns: runs }, reports)
}

// --------------------------------------------------------------- behaviour

const of = <T>(
  law: laws.Law,
  asked: Omit<PropertyLaw<T, Complaint>, 'law' | 'statement'>,
): { readonly law: laws.Law; readonly run: ReadyLaw<LawReport> } => ({
  law,
  run: ready({ law: law.id, statement: STATEMENTS[law.id] ?? law.statement, ...asked }),
})

const STATEMENTS: Readonly<Partial<Record<laws.LawId, string>>> = {
  total: 'decode throws on no stored event; unknown types and newer versions are failures',
}

/** Events of today, each type as often as any other. */
const valuesOf = <E extends Message>(
  codec: EventCodec<E>,
  current: ReadonlyArray<StoredVersion>,
): fc.Arbitrary<E> | undefined => {
  // A value of its codec under its type is an event: that is what the definitions say.
  const isEvent = (event: Message): event is E => codec.types.includes(event.type)
  return current.length === 0
    ? undefined
    : fc
        .oneof(...current.map(({ type, values }) => values.map((data) => ({ type, data }))))
        .filter(isEvent)
}

/** What a decoder may be shown. */
interface Shown {
  readonly event: StoredEvent
  /** Of a type or version that it can't know. */
  readonly isForeign: boolean
}

const garbage = (types: ReadonlyArray<string>): fc.Arbitrary<Shown> =>
  fc
    .record({
      type: fc.oneof(fc.constantFrom(...types), fc.string()),
      schemaVersion: fc.oneof(fc.integer({ min: -1, max: 4 }), fc.double()),
      data: fc.jsonValue({ maxDepth: 3 }),
    })
    .map((event) => ({ event: storedEvent(event), isForeign: false }))

/** Sound data under a version that can't be, or a name that is only like a known one. */
const foreign = (
  stored: fc.Arbitrary<StoredEvent>,
  names: ReadonlySet<string>,
): fc.Arbitrary<Shown> =>
  fc
    .tuple(stored, fc.constantFrom(...STRANGE))
    .map(([event, change]) => change(event))
    .filter(({ type, meta: { schemaVersion } }) => !names.has(type) || !isVersion(schemaVersion))
    .map((event) => ({ event, isForeign: true }))

/** No type has had so many versions. */
const NEVER = 99
const isVersion = (n: number): boolean => Number.isInteger(n) && n >= 1 && n < NEVER

const renamed =
  (change: (type: string) => string) =>
  (event: StoredEvent): StoredEvent => ({ ...event, type: change(event.type) })
const versioned =
  (schemaVersion: number) =>
  (event: StoredEvent): StoredEvent => ({ ...event, meta: { ...event.meta, schemaVersion } })

const STRANGE: ReadonlyArray<(event: StoredEvent) => StoredEvent> = [
  renamed((type) => `${type}OfTomorrow`),
  renamed((type) => `Not${type}`),
  renamed((type) => type.toLowerCase()),
  renamed((type) => ` ${type}`),
  versioned(NEVER),
  versioned(0),
  versioned(1.5),
]

/** Each version as often as any other. */
export const anyOf = (versions: ReadonlyArray<StoredVersion>): fc.Arbitrary<StoredEvent> =>
  fc.oneof(...versions.map(({ events }) => events))

/** From the event, not from what is stored of it: what encoding loses is lost on both sides there. */
const roundTrips = <E extends Message>(
  codec: EventCodec<E>,
): ((event: E, tally: Tally) => Complaint) => {
  const changedSince = watchingReads<E>()
  return (event, tally) => {
    const kept = frozen(event)
    const stored = storedAs(codec, kept)
    const decoded = codec.decode(frozen(stored))
    if (isLeft(decoded)) return `what it wrote is refused: ${decodeFailureText(decoded.left)}`
    tally.saw(event.type)
    if (!equals(decoded.right, event)) {
      return `an event comes back different\n${diff(event, decoded.right)}`
    }
    const again = storedAs(codec, decoded.right)
    if (!equals(again, stored)) {
      return `what is stored changes when it is read and written\n${diff(stored, again)}`
    }
    const other = codec.decode({ ...stored, data: turned(stored.data) })
    if (!equals(other, decoded)) {
      return `with its keys in another order, it reads differently\n${diff(decoded, other)}`
    }
    return changedSince(decoded.right)
  }
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
  // Printed, not as JSON: it need not be such, once it is decoded.
  const read = isLeft(decoded) ? '' : printedInline(decoded.right)
  return read.includes(MARK)
    ? `a key that the codec does not name has survived\n${read}`
    : takesOtherKinds(codec, stored, place)
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

const clashesIn = (codec: EventDecoder<Message>): ReadonlyArray<string> =>
  'clashes' in codec && Array.isArray(codec.clashes) ? codec.clashes.map(String) : []
