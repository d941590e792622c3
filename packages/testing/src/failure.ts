/**
 * How this kit says that something does not hold: an assertion error, as every runner knows it.
 *
 * This package may throw, and throws nothing else: it is a testing kit, and a failed assertion is
 * its answer.
 */
import { AssertionError } from 'node:assert'

/** Fails with a message, and the two values where there are two. */
export const fail = (
  message: string,
  values?: { readonly expected: unknown; readonly actual: unknown },
): never => {
  throw values === undefined
    ? new AssertionError({ message })
    : new AssertionError({ message, ...values, operator: 'deepEqual' })
}
