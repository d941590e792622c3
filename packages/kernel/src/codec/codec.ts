/**
 * What this package knows of a codec before it looks inside.
 */
import type * as t from 'io-ts'

/** A codec from the outside, whatever it decodes to. */
export type Codec = t.Mixed

/** The key in a context under which a union puts the one member that it chose by `type`. */
export const CHOSEN = ''
