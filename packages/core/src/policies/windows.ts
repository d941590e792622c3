/**
 * Windows: what happens to an inspection's days once it has opened.
 *
 * An unannounced visit that opens is revealed. A pause gives the days that are left back; to resume,
 * or to have more days, the calendar of visits is asked first and the inspection is told (R8). Fieldwork
 * that closes, or an opened inspection that is cancelled, gives back what it didn't use.
 *
 * A refused extension is told, and so is a refused resumption: the inspection stays paused, and other
 * days may be asked for. An unannounced visit has opened, whatever the calendar says: where an open
 * window came into its way meanwhile, its opening is flagged, and no conclusion gets out before that is
 * ratified. Days that aren't given back stay held; that refusal is only remembered.
 *
 * Of a window that inspections share nothing is given back by one of them, for the days are the
 * others', too.
 *
 * Handed over to the subject's successor, an inspection asks that one's calendar (R26):
 * `windows-handover.ts` says how. Where its days were over by then, what it gives back goes to the
 * calendar in which they stand.
 *
 * As in scheduling, what is done depends on the cause alone; but for a combination that crosses with
 * a pause or an end, where the order in the log decides.
 */
import { civilDateOf, policy, type Recorded, refusalsOf } from '@kiemtra/kernel'
import { Inspection } from '../inspection/index.ts'
import type { DaysRefusal } from '../inspection/shapes.ts'
import { Visits } from '../visits/index.ts'
import { cameLate, dayOf, reasonOf } from './shared.ts'
import { type Begun, type Heard, keeperOf, noted, questionOf, step } from './story.ts'
import { commandOf } from './windows-commands.ts'
import { came, handedOver, joined, notCame } from './windows-handover.ts'
import { type Days, has, initialState, later, type WindowsState } from './windows-story.ts'

export type { MovePurpose, WindowsState, WindowsStep } from './windows-story.ts'

// ------------------------------------------------------------------- evolve

const evolve = (state: WindowsState, recorded: Recorded<Heard>): WindowsState => {
  const { event } = recorded
  switch (event.type) {
    case 'InspectionProposed':
    case 'UnannouncedOrdered':
      return { ...state, visit: visitOf(event) }
    case 'InspectionScheduled': {
      const { windowId, window } = event.data
      return { ...state, windowId, ...has(window) }
    }
    case 'InspectionOpened': {
      const opened = { ...state, hasOpened: true }
      return state.days !== undefined && state.visit?.isUnannounced === true
        ? step(opened, recorded, { do: 'move', on: state.days, purpose: 'reveal' })
        : opened
    }
    case 'InspectionPaused':
      return paused(state, recorded, event.data.happenedOn)
    case 'ResumptionRequested':
      return resuming(state, recorded, event.data.window)
    case 'InspectionResumed':
      return { ...state, ...has(event.data.window), awayIn: undefined }
    case 'ExtensionRequested': {
      const { until } = event.data
      if (state.days === undefined) return state
      const on = { from: state.days.from, to: until }
      const asked = { ...state, askedUntil: later(state.askedUntil, until) }
      return step(asked, recorded, { do: 'move', on, purpose: 'extension' })
    }
    case 'FieldworkExtended':
      return { ...state, ...has(event.data.window) }
    case 'FieldworkClosed':
      return { ...ended(state, recorded, civilDateOf(event.data.happenedAt)), isOver: true }
    case 'InspectionCancelled':
      return state.hasOpened
        ? { ...ended(state, recorded, event.data.happenedOn), isOver: true }
        : state
    case 'InspectionHandedOver':
      return handedOver(state, recorded, event)
    case 'InspectionsCombined':
      return joined({ ...state, isShared: true }, recorded, event.data.days.period)
    case 'WindowReserved':
      return came(state, recorded, event.data.days.period)
    case 'WindowRefused': {
      const reason = reasonOf(event.data.reasons, event.data.secret)
      const note = { commandType: 'SucceedWindow', rejection: reason }
      return notCame(noted(state, note), recorded, reason)
    }
    case 'WindowMoved':
      return moved(state, recorded, event.data.days.period)
    case 'WindowMoveRefused': {
      const reason = reasonOf(event.data.reasons, event.data.secret)
      const note = { commandType: 'MoveWindow', rejection: reason }
      return notMoved(noted(state, note), recorded, reason)
    }
    case 'CommandRefused':
      return refused(state, recorded, event)
    default:
      return state
  }
}

const visitOf = (event: Begun): WindowsState['visit'] => {
  const { inspectionId, subjectId } = event.data
  const isUnannounced = event.type === 'UnannouncedOrdered'
  return { inspectionId, subjectId, keeperId: keeperOf(event), isUnannounced }
}

/** The day of the pause was used; what comes after it is given back. */
const paused = (state: WindowsState, recorded: Recorded<Heard>, on: string): WindowsState => {
  const used = usedBy(state, on)
  return used === undefined
    ? state
    : step({ ...state, ...has(used) }, recorded, { do: 'move', on: used, purpose: 'pause' })
}

