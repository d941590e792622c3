/**
 * Mandate: acts that relied on a roster which has changed are flagged (R5, R6).
 *
 * An act is decided by the delegation as it stood when it was read, and cites that revision. What the
 * delegation recorded after it counts from its own day, so it may take the mandate from an act already
 * done: a recusal that crossed with a finding, or was recorded late. Such an act is flagged, and the
 * conclusion waits until it is ratified or withdrawn.
 *
 * An instance is a delegation, with the acts that cite it. An act is judged by every state of the
 * delegation after the one that it cites, whichever of the two reaches the policy first: so the
 * streams may arrive in any order, and the same acts are flagged. Rejected: judging by the latest
 * state alone, which forgets what a later decision has mended, and depends on the order.
 */
import {
  civilDateOf,
  type CivilDate,
  type Instant,
  parseStream,
  policy,
  type Reaction,
  type Recorded,
  streamOf,
} from '@kiemtra/kernel'
import { Delegation, type DelegationEvent, type DelegationState } from '../delegation/index.ts'
import { evolve as evolveDelegation } from '../delegation/evolve.ts'
import { leaderFor, mayActOn } from '../delegation/queries.ts'
import { initialState as unestablished } from '../delegation/state.ts'
import { delegationRefused, memberRefused } from '../inspection/decide/mandate.ts'
import { Inspection, type InspectionEvent } from '../inspection/index.ts'
import type { Course } from '../inspection/state.ts'
import type { PersonId } from '../vocabulary/ids.ts'
import { dayOf, toInspection } from './shared.ts'

// ------------------------------------------------------------------- model

/** An inspection by the delegation, as far as mandates go. */
export interface Mandated extends Pick<Course, 'delegationId' | 'subjectId' | 'inspectors'> {
  /** For whom its acts are flagged. */
  readonly keeperId: string
}

/** By whose mandate an act was done. */
type Doer =
  | { readonly as: 'member' | 'leader'; readonly personId: PersonId; readonly at: Instant }
  /** A second member who signs as witness. */
  | {
      readonly as: 'witness'
      readonly personId: PersonId
      readonly witnessId: PersonId
      readonly at: Instant
    }
  /** The delegation's, whoever spoke for it. */
  | { readonly as: 'delegation'; readonly on: CivilDate }

/** An act that relied on the delegation's roster. */
export interface Act {
  readonly inspectionId: string
  /** The finding's id, where the act is a finding: it may be withdrawn; else the event's. */
  readonly actId: string
  readonly by: Doer
  /** The revision that it cites. */
  readonly cites: number
  readonly recordedOn: string
  readonly isFlagged: boolean
}

/** The delegation after one of its events. */
export interface Version {
  readonly revision: number
  readonly recordedOn: string
  readonly state: DelegationState
}

/** An act to be flagged. */
export interface Flag {
  readonly inspectionId: string
  readonly actId: string
  readonly reason: 'roster' | 'term'
  readonly on: string
  readonly keeperId: string
}

/** What this policy knows of a delegation. */
export interface MandateState {
  readonly versions: ReadonlyArray<Version>
  readonly inspections: Readonly<Record<string, Mandated>>
  readonly acts: ReadonlyArray<Act>
  /** What the last event has shown. */
  readonly found: ReadonlyArray<Flag>
}

const initialState: MandateState = { versions: [], inspections: {}, acts: [], found: [] }

type Heard = DelegationEvent | InspectionEvent

// ---------------------------------------------------------------- judgement

/** What an act has lost by a state of the delegation: the delegation's term, or its own doer. */
const lostBy = (
  act: Act,
  inspection: Mandated,
  delegation: DelegationState,
): Flag['reason'] | undefined => {
  const { by } = act
  const on = by.as === 'delegation' ? by.on : civilDateOf(by.at)
  const facts = { delegation }
  if (delegationRefused(inspection, facts, on) !== undefined) return 'term'
  if (by.as === 'delegation') return undefined
  const { subjectId, inspectors } = inspection
  if (by.as === 'leader') {
    const teamId = inspectors.by === 'team' ? inspectors.teamId : undefined
    return leaderFor(delegation, subjectId, on, teamId) === by.personId ? undefined : 'roster'
  }
  if (memberRefused(inspection, facts, by.personId, by.at) !== undefined) return 'roster'
  return by.as === 'witness' && mayActOn(delegation, by.witnessId, subjectId, on)._tag !== 'ok'
    ? 'roster'
    : undefined
}

/** The flag for an act, if one of some versions after the one it cites takes its mandate away. */
const flagFor = (
  act: Act,
  inspections: MandateState['inspections'],
  versions: ReadonlyArray<Version>,
): Flag | undefined => {
  const inspection = inspections[act.inspectionId]
  if (inspection === undefined || act.isFlagged) return undefined
  for (const { revision, recordedOn, state } of versions) {
    if (revision <= act.cites) continue
    const reason = lostBy(act, inspection, state)
    if (reason === undefined) continue
    const { inspectionId, actId } = act
    // The later of the two days, so that it doesn't matter which came first.
    const on = recordedOn > act.recordedOn ? recordedOn : act.recordedOn
    return { inspectionId, actId, reason, on, keeperId: inspection.keeperId }
  }
  return undefined
}

// ------------------------------------------------------------------- evolve

