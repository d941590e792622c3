/**
 * Contracts: what every implementation of a port promises, as cases that any runner can run.
 *
 * A contract is data: `register` puts its cases on the runner that is passed in, `run` answers with
 * the outcomes. Each case holds an implementation to one law. One whose capability is missing is
 * skipped under its own name, never left out; one that ends without a single claim, or has never met
 * what it is about, is unproven, and on a runner it fails. A runner's title begins with the law, and
 * what fails says which law is broken, how, and what had been asked of the implementation by then.
 */
import { AssertionError } from 'node:assert'
import { laws } from '../law/catalogue.ts'
import type { Law, LawId } from '../law/law.ts'
import { countsOf } from '../law/tally.ts'
import type { Counts } from '../report/report.ts'
import { CallLog } from './call-log.ts'
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
  /** The law or promise that it holds an implementation to. */
  readonly law: Law
  /** Which capability it needs, by name; none: every implementation must pass. */
  readonly needs?: string
  readonly run: (context: Context, claims: Claims) => Promise<void>
}

/** Cases about one part of a port. */
export interface CaseGroup<Context> {
  readonly name: string
  readonly cases: ReadonlyArray<Case<Context>>
}

/** What became of a case: the law that it is about, or the one that it found broken on its way. */
export type CaseOutcome = { readonly name: string; readonly law: LawId } & (
  | {
      readonly _tag: 'Passed'
      readonly claims: number
      /** The claims by the law that each was about. */
      readonly laws: Counts
    }
  | {
      readonly _tag: 'Failed'
      readonly error: unknown
      /** What was asked of the implementation until then, a call a line. */
      readonly history: ReadonlyArray<string>
      /** The law that it set out to hold the implementation to. */
      readonly about: LawId
    }
  /** All that was claimed held, and what it was about was never met. */
  | { readonly _tag: 'Unproven'; readonly missed: ReadonlyArray<string> }
  | { readonly _tag: 'Skipped'; readonly needs: string }
)

type Outcome<Tag> = Extract<CaseOutcome, { readonly _tag: Tag }>

/** A contract, about to be kept or broken by one implementation. */
export interface Contract {
  readonly name: string
  /** What the properties draw from; the same again, the same calls. */
  readonly seed: number
  /** Registers every case, skipped ones visibly. */
  readonly register: (runner: Runner) => void
  /** Runs every case, one after the other, without a runner. */
  readonly run: () => Promise<ReadonlyArray<CaseOutcome>>
}

// ------------------------------------------------------------ constructors

/** How cases get what they work on, and give it back. */
export interface Setting<Context> {
  readonly open: (calls: CallLog) => Promise<Context>
  readonly close: (context: Context) => Promise<void>
  /** Capabilities that the implementation has. */
  readonly has: ReadonlySet<string>
  readonly seed: number
}

/** A contract of some cases in a setting. */
export const contractOf = <Context>(
  name: string,
  groups: ReadonlyArray<CaseGroup<Context>>,
  setting: Setting<Context>,
): Contract => ({
  name,
  seed: setting.seed,
  register: (runner) => {
    const [group, test] =
      'describe' in runner ? [runner.describe, runner.it] : [runner.suite, runner.test]
    group(name, () => {
      for (const { name: part, cases } of groups) {
        group(part, () => {
          for (const one of cases) {
            const missing = missingFor(one, setting)
            const title = `${one.law.id}: ${one.name}`
            const run = async (): Promise<void> => {
              const outcome = await outcomeOf(one.name, one, setting)
              if (outcome._tag === 'Failed') throw brokenBy(outcome, setting)
              if (outcome._tag === 'Unproven') throw new LawNotHeld(unprovenText(outcome))
            }
            if (missing === undefined) test(title, run)
            else test.skip(`${title} (needs the capability ${missing})`, run)
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

/** What a runner is told. All is in the message, for not every runner shows more than that. */
class LawNotHeld extends Error {
  override readonly name = 'LawNotHeld'
}

const unprovenText = ({ law, missed }: Outcome<'Unproven'>): string =>
  `${law} is unproven: ${missed.map((what) => `the case ${what}`).join('; ')}`

const brokenBy = <Context>(
  { law, error, history }: Outcome<'Failed'>,
  { seed }: Setting<Context>,
): LawNotHeld => {
  const statement = laws.find(({ id }) => id === law)?.statement ?? ''
  const asked = history.length === 0 ? [] : [`what was asked (seed ${seed}):`, ...history]
  const message = [`${law} is broken: ${statement}`, claimIn(error), ...asked].join('\n')
  return new LawNotHeld(message, isClaim(thrownIn(error)) ? {} : { cause: thrownIn(error) })
}

/** What is behind an error: of a property, what its smallest run threw, which the history shows. */
const thrownIn = (error: unknown): unknown =>
  error instanceof Error && error.cause instanceof Error ? error.cause : error

/** Whether an error is a claim of a case, and not something that went wrong within the implementation. */
const isClaim = (thrown: unknown): thrown is Error =>
  thrown instanceof AssertionError || (thrown instanceof Error && thrown.name === 'Error')

/** What was claimed, and does not hold. */
export const claimIn = (error: unknown): string => {
  const thrown = thrownIn(error)
  return isClaim(thrown) && thrown.message !== '' ? thrown.message : `thrown: ${String(thrown)}`
}

const outcomeOf = async <Context>(
  name: string,
  one: Case<Context>,
  setting: Setting<Context>,
): Promise<CaseOutcome> => {
  const law = one.law.id
  const needs = missingFor(one, setting)
  if (needs !== undefined) return { name, law, _tag: 'Skipped', needs }
  const calls = new CallLog()
  const claims = new Claims(one.law, setting.seed, calls)
  try {
    const context = await setting.open(calls)
    try {
      await one.run(context, claims)
    } finally {
      await setting.close(context)
    }
  } catch (error) {
    return { name, _tag: 'Failed', error, about: law, ...claims.breach() }
  }
  const missed = claims.count === 0 ? ['has claimed nothing'] : claims.missed
  if (missed.length > 0) return { name, law, _tag: 'Unproven', missed }
  return { name, law, _tag: 'Passed', claims: claims.count, laws: countsOf(claims.held) }
}
