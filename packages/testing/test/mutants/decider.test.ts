/**
 * Broken deciders, one a law: the kit refutes each by that law and no other, within few commands,
 * and proves the aggregate that each was broken from.
 */
import { left, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import { checkDecider, type DeciderOptions, reportText } from '../../src/index.ts'
import {
  Counter,
  type CounterCommand,
  type CounterEvent,
  type CounterState,
  LIMIT,
} from '../support/counter.ts'
import { historyOf, refuted } from '../support/refuted.ts'

type Options = DeciderOptions<CounterCommand, CounterEvent, CounterState>

const options: Options = {
  repeatable: ['Count'],
  runs: 300,
  invariants: { 'the total keeps its limit': (s) => s.status === 'new' || s.total <= LIMIT },
}
const withoutInvariants: Options = { repeatable: ['Count'], runs: 300 }

type OpenState = Extract<CounterState, { readonly status: 'open' }>

const stateCodec = (open: t.Type<OpenState, unknown>): t.Type<CounterState, unknown> =>
  t.union([
    t.strict({ status: t.literal('new') }),
    open,
    t.strict({ status: t.literal('closed'), total: t.number }),
  ])
const openState = { status: t.literal('open'), total: t.number, counts: t.number }

/** Decides what a sound counter decides, with something wrong about the events. */
const changing = (change: (event: CounterEvent) => CounterEvent): typeof Counter => ({
  ...Counter,
  decide: (command, state, facts) => {
    const decided = Counter.decide(command, state, facts)
    return decided._tag === 'Left' ? decided : right(decided.right.map(change))
  },
})

const throwingDecide: typeof Counter = {
  ...Counter,
  decide: (command, state, facts) => {
    if (state.status === 'closed' && command.type === 'Count') throw new Error('already closed')
    return Counter.decide(command, state, facts)
  },
}

const throwingEvolve: typeof Counter = {
  ...Counter,
  evolve: (state, event) => {
    if (state.status === 'new' && event.type === 'Closed') throw new Error('never opened')
    return Counter.evolve(state, event)
  },
}

const seen = new WeakSet<object>()
const rememberingEvolve: typeof Counter = {
  ...Counter,
  evolve: (state, event) => {
    if (seen.has(event)) return state
    seen.add(event)
    return Counter.evolve(state, event)
  },
}

let calls = 0
const movingDecide = changing((event) => {
  calls += 1
  return event.type === 'Counted' ? { type: 'Counted', data: { by: (calls % 2) + 1 } } : event
})

const hidden = Symbol('hidden')
const hiddenData: typeof Counter = {
  ...changing((event) =>
    event.type === 'Counted'
      ? { type: 'Counted', data: Object.assign({ by: event.data.by }, { [hidden]: 1 }) }
      : event,
  ),
  evolve: (state, event) => {
    const next = Counter.evolve(state, event)
    const extra: unknown = Reflect.get(event.data, hidden)
    return next.status === 'open' && typeof extra === 'number'
      ? { ...next, counts: next.counts + extra }
      : next
  },
}

const unreadable = changing((event) =>
  event.type === 'Closed' ? { type: 'Closed', data: { total: Number.NaN } } : event,
)

const forgetfulSnapshot: typeof Counter = {
  ...Counter,
  snapshot: {
    foldVersion: 1,
    state: stateCodec(
      new t.Type<OpenState, unknown>(
        'open',
        t.strict(openState).is,
        t.strict(openState).validate,
        (state) => ({ ...state, counts: 0 }),
      ),
    ),
  },
}
const soundSnapshot: typeof Counter = {
  ...Counter,
  snapshot: { foldVersion: 1, state: stateCodec(t.strict(openState)) },
}

const reopening: typeof Counter = {
  ...Counter,
  decide: (command, state, facts) =>
    command.type === 'Open' && state.status === 'open'
      ? right([{ type: 'Opened', data: command.data }])
      : Counter.decide(command, state, facts),
}

const talkative: typeof Counter = {
  ...Counter,
  decide: (command, state, facts) => {
    const decided = Counter.decide(command, state, facts)
    if (decided._tag === 'Right' || decided.left._tag !== 'AlreadyOpen') return decided
    const events = [{ type: 'Opened', data: { id: command.data.id } }]
    return left(Object.assign({ _tag: 'AlreadyOpen' as const }, { events }))
  },
}

const overfull: typeof Counter = {
  ...Counter,
  decide: (command, state, facts) =>
    command.type === 'Count' && state.status === 'open' && state.total < LIMIT
      ? right([{ type: 'Counted', data: { by: command.data.by } }])
      : Counter.decide(command, state, facts),
}

describe('a broken decider is refuted by its law, and by no other', () => {
  it.each([
    ['total', throwingDecide, withoutInvariants, 3],
    ['L1', throwingEvolve, withoutInvariants, 1],
    ['L2', rememberingEvolve, withoutInvariants, 2],
    ['L3', movingDecide, withoutInvariants, 3],
    ['L4', hiddenData, withoutInvariants, 2],
    ['L5', unreadable, withoutInvariants, 2],
    ['L9', forgetfulSnapshot, withoutInvariants, 3],
    ['L10', reopening, withoutInvariants, 1],
    ['L11', talkative, { ...withoutInvariants, repeatable: ['Count', 'Open'] }, 2],
    ['L12', overfull, options, 5],
  ] satisfies ReadonlyArray<readonly [string, typeof Counter, Options, number]>)(
    '%s',
    (law, aggregate, given, commands) => {
      const report = checkDecider(aggregate, { ...given, seed: 2023 })
      expect(refuted(report), reportText(report)).toEqual([law])
      expect(historyOf(report).length, reportText(report)).toBeLessThanOrEqual(commands)
    },
  )

  it.each([
    ['with invariants', Counter, options],
    ['without', Counter, withoutInvariants],
    ['with a snapshot', soundSnapshot, options],
  ] satisfies ReadonlyArray<readonly [string, typeof Counter, Options]>)(
    'the sound one is proven: %s',
    (_, aggregate, given) => {
      const report = checkDecider(aggregate, { ...given, seed: 2023 })
      expect(report.verdict, reportText(report)).toBe('proven')
    },
  )
})
