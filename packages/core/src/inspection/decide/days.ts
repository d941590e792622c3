/**
 * The days of fieldwork (R8): pauses, which don't count; resumption and extension, which the calendar
 * of visits is asked for first. It says yes or no to the days that were asked for last.
 */
import { isLeft } from 'fp-ts/lib/Either.js'
import { accept, reject } from '../../vocabulary/decision.ts'
import { occurred } from '../../vocabulary/occurrence.ts'
import { type Period, samePeriod } from '../../vocabulary/scope.ts'
import type { InspectionFacts } from '../needs.ts'
import type { Course, Fieldwork } from '../state.ts'
import { pausedRefused } from './fieldwork.ts'
import { delegationRefused } from './mandate.ts'
import { type Asked, type Context, type Decision, nothingAsked, type Refusal } from './types.ts'

export const pause = (
  { data, meta }: Asked<'PauseInspection'>,
  state: Fieldwork,
  { facts }: Context,
): Decision => {
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  const refusal = pausedRefused(state) ?? delegationRefused(state, facts, data.happenedOn)
  if (refusal !== undefined) return reject(refusal)
  return accept({ type: 'InspectionPaused', data: { ...data, ...when.right } })
}

/** R8: the calendar of visits is asked first; asked again, the later window counts. */
export const requestResumption = (
  { data, meta }: Asked<'RequestResumption'>,
  state: Fieldwork,
  { facts }: Context,
): Decision => {
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  if (state.paused === undefined) return nothingAsked(state)
  const refusal = delegationRefused(state, facts, data.happenedOn)
  if (refusal !== undefined) return reject(refusal)
  return accept({ type: 'ResumptionRequested', data: { ...data, ...when.right } })
}

export const resume = (
  { data, meta }: Asked<'ResumeInspection'>,
  state: Fieldwork,
  { facts }: Context,
): Decision => {
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  const asked = state.paused?.resumption
  if (asked === undefined || !samePeriod(asked, data.window)) return nothingAsked(state)
  const refusal = reservedRefused(state, facts, data.window)
  if (refusal !== undefined) return reject(refusal)
  return accept({ type: 'InspectionResumed', data: { ...data, ...when.right } })
}

export const refuseResumption = (
  { data, meta }: Asked<'RefuseResumption'>,
  state: Fieldwork,
): Decision => {
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  const asked = state.paused?.resumption
  if (asked === undefined || !samePeriod(asked, data.window)) return nothingAsked(state)
  return accept({ type: 'ResumptionRefused', data: { ...data, ...when.right } })
}

/** R8: asked for before the window ends, for a day after it. */
export const requestExtension = (
  { data, meta }: Asked<'RequestExtension'>,
  state: Fieldwork,
  { facts }: Context,
): Decision => {
  const { happenedOn, until } = data
  const when = occurred(happenedOn, meta)
  if (isLeft(when)) return when
  const refusal = pausedRefused(state) ?? delegationRefused(state, facts, happenedOn)
  if (refusal !== undefined) return reject(refusal)
  const { to } = state.window
  if (happenedOn > to) return reject({ _tag: 'ExtensionTooLate', rule: 'R8', until: to })
  if (until <= to) return reject({ _tag: 'NotAnExtension', rule: 'R8', until: to })
  return accept({ type: 'ExtensionRequested', data: { ...data, ...when.right } })
}

export const extend = (
  { data, meta }: Asked<'ExtendFieldwork'>,
  state: Fieldwork,
  { facts }: Context,
): Decision => {
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  const { extensionAsked } = state
  if (extensionAsked === undefined) return nothingAsked(state)
  if (data.window.to < extensionAsked) {
    return reject({ _tag: 'NotAnExtension', rule: 'R8', until: extensionAsked })
  }
  const refusal = reservedRefused(state, facts, data.window)
  if (refusal !== undefined) return reject(refusal)
  return accept({ type: 'FieldworkExtended', data: { ...data, ...when.right } })
}

export const refuseExtension = (
  { data, meta }: Asked<'RefuseExtension'>,
  state: Fieldwork,
): Decision => {
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  if (state.extensionAsked !== data.until) return nothingAsked(state)
  return accept({ type: 'ExtensionRefused', data: { ...data, ...when.right } })
}

/** R7: the calendar of visits holds these days for this inspection; the log says so, not the sender. */
const reservedRefused = (
  { inspectionId }: Course,
  { visits }: InspectionFacts,
  period: Period,
): Refusal =>
  visits?.windows.some(
    ({ days, claims }) =>
      samePeriod(days.period, period) &&
      claims.some((claim) => claim.inspectionId === inspectionId),
  ) === true
    ? undefined
    : { _tag: 'WindowNotReserved', rule: 'R7', inspectionId }
