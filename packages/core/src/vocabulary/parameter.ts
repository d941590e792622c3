/**
 * Parameters: every number that is law or custom, with the basis it stands on.
 *
 * Never constants: the law changes within an obligation's lifetime, and cities differ.
 */
import { Duration } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { Count, Share } from './number.ts'
import { Text } from './text.ts'

/** A value, and the clause, custom or assumption it stands on. */
export interface Parameter<A> {
  readonly value: A
  readonly basis: string
}

/** Codec of a parameter. */
export const parameter = <A>(value: t.Type<A, unknown>): t.Type<Parameter<A>, unknown> =>
  t.strict({ value, basis: Text })

/** A span of time as a parameter, in working days or in days. */
export const DurationParameter: t.Type<Parameter<Duration>, unknown> = parameter(Duration)

/** A number of things as a parameter. */
export const CountParameter: t.Type<Parameter<number>, unknown> = parameter(Count)

/** A share as a parameter. */
export const ShareParameter: t.Type<Parameter<number>, unknown> = parameter(Share)
