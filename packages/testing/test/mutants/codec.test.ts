/**
 * Broken codecs and upcasters, one a law.
 */
import { event, type EventCodecOf, eventCodec, isCivilDate } from '@kiemtra/kernel'
import { left } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import {
  checkEventCodec,
  checkUpcasts,
  type GoldenEvent,
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
    stored.type === 'Closed' && t.type({ total: t.number }).is(stored.data)
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

  it('sound ones are proven, and unproven where the same fact was not kept in two versions', () => {
    const report = checkUpcasts(nameEvents(), options)
    expect(report.verdict, reportText(report)).toBe('proven')
    const bare = checkUpcasts(nameEvents(), withNames)
    expect(bare.laws.map(({ law, verdict }) => [law, verdict])).toEqual([
      ['L6', 'proven'],
      ['L7', 'unproven'],
      ['L8', 'proven'],
    ])
  })
})
