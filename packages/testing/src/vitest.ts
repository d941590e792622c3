/**
 * @kiemtra/testing/vitest: `expect(report).toHold()`.
 *
 * @example
 * import { expect } from 'vitest'
 * import { matchers } from '@kiemtra/testing/vitest'
 * expect.extend(matchers)
 * const Counter = aggregate<number, { readonly _tag: 'Full' }>()({
 *   category: 'counter',
 *   idOf: ({ data }) => data.counterId,
 *   command: commandCodec(command('Count', t.strict({ counterId: id('counter') }))),
 *   event: eventCodec(event('Counted', t.strict({}))),
 *   initialState: 0,
 *   needs: () => ({}),
 *   decide: (_, count) =>
 *     count < 3 ? E.right([{ type: 'Counted' as const, data: {} }]) : E.left({ _tag: 'Full' }),
 *   evolve: (count) => count + 1,
 * })
 * expect(checkDecider(Counter, { repeatable: ['Count'] })).toHold()
 */
import { type Report, reportText } from './report/report.ts'
import { isBag } from './value/equals.ts'

/** What a matcher answers, in the words of vitest and jest alike. */
export interface MatcherAnswer {
  readonly pass: boolean
  readonly message: () => string
}

/** Matchers for `expect.extend`. */
export const matchers = {
  /**
   * Every law of the report is proven. "Unproven" does not pass: it says what was missed. Throws a
   * `TypeError` if it is asked of something else, such as a check that was not awaited.
   */
  toHold: (report: Report): MatcherAnswer => {
    // Neither `toHold` nor `not.toHold` may pass then.
    if (!isReport(report))
      throw new TypeError(`toHold is asked of ${kindOf(report)}, not of a report`)
    return { pass: report.verdict === 'proven', message: () => reportText(report) }
  },
}

const isReport = (asked: unknown): boolean => isBag(asked) && Array.isArray(asked['laws'])

const kindOf = (asked: unknown): string =>
  isBag(asked) && 'then' in asked ? 'a promise (await the check)' : typeof asked

declare module 'vitest' {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- an augmentation must repeat the parameters
  interface Matchers<R, T> {
    /** Every law of the report is proven. */
    toHold: () => void
  }
}
