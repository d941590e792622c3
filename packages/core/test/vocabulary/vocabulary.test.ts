/**
 * Shared terms: what their codecs take and what they don't, and the few things they compute.
 */
import { type Actor, civilDate, type CommandMeta, instantOfMillis } from '@kiemtra/kernel'
import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import { actingAgency } from '../../src/vocabulary/actor.ts'
import {
  agencyKinds,
  type AgencyLevel,
  agencyLevels,
  levelOf,
  standsAbove,
} from '../../src/vocabulary/agency-kind.ts'
import { distinct, distinctBy, someOf } from '../../src/vocabulary/collections.ts'
import { Evidence, HeadCount } from '../../src/vocabulary/evidence.ts'
import { raise } from '../../src/vocabulary/finding.ts'
import { Count, PositiveCount, Score, Share, Year } from '../../src/vocabulary/number.ts'
import { occurred, occurredAt, recordedOn } from '../../src/vocabulary/occurrence.ts'
import {
  DocumentNumber,
  notSigned,
  OfficialDocument,
} from '../../src/vocabulary/official-document.ts'
import { OfficeHours } from '../../src/vocabulary/plan-terms.ts'
import { overlaps, Period } from '../../src/vocabulary/scope.ts'
import { RemarkText, Text } from '../../src/vocabulary/text.ts'

/** Which of some values a codec takes. */
const taken = <A>(codec: t.Type<A, unknown>, values: ReadonlyArray<unknown>) =>
  values.filter((value) => {
    expect(codec.is(value)).toBe(isRight(codec.decode(value)))
    return codec.is(value)
  })

describe('numbers', () => {
  const odd = [-1, 0, 0.5, 1, 1.5, 100, 101, NaN, Infinity, '1', null, 2 ** 53]
  it.each([
    [Count, [0, 1, 100, 101]],
    [PositiveCount, [1, 100, 101]],
    [Share, [0, 0.5, 1]],
    [Score, [0, 0.5, 1, 1.5, 100]],
  ])('words: %#', (codec, expected) => {
    expect(taken(codec, odd)).toEqual(expected)
  })

  it('words: years begin in 1945', () => {
    expect(taken(Year, [1944, 1945, 2023, 9999, 10_000, 2023.5])).toEqual([1945, 2023, 9999])
  })
})

describe('documents', () => {
  it.each([
    '61/KH-UBND',
    '2745/QĐ-UBND',
    '20/TB-ĐKT',
    '12/QĐ-BCĐCCHC',
    '3938/QĐ-SNV',
    '02/QĐ-TCT',
    '22/CT-UBND',
    '3627/UBND-TKBT',
    '24-CT/TU',
    '23/2024/NQ-HĐND',
    '12/KH-SNgV',
    '1203/QĐ-SGD&ĐT',
  ])('words: %s is a number', (number) => {
    expect(DocumentNumber.is(number)).toBe(true)
  })

  it.each(['', '61', 'KH-UBND', '61/kh-ubnd', '61/KH UBND', '61/KH-UBND ', '61//KH', '61/23/KH'])(
    'words: "%s" is none',
    (number) => {
      expect(DocumentNumber.is(number)).toBe(false)
    },
  )

  it('R28: are signed on the day of the act at the latest', () => {
    const decoded = OfficialDocument.decode({
      number: '61/KH-UBND',
      kind: 'plan',
      issuer: 'ubnd-thanh-pho',
      signedOn: '2023-03-03',
    })
    if (isLeft(decoded)) throw new Error('a document')
    expect(notSigned(decoded.right, civilDate(2023, 3, 3))).toBeUndefined()
    expect(notSigned(decoded.right, civilDate(2023, 3, 2))).toEqual({
      _tag: 'DocumentNotSigned',
      rule: 'R28',
      signedOn: '2023-03-03',
      happenedOn: '2023-03-02',
    })
  })
})

describe('texts', () => {
  it.each([Text, RemarkText])('words: hold 1 to 4000 characters, not blank (%#)', (codec) => {
    const long = 'a'.repeat(4000)
    expect(taken(codec, ['', ' \n', '\u00a0', 'a', ' a', 'Đ', long, `${long}a`, 1])).toEqual([
      'a',
      ' a',
      'Đ',
      long,
    ])
  })
})

describe('collections', () => {
  it('words: tell repeats and emptiness', () => {
    const lists = [[], ['a'], ['a', 'b'], ['a', 'a'], ['a', 1], 'a']
    expect(taken(distinct(t.string), lists)).toEqual([[], ['a'], ['a', 'b']])
    for (const length of [2, 3, 16, 17]) {
      const long = Array.from({ length }, (_, i) => `a${i}`)
      const repeats = [...long.slice(0, -1), 'a0']
      expect(taken(distinct(t.string), [long, repeats])).toEqual([long])
    }
    expect(taken(someOf(t.string), lists)).toEqual([['a'], ['a', 'b']])
    const byLength = distinctBy<string>(t.string, (text) => String(text.length))
    expect(taken(byLength, [[], ['a', 'bb'], ['a', 'b']])).toEqual([[], ['a', 'bb']])
  })
})

