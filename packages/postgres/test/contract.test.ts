/**
 * The store on a real PostgreSQL, held to the contract of read-model stores.
 */
import { readModelStoreContract } from '@kiemtra/testing'
import { describe, it } from 'vitest'
import { postgresReadModels } from '../src/index.ts'
import { breakNextCommit } from './support/faults.ts'
import { freshSchema, success, useServer } from './support/world.ts'

const server = useServer()

readModelStoreContract(
  () => {
    const schema = freshSchema()
    const connectionString = server().connectionString()
    return {
      open: async () => success(await postgresReadModels({ connectionString, schema })()),
      faults: { breakNextCommit: () => breakNextCommit(server(), schema) },
    }
  },
  {
    name: 'PostgreSQL',
    independent: true,
    durable: true,
    faults: true,
    oldVersions: true,
    runs: 20,
  },
  { describe, it },
)