/** The days that it has up to a day, if the calendar may hold others after it. */
const usedBy = ({ days, askedUntil, isShared }: WindowsState, on: string): Days | undefined => {
  if (isShared || days === undefined || on < days.from) return undefined
  const to = on < days.to ? on : days.to
  return to < later(days.to, askedUntil) ? { from: days.from, to } : undefined
}

const resuming = (state: WindowsState, recorded: Recorded<Heard>, on: Days): WindowsState => {
  const asked = { ...state, askedUntil: later(state.askedUntil, on.to) }
  const { awayIn: fromId } = state
  if (fromId !== undefined) {
    const purpose = 'resumption'
    const next = { do: 'succeed', on, purpose, fromId, used: undefined, isKnown: false } as const
    return step(asked, recorded, next)
  }
  return step(asked, recorded, { do: 'move', on, purpose: 'resumption' })
}

/** Fieldwork is over: what lies after its last day, or was asked for while it paused, goes back. */
const ended = (state: WindowsState, recorded: Recorded<Heard>, on: string): WindowsState => {
  // Nothing was used: the whole window goes back.
  if (state.days !== undefined && on < state.days.from) {
    return step(state, recorded, { do: 'release' })
  }
  const used = usedBy(state, on)
  return used === undefined
    ? state
    : step(state, recorded, { do: 'move', on: used, purpose: 'end' })
}

/** The calendar says yes. */
const moved = (state: WindowsState, recorded: Recorded<Heard>, on: Days): WindowsState => {
  const question = questionOf(state, recorded)
  if (question?.do !== 'move') return state
  if (question.purpose === 'extension') return step(state, recorded, { do: 'extend', on })
  return question.purpose === 'resumption' ? step(state, recorded, { do: 'resume', on }) : state
}

/** The calendar says no. */
const notMoved = (
  state: WindowsState,
  recorded: Recorded<Heard>,
  reason: DaysRefusal,
): WindowsState => {
  const question = questionOf(state, recorded)
  const { causationId } = recorded.meta
  if (question?.do !== 'move' || causationId === undefined) return state
  const { on } = question
  switch (question.purpose) {
    case 'extension':
      return step(state, recorded, { do: 'refuse-extension', on, reason })
    case 'resumption':
      return step(state, recorded, { do: 'refuse-resumption', on, reason })
    case 'reveal':
      // What the question came from is the opening.
      return step(state, recorded, { do: 'flag', actId: causationId })
    case 'pause':
    case 'end':
      return state
  }
}

const refused = (
  before: WindowsState,
  recorded: Recorded<Heard>,
  { data: { commandType, rejection } }: Extract<Heard, { type: 'CommandRefused' }>,
): WindowsState => {
  const state = noted(before, { commandType, rejection: rejection._tag })
  const question = questionOf(state, recorded)
  if (question === undefined) return state
  if (question.do === 'succeed') {
    // Days that the old calendar doesn't take back are remembered, and no more.
    if (commandType !== 'SucceedWindow') return state
    return rejection._tag === 'WindowAlreadyReserved'
      ? came(state, recorded, question.on)
      : notCame(state, recorded, 'other')
  }
  if (question.do === 'move') {
    // It has these days, which is a yes.
    return rejection._tag === 'NothingToMove'
      ? moved(state, recorded, question.on)
      : notMoved(state, recorded, 'other')
  }
  return cameLate(rejection, dayOf(recorded.meta)) ? step(state, recorded, question) : state
}

// -------------------------------------------------------------------- react

const keyOf = ({ event }: Recorded<Heard>): string | undefined => {
  switch (event.type) {
    case 'InspectionProposed':
    case 'UnannouncedOrdered':
    case 'InspectionScheduled':
    case 'InspectionOpened':
    case 'InspectionPaused':
    case 'ResumptionRequested':
    case 'InspectionResumed':
    case 'ExtensionRequested':
    case 'FieldworkExtended':
    case 'FieldworkClosed':
    case 'InspectionCancelled':
    case 'InspectionHandedOver':
      return event.data.inspectionId
    // Answers find whoever asked.
    default:
      return undefined
  }
}

/** Reveal, give back, extend, resume; every no is told or remembered. */
export const windows = policy<WindowsState>()({
  name: 'windows',
  from: [Inspection, Visits, refusalsOf(Inspection), refusalsOf(Visits)],
  sends: ['visits', 'inspection'],
  key: keyOf,
  alsoKnownTo: ({ event }) =>
    event.type === 'InspectionsCombined'
      ? event.data.members.map(({ inspectionId }) => inspectionId)
      : [],
  initialState,
  evolve,
  react: (state, on) => {
    const next = on._tag === 'Timer' ? undefined : state.steps[on.recorded.id]
    return next === undefined || on._tag === 'Timer'
      ? []
      : commandOf(state, next, dayOf(on.recorded.meta))
  },
})
