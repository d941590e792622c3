/**
 * Aggregates for the kit's own tests: a counter with a limit that another stream may set.
 */
import {
  type Aggregate,
  aggregate,
  command,
  commandCodec,
  event,
  eventCodec,
  foldOf,
  id,
  type Message,
} from '@kiemtra/kernel'
import { left, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

export const CounterId = id('counter')
const Amount = t.refinement(t.number, (n) => Number.isInteger(n) && n >= 1 && n <= 9, 'amount 1-9')

export const CounterCommand = commandCodec(
  command('Open', t.strict({ id: CounterId })),
  command('Count', t.strict({ id: CounterId, by: Amount })),
  command('Close', t.strict({ id: CounterId })),
)
export type CounterCommand = t.TypeOf<typeof CounterCommand>

export const counterEvents = eventCodec(
  event('Opened', t.strict({ id: CounterId })),
  event('Counted', t.strict({ by: Amount })),
  event('Closed', t.strict({ total: t.number })),
)

export type CounterEvent =
  | { readonly type: 'Opened'; readonly data: { readonly id: t.TypeOf<typeof CounterId> } }
  | { readonly type: 'Counted'; readonly data: { readonly by: number } }
  | { readonly type: 'Closed'; readonly data: { readonly total: number } }

export type CounterState =
  | { readonly status: 'new' }
  | { readonly status: 'open'; readonly total: number; readonly counts: number }
  | { readonly status: 'closed'; readonly total: number }

export type CounterRejection =
  | { readonly _tag: 'NotOpen' }
  | { readonly _tag: 'AlreadyOpen' }
  | { readonly _tag: 'Full'; readonly room: number; readonly limit: number }

export const CounterRejection: t.Type<CounterRejection, unknown> = t.union([
  t.strict({ _tag: t.literal('NotOpen') }),
  t.strict({ _tag: t.literal('AlreadyOpen') }),
  t.strict({ _tag: t.literal('Full'), room: t.number, limit: t.number }),
])

export const LIMIT = 20

/** A sound aggregate without facts; `Count` is meant to be repeatable. */
export const Counter: Aggregate<
  'counter',
  CounterCommand,
  CounterEvent,
  CounterState,
  CounterRejection
> = aggregate<CounterState, CounterRejection>()({
  category: 'counter',
  idOf: (c) => c.data.id,
  command: CounterCommand,
  event: counterEvents,
  rejection: CounterRejection,
  initialState: { status: 'new' },
  needs: () => ({}),
  decide: (c, state) => {
    if (c.type === 'Open') {
      return state.status === 'new'
        ? right([{ type: 'Opened', data: { id: c.data.id } }])
        : left({ _tag: 'AlreadyOpen' })
    }
    if (state.status !== 'open') return left({ _tag: 'NotOpen' })
    if (c.type === 'Close') return right([{ type: 'Closed', data: { total: state.total } }])
    const room = LIMIT - state.total
    return c.data.by > room
      ? left({ _tag: 'Full', room, limit: LIMIT })
      : right([{ type: 'Counted', data: { by: c.data.by } }])
  },
  evolve: (state, e) => {
    if (e.type === 'Opened') {
      return state.status === 'new' ? { status: 'open', total: 0, counts: 0 } : state
    }
    if (state.status !== 'open') return state
    return e.type === 'Closed'
      ? { status: 'closed', total: state.total }
      : { status: 'open', total: state.total + e.data.by, counts: state.counts + 1 }
  },
})

/** A stream of limits, for others to need. */
export const Limit = {
  category: 'limit',
  event: eventCodec(event('LimitSet', t.strict({ limit: t.number }))),
  initialState: 0,
  evolve: (_: number, e: { readonly data: { readonly limit: number } }): number => e.data.limit,
}

export const limitFold = foldOf<number, Message & { readonly data: { readonly limit: number } }>(
  Limit,
)

/** The counter, limited by another stream. */
export const Limited = aggregate<CounterState, CounterRejection, { readonly limit: number }>()({
  category: 'limited',
  idOf: (c: CounterCommand) => c.data.id,
  command: CounterCommand,
  event: counterEvents,
  initialState: { status: 'new' },
  needs: () => ({ limit: { of: limitFold, id: 'one' } }),
  decide: (c, state, { limit }) => {
    if (c.type === 'Count' && state.status === 'open' && state.total + c.data.by > limit) {
      return left({ _tag: 'Full', room: limit - state.total, limit })
    }
    return Counter.decide(c, state, {})
  },
  evolve: Counter.evolve,
})
