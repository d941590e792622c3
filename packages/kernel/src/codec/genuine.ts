/**
 * Whether a codec decodes and encodes as io-ts, or this package, wrote it.
 *
 * A codec can be copied and its `validate` or `encode` replaced: io-ts-types' `withFallback(t.array(t.string),
 * [])` is still an `ArrayType`, yet decodes what an array codec refuses. A guard built from its class
 * would then lie. All closures of one function expression share one source text, so the text says who
 * wrote them. Rejected: rebuilding each codec from its parts, which would lose what a copy
 * means to change; and trusting the class, which is what this file is here to avoid.
 */
import * as t from 'io-ts'
import { brandedNumber, brandedString, checkedString } from '../brand.ts'
import { command, commandCodec } from './command-codec.ts'
import { personal } from './personal.ts'
import type { Codec } from './codec.ts'

/** A brand for the samples alone. */
interface Sample {
  readonly Sample: unique symbol
}

const never = (): boolean => false

/** A codec that isn't encoded by `identity`, as what holds such a one is encoded by another function. */
const encoded = new t.Type<string, string, unknown>(
  'encoded',
  t.string.is,
  t.string.validate,
  (text) => text,
)

/** What holds another codec, in each form that io-ts gives it. */
const holders = (of: t.Type<string, string, unknown>): ReadonlyArray<Codec> => [
  t.array(of),
  t.type({ a: of }),
  t.partial({ a: of }),
  t.strict({ a: of }),
  t.record(t.string, of),
  t.record(t.literal('a'), of),
  t.union([of, t.number]),
  t.union([t.type({ a: t.literal(1), b: of }), t.type({ a: t.literal(2) })]),
  t.intersection([of, of]),
  t.recursion<string, string>('recursive', () => of),
  personal(of),
]

/** A codec for each function of ours or io-ts's that validates or encodes. */
const samples: ReadonlyArray<Codec> = [
  t.string,
  t.number,
  t.boolean,
  t.null,
  t.undefined,
  t.unknown,
  t.literal('a'),
  t.keyof({ a: null }),
  t.Int,
  checkedString('never', never),
  brandedString<Sample>('never', never),
  brandedNumber<Sample>('never', never),
  commandCodec(command('a', t.string)),
  ...holders(t.string),
  ...holders(encoded),
]

const sourceOf = (f: (...args: never) => unknown): string => Function.prototype.toString.call(f)

const validates: ReadonlySet<string> = new Set(samples.map((codec) => sourceOf(codec.validate)))
const encodes: ReadonlySet<string> = new Set(samples.map((codec) => sourceOf(codec.encode)))

/** Whether a codec does what its class says; `false` where someone replaced a part of it. */
export const isGenuine = (codec: Codec): boolean =>
  validates.has(sourceOf(codec.validate)) && encodes.has(sourceOf(codec.encode))
