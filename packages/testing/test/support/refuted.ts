/** What a mutant must be: refuted by one law, with a counterexample that can be read. */
import { expect } from 'vitest'
import { type LawId, type Report, reportText } from '../../src/index.ts'

/** The laws that a report refutes. */
export const refuted = (report: Report): ReadonlyArray<LawId> =>
  report.laws.flatMap(({ law, verdict }) => (verdict === 'refuted' ? [law] : []))

/** Lines of the counterexample of the one refuted law. */
export const historyOf = (report: Report): ReadonlyArray<string> =>
  report.laws.find(({ verdict }) => verdict === 'refuted')?.counterexample?.history ?? []

/** Refuted by a law alone, with a history of at least one command and at most so many. */
export const expectRefutedAlone = (report: Report, law: LawId, commands: number): void => {
  expect(refuted(report), reportText(report)).toEqual([law])
  expect(historyOf(report).length, reportText(report)).toBeGreaterThan(0)
  expect(historyOf(report).length, reportText(report)).toBeLessThanOrEqual(commands)
}
