/**
 * remediationTracker: what must be remedied, by whom, until when, and how far it is. One row per
 * remediation.
 *
 * What is overdue is marked by the domain (R22); a query compares `dueOn` with a day of its own where
 * the mark has not been made yet. Plans, reasons and evidence stay in the events: they are free text,
 * in which persons may be named.
 */
import {
  PursuitStep,
  ReformArea,
  Remediation,
  type RemediationEvent,
  remediationSources,
  Severity,
} from '@kiemtra/core'
import { type Handler, projection } from '@kiemtra/kernel'
import * as t from 'io-ts'
import { changing } from './changing.ts'

// ------------------------------------------------------------------- model

const optionalText = t.union([t.string, t.null])

/** Codec of {@link RemediationRow}. */
export const RemediationRow = t.strict({
  remediationId: t.string,
  /** Who holds it now. */
  subjectId: t.string,
  planId: t.string,
  leadAgencyId: t.string,
  verifierId: t.string,
  source: t.keyof(remediationSources),
  /** Of a conclusion's demand. */
  inspectionId: optionalText,
  findingId: optionalText,
  area: ReformArea,
  severity: Severity,
  responsiblePostId: t.string,
  acceptanceTest: t.string,
  openedOn: t.string,
  dueOn: t.string,
  status: t.keyof({ open: null, claimed: null, verified: null, annulled: null }),
  /** Where the subject's plan of remedy stands. */
  remedyPlan: t.keyof({ none: null, submitted: null, approved: null, returned: null }),
  /** How far it is, 0 to 1, as reported last. */
  done: t.number,
  claimedOn: optionalText,
  claimedLate: t.union([t.boolean, t.null]),
  verifiedOn: optionalText,
  verifiedBy: optionalText,
  pursuit: PursuitStep,
  /** Days of the steps of pursuit, as far as it stands now. */
  overdueOn: optionalText,
  /** From when on the superior may be told. */
  escalateFrom: optionalText,
  urgedOn: optionalText,
  escalatedOn: optionalText,
  escalatedTo: optionalText,
  followUpPlanId: optionalText,
  /** How often it was given more time, and opened again. */
  extensions: t.number,
  reopenings: t.number,
  /** Who held it before, in their order (R26). */
  formerHolders: t.readonlyArray(t.string),
})
/** A remediation, and how far it is. */
export type RemediationRow = t.TypeOf<typeof RemediationRow>

// --------------------------------------------------------------- behaviour

type On<Type extends RemediationEvent['type']> = Extract<RemediationEvent, { type: Type }>

const onRow = changing<RemediationRow, RemediationEvent>(({ data }) => data.remediationId)

/** Not pursued, or no more. */
const NOT_PURSUED = {
  pursuit: 'none',
  overdueOn: null,
  escalateFrom: null,
  urgedOn: null,
  escalatedOn: null,
  escalatedTo: null,
  followUpPlanId: null,
} as const

const opened: Handler<RemediationRow, On<'RemediationOpened'>> = {
  keys: ({ event }) => [event.data.remediationId],
  apply: (_, { event: { data } }) => ({
    remediationId: data.remediationId,
    subjectId: data.subjectId,
    planId: data.planId,
    leadAgencyId: data.leadAgencyId,
    verifierId: data.verifierId,
    source: data.source.kind,
    inspectionId: data.source.kind === 'conclusion' ? data.source.inspectionId : null,
    findingId: data.source.kind === 'conclusion' ? data.source.findingId : null,
    area: data.area,
    severity: data.severity,
    responsiblePostId: data.responsiblePostId,
    acceptanceTest: data.acceptanceTest,
    openedOn: data.happenedOn,
    dueOn: data.dueOn,
    status: 'open',
    remedyPlan: 'none',
    done: 0,
    claimedOn: null,
    claimedLate: null,
    verifiedOn: null,
    verifiedBy: null,
    ...NOT_PURSUED,
    extensions: 0,
    reopenings: 0,
    formerHolders: [],
  }),
}

