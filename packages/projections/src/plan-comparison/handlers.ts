/**
 * planComparison's handlers: those of planProgress, on the plans that a row holds.
 *
 * A plan's figures move for its own year and for the one after it, so each event concerns two rows.
 * A row can't fetch another: what it shows stands in it, from the plan's draft on. So the order in
 * which the years are heard is all the same.
 */
import type { PlanEvent } from '@kiemtra/core'
import { type Handler, type Links, type Message, parseStream, type Recorded } from '@kiemtra/kernel'
import { type Remembered, streamOf } from '@kiemtra/kernel'
import type { Heard } from '../heard.ts'
import { onInspection, onVisits } from '../plan-progress/carried-out.ts'
import { onPlan } from '../plan-progress/planned.ts'
import type { PlanProgressRow } from '../plan-progress/row.ts'
import { compared, later } from './figures.ts'
import type { ComparedPlan, PlanComparisonRow } from './row.ts'

type Row = PlanComparisonRow
type Drafted = Extract<PlanEvent, { type: 'PlanDrafted' }>

// -------------------------------------------------------------------- keys

/** What to remember of a plan: whose it is, of which kind, for which year. */
export const rememberYear = (event: Heard): Remembered | undefined =>
  event.type === 'PlanDrafted'
    ? { issuerId: event.data.issuerId, kind: event.data.kind, year: String(event.data.year) }
    : undefined

/** The rows of a plan's year and of the one after it; none of a plan that wasn't heard of. */
const rowsOf = ({ issuerId, kind, year }: Remembered): ReadonlyArray<string> =>
  issuerId === undefined || kind === undefined || year === undefined
    ? []
    : [Number(year), Number(year) + 1].map((one) => `${issuerId}.${kind}.${String(one)}`)

const keysOf = (
  planIds: ReadonlyArray<string>,
  stream: string,
  links: Links,
): ReadonlyArray<string> => {
  const namespace = parseStream(stream)?.namespace
  if (namespace === undefined) return []
  const keys = planIds.flatMap((planId) => rowsOf(links.of(streamOf(namespace, 'plan', planId))))
  return [...new Set(keys)]
}

// ------------------------------------------------------------------- plans

const drafted: Handler<Row, Drafted> = {
  keys: ({ event, stream }, links) => keysOf([event.data.planId], stream, links),
  apply: (row, recorded, _, key = '') => {
    const { issuerId, kind } = recorded.event.data
    const progress = onPlan.PlanDrafted.apply(undefined, recorded)
    const plan: ComparedPlan = { progress, closedAt: null, changedAt: null }
    const year = Number(key.slice(key.lastIndexOf('.') + 1))
    const before = row?.plans ?? []
    return compared({ issuerId, kind, year, plans: [...before, plan].sort(byId) })
  },
}

const byId = (a: ComparedPlan, b: ComparedPlan): number =>
  a.progress.planId < b.progress.planId ? -1 : 1

/** What is recorded besides the plan's new row. */
type Stamp = (
  plan: ComparedPlan,
  recordedAt: string,
) => Partial<Pick<ComparedPlan, 'closedAt' | 'changedAt'>>

const nothing: Stamp = () => ({})
const closed: Stamp = (_, recordedAt) => ({ closedAt: recordedAt })
const changed: Stamp = ({ changedAt }, recordedAt) => ({ changedAt: later(changedAt, recordedAt) })

/** A handler of planProgress, done to the plans of a row that the event concerns. */
const within = <E extends Message>(
  handler: Handler<PlanProgressRow, E>,
  stamp: Stamp = nothing,
): Handler<Row, E> => ({
  keys: (recorded, links) => keysOf(handler.keys(recorded, links), recorded.stream, links),
  apply: (row, recorded, remembered = {}) => {
    if (row === undefined) return undefined
    const concerned = new Set(handler.keys(recorded, { of: () => remembered }))
    const plans = row.plans.map((plan) =>
      concerned.has(plan.progress.planId)
        ? after(plan, handler, stamp, recorded, remembered)
        : plan,
    )
    return plans.every((plan, n) => plan === row.plans[n]) ? row : compared({ ...row, plans })
  },
})

/** The plan after an event; the same where the event leaves no trace in it (R9). */
const after = <E extends Message>(
  plan: ComparedPlan,
  handler: Handler<PlanProgressRow, E>,
  stamp: Stamp,
  recorded: Recorded<E>,
  remembered: Remembered,
): ComparedPlan => {
  const { progress } = plan
  const next = handler.apply(progress, recorded, remembered, progress.planId)
  return next === undefined || next === progress
    ? plan
    : { ...plan, progress: next, ...stamp(plan, recorded.meta.recordedAt) }
}

/** What the events of plans, inspections and calendars do to a row. */
export const onYears = {
  PlanDrafted: drafted,
  TargetAdded: within(onPlan.TargetAdded),
  TargetRemoved: within(onPlan.TargetRemoved),
  PlanIssued: within(onPlan.PlanIssued),
  PlanAmended: within(onPlan.PlanAmended),
  TargetTransferred: within(onPlan.TargetTransferred),
  PlanRevoked: within(onPlan.PlanRevoked),
  PlanClosed: within(onPlan.PlanClosed, closed),
  InspectionsCombined: within(onVisits.InspectionsCombined),
  WindowReleased: within(onVisits.WindowReleased),
  InspectionOpened: within(onInspection.InspectionOpened, changed),
  InspectionCancelled: within(onInspection.InspectionCancelled, changed),
  OwnInspectingRecorded: within(onInspection.OwnInspectingRecorded, changed),
  ConclusionIssued: within(onInspection.ConclusionIssued, changed),
  ConclusionRevoked: within(onInspection.ConclusionRevoked, changed),
} as const
