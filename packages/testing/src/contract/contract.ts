/**
 * Contracts: what every implementation of a port promises, as cases that any runner can run.
 *
 * A contract is data: `register` puts its cases on the runner that is passed in, `run` answers with
 * the outcomes. A case whose capability is missing is skipped under its own name, never left out;
 * one that ends without a single claim fails.
 */
import { Claims } from './claims.ts'

// ------------------------------------------------------------------- model

/** A test function as runners have it: vitest's `it` and `test`, node:test's, too. */
export interface RegisterTest {
  (name: string, run: () => Promise<void>): unknown
  readonly skip: (name: string, run: () => Promise<void>) => unknown
}

/** A grouping function as runners have it. */
export type RegisterGroup = (name: string, register: () => void) => unknown

/** A runner, by either of its names: vitest and node:test have both. */
export type Runner =
  | { readonly describe: RegisterGroup; readonly it: RegisterTest }
  | { readonly suite: RegisterGroup; readonly test: RegisterTest }

/** One promise, tried. */
export interface Case<Context> {
  readonly name: string
  /** Which capability it needs, by name; none: every implementation must pass. */
  readonly needs?: string
  readonly run: (context: Context, claims: Claims) => Promise<void>
}

/** Cases about one part of a port. */
export interface CaseGroup<Context> {
  readonly name: string
  readonly cases: ReadonlyArray<Case<Context>>
}

/** What became of a case. */
export type CaseOutcome =
  | { readonly name: string; readonly _tag: 'Passed'; readonly claims: number }
  | { readonly name: string; readonly _tag: 'Failed'; readonly error: unknown }
  | { readonly name: string; readonly _tag: 'Skipped'; readonly needs: string }

/** A contract, about to be kept or broken by one implementation. */
export interface Contract {
  readonly name: string
  /** Registers every case, skipped ones visibly. */
  readonly register: (runner: Runner) => void
  /** Runs every case, one after the other, without a runner. */
  readonly run: () => Promise<ReadonlyArray<CaseOutcome>>
}

// ------------------------------------------------------------ constructors

/** How cases get what they work on, and give it back. */
export interface Setting<Context> {
  readonly open: () => Promise<Context>
  readonly close: (context: Context) => Promise<void>
  /** Capabilities that the implementation has. */
  readonly has: ReadonlySet<string>
}

/** A contract of some cases in a setting. */
export const contractOf = <Context>(
  name: string,
  groups: ReadonlyArray<CaseGroup<Context>>,
  setting: Setting<Context>,
): Contract => ({
  name,
  register: (runner) => {
    const [group, test] =
      'describe' in runner ? [runner.describe, runner.it] : [runner.suite, runner.test]
    group(name, () => {
      for (const { name: part, cases } of groups) {
        group(part, () => {
          for (const one of cases) {
            const missing = missingFor(one, setting)
            const run = async (): Promise<void> => {
              await runCase(one, setting)
            }
            if (missing === undefined) test(one.name, run)
            else test.skip(`${one.name} (needs the capability ${missing})`, run)
          }
        })
      }
    })
  },
  run: async () => {
    const outcomes: CaseOutcome[] = []
    for (const { name: part, cases } of groups) {
      for (const one of cases) outcomes.push(await outcomeOf(`${part}: ${one.name}`, one, setting))
    }
    return outcomes
  },
})

// --------------------------------------------------------------- behaviour

const missingFor = <Context>(
  { needs }: Case<Context>,
  { has }: Setting<Context>,
): string | undefined => (needs === undefined || has.has(needs) ? undefined : needs)

const runCase = async <Context>(one: Case<Context>, setting: Setting<Context>): Promise<number> => {
  const claims = new Claims()
  const context = await setting.open()
  try {
    await one.run(context, claims)
  } finally {
    await setting.close(context)
  }
  if (claims.count === 0) throw new Error('the case has claimed nothing')
  return claims.count
}

const outcomeOf = async <Context>(
  name: string,
  one: Case<Context>,
  setting: Setting<Context>,
): Promise<CaseOutcome> => {
  const needs = missingFor(one, setting)
  if (needs !== undefined) return { name, _tag: 'Skipped', needs }
  try {
    return { name, _tag: 'Passed', claims: await runCase(one, setting) }
  } catch (error) {
    return { name, _tag: 'Failed', error }
  }
}
