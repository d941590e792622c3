import { inMemoryEventStore } from '@kiemtra/runtime'
import { describe, it } from 'vitest'
import { eventStoreContract, faultyEventStore } from '../../src/index.ts'

const make = () => {
  const store = inMemoryEventStore()
  return { open: () => store }
}

eventStoreContract(make, { name: 'in memory', exclusive: true }, { describe, it })

const makeFaulty = () => {
  const store = faultyEventStore(inMemoryEventStore())
  const faults = { loseNextReply: store.loseNextReply, cutOff: store.cutOff }
  return { open: () => store, faults }
}

eventStoreContract(
  makeFaulty,
  { name: 'in memory, with faults', exclusive: true, faults: true },
  { describe, it },
)
