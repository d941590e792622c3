import { isLeft, right } from 'fp-ts/lib/Either.js'
import { expect, expectTypeOf, it } from 'vitest'
import {
  checkedString,
  type CivilDate,
  DayCount,
  type Id,
  type Instant,
  type Plain,
  type Position,
} from '../src/index.ts'

it('Plain takes brands off, at any depth, and nothing else', () => {
  expectTypeOf<Plain<Id<'agency'>>>().toEqualTypeOf<string>()
  expectTypeOf<Plain<DayCount>>().toEqualTypeOf<number>()
  expectTypeOf<Plain<Id<'a'> | null | undefined>>().toEqualTypeOf<string | null | undefined>()
  expectTypeOf<Plain<'a' | 'b' | 3 | true>>().toEqualTypeOf<'a' | 'b' | 3 | true>()
  expectTypeOf<Plain<unknown>>().toEqualTypeOf<unknown>()
  expectTypeOf<Plain<Position>>().toEqualTypeOf<Position>()
  expectTypeOf<Plain<ReadonlyArray<{ on: CivilDate }>>>().toEqualTypeOf<
    ReadonlyArray<{ readonly on: string }>
  >()
  expectTypeOf<Plain<readonly [Id<'a'>, number]>>().toEqualTypeOf<readonly [string, number]>()
  expectTypeOf<
    Plain<{ readonly type: 'A'; readonly data: { readonly at?: Instant } }>
  >().toEqualTypeOf<{
    readonly type: 'A'
    readonly data: { readonly at?: string }
  }>()
  expectTypeOf<
    Plain<{ type: 'A'; id: Id<'a'> } | { type: 'B'; on: CivilDate }>['type']
  >().toEqualTypeOf<'A' | 'B'>()
})

it('every value is as good as its plain writing', () => {
  expectTypeOf<{ on: CivilDate }>().toExtend<Plain<{ on: CivilDate }>>()
  expectTypeOf<string>().not.toExtend<CivilDate>()
})

it('brands are given only to what passes', () => {
  expect(DayCount.decode(0)).toEqual(right(0))
  expect(DayCount.decode(36_600)).toEqual(right(36_600))
  for (const n of [-1, 0.5, NaN, 36_601, '1', null]) expect(isLeft(DayCount.decode(n))).toBe(true)
  const even = checkedString('even', (text) => text.length % 2 === 0)
  expect([even.is('ab'), even.is('a'), even.is(2)]).toEqual([true, false, false])
})
