/**
 * Contracts as reports: `checkEventStore` and `checkReadModelStore` run every case and say, law by
 * law, whether it held; where one did not, in which case, and what was asked of the store until then.
 */
import { eventStoreContract } from '../event-store/contract.ts'
import type { EventStorage, EventStoreCapabilities } from '../event-store/storage.ts'
import { laws } from '../law/catalogue.ts'
import type { Law } from '../law/law.ts'
import { readModelStoreContract } from '../read-model-store/contract.ts'
import type { ReadModelStorage, ReadModelStoreCapabilities } from '../read-model-store/storage.ts'
import { type Counterexample, type LawReport, type Report, verdictOf } from '../report/report.ts'
import { type CaseOutcome, claimIn, type Contract } from './contract.ts'

/**
 * Runs the contract of event stores. Cases that need a capability which is not claimed are in the notes.
 *
 * @example
 * const report = await checkEventStore(
 *   () => {
 *     const events = inMemoryEventStore()
 *     return { open: () => events }
 *   },
 *   { name: 'in memory', exclusive: true },
 * )
 * report.verdict // => 'proven'
 * lawIn(report, safeRetry)?.verdict // => 'proven'
 */
export const checkEventStore = (
  make: () => EventStorage | Promise<EventStorage>,
  capabilities: EventStoreCapabilities,
): Promise<Report> => checkContract(eventStoreContract(make, capabilities))

/**
 * Runs the contract of read-model stores. Cases that need a capability which is not claimed are in
 * the notes.
 */
export const checkReadModelStore = (
  make: () => ReadModelStorage | Promise<ReadModelStorage>,
  capabilities: ReadModelStoreCapabilities,
): Promise<Report> => checkContract(readModelStoreContract(make, capabilities))

const checkContract = async (contract: Contract): Promise<Report> => {
  const outcomes = await contract.run()
  const reports = laws.flatMap((law) => lawReports(law, outcomes, contract.seed))
  return {
    subject: contract.name,
    verdict: verdictOf(reports),
    seed: contract.seed,
    runs: outcomes.filter(({ _tag }) => _tag !== 'Skipped').length,
    laws: reports,
    eventTypesReached: {},
    transitionsReached: {},
    notes: outcomes.flatMap((one) =>
      one._tag === 'Skipped' ? [`skipped, needs ${one.needs}: ${one.name} (${one.law})`] : [],
    ),
  }
}

/** What became of a law: nothing, where no case has asked about it. */
const lawReports = (
  { id, statement: general }: Law,
  outcomes: ReadonlyArray<CaseOutcome>,
  seed: number,
): ReadonlyArray<LawReport> => {
  // The law's own words are about codecs.
  const statement = id === 'L5' ? 'what was written reads back as it was, by every way' : general
  let runs = 0
  let checks = 0
  const missed: string[] = []
  const failed: (CaseOutcome & { readonly _tag: 'Failed' })[] = []
  for (const one of outcomes) {
    if (one._tag === 'Passed') {
      const held = one.laws[id] ?? 0
      if (held > 0) runs += 1
      checks += held
    } else if (one._tag === 'Unproven' && one.law === id) {
      runs += 1
      missed.push(...one.missed.map((what) => `${one.name}: ${what}`))
    } else if (one._tag === 'Failed' && one.law === id) {
      runs += 1
      failed.push(one)
    } else if (one._tag === 'Failed' && one.about === id) {
      missed.push(`${one.name}: broke off over ${one.law}, which is refuted`)
    }
  }
  const base = { law: id, statement, runs, checks, seed, eventTypesReached: {} }
  const counterexample = counterexampleOf(failed)
  if (counterexample !== undefined) {
    return [{ ...base, verdict: 'refuted', missed: [], counterexample }]
  }
  if (runs === 0 && missed.length === 0) return []
  return [{ ...base, verdict: missed.length === 0 ? 'proven' : 'unproven', missed }]
}

/** The first case that failed, with what led there; the others by name. */
const counterexampleOf = (
  failed: ReadonlyArray<CaseOutcome & { readonly _tag: 'Failed' }>,
): Counterexample | undefined => {
  const [first, ...others] = failed
  if (first === undefined) return undefined
  const { name, error, history } = first
  const also = others.map((other) => `Broken by it, too: ${other.name}`)
  return { message: [`${name}: ${claimIn(error)}`, ...also].join('\n'), history }
}
