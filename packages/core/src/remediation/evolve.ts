/**
 * How events change what is known of a remediation. Total: an event that doesn't fit changes nothing.
 */
import type { CivilDate } from '@kiemtra/kernel'
import type { RemediationEvent } from './events.ts'
import type { Obligation, RemediationState, Standing } from './state.ts'

type Data<Type extends RemediationEvent['type']> = Extract<
  RemediationEvent,
  { readonly type: Type }
>['data']

export const evolve = (state: RemediationState, event: RemediationEvent): RemediationState => {
  switch (state.status) {
    case 'none':
      return event.type === 'RemediationOpened' ? opened(event.data) : state
    case 'open':
    case 'claimed':
      return whileStanding(state, event)
    case 'verified':
      if (event.type === 'RemediationReopened') return reopened(state, event.data)
      return event.type === 'RemediationAnnulled' ? annulled(state, event.data) : state
    case 'annulled':
      return state
  }
}

const opened = (data: Data<'RemediationOpened'>): RemediationState => {
  const { happenedOn, recordedLateDays: _late, due: _due, ...frozen } = data
  return {
    ...frozen,
    status: 'open',
    holders: [{ from: happenedOn, is: data.subjectId }],
    dues: [{ from: happenedOn, is: data.dueOn }],
    spans: [{ from: happenedOn, until: undefined }],
    since: happenedOn,
    remedyPlan: 'none',
    ...notPursued,
    escalated: undefined,
    lastDay: data.dueOn,
  }
}

const whileStanding = (state: Standing, event: RemediationEvent): RemediationState => {
  switch (event.type) {
    case 'RemediationPlanSubmitted':
      return { ...state, remedyPlan: 'submitted' }
    case 'RemediationPlanApproved':
      return { ...state, remedyPlan: 'approved' }
    case 'RemediationPlanReturned':
      return { ...state, remedyPlan: 'returned' }
    case 'CompletionClaimed': {
      const { happenedOn, late } = event.data
      return { ...state, status: 'claimed', claimedLate: late, since: happenedOn }
    }
    case 'CompletionVerified': {
      const { happenedOn, verifiedBy } = event.data
      const closed = closedOn(obligationOf(state), happenedOn)
      return { ...closed, status: 'verified', verifiedBy }
    }
    case 'CompletionRejected': {
      const { happenedOn, lastDay } = event.data
      return { ...obligationOf(state), status: 'open', since: happenedOn, lastDay }
    }
    case 'ExtensionGranted':
      return { ...state, ...dueFrom(state, event.data), ...notPursued }
    case 'RemediationOverdue':
      return {
        ...state,
        pursuit: 'overdue',
        pursuedOn: event.data.happenedOn,
        escalateFrom: event.data.escalation.date,
      }
    case 'AgencyUrged':
      return { ...state, pursuit: 'urged', pursuedOn: event.data.happenedOn }
    case 'RemediationEscalated':
      return {
        ...state,
        pursuit: 'escalated',
        pursuedOn: event.data.happenedOn,
        escalated: { on: event.data.happenedOn, missedOn: state.lastDay },
      }
    case 'FollowUpRequested': {
      const { happenedOn: pursuedOn, takenBy } = event.data
      return { ...state, pursuit: takenBy === undefined ? 'owed' : 'taken', pursuedOn }
    }
    case 'DemandAmended':
      return amended(state, event.data)
    case 'RemediationAnnulled':
      return annulled(state, event.data)
    case 'RemediationTransferred': {
      const { happenedOn, subjectId, responsiblePostId } = event.data
      const holders = [...state.holders, { from: happenedOn, is: subjectId }]
      return { ...state, subjectId, responsiblePostId, holders }
    }
    default:
      return state
  }
}

const notPursued = { pursuit: 'none', pursuedOn: undefined, escalateFrom: undefined } as const

const amended = <S extends Standing>(state: S, data: Data<'DemandAmended'>): S => {
  const { area, text, responsiblePostId, acceptanceTest, condition, severity } = data
  return {
    ...state,
    ...{ area, text, responsiblePostId, acceptanceTest, condition, severity },
    ...(data.dueOn === data.dueBefore ? {} : dueFrom(state, data)),
    ...(data.overdueLifted ? notPursued : {}),
  }
}

/** It is due on another day, from the day of the act on. */
const dueFrom = (
  { dues }: Obligation,
  { happenedOn, dueOn }: { readonly happenedOn: CivilDate; readonly dueOn: CivilDate },
) => ({ dueOn, lastDay: dueOn, dues: [...dues, { from: happenedOn, is: dueOn }] })

const annulled = (
  state: Exclude<RemediationState, { readonly status: 'none' }>,
  { happenedOn }: Data<'RemediationAnnulled'>,
): RemediationState => ({ ...closedOn(obligationOf(state), happenedOn), status: 'annulled' })

const reopened = (
  state: Obligation,
  { happenedOn, dueOn }: Data<'RemediationReopened'>,
): RemediationState => ({
  ...obligationOf(state),
  status: 'open',
  spans: [...state.spans, { from: happenedOn, until: undefined }],
  since: happenedOn,
  remedyPlan: 'none',
  ...notPursued,
  ...dueFrom(state, { happenedOn, dueOn }),
})

/** What is known of it in every status. */
const obligationOf = (state: Obligation): Obligation => {
  const { remediationId, source, area, text, acceptanceTest, responsiblePostId, condition } = state
  const { severity, planId, planIssuerId, leadAgencyId, verifierId, escalationAfter } = state
  const { subjectId, holders, dueOn, dues, spans, since, remedyPlan, pursuit } = state
  const { pursuedOn, escalateFrom, escalated, lastDay } = state
  return {
    ...{ remediationId, source, area, text, acceptanceTest, responsiblePostId, condition },
    ...{ severity, planId, planIssuerId, leadAgencyId, verifierId, escalationAfter },
    ...{ subjectId, holders, dueOn, dues, spans, since, remedyPlan, pursuit },
    ...{ pursuedOn, escalateFrom, escalated, lastDay },
  }
}

/** Closed from a day on; one that was closed stays so. */
const closedOn = (state: Obligation, on: CivilDate): Obligation => {
  const last = state.spans.at(-1)
  if (last === undefined || last.until !== undefined) return { ...state, since: on }
  const span = { from: last.from, until: on }
  return { ...state, spans: [...state.spans.slice(0, -1), span], since: on, ...notPursued }
}
