/**
 * Codecs with a test: a codec's values, and of those only the ones that pass.
 */
import * as t from 'io-ts'

/**
 * A codec that accepts what `codec` accepts and `test` passes; open to what walks codecs.
 *
 * io-ts's own refinement, rather than its brands. A brand would be wrong here:
 * what passes is a plain value. One of our own making wouldn't be recognised by the kernel's guards,
 * which then ask the codec for every value, at twice the cost.
 */
export const checked = <A>(
  codec: t.Type<A, unknown>,
  test: (a: A) => boolean,
  name: string,
): t.Type<A, unknown> => t.refinement(codec, test, name)
