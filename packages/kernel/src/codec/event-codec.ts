/**
 * Event codecs: every version ever stored decodes to today's union; today's union encodes.
 *
 * Dispatch is on `type` first, then on the version in the event's meta. Each version has its codec,
 * and one upcaster per step leads to the next, one event to one event. A type may have been renamed
 * (old name, same meaning) or retired (no longer written; its facts read as a current event).
 * Nothing is cast: what doesn't decode is `UnknownType`, `NewerVersion` or `Malformed`.
 */
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import type { Message, StoredEvent } from '../message.ts'
import { decoderOf } from './decode.ts'
import { guardOf } from './guard.ts'
import type { Problem } from './problems.ts'
import type { Codec } from './codec.ts'

// ------------------------------------------------------------------- model

/** Why a stored event can't be read. Names places and kinds, never values. */
export type DecodeFailure =
  | {
      readonly _tag: 'UnknownType'
      readonly type: string
      readonly stream: string
      readonly revision: number
    }
  | {
      readonly _tag: 'NewerVersion'
      readonly type: string
      readonly schemaVersion: number
      readonly stream: string
      readonly revision: number
    }
  | {
      readonly _tag: 'Malformed'
      readonly type: string
      readonly stream: string
      readonly revision: number
      readonly problems: ReadonlyArray<Problem>
    }

/** Decodes every version ever stored to today's union. */
export interface EventDecoder<out E extends Message> {
  /** Every name under which such an event may be stored, old names included. */
  readonly types: ReadonlyArray<string>
  readonly decode: (stored: StoredEvent) => Either<DecodeFailure, E>
}

/** An event as it goes into a store. */
export interface EncodedEvent<Type extends string = string> {
  readonly type: Type
  readonly schemaVersion: number
  readonly data: unknown
}

/** Encodes today's union, too. */
export interface EventCodec<E extends Message> extends EventDecoder<E> {
  readonly encode: (event: E) => EncodedEvent<E['type']>
}

/** An event codec that can be walked: for catalogues, arbitraries and laws. */
export interface EventCodecOf<E extends Message> extends EventCodec<E> {
  readonly definitions: ReadonlyArray<EventDefinition<E>>
  /**
   * Names that more than one definition claims, old names included. Such a name decodes to nothing
   * (`Malformed`, at `type`), as no answer would be right. A sound codec has none; laws check it.
   */
  readonly clashes: ReadonlyArray<string>
}

/** The union of events that a codec decodes. */
export type EventOfCodec<C> = C extends EventDecoder<infer E> ? E : never

type DecodeData<E> = (data: unknown) => Either<ReadonlyArray<Problem>, E>

/** One type of event: its versions, and the names it was stored under. */
export interface EventDefinition<out E extends Message> {
  /** The name written today; for a retired event, the name it was written under. */
  readonly type: string
  readonly retired: boolean
  readonly formerNames: ReadonlyArray<string>
  /** Codec of each version, the first at 0. */
  readonly versions: ReadonlyArray<Codec>
  /** Decodes the data of each version to today's event, the first at 0. */
  readonly decoders: ReadonlyArray<DecodeData<E>>
  /** Encodes today's data. */
  readonly encodeData: (data: unknown) => unknown
  /**
   * The upcaster of each version but the last: from its data as stored to a value of the next. For
   * laws, which compare the ways to today; absent where a definition is written by hand.
   */
  readonly steps?: ReadonlyArray<DecodeData<unknown>>
}

/** A current event, open to further versions and former names. */
export interface CurrentEvent<Type extends string, Data> extends EventDefinition<{
  readonly type: Type
  readonly data: Data
}> {
  /** The next version: its codec, and the upcaster from the one before. Upcasters are pure and total. */
  readonly revised: <Next>(
    codec: t.Type<Next, unknown>,
    up: (previous: Data) => Next,
  ) => CurrentEvent<Type, Next>
  /** An older name of the same event; its versions are counted on under the new name. */
  readonly renamedFrom: (name: string) => CurrentEvent<Type, Data>
  /** Retires the event with all its versions and names: it is read as a current one from now on. */
  readonly retiredAs: <E extends Message>(as: (data: Data) => E) => EventDefinition<E>
}

// ------------------------------------------------------------ constructors

/**
 * Defines an event at its first version.
 *
 * @example
 * const renamed = event('AgencyRenamed', t.strict({ name: t.string }))
 *   .revised(t.strict({ nameVi: t.string, nameEn: t.string }), (v1) => ({
 *     nameVi: v1.name,
 *     nameEn: v1.name,
 *   }))
 *   .renamedFrom('AgencyNameChanged')
 * renamed.decoders[0]?.({ name: 'Sở Nội vụ' })
 * // => E.right({ type: 'AgencyRenamed', data: { nameVi: 'Sở Nội vụ', nameEn: 'Sở Nội vụ' } })
 */
export const event = <const Type extends string, Data>(
  type: Type,
  codec: t.Type<Data, unknown>,
): CurrentEvent<Type, Data> => current(type, [], [codec], [decoderOf(codec, 'data')], codec, [])

