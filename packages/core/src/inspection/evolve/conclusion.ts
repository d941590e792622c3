/**
 * The fold from the draft on.
 */
import type { InspectionEvent } from '../events/index.ts'
import type { Concluded, Drafted, InspectionState } from '../state.ts'
import { evolveWork } from './fieldwork.ts'
import { evolveReferral } from './referral.ts'

type Issued = Extract<InspectionEvent, { type: 'ConclusionIssued' }>
type Corrected = Extract<InspectionEvent, { type: 'ConclusionCorrected' }>

export const evolveDrafted = (state: Drafted, event: InspectionEvent): InspectionState => {
  switch (event.type) {
    case 'DraftCirculated':
      // Circulated again: findings that became graver are now in it, the window starts anew.
      return {
        ...evolveWork(state, event),
        explainUntil: event.data.explanations.date,
        waived: false,
      }
    case 'ExplanationSubmitted': {
      const { explanationId, findings, late } = event.data
      const explanations = new Map(state.explanations)
      explanations.set(explanationId, { findings, late, decided: false })
      return { ...state, explanations }
    }
    case 'ExplanationWaived':
      return { ...state, waived: true }
    case 'ExplanationAccepted':
    case 'ExplanationRejected': {
      const { explanationId } = event.data
      const explanations = new Map(state.explanations)
      const before = explanations.get(explanationId)
      if (before !== undefined) explanations.set(explanationId, { ...before, decided: true })
      return { ...evolveWork(state, event), explanations }
    }
    case 'ConclusionIssued':
      return concluded(state, event)
    default:
      return evolveWork(state, event)
  }
}

const concluded = (state: Drafted, { data }: Issued): Concluded => {
  const { conclusionDueOn: _due, explainUntil: _until, waived: _waived, ...work } = state
  return {
    ...work,
    status: 'concluded',
    since: data.happenedOn,
    documents: new Set([data.document.number]),
    publicationDueOn: data.publication.date,
    publishedOn: undefined,
    demands: new Map(data.demands.map((demand) => [demand.demandId, demand])),
    recommendations: new Map(data.recommendations.map((given) => [given.recommendationId, given])),
    annulled: new Set(),
    answered: new Set(),
    review: 'none',
  }
}

export const evolveConcluded = (state: Concluded, event: InspectionEvent): InspectionState => {
  switch (event.type) {
    case 'ConclusionPublished':
      return { ...state, publishedOn: event.data.happenedOn }
    case 'ConclusionCorrected':
      return corrected(state, event)
    case 'ReviewRequested':
      return { ...state, review: 'requested' }
    case 'ReviewDecided':
      return { ...state, review: event.data.outcome }
    case 'RecommendationAnswered':
      return { ...state, answered: new Set([...state.answered, event.data.recommendationId]) }
    case 'ExplanationSubmitted': {
      const { explanationId, findings, late } = event.data
      const explanations = new Map(state.explanations)
      explanations.set(explanationId, { findings, late, decided: false })
      return { ...state, explanations }
    }
    case 'ConclusionRevoked':
      return { ...state, status: 'revoked', since: event.data.happenedOn }
    default:
      return evolveReferral(state, event)
  }
}

/** The demands as they are from now on; a review that asked for a correction has got it. */
const corrected = (state: Concluded, { data }: Corrected): Concluded => {
  const demands = new Map(state.demands)
  const annulled = new Set(state.annulled)
  for (const correction of data.demands) {
    const { demandId } = correction
    if (correction.kind === 'annulled') {
      demands.delete(demandId)
      annulled.add(demandId)
    }
    if (correction.kind === 'changed' || correction.kind === 'added') {
      demands.set(demandId, correction.demand)
    }
  }
  const review = state.review === 'to-correct' ? 'none' : state.review
  const documents = new Set([...state.documents, data.document.number])
  return { ...state, demands, annulled, documents, review }
}
