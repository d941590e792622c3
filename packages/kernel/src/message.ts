/**
 * The messages that everything else speaks in: commands, events, and events as a store holds them.
 *
 * A message is plain, JSON-safe, readonly data. What a rule, a fold or an as-of question reads
 * stands in `data`; what only audit reads stands in `meta`.
 */
import * as t from 'io-ts'
import { checkedString, type Plain } from './brand.ts'
import { isId } from './id.ts'
import { isInstant } from './time/instant.ts'
import { personal } from './codec/personal.ts'

// ------------------------------------------------------------------- model

/** A command or event as plain, JSON-safe, readonly data. */
export interface Message {
  readonly type: string
  readonly data: unknown
}

/** A tagged value: a rejection, with ids and kinds, never a person's data. */
export interface Tagged {
  readonly _tag: string
}

/** The type under which a recorded refusal stands in a stream, in every category. */
export const COMMAND_REFUSED = 'CommandRefused'

/** Who acts. The embedding service proves it; what the actor may do, the domain decides. */
export type Actor =
  | {
      readonly kind: 'official'
      readonly personId: string
      readonly agencyId: string
      readonly post: string
    }
  | { readonly kind: 'policy'; readonly name: string; readonly onBehalfOf: string }
  | { readonly kind: 'operator'; readonly personId: string; readonly reason: string }
  | { readonly kind: 'import'; readonly source: string }

/** What accompanies a command: its identity, who sends it, and when it is recorded. */
export interface CommandMeta {
  readonly commandId: string
  readonly actor: Actor
  /** Instant, ISO 8601 UTC: when it is recorded. When it happened stands in `data`. */
  readonly recordedAt: string
  readonly correlationId?: string
  /** Id of the message that led to this command, an event's for a policy's command. */
  readonly causationId?: string
  /** 'record' leaves `CommandRefused` in the stream and answers a repeat from it. Default 'answer'. */
  readonly onRefusal?: 'answer' | 'record'
}

/** A command as it is handled: decoded, with its meta. */
export type Command<M extends Message> = M & { readonly meta: CommandMeta }

/** A command as a caller may write it down: brands are checked by the handler, not demanded of it. */
export type PlainCommand<M extends Message> = Plain<M> & { readonly meta: CommandMeta }

/** What only audit reads. What a rule reads stands in the event's data. */
export interface EventMeta {
  readonly schemaVersion: number
  readonly commandId: string
  /** Place among the events of its command, from 0. */
  readonly index: number
  /** How many events its command produced. */
  readonly count: number
  readonly actor: Actor
  readonly recordedAt: string
  readonly correlationId: string
  readonly causationId?: string
  /** Other streams, and their revisions, that the decision relied on; -1: the stream was empty. */
  readonly reads: ReadonlyArray<{ readonly stream: string; readonly revision: number }>
}

/** Opaque; ordered by plain string comparison; stored and sent as it is. */
export type Position = string & { readonly Position: unique symbol }

/** An event as a store holds it. */
export interface StoredEvent {
  readonly id: string
  readonly stream: string
  /** From 0, without gaps within a stream. */
  readonly revision: number
  readonly position: Position
  readonly type: string
  readonly data: unknown
  readonly meta: EventMeta
}

/** An event as projections and policies get it. */
export interface Recorded<E extends Message> extends Omit<StoredEvent, 'type' | 'data'> {
  readonly event: E
}

// ------------------------------------------------------------ constructors

/** An event decoded, in the envelope it was stored in. */
export const recorded = <E extends Message>(stored: StoredEvent, event: E): Recorded<E> => ({
  id: stored.id,
  stream: stored.stream,
  revision: stored.revision,
  position: stored.position,
  meta: stored.meta,
  event,
})

/** A position as its store wrote it. Only a store may say so; everyone else passes positions on. */
export const positionOf = (text: string): Position =>
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- the one door through which a store's own text becomes opaque
  text as Position

// ------------------------------------------------------------------- codec

/** Codec of {@link Actor}. */
export const Actor: t.Type<Actor, unknown> = t.union([
  t.strict({
    kind: t.literal('official'),
    personId: t.string,
    agencyId: t.string,
    post: t.string,
  }),
  t.strict({ kind: t.literal('policy'), name: t.string, onBehalfOf: t.string }),
  t.strict({ kind: t.literal('operator'), personId: t.string, reason: personal(t.string) }),
  t.strict({ kind: t.literal('import'), source: t.string }),
])

const INSTANT = checkedString('instant YYYY-MM-DDTHH:mm:ss.sssZ', isInstant)

/** Codec of {@link CommandMeta}. */
export const CommandMeta: t.Type<CommandMeta, unknown> = t.exact(
  t.intersection([
    t.type({
      commandId: checkedString('command id', isId),
      actor: Actor,
      recordedAt: INSTANT,
    }),
    t.partial({
      correlationId: t.string,
      causationId: t.string,
      onRefusal: t.keyof({ answer: null, record: null }),
    }),
  ]),
)

const wholeNumber = t.refinement(t.number, (n) => Number.isInteger(n) && n >= 0, 'whole number')

/** Codec of {@link EventMeta}, for stores that read it back. */
export const EventMeta: t.Type<EventMeta, unknown> = t.exact(
  t.intersection([
    t.type({
      schemaVersion: wholeNumber,
      commandId: t.string,
      index: wholeNumber,
      count: wholeNumber,
      actor: Actor,
      recordedAt: INSTANT,
      correlationId: t.string,
      reads: t.readonlyArray(t.strict({ stream: t.string, revision: t.number })),
    }),
    t.partial({ causationId: t.string }),
  ]),
)
