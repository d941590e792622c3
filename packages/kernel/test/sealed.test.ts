import { right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { expect, it } from 'vitest'
import { aggregate, command, event, eventCodec, foldOf, foldStored, seal } from '../src/index.ts'
import { Counter } from './support/counter.ts'
import { storedEvent } from './support/stored.ts'

const Single = aggregate<string, never>()({
  category: 'single',
  idOf: () => 'one',
  command: t.strict({ type: t.literal('Say'), data: t.string }),
  event: eventCodec(event('Said', t.string).renamedFrom('Spoke')),
  initialState: '',
  needs: () => ({}),
  decide: ({ data }) => right([{ type: 'Said' as const, data }]),
  evolve: (_, { data }) => data,
})

it('holds aggregates of different types in one list, and says what they take', () => {
  expect(command('Say', t.string).type).toBe('Say')
  const registry = [seal(Counter), seal(Single)]
  expect(registry.map(({ category }) => category)).toEqual(['counter', 'single'])
  expect(registry.map(({ commandTypes }) => commandTypes)).toEqual([['Count', 'Reset'], ['Say']])
  expect(registry.map(({ eventTypes }) => eventTypes)).toEqual([
    ['Counted', 'WasReset'],
    ['Said', 'Spoke'],
  ])
})

it('lends its types to a function that works for every aggregate', () => {
  const stored = [storedEvent('Spoke', 'hello')]
  const told = seal(Single).open((it) => JSON.stringify(foldStored(foldOf(it), stored)))
  expect(JSON.parse(told)).toEqual(right('hello'))
})
