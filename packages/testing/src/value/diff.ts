/**
 * Values as text, and the difference of two as lines marked `-` (expected) and `+` (actual).
 */
import { inspect } from 'node:util'

/** A value on as many lines as it takes; keys in order, so that two prints can be compared. */
export const printed = (value: unknown): string =>
  inspect(value, {
    depth: null,
    sorted: true,
    compact: 1,
    breakLength: 80,
    maxArrayLength: null,
    maxStringLength: null,
  })

/** A value on one line. */
export const printedInline = (value: unknown): string =>
  inspect(value, {
    depth: null,
    compact: true,
    breakLength: Number.POSITIVE_INFINITY,
    maxArrayLength: null,
    maxStringLength: null,
  })

/**
 * The difference of two values, line by line; lines that both share stand between for context:
 * of `'a'` and `'b'` it is `- 'a'` and `+ 'b'`.
 */
export const diff = (expected: unknown, actual: unknown): string => {
  const marked = ofLines(printed(expected).split('\n'), printed(actual).split('\n'))
  return marked.join('\n')
}

/** Longest common lines, by the textbook table; messages are small. */
const ofLines = (
  expected: ReadonlyArray<string>,
  actual: ReadonlyArray<string>,
): ReadonlyArray<string> => {
  const width = actual.length + 1
  // common[i * width + j]: how many lines expected[i..] and actual[j..] share.
  const common = new Uint32Array((expected.length + 1) * width)
  const at = (i: number, j: number): number => common[i * width + j] ?? 0
  for (let i = expected.length - 1; i >= 0; i--) {
    for (let j = actual.length - 1; j >= 0; j--) {
      common[i * width + j] =
        expected[i] === actual[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const lines: string[] = []
  let i = 0
  let j = 0
  while (i < expected.length || j < actual.length) {
    if (i < expected.length && j < actual.length && expected[i] === actual[j]) {
      lines.push(`  ${expected[i] ?? ''}`)
      i += 1
      j += 1
    } else if (j >= actual.length || (i < expected.length && at(i + 1, j) >= at(i, j + 1))) {
      lines.push(`- ${expected[i] ?? ''}`)
      i += 1
    } else {
      lines.push(`+ ${actual[j] ?? ''}`)
      j += 1
    }
  }
  return lines
}
