/**
 * Who sends commands to inspections: told with regard to where each stands, as people would.
 */
import { Inspection, type InspectionCommand, inspectionFold } from '@kiemtra/core'
import {
  type InspectionMove,
  inspectionMoves,
  inspectionPhases,
  sampleInspectionId,
} from '@kiemtra/core/testing'
import { addDays } from '@kiemtra/kernel'
import { commandsTo, type Moment } from '@kiemtra/testing'
import { isLeft } from 'fp-ts/lib/Either.js'
import { sightOf } from './sight.ts'
import { chosen, FIRST_DAY, renamed } from './thinking.ts'

/** Inspections by their ids, and what the sample's ids are called in each. */
const inspections: ReadonlyArray<
  readonly [id: string, otherwise: Readonly<Record<string, string>>]
> = [
  ['kiem-tra-mot', {}],
  ['kiem-tra-hai', {}],
  ['kiem-tra-ba', { 'p61-2023': 'p62-2023', 'doan-p61': 'doan-p62' }],
]

/** Ids of demands and recommendations are no inspection's own. */
const ofEach = ['d-added', 'r1', 'r2', ...Array.from({ length: 30 }, (_, i) => `d-f${i + 1}`)]

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
/** What leads to a conclusion: in so many of a hundred moments nobody thinks of anything else. */
const leading: ReadonlySet<string> = new Set([
  'ProposeInspection',
  'OrderUnannounced',
  'SendNotice',
  'OpenInspection',
  'AssessContent',
  'RaiseFinding',
  'ReviewFinding',
  'SignMinutes',
  'CloseFieldwork',
  'CirculateDraft',
  'WaiveExplanation',
  'DecideExplanation',
  'ReferViolation',
  'RatifyAct',
  'IssueConclusion',
  'PublishConclusion',
])
const LEADING_PERCENT = 60
const LOOKS = 24

/** The next thing that someone asks of some inspection. */
const next = (moment: Moment): ReturnType<typeof readAs> | undefined => {
  const { log, below } = moment
  const { id = '', names = {} } = spoken[below(spoken.length)] ?? {}
  const sight = sightOf(log)
  const state = sight.stateOf(inspectionFold, id)
  const last = sight.lastDay(Inspection.category, id) ?? FIRST_DAY
  const today = addDays(last < FIRST_DAY ? FIRST_DAY : last, below(4) === 0 ? 1 : 0)
  const phase = inspectionPhases[state.status]
  const isRare = below(100) < RARE_PERCENT
  const isLeading = below(100) < LEADING_PERCENT
  const moves = inspectionMoves(state, today).filter(
    ({ type }) =>
      phase.includes(type) &&
      !ofPolicies.has(type) &&
      (isRare || !rare.has(type)) &&
      (!isLeading || leading.has(type)),
  )
  const known = new Set(sight.eventsOf(Inspection.category, id).map(({ type }) => type))
  // Nothing: it waits until someone else, a policy often, has done something.
  return chosen(
    moment,
    () => known,
    () => {
      const move = moves[below(moves.length)]
      return move === undefined ? undefined : readAs(told(move, moment), names)
    },
    (command) => sight.eventsFrom(Inspection, command),
    LOOKS,
  )
}

/** A move as this city's people say it: some achievements are initiatives, some findings have an author. */
const told = (move: InspectionMove, { below }: Moment): InspectionMove => {
  if (move.type === 'RaiseFinding' && move.data.statement.kind === 'achievement') {
    const kind = below(2) === 0 ? ('initiative' as const) : ('achievement' as const)
    return { ...move, data: { ...move.data, statement: { ...move.data.statement, kind } } }
  }
  if (move.type !== 'IssueConclusion') return move
  const [demand] = move.data.demands
  const [first] = move.data.recommendations
  if (first === undefined) return move
  const handling = {
    ...first,
    recommendationId: 'r2',
    kind: 'handling' as const,
    ...(demand === undefined ? {} : { findingId: demand.findingId }),
  }
  return { ...move, data: { ...move.data, recommendations: [first, handling] } }
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
export const toInspections = commandsTo(Inspection, next)