/** The read model of remediations. */
export const remediationTracker = projection<RemediationRow>()({
  name: 'remediationTracker',
  version: 1,
  from: [Remediation],
  audience: 'delegation',
  row: RemediationRow,
  indexes: ['subjectId', 'planId', 'status', 'dueOn'],
  on: {
    RemediationOpened: opened,
    RemediationPlanSubmitted: onRow<On<'RemediationPlanSubmitted'>>(() => ({
      remedyPlan: 'submitted',
    })),
    RemediationPlanApproved: onRow<On<'RemediationPlanApproved'>>(() => ({
      remedyPlan: 'approved',
    })),
    RemediationPlanReturned: onRow<On<'RemediationPlanReturned'>>(() => ({
      remedyPlan: 'returned',
    })),
    ProgressReported: onRow<On<'ProgressReported'>>(({ done }) => ({ done })),
    CompletionClaimed: onRow<On<'CompletionClaimed'>>(({ happenedOn, late }) => ({
      status: 'claimed',
      claimedOn: happenedOn,
      claimedLate: late,
    })),
    CompletionVerified: onRow<On<'CompletionVerified'>>(({ happenedOn, verifiedBy }) => ({
      status: 'verified',
      done: 1,
      verifiedOn: happenedOn,
      verifiedBy,
      ...NOT_PURSUED,
    })),
    CompletionRejected: onRow<On<'CompletionRejected'>>(({ done }) => ({
      status: 'open',
      done,
      claimedOn: null,
      claimedLate: null,
    })),
    ExtensionGranted: onRow<On<'ExtensionGranted'>>(({ dueOn }, { extensions }) => ({
      dueOn,
      extensions: extensions + 1,
      ...NOT_PURSUED,
    })),
    RemediationOverdue: onRow<On<'RemediationOverdue'>>(({ happenedOn, escalation }) => ({
      pursuit: 'overdue',
      overdueOn: happenedOn,
      escalateFrom: escalation.date,
    })),
    AgencyUrged: onRow<On<'AgencyUrged'>>(({ happenedOn }) => ({
      pursuit: 'urged',
      urgedOn: happenedOn,
    })),
    RemediationEscalated: onRow<On<'RemediationEscalated'>>(({ happenedOn, toId }) => ({
      pursuit: 'escalated',
      escalatedOn: happenedOn,
      escalatedTo: toId,
    })),
    FollowUpRequested: onRow<On<'FollowUpRequested'>>(({ takenBy }) => ({
      pursuit: takenBy === undefined ? 'owed' : 'taken',
      followUpPlanId: takenBy ?? null,
    })),
    DemandAmended: onRow<On<'DemandAmended'>>((data) => ({
      area: data.area,
      severity: data.severity,
      responsiblePostId: data.responsiblePostId,
      acceptanceTest: data.acceptanceTest,
      dueOn: data.dueOn,
      ...(data.overdueLifted ? NOT_PURSUED : {}),
    })),
    RemediationAnnulled: onRow<On<'RemediationAnnulled'>>(() => ({
      status: 'annulled',
      ...NOT_PURSUED,
    })),
    RemediationTransferred: onRow<On<'RemediationTransferred'>>((data, { formerHolders }) => ({
      subjectId: data.subjectId,
      responsiblePostId: data.responsiblePostId,
      formerHolders: [...formerHolders, data.fromId],
    })),
    RemediationReopened: onRow<On<'RemediationReopened'>>(({ dueOn }, { reopenings }) => ({
      status: 'open',
      dueOn,
      remedyPlan: 'none',
      done: 0,
      claimedOn: null,
      claimedLate: null,
      verifiedOn: null,
      verifiedBy: null,
      reopenings: reopenings + 1,
      ...NOT_PURSUED,
    })),
  },
})
