/**
 * planProgress, its carried-out part: what inspections and calendars of visits do to a plan's row.
 *
 * Nothing shows of an inspection before it opens, so a secret one leaves no trace (R9).
 */
import type { InspectionEvent, VisitsEvent } from '@kiemtra/core'
import { civilDateOf, type Handler } from '@kiemtra/kernel'
import { areasIn, settingOf } from '../inspection-memory.ts'
import { counted } from './counts.ts'
import type { OpenedInspection, PlanProgressRow } from './row.ts'

type Row = PlanProgressRow
type On<Type extends InspectionEvent['type']> = Extract<InspectionEvent, { type: Type }>
type OnVisits<Type extends VisitsEvent['type']> = Extract<VisitsEvent, { type: Type }>

// ------------------------------------------------------------- inspections

/** The row of the inspection's plan, by what its stream said at the beginning. */
const planOf: Handler<Row, InspectionEvent>['keys'] = ({ stream }, links) => {
  const setting = settingOf(links.of(stream))
  return setting === undefined ? [] : [setting.planId]
}

const opened: Handler<Row, On<'InspectionOpened'>>['apply'] = (row, { event }, remembered) => {
  const setting = settingOf(remembered)
  if (row === undefined || setting === undefined) return row
  const { targetId, subjectId, subjectLevel, mode, notice, areas } = setting
  const inspection: OpenedInspection = {
    inspectionId: event.data.inspectionId,
    targetId: targetId === '' ? null : targetId,
    subjectId,
    level: subjectLevel,
    mode,
    notice,
    areas: areasIn(areas),
    openedOn: civilDateOf(event.data.happenedAt),
    status: 'open',
    concludedOn: null,
    ownInspecting: null,
  }
  return counted({ ...row, inspections: [...row.inspections, inspection].sort(byOpening) })
}

/** By day, then by id: streams may be heard in another order than they were written in. */
const byOpening = (a: OpenedInspection, b: OpenedInspection): number =>
  `${a.openedOn} ${a.inspectionId}` < `${b.openedOn} ${b.inspectionId}` ? -1 : 1

/** What changes an inspection that has opened; of one that hasn't, the row knows nothing. */
const onOpened = <E extends InspectionEvent>(
  change: (data: E['data']) => Partial<OpenedInspection>,
): Handler<Row, E> => ({
  keys: planOf,
  apply: (row, { event }) => {
    const { inspectionId } = event.data
    if (row?.inspections.some((one) => one.inspectionId === inspectionId) !== true) return row
    return counted({
      ...row,
      inspections: row.inspections.map((one) =>
        one.inspectionId === inspectionId ? { ...one, ...change(event.data) } : one,
      ),
    })
  },
})

/** What the events of an inspection do to its plan's row. */
export const onInspection = {
  InspectionOpened: { keys: planOf, apply: opened },
  InspectionCancelled: onOpened<On<'InspectionCancelled'>>(() => ({ status: 'cancelled' })),
  ConclusionIssued: onOpened<On<'ConclusionIssued'>>(({ happenedOn }) => ({
    status: 'concluded',
    concludedOn: happenedOn,
  })),
  OwnInspectingRecorded: onOpened<On<'OwnInspectingRecorded'>>(
    ({ ownInspecting: { divisions, communes } }) => ({
      ownInspecting: {
        divisions: divisions.agencies,
        divisionsInspected: divisions.inspected,
        communes: communes.agencies,
        communesInspected: communes.inspected,
      },
    }),
  ),
  ConclusionRevoked: onOpened<On<'ConclusionRevoked'>>(() => ({ status: 'revoked' })),
} as const

// ---------------------------------------------------------- shared windows

/** The groups without some inspections; one that is alone shares nothing. */
const without = ({ combined }: Row, leaving: (inspectionId: string) => boolean): Row['combined'] =>
  combined
    .map((group) => group.filter((inspectionId) => !leaving(inspectionId)))
    .filter((group) => group.length > 1)

const byFirst = ([a = '']: ReadonlyArray<string>, [b = '']: ReadonlyArray<string>): number =>
  a < b ? -1 : 1

/** Every group of a row is of its own plan: another plan's inspections are counted in its row. */
const combined: Handler<Row, OnVisits<'InspectionsCombined'>> = {
  keys: ({ event }) => event.data.members.map(({ planId }) => planId),
  apply: (row, { event }) => {
    if (row === undefined) return undefined
    const together = event.data.members
      .filter(({ planId }) => planId === row.planId)
      .map(({ inspectionId }) => inspectionId)
    const members = new Set<string>(together)
    const others = without(row, (inspectionId) => members.has(inspectionId))
    const group = [...members].sort()
    const groups = group.length > 1 ? [...others, group] : others
    return counted({ ...row, combined: [...groups].sort(byFirst) })
  },
}

/**
 * Who gives the window back before opening visits alone; whoever has opened was there with the
 * others. Secret windows are in no group, so theirs changes nothing.
 */
const released: Handler<Row, OnVisits<'WindowReleased'>> = {
  keys: ({ event }) => [event.data.planId],
  apply: (row, { event }) => {
    const { inspectionId: leaver } = event.data
    if (row?.combined.some((group) => group.includes(leaver)) !== true) return row
    if (row.inspections.some(({ inspectionId }) => inspectionId === leaver)) return row
    return counted({ ...row, combined: without(row, (inspectionId) => inspectionId === leaver) })
  },
}

/** What the events of a calendar of visits do to the rows of the plans in it. */
export const onVisits = { InspectionsCombined: combined, WindowReleased: released } as const
