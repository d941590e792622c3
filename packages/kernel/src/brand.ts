/**
 * Brands: a parsed value can't be forged inside the domain, and needn't be forged outside it.
 *
 * Inside, an `AgencyId` is not a `PlanId` and neither is a string. At the edges (the command
 * handler, given/when/then) `Plain` takes the brands off again, because those edges decode whatever
 * they get. Rejected: optional "flavours", which let an unchecked string travel inside.
 */
import * as t from 'io-ts'

/**
 * `T` without its brands: what a caller may write as literals.
 *
 * @example
 * const on: Plain<{ readonly on: CivilDate }> = { on: '2023-02-06' }
 * on.on // => '2023-02-06'
 */
export type Plain<T> = unknown extends T
  ? T // `unknown` has no keys: mapped, it would become `{}`.
  : T extends t.Brand<infer _Brand>
    ? T extends string
      ? string
      : T extends number
        ? number
        : T
    : T extends string | number | boolean | null | undefined
      ? T
      : { readonly [K in keyof T]: Plain<T[K]> }

/** Codec of strings that pass a test and stay plain strings. */
export const checkedString = (
  name: string,
  test: (text: string) => boolean,
): t.Type<string, unknown> => {
  const is = (u: unknown): u is string => typeof u === 'string' && test(u)
  return new t.RefinementType<t.StringC, string, string, unknown>(
    name,
    is,
    (u, context) => (is(u) ? t.success(u) : t.failure(u, context)),
    t.identity,
    t.string,
    test,
  )
}

/**
 * Codec of strings that pass a test. Only this module makes brands, so a branded value has passed.
 *
 * It is a plain io-ts refinement of `t.string`, and so open to everything that walks codecs.
 */
export const brandedString = <B>(
  name: string,
  test: (text: string) => boolean,
): t.RefinementType<t.StringC, t.Branded<string, B>, string, unknown> => {
  const is = (u: unknown): u is t.Branded<string, B> => typeof u === 'string' && test(u)
  return new t.RefinementType(
    name,
    is,
    (u, context) => (is(u) ? t.success(u) : t.failure(u, context)),
    t.identity,
    t.string,
    test,
  )
}

/** Codec of numbers that pass a test; see {@link brandedString}. */
export const brandedNumber = <B>(
  name: string,
  test: (n: number) => boolean,
): t.RefinementType<t.NumberC, t.Branded<number, B>, number, unknown> => {
  const is = (u: unknown): u is t.Branded<number, B> => typeof u === 'number' && test(u)
  return new t.RefinementType(
    name,
    is,
    (u, context) => (is(u) ? t.success(u) : t.failure(u, context)),
    t.identity,
    t.number,
    test,
  )
}
