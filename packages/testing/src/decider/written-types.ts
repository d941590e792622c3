/**
 * The event types that a codec writes today.
 */
import type { EventDecoder, EventDefinition, Message } from '@kiemtra/kernel'
import { isBag } from '../value/equals.ts'

/** Types written today; without old names and retired types where the codec lists its definitions. */
export const writtenTypes = (codec: EventDecoder<Message>): ReadonlyArray<string> => {
  const definitions = definitionsIn(codec)
  if (definitions.length === 0) return codec.types
  return definitions.flatMap(({ type, retired }) => (retired ? [] : [type]))
}

interface Listed {
  readonly type: string
  readonly retired: boolean
  readonly formerNames: ReadonlyArray<string>
  readonly versions: ReadonlyArray<unknown>
  readonly steps?: EventDefinition<Message>['steps']
}

/** The definitions that an event codec lists, if it is one that does (`EventCodecOf`). */
export const definitionsIn = (codec: EventDecoder<Message>): ReadonlyArray<Listed> =>
  'definitions' in codec && Array.isArray(codec.definitions)
    ? codec.definitions.filter(isListed)
    : []

const isListed = (u: unknown): u is Listed =>
  isBag(u) &&
  typeof u['type'] === 'string' &&
  typeof u['retired'] === 'boolean' &&
  Array.isArray(u['formerNames']) &&
  Array.isArray(u['versions'])
