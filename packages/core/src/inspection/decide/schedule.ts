/**
 * The schedule (R7): the calendar of visits is asked for days and answers; a new date; putting off (R1).
 *
 * An answer names the days that it is about. An answer to an earlier question neither confirms nor
 * refuses the present one.
 */
import type { CivilDate } from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import { planInForceOn } from '../../plan/state.ts'
import { windowOf } from '../../visits/state.ts'
import { accept, reject } from '../../vocabulary/decision.ts'
import type { WindowId } from '../../vocabulary/ids.ts'
import { occurred } from '../../vocabulary/occurrence.ts'
import { samePeriod } from '../../vocabulary/scope.ts'
import type { InspectionFacts } from '../needs.ts'
import type { Course, Fieldwork, Preparing } from '../state.ts'
import { type Asked, type Context, type Decision, nothingAsked, type Refusal } from './types.ts'

type Confirmation = Asked<'ConfirmSchedule'>['data']

/**
 * R7: the calendar holds these days under this id; the days that were asked for, or, where inspections
 * were combined, those that they share; or days to which the window was moved.
 */
const notHeldRefused = (
  { inspectionId, window: asked }: Course,
  { visits }: InspectionFacts,
  { windowId, window }: Confirmation,
  known: WindowId | undefined,
): Refusal => {
  const held = visits?.windows.find(({ claims }) =>
    claims.some((claim) => claim.inspectionId === inspectionId && claim.windowId === windowId),
  )
  return held !== undefined &&
    samePeriod(held.days.period, window) &&
    (known !== undefined || samePeriod(window, asked) || held.claims.length > 1)
    ? undefined
    : { _tag: 'WindowNotReserved', rule: 'R7', inspectionId }
}

/**
 * Whether days are no news: it has them, or it has a window that stands, and this is another one.
 * Otherwise its window was moved: by another that shares it (R7), by hand, or to a successor (R26).
 */
const isNoNews = (
  { window: has }: Course,
  { visits }: InspectionFacts,
  { windowId, window }: Confirmation,
  known: WindowId,
): boolean =>
  windowId === known
    ? samePeriod(window, has)
    : visits !== undefined && windowOf(visits, known) !== undefined

/** The days that the calendar of visits holds; told again when they are others. */
export const confirm = (
  { data, meta }: Asked<'ConfirmSchedule'>,
  state: Preparing | Fieldwork,
  { facts }: Context,
): Decision => {
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  if (state.status === 'preparing' && state.schedule.kind === 'deferred') return nothingAsked(state)
  const known = windowIdOf(state)
  if (known !== undefined && isNoNews(state, facts, data, known)) return nothingAsked(state)
  const refusal = notHeldRefused(state, facts, data, known)
  if (refusal !== undefined) return reject(refusal)
  return accept({ type: 'InspectionScheduled', data: { ...data, ...when.right } })
}

/** The window that it was told to have. */
const windowIdOf = (state: Preparing | Fieldwork): WindowId | undefined => {
  if (state.status === 'fieldwork') return state.windowId
  return state.schedule.kind === 'confirmed' ? state.schedule.windowId : undefined
}

export const refuse = ({ data, meta }: Asked<'RefuseSchedule'>, state: Preparing): Decision => {
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  if (state.schedule.kind !== 'asked' || !samePeriod(data.window, state.window)) {
    return nothingAsked(state)
  }
  return accept({ type: 'ScheduleRefused', data: { ...data, ...when.right } })
}

/** A new date, for the calendar to say yes to; a deferred inspection comes back with one. */
export const reschedule = (
  { data, meta }: Asked<'RescheduleInspection'>,
  state: Preparing,
  { facts }: Context,
): Decision => {
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  const refusal = planRefused(state, facts, data.happenedOn)
  if (refusal !== undefined) return reject(refusal)
  const { latestOn } = state
  if (latestOn !== undefined && data.window.from > latestOn) {
    return reject({ _tag: 'DeferredTooLong', rule: 'R1', latestOn })
  }
  return accept({ type: 'RescheduleProposed', data: { ...data, ...when.right } })
}

/** R1: an unopened inspection needs its plan in force. */
export const planRefused = (
  { planId }: Course,
  { plan }: InspectionFacts,
  on: CivilDate,
): Refusal =>
  plan !== undefined && planInForceOn(plan, on)
    ? undefined
    : { _tag: 'PlanNotInForce', rule: 'R1', planId }

/** Put off, to be held by a latest date; it comes back with a new one. */
export const defer = (
  { data, meta }: Asked<'DeferInspection'>,
  { inspectionId, schedule }: Preparing,
): Decision => {
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  if (schedule.kind === 'deferred') {
    return reject({ _tag: 'AlreadyDone', rule: 'lifecycle', inspectionId })
  }
  if (data.latestOn <= data.happenedOn) {
    return reject({ _tag: 'DeferredIntoThePast', rule: 'lifecycle', inspectionId })
  }
  return accept({ type: 'InspectionDeferred', data: { ...data, ...when.right } })
}
