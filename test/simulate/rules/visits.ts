/**
 * Rules of the calendars of visits, R7 to R9.
 */
import { Inspection, Visits, type VisitsEvent } from '@kiemtra/core'
import { parseStream } from '@kiemtra/kernel'
import { owedBy } from './owed.ts'
import { ofEach, type Rule, streamsOf } from './rule.ts'

type DataOf<Type extends VisitsEvent['type']> = Extract<VisitsEvent, { type: Type }>['data']
type Claim = DataOf<'WindowReserved'>['claim']
type Period = DataOf<'WindowReserved'>['days']['period']
type Waiver = Pick<DataOf<'OverlapWaived'>, 'planId' | 'otherPlanId' | 'period' | 'agreedFor'>

interface Held {
  readonly claims: ReadonlyArray<Claim>
  readonly period: Period
  readonly secret: boolean
}

/** R9: to an announced visit nothing is withheld. */
export const withholdsNothingOpen: Rule = ofEach(Visits, (events) =>
  events.some(
    ({ type, data }) =>
      (type === 'WindowRefused' || type === 'WindowMoveRefused') &&
      !data.secret &&
      data.reasons.some(({ _tag }) => _tag === 'Withheld'),
  )
    ? 'it refused an announced visit for a reason that it withholds'
    : undefined,
)

/** R8: an inspection opens after its days were confirmed. */
export const opensAfterConfirmation: Rule = ofEach(Inspection, (events) => {
  const opened = events.findIndex(({ type }) => type === 'InspectionOpened')
  const confirmed = events.findIndex(({ type }) => type === 'InspectionScheduled')
  return opened >= 0 && (confirmed < 0 || confirmed > opened)
    ? 'it opened before its days were confirmed'
    : undefined
})

/**
 * R8: days that fieldwork was given, some calendar of visits has held for it before. Which calendar, is
 * another question: a subject may have ended, and its successor's goes on (R26).
 */
export const grantsAfterTheCalendar: Rule = (log) => {
  const heldUntil = new Map<string, Array<{ readonly at: string; readonly to: string }>>()
  const held = (inspectionId: string, at: string, to: string): void => {
    heldUntil.set(inspectionId, [...(heldUntil.get(inspectionId) ?? []), { at, to }])
  }
  for (const events of streamsOf(Visits, log).values()) {
    for (const { event, position } of events) {
      if (event.type === 'WindowReserved') {
        held(event.data.claim.inspectionId, position, event.data.days.period.to)
      }
      if (event.type !== 'WindowMoved' && event.type !== 'InspectionsCombined') continue
      const { members, days } = event.data
      for (const { inspectionId } of members) held(inspectionId, position, days.period.to)
    }
  }
  for (const events of streamsOf(Inspection, log).values()) {
    for (const { event, position, stream } of events) {
      if (event.type !== 'FieldworkExtended' && event.type !== 'InspectionResumed') continue
      const { inspectionId, window } = event.data
      const known = heldUntil.get(inspectionId) ?? []
      if (!known.some(({ at, to }) => at < position && to >= window.to)) {
        return `${stream}: it was given days until ${window.to}, and no calendar has held them`
      }
    }
  }
  return true
}

/**
 * R8: at rest, who asked for more days was answered; unless fieldwork is over or paused meanwhile. An
 * answer that the inspection itself has refused, because somebody has moved its days once more, stands
 * in its stream, and it may ask again.
 */
export const answersExtensions: Rule = owedBy('windows', (log, { isRefused }) => {
  for (const [stream, events] of streamsOf(Inspection, log)) {
    let until: string | undefined
    for (const { event } of events) {
      if (event.type === 'ExtensionRequested') until = event.data.until
      if (answering.has(event.type)) until = undefined
    }
    const isTold = isRefused(stream, 'ExtendFieldwork') || isRefused(stream, 'RefuseExtension')
    if (until !== undefined && !isTold) {
      return `${stream}: days until ${until} were asked for, and nobody answered`
    }
  }
  return undefined
})

const answering: ReadonlySet<string> = new Set([
  'FieldworkExtended',
  'ExtensionRefused',
  'InspectionPaused',
  'FieldworkClosed',
  'InspectionCancelled',
])

/**
 * R8: days that were asked for are refused after a calendar of visits has said no, or wouldn't be asked.
 * Who asks again before the answer is there, may be given that one: it is about the same days.
 */
