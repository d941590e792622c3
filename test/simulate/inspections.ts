/**
 * Who sends commands to inspections: told with regard to where each stands, as people would.
 */
import {
  Inspection,
  type InspectionCommand,
  inspectionFold,
  type InspectionState,
} from '@kiemtra/core'
import {
  type InspectionMove,
  inspectionMoves,
  inspectionPhases,
  sampleInspectionId,
} from '@kiemtra/core/testing'
import { addDays } from '@kiemtra/kernel'
import { commandsTo, type Moment, type SimulatedSender } from '@kiemtra/testing'
import { isLeft } from 'fp-ts/lib/Either.js'
import { businessOf } from './business.ts'
import { type Sight, sightOf, type Thought } from './sight.ts'
import { chosen, FIRST_DAY, renamed } from './thinking.ts'

/** Inspections by their ids, and what the sample's ids are called in each. */
const inspections: ReadonlyArray<
  readonly [id: string, otherwise: Readonly<Record<string, string>>]
> = [
  ['kiem-tra-mot', {}],
  ['kiem-tra-hai', {}],
  ['kiem-tra-ba', { 'p61-2023': 'p62-2023', 'doan-p61': 'doan-p62' }],
]

/** Ids of demands and recommendations are no inspection's own; a finding's is here no other one's, either. */
const ofEach = ['d-added', 'r1', 'r2', ...Array.from({ length: 30 }, (_, i) => `f${i + 1}`)]

const namesIn = ([id, otherwise]: (typeof inspections)[number]): Readonly<
  Record<string, string>
> => ({
  ...otherwise,
  [sampleInspectionId]: id,
  ...Object.fromEntries(ofEach.map((name) => [name, `${name}-${id}`])),
})

const spoken = inspections.map((one) => ({ id: one[0], names: namesIn(one) }))

/** What policies answer; people keep out of it. */
const ofPolicies: ReadonlySet<string> = new Set([
  'ConfirmSchedule',
  'RefuseSchedule',
  'ExtendFieldwork',
  'RefuseExtension',
  'ResumeInspection',
  'RefuseResumption',
  'FlagAct',
])

/** What ends or delays: asked now and then only, or few inspections would ever open. */
const rare: ReadonlySet<string> = new Set([
  'CancelInspection',
  'DeferInspection',
  'HandOverInspection',
  'ImportResult',
  'PauseInspection',
  'ReferViolation',
  'RescheduleInspection',
  'RevokeConclusion',
  'WithdrawFinding',
])
const RARE_PERCENT = 12
/** In so many of a hundred moments somebody goes by the order of business. */
const BUSINESS_PERCENT = 70
/** And in so many of those works on with what has come furthest, rather than with any. */
const FURTHEST_PERCENT = 75
/** In so many of a hundred moments somebody would skip the next step of it. */
const AHEAD_PERCENT = 10
const LOOKS = 24

type Spoken = (typeof spoken)[number]

const phases = ['none', 'preparing', 'fieldwork', 'closed', 'drafted', 'concluded'] as const

/** The inspection that is nearest to its conclusion and hasn't one yet. */
const furthest = (sight: Sight): Spoken | undefined => {
  let found: Spoken | undefined
  let most = 0
  for (const one of spoken) {
    const { status } = sight.stateOf(inspectionFold, one.id)
    const phase = phases.findIndex((name) => name === status)
    if (status === 'concluded' || phase <= most) continue
    most = phase
    found = one
  }
  return found
}

/** The next thing that someone asks of some inspection. */
const next = (
  aggregate: typeof Inspection,
  moment: Moment,
): ReturnType<typeof readAs> | undefined => {
  const { log, below } = moment
  const sight = sightOf(log)
  const isBusiness = below(100) < BUSINESS_PERCENT
  const isOn = isBusiness && below(100) < FURTHEST_PERCENT
  const any = spoken[below(spoken.length)]
  const { id = '', names = {} } = (isOn ? furthest(sight) : undefined) ?? any ?? {}
  const state = sight.stateOf(inspectionFold, id)
  const last = sight.lastDay(Inspection.category, id) ?? FIRST_DAY
  const today = addDays(last < FIRST_DAY ? FIRST_DAY : last, below(4) === 0 ? 1 : 0)
  const phase = inspectionPhases[state.status]
  const moves = inspectionMoves(state, today).filter(({ type }) => phase.includes(type))
  const eventsFrom = (command: Thought) => sight.eventsFrom(aggregate, command)
  if (isBusiness) {
    const types = businessOf(state)
    // Now and then somebody is ahead of what comes next.
    for (const type of below(100) < AHEAD_PERCENT ? types.slice(1) : types) {
      const wanted = moves.filter((move) => move.type === type)
      // What would change nothing is no business.
      for (const move of shuffled(wanted, moment)) {
        const command = readAs(told(move, state, moment), names)
        if ((eventsFrom(command)?.length ?? 0) > 0) return command
      }
    }
  }
  const isRare = below(100) < RARE_PERCENT
  const thinkable = moves.filter(({ type }) => !ofPolicies.has(type) && (isRare || !rare.has(type)))
  const known = new Set(sight.eventsOf(Inspection.category, id).map(({ type }) => type))
  // Nothing: it waits until someone else, a policy often, has done something.
  return chosen(
    moment,
    () => known,
    () => {
      const move = thinkable[below(thinkable.length)]
      return move === undefined ? undefined : readAs(told(move, state, moment), names)
    },
    eventsFrom,
    LOOKS,
  )
}

