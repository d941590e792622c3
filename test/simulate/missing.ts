/**
 * What a read model must show at any commit: a row for each thing that its name promises.
 *
 * That its rows are what its own fold says, is the kit's to check; what a fold leaves out isn't seen by
 * folding once more.
 */
import { parseStream, type StoredEvent } from '@kiemtra/kernel'
import type { Shown } from '@kiemtra/testing'

/** The key of the row that an event gives rise to. */
type KeyOf = (event: StoredEvent) => string

const ofStream: KeyOf = ({ stream }) => parseStream(stream)?.id ?? stream

const ofFinding: KeyOf = (event) =>
  `${ofStream(event)}.${String(Reflect.get(Object(event.data), 'findingId'))}`

/** By read models: the events that give rise to a row, and its key. */
const promised: Readonly<
  Record<string, readonly [types: ReadonlyArray<string> | 'any', keyOf: KeyOf]>
> = {
  auditTrail: ['any', ({ id }) => id],
  agencyRegister: [['AgencyRegistered'], ofStream],
  // What comes unannounced is nobody's to know until it opens (R9).
  inspectionRegister: [['InspectionProposed', 'InspectionOpened'], ofStream],
  findingRegister: [['FindingRaised'], ofFinding],
  publicRegister: [['ConclusionPublished'], ofStream],
  remediationTracker: [['RemediationOpened'], ofStream],
  assignmentBoard: [['TaskAssigned'], ofStream],
  accountabilityLedger: [['MatterOpened'], ofStream],
  initiativeCatalogue: [['InitiativeRecorded'], ofStream],
}

/** What a read model leaves out; `undefined`: nothing that it has promised. */
export const missing = ({ projection: { name }, rows, log }: Shown): string | undefined => {
  const promise = promised[name]
  if (promise === undefined) return undefined
  const [types, keyOf] = promise
  for (const event of log) {
    if (types !== 'any' && !types.includes(event.type)) continue
    const key = keyOf(event)
    if (!rows.has(key)) {
      return `it has no row ${key}, for ${event.type} at ${event.position}`
    }
  }
  return undefined
}
