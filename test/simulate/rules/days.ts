/**
 * Rules of the days of an inspection: what isn't used is given back, what opens is revealed, and what
 * is asked for in fieldwork is asked of the calendar and answered (R8).
 */
import { Inspection, type InspectionEvent, Visits } from '@kiemtra/core'
import { civilDateOf, type Recorded, type StoredEvent } from '@kiemtra/kernel'
import { owedBy, type Traces } from './owed.ts'
import { type Rule, streamsOf } from './rule.ts'

interface Days {
  readonly from: string
  readonly to: string
}

/** R8: what is deferred or called off before it opens gives back the days that it was told to have. */
export const givesBackUnopened: Rule = owedBy('scheduling', (log, { of }) => {
  for (const [stream, events] of streamsOf(Inspection, log)) {
    let isHeld = false
    for (const { event, id } of events) {
      if (event.type === 'InspectionOpened') break
      if (event.type === 'InspectionScheduled') isHeld = true
      if (event.type !== 'InspectionDeferred' && event.type !== 'InspectionCancelled') continue
      if (isHeld && of(id, Visits.category).length === 0) {
        return `${stream}: after ${event.type} nobody gave its days back`
      }
      isHeld = false
    }
  }
  return undefined
})

/** The last day that an event leaves to an inspection which has opened; `undefined`: it takes nothing away. */
const lastDayBy = (event: InspectionEvent): string | undefined => {
  switch (event.type) {
    case 'FieldworkClosed':
      return civilDateOf(event.data.happenedAt)
    case 'InspectionPaused':
    case 'InspectionCancelled':
      return event.data.happenedOn
    default:
      return undefined
  }
}

/** R8: whoever pauses or ends gives back the days that are left, unless others share the window. */
export const givesBackUnused: Rule = owedBy('windows', (log, { of }) => {
  const shared = sharing(log)
  for (const [stream, events] of streamsOf(Inspection, log)) {
    let days: Days | undefined
    let hasOpened = false
    for (const { event, id } of events) {
      if (event.type === 'InspectionOpened') hasOpened = true
      days = daysBy(event) ?? days
      const last = hasOpened ? lastDayBy(event) : undefined
      if (last === undefined || days === undefined || shared.has(event.data.inspectionId)) continue
      if (last < days.to && of(id, Visits.category).length === 0) {
        return `${stream}: after ${event.type} on ${last} nobody gave back its days until ${days.to}`
      }
      days = { from: days.from, to: last < days.to ? last : days.to }
    }
  }
  return undefined
})

const daysBy = (event: InspectionEvent): Days | undefined =>
  event.type === 'InspectionScheduled' ||
  event.type === 'FieldworkExtended' ||
  event.type === 'InspectionResumed'
    ? event.data.window
    : undefined

const sharing = (log: ReadonlyArray<StoredEvent>): ReadonlySet<string> => {
  const ids = new Set<string>()
  for (const events of streamsOf(Visits, log).values()) {
    for (const { event } of events) {
      if (event.type !== 'InspectionsCombined') continue
      for (const { inspectionId } of event.data.members) ids.add(inspectionId)
    }
  }
  return ids
}

/** R8: an unannounced visit that opens is revealed; if the calendar says no, its opening is flagged. */
export const reveals: Rule = owedBy('windows', (log, traces) => {
  for (const [stream, events] of streamsOf(Inspection, log)) {
    if (events[0]?.event.type !== 'UnannouncedOrdered') continue
    const opened = events.findIndex(({ event }) => event.type === 'InspectionOpened')
    const before = events.slice(0, Math.max(opened, 0))
    const isTold = before.some(({ event }) => event.type === 'InspectionScheduled')
    const { id = '' } = events[opened] ?? {}
    if (!isTold) continue
    const said = traces.of(id, Visits.category)
    if (said.length === 0) return `${stream} has opened, and its window is secret still`
    const no = said.find(({ type }) => type === 'WindowMoveRefused')
    if (no !== undefined && traces.of(no.id, Inspection.category).length === 0) {
      return `${stream} has opened against the calendar, and nobody flagged it`
    }
  }
  return undefined
})

/** R8: more days, or days after a pause, are asked of the calendar, and its answer is told. */
export const answersFieldwork: Rule = owedBy('windows', (log, traces) => {
  for (const [stream, events] of streamsOf(Inspection, log)) {
    const hasDays = events.some(({ event }) => event.type === 'InspectionScheduled')
    if (!hasDays) continue
    const vain = events.map((one) => askedInVain(one, traces)).find((one) => one !== undefined)
    if (vain !== undefined) return `${stream}: ${vain}`
  }
  return undefined
})

const askedInVain = (
  { event, id, revision }: Recorded<InspectionEvent>,
  { of }: Traces,
): string | undefined => {
  if (event.type !== 'ResumptionRequested' && event.type !== 'ExtensionRequested') return undefined
  const said = of(id, Visits.category)
  const what = `${event.type} at ${revision}`
  if (said.length === 0) return `no calendar was asked after ${what}`
  return said.some((one) => of(one.id, Inspection.category).length === 0)
    ? `${what} was never answered`
    : undefined
}

/** R26: an opened inspection that goes on at a successor asks its calendar for the days that are left. */
export const asksTheTaker: Rule = owedBy('windows', (log, { of }) => {
  for (const [stream, events] of streamsOf(Inspection, log)) {
    let days: Days | undefined
    let hasOpened = false
    for (const { event, id } of events) {
      if (event.type === 'InspectionOpened') hasOpened = true
      days = event.type === 'InspectionPaused' ? undefined : (daysBy(event) ?? days)
      if (event.type === 'FieldworkClosed' || event.type === 'InspectionCancelled') break
      if (event.type !== 'InspectionHandedOver' || event.data.to.kind !== 'successor') continue
      if (!hasOpened || days === undefined || days.to < event.data.happenedOn) continue
      if (of(id, Visits.category).length === 0) {
        return `${stream} was handed over with days until ${days.to}, and no calendar was asked`
      }
    }
  }
  return undefined
})
