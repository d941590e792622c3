/**
 * Moves after a conclusion: publication, corrections, reviews, replies.
 */
import { ask, type Here, type InspectionOffer } from './asking.ts'
import { type DataOf, sampleDocumentOf } from './sample.ts'

type Correction = DataOf<'CorrectConclusion'>['demands'][number]

/** A document that who concluded has signed. */
const signed = ({ state }: Here, number: string) =>
  sampleDocumentOf('concludedBy' in state ? state.concludedBy : 'so-noi-vu', number, '2023-03-13')

/** The first demand, annulled. */
const annulled = ({ state }: Here): Correction => {
  const [demandId] = state.status === 'concluded' ? state.demands.keys() : []
  return { kind: 'annulled', demandId: demandId ?? 'd1', reason: 'Synthetic' }
}

/** A demand more, on the first shortcoming that stands. */
const added = ({ found }: Here): Correction => {
  const shortcoming = found.find(
    ({ statement, withdrawn }) =>
      !withdrawn && statement.kind === 'shortcoming' && !statement.correctedOnSpot,
  )
  const demand = {
    demandId: 'd-added',
    findingId: shortcoming?.findingId ?? 'f1',
    area: 'procedures',
    text: 'Khắc phục',
    responsiblePostId: 'deputy',
    dueOn: '2024-03-01',
    acceptanceTest: 'Synthetic',
  } as const
  return { kind: 'added', demandId: 'd-added', demand }
}

const correct = (demands: (here: Here) => ReadonlyArray<Correction>): InspectionOffer =>
  ask('CorrectConclusion')((here) => {
    const documents = here.state.status === 'concluded' ? here.state.documents.size : 0
    return {
      document: signed(here, `9${String(documents)}/QĐ-SNV`),
      reason: 'Synthetic',
      demands: demands(here),
    }
  })

const decide = (outcome: DataOf<'DecideReview'>['outcome']): InspectionOffer =>
  ask('DecideReview')((here) => ({
    outcome,
    document: signed(here, '88/TB-SNV'),
    reason: 'Synthetic',
  }))

/** What may be asked then. */
export const following: ReadonlyArray<InspectionOffer> = [
  ask('PublishConclusion')(() => ({ channel: 'Cổng thông tin điện tử' })),
  correct(() => []),
  correct((here) => [annulled(here)]),
  correct((here) => [added(here)]),
  ask('RequestReview')(() => ({
    reason: 'Synthetic',
    document: sampleDocumentOf('dong-da', '4/CV-UBND', '2023-03-13'),
  })),
  decide('upheld'),
  decide('to-correct'),
  decide('to-revoke'),
  ask('RevokeConclusion')((here) => ({
    document: signed(here, '199/QĐ-SNV'),
    reason: 'Synthetic',
  })),
  ask('RecordReply')(() => ({
    recommendationId: 'r1',
    document: sampleDocumentOf('ubnd-thanh-pho', '55/CV-UBND', '2023-03-13'),
    text: 'Synthetic',
  })),
]
