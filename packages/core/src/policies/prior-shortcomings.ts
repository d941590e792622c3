/**
 * Prior shortcomings: what was pointed out to a subject before is answered into each inspection of it,
 * "none" included (R19).
 *
 * That is every obligation that it has on the first day of the inspection's window, or had in the year
 * before; and what the year before's index named and nobody has taken up since. An instance is an
 * agency. The answer is what the log held when the inspection began: here the order of streams is the
 * log's, and what comes later is looked at by the next inspection.
 */
import {
  type CommandRefused,
  policy,
  type Recorded,
  refusalsOf,
  type Remembered,
} from '@kiemtra/kernel'
import { Agency, type AgencyEvent } from '../agency/index.ts'
import { Inspection, type InspectionEvent } from '../inspection/index.ts'
import { Remediation, type RemediationEvent } from '../remediation/index.ts'
import { ReformArea } from '../vocabulary/reform-area.ts'
import { dayOf } from './shared.ts'
import { type Begun, keeperOf } from './story.ts'
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

/** An obligation of the agency's; `closedOn` once it is verified. */
export interface PriorObligation {
  readonly area: ReformArea
  readonly closedOn: string | undefined
}

/** What an index named. */
export interface Named {
  readonly shortcomingId: string
  readonly area: ReformArea
}

/** What this policy knows of an agency. */
export interface PriorState extends Wants {
  readonly obligations: Readonly<Record<string, PriorObligation>>
  /** By the index's year. */
  readonly named: Readonly<Record<string, ReadonlyArray<Named>>>
  /** Shortcomings of an index that became obligations. */
  readonly taken: ReadonlyArray<string>
}

const initialState: PriorState = { obligations: {}, named: {}, taken: [], ...noWants }

type Heard = AgencyEvent | InspectionEvent | RemediationEvent | CommandRefused

// ------------------------------------------------------------------- evolve

const evolve = (state: PriorState, recorded: Recorded<Heard>, { area }: Remembered): PriorState => {
  const { event } = recorded
  const { obligations } = state
  switch (event.type) {
    case 'IndexResultRecorded': {
      const { year, shortcomings } = event.data
      return { ...state, named: { ...state.named, [year]: shortcomings } }
    }
    case 'RemediationOpened': {
      const { remediationId, source } = event.data
      const taken = source.kind === 'index' ? [...state.taken, source.shortcomingId] : state.taken
      return { ...state, taken, ...holding(state, remediationId, event.data.area) }
    }
    case 'RemediationReopened':
    case 'DemandAmended':
      return ReformArea.is(area)
        ? { ...state, ...holding(state, event.data.remediationId, area) }
        : state
    case 'CompletionVerified': {
      const { remediationId, happenedOn } = event.data
      const before = obligations[remediationId]
      if (before === undefined) return state
      const closed = { ...before, closedOn: happenedOn }
      return { ...state, obligations: { ...obligations, [remediationId]: closed } }
    }
    case 'RemediationAnnulled':
      return without(state, event.data.remediationId)
    case 'RemediationTransferred': {
      const { remediationId } = event.data
      // Whoever had it has it no more; whoever hadn't takes it over.
      if (obligations[remediationId] !== undefined) return without(state, remediationId)
      return ReformArea.is(area) ? { ...state, ...holding(state, remediationId, area) } : state
    }
    case 'InspectionProposed':
    case 'UnannouncedOrdered':
      return wants(state, recorded, [answer(state, event, dayOf(recorded.meta))])
    case 'CommandRefused':
      return refusedIn(state, recorded, event)
    default:
      return state
  }
}

const holding = (
  { obligations }: PriorState,
  id: string,
  area: ReformArea,
): Pick<PriorState, 'obligations'> => ({
  obligations: { ...obligations, [id]: { area, closedOn: undefined } },
})

const without = (state: PriorState, id: string): PriorState => {
  const { [id]: _gone, ...obligations } = state.obligations
  return { ...state, obligations }
}

// ------------------------------------------------------------------- answer

/** What an inspection must look at, by the year before its window. */
const answer = (
  { obligations, named, taken }: PriorState,
  event: Begun,
  happenedOn: string,
): Want => {
  const { inspectionId, window } = event.data
  const lastYear = String(Number(window.from.slice(0, 4)) - 1)
  const open = Object.entries(obligations)
    .filter(([, { closedOn }]) => closedOn === undefined || closedOn.slice(0, 4) >= lastYear)
    .map(([obligationId, { area }]) => ({
      obligationId,
      area,
      source: { kind: 'obligation' } as const,
    }))
  const notTaken = (named[lastYear] ?? [])
    .filter(({ shortcomingId }) => !taken.includes(shortcomingId))
    .map(({ shortcomingId, area }) => ({
      obligationId: shortcomingId,
      area,
      source: { kind: 'index', shortcomingId } as const,
    }))
  const data = { inspectionId, happenedOn, obligations: [...open, ...notTaken] }
  return wantInspection(inspectionId, { type: 'RequirePriorShortcomings', data }, keeperOf(event))
}

// -------------------------------------------------------------------- react

/** An inspection begins → it is told what was pointed out before. */
export const priorShortcomings = policy<PriorState>()({
  name: 'priorShortcomings',
  from: [Agency, Inspection, Remediation, refusalsOf(Inspection)],
  sends: ['inspection'],
  links: ({ event }) =>
    event.type === 'RemediationOpened' || event.type === 'DemandAmended'
      ? { area: event.data.area }
      : undefined,
  key: ({ event }) => {
    switch (event.type) {
      case 'IndexResultRecorded':
        return event.data.agencyId
      case 'InspectionProposed':
      case 'UnannouncedOrdered':
      case 'RemediationOpened':
      case 'RemediationReopened':
      case 'DemandAmended':
      case 'CompletionVerified':
      case 'RemediationAnnulled':
      case 'RemediationTransferred':
        return event.data.subjectId
      // Refusals find whoever asked.
      default:
        return undefined
    }
  },
  alsoKnownTo: ({ event }) => (event.type === 'RemediationTransferred' ? [event.data.fromId] : []),
  initialState,
  evolve,
  react: wantedOn,
})