describe('periods', () => {
  const [first, second, third] = [
    civilDate(2023, 4, 1),
    civilDate(2023, 4, 2),
    civilDate(2023, 4, 3),
  ]
  it('words: run forwards, one day at least', () => {
    expect(Period.is({ from: first, to: first })).toBe(true)
    expect(Period.is({ from: second, to: first })).toBe(false)
  })

  it('words: overlap on a shared day, not on neighbouring ones', () => {
    expect(overlaps({ from: first, to: second }, { from: second, to: third })).toBe(true)
    expect(overlaps({ from: first, to: first }, { from: second, to: third })).toBe(false)
    expect(overlaps({ from: second, to: third }, { from: first, to: first })).toBe(false)
  })

  it('words: office hours run forwards within a day', () => {
    const hours = (fromMinute: number, toMinute: number) => OfficeHours.is({ fromMinute, toMinute })
    expect([hours(480, 1020), hours(480, 480), hours(480, 1440), hours(0, 1439)]).toEqual([
      true,
      false,
      false,
      true,
    ])
  })
})

describe('levels', () => {
  it('words: every kind has a level, and no line of superiors is a ring', () => {
    for (const kind of keysOf(agencyKinds)) expect(levelOf(kind) in agencyLevels).toBe(true)
    const levels = keysOf(agencyLevels)
    for (const a of levels) {
      expect(standsAbove(a, a)).toBe(false)
      for (const b of levels) {
        expect(standsAbove(a, b) && standsAbove(b, a)).toBe(false)
        for (const c of levels) {
          if (standsAbove(a, b) && standsAbove(b, c)) expect(standsAbove(a, c)).toBe(true)
        }
      }
    }
  })

  it.each<[AgencyLevel, AgencyLevel, boolean]>([
    ['city', 'department', true],
    ['city', 'district', true],
    ['district', 'commune', true],
    ['district', 'division', true],
    ['department', 'district', false],
    ['commune', 'division', false],
    ['central', 'city', true],
  ])('R25: %s above %s: %s', (above, below, stands) => {
    expect(standsAbove(above, below)).toBe(stands)
  })
})

describe('severity', () => {
  it('words: is raised by one, up to the gravest', () => {
    expect([raise('minor'), raise('significant'), raise('serious')]).toEqual([
      'significant',
      'serious',
      'serious',
    ])
  })
})

describe('evidence', () => {
  const observation = {
    evidenceId: 'e1',
    kind: 'observation',
    sha256: 'a'.repeat(64),
    takenAt: '2023-04-11T02:00:00.000Z',
    reference: 'Sổ trực',
    place: 'Bộ phận một cửa',
  }
  it('words: of an observation says where', () => {
    const { place: _none, ...nowhere } = observation
    expect(Evidence.is(observation)).toBe(true)
    expect(Evidence.is(nowhere)).toBe(false)
    expect(Evidence.is({ ...nowhere, kind: 'document' })).toBe(true)
    expect(Evidence.is({ ...observation, sha256: 'A'.repeat(64) })).toBe(false)
  })

  it('words: counts heads that add up', () => {
    const heads = (total: number, absent: number, absentWithReason: number) =>
      HeadCount.is({ total, absent, absentWithReason })
    expect([heads(10, 10, 10), heads(10, 11, 0), heads(10, 2, 3)]).toEqual([true, false, false])
  })
})

describe('actors', () => {
  it('words: act for their agency or principal; operators and imports for nobody', () => {
    const actors: ReadonlyArray<Actor> = [
      { kind: 'official', personId: 'p', agencyId: 'so-noi-vu', post: 'head' },
      { kind: 'policy', name: 'closing', onBehalfOf: 'so-tu-phap' },
      { kind: 'operator', personId: 'p', reason: 'repair' },
      { kind: 'import', source: 'balance' },
    ]
    expect(actors.map(actingAgency)).toEqual(['so-noi-vu', 'so-tu-phap', undefined, undefined])
  })
})

describe('R28: occurrences', () => {
  const meta = (recordedAt: string): CommandMeta => ({
    commandId: 'c',
    actor: { kind: 'import', source: 'test' },
    recordedAt,
  })
  it.each([
    ['2023-04-10T16:59:59.999Z', undefined],
    ['2023-04-10T17:00:00.000Z', 0],
    ['2023-04-11T16:59:59.999Z', 0],
    ['2023-04-11T17:00:00.000Z', 1],
    ['no instant', undefined],
  ])('R28: 11 April recorded at %s is late by %s days', (recordedAt, late) => {
    const when = occurred(civilDate(2023, 4, 11), meta(recordedAt))
    if (late === undefined) expect(isLeft(when)).toBe(true)
    else {
      expect(when).toMatchObject({ right: { happenedOn: '2023-04-11', recordedLateDays: late } })
      if (isRight(when)) expect(recordedOn(when.right)).toBe(`2023-04-1${String(1 + late)}`)
    }
  })

  const atTen = instantOfMillis(Date.UTC(2023, 3, 11, 3))
  it.each([
    ['2023-04-11T02:59:59.999Z', undefined],
    ['2023-04-11T03:00:00Z', 0],
    ['2023-04-11T16:59:59.999Z', 0],
    ['2023-04-11T17:00:00.000Z', 1],
    // An earlier hour of a later day.
    ['2023-04-13T02:00:00.000Z', 2],
    ['2023-04-09T04:00:00.000Z', undefined],
  ])('R28: 11 April at ten, recorded at %s, is late by %s days', (recordedAt, late) => {
    const when = occurredAt(atTen, meta(recordedAt))
    expect(isRight(when) ? when.right.recordedLateDays : undefined).toBe(late)
    expect(isLeft(when) ? when.left : undefined).toEqual(
      late === undefined
        ? { _tag: 'NotYetHappened', rule: 'R28', happenedOn: '2023-04-11' }
        : undefined,
    )
  })
})

const keysOf = <Term extends string>(record: Readonly<Record<Term, unknown>>): Array<Term> => {
  const keys: Array<Term> = []
  for (const key in record) keys.push(key)
  return keys
}
