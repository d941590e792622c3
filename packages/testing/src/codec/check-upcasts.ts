/**
 * `checkUpcasts`: everything ever stored is read as today's events, and means what it meant.
 */
import { type EventCodec, type Message, type StoredEvent } from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { lists } from '../arbitrary/lists.ts'
import { type Complaint, drawnSeed, notAsked, ready, reportOn } from '../law/property-law.ts'
import type { Tally } from '../law/tally.ts'
import { decodeFailureText, storedAs, storedEvent } from '../message.ts'
import type { LawReport, Report } from '../report/report.ts'
import { diff } from '../value/diff.ts'
import { equals } from '../value/equals.ts'
import { upcastPathIndependent } from '../law/catalogue.ts'
import { elsewhen, elsewhere } from '../value/elsewhen.ts'
import { copied, frozen, turned } from '../value/frozen.ts'
import { writtenTypes } from '../decider/written-types.ts'
import { anyOf, type CodecOptions } from './check-event-codec.ts'
import { READ_BEFORE, watchingReads } from './earlier-reads.ts'
import { anyFact, severalWays } from './same-facts.ts'
import { type GoldenEvent, storedText, storedVersions } from './stored-events.ts'

// ------------------------------------------------------------------- model

/** What old events meant to the code of their day, and what they mean today. */
export interface View<E extends Message> {
  /** The old fold over events as they were stored, seen through a question. */
  readonly then: (events: ReadonlyArray<GoldenEvent>) => unknown
  /** Today's fold over today's events, seen through the same question. */
  readonly now: (events: ReadonlyArray<E>) => unknown
}

/** What upcasts are checked with. */
export interface UpcastOptions<E extends Message> extends Omit<CodecOptions<E>, 'events'> {
  /** Events that were really stored, of each version; kept for ever. */
  readonly golden?: ReadonlyArray<GoldenEvent>
  /**
   * The same fact as several versions stored it: all must read as the same event (L7), besides what
   * each upcaster makes of drawn data, stored as the version that it leads to.
   */
  readonly sameFacts?: ReadonlyArray<ReadonlyArray<GoldenEvent>>
  /** Questions that must have the same answer then and now (L8), by name. */
  readonly views?: Readonly<Record<string, View<E>>>
}

const DEFAULT_RUNS = 500
const MAX_LOG = 8

// --------------------------------------------------------------- behaviour

/**
 * Checks upcasts: total (L6), independent of the path (L7), and true to what was meant (L8).
 *
 * @example
 * const events = eventCodec(
 *   event('Renamed', t.strict({ name: t.string })).revised(
 *     t.strict({ nameVi: t.string, nameEn: t.string }),
 *     (v1) => ({ nameVi: v1.name, nameEn: v1.name }),
 *   ),
 * )
 * // As two versions of the code have stored them, for ever.
 * const first = { type: 'Renamed', schemaVersion: 1, data: { name: 'A' } }
 * const second = { type: 'Renamed', schemaVersion: 2, data: { nameVi: 'A', nameEn: 'A' } }
 * const report = checkUpcasts(events, { golden: [first, second], sameFacts: [[first, second]] })
 * report.verdict // => 'proven'
 */
export const checkUpcasts = <E extends Message>(
  codec: EventCodec<E>,
  options: UpcastOptions<NoInfer<E>> = {},
): Report => {
  const { runs = DEFAULT_RUNS, seed = drawnSeed(), golden = [], sameFacts = [], views } = options
  const versions = storedVersions(codec, options)
  const today = new Set(writtenTypes(codec))
  const old = versions.filter(({ isCurrent }) => !isCurrent)
  const drawn = anyOf(versions)
  const kept = golden.map((event) => storedEvent(event))
  const changedSince = watchingReads<E>()
  const parameters = { seed, numRuns: runs }
  const total = ready({
    law: 'L6',
    statement: 'every stored version of every type, under every name, reads as an event of today',
    values: kept.length === 0 ? drawn : fc.oneof(drawn, fc.constantFrom(...kept)),
    check: (stored: StoredEvent, tally) => readsAsToday(codec, today, stored, tally, changedSince),
    show: (stored) => [storedText(stored)],
    required: versions.map(({ name }) => name),
  })(parameters)
  const others = [
    ready({
      law: 'L7',
      statement: upcastPathIndependent.statement,
      values: anyFact(codec, versions, sameFacts),
      check: (fact: ReadonlyArray<GoldenEvent>, tally) => readsTheSame(codec, fact, tally),
      show: (fact) => fact.map((event) => storedText(storedEvent(event))),
      required: [...severalWays(codec, versions)],
    }),
    ...Object.entries(views ?? {}).map(([name, view]) =>
      ready({
        law: 'L8',
        statement: `upcasting commutes with folding: ${name}`,
        values: lists(drawn, MAX_LOG),
        check: (log: ReadonlyArray<StoredEvent>, tally) => meansTheSame(codec, view, log, tally),
        show: (log) => log.map((stored, i) => `${i + 1}. ${storedText(stored)}`),
        required: old.map((version) => version.name),
      }),
    ),
  ].map((law) => law(parameters))
  const notes =
    old.length === 0 ? ['no type has an older version or name: there is nothing to upcast'] : []
  const laws =
    old.length === 0
      ? [total]
      : [total, ...others.map((one) => (isImpure(total) ? notAsked(one, total, seed) : one))]
  return reportOn(`upcasts ${options.name ?? codec.types.join(', ')}`, parameters, laws, notes)
}

