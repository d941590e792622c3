/**
 * Combinations: inspections that share a window are told of its days (R7).
 *
 * An inspection whose window was refused may be combined with the one in its way; from then on it
 * has that window's days. When a window moves, all that share it move: who asked is told by the policy
 * that asked for it, and the others by this one. Where somebody moved it by hand, nobody has asked, and
 * this one tells them all.
 *
 * An instance is a calendar of visits, with who keeps each claim: a move names the inspections alone.
 * An inspection that is through with its fieldwork says no; its days are past, and nobody waits.
 */
import { policy, type Reaction, type Recorded } from '@kiemtra/kernel'
import { Visits, type VisitsEvent } from '../visits/index.ts'
import { dayOf, toInspection } from './shared.ts'

// ------------------------------------------------------------------- model

/** What this policy knows of a calendar: who keeps the claim of a window's id. */
export interface CombinationsState {
  readonly keepers: Readonly<Record<string, string>>
}

type Claim = Extract<VisitsEvent, { type: 'WindowReserved' }>['data']['claim']
type Moved = Extract<VisitsEvent, { type: 'WindowMoved' }>

// ------------------------------------------------------------------- react

const keeping = (
  state: CombinationsState,
  claims: ReadonlyArray<Pick<Claim, 'windowId' | 'keptBy'>>,
): CombinationsState => {
  const kept = Object.fromEntries(claims.map(({ windowId, keptBy }) => [windowId, keptBy]))
  return { keepers: { ...state.keepers, ...kept } }
}

/** Whom a move is news to. */
const toTell = ({ event, meta }: Recorded<Moved>): Moved['data']['members'] =>
  event.data.members.filter(
    ({ windowId }) => meta.actor.kind !== 'policy' || windowId !== event.data.windowId,
  )

const told = (
  { inspectionId, windowId }: Pick<Claim, 'inspectionId' | 'windowId'>,
  keptBy: string | undefined,
  { event, meta }: Recorded<Extract<VisitsEvent, { type: 'InspectionsCombined' | 'WindowMoved' }>>,
): Reaction => {
  const { period: window } = event.data.days
  const data = { inspectionId, happenedOn: dayOf(meta), windowId, window }
  return toInspection({ type: 'ConfirmSchedule', data }, keptBy, windowId)
}

const isOf = <Type extends VisitsEvent['type']>(
  recorded: Recorded<VisitsEvent>,
  type: Type,
): recorded is Recorded<Extract<VisitsEvent, { type: Type }>> => recorded.event.type === type

/** Combined, or moved → each inspection that doesn't know its days is told. */
export const combinations = policy<CombinationsState>()({
  name: 'combinations',
  from: [Visits],
  sends: ['inspection'],
  key: ({ event }) => event.data.agencyId,
  initialState: { keepers: {} },
  evolve: (state, { event }) => {
    switch (event.type) {
      case 'WindowReserved':
      case 'WindowRefused':
        return keeping(state, [event.data.claim])
      case 'InspectionsCombined':
        return keeping(state, event.data.joined)
      default:
        return state
    }
  },
  react: ({ keepers }, on) => {
    if (on._tag === 'Timer') return []
    const { recorded } = on
    if (isOf(recorded, 'InspectionsCombined')) {
      return recorded.event.data.joined.map((one) => told(one, one.keptBy, recorded))
    }
    return isOf(recorded, 'WindowMoved')
      ? toTell(recorded).map((one) => told(one, keepers[one.windowId], recorded))
      : []
  },
})
