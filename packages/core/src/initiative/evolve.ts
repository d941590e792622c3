/**
 * How events change what is known of an initiative. Total: an event that doesn't fit changes nothing.
 */
import type { InitiativeEvent } from './events.ts'
import type {
  AssessedInitiative,
  InitiativeState,
  RecognisedInitiative,
  RecordedInitiative,
  ReplicatedInitiative,
  Replication,
} from './state.ts'

type DataOf<Type extends InitiativeEvent['type']> = Extract<InitiativeEvent, { type: Type }>['data']

export const evolve = (state: InitiativeState, event: InitiativeEvent): InitiativeState => {
  switch (state.status) {
    case 'none':
      return event.type === 'InitiativeRecorded' ? recorded(event.data) : state
    case 'recorded':
      return event.type === 'InitiativeAssessed' ? firstAssessed(state, event.data) : state
    case 'declined':
      return state
    case 'assessed':
    case 'recognised':
    case 'replicating':
    case 'replicated':
      return onward(state, event)
  }
}

const recorded = (data: DataOf<'InitiativeRecorded'>): InitiativeState => ({
  status: 'recorded',
  initiativeId: data.initiativeId,
  originId: data.originId,
  source: data.source,
  since: data.happenedOn,
})

const firstAssessed = (
  { initiativeId, originId, source }: RecordedInitiative,
  { assessedBy, happenedOn: since }: DataOf<'InitiativeAssessed'>,
): InitiativeState => ({
  status: 'assessed',
  initiativeId,
  originId,
  source,
  since,
  assessedBy: [assessedBy],
  pilots: [],
  pilotWaived: false,
})

type Onward = Extract<InitiativeState, AssessedInitiative>

const onward = (state: Onward, event: InitiativeEvent): InitiativeState => {
  const { happenedOn: since } = event.data
  switch (event.type) {
    case 'InitiativeAssessed':
      return { ...state, since, assessedBy: [...state.assessedBy, event.data.assessedBy] }
    case 'InitiativeRecognised':
      return state.status === 'assessed'
        ? { ...state, status: 'recognised', since, recognisedBy: event.data.document.issuer }
        : state
    case 'InitiativeDeclined':
      return state.status === 'assessed' ? { ...state, status: 'declined', since } : state
    case 'PilotStarted': {
      const { agencies, from, until, lead } = event.data
      const pilot = { agencies, from, until, lead, outcome: undefined }
      return { ...state, since, pilots: [...state.pilots, pilot] }
    }
    case 'PilotEvaluated':
      return { ...state, since, pilots: evaluated(state, event.data) }
    case 'PilotWaived':
      return { ...state, since, pilotWaived: true }
    case 'ReplicationStarted':
      return state.status === 'assessed' || state.status === 'declined'
        ? state
        : replicating(state, event.data)
    case 'ReplicationConfirmed':
      return 'replications' in state ? confirmed(state, event.data) : state
    case 'ReplicationTransferred':
      return 'replications' in state ? transferred(state, event.data) : state
    case 'InitiativeRecorded':
      return state
  }
}

const evaluated = (
  { pilots }: AssessedInitiative,
  { outcome }: DataOf<'PilotEvaluated'>,
): AssessedInitiative['pilots'] =>
  pilots.map((pilot, i) => (i === pilots.length - 1 ? { ...pilot, outcome } : pilot))

const replicating = (
  state: RecognisedInitiative | ReplicatedInitiative,
  { agencies, document, happenedOn: since }: DataOf<'ReplicationStarted'>,
): InitiativeState => {
  const before = 'replications' in state ? state.replications : []
  const asked = agencies.map(({ agencyId, dueOn }) => ({
    agencyId,
    askedOn: since,
    dueOn,
    orderedBy: document.issuer,
    result: undefined,
  }))
  return { ...state, since, status: 'replicating', replications: [...before, ...asked] }
}

/** Agencies answer when they do: an answer is no step that others wait for, and moves no day. */
const confirmed = (
  state: ReplicatedInitiative,
  { agencyId, result }: DataOf<'ReplicationConfirmed'>,
): InitiativeState =>
  followed(
    state,
    state.replications.map((one) => (one.agencyId === agencyId ? { ...one, result } : one)),
  )

const transferred = (
  state: ReplicatedInitiative,
  { agencyId, toId, lapsed }: DataOf<'ReplicationTransferred'>,
): InitiativeState =>
  followed(
    state,
    state.replications.map((one) => {
      if (one.agencyId !== agencyId || one.result !== undefined) return one
      return lapsed ? { ...one, result: 'lapsed' } : { ...one, agencyId: toId }
    }),
  )

const followed = (
  state: ReplicatedInitiative,
  replications: ReadonlyArray<Replication>,
): InitiativeState => {
  const isOpen = replications.some(({ result }) => result === undefined)
  return { ...state, status: isOpen ? 'replicating' : 'replicated', replications }
}