const shuffled = <A>(items: ReadonlyArray<A>, { below }: Moment): ReadonlyArray<A> => {
  const first = below(items.length)
  return [...items.slice(first), ...items.slice(0, first)]
}

/** How many conclusions in a hundred leave out one of their contents or demands. */
const BRIEF_PERCENT = 20
/** How many notices in a hundred come late, and how many assessments are of what nobody asked for. */
const LATE_PERCENT = 8
const BESIDE_PERCENT = 5

/**
 * A move as this city's people say it: some achievements are initiatives, some findings have an author,
 * what is ratified was flagged, now and then a conclusion leaves something out, and a correction changes
 * what stands; a notice may be late, and an assessment beside the point.
 */
const told = (move: InspectionMove, state: InspectionState, { below }: Moment): InspectionMove => {
  switch (move.type) {
    case 'RaiseFinding': {
      const { statement } = move.data
      if (statement.kind !== 'achievement' || below(2) === 0) return move
      return { ...move, data: { ...move.data, statement: { ...statement, kind: 'initiative' } } }
    }
    case 'SendNotice': {
      const late = 'window' in state ? addDays(state.window.from, -1) : ''
      if (late === '' || late < move.data.happenedOn || below(100) >= LATE_PERCENT) return move
      const data = { ...move.data, happenedOn: late }
      return { ...move, data, meta: { ...move.meta, recordedAt: `${late}T07:00:00.000Z` } }
    }
    case 'OpenInspection': {
      const opensFrom = state.status === 'preparing' ? state.noticeSent?.openNotBefore : undefined
      const from = 'window' in state ? state.window.from : ''
      // The days are there, and the notice hasn't run yet: somebody may come all the same.
      if (opensFrom === undefined || opensFrom <= from || below(2) === 0) return move
      const data = { ...move.data, happenedAt: `${from}T02:00:00.000Z` }
      return { ...move, data, meta: { ...move.meta, recordedAt: `${from}T14:00:00.000Z` } }
    }
    case 'AssessContent':
      return below(100) < BESIDE_PERCENT
        ? { ...move, data: { ...move.data, area: 'civil-service' } }
        : move
    case 'RatifyAct': {
      const flagged = 'flagged' in state ? [...state.flagged] : []
      const actId = flagged[below(flagged.length)]
      return actId === undefined ? move : { ...move, data: { ...move.data, actId } }
    }
    case 'IssueConclusion': {
      const [first] = move.data.recommendations
      const [demand] = move.data.demands
      const left = below(100) < BRIEF_PERCENT ? below(3) : undefined
      const contents = move.data.contents.filter((_, i) => i !== left)
      const demands = left === 2 ? move.data.demands.slice(1) : move.data.demands
      if (first === undefined) return move
      const handling = {
        ...first,
        recommendationId: 'r2',
        kind: 'handling' as const,
        ...(demand === undefined ? {} : { findingId: demand.findingId }),
      }
      return {
        ...move,
        data: { ...move.data, contents, demands, recommendations: [first, handling] },
      }
    }
    case 'CorrectConclusion': {
      const standing = state.status === 'concluded' ? [...state.demands.values()] : []
      const demand = standing[below(standing.length)]
      if (demand === undefined || below(2) === 0) return move
      const { demandId } = demand
      const text = `Synthetic, corrected on ${move.data.happenedOn}`
      const changed = { kind: 'changed' as const, demandId, demand: { ...demand, text } }
      return { ...move, data: { ...move.data, demands: [changed] } }
    }
    default:
      return move
  }
}

/** A move with other ids; one that then can't be read is a bug here. */
const readAs = (
  move: InspectionMove,
  names: Readonly<Record<string, string>>,
): InspectionCommand & Pick<InspectionMove, 'meta'> => {
  const { type, data, meta } = renamed(move, names)
  const decoded = Inspection.command.decode({ type, data })
  if (isLeft(decoded)) throw new Error(`not a command: ${type} ${JSON.stringify(data)}`)
  return { ...decoded.right, meta }
}

/** Sends to the inspections. */
export const toInspections = (aggregate = Inspection): SimulatedSender =>
  commandsTo(aggregate, (moment) => next(aggregate, moment))
