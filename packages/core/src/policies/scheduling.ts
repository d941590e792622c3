/**
 * Scheduling: an inspection asks for a window, the calendar of visits answers, the inspection is told.
 *
 * A proposal, or an unannounced order (in secret), reserves; another date moves what is held, or
 * reserves anew; what is deferred or cancelled before its opening is given back. Every answer, refusals
 * among them, leads to `ConfirmSchedule` or `RefuseSchedule`, so that no inspection waits in vain.
 *
 * A window's id is the id of the event that first asked for it. That id comes from the command id of
 * the proposal or order, and so is as hard to guess as that: whoever orders an unannounced visit
 * chooses a random one. Rejected: an id computed from the inspection's, which whoever knows the
 * inspection's could compute, too, and then ask the calendar whether it is taken.
 *
 * What is done depends on the cause alone: on the inspection's own stream up to the event, and for an
 * answer of the calendar on the question. So the two streams may reach the policy in any order that
 * respects causation, and the same commands come of it.
 */
import { policy, type Reaction, type Recorded, refusalsOf } from '@kiemtra/kernel'
import { Inspection } from '../inspection/index.ts'
import type { DaysRefusal } from '../inspection/shapes.ts'
import { Visits } from '../visits/index.ts'
import type { Notice } from '../vocabulary/notice.ts'
import type { Period } from '../vocabulary/scope.ts'
import { cameLate, dayOf, reasonOf, toInspection, toVisits } from './shared.ts'
import {
  type Begun,
  type Heard,
  keeperOf,
  noStory,
  noted,
  questionOf,
  step,
  type Story,
} from './story.ts'

// ------------------------------------------------------------------- model

/** What a window is asked for with. */
export interface Asking {
  readonly inspectionId: string
  readonly subjectId: string
  readonly planId: string
  readonly slotId: string
  readonly areas: Begun['data']['scope']['areas']
  readonly mode: Begun['data']['mode']
  readonly notice: Notice
  readonly through: ReadonlyArray<string>
  readonly keeperId: string
}

/** What one event leads to. */
export type SchedulingStep =
  | { readonly do: 'reserve' | 'move' | 'confirm'; readonly windowId: string; readonly on: Period }
  | { readonly do: 'refuse'; readonly on: Period; readonly reason: DaysRefusal }
  | {
      readonly do: 'release'
      readonly windowId: string
      readonly reason: 'cancelled' | 'deferred'
    }

/** What scheduling knows of an inspection. */
export interface SchedulingState extends Story<SchedulingStep> {
  readonly asking: Asking | undefined
  /** The id under which it asks; `undefined` once it is given back. */
  readonly windowId: string | undefined
  /** The days that the inspection was told to be held; `undefined`: none. */
  readonly held: Period | undefined
  /** Whether an answer is due, or the days are held: then there is something to give back. */
  readonly isOut: boolean
  readonly hasOpened: boolean
}

const initialState: SchedulingState = {
  asking: undefined,
  windowId: undefined,
  held: undefined,
  isOut: false,
  hasOpened: false,
  ...noStory,
}

// ------------------------------------------------------------------- evolve

const evolve = (state: SchedulingState, recorded: Recorded<Heard>): SchedulingState => {
  const { event } = recorded
  switch (event.type) {
    case 'InspectionProposed':
    case 'UnannouncedOrdered': {
      const asked = { ...state, asking: askingOf(event), windowId: recorded.id, isOut: true }
      return step(asked, recorded, { do: 'reserve', windowId: recorded.id, on: event.data.window })
    }
    case 'RescheduleProposed':
      return rescheduled(state, recorded, event.data.window)
    case 'InspectionScheduled': {
      const { windowId, window } = event.data
      return { ...state, windowId, held: window, isOut: true }
    }
    case 'ScheduleRefused':
      return { ...state, isOut: state.held !== undefined }
    case 'InspectionDeferred':
      return givenBack(state, recorded, 'deferred')
    case 'InspectionCancelled':
      return state.hasOpened ? state : givenBack(state, recorded, 'cancelled')
    case 'InspectionOpened':
      return { ...state, hasOpened: true }
    case 'WindowReserved': {
      const { claim, days } = event.data
      return step(state, recorded, { do: 'confirm', windowId: claim.windowId, on: days.period })
    }
    case 'WindowRefused': {
      const { period, reasons, secret } = event.data
      return step(state, recorded, { do: 'refuse', on: period, reason: reasonOf(reasons, secret) })
    }
    case 'WindowMoved': {
      const { windowId, days } = event.data
      return step(state, recorded, { do: 'confirm', windowId, on: days.period })
    }
    case 'WindowMoveRefused': {
      const { to, reasons, secret } = event.data
      return step(state, recorded, { do: 'refuse', on: to, reason: reasonOf(reasons, secret) })
    }
    case 'CommandRefused':
      return refused(state, recorded, event)
    default:
      return state
  }
}

const askingOf = (event: Begun): Asking => {
  const { inspectionId, subjectId, planId, slotId, scope, mode } = event.data
  const keeperId = keeperOf(event)
  const asking = { inspectionId, subjectId, planId, slotId, areas: scope.areas, mode, keeperId }
  return event.type === 'InspectionProposed'
    ? { ...asking, notice: 'announced', through: [] }
    : { ...asking, notice: 'unannounced', through: event.data.through }
}

