/**
 * Histories of inspections at random: each command is told with regard to where the inspection
 * stands, and meets facts that allow what they can allow. Some are refused, as in life.
 */
import {
  addDays,
  type CivilDate,
  civilDate,
  type Command,
  decoderOf,
  foldEvents,
  isCivilDate,
} from '@kiemtra/kernel'
import fc from 'fast-check'
import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import { agencyFold } from '../agency/index.ts'
import { delegationFold } from '../delegation/index.ts'
import type { InspectionCommand } from '../inspection/commands/index.ts'
import type { InspectionEvent } from '../inspection/events/index.ts'
import { Inspection } from '../inspection/index.ts'
import type { InspectionFacts } from '../inspection/needs.ts'
import type { InspectionRejection } from '../inspection/rejections.ts'
import type { InspectionState } from '../inspection/state.ts'
import type { AssignmentState } from '../assignment/index.ts'
import type { VisitsState } from '../visits/index.ts'
import type { Period } from '../vocabulary/scope.ts'
import { sampleTaskAssigned, sampleTaskState } from './assignment.ts'
import { type InspectionMove, sampleInspectionId } from './inspection-moves.ts'
import { Here } from './moves/asking.ts'
import { offersIn, offersToTake } from './moves/offers.ts'
import {
  foldPlain,
  sampleAgencyEvents,
  sampleAgencyState,
  sampleDelegationEvents,
  sampleDelegationState,
  sampleDissolution,
  samplePlanState,
  sampleVisitsState,
} from './inspection-sample.ts'

export * from './inspection-moves.ts'
export * from './inspection-phases.ts'
export * from './inspection-sample.ts'

// ------------------------------------------------------------------- facts

const subject = sampleAgencyState('dong-da')
const merged = foldPlain(agencyFold, [
  ...sampleAgencyEvents('dong-da'),
  sampleDissolution('dong-da', 'hoan-kiem', '2023-01-03'),
])
const otherDelegation = foldPlain(
  delegationFold,
  sampleDelegationEvents.map((event) => ({
    ...event,
    data: { ...event.data, delegationId: 'doan-2' },
  })),
)

const lateTask = sampleTaskState(sampleTaskAssigned())
const noVisits = sampleVisitsState()
interface Holding {
  readonly to: CivilDate
  readonly windowId: string
  readonly visits: VisitsState
}
const calendars = new Map<CivilDate, Holding[]>()

/** The calendar that holds a window for the sample inspection; folded once. */
const holding = (period: Period, windowId: string): VisitsState => {
  let windows = calendars.get(period.from)
  if (windows === undefined) {
    windows = []
    calendars.set(period.from, windows)
  }
  for (const one of windows) {
    if (one.to === period.to && one.windowId === windowId) return one.visits
  }
  const visits = sampleVisitsState({ inspectionId: sampleInspectionId, windowId, period })
  windows.push({ to: period.to, windowId, visits })
  return visits
}

/**
 * Facts under which a command may be accepted: the plan and the delegation are in force, the calendar
 * of visits holds the window that the command names, or the inspection's, a subject that is handed over has a successor.
 */
export const allowingFacts = (
  command: Command<InspectionCommand>,
  state: InspectionState,
): InspectionFacts => {
  const { data } = command
  const period = 'window' in data ? data.window : 'window' in state ? state.window : undefined
  const windowId = 'windowId' in data ? data.windowId : 'w1'
  const visits = period === undefined ? noVisits : holding(period, windowId)
  const handsOver = command.type === 'HandOverInspection'
  const taker =
    handsOver && command.data.to.kind === 'delegation' && command.data.to.delegationId === 'doan-2'
      ? otherDelegation
      : sampleDelegationState
  const needed = Inspection.needs(command, state)
  return {
    ...('plan' in needed ? { plan: samplePlanState } : {}),
    ...('delegation' in needed ? { delegation: sampleDelegationState } : {}),
    ...('taker' in needed ? { taker } : {}),
    ...('subject' in needed ? { subject: handsOver ? merged : subject } : {}),
    ...('visits' in needed ? { visits } : {}),
    ...('responsible' in needed ? { responsible: subject } : {}),
    ...tasksIn(needed),
  }
}

