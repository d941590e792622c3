/**
 * Arbitraries of one's own, for codecs by identity or by name.
 */
import type { Codec } from '@kiemtra/kernel'
import type fc from 'fast-check'
import type * as t from 'io-ts'

/** An arbitrary for one codec, or for every codec of a name. */
export interface Override {
  readonly codec: Codec | string
  readonly arbitrary: fc.Arbitrary<unknown>
}

/** Some of them; the first that fits is taken. */
export type Overrides = ReadonlyArray<Override>

/**
 * Says what to draw for a codec; typed, so that it fits.
 *
 * @example
 * const planIds = ['p61-2023', 'tu-phap-2023']
 * const PlanCode = t.refinement(t.string, (text) => planIds.includes(text), 'PlanCode')
 * const plans = arbitraryOf(t.strict({ planId: PlanCode }), {
 *   overrides: [override(PlanCode, fc.constantFrom(...planIds))],
 * })
 * fc.assert(fc.property(plans, ({ planId }) => planIds.includes(planId)))
 */
export const override = <A, O>(codec: t.Type<A, O>, arbitrary: fc.Arbitrary<A>): Override => ({
  codec,
  arbitrary,
})

/** What is drawn for a codec instead of what its shape says. */
export const overriddenBy = (
  overrides: Overrides,
  codec: Codec,
): fc.Arbitrary<unknown> | undefined =>
  overrides.find((one) => one.codec === codec || one.codec === codec.name)?.arbitrary
