/**
 * Broken codecs and upcasters, one a law.
 */
import { event, type EventCodecOf, eventCodec, isCivilDate } from '@kiemtra/kernel'
import { left } from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import {
  checkEventCodec,
  checkUpcasts,
  type GoldenEvent,
  lawIn,
  override,
  type Report,
  reportText,
  type UpcastOptions,
} from '../../src/index.ts'
import { counterEvents, type CounterEvent } from '../support/counter.ts'
import { type NameEvent, nameEvents } from '../support/names.ts'
import { refuted } from '../support/refuted.ts'

type Codec = EventCodecOf<CounterEvent>

const forgetful: Codec = {
  ...counterEvents,
  encode: (e) =>
    e.type === 'Closed'
      ? { type: 'Closed', schemaVersion: 1, data: { total: 0 } }
      : counterEvents.encode(e),
}
const lax: Codec = {
  ...counterEvents,
  decode: (stored) =>
    stored.type === 'Closed' &&
    stored.meta.schemaVersion === 1 &&
    t.type({ total: t.number }).is(stored.data)
      ? { _tag: 'Right', right: { type: 'Closed', data: stored.data } }
      : counterEvents.decode(stored),
}
const telling: Codec = {
  ...counterEvents,
  decode: (stored) => {
    const decoded = counterEvents.decode(stored)
    if (decoded._tag === 'Right' || decoded.left._tag !== 'Malformed') return decoded
    const problems = [{ path: 'data', expected: 'data', found: JSON.stringify(stored.data) }]
    return left({ ...decoded.left, problems })
  },
}
const throwing: Codec = {
  ...counterEvents,
  decode: (stored) => {
    if (!counterEvents.types.includes(stored.type)) throw new Error('unknown type')
    return counterEvents.decode(stored)
  },
}

describe('a broken event codec is refuted by its law, and by no other', () => {
  it.each([
    ['L5', forgetful],
    ['strict', lax],
    ['private', telling],
    ['total', throwing],
  ] satisfies ReadonlyArray<readonly [string, Codec]>)('%s', (law, codec) => {
    const report = checkEventCodec(codec, { seed: 2023 })
    expect(refuted(report), reportText(report)).toEqual([law])
  })

  const Lower = new t.Type<string, string, unknown>(
    'lower',
    t.string.is,
    t.string.validate,
    (text) => text.toLowerCase(),
  )
  const Stamp = t.strict({ at: t.number })
  const stamps = eventCodec(event('Stamped', Stamp))

  const seed = 2023
  const more: ReadonlyArray<readonly [string, string, () => Report]> = [
    [
      'L5',
      'encodes less than there was',
      () => {
        const lossy = eventCodec(event('Named', t.strict({ name: Lower })))
        return checkEventCodec(lossy, { seed, overrides: [override(Lower, fc.string())] })
      },
    ],
    [
      'L5',
      'writes into what it encodes',
      () =>
        checkEventCodec(
          { ...stamps, encode: (e) => stamps.encode(Object.assign(e, { data: { at: 1 } })) },
          { seed },
        ),
    ],
    [
      'total',
      'reads versions of tomorrow',
      () =>
        checkEventCodec(
          {
            ...stamps,
            decode: (one) => stamps.decode({ ...one, meta: { ...one.meta, schemaVersion: 1 } }),
          },
          { seed },
        ),
    ],
    [
      'total',
      'reads types of tomorrow',
      () =>
        checkEventCodec(
          { ...stamps, decode: (one) => stamps.decode({ ...one, type: 'Stamped' }) },
          { seed },
        ),
    ],
  ]
  it.each(more)('%s: it %s', (law, _, check) => {
    const report = check()
    expect(refuted(report), reportText(report)).toEqual([law])
  })

  it('one written by hand is asked about the events that it is given', () => {
    const { types, decode, encode } = counterEvents
    const bare = { types, decode, encode }
    const events = fc.constantFrom<CounterEvent>({ type: 'Counted', data: { by: 1 } })
    expect(checkEventCodec(bare, { seed: 1, events }).verdict).toBe('proven')
    expect(() => checkEventCodec(bare)).toThrow('pass `events`')
  })

  it('names', () => {
    const clashing = eventCodec(
      event('Opened', t.strict({ a: t.string })).renamedFrom('Old'),
      event('Closed', t.strict({ b: t.string })).renamedFrom('Old'),
    )
    expect(refuted(checkEventCodec(clashing, { seed: 2023 }))).toEqual(['names'])
  })

  it('sound ones are proven', () => {
    for (const report of [
      checkEventCodec(counterEvents, { seed: 2023 }),
      checkEventCodec(nameEvents(), { seed: 2023 }),
    ]) {
      expect(report.verdict, reportText(report)).toBe('proven')
    }
  })
})

