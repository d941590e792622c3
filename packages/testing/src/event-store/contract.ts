/**
 * `eventStoreContract`: what the port `EventStore` promises, tried on one implementation.
 */
import { type Contract, contractOf, type Runner } from '../contract/contract.ts'
import { drawnSeed } from '../law/property-law.ts'
import { appendCases } from './append-cases.ts'
import { concurrencyCases } from './concurrency-cases.ts'
import { faultCases } from './fault-cases.ts'
import { keepingCases } from './keeping-cases.ts'
import { progressCases } from './progress-cases.ts'
import { propertyCases } from './properties.ts'
import { readCases } from './read-cases.ts'
import { type EventStorage, type EventStoreCapabilities, openContext } from './storage.ts'
import { subscribeCases } from './subscribe-cases.ts'

/**
 * The contract of event stores. With a runner its cases are registered at once; without one, call
 * `register` or `run` on what is returned. `make` gives a storage for each case.
 *
 * @example
 * const contract = eventStoreContract(
 *   () => {
 *     const events = inMemoryEventStore()
 *     return { open: () => events }
 *   },
 *   { name: 'in memory', exclusive: true },
 * )
 * // In a test file: contract.register({ describe, it }). Anywhere: await contract.run().
 * contract.name // => 'event store: in memory'
 */
export const eventStoreContract = (
  make: () => EventStorage | Promise<EventStorage>,
  capabilities: EventStoreCapabilities,
  runner?: Runner,
): Contract => {
  const { independent, durable, faults, exclusive } = capabilities
  const flags = { independent, durable, faults, exclusive }
  const contract = contractOf(
    `event store: ${capabilities.name}`,
    [
      appendCases,
      keepingCases,
      readCases,
      subscribeCases,
      progressCases,
      propertyCases,
      concurrencyCases,
      faultCases,
    ],
    {
      open: (calls) => openContext(make, capabilities, calls),
      close: ({ end }) => end(),
      seed: capabilities.seed ?? drawnSeed(),
      has: new Set(Object.entries(flags).flatMap(([name, on]) => (on === true ? [name] : []))),
    },
  )
  if (runner !== undefined) contract.register(runner)
  return contract
}
