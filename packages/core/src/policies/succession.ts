/**
 * Succession: when an agency ends, what it had goes to who takes over (R26).
 *
 * Obligations, tasks and matters move to the single successor, or to the taker once it is named,
 * however late. An inspection of it that hasn't opened is called off on the day of the end; one that
 * has opened goes on with the taker. Days in its calendar come free with the inspections that are called
 * off; the targets that plans have there are a policy's of their own (`targetSuccession`).
 *
 * An instance is an agency, with what it holds as far as is known. What it gets after its end, because
 * the two crossed, moves on at once. So the streams may arrive in any order, and the same things move.
 */
import {
  civilDateOf,
  type CommandRefused,
  type CivilDate,
  instantOfMillis,
  isInstant,
  policy,
  type Reaction,
  type Recorded,
  type Remembered,
  refusalsOf,
  startOfDayMillis,
  type Trigger,
} from '@kiemtra/kernel'
import { Accountability, type AccountabilityEvent } from '../accountability/index.ts'
import { Agency, type AgencyEvent } from '../agency/index.ts'
import { Assignment, type AssignmentEvent } from '../assignment/index.ts'
import { Inspection, type InspectionEvent } from '../inspection/index.ts'
import { Remediation, type RemediationEvent } from '../remediation/index.ts'
import { changeOf, type Holding, holdingName, linksOf, partiesOf } from './holdings.ts'
import { dayOf } from './shared.ts'
import {
  cameTooLate,
  noWants,
  sent,
  type Want,
  wantAccountability,
  wantAssignment,
  wantedOn,
  wantInspection,
  wantRemediation,
  type Wants,
  wants,
} from './wants.ts'

// ------------------------------------------------------------------- model

/** What this policy knows of an agency. */
export interface SuccessionState extends Wants {
  readonly end:
    | {
        readonly effectiveOn: CivilDate
        readonly takerId: string | undefined
        /** The last day on which something of the end was recorded. */
        readonly knownOn: string
      }
    | undefined
  /** What it holds, by category and id. */
  readonly held: Readonly<Record<string, Holding>>
}

const initialState: SuccessionState = { end: undefined, held: {}, ...noWants }

type Heard =
  | AgencyEvent
  | InspectionEvent
  | RemediationEvent
  | AssignmentEvent
  | AccountabilityEvent
  | CommandRefused

const TIMER = 'end'

// ------------------------------------------------------------------- moves

/** What becomes of something when its holder has ended; `undefined`: it waits for a taker. */
const moveOf = (
  { category, id, keeperId }: Holding,
  takerId: string | undefined,
  happenedOn: string,
): Want | undefined => {
  if (category === 'unopened') {
    const reason = 'Đối tượng kiểm tra đã chấm dứt hoạt động / The subject has ended'
    const data = { inspectionId: id, happenedOn, reason, onlyUnopened: true } as const
    return wantInspection(id, { type: 'CancelInspection', data }, keeperId)
  }
  if (takerId === undefined) return undefined
  switch (category) {
    case 'opened': {
      const to = { kind: 'successor', subjectId: takerId } as const
      const reason = 'Cơ quan kế thừa / The successor'
      const data = { inspectionId: id, happenedOn, to, reason }
      return wantInspection(id, { type: 'HandOverInspection', data }, keeperId)
    }
    case 'remediation': {
      const data = { remediationId: id, happenedOn, toId: takerId }
      return wantRemediation(id, { type: 'TransferRemediation', data }, takerId)
    }
    case 'assignment': {
      const data = { taskId: id, happenedOn, toId: takerId }
      return wantAssignment(id, { type: 'TransferTask', data }, takerId)
    }
    case 'accountability': {
      const data = { matterId: id, happenedOn, toId: takerId }
      return wantAccountability(id, { type: 'TransferMatter', data }, takerId)
    }
  }
}

const movesOf = (
  { end }: SuccessionState,
  holdings: ReadonlyArray<Holding>,
  on: string,
): ReadonlyArray<Want> =>
  end === undefined ? [] : holdings.flatMap((one) => moveOf(one, end.takerId, on) ?? [])

// ------------------------------------------------------------------- evolve