export const refusesAfterTheCalendar: Rule = (log) => {
  const refusals: Array<{ readonly at: string; readonly of: ReadonlyArray<string> | 'any' }> = []
  for (const events of streamsOf(Visits, log).values()) {
    for (const { event, position } of events) {
      if (event.type !== 'WindowMoveRefused') continue
      refusals.push({
        at: position,
        of: event.data.members.map(({ inspectionId }) => inspectionId),
      })
    }
  }
  // A calendar that refuses a command, as of a subject that has ended, doesn't say whose it was.
  for (const { type, stream, position, meta } of log) {
    const isCalendar = parseStream(stream)?.category === Visits.category
    if (isCalendar && type === 'CommandRefused' && meta.actor.kind === 'policy') {
      refusals.push({ at: position, of: 'any' })
    }
  }
  for (const events of streamsOf(Inspection, log).values()) {
    const firstAsked = new Map<string, string>()
    for (const { event, position, stream } of events) {
      if (event.type === 'ExtensionRequested' && !firstAsked.has(event.data.until)) {
        firstAsked.set(event.data.until, position)
      }
      if (event.type !== 'ExtensionRefused') continue
      const { inspectionId, until } = event.data
      const asked = firstAsked.get(until) ?? position
      const isHeard = refusals.some(
        ({ at, of }) => asked < at && at < position && (of === 'any' || of.includes(inspectionId)),
      )
      if (!isHeard) return `${stream}: days until ${until} were refused, and no calendar was asked`
    }
  }
  return true
}

/**
 * R7: no two delegations are in one agency's same area on one day, unless they share a window or both
 * sides have waived it. An open window is placed as if no secret one were there (R9, decision 0003).
 */
export const overlapsNowhere: Rule = ofEach(Visits, (events) => {
  let windows: ReadonlyArray<Held> = []
  const waivers: Waiver[] = []
  for (const { type, data } of events) {
    let placed: Held | undefined
    switch (type) {
      case 'WindowReserved':
        placed = { claims: [data.claim], period: data.days.period, secret: data.secret }
        windows = [...windows, placed]
        break
      case 'WindowMoved': {
        const moved = windows.find((one) => has(one, data.windowId))
        if (moved === undefined) return `a window ${data.windowId} moved that nobody held`
        placed = { ...moved, period: data.days.period, secret: data.secret }
        windows = [...windows.filter((one) => one !== moved), placed]
        break
      }
      case 'InspectionsCombined': {
        const joined = data.joined.map(({ windowId }) => windowId)
        const left = joined.reduce(without, windows)
        const host = left.find((one) => has(one, data.windowId))
        if (host === undefined) return `inspections joined a window that nobody held`
        placed = { ...host, claims: [...host.claims, ...data.joined] }
        windows = [...left.filter((one) => one !== host), placed]
        break
      }
      case 'WindowReleased':
        windows = without(windows, data.windowId)
        break
      case 'OverlapWaived':
        waivers.push(data)
        break
      case 'WindowRefused':
      case 'WindowMoveRefused':
        break
    }
    if (placed === undefined) continue
    for (const other of windows) {
      const isSeen = placed.secret || !other.secret
      const clash = other === placed || !isSeen ? undefined : clashOf(placed, other, waivers)
      if (clash !== undefined) return clash
    }
  }
  return undefined
})

const has = ({ claims }: Held, id: string): boolean =>
  claims.some(({ windowId }) => windowId === id)

const without = (windows: ReadonlyArray<Held>, id: string): ReadonlyArray<Held> =>
  windows
    .map((one) => ({ ...one, claims: one.claims.filter(({ windowId }) => windowId !== id) }))
    .filter(({ claims }) => claims.length > 0)

const clashOf = (a: Held, b: Held, waivers: ReadonlyArray<Waiver>): string | undefined => {
  const from = a.period.from > b.period.from ? a.period.from : b.period.from
  const to = a.period.to < b.period.to ? a.period.to : b.period.to
  if (from > to) return undefined
  for (const one of a.claims) {
    for (const other of b.claims) {
      const isSame = one.planId === other.planId && one.slotId === other.slotId
      const shared = one.areas.filter((area) => other.areas.includes(area))
      if (isSame || shared.length === 0) continue
      const agreed = (planId: string): boolean =>
        waivers.some(
          (waiver) =>
            [waiver.planId, waiver.otherPlanId].toSorted().join() ===
              [one.planId, other.planId].toSorted().join() &&
            waiver.period.from <= from &&
            to <= waiver.period.to &&
            waiver.agreedFor.some((side) => side === planId),
        )
      if (agreed(one.planId) && agreed(other.planId)) continue
      return `${one.inspectionId} and ${other.inspectionId} both look at ${shared.join(', ')} from ${from} to ${to}`
    }
  }
  return undefined
}
