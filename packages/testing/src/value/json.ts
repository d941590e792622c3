/**
 * What is left of a value that has been written down as JSON and read again.
 */

/** The value after a trip through JSON; `undefined` where JSON can't say it at all. */
export const throughJson = (value: unknown): unknown => {
  // Typed as a text, but nothing comes of `undefined`, a function or a symbol.
  const text: unknown = JSON.stringify(value)
  return typeof text === 'string' ? JSON.parse(text) : undefined
}
