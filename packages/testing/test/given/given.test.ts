import { aggregate } from '@kiemtra/kernel'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { given, givenWith, stateAfter } from '../../src/index.ts'
import {
  Counter,
  type CounterRejection,
  type CounterState,
  Limit,
  Limited,
} from '../support/counter.ts'

const opened = { type: 'Opened', data: { id: 'a' } } as const
const counted = (by: number) => ({ type: 'Counted', data: { by } }) as const
const count = (by: number) => ({ type: 'Count', data: { id: 'a', by } }) as const
const messageOf = (run: () => unknown): string => {
  try {
    run()
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : 'not an error'
  }
  return 'nothing was thrown'
}

describe('given/when/then', () => {
  it('passes on exactly the events that were decided', () => {
    const { events, state } = given(Counter, [opened, counted(3)])
      .when(count(4))
      .then([counted(4)])
    expect(events).toEqual([counted(4)])
    expect(state).toEqual({ status: 'open', total: 7, counts: 2 })
  })

  it('fails on other values, other order, more and fewer events', () => {
    const decision = given(Counter, [opened]).when(count(4))
    expect(messageOf(() => decision.then([counted(5)]))).toBe(
      [
        'given 1 event, when Count: other events than expected',
        '  [',
        '    {',
        '-     data: { by: 5 },',
        '+     data: { by: 4 },',
        "      type: 'Counted'",
        '    }',
        '  ]',
      ].join('\n'),
    )
    expect(() => decision.then([])).toThrow('other events')
    expect(() => decision.then([counted(4), counted(4)])).toThrow('other events')
  })

  it('throws what runners know as an assertion, with both values', () => {
    const decision = given(Counter, [opened]).when(count(4))
    const failing = expect(() => decision.then([]))
    failing.toThrow(
      expect.objectContaining({ name: 'AssertionError', expected: [], actual: [counted(4)] }),
    )
  })

  it('knows a rejection by its tag, by some of its properties, or whole', () => {
    const decision = given(Counter, [opened, counted(9), counted(9)]).when(count(3))
    decision.rejected('Full')
    decision.rejected('Full', { room: 2 })
    decision.rejected({ _tag: 'Full', room: 2, limit: 20 })
    expect(() => decision.rejected('NotOpen')).toThrow('another rejection')
    expect(() => decision.rejected('Full', { room: 1 })).toThrow('another rejection')
    expect(() => decision.rejected({ _tag: 'Full', room: 2, limit: 21 })).toThrow('another')
    expect(() => decision.then([])).toThrow('was rejected')
    expect(decision.state).toEqual({ status: 'open', total: 18, counts: 2 })
  })

  it('fails where a rejection was expected and events came', () => {
    expect(() =>
      given(Counter, [])
        .when({ type: 'Open', data: { id: 'a' } })
        .rejected('NotOpen'),
    ).toThrow('was not rejected')
  })

  it('decodes the command as the handler does', () => {
    const decision = given(Counter, [opened]).when(count(10))
    decision.malformed('data.by')
    expect(() => decision.malformed('data.id')).toThrow(
      'nothing is wrong at data.id, but at data.by',
    )
    expect(() => decision.then([])).toThrow('the command does not decode: data.by: number')
    expect(() => decision.state).toThrow('does not decode')
    given(Counter, [opened])
      .when({ type: 'Count', data: { id: 'no id', by: 1 } })
      .malformed('data.id')
    expect(() => given(Counter, [opened]).when(count(9)).malformed()).toThrow('the command decodes')
  })

  it('refuses given events that their codec refuses, or would change', () => {
    expect(() => given(Counter, [counted(10)])).toThrow(
      "given event 1 can't be read: Counted is malformed",
    )
    const extra = { type: 'Counted', data: { by: 1, who: 'x' } } as const
    expect(() => given(Counter, [opened, extra])).toThrow(
      'given event 2 is not read as it is written',
    )
  })

  it('lets meta be as partial as the test needs, with defaults of its own choice', () => {
    const official = { kind: 'official', personId: 'p', agencyId: 'a', post: 'head' } as const
    const seen: unknown[] = []
    const spying: typeof Counter = {
      ...Counter,
      decide: (command, state, facts) => {
        seen.push(command.meta)
        return Counter.decide(command, state, facts)
      },
    }
    given(spying, [opened])
      .when({ ...count(1), meta: { commandId: 'c-7' } })
      .then([counted(1)])
    givenWith({ actor: official })(spying, [opened])
      .when(count(1))
      .then([counted(1)])
    const recordedAt = '2024-01-01T00:00:00.000Z'
    expect(seen).toEqual([
      {
        commandId: 'c-7',
        recordedAt,
        actor: { kind: 'operator', personId: 'tester', reason: 'test' },
      },
      { commandId: 'command-1', recordedAt, actor: official },
    ])
  })
})

describe('facts', () => {
  const limit = stateAfter(Limit, [{ type: 'LimitSet', data: { limit: 5 } }])

  it('are what the decision is made on', () => {
    given(Limited, [opened]).facts({ limit }).when(count(6)).rejected('Full', { room: 5 })
    given(Limited, [opened])
      .facts({ limit })
      .when(count(5))
      .then([counted(5)])
  })

  it('may not be left out where the aggregate has some', () => {
    const ready = given(Limited, [])
    expectTypeOf(ready).not.toHaveProperty('when')
    expectTypeOf(given(Counter, [])).toHaveProperty('when')
    const open = { type: 'Open', data: { id: 'a' } }
    const when: unknown = Reflect.get(ready, 'when')
    if (typeof when !== 'function') return expect.unreachable()
    expect(() => {
      Reflect.apply(when, ready, [open])
    }).toThrow('- limit is needed, and was not given')
  })

  it('must be those that the command needs, no more', () => {
    const lax = aggregate<CounterState, CounterRejection, { readonly limit?: number }>()({
      ...Counter,
      category: 'lax',
      needs: () => ({}),
      decide: (c, state) => Counter.decide(c, state, {}),
    })
    given(lax, [opened])
      .when(count(1))
      .then([counted(1)])
    expect(() => given(lax, [opened]).facts({ limit }).when(count(1))).toThrow(
      '+ limit was given, and is not needed',
    )
  })
})

describe('what was decided', () => {
  it('must survive its codec', () => {
    const broken: typeof Counter = {
      ...Counter,
      decide: () => ({ _tag: 'Right', right: [{ type: 'Counted', data: { by: 0.5 } }] }),
    }
    expect(() => given(broken, []).when(count(1))).toThrow('an event that its codec refuses')
    const extra: typeof Counter = {
      ...Counter,
      decide: () => ({
        _tag: 'Right',
        right: [
          Object.assign({ type: 'Counted' as const, data: { by: 1 } }, { data: { by: 1, z: 1 } }),
        ],
      }),
    }
    expect(() => given(extra, []).when(count(1))).toThrow('does not survive its codec')
  })
})

describe('a decision that is awaited by accident', () => {
  it('rejects at once, and says what was meant', async () => {
    const decision: unknown = given(Counter, [opened]).when(count(1))
    await expect(Promise.resolve(decision)).rejects.toThrow('a decision is not a promise')
    await expect((async () => decision)()).rejects.toThrow('a decision is not a promise')
  })

  it('may be returned from an asynchronous test once a claim was made', async () => {
    const claimed = await (async () =>
      given(Counter, [opened])
        .when(count(1))
        .then([counted(1)]))()
    expect(claimed.events).toEqual([counted(1)])
  })
})
