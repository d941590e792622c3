import fc from 'fast-check'
import { isRight, left, right } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { event, eventCodec, type EventOfCodec, retired } from '../../src/index.ts'
import { storedEvent } from '../support/stored.ts'

const V1 = t.strict({ name: t.string })
const V2 = t.strict({ nameVi: t.string, nameEn: t.string })
const V3 = t.strict({ names: t.strict({ vi: t.string, en: t.string }) })

const up1 = (v1: t.TypeOf<typeof V1>): t.TypeOf<typeof V2> => ({ nameVi: v1.name, nameEn: v1.name })
const up2 = (v2: t.TypeOf<typeof V2>): t.TypeOf<typeof V3> => ({
  names: { vi: v2.nameVi, en: v2.nameEn },
})

const Old = t.strict({ text: t.string })
const Older = t.strict({ words: t.array(t.string) })

const codec = eventCodec(
  event('Registered', t.strict({ id: t.string, tags: t.array(t.string) })),
  event('Renamed', V1).revised(V2, up1).renamedFrom('NameChanged').revised(V3, up2),
  retired('Retitled', V1, ({ name }) => ({
    type: 'Renamed' as const,
    data: { names: { vi: name, en: name } },
  })),
  event('Noted', Older)
    .revised(Old, ({ words }) => ({ text: words.join(' ') }))
    .renamedFrom('Remarked')
    .retiredAs(({ text }) => ({ type: 'Registered' as const, data: { id: text, tags: [] } })),
)
type Event = EventOfCodec<typeof codec>

const text = fc.string()
const registered = fc.record({ id: text, tags: fc.array(text) })
const names = fc.record({ names: fc.record({ vi: text, en: text }) })
const current: fc.Arbitrary<Event> = fc.oneof(
  registered.map((data) => ({ type: 'Registered' as const, data })),
  names.map((data) => ({ type: 'Renamed' as const, data })),
)

/** Every version of every name ever stored, with data of that version. */
const everStored = fc.oneof(
  registered.map((data) => ['Registered', 1, data] as const),
  fc
    .tuple(
      fc.constantFrom('Renamed', 'NameChanged'),
      fc.oneof(
        fc.record({ name: text }).map((data) => [1, data] as const),
        fc.record({ nameVi: text, nameEn: text }).map((data) => [2, data] as const),
        names.map((data) => [3, data] as const),
      ),
    )
    .map(([type, [version, data]]) => [type, version, data] as const),
  fc.record({ name: text }).map((data) => ['Retitled', 1, data] as const),
  fc
    .tuple(
      fc.constantFrom('Noted', 'Remarked'),
      fc.oneof(
        fc.record({ words: fc.array(text) }).map((data) => [1, data] as const),
        fc.record({ text }).map((data) => [2, data] as const),
      ),
    )
    .map(([type, [version, data]]) => [type, version, data] as const),
)

describe('laws of an event codec', () => {
  it('L5: what is encoded decodes to itself, also through JSON', () => {
    fc.assert(
      fc.property(current, (e) => {
        const { type, schemaVersion, data } = codec.encode(e)
        const stored: unknown = JSON.parse(JSON.stringify(data))
        expect(codec.decode(storedEvent(type, stored, { schemaVersion }))).toEqual(right(e))
      }),
    )
  })

  it('L6: every version of every name decodes to a current event', () => {
    fc.assert(
      fc.property(everStored, ([type, schemaVersion, data]) => {
        const decoded = codec.decode(storedEvent(type, data, { schemaVersion }))
        if (!isRight(decoded)) throw new Error(JSON.stringify(decoded))
        const again = codec.encode(decoded.right)
        expect(codec.decode(storedEvent(again.type, again.data, again))).toEqual(decoded)
      }),
    )
  })

  it('L7: going up by steps or at once is the same', () => {
    fc.assert(
      fc.property(fc.record({ name: text }), (v1) => {
        const at = (schemaVersion: number, data: unknown) =>
          codec.decode(storedEvent('Renamed', data, { schemaVersion }))
        expect(at(1, v1)).toEqual(at(2, up1(v1)))
        expect(at(1, v1)).toEqual(at(3, up2(up1(v1))))
      }),
    )
  })
})

