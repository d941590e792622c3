/**
 * Contracts as reports: `checkEventStore` and `checkReadModelStore` run every case and say which held.
 */
import { eventStoreContract } from '../event-store/contract.ts'
import type { EventStorage, EventStoreCapabilities } from '../event-store/storage.ts'
import { readModelStoreContract } from '../read-model-store/contract.ts'
import type { ReadModelStorage, ReadModelStoreCapabilities } from '../read-model-store/storage.ts'
import { type LawReport, type Report, verdictOf } from '../report/report.ts'
import type { CaseOutcome, Contract } from './contract.ts'

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
  const laws: LawReport[] = []
  const notes: string[] = []
  for (const outcome of await contract.run()) {
    if (outcome._tag === 'Skipped') notes.push(`skipped, needs ${outcome.needs}: ${outcome.name}`)
    else laws.push(lawOf(outcome))
  }
  return {
    subject: contract.name,
    verdict: verdictOf(laws),
    // Cases draw their own seeds, which a failing property names in its message.
    seed: 0,
    runs: laws.length,
    laws,
    eventTypesReached: {},
    transitionsReached: {},
    notes,
  }
}

const lawOf = (outcome: Exclude<CaseOutcome, { readonly _tag: 'Skipped' }>): LawReport => {
  const base = {
    law: 'contract',
    statement: outcome.name,
    runs: 1,
    checks: outcome._tag === 'Passed' ? outcome.claims : 0,
    seed: 0,
    eventTypesReached: {},
    missed: [],
  } as const
  switch (outcome._tag) {
    case 'Passed':
      return { ...base, verdict: 'proven' }
    case 'Failed': {
      const { error } = outcome
      const message = error instanceof Error ? error.message : String(error)
      return { ...base, verdict: 'refuted', counterexample: { message, history: [] } }
    }
  }
}
