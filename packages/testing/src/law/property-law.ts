/**
 * Laws over values drawn at random: run, shrunk, and reported the same way whatever they are about.
 */
import fc from 'fast-check'
import { type Counterexample, type LawReport, type Report, verdictOf } from '../report/report.ts'
import type { LawId } from './catalogue.ts'
import { IllFormed } from './ill-formed.ts'
import { countsOf, Tally } from './tally.ts'

/** What is wrong with a value, if anything. */
export type Complaint = string | undefined

/** A law over values of one kind. */
export interface PropertyLaw<T, Answer> {
  readonly law: LawId
  readonly statement: string
  readonly values: fc.Arbitrary<T>
  /** What is wrong, if anything; counts in the tally what it has looked at. */
  readonly check: (value: T, tally: Tally) => Answer
  /** A value for a reader, line by line. */
  readonly show: (value: T) => ReadonlyArray<string>
  /** What the law must have looked at to be proven. */
  readonly required: ReadonlyArray<string>
}

/** A law that is ready to be run, whatever its values are. */
export type ReadyLaw<Answer> = (parameters: LawParameters) => Answer

/** How a law is run. */
export interface LawParameters {
  readonly seed: number
  readonly numRuns: number
}

/** Makes a law ready. */
export const ready =
  <T>(law: PropertyLaw<T, Complaint>): ReadyLaw<LawReport> =>
  (parameters) => {
    const tally = new Tally()
    let best: Counterexample | undefined
    for (let i = 0; isWorthAnother(best, i); i++) {
      let last: Complaint
      const counted = i === 0 ? tally : new Tally()
      const holds = (value: T): boolean => {
        counted.runs += 1
        const complaint = complaintOf(() => law.check(value, counted))
        last = complaint ?? last
        return complaint === undefined
      }
      const found = fc.check(fc.property(law.values, holds), another(parameters, i))
      const value = found.counterexample?.[0]
      if (value === undefined) break
      const message = complaintOf(() => law.check(value, new Tally()))
      best = shorter(best, brokenBy(message, last, law.show(value)))
    }
    return reportOf(law, tally, parameters, best)
  }

/** Makes a law ready that has to wait for stores. */
export const readyAsync =
  <T>(law: PropertyLaw<T, Promise<Complaint>>): ReadyLaw<Promise<LawReport>> =>
  async (parameters) => {
    const tally = new Tally()
    let best: Counterexample | undefined
    for (let i = 0; isWorthAnother(best, i); i++) {
      let last: Complaint
      const counted = i === 0 ? tally : new Tally()
      const holds = async (value: T): Promise<boolean> => {
        counted.runs += 1
        const complaint = await complaintOfAsync(() => law.check(value, counted))
        last = complaint ?? last
        return complaint === undefined
      }
      const found = await fc.check(fc.asyncProperty(law.values, holds), another(parameters, i))
      const value = found.counterexample?.[0]
      if (value === undefined) break
      const message = await complaintOfAsync(() => law.check(value, new Tally()))
      best = shorter(best, brokenBy(message, last, law.show(value)))
    }
    return reportOf(law, tally, parameters, best)
  }

/** A history of so many lines is read at a glance. */
const SHORT = 3
const ATTEMPTS = 4

/** The first time always; later, while what is known is long: from elsewhere, shrinking may get further. */
const isWorthAnother = (best: Counterexample | undefined, attempt: number): boolean =>
  attempt === 0 || (attempt < ATTEMPTS && best !== undefined && best.history.length > glance(best))

/** What keeps a memory shrinks by luck: there, only one line can't be bettered. */
const glance = ({ message }: Counterexample): number => (message.endsWith(MEMORY) ? 1 : SHORT)

const another = ({ seed, numRuns }: LawParameters, attempt: number): LawParameters => ({
  seed: seed + attempt,
  numRuns,
})

const shorter = (best: Counterexample | undefined, found: Counterexample): Counterexample =>
  best === undefined || found.history.length < best.history.length ? found : best

/** The report of a law that another one, which is refuted, takes the ground from: noise, if asked. */
export const notAsked = (
  law: Pick<LawReport, 'law' | 'statement'>,
  { law: root }: LawReport,
  seed: number,
): LawReport => ({
  ...law,
  verdict: 'unproven',
  runs: 0,
  checks: 0,
  seed,
  eventTypesReached: {},
  missed: [`not asked: it stands on ${root}, which is refuted`],
})

/** A seed that nobody chose. */
export const drawnSeed = (): number => Math.floor(Math.random() * 0x7fffffff)

/** The report of several laws about one subject. */
export const reportOn = (
  subject: string,
  { seed, numRuns }: LawParameters,
  laws: ReadonlyArray<LawReport>,
  notes: ReadonlyArray<string> = [],
): Report => {
  const reached = new Map<string, number>()
  for (const { eventTypesReached } of laws) {
    for (const [type, count] of Object.entries(eventTypesReached)) {
      reached.set(type, (reached.get(type) ?? 0) + count)
    }
  }
  return {
    subject,
    verdict: verdictOf(laws),
    seed,
    runs: numRuns,
    laws,
    eventTypesReached: countsOf(reached),
    transitionsReached: {},
    notes,
  }
}

// --------------------------------------------------------------- behaviour

const errorText = (error: unknown): string =>
  error instanceof IllFormed
    ? error.message
    : error instanceof Error
      ? `threw ${error.name}: ${error.message}`
      : `threw ${String(error)}`

const complaintOf = (ask: () => Complaint): Complaint => {
  try {
    return ask()
  } catch (error) {
    return errorText(error)
  }
}

const complaintOfAsync = async (ask: () => Promise<Complaint>): Promise<Complaint> => {
  try {
    return await ask()
  } catch (error) {
    return errorText(error)
  }
}

/** What is wrong with the smallest value; asked again, or where that holds by now, as it was first told. */
const brokenBy = (
  again: Complaint,
  last: Complaint,
  history: ReadonlyArray<string>,
): Counterexample => ({ message: again ?? `${last ?? ''}\n${MEMORY}`, history })

/** What a complaint that can't be repeated says. */
export const MEMORY = 'it held when asked again: something keeps a memory, or draws lots'

const reportOf = (
  { law, statement, required }: Pick<PropertyLaw<never, unknown>, 'law' | 'statement' | 'required'>,
  tally: Tally,
  { seed }: LawParameters,
  counterexample: Counterexample | undefined,
): LawReport => {
  const base = {
    law,
    statement,
    runs: tally.runs,
    checks: tally.checks,
    seed,
    eventTypesReached: countsOf(tally.reached),
  }
  if (counterexample !== undefined) {
    return { ...base, verdict: 'refuted', missed: [], counterexample }
  }
  const unmet = required
    .filter((name) => !tally.reached.has(name))
    .map((name) => `never met ${name}`)
  const missed = tally.checks === 0 ? ['nothing was ever compared', ...unmet] : unmet
  return { ...base, verdict: missed.length === 0 ? 'proven' : 'unproven', missed }
}
