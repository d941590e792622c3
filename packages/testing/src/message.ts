/**
 * Messages as the kit handles them: literals in, decoded commands and stored events out.
 *
 * Everything goes through the aggregate's own codecs, so a test can't pass on a message that no
 * store would hold and no handler would take.
 */
import {
  type Actor,
  type Command,
  CommandMeta,
  type Decode,
  type DecodeFailure,
  decoderOf,
  type EventCodec,
  type EventMeta,
  isId,
  type Message,
  type Plain,
  positionOf,
  type Problem,
  type StoredEvent,
} from '@kiemtra/kernel'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { throughJson } from './value/json.ts'

// ---------------------------------------------------------------- commands

/** A command as a test writes it: no brands, and of its meta only what matters to the test. */
export type TestCommand<C extends Message> = Plain<C> & { readonly meta?: Partial<CommandMeta> }

const TESTER: Actor = { kind: 'operator', personId: 'tester', reason: 'test' }

/** What a test's command carries where the test doesn't say: an operator, on the first of 2024. */
export const defaultMeta: CommandMeta = {
  commandId: 'command-1',
  actor: TESTER,
  recordedAt: '2024-01-01T00:00:00.000Z',
}

const decodeMeta = decoderOf(CommandMeta, 'meta')

/** A decoded command and the id of its stream. */
export interface Addressed<C extends Message> {
  readonly command: Command<C>
  readonly id: string
}

/** Decodes a test's commands as a handler does; make it once. */
export const commandReader = <C extends Message>(
  aggregate: { readonly command: t.Type<C, unknown>; readonly idOf: (command: C) => string },
  defaults: CommandMeta = defaultMeta,
): ((given: TestCommand<C>) => Either<ReadonlyArray<Problem>, Addressed<C>>) => {
  const decode: Decode<C> = decoderOf(aggregate.command)
  return (given) => {
    const { type, data, meta }: Message & { readonly meta?: Partial<CommandMeta> } = given
    const message = decode({ type, data })
    const decodedMeta = decodeMeta({ ...defaults, ...meta })
    if (isLeft(message)) return message
    if (isLeft(decodedMeta)) return decodedMeta
    const id = aggregate.idOf(message.right)
    if (!isId(id)) return left([{ path: 'id', expected: 'an id', found: 'another string' }])
    return right({ command: { ...message.right, meta: decodedMeta.right }, id })
  }
}

// ------------------------------------------------------------------ events

const envelope: Omit<EventMeta, 'schemaVersion'> = {
  commandId: defaultMeta.commandId,
  index: 0,
  count: 1,
  actor: TESTER,
  recordedAt: defaultMeta.recordedAt,
  correlationId: defaultMeta.commandId,
  reads: [],
}

/** An event as a store would hold it: encoded, and turned into JSON and back. */
export const storedAs = <E extends Message>(
  codec: Pick<EventCodec<E>, 'encode'>,
  event: E,
  revision = 0,
): StoredEvent => {
  const { type, schemaVersion, data } = codec.encode(event)
  return storedEvent({ type, schemaVersion, data: throughJson(data) }, revision)
}

/** The envelope of a stored event around its data. */
export const storedEvent = (
  event: { readonly type: string; readonly schemaVersion: number; readonly data: unknown },
  revision = 0,
): StoredEvent => ({
  id: `event-${revision}`,
  stream: 'test.stream-1',
  revision,
  position: positionOf(String(revision).padStart(16, '0')),
  type: event.type,
  data: event.data,
  meta: { ...envelope, schemaVersion: event.schemaVersion },
})

// ---------------------------------------------------------------- problems

/** What is wrong, on one line. */
export const problemsText = (problems: ReadonlyArray<Problem>): string =>
  problems.map(({ path, expected, found }) => `${path}: ${found}, not ${expected}`).join('; ')

/** Why an event can't be read, on one line. */
export const decodeFailureText = (failure: DecodeFailure): string =>
  failure._tag === 'Malformed'
    ? `${failure.type} is malformed (${problemsText(failure.problems)})`
    : `${failure.type}: ${failure._tag}`
