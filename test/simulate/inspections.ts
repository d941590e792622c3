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
  stepOf,
} from '@kiemtra/core/testing'
import { addDays, civilDate, civilDateOf, foldStored, isInstant, streamOf } from '@kiemtra/kernel'
import { commandsTo, type Moment } from '@kiemtra/testing'
import { isLeft } from 'fp-ts/lib/Either.js'

/** Inspections by their ids, and what the sample's ids are called in each. */
const inspections: ReadonlyArray<
  readonly [id: string, otherwise: Readonly<Record<string, string>>]
> = [
  ['kiem-tra-mot', {}],
  ['kiem-tra-hai', {}],
  ['kiem-tra-ba', { 'p61-2023': 'p62-2023', 'doan-p61': 'doan-p62' }],
]

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
/** How many moves are looked at for one that may be accepted. */
const LOOKS = 24
/** How many in a hundred don't look. */
const BLIND_PERCENT = 10
/** Nobody is told of anything before the delegations are there. */
const FIRST_DAY = civilDate(2023, 3, 13)

/** The next thing that someone asks of some inspection. */
const next = ({ log, below }: Moment): InspectionCommand | undefined => {
  const [id, otherwise] = inspections[below(inspections.length)] ?? ['', {}]
  const stream = streamOf('kiemtra', Inspection.category, id)
  const events = log.filter((event) => event.stream === stream)
  const folded = foldStored(inspectionFold, events)
  const state = isLeft(folded) ? Inspection.initialState : folded.right
  // People go by their own calendar, whatever the machine's clock says.
  let today = FIRST_DAY
  for (const { meta } of events) {
    const day = isInstant(meta.recordedAt) ? civilDateOf(meta.recordedAt) : today
    if (meta.actor.kind !== 'policy' && day > today) today = day
  }
  if (below(4) === 0) today = addDays(today, 1)
  const phase = inspectionPhases[state.status]
  const isRare = below(100) < RARE_PERCENT
  const moves = inspectionMoves(state, today).filter(
    ({ type }) => phase.includes(type) && !ofPolicies.has(type) && (isRare || !rare.has(type)),
  )
  const isBlind = below(100) < BLIND_PERCENT
  const known = new Set(events.map(({ type }) => type))
  let chosen: InspectionMove | undefined
  for (let i = 0; i < LOOKS; i++) {
    const move = moves[below(moves.length)]
    if (move === undefined) break
    const step = stepOf(state, move)
    // The sample's calendar holds the sample's days only: whether these are held, the real one says.
    const isHopeful = step.rejection?._tag === 'WindowNotReserved' && isScheduled(state)
    if (!isBlind && !isHopeful && step.rejection !== undefined) continue
    chosen ??= move
    if (isBlind) break
    // What has not been done yet leads on.
    if (!isHopeful && step.events.every(({ type }) => known.has(type))) continue
    chosen = move
    break
  }
  // Nothing: it waits until someone else, a policy often, has done something.
  return chosen === undefined
    ? undefined
    : readAs(chosen, { [sampleInspectionId]: id, ...otherwise })
}

const isScheduled = (state: InspectionState): boolean =>
  state.status === 'preparing' && state.schedule.kind === 'confirmed'

/** A move with other ids; one that then can't be read is a bug here. */
const readAs = (
  { type, data, meta }: InspectionMove,
  names: Readonly<Record<string, string>>,
): InspectionCommand & Pick<InspectionMove, 'meta'> => {
  const text = Object.entries(names).reduce(
    (before, [name, other]) => before.replaceAll(`"${name}"`, () => `"${other}"`),
    JSON.stringify(data),
  )
  const renamed: unknown = JSON.parse(text)
  const decoded = Inspection.command.decode({ type, data: renamed })
  if (isLeft(decoded)) throw new Error(`not a command: ${type} ${text}`)
  return { ...decoded.right, meta }
}

/** Sends to the inspections. */
export const toInspections = commandsTo(Inspection, next)
