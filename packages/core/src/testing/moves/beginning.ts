/**
 * Moves that begin an inspection: proposals, and orders of an unannounced one.
 */
import { ask, type InspectionOffer } from './asking.ts'
import { sampleDocumentOf, sampleOrder, sampleProposal } from './sample.ts'

const { happenedOn: _proposedOn, inspectionId: _id, ...proposal } = sampleProposal
const { happenedOn: _orderedOn, inspectionId: _same, ...order } = sampleOrder
const team = { by: 'team', teamId: 'to-1', reason: 'Synthetic' } as const
const document = sampleDocumentOf('ubnd-thanh-pho', '12/QĐ-UBND', '2023-03-13')

/** What may be asked then. */
export const beginning: ReadonlyArray<InspectionOffer> = [
  ask('ProposeInspection')(() => proposal),
  ask('ProposeInspection')(() => ({ ...proposal, inspectors: team, mode: 'report' })),
  ask('OrderUnannounced')(() => order),
  ask('OrderUnannounced')(() => ({
    ...order,
    order: { by: 'agency', agencyId: 'ubnd-thanh-pho', document },
  })),
  ask('OrderUnannounced')(() => ({
    ...order,
    ground: 'draw',
    order: { by: 'draw', drawId: 'lot-1' },
  })),
]