/** Another date: held days move; else it asks again, under the id that was refused, or a new one. */
const rescheduled = (
  state: SchedulingState,
  recorded: Recorded<Heard>,
  on: Period,
): SchedulingState => {
  const { held, windowId = recorded.id } = state
  const asked = { ...state, windowId, isOut: true }
  return step(asked, recorded, { do: held === undefined ? 'reserve' : 'move', windowId, on })
}

/** An id that was given back is never used again. */
const givenBack = (
  state: SchedulingState,
  recorded: Recorded<Heard>,
  reason: 'cancelled' | 'deferred',
): SchedulingState => {
  const { windowId, isOut } = state
  if (windowId === undefined || !isOut) return state
  const left = { ...state, windowId: undefined, held: undefined, isOut: false }
  return step(left, recorded, { do: 'release', windowId, reason })
}

/** A command of this policy was refused: it tries another way, or tells the inspection. */
const refused = (
  before: SchedulingState,
  recorded: Recorded<Heard>,
  { data: { commandType, rejection } }: Extract<Heard, { type: 'CommandRefused' }>,
): SchedulingState => {
  const state = noted(before, { commandType, rejection: rejection._tag })
  const question = questionOf(state, recorded)
  if (question === undefined || question.do === 'release') return state
  if (question.do === 'confirm' || question.do === 'refuse') {
    return cameLate(rejection, dayOf(recorded.meta)) ? step(state, recorded, question) : state
  }
  const { windowId, on } = question
  // It has these days, which is a yes.
  if (rejection._tag === 'NothingToMove') {
    return step(state, recorded, { do: 'confirm', windowId, on })
  }
  // The calendar holds it already: the days of an earlier question that nobody has confirmed.
  if (rejection._tag === 'WindowAlreadyReserved') {
    return step(state, recorded, { do: 'move', windowId, on })
  }
  // Someone has given it back by hand: it asks anew, under another id.
  if (rejection._tag === 'WindowAlreadyReleased') {
    const asked = { ...state, windowId: recorded.id, held: undefined }
    return step(asked, recorded, { do: 'reserve', windowId: recorded.id, on })
  }
  const reason = state.asking?.notice === 'unannounced' ? 'withheld' : 'other'
  return step(state, recorded, { do: 'refuse', on, reason })
}

// -------------------------------------------------------------------- react

const commandOf = (asking: Asking, next: SchedulingStep, happenedOn: string): Reaction => {
  const { inspectionId, subjectId: agencyId, keeperId } = asking
  switch (next.do) {
    case 'reserve': {
      const { planId, slotId, areas, mode, notice, through } = asking
      const data = { agencyId, happenedOn, windowId: next.windowId, period: next.on }
      const request = { planId, slotId, inspectionId, areas, mode, notice, through }
      return toVisits({ type: 'ReserveWindow', data: { ...data, ...request } }, keeperId)
    }
    case 'move': {
      const data = { agencyId, happenedOn, windowId: next.windowId, to: next.on }
      return toVisits({ type: 'MoveWindow', data }, keeperId)
    }
    case 'release': {
      const data = { agencyId, happenedOn, windowId: next.windowId, reason: next.reason }
      return toVisits({ type: 'ReleaseWindow', data }, keeperId)
    }
    case 'confirm': {
      const data = { inspectionId, happenedOn, windowId: next.windowId, window: next.on }
      return toInspection({ type: 'ConfirmSchedule', data }, keeperId)
    }
    case 'refuse': {
      const data = { inspectionId, happenedOn, window: next.on, reason: next.reason }
      return toInspection({ type: 'RefuseSchedule', data }, keeperId)
    }
  }
}

const keyOf = ({ event }: Recorded<Heard>): string | undefined => {
  switch (event.type) {
    case 'InspectionProposed':
    case 'UnannouncedOrdered':
    case 'RescheduleProposed':
    case 'InspectionScheduled':
    case 'ScheduleRefused':
    case 'InspectionDeferred':
    case 'InspectionCancelled':
    case 'InspectionOpened':
      return event.data.inspectionId
    // Days that someone has reserved by hand are as good as those that it asked for.
    // What moves with an ended agency has opened, and is asked for elsewhere (R26).
    case 'WindowReserved':
      return event.data.succeeds === undefined ? event.data.claim.inspectionId : undefined
    // Other answers find whoever asked; others' are no business of it.
    default:
      return undefined
  }
}

/** Propose → reserve → confirm or refuse; another date, a deferral and a cancellation likewise. */
export const scheduling = policy<SchedulingState>()({
  name: 'scheduling',
  from: [Inspection, Visits, refusalsOf(Inspection), refusalsOf(Visits)],
  sends: ['visits', 'inspection'],
  key: keyOf,
  initialState,
  evolve,
  react: (state, on) => {
    if (on._tag === 'Timer' || state.asking === undefined) return []
    const next = state.steps[on.recorded.id]
    return next === undefined ? [] : [commandOf(state.asking, next, dayOf(on.recorded.meta))]
  },
})
