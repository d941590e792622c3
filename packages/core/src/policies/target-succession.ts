/**
 * Succession of targets: when an agency ends, the targets that plans have there go to who takes over (R26).
 *
 * Of plans in force, those that weren't reached: on the day of the end to the single successor, or to
 * the taker once it is named, however late. What an ended agency gets later moves on at once: by a plan
 * that is issued, a target that is added, a conclusion that is revoked, or another end. The plan decides;
 * a taker that its issuer may not inspect is refused, and the target waits for an amendment.
 *
 * One instance knows all plans and all ends, for an amendment adds targets at several agencies, and an
 * end moves targets of several plans. What moves, and for which day, doesn't depend on which was heard of
 * first. Nothing secret comes in: neither draws nor orders are targets.
 */
import {
  type CivilDate,
  type CommandRefused,
  instantOfMillis,
  policy,
  type Reaction,
  type Recorded,
  refusalsOf,
  startOfDayMillis,
  type Trigger,
} from '@kiemtra/kernel'
import { Agency, type AgencyEvent } from '../agency/index.ts'
import { evolve as planAfter } from '../plan/evolve.ts'
import { Plan, type PlanEvent, type PlanState } from '../plan/index.ts'
import { initialState as undrafted } from '../plan/state.ts'
import { dayOf } from './shared.ts'
import {
  noWants,
  refusedIn,
  sent,
  type Want,
  wantedOn,
  wantPlan,
  type Wants,
  wants,
} from './wants.ts'

// ------------------------------------------------------------------- model

/** An agency's end, as far as it is known. */
interface End {
  readonly effectiveOn: CivilDate
  readonly takerId: string | undefined
  /** The last day on which something of the end was recorded. */
  readonly knownOn: string
}

/** A target of a plan in force that wasn't reached, where, and since when that is known. */
interface Open {
  readonly targetId: string
  readonly subjectId: string
  readonly since: string
}

/** What this policy knows. */
export interface TargetSuccessionState extends Wants {
  readonly ends: Readonly<Record<string, End>>
  readonly superiors: Readonly<Record<string, string>>
  /** Plans until they end. */
  readonly plans: Readonly<Record<string, PlanState>>
  readonly open: Readonly<Record<string, ReadonlyArray<Open>>>
}

const initialState: TargetSuccessionState = {
  ends: {},
  superiors: {},
  plans: {},
  open: {},
  ...noWants,
}

type Heard = AgencyEvent | PlanEvent | CommandRefused

const ALL = 'targets'
const TIMER = 'end '

// ------------------------------------------------------------------- moves

/** The later of the days on which both were known. */
const knownOn = ({ since }: Open, end: End): string => later(since, end.knownOn)

/** The agencies between a subject and an issuer; none where its superiors don't lead there. */
const lineOf = (
  { superiors }: TargetSuccessionState,
  subjectId: string,
  issuerId: string,
): ReadonlyArray<string> => {
  const line: string[] = []
  let next = superiors[subjectId]
  while (next !== undefined && next !== issuerId && !line.includes(next)) {
    line.push(next)
    next = superiors[next]
  }
  return next === issuerId ? line : []
}

/** The move of an open target, for a day that it could first be made on; `undefined`: it stays, or waits. */
const moveOf = (
  state: TargetSuccessionState,
  planId: string,
  { targetId, subjectId, since }: Open,
): Want | undefined => {
  const plan = state.plans[planId]
  const end = state.ends[subjectId]
  const toId = end?.takerId
  if (plan === undefined || plan.status === 'undrafted' || end === undefined) return undefined
  if (toId === undefined) return undefined
  const happenedOn = later(later(since, end.knownOn), end.effectiveOn)
  const line = lineOf(state, toId, plan.issuerId)
  const through = line.length === 0 ? {} : { through: line }
  const data = { planId, happenedOn, targetId, toId, ...through }
  const want = wantPlan(planId, { type: 'TransferTarget', data }, toId)
  return { ...want, discriminator: targetId }
}

/** Moves of open targets that pass a test; those of an agency that hasn't ended are none. */
const movesOf = (
  state: TargetSuccessionState,
  isMeant: (one: Open, end: End) => boolean,
): ReadonlyArray<Want> =>
  Object.entries(state.open).flatMap(([planId, list]) =>
    list.flatMap((one) => {
      const end = state.ends[one.subjectId]
      return end !== undefined && isMeant(one, end) ? (moveOf(state, planId, one) ?? []) : []
    }),
  )

/** Whether the day of the end had come when both were known; else the timer moves it. */
const isDue = (one: Open, end: End): boolean => end.effectiveOn <= knownOn(one, end)

// ------------------------------------------------------------------- evolve

