/**
 * Projections: pure functions from events to rows of a read model.
 */
import type * as t from 'io-ts'
import type { EventDecoder } from './codec/event-codec.ts'
import type { Message, Recorded } from './message.ts'

/** What a projection or policy listens to: any aggregate is one. */
export interface EventSource<out E extends Message = Message> {
  readonly category: string
  readonly event: EventDecoder<E>
}

/** The union of events of an event source. */
export type EventOf<S> = S extends EventSource<infer E> ? E : never

/** What one type of event does to rows. */
export interface Handler<Row, E extends Message> {
  /** Keys of the rows that the event concerns; each once. */
  readonly keys: (recorded: Recorded<E>, links: Links) => ReadonlyArray<string>
  /**
   * The row after the event; `undefined` removes it. `remembered` is what the links hold of the
   * event's own stream, this event included: how a row learns what was secret until now. `key` is the
   * row's own, one of `keys`: so one event may make several rows. A projector always passes both;
   * optional, so that a handler may be asked without them, too.
   */
  readonly apply: (
    row: Row | undefined,
    recorded: Recorded<E>,
    remembered?: Remembered,
    key?: string,
  ) => Row | undefined
}

/** What a projection remembers of one stream: ids and terms, by names of its own. No row shows it. */
export type Remembered = Readonly<Record<string, string>>

/** What a projection remembers per stream, in the rows' own transaction, to reach rows of other keys. */
export interface Links {
  readonly of: (stream: string) => Remembered
}

/**
 * Who may see a read model's rows: auditors, delegations, everyone, or the subject that a row names.
 * Only what auditors see may show secret visits before they open.
 */
export type Audience<Row> =
  'auditor' | 'delegation' | 'public' | { readonly subject: (row: Row) => string }

/** A read model: its rows, and how events become them. */
export interface Projection<Row, Sources extends ReadonlyArray<EventSource>> {
  readonly name: string
  /** Bumped whenever the rows mean something else; a new version is built anew. */
  readonly version: number
  readonly from: Sources
  readonly audience: Audience<Row>
  readonly row: t.Type<Row, unknown>
  readonly indexes: ReadonlyArray<keyof Row & string>
  readonly on: {
    readonly [T in EventOf<Sources[number]>['type']]?: Handler<
      Row,
      Extract<EventOf<Sources[number]>, { readonly type: T }>
    >
  }
  /** What to remember of the event's stream, added to what its earlier events left. */
  readonly links?: (recorded: Recorded<EventOf<Sources[number]>>) => Remembered | undefined
}

/**
 * Defines a projection: the row is named, events are inferred from the sources.
 *
 * @example
 * const Agency = {
 *   category: 'agency',
 *   event: eventCodec(event('AgencyRenamed', t.strict({ name: t.string }))),
 * }
 * const names = projection<{ readonly name: string }>()({
 *   name: 'names',
 *   version: 1,
 *   from: [Agency],
 *   audience: 'public',
 *   row: t.strict({ name: t.string }),
 *   indexes: ['name'],
 *   on: {
 *     AgencyRenamed: {
 *       keys: ({ stream }) => [stream],
 *       apply: (_, { event }) => ({ name: event.data.name }),
 *     },
 *   },
 * })
 * Object.keys(names.on) // => ['AgencyRenamed']
 */
export const projection =
  <Row>() =>
  <const Sources extends ReadonlyArray<EventSource>>(
    definition: Projection<Row, Sources>,
  ): Projection<Row, Sources> =>
    definition

/**
 * Any projection, for lists of them. Its functions are methods, so that every `Projection` is one;
 * only the projector calls them, with events from its sources and rows from its codec.
 */
export interface AnyProjection {
  readonly name: string
  readonly version: number
  readonly from: ReadonlyArray<EventSource>
  readonly audience: 'auditor' | 'delegation' | 'public' | { subject(row: unknown): string }
  readonly row: t.Mixed
  readonly indexes: ReadonlyArray<string>
  readonly on: Readonly<Record<string, AnyHandler | undefined>>
  links?(recorded: Recorded<Message>): Remembered | undefined
}

/** Any handler of {@link AnyProjection}. */
export interface AnyHandler {
  keys(recorded: Recorded<Message>, links: Links): ReadonlyArray<string>
  apply(row: unknown, recorded: Recorded<Message>, remembered?: Remembered, key?: string): unknown
}
