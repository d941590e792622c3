import fc from 'fast-check'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import { expect, it } from 'vitest'
import { Actor, CommandMeta, decoderOf, EventMeta, positionOf, recorded } from '../src/index.ts'
import { actor, storedEvent } from './support/stored.ts'

const meta = { commandId: 'c-1', actor, recordedAt: '2023-02-06T01:00:00Z' }

it('an actor is one of four, with what proves its part', () => {
  const actors = [
    { kind: 'official', personId: 'p', agencyId: 'a', post: 'head' },
    { kind: 'policy', name: 'scheduling', onBehalfOf: 'p' },
    { kind: 'operator', personId: 'p', reason: 'poison event skipped' },
    { kind: 'import', source: 'minutes of 2022' },
  ]
  for (const one of actors) expect(Actor.decode(one)).toEqual(right(one))
  for (const wrong of [{ kind: 'official' }, { kind: 'guest', name: 'x' }, {}, null]) {
    expect(isLeft(Actor.decode(wrong))).toBe(true)
  }
})

it('a command’s meta takes what may be left out, and drops what it doesn’t know', () => {
  const full = { ...meta, correlationId: 'x', causationId: 'y', onRefusal: 'record' }
  expect(CommandMeta.decode(meta)).toEqual(right(meta))
  expect(CommandMeta.decode({ ...full, extra: 1 })).toEqual(right(full))
  for (const wrong of [
    { commandId: '' },
    { commandId: 'a b' },
    { recordedAt: '2023-02-06' },
    { recordedAt: '2023-02-06T08:00:00+07:00' },
    { onRefusal: 'throw' },
  ]) {
    expect(isLeft(CommandMeta.decode({ ...meta, ...wrong }))).toBe(true)
  }
})

it('an event’s meta comes back from JSON as it was', () => {
  const decode = decoderOf(EventMeta)
  fc.assert(
    fc.property(fc.nat(), fc.option(fc.string(), { nil: undefined }), (index, causationId) => {
      const made = {
        ...storedEvent('A', {}).meta,
        index,
        reads: [{ stream: 'a', revision: -1 }],
        ...(causationId === undefined ? {} : { causationId }),
      }
      expect(decode(JSON.parse(JSON.stringify(made)))).toEqual(right(made))
    }),
  )
  for (const wrong of [{ schemaVersion: 1.5 }, { index: -1 }, { reads: [{ stream: 'a' }] }]) {
    expect(isLeft(decode({ ...storedEvent('A', {}).meta, ...wrong }))).toBe(true)
  }
})

it('a recorded event keeps its envelope, and the event in place of type and data', () => {
  const stored = storedEvent('A', { raw: 1 })
  const { type: _type, data: _data, ...envelope } = stored
  const event = { type: 'A', data: {} }
  expect(recorded(stored, event)).toEqual({ ...envelope, event })
  expect(positionOf('0009') < positionOf('0010')).toBe(true)
})