const evolve = (state: TargetSuccessionState, recorded: Recorded<Heard>): TargetSuccessionState => {
  const { event } = recorded
  switch (event.type) {
    case 'AgencyRegistered':
    case 'SuperiorChanged': {
      const { agencyId, superiorId } = event.data
      return superiorId === undefined
        ? state
        : { ...state, superiors: { ...state.superiors, [agencyId]: superiorId } }
    }
    case 'AgencyDissolved': {
      const { agencyId, effectiveOn, successors, takerDueOn } = event.data
      const takerId = takerDueOn === undefined ? successors[0] : undefined
      return ended(state, recorded, agencyId, { effectiveOn, takerId })
    }
    case 'TakerNamed': {
      const { agencyId, takerId } = event.data
      const end = state.ends[agencyId]
      return end === undefined ? state : ended(state, recorded, agencyId, { ...end, takerId })
    }
    case 'CommandRefused':
      return refusedIn(state, recorded, event)
    case 'AgencyRenamed':
    case 'HeadAppointed':
    case 'HeadVacated':
    case 'IndexResultRecorded':
      return state
    default:
      return planned(state, recorded, event)
  }
}

/** More is known of an end: every target that can move, does. */
const ended = (
  state: TargetSuccessionState,
  recorded: Recorded<Heard>,
  agencyId: string,
  end: Omit<End, 'knownOn'>,
): TargetSuccessionState => {
  const day = later(dayOf(recorded.meta), state.ends[agencyId]?.knownOn ?? '')
  const known = { ...state, ends: { ...state.ends, [agencyId]: { ...end, knownOn: day } } }
  const moves = movesOf(known, (one, its) => one.subjectId === agencyId && isDue(one, its))
  return wants(known, recorded, moves)
}

/** A plan has gone on: what is open in it now, and wasn't there before, moves if it must. */
const planned = (
  state: TargetSuccessionState,
  recorded: Recorded<Heard>,
  event: PlanEvent,
): TargetSuccessionState => {
  const { planId } = event.data
  const before = state.plans[planId] ?? undrafted
  const plan = planAfter(before, event)
  if (plan === before) return state
  if (plan.status === 'revoked' || plan.status === 'closed') {
    const { [planId]: _ended, ...plans } = state.plans
    const { [planId]: _targets, ...open } = state.open
    return { ...state, plans, open }
  }
  const known = state.open[planId] ?? []
  const day = dayOf(recorded.meta)
  const list = openIn(plan).map(
    (one): Open =>
      known.find(
        ({ targetId, subjectId }) => targetId === one.targetId && subjectId === one.subjectId,
      ) ?? { ...one, since: day },
  )
  const next = {
    ...state,
    plans: { ...state.plans, [planId]: plan },
    open: { ...state.open, [planId]: list },
  }
  const fresh = new Set(list.filter((one) => !known.includes(one)))
  return wants(
    next,
    recorded,
    movesOf(next, (one, end) => fresh.has(one) && isDue(one, end)),
  )
}

const openIn = (plan: PlanState): ReadonlyArray<Pick<Open, 'targetId' | 'subjectId'>> =>
  plan.status === 'issued'
    ? [...plan.targets.values()].filter(({ targetId }) => !plan.reached.has(targetId))
    : []

const later = (a: string, b: string): string => (a > b ? a : b)

// -------------------------------------------------------------------- react

const react = (state: TargetSuccessionState, on: Trigger<Heard>): ReadonlyArray<Reaction> => {
  if (on._tag === 'Timer') {
    const agencyId = on.timer.slice(TIMER.length)
    const isWaiting = (one: Open, end: End) => one.subjectId === agencyId && !isDue(one, end)
    return movesOf(state, isWaiting).map(sent)
  }
  const { event, meta } = on.recorded
  const isAhead = event.type === 'AgencyDissolved' && dayOf(meta) < event.data.effectiveOn
  return [
    ...wantedOn(state, on),
    ...(isAhead ? [timerAt(event.data.agencyId, event.data.effectiveOn)] : []),
  ]
}

const timerAt = (agencyId: string, day: CivilDate): Reaction => ({
  _tag: 'At',
  timer: `${TIMER}${agencyId}`,
  instant: instantOfMillis(startOfDayMillis(day)),
})

/** The targets that plans have at an agency that ends go to who takes over. */
export const targetSuccession = policy<TargetSuccessionState>()({
  name: 'targetSuccession',
  from: [Agency, Plan, refusalsOf(Plan)],
  sends: ['plan'],
  // Refusals find whoever asked.
  key: ({ event }) => (event.type === 'CommandRefused' ? undefined : ALL),
  initialState,
  evolve,
  react,
})
