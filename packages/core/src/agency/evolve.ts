/**
 * How events change what is known of an agency. Total: an event that doesn't fit changes nothing.
 */
import { addDays } from '@kiemtra/kernel'
import type { AgencyEvent } from './events.ts'
import type { AgencyState, RegisteredAgency, Tenure } from './state.ts'

export const evolve = (state: AgencyState, event: AgencyEvent): AgencyState => {
  if (state.status === 'unregistered') {
    return event.type === 'AgencyRegistered' ? registered(event.data) : state
  }
  switch (event.type) {
    case 'SuperiorChanged':
      return { ...state, superiorId: event.data.superiorId }
    case 'HeadAppointed': {
      const { postId, personId, acting, from } = event.data
      const before = endedBy(state.heads, addDays(from, -1))
      return { ...state, heads: [...before, { postId, personId, acting, from }] }
    }
    case 'HeadVacated':
      return { ...state, heads: endedBy(state.heads, event.data.until) }
    case 'IndexResultRecorded': {
      const { year, happenedOn: namedOn, shortcomings } = event.data
      return {
        ...state,
        indexYears: [...state.indexYears, year],
        shortcomings: [
          ...state.shortcomings,
          ...shortcomings.map((named) => ({ year, namedOn, ...named })),
        ],
      }
    }
    case 'AgencyDissolved': {
      const { effectiveOn, successors, takerDueOn } = event.data
      return {
        ...state,
        status: 'dissolved',
        effectiveOn,
        successors,
        takerId: successors.length === 1 ? successors[0] : undefined,
        takerDueOn: takerDueOn?.date,
      }
    }
    case 'TakerNamed':
      return state.status === 'dissolved' ? { ...state, takerId: event.data.takerId } : state
    // Names are joined when asked for; no rule reads them.
    case 'AgencyRenamed':
    case 'AgencyRegistered':
      return state
  }
}

const registered = (
  data: Extract<AgencyEvent, { type: 'AgencyRegistered' }>['data'],
): AgencyState => {
  const { agencyId, kind, level, superiorId, establishedOn, fields, posts } = data
  const agency: RegisteredAgency = {
    agencyId,
    kind,
    level,
    superiorId,
    establishedOn,
    fields,
    posts,
    heads: [],
    indexYears: [],
    shortcomings: [],
  }
  return { ...agency, status: 'active' }
}

/** The tenures, the last one ended on a day if it was open. */
const endedBy = (heads: ReadonlyArray<Tenure>, until: Tenure['from']): ReadonlyArray<Tenure> => {
  const last = heads.at(-1)
  if (last === undefined || last.until !== undefined) return heads
  return [...heads.slice(0, -1), { ...last, until }]
}
