/**
 * Whether a codec decodes as io-ts, or this package, wrote it.
 *
 * A codec can be copied and its `validate` replaced: io-ts-types' `withFallback(t.array(t.string),
 * [])` is still an `ArrayType`, yet decodes what an array codec refuses. A guard built from its class
 * would then lie. All closures of one function expression share one source text, so the text says who
 * wrote a `validate`. Rejected: rebuilding each codec from its parts, which would lose what a copy
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

/** One codec for each function expression of ours or io-ts's that validates. */
const samples: ReadonlyArray<Codec> = [
  t.string,
  t.number,
  t.boolean,
  t.null,
  t.undefined,
  t.unknown,
  t.literal('a'),
  t.keyof({ a: null }),
  t.array(t.string),
  t.type({ a: t.string }),
  t.partial({ a: t.string }),
  t.strict({ a: t.string }),
  t.record(t.string, t.string),
  t.union([t.string, t.number]),
  t.union([t.type({ a: t.literal(1) }), t.type({ a: t.literal(2) })]),
  t.intersection([t.string, t.string]),
  t.Int,
  t.recursion<unknown>('unknown', () => t.unknown),
  personal(t.string),
  checkedString('never', never),
  brandedString<Sample>('never', never),
  brandedNumber<Sample>('never', never),
  commandCodec(command('a', t.string)),
]

const sourceOf = (codec: Codec): string => Function.prototype.toString.call(codec.validate)

const genuine: ReadonlySet<string> = new Set(samples.map(sourceOf))

/** Whether a codec's `validate` is what its class says; `false` where someone replaced it. */
export const isGenuine = (codec: Codec): boolean => genuine.has(sourceOf(codec))
