/**
 * What laws say: differences, and what was thrown, each in words.
 */
import { diff, printedInline } from '../value/diff.ts'

/** What was thrown, on one line. */
export const thrownText = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : printedInline(error)

/** Runs what may throw; the text of what was thrown, or nothing. */
export const thrownBy = (run: () => unknown): string | undefined => {
  try {
    run()
    return undefined
  } catch (error) {
    return thrownText(error)
  }
}

/** A message, and how two values differ. */
export const changed = (message: string, expected: unknown, actual: unknown): string =>
  `${message}\n${diff(expected, actual)}`