const evolve = (state: MandateState, recorded: Recorded<Heard>): MandateState => {
  const { event } = recorded
  if (isDelegations(event)) return changed(state, recorded, event)
  switch (event.type) {
    case 'InspectionProposed':
    case 'UnannouncedOrdered': {
      const { inspectionId, delegationId, subjectId, inspectors, leadAgencyId } = event.data
      const inspection = { delegationId, subjectId, inspectors, keeperId: leadAgencyId }
      return known(state, inspectionId, inspection)
    }
    case 'InspectionHandedOver': {
      const { inspectionId, to, from, concludedBy } = event.data
      const before = state.inspections[inspectionId]
      if (to.kind === 'delegation') {
        const { delegationId } = to
        const course = { delegationId, subjectId: from.subjectId, keeperId: concludedBy }
        return known(state, inspectionId, { ...course, inspectors: { by: 'whole' } })
      }
      return before === undefined
        ? { ...state, found: [] }
        : known(state, inspectionId, { ...before, subjectId: to.subjectId })
    }
    default:
      return acted(state, recorded, event)
  }
}

const isDelegations = (event: Heard): event is DelegationEvent =>
  'delegationId' in event.data && !('inspectionId' in event.data)

const known = (state: MandateState, inspectionId: string, inspection: Mandated): MandateState => ({
  ...state,
  inspections: { ...state.inspections, [inspectionId]: inspection },
  found: [],
})

/** The delegation changed: each act that relied on an earlier version is judged by this one, too. */
const changed = (
  { versions, inspections, acts }: MandateState,
  { revision, meta }: Recorded<Heard>,
  event: DelegationEvent,
): MandateState => {
  const before = versions[versions.length - 1]?.state ?? unestablished
  const version = { revision, recordedOn: dayOf(meta), state: evolveDelegation(before, event) }
  const found: Flag[] = []
  const judged = acts.map((act) => {
    const flag = flagFor(act, inspections, [version])
    if (flag === undefined) return act
    // A finding raised and amended is one act to flag.
    if (!found.some((one) => sameAct(one, flag))) found.push(flag)
    return { ...act, isFlagged: true }
  })
  const all = [...versions, version]
  return { versions: all, inspections, acts: found.length === 0 ? acts : judged, found }
}

/** Findings are numbered within an inspection: another inspection's of the same id is another act. */
const sameAct = (a: Flag, b: Flag): boolean =>
  a.inspectionId === b.inspectionId && a.actId === b.actId

/** An act: judged by every version after the one that it cites. */
const acted = (
  state: MandateState,
  recorded: Recorded<Heard>,
  event: InspectionEvent,
): MandateState => {
  const by = doerOf(event)
  const cites = citedBy(recorded)?.revision
  if (by === undefined || cites === undefined) return { ...state, found: [] }
  const { inspectionId } = event.data
  const actId =
    event.type === 'FindingRaised' || event.type === 'FindingAmended'
      ? event.data.findingId
      : recorded.id
  const recordedOn = dayOf(recorded.meta)
  const act: Act = { inspectionId, actId, by, cites, recordedOn, isFlagged: false }
  const flag = flagFor(act, state.inspections, state.versions)
  const kept = { ...act, isFlagged: flag !== undefined }
  return { ...state, acts: [...state.acts, kept], found: flag === undefined ? [] : [flag] }
}

/** Whose mandate an act needs; `undefined`: it is none, or needs none. */
const doerOf = (event: InspectionEvent): Doer | undefined => {
  switch (event.type) {
    case 'InspectionOpened':
      return { as: 'leader', personId: event.data.leaderId, at: event.data.happenedAt }
    case 'EvidenceAttached':
    case 'ContentAssessed':
    case 'FindingRaised':
    case 'FindingAmended':
    case 'FindingWithdrawn':
    case 'FindingReviewed':
    case 'FieldworkClosed':
      return { as: 'member', personId: event.data.memberId, at: event.data.happenedAt }
    case 'MinutesSigned': {
      const { memberId: personId, happenedAt: at, subject } = event.data
      return subject.kind === 'refused'
        ? { as: 'witness', personId, witnessId: subject.witnessId, at }
        : { as: 'member', personId, at }
    }
    case 'InspectionPaused':
    case 'ResumptionRequested':
    case 'ExtensionRequested':
      return { as: 'delegation', on: event.data.happenedOn }
    default:
      return undefined
  }
}

/** The delegation that a decision read, and at which revision. */
const citedBy = ({ meta }: Recorded<Heard>): { stream: string; revision: number } | undefined =>
  meta.reads.find(({ stream }) => parseStream(stream)?.category === 'delegation')

// -------------------------------------------------------------------- react

const flagging = ({ inspectionId, actId, reason, on, keeperId }: Flag): Reaction =>
  toInspection(
    { type: 'FlagAct', data: { inspectionId, happenedOn: on, actId, reason } },
    keeperId,
    actId,
  )

const keyOf = (recorded: Recorded<Heard>): string | undefined => {
  const { event, stream } = recorded
  if (isDelegations(event)) return stream
  const ofDelegation = (id: string): string | undefined => {
    const name = parseStream(stream)
    return name === undefined ? undefined : streamOf(name.namespace, 'delegation', id)
  }
  switch (event.type) {
    case 'InspectionProposed':
    case 'UnannouncedOrdered':
      return ofDelegation(event.data.delegationId)
    case 'InspectionHandedOver': {
      const { to, from } = event.data
      return ofDelegation(to.kind === 'delegation' ? to.delegationId : from.delegationId)
    }
    default:
      return doerOf(event) === undefined ? undefined : citedBy(recorded)?.stream
  }
}

/** An act whose mandate has changed is flagged. */
export const mandate = policy<MandateState>()({
  name: 'mandate',
  from: [Delegation, Inspection],
  sends: ['inspection'],
  key: keyOf,
  initialState,
  evolve,
  react: (state, on) => (on._tag === 'Timer' ? [] : state.found.map(flagging)),
})
