/**
 * Windows of an inspection that is handed over to its subject's successor (R26).
 *
 * It asks the successor's calendar for the days that are left, and is told of them; the old calendar
 * keeps those that were used. A no is no reason to stop: the handover is flagged, and no conclusion gets
 * out before that is ratified. Without days that are left, as when it is paused, it asks there once it is to go on.
 */
import { addDays, type Recorded } from '@kiemtra/kernel'
import type { DaysRefusal } from '../inspection/shapes.ts'
import { type Heard, questionOf, step } from './story.ts'
import { type Days, later, type WindowsState } from './windows-story.ts'

/** R26: it goes on at the successor's, with the days that are left. */
export const handedOver = (
  state: WindowsState,
  recorded: Recorded<Heard>,
  { data: { to, from, happenedOn } }: Extract<Heard, { type: 'InspectionHandedOver' }>,
): WindowsState => {
  const { visit, days, windowId, isOver, isShared } = state
  if (to.kind !== 'successor' || visit === undefined) return state
  const there = { ...state, visit: { ...visit, subjectId: to.subjectId } }
  if (days === undefined || windowId === undefined || isOver) return there
  const { subjectId: fromId } = from
  const on = { from: later(days.from, happenedOn), to: days.to }
  if (on.to < on.from) return { ...there, awayIn: fromId }
  const isKnown = on.from === days.from
  const used = isKnown || isShared ? undefined : { from: days.from, to: addDays(happenedOn, -1) }
  const purpose = 'handover'
  const next = { do: 'succeed', on, purpose, fromId, used, isKnown } as const
  return step({ ...there, days: on }, recorded, next)
}

/** The successor's calendar says yes. */
export const came = (state: WindowsState, recorded: Recorded<Heard>, on: Days): WindowsState => {
  const question = questionOf(state, recorded)
  if (question?.do !== 'succeed') return state
  if (question.purpose === 'resumption') return step(state, recorded, { do: 'resume', on })
  return question.isKnown ? state : step(state, recorded, { do: 'confirm', on })
}

/** It says yes to days that another has, who came with it: of those it is told by `combinations`. */
export const joined = (state: WindowsState, recorded: Recorded<Heard>, on: Days): WindowsState => {
  const question = questionOf(state, recorded)
  if (question?.do !== 'succeed' || question.purpose !== 'resumption') return state
  return on.from === question.on.from && on.to === question.on.to
    ? step(state, recorded, { do: 'resume', on })
    : notCame(state, recorded, 'other')
}

/** It says no. */
export const notCame = (
  state: WindowsState,
  recorded: Recorded<Heard>,
  reason: DaysRefusal,
): WindowsState => {
  const question = questionOf(state, recorded)
  const { causationId } = recorded.meta
  if (question?.do !== 'succeed' || causationId === undefined) return state
  return question.purpose === 'resumption'
    ? step(state, recorded, { do: 'refuse-resumption', on: question.on, reason })
    : // What the question came from is the handover.
      step(state, recorded, { do: 'flag', actId: causationId })
}
