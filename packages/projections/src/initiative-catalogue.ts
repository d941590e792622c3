/**
 * initiativeCatalogue: initiatives, experience and models worth replicating, and where they have been
 * taken over ("nhân rộng trong toàn Thành phố"). One row per initiative.
 *
 * Titles show; descriptions, opinions and reasons stay in the events, as persons may be named there.
 */
import {
  Initiative,
  type InitiativeEvent,
  InitiativeKind,
  PilotOutcome,
  ReformArea,
  ReplicationResult,
} from '@kiemtra/core'
import { type Handler, projection } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { changing } from './changing.ts'

// ------------------------------------------------------------------- model

const optionalText = t.union([t.string, t.null])

/** An agency that is to take an initiative over. */
export const ReplicationState = t.strict({
  agencyId: t.string,
  dueOn: t.string,
  /** `null`: still open. */
  result: t.union([ReplicationResult, t.null]),
  late: t.union([t.boolean, t.null]),
})
export type ReplicationState = t.TypeOf<typeof ReplicationState>

/** Codec of {@link InitiativeRow}. */
export const InitiativeRow = t.strict({
  initiativeId: t.string,
  /** The agency that it comes from. */
  originId: t.string,
  kind: InitiativeKind,
  area: ReformArea,
  title: t.string,
  source: t.keyof({ finding: null, agency: null, contest: null }),
  inspectionId: optionalText,
  recordedOn: t.string,
  status: t.keyof({
    recorded: null,
    assessed: null,
    recognised: null,
    declined: null,
    replicating: null,
    replicated: null,
  }),
  /** In their order, and whether the last of them recommends it. */
  assessedBy: t.readonlyArray(t.string),
  recommended: t.union([t.boolean, t.null]),
  recognisedOn: optionalText,
  recognitionNumber: optionalText,
  /** Of the last pilot. */
  pilotAgencies: t.readonlyArray(t.string),
  /** `null`: none was started, or the last one is under way. */
  pilotOutcome: t.union([PilotOutcome, t.null]),
  pilotWaived: t.boolean,
  replications: t.readonlyArray(ReplicationState),
  /** Agencies that have taken it over, as it is or with changes, of those that are to. */
  appliedCount: t.number,
  replicationCount: t.number,
})
/** An initiative, and how far it has spread. */
export type InitiativeRow = t.TypeOf<typeof InitiativeRow>

// --------------------------------------------------------------- behaviour

type On<Type extends InitiativeEvent['type']> = Extract<InitiativeEvent, { type: Type }>

const onRow = changing<InitiativeRow, InitiativeEvent>(({ data }) => data.initiativeId)

const recorded: Handler<InitiativeRow, On<'InitiativeRecorded'>> = {
  keys: ({ event }) => [event.data.initiativeId],
  apply: (_, { event: { data } }) => ({
    initiativeId: data.initiativeId,
    originId: data.originId,
    kind: data.kind,
    area: data.area,
    title: data.title,
    source: data.source.kind,
    inspectionId: data.source.kind === 'finding' ? data.source.inspectionId : null,
    recordedOn: data.happenedOn,
    status: 'recorded',
    assessedBy: [],
    recommended: null,
    recognisedOn: null,
    recognitionNumber: null,
    pilotAgencies: [],
    pilotOutcome: null,
    pilotWaived: false,
    replications: [],
    appliedCount: 0,
    replicationCount: 0,
  }),
}

type Replications = ReadonlyArray<ReplicationState>

const counted = (replications: Replications) => ({
  replications,
  appliedCount: replications.filter(({ result }) => result === 'applied' || result === 'adapted')
    .length,
  replicationCount: replications.length,
})

const progress = (complete: boolean): Pick<InitiativeRow, 'status'> => ({
  status: complete ? 'replicated' : 'replicating',
})

const confirmed = (
  { replications }: InitiativeRow,
  { agencyId, result, late }: On<'ReplicationConfirmed'>['data'],
): Replications =>
  replications.map((one) =>
    one.agencyId === agencyId && one.result === null ? { ...one, result, late } : one,
  )

/** What was open at an ended agency goes on with the one that takes over, or lapses (R26). */
const transferred = (
  { replications }: InitiativeRow,
  { agencyId, toId, lapsed }: On<'ReplicationTransferred'>['data'],
): Replications =>
  replications.flatMap((one) => {
    if (one.agencyId !== agencyId || one.result !== null) return [one]
    return lapsed ? [] : [{ ...one, agencyId: toId }]
  })

/** The read model of initiatives. */
export const initiativeCatalogue = projection<InitiativeRow>()({
  name: 'initiativeCatalogue',
  version: 1,
  from: [Initiative],
  audience: 'delegation',
  row: InitiativeRow,
  indexes: ['originId', 'status', 'area'],
  on: {
    InitiativeRecorded: recorded,
    // Another assessment may come at any time, and takes nothing back.
    InitiativeAssessed: onRow<On<'InitiativeAssessed'>>((data, row) => ({
      status: row.status === 'recorded' ? 'assessed' : row.status,
      assessedBy: [...row.assessedBy, data.assessedBy],
      recommended: data.recommended,
    })),
    InitiativeRecognised: onRow<On<'InitiativeRecognised'>>(({ happenedOn, document }) => ({
      status: 'recognised',
      recognisedOn: happenedOn,
      recognitionNumber: document.number,
    })),
    InitiativeDeclined: onRow<On<'InitiativeDeclined'>>(() => ({ status: 'declined' })),
    PilotStarted: onRow<On<'PilotStarted'>>(({ agencies }) => ({
      pilotAgencies: agencies,
      pilotOutcome: null,
    })),
    PilotEvaluated: onRow<On<'PilotEvaluated'>>(({ outcome }) => ({
      pilotOutcome: outcome,
    })),
    PilotWaived: onRow<On<'PilotWaived'>>(() => ({ pilotWaived: true })),
    ReplicationStarted: onRow<On<'ReplicationStarted'>>(({ agencies }, { replications }) => ({
      ...progress(false),
      ...counted([
        ...replications,
        ...agencies.map(({ agencyId, dueOn }) => ({ agencyId, dueOn, result: null, late: null })),
      ]),
    })),
    ReplicationConfirmed: onRow<On<'ReplicationConfirmed'>>((data, row) => ({
      ...progress(data.complete),
      ...counted(confirmed(row, data)),
    })),
    ReplicationTransferred: onRow<On<'ReplicationTransferred'>>((data, row) => ({
      ...progress(data.complete),
      ...counted(transferred(row, data)),
    })),
  },
})