/** Where reading isn't a function of what is stored, versions differ, too, and what they mean. */
const isImpure = ({ counterexample }: LawReport): boolean =>
  [READ_BEFORE, READS_DIFFERENTLY].some((said) => counterexample?.message.startsWith(said) === true)

const READS_DIFFERENTLY = 'reads differently'

const versionName = ({ type, meta }: StoredEvent): string => `${type} v${meta.schemaVersion}`

const readsAsToday = <E extends Message>(
  codec: EventCodec<E>,
  today: ReadonlySet<string>,
  stored: StoredEvent,
  tally: Tally,
  changedSince: (read: E) => Complaint,
): Complaint => {
  tally.saw(versionName(stored))
  const decoded = codec.decode(copied(stored))
  if (isLeft(decoded)) return `not read: ${decodeFailureText(decoded.left)}`
  const later = elsewhere(() => elsewhen(() => codec.decode(frozen(stored))))
  if (!equals(later, decoded))
    return `${READS_DIFFERENTLY} at another time\n${diff(decoded, later)}`
  const other = codec.decode({ ...stored, data: turned(stored.data) })
  if (!equals(other, decoded)) {
    return `${READS_DIFFERENTLY} with its keys in another order\n${diff(decoded, other)}`
  }
  if (!today.has(decoded.right.type))
    return `reads as ${decoded.right.type}, which is not written today`
  const again = codec.decode(storedAs(codec, decoded.right))
  if (isLeft(again))
    return `what it is upcast to is no event of today: ${decodeFailureText(again.left)}`
  return equals(again.right, decoded.right)
    ? changedSince(decoded.right)
    : `what it is upcast to does not survive today's codec\n${diff(decoded.right, again.right)}`
}

const readsTheSame = <E extends Message>(
  codec: EventCodec<E>,
  fact: ReadonlyArray<GoldenEvent>,
  tally: Tally,
): Complaint => {
  let first: E | undefined
  for (const golden of fact) {
    const decoded = readIfAny(codec, storedEvent(golden))
    if (decoded === undefined || isLeft(decoded)) return undefined
    first ??= decoded.right
    if (!equals(decoded.right, first)) {
      return `version ${golden.schemaVersion} reads as another event\n${diff(first, decoded.right)}`
    }
    tally.saw(decoded.right.type)
    tally.saw(golden.type)
  }
  return undefined
}

/** What throws, or can't be read, is L6's to report. */
const readIfAny = <E extends Message>(
  codec: EventCodec<E>,
  stored: StoredEvent,
): ReturnType<EventCodec<E>['decode']> | undefined => {
  try {
    return codec.decode(copied(stored))
  } catch {
    return undefined
  }
}

const meansTheSame = <E extends Message>(
  codec: EventCodec<E>,
  view: View<E>,
  log: ReadonlyArray<StoredEvent>,
  tally: Tally,
): Complaint => {
  const events: E[] = []
  for (const stored of log) {
    const decoded = readIfAny(codec, stored)
    if (decoded === undefined || isLeft(decoded)) return undefined
    events.push(decoded.right)
  }
  for (const stored of log) tally.saw(versionName(stored))
  const then = view.then(
    log.map(({ type, data, meta }) => ({ type, schemaVersion: meta.schemaVersion, data })),
  )
  const now = view.now(events)
  return equals(then, now) ? undefined : `it meant something else\n${diff(then, now)}`
}
