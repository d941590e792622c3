/**
 * Command codecs: dispatch on `type`, then the codec of that command's data.
 */
import * as t from 'io-ts'
import type { Message } from '../message.ts'
import type { Codec } from './codec.ts'

/** One type of command. */
export interface CommandDefinition<out C extends Message> {
  readonly type: C['type']
  readonly codec: Codec
  readonly is: (u: unknown) => u is C
  readonly validate: (u: unknown, context: t.Context) => t.Validation<C>
}

/** Defines a command by its type and the codec of its data. */
export const command = <const Type extends string, Data>(
  type: Type,
  data: t.Type<Data, unknown>,
): CommandDefinition<{ readonly type: Type; readonly data: Data }> => {
  const codec: t.Type<{ readonly type: Type; readonly data: Data }, unknown> = t.strict(
    { type: t.literal(type), data },
    type,
  )
  return { type, codec, is: codec.is, validate: (u, context) => codec.validate(u, context) }
}

/**
 * The codec of a union of commands: an io-ts union, open to everything that walks codecs.
 *
 * @example
 * const codec = commandCodec(
 *   command('RenameAgency', RenameAgency),
 *   command('DissolveAgency', DissolveAgency),
 * )
 * type AgencyCommand = t.TypeOf<typeof codec>
 */
export function commandCodec<const Cs extends ReadonlyArray<Message>>(
  ...definitions: { readonly [I in keyof Cs]: CommandDefinition<Cs[I]> }
): t.Type<Cs[number], unknown>
export function commandCodec<C extends Message>(
  ...definitions: ReadonlyArray<CommandDefinition<C>>
): t.Type<C, unknown> {
  const byType = new Map(definitions.map((definition) => [definition.type, definition]))
  const of = (u: unknown): CommandDefinition<C> | undefined =>
    typeof u === 'object' && u !== null && 'type' in u && typeof u.type === 'string'
      ? byType.get(u.type)
      : undefined
  return new t.UnionType(
    `one of ${[...byType.keys()].join(', ')}`,
    (u): u is C => of(u)?.is(u) === true,
    (u, context) => {
      const definition = of(u)
      if (definition === undefined) return t.failure(u, context)
      return definition.validate(u, t.appendContext(context, '', definition.codec, u))
    },
    t.identity,
    definitions.map((definition) => definition.codec),
  )
}
