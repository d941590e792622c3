import fc from 'fast-check'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import { describe, expect, expectTypeOf, it } from 'vitest'
import {
  type Command,
  COMMAND_REFUSED,
  foldEvents,
  foldOf,
  foldStored,
  type NoFacts,
  type StoredEvent,
} from '../src/index.ts'
import { actor, storedEvent } from './support/stored.ts'
import { Counter, type Full } from './support/counter.ts'

const counted = (by: number, revision = 0): StoredEvent =>
  storedEvent('Counted', { by, on: '2023-02-06' }, { revision })
const refused = (revision = 0): StoredEvent =>
  storedEvent(COMMAND_REFUSED, { commandType: 'Count', rejection: { _tag: 'Full' } }, { revision })

const log = fc.array(
  fc.oneof(
    fc.nat(9).map((by) => counted(by)),
    fc.constant(storedEvent('WasReset', {})),
    fc.constant(refused()),
  ),
)
const fold = foldOf(Counter)

describe('folds', () => {
  it('L2: a log folds in any two parts as in one', () => {
    fc.assert(
      fc.property(log, fc.nat(20), (events, cut) => {
        const head = foldStored(fold, events.slice(0, cut))
        if (isLeft(head)) throw new Error('unreadable')
        expect(foldStored(fold, events.slice(cut), head.right)).toEqual(foldStored(fold, events))
      }),
    )
  })

  it('stored and decoded events fold alike, refusals passed over', () => {
    fc.assert(
      fc.property(log, (events) => {
        const decoded = events
          .filter(({ type }) => type !== COMMAND_REFUSED)
          .map((stored) => Counter.event.decode(stored))
          .flatMap((e) => (isLeft(e) ? [] : [e.right]))
        expect(foldStored(fold, events)).toEqual(right(foldEvents(Counter, decoded)))
      }),
    )
  })

  it('of nothing are the initial state', () => {
    expect(foldStored(fold, [])).toEqual(right(Counter.initialState))
    expect(foldEvents(Counter, [])).toBe(Counter.initialState)
  })

  it('stop at the first event that can’t be read', () => {
    const events = [counted(1), storedEvent('Nope', {}, { revision: 1 }), counted(1, 2)]
    expect(foldStored(fold, events)).toMatchObject({ left: { _tag: 'UnknownType', revision: 1 } })
  })

  it('change nothing that comes in', () => {
    const state = Object.freeze({ total: 1, last: undefined })
    expect(foldEvents(Counter, [{ type: 'WasReset', data: {} }], state)).toEqual({
      total: 0,
      last: undefined,
    })
  })
})

it('infers commands, events and rejections from the codecs', () => {
  expectTypeOf<Parameters<typeof Counter.evolve>[1]['type']>().toEqualTypeOf<
    'Counted' | 'WasReset'
  >()
  expectTypeOf<Parameters<typeof Counter.decide>[2]>().toEqualTypeOf<NoFacts>()
  const asked: Command<Parameters<typeof Counter.idOf>[0]> = {
    type: 'Count',
    data: { by: 10, on: '2023-02-06' },
    meta: { commandId: 'c', actor, recordedAt: '2023-02-06T01:00:00Z' },
  }
  const decided = Counter.decide(asked, Counter.initialState, {})
  if (!isLeft(decided)) throw new Error('decided')
  expectTypeOf(decided.left).toEqualTypeOf<Full>()
  expect(decided.left).toEqual({ _tag: 'Full', most: 9 })
})
