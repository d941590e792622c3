/**
 * Sealed aggregates: many kinds in one list, without `any`.
 *
 * A registry, a runner or a command line holds aggregates of different types. Sealing hides the
 * types; `open` lends them to a function that works for every aggregate, so nothing is ever cast.
 * Rejected: a common supertype, which would let one aggregate's command reach another's `decide`.
 */
import type { Aggregate } from './aggregate.ts'
import type { Codec } from './codec/codec.ts'
import { shapeOf } from './codec/shape.ts'
import type { Message, Tagged } from './message.ts'

/** A function that works for every aggregate. */
export type ForAnyAggregate<R> = <C extends Message, E extends Message, S, J extends Tagged, F>(
  aggregate: Aggregate<string, C, E, S, J, F>,
) => R

/** An aggregate of a type that only it knows. */
export interface SealedAggregate {
  readonly category: string
  readonly commandTypes: ReadonlyArray<string>
  readonly eventTypes: ReadonlyArray<string>
  readonly open: <R>(use: ForAnyAggregate<R>) => R
}

/**
 * Seals an aggregate.
 *
 * @example
 * const Counter = aggregate<number, { readonly _tag: 'Full' }>()({
 *   category: 'counter',
 *   idOf: () => 'one',
 *   command: commandCodec(command('Count', t.strict({}))),
 *   event: eventCodec(event('Counted', t.strict({}))),
 *   initialState: 0,
 *   needs: () => ({}),
 *   decide: () => E.right([{ type: 'Counted' as const, data: {} }]),
 *   evolve: (count) => count + 1,
 * })
 * const registry = [seal(Counter)]
 * const owner = registry.find((sealed) => sealed.commandTypes.includes('Count'))
 * owner?.open((aggregate) => aggregate.category) // => 'counter'
 */
export const seal = <C extends Message, E extends Message, S, J extends Tagged, F>(
  aggregate: Aggregate<string, C, E, S, J, F>,
): SealedAggregate => ({
  category: aggregate.category,
  commandTypes: typesOf(aggregate.command),
  eventTypes: aggregate.event.types,
  open: (use) => use(aggregate),
})

/** The values of `type` in a codec of one command or of a union of them. */
const typesOf = (codec: Codec): ReadonlyArray<string> => {
  const shape = shapeOf(codec)
  if (shape._tag === 'union') return shape.members.flatMap(typesOf)
  if (shape._tag !== 'props') return []
  const type = shape.props.find((prop) => prop.name === 'type')
  const literal = type === undefined ? undefined : shapeOf(type.codec)
  return literal?._tag === 'literal' && typeof literal.value === 'string' ? [literal.value] : []
}
