/**
 * What the page of laws breaks: sound aggregates, codecs, projections and policies, each with a part
 * to be replaced.
 */
import {
  type EventCodec,
  id,
  type Message,
  type Policy,
  policy,
  type Projection,
  projection,
  type Reaction,
  seal,
} from '@kiemtra/kernel'
import { inMemoryReadModels, type ReadModelWriter } from '@kiemtra/runtime'
import {
  checkDecider,
  checkEventCodec,
  checkPolicy,
  checkProjection,
  checkSecrecy,
  checkUpcasts,
  type LogPair,
  logsOf,
  type Report,
  type UpcastOptions,
} from '@kiemtra/testing'
import * as t from 'io-ts'
import {
  Counter,
  type CounterEvent,
  counterEvents,
  type CounterState,
  LIMIT,
} from '../../../packages/testing/test/support/counter.ts'
import { type Broken, claimedWith, seed } from './sound-stores.ts'

/** What breaks by throwing. */
export const thrown = (why: string): never => {
  throw new Error(why)
}

let calls = 0

/** How often something has been called, since the check began. */
export const nextCall = (): number => {
  calls += 1
  return calls
}

/** The check of something whose calls are counted. */
const counting = <A>(check: () => A): A => {
  calls = 0
  return check()
}

// ------------------------------------------------------ aggregates, codecs

/** A counter with something replaced. */
export const counterWith = (broken: Partial<typeof Counter>): Report =>
  counting(() =>
    checkDecider({ ...Counter, ...broken }, { seed, runs: 300, repeatable: ['Count'] }),
  )

/** As above, and its total must keep its limit. */
export const limitedCounterWith = (broken: Partial<typeof Counter>): Report =>
  checkDecider(
    { ...Counter, ...broken },
    {
      seed,
      runs: 300,
      repeatable: ['Count'],
      invariants: { 'the total keeps its limit': (s) => s.status === 'new' || s.total <= LIMIT },
    },
  )

type OpenState = Extract<CounterState, { readonly status: 'open' }>

const Open = t.strict({ status: t.literal('open'), total: t.number, counts: t.number })

/** How the counter's state is kept, with something else in the place of one that is open. */
export const stateKeeping = (keep: (open: OpenState) => OpenState): t.Type<CounterState, unknown> =>
  t.union([
    t.strict({ status: t.literal('new') }),
    new t.Type<OpenState, unknown>('open', Open.is, Open.validate, keep),
    t.strict({ status: t.literal('closed'), total: t.number }),
  ])

/** The codec of the counter's events with something replaced. */
export const codecWith = (broken: Partial<EventCodec<CounterEvent>>): Report =>
  checkEventCodec({ ...counterEvents, ...broken }, { seed })

/** A codec of the page's own. */
export const codec = <E extends Message>(events: EventCodec<E>): Report =>
  checkEventCodec(events, { seed })

/** Upcasts of the page's own. */
export const upcasts = <E extends Message>(
  events: EventCodec<E>,
  views?: UpcastOptions<NoInfer<E>>['views'],
): Report => checkUpcasts(events, { seed, ...(views === undefined ? {} : { views }) })

// ------------------------------------------------- projections and policies

const Total = t.strict({ total: t.number })

/** How much was counted, over all counters, and by each that was closed. */
const totals = (add: (total: number, by: number) => number) =>
  projection<t.TypeOf<typeof Total>>()({
    name: 'totals',
    version: 1,
    from: [Counter],
    audience: 'public',
    row: Total,
    indexes: [],
    on: {
      Counted: {
        keys: () => ['all'],
        apply: (row, { event }) => ({ total: add(row?.total ?? 0, event.data.by) }),
      },
      Closed: { keys: ({ stream }) => [stream], apply: () => ({ total: 1 }) },
    },
  })

const plus = (total: number, by: number): number => total + by

/** Totals that are counted otherwise. */
export const totalsBy = (add: (total: number, by: number) => number): Promise<Report> =>
  checkProjection(totals(add), { seed, runs: 60 })

/** Totals in a store whose writer has something replaced. */
export const totalsWrittenWith = (broken: Broken<ReadModelWriter>): Promise<Report> =>
  counting(() =>
    checkProjection(totals(plus), {
      seed,
      runs: 60,
      readModels: () => claimedWith(inMemoryReadModels(), broken),
    }),
  )

type Shown = Projection<t.TypeOf<typeof Total>, readonly [typeof Counter]>

/** What counters have come to that are closed: the others are secret. */
const closedTotals: Shown = projection<t.TypeOf<typeof Total>>()({
  name: 'closed-totals',
  version: 1,
  from: [Counter],
  audience: 'public',
  row: Total,
  indexes: [],
  on: {
    Closed: {
      keys: ({ stream }) => [stream],
      apply: (_, { event }) => ({ total: event.data.total }),
    },
  },
})

/** A log, and the same without the counters that are still open. */
const withAndWithoutOpen = logsOf(Counter).map((log): LogPair => {
  const closed = new Set(log.filter(({ type }) => type === 'Closed').map(({ stream }) => stream))
  return [log, log.filter(({ stream }) => closed.has(stream))]
})

/** As above, with something more shown. */
export const closedTotalsAnd = (shown: Shown['on']): Promise<Report> =>
  checkSecrecy([{ ...closedTotals, on: { ...closedTotals.on, ...shown } }], {
    reader: { as: 'public' },
    pairs: withAndWithoutOpen,
    seed,
    runs: 60,
  })

type Send = Extract<Reaction, { readonly _tag: 'Send' }>
type Counting = Policy<number, readonly [typeof Counter]>

const Id = id('counter')

const count = (discriminator: string, by: number): Send => ({
  _tag: 'Send',
  to: 'counter',
  command: { type: 'Count', data: { id: Id.is('echo') ? 'echo' : '', by } },
  discriminator,
})

/** Counts twice in another counter what was counted. */
const echo: Counting = policy<number>()({
  name: 'echo',
  from: [Counter],
  sends: ['counter'],
  key: ({ stream }) => stream,
  initialState: 0,
  evolve: (seen) => seen + 1,
  react: (_, on): ReadonlyArray<Send> => {
    if (on._tag === 'Timer' || on.recorded.event.type !== 'Counted') return []
    const { by } = on.recorded.event.data
    return [count('first', by), count('second', by)]
  },
})

/** The policy, with what it sends changed. */
export const echoSending = (change: (sent: Send) => Send): Report => {
  const broken: Counting = {
    ...echo,
    react: (state, on) =>
      echo.react(state, on).map((one) => (one._tag === 'Send' ? change(one) : one)),
  }
  return checkPolicy(broken, { seed, targets: [seal(Counter)] })
}
