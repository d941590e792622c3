/**
 * What a law has looked at: without it, "held" and "never asked" would look the same.
 */
import type { Counts } from '../report/report.ts'

/** Runs, single comparisons, and what they were about. */
export class Tally {
  runs = 0
  checks = 0
  readonly reached = new Map<string, number>()

  /** Counts one comparison about something of a name, or of none. */
  saw(name?: string): void {
    this.checks += 1
    if (name !== undefined) this.reached.set(name, (this.reached.get(name) ?? 0) + 1)
  }
}

/** Counts as a report shows them: by name. */
export const countsOf = (reached: ReadonlyMap<string, number>): Counts =>
  Object.fromEntries([...reached].sort(([a], [b]) => (a < b ? -1 : 1)))
