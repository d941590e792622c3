import { inMemoryReadModels } from '@kiemtra/runtime'
import { describe, it } from 'vitest'
import { readModelStoreContract } from '../../src/index.ts'

const make = () => {
  const store = inMemoryReadModels()
  return { open: () => store }
}

readModelStoreContract(make, { name: 'in memory', oldVersions: true }, { describe, it })