/**
 * Defines an event that is no longer written; what is stored of it reads as a current event. One
 * that had versions or former names is retired by its own `retiredAs`.
 *
 * @example
 * const codec = eventCodec(
 *   event('AgencyRenamed', t.strict({ name: t.string })),
 *   retired('AgencyRetitled', t.strict({ title: t.string }), ({ title }) => ({
 *     type: 'AgencyRenamed' as const,
 *     data: { name: title },
 *   })),
 * )
 * codec.types // => ['AgencyRenamed', 'AgencyRetitled']
 */
export const retired = <Data, E extends Message>(
  type: string,
  codec: t.Type<Data, unknown>,
  as: (data: Data) => E,
): EventDefinition<E> => event(type, codec).retiredAs(as)

const current = <Type extends string, Data>(
  type: Type,
  formerNames: ReadonlyArray<string>,
  versions: ReadonlyArray<Codec>,
  decoders: ReadonlyArray<DecodeData<Data>>,
  codec: t.Type<Data, unknown>,
  steps: ReadonlyArray<DecodeData<unknown>>,
): CurrentEvent<Type, Data> => ({
  type,
  retired: false,
  formerNames,
  versions,
  steps,
  decoders: decoders.map((decode) => mapped(decode, (data) => ({ type, data }))),
  encodeData: encoderOf(codec),
  revised: (next, up) =>
    current(
      type,
      formerNames,
      [...versions, next],
      [...decoders.map((decode) => mapped(decode, up)), decoderOf(next, 'data')],
      next,
      [...steps, mapped(decoderOf(codec, 'data'), up)],
    ),
  renamedFrom: (name) => current(type, [...formerNames, name], versions, decoders, codec, steps),
  retiredAs: (as) => ({
    type,
    retired: true,
    formerNames,
    versions,
    steps,
    decoders: decoders.map((decode) => mapped(decode, as)),
    encodeData: (data) => data,
  }),
})

/**
 * Data that decodes to itself is its own encoding. io-ts's `encode` throws on what isn't of its type,
 * so it is asked only for what is.
 */
const encoderOf = (codec: Codec) => {
  const canonical = guardOf(codec)
  return (data: unknown): unknown =>
    canonical(data) || !codec.is(data) ? data : codec.encode(data)
}

const mapped =
  <A, B>(decode: DecodeData<A>, f: (a: A) => B): DecodeData<B> =>
  (data) => {
    const decoded = decode(data)
    return isLeft(decoded) ? decoded : right(f(decoded.right))
  }

/**
 * The codec of a union of events.
 *
 * @example
 * const codec = eventCodec(
 *   event('AgencyRegistered', t.strict({ name: t.string })),
 *   event('AgencyRenamed', t.strict({ name: t.string })),
 * )
 * codec.encode({ type: 'AgencyRenamed', data: { name: 'Sở Nội vụ' } })
 * // => { type: 'AgencyRenamed', schemaVersion: 1, data: { name: 'Sở Nội vụ' } }
 */
export function eventCodec<const Es extends ReadonlyArray<Message>>(
  ...definitions: { readonly [I in keyof Es]: EventDefinition<Es[I]> }
): EventCodecOf<Es[number]>
export function eventCodec<E extends Message>(
  ...definitions: ReadonlyArray<EventDefinition<E>>
): EventCodecOf<E> {
  const stored = new Map<string, EventDefinition<E>>()
  const written = new Map<string, EventDefinition<E>>()
  const clashes = new Set<string>()
  for (const definition of definitions) {
    for (const name of new Set([definition.type, ...definition.formerNames])) {
      if (stored.has(name)) clashes.add(name)
      stored.set(name, definition)
    }
    if (!definition.retired) written.set(definition.type, definition)
  }
  return {
    definitions,
    clashes: [...clashes],
    types: [...stored.keys()],
    decode: (event) =>
      clashes.has(event.type)
        ? malformed(event, [ambiguousType])
        : decodeBy(stored.get(event.type), event),
    encode: (event: E): EncodedEvent<E['type']> => {
      const definition = written.get(event.type)
      return {
        type: event.type,
        schemaVersion: definition?.versions.length ?? 1,
        data: definition === undefined ? event.data : definition.encodeData(event.data),
      }
    },
  }
}

// --------------------------------------------------------------- behaviour

const decodeBy = <E extends Message>(
  definition: EventDefinition<E> | undefined,
  stored: StoredEvent,
): Either<DecodeFailure, E> => {
  const { type, stream, revision } = stored
  if (definition === undefined) return left({ _tag: 'UnknownType', type, stream, revision })
  const { schemaVersion } = stored.meta
  const decode = definition.decoders[schemaVersion - 1]
  if (decode === undefined) {
    return Number.isInteger(schemaVersion) && schemaVersion > definition.decoders.length
      ? left({ _tag: 'NewerVersion', type, schemaVersion, stream, revision })
      : malformed(stored, [badVersion])
  }
  const decoded = decode(stored.data)
  return isLeft(decoded) ? malformed(stored, decoded.left) : decoded
}

const malformed = (
  { type, stream, revision }: StoredEvent,
  problems: ReadonlyArray<Problem>,
): Either<DecodeFailure, never> => left({ _tag: 'Malformed', type, stream, revision, problems })

const badVersion: Problem = {
  path: 'meta.schemaVersion',
  expected: 'a whole number from 1',
  found: 'another number',
}

const ambiguousType: Problem = {
  path: 'type',
  expected: 'a name that one definition claims',
  found: 'a name that several claim',
}
