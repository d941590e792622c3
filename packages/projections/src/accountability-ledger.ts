/**
 * accountabilityLedger: whose responsibility was asked about, and what came of it. One row per matter.
 *
 * For delegations. Persons are opaque ids; explanations, reasons and apologies stay in the events
 * (R23).
 */
import { Accountability, type AccountabilityEvent, MatterOutcome } from '@kiemtra/core'
import { type Handler, projection } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { changing } from './changing.ts'

// ------------------------------------------------------------------- model

const optionalText = t.union([t.string, t.null])
const optionalFlag = t.union([t.boolean, t.null])

/** Codec of {@link MatterRow}. */
export const MatterRow = t.strict({
  matterId: t.string,
  /** Whose it is now. */
  agencyId: t.string,
  about: t.keyof({ organisation: null, post: null }),
  postId: optionalText,
  /** Who was head on the day that is asked about, where it is about the head. */
  headId: optionalText,
  source: t.keyof({ recommendation: null, finding: null, escalation: null }),
  /** Id of the inspection, or of the remediation that was escalated. */
  sourceId: t.string,
  conditionOn: t.string,
  /** Who decides (R23). */
  competentId: t.string,
  openedOn: t.string,
  status: t.keyof({ open: null, asked: null, explained: null, decided: null, withdrawn: null }),
  explanationDueOn: optionalText,
  explainedOn: optionalText,
  explainedLate: optionalFlag,
  decidedOn: optionalText,
  outcome: t.union([MatterOutcome, t.null]),
  /** Decided with an explanation, or after its time had passed. */
  explained: optionalFlag,
  decisionNumber: optionalText,
  apologisedOn: optionalText,
  withdrawnOn: optionalText,
})
/** A matter of responsibility, and what came of it. */
export type MatterRow = t.TypeOf<typeof MatterRow>

// --------------------------------------------------------------- behaviour

type On<Type extends AccountabilityEvent['type']> = Extract<AccountabilityEvent, { type: Type }>

const onRow = changing<MatterRow, AccountabilityEvent>(({ data }) => data.matterId)

const opened: Handler<MatterRow, On<'MatterOpened'>> = {
  keys: ({ event }) => [event.data.matterId],
  apply: (_, { event: { data } }) => {
    const { about, source } = data
    return {
      matterId: data.matterId,
      agencyId: data.agencyId,
      about: about.kind,
      postId: about.kind === 'post' ? about.postId : null,
      headId: about.kind === 'post' ? (about.head?.personId ?? null) : null,
      source: source.kind,
      sourceId: source.kind === 'escalation' ? source.remediationId : source.inspectionId,
      conditionOn: data.conditionOn,
      competentId: data.competentId,
      openedOn: data.happenedOn,
      status: 'open',
      explanationDueOn: null,
      explainedOn: null,
      explainedLate: null,
      decidedOn: null,
      outcome: null,
      explained: null,
      decisionNumber: null,
      apologisedOn: null,
      withdrawnOn: null,
    }
  },
}

/** The read model of matters of responsibility. */
export const accountabilityLedger = projection<MatterRow>()({
  name: 'accountabilityLedger',
  version: 1,
  from: [Accountability],
  audience: 'delegation',
  row: MatterRow,
  indexes: ['agencyId', 'status', 'competentId'],
  on: {
    MatterOpened: opened,
    WrittenExplanationRequested: onRow<On<'WrittenExplanationRequested'>>(({ explanation }) => ({
      status: 'asked',
      explanationDueOn: explanation.date,
    })),
    WrittenExplanationGiven: onRow<On<'WrittenExplanationGiven'>>(({ happenedOn, late }) => ({
      status: 'explained',
      explainedOn: happenedOn,
      explainedLate: late,
    })),
    MatterDecided: onRow<On<'MatterDecided'>>((data) => ({
      status: 'decided',
      decidedOn: data.happenedOn,
      outcome: data.outcome,
      explained: data.explained,
      decisionNumber: data.document.number,
    })),
    ApologyRecorded: onRow<On<'ApologyRecorded'>>(({ happenedOn }) => ({
      apologisedOn: happenedOn,
    })),
    MatterWithdrawn: onRow<On<'MatterWithdrawn'>>(({ happenedOn }) => ({
      status: 'withdrawn',
      withdrawnOn: happenedOn,
    })),
    MatterTransferred: onRow<On<'MatterTransferred'>>(({ agencyId, competentId }) => ({
      agencyId,
      competentId,
    })),
  },
})