describe('what can’t be read', () => {
  const where = { stream: 'test.agency-a', revision: 0 }

  it('is of an unknown type', () => {
    for (const type of ['Nope', '', 'toString', '__proto__']) {
      expect(codec.decode(storedEvent(type, {}))).toEqual(
        left({ _tag: 'UnknownType', type, ...where }),
      )
    }
  })

  it('is newer than this codec, by one or more', () => {
    const of = (schemaVersion: number) =>
      codec.decode(storedEvent('Renamed', { names: { vi: 'a', en: 'b' } }, { schemaVersion }))
    expect(isRight(of(3))).toBe(true)
    expect(of(4)).toEqual(
      left({ _tag: 'NewerVersion', type: 'Renamed', schemaVersion: 4, ...where }),
    )
  })

  it('has a version that is none', () => {
    for (const schemaVersion of [0, -1, 1.5, 9.5, NaN]) {
      expect(codec.decode(storedEvent('Renamed', { name: 'a' }, { schemaVersion }))).toMatchObject({
        left: { _tag: 'Malformed', problems: [{ path: 'meta.schemaVersion' }] },
      })
    }
  })

  it('is malformed, and says where without saying what', () => {
    expect(codec.decode(storedEvent('Registered', { id: 7, tags: ['a', null] }))).toEqual(
      left({
        _tag: 'Malformed',
        type: 'Registered',
        ...where,
        problems: [
          { path: 'data.id', expected: 'string', found: 'number' },
          { path: 'data.tags[1]', expected: 'string', found: 'null' },
        ],
      }),
    )
  })
})

describe('what is written', () => {
  it('has the last version, under today’s name', () => {
    const { type, schemaVersion } = codec.encode({
      type: 'Renamed',
      data: { names: { vi: 'a', en: 'b' } },
    })
    expect([type, schemaVersion]).toEqual(['Renamed', 3])
  })

  it('has no key that the codec doesn’t know, going in or coming out', () => {
    const data = { id: 'a', tags: [], secret: 'x' }
    expect(codec.encode({ type: 'Registered', data }).data).toEqual({ id: 'a', tags: [] })
    expect(codec.decode(storedEvent('Registered', data))).toEqual(
      right({ type: 'Registered', data: { id: 'a', tags: [] } }),
    )
  })

  it('is encoded by codecs that transform', () => {
    const upper = new t.Type<string, string, unknown>(
      'upper',
      t.string.is,
      (u, c) => (typeof u === 'string' ? t.success(u.toUpperCase()) : t.failure(u, c)),
      (a) => a.toLowerCase(),
    )
    const shouting = eventCodec(event('Said', t.strict({ words: t.array(upper) })))
    const said = { type: 'Said' as const, data: { words: ['AY'] } }
    const { data } = shouting.encode(said)
    expect(data).toEqual({ words: ['ay'] })
    expect(shouting.decode(storedEvent('Said', data))).toEqual(right(said))
  })
})

describe('names', () => {
  it('are all that an event was ever stored under, and clash with none', () => {
    expect(codec.types.toSorted()).toEqual(
      ['Registered', 'Renamed', 'NameChanged', 'Retitled', 'Noted', 'Remarked'].toSorted(),
    )
    expect(codec.clashes).toEqual([])
  })

  it('that two definitions claim are reported, and decode to nothing', () => {
    const twice = eventCodec(
      event('A', V1),
      event('B', V1).renamedFrom('A'),
      event('C', V1).renamedFrom('C'),
    )
    expect(twice.clashes).toEqual(['A'])
    expect(twice.decode(storedEvent('A', { name: 'x' }))).toMatchObject({
      left: { _tag: 'Malformed', problems: [{ path: 'type' }] },
    })
    expect(isRight(twice.decode(storedEvent('B', { name: 'x' })))).toBe(true)
    expect(isRight(twice.decode(storedEvent('C', { name: 'x' })))).toBe(true)
  })
})

it('the union of events is inferred, retired ones as what they read as', () => {
  expectTypeOf<Event['type']>().toEqualTypeOf<'Registered' | 'Renamed'>()
  expectTypeOf<Extract<Event, { type: 'Renamed' }>['data']>().toEqualTypeOf<{
    names: { vi: string; en: string }
  }>()
})
