/**
 * A clause: one demand, in short, with the rules that carry it and the tests that fail without them.
 */
import type { RuleId } from '@kiemtra/core'

/** A test, by its file and its title as the source has it. */
export interface Held {
  readonly file: string
  readonly title: string
}

/** One demand: its words in short, in both languages, its rules, and tests that hold it. */
export interface Clause {
  readonly vi: string
  readonly en: string
  readonly rules: readonly [RuleId, ...RuleId[]]
  readonly held: readonly [Held, ...Held[]]
}

export const clause = (
  vi: string,
  en: string,
  rules: Clause['rules'],
  ...held: Clause['held']
): Clause => ({ vi, en, rules, held })

/** A test of the domain. */
export const core = (file: string, title: string): Held => ({
  file: `packages/core/test/${file}.test.ts`,
  title,
})

/** A test of a read model. */
export const projections = (file: string, title: string): Held => ({
  file: `packages/projections/test/${file}.test.ts`,
  title,
})