/** Every task that is named is the district's own, of its reform plan, and late on any day of an inspection. */
const tasksIn = (needed: object): InspectionFacts => {
  const facts: Record<`task ${string}`, AssignmentState> = {}
  for (const name of Object.keys(needed)) {
    if (name.startsWith('task ')) facts[`task ${name.slice(5)}`] = lateTask
  }
  return facts
}

// ------------------------------------------------------------------- steps

/** One command to an inspection, and what came of it. */
export interface InspectionStep {
  readonly command: Command<InspectionCommand>
  readonly facts: InspectionFacts
  readonly before: InspectionState
  /** None if it was refused. */
  readonly events: ReadonlyArray<InspectionEvent>
  readonly rejection: InspectionRejection | undefined
  readonly after: InspectionState
}

/** Guard first: a move is decoded for each of the few that are tried, and most decode to themselves. */
const decode = decoderOf(Inspection.command)

/** What comes of a move in a state, under facts that allow it; a move that can't be read is a bug. */
export const stepOf = (
  before: InspectionState,
  { type, data, meta }: InspectionMove,
): InspectionStep => {
  const decoded = decode({ type, data })
  if (isLeft(decoded)) throw new Error(`not a command: ${JSON.stringify({ type, data })}`)
  const command = { ...decoded.right, meta }
  const facts = allowingFacts(command, before)
  const decided = Inspection.decide(command, before, facts)
  const events = isRight(decided) ? decided.right : []
  return {
    command,
    facts,
    before,
    events,
    rejection: isLeft(decided) ? decided.left : undefined,
    after: foldEvents(Inspection, events, before),
  }
}

const START = civilDate(2023, 3, 13)

/** The day on which a command's matter happened. */
export const dayOfMove = ({ meta }: InspectionMove): CivilDate => {
  const day = meta.recordedAt.slice(0, 10)
  return isCivilDate(day) ? day : START
}

// ------------------------------------------------------------- arbitraries

/** How the next command is chosen. */
interface Choice {
  readonly pick: number
  /** Days that pass before. */
  readonly wait: number
  /** Take it, even if it is refused. */
  readonly blind: boolean
}

/** The steps that choices lead to, from the beginning. */
const walk = (choices: ReadonlyArray<Choice>): ReadonlyArray<InspectionStep> => {
  const steps: Array<InspectionStep> = []
  let state = Inspection.initialState
  let today = START
  for (const { pick, wait, blind } of choices) {
    today = addDays(today, wait)
    const here = new Here(state, today)
    const offers = blind ? offersIn(state.status) : offersToTake(here, pick % 8 === 0)
    // From a place drawn, in strides that visit each: the first that is accepted, or the first of all.
    for (let i = 0; i < offers.length; i++) {
      const move = offers[(pick + i * STRIDE) % offers.length]?.move(here)
      if (move === undefined) continue
      const step = stepOf(state, move)
      if (step.rejection !== undefined && !blind) continue
      steps.push(step)
      if (step.rejection === undefined) {
        state = step.after
        const day = dayOfMove(move)
        if (day > today) today = day
      }
      break
    }
  }
  return steps
}

/** A prime, so that it has no divisor in common with the number of moves. */
const STRIDE = 1009

/**
 * Histories of the inspection `i1` from its beginning on: what was asked, under which facts, and what
 * came of it. One command in six is taken whatever comes of it; the others are accepted.
 */
export const inspectionHistories: fc.Arbitrary<ReadonlyArray<InspectionStep>> = fc
  .noBias(
    fc.array(
      fc.record({
        pick: fc.nat({ max: 9999 }),
        wait: fc.constantFrom(0, 0, 0, 1, 1, 2),
        blind: fc.nat({ max: 5 }).map((n) => n === 5),
      }),
      { minLength: 1, maxLength: 60, size: 'max' },
    ),
  )
  .map(walk)
