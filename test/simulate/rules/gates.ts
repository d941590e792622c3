/**
 * Rules of questions that policies answer into inspections: their days (R7, R8), and what the steps
 * that follow wait for (R19, R20, R29).
 */
import { Inspection, type InspectionEvent, Remediation, Visits } from '@kiemtra/core'
import type { Recorded, StoredEvent } from '@kiemtra/kernel'
import { owedBy } from './owed.ts'
import { type Rule, streamsOf } from './rule.ts'

type Told = Recorded<InspectionEvent>

const inspectionsIn = (
  log: ReadonlyArray<StoredEvent>,
): Iterable<readonly [string, ReadonlyArray<Told>]> => streamsOf(Inspection, log)

const has = (events: ReadonlyArray<Told>, type: InspectionEvent['type']): boolean =>
  events.some(({ event }) => event.type === type)

/** R8: whoever asks for days, has them asked for in the calendar, and is told what it says. */
export const asksTheCalendar: Rule = owedBy('scheduling', (log, { of }) => {
  for (const [stream, events] of inspectionsIn(log)) {
    for (const { event, id } of events) {
      const isAsking =
        event.type === 'InspectionProposed' ||
        event.type === 'UnannouncedOrdered' ||
        event.type === 'RescheduleProposed'
      if (!isAsking) continue
      const asked = of(id, Visits.category)
      if (asked.length === 0) return `${stream}: days were asked for, and no calendar was asked`
      const answer = asked.find((one) => of(one.id, Inspection.category).length === 0)
      const isFinal = answer !== undefined && !retried.has(tagOf(answer))
      if (isFinal && of(answer.id, Visits.category).length === 0) {
        return `${stream}: it was never told of ${answer.type} at ${answer.position}`
      }
    }
  }
  return undefined
})

/** Refusals upon which a calendar is asked in another way. */
const retried: ReadonlySet<string> = new Set(['WindowAlreadyReserved', 'WindowAlreadyReleased'])

const tagOf = ({ data }: StoredEvent): string =>
  String(Reflect.get(Object(Reflect.get(Object(data), 'rejection')), '_tag'))

/** R19: every inspection is told what was pointed out before, and what still stood then is in it. */
export const tellsWhatWasBefore: Rule = owedBy('priorShortcomings', (log, { of }) => {
  for (const [stream, events] of inspectionsIn(log)) {
    const [begun] = events
    const event = begun?.event
    if (event?.type !== 'InspectionProposed' && event?.type !== 'UnannouncedOrdered') continue
    const answers = of(begun?.id ?? '', Inspection.category)
    if (answers.length === 0) return `${stream}: it was never told what was pointed out before`
    const told = events.find(({ id }) => answers.some((one) => one.id === id))?.event
    if (told?.type !== 'PriorShortcomingsRequired') continue
    const known = new Set<string>(told.data.obligations.map(({ obligationId }) => obligationId))
    const left = standingWith(event.data.subjectId, begun?.position ?? '', log).find(
      (id) => !known.has(id),
    )
    if (left !== undefined) return `${stream}: it was told of others, and not of ${left}`
  }
  return undefined
})

/** The obligations that an agency has at a position: those that have never been anyone else's. */
const standingWith = (
  agencyId: string,
  at: string,
  log: ReadonlyArray<StoredEvent>,
): ReadonlyArray<string> => {
  const standing: string[] = []
  for (const events of streamsOf(Remediation, log).values()) {
    const before = events.filter(({ position }) => position < at)
    const [opened] = before
    if (opened?.event.type !== 'RemediationOpened') continue
    const isOver = before.some(({ event: { type } }) => ends.has(type))
    const { subjectId, remediationId } = opened.event.data
    if (subjectId === agencyId && !isOver) standing.push(remediationId)
  }
  return standing
}

const ends: ReadonlySet<string> = new Set([
  'CompletionVerified',
  'RemediationAnnulled',
  'RemediationTransferred',
])

/** R20: an inspection that has opened is told its subject's tasks. */
export const tellsTheTasks: Rule = owedBy('standingTasks', (log, { of }) => {
  for (const [stream, events] of inspectionsIn(log)) {
    const opened = events.find(({ event }) => event.type === 'InspectionOpened')
    if (opened === undefined || has(events, 'TasksListed')) continue
    if (of(opened.id, Inspection.category).length === 0) {
      return `${stream} has opened, and was never told which tasks its subject has`
    }
  }
  return undefined
})

/** R29: an inspection of a district that has opened is told what the district has itself inspected. */
export const tellsOwnInspecting: Rule = owedBy('ownInspecting', (log, { of }) => {
  for (const [stream, events] of inspectionsIn(log)) {
    const begun = events[0]?.event
    const isOfDistrict =
      (begun?.type === 'InspectionProposed' || begun?.type === 'UnannouncedOrdered') &&
      begun.data.subjectLevel === 'district'
    const opened = events.find(({ event }) => event.type === 'InspectionOpened')
    if (!isOfDistrict || opened === undefined || has(events, 'OwnInspectingRecorded')) continue
    if (of(opened.id, Inspection.category).length === 0) {
      return `${stream} has opened, and was never told what its district has inspected`
    }
  }
  return undefined
})

/** R7: who shares a window is told of its days, and again when they change. */
export const tellsWhoShares: Rule = owedBy('combinations', (log, { of }) => {
  const known = streamsOf(Inspection, log)
  const ids: ReadonlySet<string> = new Set(
    [...known.values()].flatMap(([first]) => first?.event.data.inspectionId ?? []),
  )
  for (const [stream, events] of streamsOf(Visits, log)) {
    for (const { event, id, position, meta } of events) {
      let toTell: ReadonlyArray<{ readonly inspectionId: string }> = []
      if (event.type === 'InspectionsCombined') toTell = event.data.joined
      if (event.type === 'WindowMoved') {
        const { windowId, members } = event.data
        // Who asked by a policy is told by that one.
        const isAsked = meta.actor.kind === 'policy'
        toTell = members.filter((one) => !isAsked || one.windowId !== windowId)
      }
      const told = of(id, Inspection.category).length
      const waiting = toTell.filter(({ inspectionId }) => ids.has(inspectionId)).length
      if (told < waiting) {
        return `${stream}: of ${event.type} at ${position} ${waiting} were to be told, and ${told} were`
      }
    }
  }
  return undefined
})
