/**
 * `readModelStoreContract`: what the port `ReadModelStore` promises, tried on one implementation.
 */
import { type Contract, contractOf, type Runner } from '../contract/contract.ts'
import { drawnSeed } from '../law/property-law.ts'
import { keepingCases } from './keeping-cases.ts'
import { leavingCases } from './leaving-cases.ts'
import { oldVersionsCases } from './old-versions-cases.ts'
import { propertyCases } from './properties.ts'
import { queryCases } from './query-cases.ts'
import { rebuildingCases } from './rebuilding-cases.ts'
import { runningCases } from './running-cases.ts'
import { openContext, type ReadModelStorage, type ReadModelStoreCapabilities } from './storage.ts'
import { writingCases } from './writing-cases.ts'

/**
 * The contract of read-model stores. With a runner its cases are registered at once; without one,
 * call `register` or `run` on what is returned. `make` gives a storage for each case.
 *
 * @example
 * const contract = readModelStoreContract(
 *   () => {
 *     const readModels = inMemoryReadModels()
 *     return { open: () => readModels }
 *   },
 *   { name: 'in memory' },
 * )
 * // In a test file: contract.register({ describe, it }). Anywhere: await contract.run().
 * contract.name // => 'read-model store: in memory'
 */
export const readModelStoreContract = (
  make: () => ReadModelStorage | Promise<ReadModelStorage>,
  capabilities: ReadModelStoreCapabilities,
  runner?: Runner,
): Contract => {
  const { independent, durable, faults, oldVersions } = capabilities
  const flags = { independent, durable, faults, oldVersions }
  const contract = contractOf(
    `read-model store: ${capabilities.name}`,
    [
      writingCases,
      keepingCases,
      queryCases,
      rebuildingCases,
      propertyCases,
      runningCases,
      leavingCases,
      oldVersionsCases,
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
