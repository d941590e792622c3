/** What a mutant must be: refuted by one law, with a counterexample that can be read. */
import type { LawId, Report } from '../../src/index.ts'

/** The laws that a report refutes. */
export const refuted = (report: Report): ReadonlyArray<LawId> =>
  report.laws.flatMap(({ law, verdict }) => (verdict === 'refuted' ? [law] : []))

/** Lines of the counterexample of the one refuted law. */
export const historyOf = (report: Report): ReadonlyArray<string> =>
  report.laws.find(({ verdict }) => verdict === 'refuted')?.counterexample?.history ?? []
