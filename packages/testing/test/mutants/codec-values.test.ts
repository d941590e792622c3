/**
 * Broken codecs that tell, or lose, only some values: each is refuted by its law and by no other, and
 * the codec that each was broken from is proven.
 */
import {
  CivilDate,
  type DecodeFailure,
  event,
  eventCodec,
  Instant,
  type StoredEvent,
} from '@kiemtra/kernel'
import { left } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import { checkEventCodec, type LawId, reportText } from '../../src/index.ts'
import { isBag } from '../../src/value/equals.ts'
import { refuted } from '../support/refuted.ts'

const Filed = t.strict({
  name: t.string,
  kind: t.keyof({ petition: null, complaint: null }),
  pages: t.number,
  at: Instant,
  on: CivilDate,
  from: t.strict({ name: t.string }),
})
type Filed = t.TypeOf<typeof Filed>
const sound = eventCodec(event('Filed', Filed))
type Codec = typeof sound

/** Every value in data that is no object, with its key. */
const leaves = (data: unknown, key = ''): ReadonlyArray<readonly [string, unknown]> =>
  isBag(data) ? Object.entries(data).flatMap(([name, inner]) => leaves(inner, name)) : [[key, data]]

/** Refuses what a sound one refuses, and says more about it. */
const telling = (more: (stored: StoredEvent, failure: DecodeFailure) => unknown): Codec => ({
  ...sound,
  decode: (stored) => {
    const decoded = sound.decode(stored)
    return decoded._tag === 'Right'
      ? decoded
      : left(Object.assign({ ...decoded.left }, { said: more(stored, decoded.left) }))
  },
})

const told = (
  is: (value: unknown, key: string) => boolean,
  say: (value: unknown) => unknown = (value) => value,
): Codec =>
  telling(({ data }) =>
    leaves(data).flatMap(([key, value]) => (is(value, key) ? [say(value)] : [])),
  )

/** Writes what a sound one writes, with one thing changed. */
const losing = <K extends keyof Filed>(key: K, less: (value: Filed[K]) => unknown): Codec => ({
  ...sound,
  encode: (e) => {
    const stored = sound.encode(e)
    return { ...stored, data: { ...Object(stored.data), [key]: less(e.data[key]) } }
  },
})

const isText = (value: unknown): boolean => typeof value === 'string'
let last: { readonly type: 'Filed'; readonly data: Filed } | undefined

const broken: ReadonlyArray<readonly [LawId, string, Codec]> = [
  ['private', 'tells texts only', told(isText)],
  ['private', 'tells numbers only', told((value) => typeof value === 'number')],
  ['private', 'tells how a text begins', told(isText, (text) => String(text).slice(0, 4))],
  ['private', 'tells texts in small letters', told(isText, (text) => String(text).toLowerCase())],
  [
    'private',
    'tells the name, whatever is wrong',
    told((value, key) => key === 'name' && isText(value)),
  ],
  ['private', 'tells it in an error', told(isText, (text) => new Error(String(text)))],
  [
    'private',
    'tells what it does not know at all',
    telling(({ data }, { _tag }) => (_tag === 'UnknownType' ? data : undefined)),
  ],
  [
    'private',
    'tells what is of tomorrow',
    telling(({ data }, { _tag }) =>
      _tag === 'Malformed' || _tag === 'UnknownType' ? undefined : data,
    ),
  ],
  ['L5', 'loses seconds', losing('at', (at) => `${at.slice(0, 16)}:00.000Z`)],
  ['L5', 'loses milliseconds', losing('at', (at) => `${at.slice(0, 19)}.000Z`)],
  ['L5', 'writes years with two digits', losing('on', (on) => `20${on.slice(2)}`)],
  ['L5', 'cuts long texts', losing('name', (name) => name.slice(0, 100))],
  ['L5', 'trims texts', losing('name', (name) => name.trim())],
  [
    'L5',
    'rounds to whole numbers beyond a million',
    losing('pages', (n) => (Math.abs(n) > 1e6 ? Math.round(n) : n)),
  ],
  [
    'L5',
    'heeds the order of keys',
    {
      ...sound,
      decode: (stored) =>
        leaves(stored.data)[1]?.[0] === 'kind'
          ? sound.decode(stored)
          : sound.decode({ ...stored, data: { ...Object(stored.data), pages: 0 } }),
    },
  ],
  [
    'L5',
    'gives the same object each time',
    {
      ...sound,
      decode: (stored) => {
        const decoded = sound.decode(stored)
        if (decoded._tag === 'Left') return decoded
        last = Object.assign(last ?? {}, decoded.right)
        return { _tag: 'Right', right: last }
      },
    },
  ],
]

describe('a codec that tells or loses only some values is refuted by its law, and by no other', () => {
  it.each(broken)('%s: it %s', (law, _, codec) => {
    const report = checkEventCodec(codec, { seed: 2023 })
    expect(refuted(report), reportText(report)).toEqual([law])
  })

  it('the sound one is proven', () => {
    const report = checkEventCodec(sound, { seed: 2023 })
    expect(report.verdict, reportText(report)).toBe('proven')
  })
})
