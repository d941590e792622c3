/**
 * Broken codecs that accept too much: values of another kind, versions and names that never were; and
 * sound ones that read what JSON can't hold, or more than they write.
 */
import { event, type EventCodec, eventCodec } from '@kiemtra/kernel'
import { right } from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import { checkEventCodec, type LawId, override, type Report, reportText } from '../../src/index.ts'
import { historyOf, refuted } from '../support/refuted.ts'

/** A codec by its parts, and values to draw for it. */
const own = <A>(
  is: t.Is<A>,
  validate: (u: unknown, context: t.Context) => t.Validation<A>,
  encode: (a: A) => unknown,
  values: fc.Arbitrary<A>,
): Report => {
  const Own = new t.Type<A, unknown>('own', is, validate, encode)
  const codec = eventCodec(event('Noted', t.strict({ value: Own })))
  return checkEventCodec(codec, { seed: 5, overrides: [override(Own, values)] })
}
const same = <A>(a: A): A => a
const isDate = (u: unknown): u is Date => u instanceof Date
const isBigInt = (u: unknown): u is bigint => typeof u === 'bigint'
const isTexts = (u: unknown): u is ReadonlySet<string> => u instanceof Set

const readDate = (u: unknown, context: t.Context): t.Validation<Date> => {
  const date = new Date(String(u))
  return Number.isNaN(date.getTime()) ? t.failure(u, context) : t.success(date)
}

const Noted = t.strict({ text: t.string, count: t.number })
const notes = eventCodec(event('Noted', Noted), event('Gone', t.strict({})))
type Notes = typeof notes extends EventCodec<infer E> ? E : never
const reading = (decode: EventCodec<Notes>['decode']): Report =>
  checkEventCodec({ ...notes, decode }, { seed: 5 })
const isText = (u: unknown): u is string => typeof u === 'string'

const broken: ReadonlyArray<readonly [LawId, string, () => Report]> = [
  [
    'strict',
    'takes texts for numbers',
    () =>
      own(
        t.number.is,
        (u, context) => (Number.isNaN(Number(u)) ? t.failure(u, context) : t.success(Number(u))),
        same,
        fc.integer(),
      ),
  ],
  [
    'strict',
    'takes numbers for texts',
    () =>
      own(
        t.string.is,
        (u, context) =>
          isText(u) || typeof u === 'number' ? t.success(String(u)) : t.failure(u, context),
        same,
        fc.string(),
      ),
  ],
  [
    'strict',
    'takes anything for true or false',
    () => own(t.boolean.is, (u) => t.success(Boolean(u)), same, fc.boolean()),
  ],
  [
    'strict',
    'reads a list where only a text is one of its values',
    () =>
      own(
        t.string.is,
        (u, context) => (Array.isArray(u) ? t.success(String(u)) : t.string.validate(u, context)),
        same,
        fc.string(),
      ),
  ],
  [
    'total',
    'reads a version before the first',
    () =>
      reading((one) =>
        notes.decode(
          one.meta.schemaVersion === 0 ? { ...one, meta: { ...one.meta, schemaVersion: 1 } } : one,
        ),
      ),
  ],
  [
    'total',
    'reads any version of one that holds nothing',
    () =>
      reading((one) =>
        one.type === 'Gone' ? right({ type: 'Gone', data: {} }) : notes.decode(one),
      ),
  ],
  [
    'total',
    'reads names in small letters',
    () => reading((one) => notes.decode(one.type === 'noted' ? { ...one, type: 'Noted' } : one)),
  ],
  [
    'total',
    'reads names by how they end',
    () =>
      reading((one) => notes.decode(one.type.endsWith('Noted') ? { ...one, type: 'Noted' } : one)),
  ],
  [
    'L5',
    'writes local days',
    () =>
      own(
        isDate,
        readDate,
        (date) => `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`,
        fc.date({ min: new Date(0), max: new Date(1e12), noInvalidDate: true }),
      ),
  ],
  [
    'L5',
    'writes large whole numbers as numbers',
    () =>
      own(
        isBigInt,
        (u, context) =>
          Number.isInteger(u) ? t.success(BigInt(Number(u))) : t.failure(u, context),
        Number,
        fc.bigInt({ min: 0n, max: 10n ** 30n }),
      ),
  ],
]

describe('a codec that accepts too much is refuted by its law, and by no other', () => {
  it.each(broken)('%s: it %s', (law, _, check) => {
    const report = check()
    expect(refuted(report), reportText(report)).toEqual([law])
    expect(historyOf(report), reportText(report)).toHaveLength(1)
  })
})

const sound: ReadonlyArray<readonly [string, () => Report]> = [
  ['of two events', () => checkEventCodec(notes, { seed: 5 })],
  [
    'of dates, from whatever a date can be made',
    () => own(isDate, readDate, (date) => date.toISOString(), fc.date({ noInvalidDate: true })),
  ],
  [
    'of large whole numbers',
    () =>
      own(
        isBigInt,
        (u, context) =>
          typeof u === 'string' && /^\d+$/.test(u) ? t.success(BigInt(u)) : t.failure(u, context),
        String,
        fc.bigInt({ min: 0n, max: 10n ** 30n }),
      ),
  ],
  [
    'of sets',
    () =>
      own(
        isTexts,
        (u, context) => (t.array(t.string).is(u) ? t.success(new Set(u)) : t.failure(u, context)),
        (texts) => [...texts],
        fc.uniqueArray(fc.string()).map((texts) => new Set(texts)),
      ),
  ],
  [
    'that reads what is missing as a default',
    () => own(t.string.is, (u, context) => t.string.validate(u ?? '', context), same, fc.string()),
  ],
  [
    'of a text or a number',
    () =>
      checkEventCodec(eventCodec(event('Noted', t.strict({ v: t.union([t.string, t.number]) }))), {
        seed: 5,
      }),
  ],
]

it.each(sound)('a sound codec is proven: one %s', (_, check) => {
  const report = check()
  expect(report.verdict, reportText(report)).toBe('proven')
})
