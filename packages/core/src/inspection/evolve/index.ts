/**
 * How events change what is known of an inspection: one function a phase.
 *
 * Total: an event that doesn't fit its phase changes nothing. What may come in any phase (flags,
 * handovers, answers on prior shortcomings, imported results) is folded first, for all phases alike.
 */
import type { InspectionEvent } from '../events/index.ts'
import type { Course, InspectionState } from '../state.ts'
import { evolveConcluded, evolveDrafted } from './conclusion.ts'
import { evolveClosed, evolveFieldwork } from './fieldwork.ts'
import { evolvePreparing, settled } from './preparation.ts'
import { evolveReferral } from './referral.ts'

export const evolve = (state: InspectionState, event: InspectionEvent): InspectionState => {
  if (state.status === 'none') {
    return event.type === 'InspectionProposed' || event.type === 'UnannouncedOrdered'
      ? settled(event)
      : state
  }
  const anywhere = evolveCourse(state, event)
  if (anywhere !== undefined) return anywhere
  switch (state.status) {
    case 'preparing':
      return evolvePreparing(state, event)
    case 'fieldwork':
      return evolveFieldwork(state, event)
    case 'closed':
      return evolveClosed(state, event)
    case 'drafted':
      return evolveDrafted(state, event)
    case 'concluded':
      return evolveConcluded(state, event)
    case 'cancelled':
    case 'revoked':
      return evolveReferral(state, event)
  }
}

/** What may come in any phase; `undefined` if the event is none of that. */
const evolveCourse = <S extends Course>(state: S, event: InspectionEvent): S | undefined => {
  switch (event.type) {
    case 'PriorShortcomingsRequired':
      return { ...state, prior: event.data.obligations }
    case 'ResultImported': {
      const { contents, areas } = event.data
      return { ...state, imported: [...state.imported, { contents, areas }] }
    }
    case 'ActFlagged':
      return { ...state, flagged: new Set([...state.flagged, event.data.actId]) }
    case 'ActRatified': {
      const flagged = new Set(state.flagged)
      flagged.delete(event.data.actId)
      return { ...state, flagged }
    }
    case 'InspectionHandedOver':
      return event.data.to.kind === 'delegation'
        ? { ...state, delegationId: event.data.to.delegationId, inspectors: { by: 'whole' } }
        : {
            ...state,
            subjectId: event.data.to.subjectId,
            concludedBy: event.data.concludedBy,
          }
    default:
      return undefined
  }
}
