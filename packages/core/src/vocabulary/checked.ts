/**
 * Codecs with a test: a codec's values, and of those only the ones that pass.
 */
import type { Codec } from '@kiemtra/kernel'
import * as t from 'io-ts'

/** A codec that accepts what `codec` accepts and `test` passes; open to what walks codecs. */
export const checked = <A>(
  codec: t.Type<A, unknown>,
  test: (a: A) => boolean,
  name: string,
): t.Type<A, unknown> => {
  const is = (u: unknown): u is A => codec.is(u) && test(u)
  return new t.RefinementType<Codec, A, unknown, unknown>(
    name,
    is,
    (u, context) => {
      const decoded = codec.validate(u, context)
      return decoded._tag === 'Left' || test(decoded.right) ? decoded : t.failure(u, context)
    },
    (a) => codec.encode(a),
    codec,
    test,
  )
}
