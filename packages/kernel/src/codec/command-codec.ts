/**
 * Command codecs: dispatch on `type`, then the codec of that command's data.
 */
import * as t from 'io-ts'
import type { Message } from '../message.ts'
import { CHOSEN, type Codec } from './codec.ts'

/** One type of command. */
export interface CommandDefinition<out C extends Message> {
  readonly type: C['type']
  readonly codec: Codec
  readonly is: (u: unknown) => u is C
  readonly validate: (u: unknown, context: t.Context) => t.Validation<C>
}

/**
 * Defines a command by its type and the codec of its data.
 *
 * @example
 * const rename = command('RenameAgency', t.strict({ agencyId: id('agency'), name: t.string }))
 * rename.type // => 'RenameAgency'
 */
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
 * A type that is defined twice decodes as neither: its first test finds it. Rejected: to throw, which
 * pure code doesn't, and to let the last one win, which nobody would notice.
 *
 * @example
 * const codec = commandCodec(
 *   command('RenameAgency', t.strict({ agencyId: id('agency'), name: t.string })),
 *   command('DissolveAgency', t.strict({ agencyId: id('agency') })),
 * )
 * codec.is({ type: 'DissolveAgency', data: { agencyId: 'so-noi-vu' } }) // => true
 * codec.is({ type: 'RenameAgency', data: { agencyId: 'so-noi-vu' } }) // => false
 */
export function commandCodec<const Cs extends ReadonlyArray<Message>>(
  ...definitions: { readonly [I in keyof Cs]: CommandDefinition<Cs[I]> }
): t.Type<Cs[number], unknown>
export function commandCodec<C extends Message>(
  ...definitions: ReadonlyArray<CommandDefinition<C>>
): t.Type<C, unknown> {
  const byType = distinct(definitions)
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
      return definition.validate(u, t.appendContext(context, CHOSEN, definition.codec, u))
    },
    (c): unknown => of(c)?.codec.encode(c) ?? c,
    [...byType.values()].map((definition) => definition.codec),
  )
}

const distinct = <C extends Message>(
  definitions: ReadonlyArray<CommandDefinition<C>>,
): ReadonlyMap<string, CommandDefinition<C>> => {
  const byType = new Map<string, CommandDefinition<C>>()
  const repeated = new Set<string>()
  for (const definition of definitions) {
    if (byType.has(definition.type)) repeated.add(definition.type)
    byType.set(definition.type, definition)
  }
  for (const type of repeated) byType.delete(type)
  return byType
}