const v1: GoldenEvent = { type: 'Renamed', schemaVersion: 1, data: { name: 'Sở Nội vụ' } }
const v2: GoldenEvent = {
  type: 'Named',
  schemaVersion: 2,
  data: { vi: 'Sở Nội vụ', en: 'Sở Nội vụ' },
}
const closed: GoldenEvent = { type: 'Closed', schemaVersion: 1, data: { year: 2023 } }
const ended: GoldenEvent = { type: 'Ended', schemaVersion: 1, data: { year: 2023 } }

const lastName = (data: unknown, keys: ReadonlyArray<string>): unknown => {
  const found = keys.map((key): unknown => Reflect.get(Object(data), key))
  return found.find((value) => value !== undefined)
}

const options: UpcastOptions<NameEvent> = {
  seed: 2023,
  golden: [v1, v2, closed, ended],
  sameFacts: [
    [v1, v2],
    [closed, ended],
  ],
  views: {
    'how often it was named': {
      then: (events) => events.filter(({ type }) => type !== 'Closed' && type !== 'Ended').length,
      now: (events) => events.filter(({ type }) => type === 'Named').length,
    },
  },
}
const withNames: UpcastOptions<NameEvent> = {
  seed: 2023,
  views: {
    'the length of the last name': {
      then: (events) =>
        events.map(({ data }) => lastName(data, ['name', 'vi'])).map((name) => String(name).length),
      now: (events) =>
        events.map((e) => (e.type === 'Named' ? e.data.vi.length : 'undefined'.length)),
    },
  },
}

const thrown = (): never => {
  throw new Error('at the edge')
}
const isDate = (text: string): boolean => isCivilDate(text)

describe('a broken upcaster is refuted by its law, and by no other', () => {
  it('L6: what it makes is no event of today', () => {
    const Dated = t.strict({ on: t.refinement(t.string, isDate, 'date') })
    const codec = eventCodec(
      event(
        'Planned',
        t.strict({ year: t.refinement(t.number, (n) => n > 2000 && n < 2100, 'year') }),
      ).revised(Dated, ({ year }) => ({ on: `${year}-02-30` })),
    )
    expect(refuted(checkUpcasts(codec, { seed: 2023 }))).toEqual(['L6'])
    const repaired = eventCodec(
      event(
        'Planned',
        t.strict({ year: t.refinement(t.number, (n) => n > 2000 && n < 2100, 'year') }),
      ).revised(Dated, ({ year }) => ({ on: `${Math.floor(year)}-02-28` })),
    )
    expect(refuted(checkUpcasts(repaired, { seed: 2023 }))).toEqual([])
  })

  it('L7: the same fact reads differently', () => {
    const report = checkUpcasts(
      nameEvents((name) => name.toUpperCase()),
      options,
    )
    expect(refuted(report), reportText(report)).toEqual(['L7'])
  })

  it('L8: it means something else', () => {
    const report = checkUpcasts(
      nameEvents((name) => `${name}!`),
      withNames,
    )
    expect(refuted(report), reportText(report)).toEqual(['L8'])
  })

  it('L7: it leans on what an earlier upcaster left beside its codec', () => {
    const Named = t.strict({ name: t.string })
    const leaning = eventCodec(
      event('Named', t.strict({ name: t.string, lang: t.string }))
        .revised(Named, ({ name, lang }) => Object.assign({ name }, { lang }))
        .revised(t.strict({ name: t.string, lang: t.string }), (v2) => ({
          ...v2,
          lang: String(Reflect.get(v2, 'lang')),
        })),
    )
    const report = checkUpcasts(leaning, { seed: 2023 })
    expect(refuted(report), reportText(report)).toEqual(['L7'])
    expect(lawIn(report, 'L7')?.counterexample?.history).toHaveLength(2)
  })

  it.each([
    ['throws at the edge of a range', (n: number) => (n > 9 ? thrown() : n)],
    ['reads the clock', () => Date.now()],
    ['draws lots', () => Math.random()],
  ] as const)('L6: it %s', (_, up) => {
    const Count = t.strict({ n: t.refinement(t.number, (n) => n >= 1 && n <= 10, 'n') })
    const codec = eventCodec(
      event('Counted', Count).revised(t.strict({ n: t.number }), ({ n }) => ({ n: up(n) })),
    )
    expect(refuted(checkUpcasts(codec, { seed: 2023 }))).toContain('L6')
  })

  it('sound ones are proven, by facts that are known, and by those that the steps make', () => {
    const report = checkUpcasts(nameEvents(), options)
    expect(report.verdict, reportText(report)).toBe('proven')
    const bare = checkUpcasts(nameEvents(), withNames)
    expect(bare.laws.map(({ law, verdict }) => [law, verdict])).toEqual([
      ['L6', 'proven'],
      ['L7', 'proven'],
      ['L8', 'proven'],
    ])
  })
})
