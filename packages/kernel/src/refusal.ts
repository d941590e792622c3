/**
 * Recorded refusals: what a sender that asked for it finds in the stream instead of its events.
 *
 * A refusal leaves no trace unless the sender asks (`onRefusal: 'record'`, as policies, schedulers
 * and imports do). Then `CommandRefused` stands in the stream, is answered again on a repeat,
 * reaches policies like any event, and changes no state. It belongs to no aggregate's union: folds
 * pass over it, and who wants to hear of refusals listens to `refusalsOf(aggregate)`.
 */
import * as t from 'io-ts'
import type { Aggregate } from './aggregate.ts'
import { event, eventCodec, type EventCodecOf } from './codec/event-codec.ts'
import { COMMAND_REFUSED, type Message, type Tagged } from './message.ts'
import type { EventSource } from './projection.ts'

/** What stands in the stream of a refused command. */
export interface CommandRefused<Rejection extends Tagged = Tagged> {
  readonly type: 'CommandRefused'
  readonly data: { readonly commandType: string; readonly rejection: Rejection }
}

/** Codec of refusals with a given codec of rejections. */
export const refusalCodec = <Rejection extends Tagged>(
  rejection: t.Type<Rejection, unknown>,
): EventCodecOf<CommandRefused<Rejection>> =>
  eventCodec(event(COMMAND_REFUSED, t.strict({ commandType: t.string, rejection })))

const isTagged = <Rejection extends Tagged>(u: unknown): u is Rejection =>
  typeof u === 'object' && u !== null && '_tag' in u && typeof u._tag === 'string'

/**
 * Codec of rejections for aggregates that give none: checks the tag and trusts the rest, which this
 * library wrote itself.
 */
export const taggedRejection = <Rejection extends Tagged>(): t.Type<Rejection, unknown> =>
  new t.Type<Rejection, unknown>(
    'rejection',
    isTagged,
    (u, context) => (isTagged<Rejection>(u) ? t.success(u) : t.failure(u, context)),
    t.identity,
  )

/**
 * The refusals of an aggregate's commands, as an event source for policies and projections.
 *
 * @example
 * const Visits = aggregate<null, { readonly _tag: 'Overlap' }>()({
 *   category: 'visits',
 *   idOf: () => 'so-noi-vu',
 *   command: commandCodec(command('ReserveWindow', t.strict({}))),
 *   event: eventCodec(event('WindowReserved', t.strict({}))),
 *   initialState: null,
 *   needs: () => ({}),
 *   decide: () => E.left({ _tag: 'Overlap' }),
 *   evolve: (state) => state,
 * })
 * const listener = policy<number>()({
 *   name: 'conflicts',
 *   from: [refusalsOf(Visits)],
 *   key: ({ stream }) => stream,
 *   initialState: 0,
 *   evolve: (count, { event }) => (event.data.rejection._tag === 'Overlap' ? count + 1 : count),
 *   react: () => [],
 * })
 * listener.from[0].event.types // => ['CommandRefused']
 */
export const refusalsOf = <C extends Message, E extends Message, S, Rejection extends Tagged, F>(
  aggregate: Aggregate<string, C, E, S, Rejection, F>,
): EventSource<CommandRefused<Rejection>> => ({
  category: aggregate.category,
  event: refusalCodec(aggregate.rejection ?? taggedRejection<Rejection>()),
})
