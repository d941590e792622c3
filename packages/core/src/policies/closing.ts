/**
 * Closing: nothing new starts under a plan that is closed or revoked, so what hasn't opened is called
 * off (R1). What has opened finishes.
 *
 * An instance is a plan, with the inspections under it that haven't opened as far as is known. Whether
 * one has opened, the inspection itself knows best: where the opening crosses with the end of the plan,
 * it says no, and goes on.
 */
import { type CommandRefused, policy, type Recorded, refusalsOf } from '@kiemtra/kernel'
import { Inspection, type InspectionEvent } from '../inspection/index.ts'
import { Plan, type PlanEvent } from '../plan/index.ts'
import { dayOf } from './shared.ts'
import { keeperOf } from './story.ts'
import {
  noWants,
  refusedIn,
  type Want,
  wantedOn,
  wantInspection,
  type Wants,
  wants,
} from './wants.ts'

// ------------------------------------------------------------------- model

/** What this policy knows of a plan. */
export interface ClosingState extends Wants {
  /** The day on which its end was recorded. */
  readonly endedOn: string | undefined
  /** Inspections that haven't opened: who keeps them, and the day on which they were recorded. */
  readonly unopened: Readonly<Record<string, Unopened>>
}

interface Unopened {
  readonly keeperId: string
  readonly recordedOn: string
}

const initialState: ClosingState = { endedOn: undefined, unopened: {}, ...noWants }

type Heard = PlanEvent | InspectionEvent | CommandRefused

// ------------------------------------------------------------------- evolve

const evolve = (state: ClosingState, recorded: Recorded<Heard>): ClosingState => {
  const { event } = recorded
  switch (event.type) {
    case 'InspectionProposed':
    case 'UnannouncedOrdered': {
      const { inspectionId } = event.data
      const one = { keeperId: keeperOf(event), recordedOn: dayOf(recorded.meta) }
      const known = { ...state, unopened: { ...state.unopened, [inspectionId]: one } }
      // Proposed while the plan was in force, and heard of after its end.
      return state.endedOn === undefined
        ? known
        : wants(known, recorded, [callOff(inspectionId, one, state.endedOn)])
    }
    case 'InspectionOpened':
    case 'InspectionCancelled': {
      const { [event.data.inspectionId]: _gone, ...unopened } = state.unopened
      return { ...state, unopened }
    }
    case 'PlanClosed':
    case 'PlanRevoked': {
      const endedOn = dayOf(recorded.meta)
      const left = Object.entries(state.unopened).map(([id, one]) => callOff(id, one, endedOn))
      return wants({ ...state, endedOn }, recorded, left)
    }
    case 'CommandRefused':
      return refusedIn(state, recorded, event)
    default:
      return state
  }
}

const callOff = (
  inspectionId: string,
  { keeperId, recordedOn }: Unopened,
  endedOn: string,
): Want => {
  const data = {
    inspectionId,
    // The later of the two days, so that it doesn't matter which was heard of first.
    happenedOn: recordedOn > endedOn ? recordedOn : endedOn,
    reason: 'Kế hoạch kiểm tra đã kết thúc / The plan of inspections has ended',
    onlyUnopened: true,
  } as const
  return wantInspection(inspectionId, { type: 'CancelInspection', data }, keeperId)
}

// -------------------------------------------------------------------- react

/** What isn't opened when its plan ends is called off. */
export const closing = policy<ClosingState>()({
  name: 'closing',
  from: [Plan, Inspection, refusalsOf(Inspection)],
  sends: ['inspection'],
  links: ({ event }) =>
    event.type === 'InspectionProposed' || event.type === 'UnannouncedOrdered'
      ? { planId: event.data.planId }
      : undefined,
  key: ({ event }, { planId }) => {
    switch (event.type) {
      case 'PlanClosed':
      case 'PlanRevoked':
        return event.data.planId
      case 'InspectionProposed':
      case 'UnannouncedOrdered':
      case 'InspectionOpened':
      case 'InspectionCancelled':
        return planId
      // Refusals find whoever asked.
      default:
        return undefined
    }
  },
  initialState,
  evolve,
  react: wantedOn,
})
