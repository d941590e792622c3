/**
 * Own inspecting: what a district has itself inspected is answered into an inspection of it once it has
 * opened, "nothing" included (R29).
 *
 * An instance is a district: its plans in the register of plans, the inspections under them that have
 * opened, and the agencies right below it. Coverage is counted by agencies, each once. As with prior
 * shortcomings, the answer is what the log held when the inspection opened.
 */
import {
  civilDateOf,
  type CommandRefused,
  policy,
  type Recorded,
  refusalsOf,
  type Remembered,
} from '@kiemtra/kernel'
import { Agency, type AgencyEvent } from '../agency/index.ts'
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

/** An agency right below a district, as long as it stands. */
export interface Below {
  readonly level: string
  readonly endsOn: string | undefined
}

/** What this policy knows of a district. */
export interface OwnInspectingState extends Wants {
  readonly below: Readonly<Record<string, Below>>
  readonly plans: ReadonlyArray<string>
  /** Inspections under its plans that have opened, and of whom. */
  readonly inspected: Readonly<Record<string, string>>
}

const initialState: OwnInspectingState = { below: {}, plans: [], inspected: {}, ...noWants }

type Heard = AgencyEvent | PlanEvent | InspectionEvent | CommandRefused

const levelsBelow: ReadonlyArray<string> = ['division', 'unit', 'commune']

// ------------------------------------------------------------------- evolve

const evolve = (
  state: OwnInspectingState,
  recorded: Recorded<Heard>,
  remembered: Remembered,
): OwnInspectingState => {
  const { event } = recorded
  switch (event.type) {
    case 'AgencyRegistered':
    case 'SuperiorChanged':
    case 'AgencyDissolved':
      return ranked(state, event, remembered)
    case 'PlanIssued':
      return { ...state, plans: [...state.plans, event.data.planId] }
    case 'InspectionOpened': {
      const { inspectionId, happenedAt } = event.data
      const { planId = '', subjectId = '', keeperId = '' } = remembered
      if (state.plans.includes(planId)) {
        return { ...state, inspected: { ...state.inspected, [inspectionId]: subjectId } }
      }
      const asOf = civilDateOf(happenedAt)
      const next = answer(state, inspectionId, { asOf, happenedOn: dayOf(recorded.meta) }, keeperId)
      return wants(state, recorded, [next])
    }
    case 'CommandRefused':
      return refusedIn(state, recorded, event)
    default:
      return state
  }
}

/** Who stands right below: registered there, or put there; not who was put elsewhere. */
const ranked = (
  state: OwnInspectingState,
  event: Extract<AgencyEvent, { type: 'AgencyRegistered' | 'SuperiorChanged' | 'AgencyDissolved' }>,
  { level = '' }: Remembered,
): OwnInspectingState => {
  const { agencyId } = event.data
  const { [agencyId]: before, ...rest } = state.below
  if (event.type === 'AgencyDissolved') {
    if (before === undefined) return state
    const ended = { ...before, endsOn: event.data.effectiveOn }
    return { ...state, below: { ...rest, [agencyId]: ended } }
  }
  return before === undefined
    ? { ...state, below: { ...rest, [agencyId]: { level, endsOn: undefined } } }
    : { ...state, below: rest }
}

/** What it has inspected of those below it, by a day. */
const answer = (
  { below, plans, inspected }: OwnInspectingState,
  inspectionId: string,
  { asOf, happenedOn }: { readonly asOf: string; readonly happenedOn: string },
  keeperId: string,
): Want => {
  const reached = new Set(Object.values(inspected))
  const covered = (levels: ReadonlyArray<string>) => {
    let agencies = 0
    let ofThem = 0
    for (const [id, { level, endsOn }] of Object.entries(below)) {
      if (!levels.includes(level) || (endsOn !== undefined && endsOn <= asOf)) continue
      agencies += 1
      if (reached.has(id)) ofThem += 1
    }
    return { agencies, inspected: ofThem }
  }
  const ownInspecting = {
    plans,
    inspections: Object.keys(inspected),
    divisions: covered(['division', 'unit']),
    communes: covered(['commune']),
  }
  const data = { inspectionId, happenedOn, ownInspecting }
  return wantInspection(inspectionId, { type: 'RecordOwnInspecting', data }, keeperId)
}

// --------------------------------------------------------------------- keys

const linksOf = (event: Heard, before: Remembered): Remembered | undefined => {
  switch (event.type) {
    case 'AgencyRegistered': {
      const { level, superiorId } = event.data
      return { level, ...(superiorId === undefined ? {} : { superiorId }) }
    }
    case 'SuperiorChanged': {
      const { superiorId: formerId } = before
      return { superiorId: event.data.superiorId, ...(formerId === undefined ? {} : { formerId }) }
    }
    case 'PlanDrafted':
      return { issuerId: event.data.issuerId }
    case 'InspectionProposed':
    case 'UnannouncedOrdered': {
      const { planId, subjectId, planIssuerId, subjectLevel } = event.data
      return { planId, subjectId, planIssuerId, subjectLevel, keeperId: keeperOf(event) }
    }
    default:
      return undefined
  }
}

const keyOf = (event: Heard, remembered: Remembered): string | undefined => {
  switch (event.type) {
    case 'AgencyRegistered':
    case 'SuperiorChanged':
    case 'AgencyDissolved': {
      const { level = '', superiorId } = remembered
      return levelsBelow.includes(level) ? superiorId : undefined
    }
    case 'PlanIssued':
      return remembered['issuerId']
    // The district that is inspected; as issuer of the plan it only takes note.
    case 'InspectionOpened':
      return remembered['subjectLevel'] === 'district' ? remembered['subjectId'] : undefined
    // Refusals find whoever asked.
    default:
      return undefined
  }
}

const othersOf = (event: Heard, remembered: Remembered): ReadonlyArray<string> => {
  const { formerId, planIssuerId } = remembered
  if (event.type === 'SuperiorChanged') return formerId === undefined ? [] : [formerId]
  return event.type === 'InspectionOpened' && planIssuerId !== undefined ? [planIssuerId] : []
}

// -------------------------------------------------------------------- react

/** An inspection of a district opens → it is told what the district has itself inspected. */
export const ownInspecting = policy<OwnInspectingState>()({
  name: 'ownInspecting',
  from: [Agency, Plan, Inspection, refusalsOf(Inspection)],
  sends: ['inspection'],
  links: ({ event }, before) => linksOf(event, before),
  key: ({ event }, remembered) => keyOf(event, remembered),
  alsoKnownTo: ({ event }, remembered) => othersOf(event, remembered),
  initialState,
  evolve,
  react: wantedOn,
})
