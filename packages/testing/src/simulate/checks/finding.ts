/**
 * What a check finds: how much it has looked at, and the first thing that is wrong.
 */

/** The outcome of one check on one run. */
export interface Finding {
  /** Single comparisons. */
  readonly checks: number
  readonly complaint?: string
}

/** Nothing wrong in so many comparisons. */
export const sound = (checks: number): Finding => ({ checks })

/** Something wrong. */
export const wrong = (complaint: string): Finding => ({ checks: 1, complaint })
