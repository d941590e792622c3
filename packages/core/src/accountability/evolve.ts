/**
 * How events change what is known of a matter. Total: an event that doesn't fit changes nothing.
 */
import type { AccountabilityEvent } from './events.ts'
import type { AccountabilityState, Matter } from './state.ts'

export const evolve = (
  state: AccountabilityState,
  event: AccountabilityEvent,
): AccountabilityState => {
  if (state.status === 'none') return event.type === 'MatterOpened' ? opened(event.data) : state
  if (state.status === 'withdrawn') return state
  const { happenedOn } = event.data
  switch (event.type) {
    case 'WrittenExplanationRequested': {
      const explainUntil = event.data.explanation.date
      return { ...matterOf(state), status: 'asked', since: happenedOn, explainUntil }
    }
    case 'WrittenExplanationGiven': {
      const { late } = event.data
      return { ...matterOf(state), status: 'explained', since: happenedOn, late }
    }
    case 'MatterDecided': {
      const { outcome } = event.data
      const matter = { ...matterOf(state), since: happenedOn }
      return { ...matter, status: 'decided', outcome, apologisedOn: undefined }
    }
    case 'ApologyRecorded':
      return state.status === 'decided' ? { ...state, apologisedOn: happenedOn } : state
    case 'MatterWithdrawn': {
      const decidedOn = state.status === 'decided' ? state.since : undefined
      return { ...matterOf(state), status: 'withdrawn', since: happenedOn, decidedOn }
    }
    case 'MatterTransferred': {
      const { agencyId, competentId } = event.data
      return { ...state, agencyId, competentId }
    }
    case 'MatterOpened':
      return state
  }
}

const opened = (
  data: Extract<AccountabilityEvent, { type: 'MatterOpened' }>['data'],
): AccountabilityState => {
  const { happenedOn, recordedLateDays: _late, ...frozen } = data
  return { ...frozen, status: 'open', openedOn: happenedOn, since: happenedOn }
}

/** What is known of it in every status. */
const matterOf = (state: Matter): Matter => {
  const { matterId, agencyId, about, source, conditionOn, competentId } = state
  const { planIssuerId, openedOn, since } = state
  return {
    ...{ matterId, agencyId, about, source, conditionOn, competentId },
    ...{ planIssuerId, openedOn, since },
  }
}