const evolve = (
  state: SuccessionState,
  recorded: Recorded<Heard>,
  remembered: Remembered,
): SuccessionState => {
  const { event } = recorded
  const day = dayOf(recorded.meta)
  switch (event.type) {
    case 'AgencyDissolved': {
      const { effectiveOn, successors, takerDueOn } = event.data
      const takerId = takerDueOn === undefined ? successors[0] : undefined
      return ended({ ...state, end: { effectiveOn, takerId, knownOn: day } }, recorded)
    }
    case 'TakerNamed': {
      const { end } = state
      if (end === undefined) return state
      const { takerId } = event.data
      return ended(
        { ...state, end: { ...end, takerId, knownOn: later(day, end.knownOn) } },
        recorded,
      )
    }
    case 'CommandRefused':
      return refused(state, recorded, event)
    default: {
      const change = changeOf(event, remembered)
      if (change === undefined) return state
      const name = holdingName(change.of, change.id)
      const { [name]: before, ...rest } = state.held
      // What it had and hears of as moved, it has no more; what it hadn't, it has from now on.
      if (change.is === 'gone' || (change.is === 'moved' && before !== undefined)) {
        return { ...state, held: rest }
      }
      const known = { ...state, held: { ...rest, [name]: change.holding } }
      const on = endOn(known, day)
      return on === undefined ? known : wants(known, recorded, movesOf(known, [change.holding], on))
    }
  }
}

/** The end is known, or who takes over: all that can move does, if the day has come. */
const ended = (state: SuccessionState, recorded: Recorded<Heard>): SuccessionState => {
  const on = endOn(state, dayOf(recorded.meta))
  return on === undefined
    ? state
    : wants(state, recorded, movesOf(state, Object.values(state.held), on))
}

/**
 * The day on which something moves that is heard of on a day; `undefined`: the agency hasn't ended yet.
 * The later of the two days, so that it doesn't matter which was heard of first.
 */
const endOn = ({ end }: SuccessionState, day: string): string | undefined => {
  if (end === undefined) return undefined
  const on = later(day, end.knownOn)
  return on < end.effectiveOn ? undefined : on
}

const later = (a: string, b: string): string => (a > b ? a : b)

/** What came too late for its day, because the stream had gone on, is done on the day of the refusal. */
const refused = (
  state: SuccessionState,
  recorded: Recorded<Heard>,
  { data: { commandType, rejection } }: CommandRefused,
): SuccessionState => {
  const refusals = [...state.refusals, { commandType, rejection: rejection._tag }]
  const noted = { ...state, refusals }
  const day = dayOf(recorded.meta)
  if (!cameTooLate(rejection, day)) return noted
  const again = movesOf(noted, Object.values(state.held), day).filter(
    ({ to, id, command }) =>
      command.type === commandType && recorded.stream.endsWith(`.${to}-${id}`),
  )
  return wants(noted, recorded, again)
}

// -------------------------------------------------------------------- react

const react = (state: SuccessionState, on: Trigger<Heard>): ReadonlyArray<Reaction> => {
  if (on._tag === 'Timer') {
    const day = isInstant(on.instant) ? civilDateOf(on.instant) : undefined
    if (day === undefined || endOn(state, day) === undefined) return []
    return movesOf(state, Object.values(state.held), day).map(sent)
  }
  const { event, meta } = on.recorded
  const { end } = state
  // Whatever is recorded before the end may be heard of after the timer has fired: then it fires anew.
  // Not for a refusal, which would be asked for the same again, for ever. Nothing else is wanted by then.
  const waits =
    end !== undefined && event.type !== 'CommandRefused' && endOn(state, dayOf(meta)) === undefined
  return waits ? [timerAt(end.effectiveOn)] : wantedOn(state, on)
}

const timerAt = (day: CivilDate): Reaction => ({
  _tag: 'At',
  timer: TIMER,
  instant: instantOfMillis(startOfDayMillis(day)),
})

/** What an agency leaves goes to who takes over. */
export const succession = policy<SuccessionState>()({
  name: 'succession',
  from: [
    Agency,
    Inspection,
    Remediation,
    Assignment,
    Accountability,
    refusalsOf(Inspection),
    refusalsOf(Remediation),
    refusalsOf(Assignment),
    refusalsOf(Accountability),
  ],
  sends: ['inspection', 'remediation', 'assignment', 'accountability'],
  links: ({ event }) => linksOf(event),
  key: ({ event }, remembered) => partiesOf(event, remembered)?.key,
  alsoKnownTo: ({ event }, remembered) => partiesOf(event, remembered)?.others ?? [],
  initialState,
  evolve,
  react,
})
