import { isLeft, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { expect, expectTypeOf, it } from 'vitest'
import { command, commandCodec, shapeOf } from '../../src/index.ts'

const rename = command('Rename', t.strict({ name: t.string }))
const dissolve = command('Dissolve', t.strict({ on: t.string }))
const codec = commandCodec(rename, dissolve)

it('takes each command by its type, and drops what it doesn’t know', () => {
  const sent = { type: 'Rename', data: { name: 'x', extra: 1 }, meta: {} }
  expect(codec.decode(sent)).toEqual(right({ type: 'Rename', data: { name: 'x' } }))
  expect(codec.is({ type: 'Dissolve', data: { on: 'x' } })).toBe(true)
})

it('refuses another command’s data, unknown types and no commands', () => {
  const wrong = [{ type: 'Rename', data: { on: 'x' } }, { type: 'X', data: {} }, null, 'Rename', []]
  for (const u of wrong) {
    expect(isLeft(codec.decode(u))).toBe(true)
    expect(codec.is(u)).toBe(false)
  }
})

it('takes neither of two that share a type', () => {
  const twice = commandCodec(rename, command('Rename', t.strict({ name: t.string })), dissolve)
  expect(isLeft(twice.decode({ type: 'Rename', data: { name: 'x' } }))).toBe(true)
  expect(twice.is({ type: 'Dissolve', data: { on: 'x' } })).toBe(true)
})

it('encodes by the codec of the command', () => {
  const upper = new t.Type<string, string, unknown>(
    'upper',
    t.string.is,
    (u, c) => (typeof u === 'string' ? t.success(u.toUpperCase()) : t.failure(u, c)),
    (a) => a.toLowerCase(),
  )
  const shouting = commandCodec(rename, command('Say', t.strict({ word: upper })))
  const said = { type: 'Say' as const, data: { word: 'AY' } }
  expect(shouting.encode(said)).toEqual({ type: 'Say', data: { word: 'ay' } })
  expect(shouting.decode(shouting.encode(said))).toEqual(right(said))
})

it('is a union to whoever walks codecs, and infers its commands', () => {
  const shape = shapeOf(codec)
  expect(shape._tag === 'union' && shape.members.map(({ name }) => name)).toEqual([
    'Rename',
    'Dissolve',
  ])
  expectTypeOf<t.TypeOf<typeof codec>['type']>().toEqualTypeOf<'Rename' | 'Dissolve'>()
})
