/**
 * Broken deciders, one a law: the kit refutes each by that law and no other, within few commands,
 * and proves the aggregate that each was broken from.
 */
import { left, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import {
  checkDecider,
  type DeciderOptions,
  factsFrom,
  type LawId,
  reportText,
} from '../../src/index.ts'
import {
  Counter,
  type CounterCommand,
  type CounterEvent,
  type CounterRejection,
  type CounterState,
  LIMIT,
  Limited,
  limitFold,
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

// ------------------------------------------------------- more ways to break

type Decide = typeof Counter.decide
type Evolve = typeof Counter.evolve
type Needs = typeof Counter.needs

const deciding = (decide: Decide): typeof Counter => ({ ...Counter, decide })
const evolving = (evolve: Evolve): typeof Counter => ({ ...Counter, evolve })
const needing = (needs: Needs): typeof Counter => ({ ...Counter, needs })

/** Rejects where a sound counter does, with something wrong about the rejection. */
const refusing =
  (change: (no: CounterRejection) => CounterRejection): Decide =>
  (command, state, facts) => {
    const decided = Counter.decide(command, state, facts)
    return decided._tag === 'Left' ? left(change(decided.left)) : decided
  }

const { rejection: _, ...withoutCodec } = Counter
const known = new Set<string>()

const more: ReadonlyArray<readonly [LawId, string, typeof Counter, number]> = [
  [
    'L3',
    'remembers commands by itself',
    deciding((command, state, facts) => {
      if (known.has(command.meta.commandId)) return right([])
      known.add(command.meta.commandId)
      return Counter.decide(command, state, facts)
    }),
    1,
  ],
  [
    'L3',
    'answers every fiftieth command otherwise',
    deciding((command, state, facts) => {
      calls += 1
      return calls % 50 === 0 ? left({ _tag: 'NotOpen' }) : Counter.decide(command, state, facts)
    }),
    4,
  ],
  [
    'L3',
    'writes into the state, were it the same',
    deciding((command, state, facts) => {
      Object.assign(state, { status: state.status })
      return Counter.decide(command, state, facts)
    }),
    1,
  ],
  [
    'L3',
    'writes into the command',
    deciding((command, state, facts) => {
      if (command.type === 'Count')
        Object.assign(command.data, { by: Math.min(command.data.by, 5) })
      return Counter.decide(command, state, facts)
    }),
    2,
  ],
  [
    'L3',
    'writes into the meta',
    deciding((command, state, facts) => {
      Object.assign(command.meta, { correlationId: 'seen' })
      return Counter.decide(command, state, facts)
    }),
    1,
  ],
  [
    'L3',
    'reads the clock',
    changing((e) => (e.type === 'Closed' ? { type: 'Closed', data: { total: Date.now() } } : e)),
    2,
  ],
  [
    'L3',
    'reads the year',
    changing((e) =>
      e.type === 'Closed' ? { type: 'Closed', data: { total: new Date().getFullYear() } } : e,
    ),
    2,
  ],
  [
    'L3',
    'draws lots',
    deciding((command, state, facts) =>
      command.type === 'Close' && Math.random() < 0.5
        ? left({ _tag: 'NotOpen' })
        : Counter.decide(command, state, facts),
    ),
    2,
  ],
  [
    'L3',
    'needs something else each time',
    needing(() => {
      calls += 1
      return calls % 2 === 0
        ? {}
        : Object.assign({}, { limit: { of: limitFold, id: 'x', absent: 'initial' as const } })
    }),
    1,
  ],
  [
    'total',
    'throws what it means to refuse',
    deciding((command, state, facts) => {
      const decided = Counter.decide(command, state, facts)
      if (decided._tag === 'Left' && decided.left._tag === 'Full') throw new Error('full')
      return decided
    }),
    5,
  ],
  [
    'total',
    'throws where it says what it needs',
    needing((_, state) => {
      if (state.status === 'closed') throw new Error('closed')
      return {}
    }),
    3,
  ],
  [
    'L1',
    'can not fold a rare event',
    evolving((state, e) => {
      if (state.status === 'open' && state.counts > 2 && e.type === 'Closed')
        throw new Error('rare')
      return Counter.evolve(state, e)
    }),
    5,
  ],
  [
    'L2',
    'folds into the state that it is given',
    evolving((state, e) =>
      state.status === 'open' && e.type === 'Counted'
        ? Object.assign(state, { total: state.total + e.data.by, counts: state.counts + 1 })
        : Counter.evolve(state, e),
    ),
    2,
  ],
  [
    'L2',
    'folds into the event',
    evolving((state, e) => {
      if (e.type === 'Closed') Object.assign(e.data, { total: 1 })
      return Counter.evolve(state, e)
    }),
    2,
  ],
  [
    'L2',
    'folds into the initial state',
    {
      ...Counter,
      initialState: { status: 'new' },
      evolve: (state, e) => {
        if (state.status === 'new') Object.assign(state, { touched: true })
        return Counter.evolve(state, e)
      },
    },
    1,
  ],
  [
    'L5',
    'decides keys that no codec names',
    changing((e) =>
      e.type === 'Counted' ? { ...e, data: Object.assign({ note: 'x' }, e.data) } : e,
    ),
    2,
  ],
  [
    'L5',
    'decides what comes back as something else',
    changing((e) =>
      e.type === 'Closed' ? { type: 'Closed', data: { total: Number.POSITIVE_INFINITY } } : e,
    ),
    2,
  ],
  [
    'L5',
    'refuses with more than it says',
    deciding(refusing((no) => Object.assign({ person: 'x' }, no))),
    2,
  ],
  [
    'L5',
    'refuses with what JSON can not hold',
    {
      ...withoutCodec,
      decide: refusing((no) => (no._tag === 'Full' ? { ...no, room: Number.NaN } : no)),
    },
    4,
  ],
  [
    'L10',
    'closes again and again',
    deciding((command, state, facts) =>
      command.type === 'Close' && state.status === 'closed'
        ? right([{ type: 'Closed', data: { total: state.total } }])
        : Counter.decide(command, state, facts),
    ),
    2,
  ],
  [
    'L12',
    'breaks its limit after four particular commands',
    deciding((command, state, facts) =>
      command.type === 'Count' &&
      state.status === 'open' &&
      state.counts === 3 &&
      command.data.by === 4
        ? right([
            { type: 'Counted', data: { by: 9 } },
            { type: 'Counted', data: { by: 9 } },
          ])
        : Counter.decide(command, state, facts),
    ),
    5,
  ],
]

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

  it.each(more)('%s: it %s', (law, _, aggregate, commands) => {
    const report = checkDecider(aggregate, { ...options, runs: 1000, seed: 2023 })
    expect(refuted(report), reportText(report)).toEqual([law])
    expect(historyOf(report).length, reportText(report)).toBeLessThanOrEqual(commands)
  })

  it('facts are left alone, too', () => {
    const spoiling: typeof Limited = {
      ...Limited,
      decide: (command, state, facts) => {
        Object.assign(facts, { limit: facts.limit })
        return Limited.decide(command, state, facts)
      },
    }
    const given = {
      repeatable: ['Count'] as const,
      facts: [factsFrom(limitFold, [3, 10])],
      seed: 1,
    }
    expect(refuted(checkDecider(spoiling, given))).toEqual(['L3'])
    expect(checkDecider(Limited, given).verdict).toBe('proven')
  })

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
