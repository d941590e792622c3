import { isLeft, isRight, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { expect, expectTypeOf, it } from 'vitest'
import {
  COMMAND_REFUSED,
  type EventOf,
  policy,
  refusalCodec,
  refusalsOf,
  taggedRejection,
} from '../src/index.ts'
import { Counter, type Full } from './support/counter.ts'
import { storedEvent } from './support/stored.ts'

const refusal = (rejection: unknown) =>
  storedEvent(COMMAND_REFUSED, { commandType: 'Count', rejection })

it('is read back by the codec of rejections', () => {
  const codec = refusalCodec<Full>(t.strict({ _tag: t.literal('Full'), most: t.number }))
  expect(codec.decode(refusal({ _tag: 'Full', most: 9, extra: 1 }))).toEqual(
    right({
      type: 'CommandRefused',
      data: { commandType: 'Count', rejection: { _tag: 'Full', most: 9 } },
    }),
  )
  expect(isLeft(codec.decode(refusal({ _tag: 'Full' })))).toBe(true)
})

it('without one, its tag is checked and the rest trusted', () => {
  const source = refusalsOf(Counter)
  expect(source.category).toBe('counter')
  expect(isRight(source.event.decode(refusal({ _tag: 'Full', most: 9 })))).toBe(true)
  for (const wrong of [null, 'Full', {}, { _tag: 1 }]) {
    expect(isLeft(source.event.decode(refusal(wrong)))).toBe(true)
    expect(taggedRejection().is(wrong)).toBe(false)
  }
})

it('is an event source whose rejections are typed', () => {
  const listener = policy<number>()({
    name: 'listener',
    from: [refusalsOf(Counter)],
    key: ({ stream }) => stream,
    initialState: 0,
    evolve: (most, { event }) => Math.max(most, event.data.rejection.most),
    react: () => [],
  })
  expectTypeOf<EventOf<(typeof listener.from)[0]>['data']['rejection']>().toEqualTypeOf<Full>()
  expect(listener.from[0].event.types).toEqual(['CommandRefused'])
})
