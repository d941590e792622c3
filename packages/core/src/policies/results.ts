/**
 * Results: a plan is told what was reached and is owed under it, so that its closing is held against
 * that and not against a list of the closer's own (R1).
 *
 * A conclusion reaches the target that its inspection carries out; revoked, it doesn't. What is opened,
 * or opened again, is owed under the plan in whose standing order it stands, until it is verified or
 * annulled. The plan is told of each as it comes, after its end, too; of an inspection nothing before
 * its conclusion, so nothing is told that is secret (R9).
 *
 * An instance is a plan. What is told depends on the cause alone.
 */
import { type CommandRefused, policy, type Recorded, refusalsOf } from '@kiemtra/kernel'
import { Inspection, type InspectionEvent } from '../inspection/index.ts'
import { Plan } from '../plan/index.ts'
import { TELLS_RESULTS } from '../plan/shapes.ts'
import { Remediation, type RemediationEvent } from '../remediation/index.ts'
import { dayOf } from './shared.ts'
import { noWants, refusedIn, wantedOn, wantPlan, type Wants, wants } from './wants.ts'

// ------------------------------------------------------------------- model

type Heard = InspectionEvent | RemediationEvent | CommandRefused

type Remembering = Readonly<Record<string, string>>

// ------------------------------------------------------------------ result

/** What an event comes to for its plan; `undefined`: nothing. */
const resultOf = (event: Heard, { targetId }: Remembering) => {
  switch (event.type) {
    case 'ConclusionIssued':
    case 'ConclusionRevoked': {
      const { inspectionId } = event.data
      const kind = event.type === 'ConclusionIssued' ? 'reached' : 'revoked'
      return targetId === undefined ? undefined : ({ kind, targetId, inspectionId } as const)
    }
    case 'RemediationOpened':
    case 'RemediationReopened':
      return { kind: 'owed', obligationId: event.data.remediationId } as const
    case 'CompletionVerified':
    case 'RemediationAnnulled':
      return { kind: 'settled', obligationId: event.data.remediationId } as const
    default:
      return undefined
  }
}

const evolve = (state: Wants, recorded: Recorded<Heard>, remembered: Remembering): Wants => {
  const { event } = recorded
  if (event.type === 'CommandRefused') return refusedIn(state, recorded, event)
  const result = resultOf(event, remembered)
  const { planId, leadAgencyId } = remembered
  if (result === undefined || planId === undefined || leadAgencyId === undefined) return state
  const data = { planId, happenedOn: dayOf(recorded.meta), result }
  return wants(state, recorded, [wantPlan(planId, { type: 'RecordResult', data }, leadAgencyId)])
}

// -------------------------------------------------------------------- react

/** A plan is told of each result as it comes. */
export const results = policy<Wants>()({
  name: TELLS_RESULTS,
  from: [Inspection, Remediation, refusalsOf(Plan)],
  sends: ['plan'],
  links: ({ event }) => {
    switch (event.type) {
      case 'InspectionProposed': {
        const { planId, targetId, leadAgencyId } = event.data
        return { planId, leadAgencyId, targetId }
      }
      case 'RemediationOpened': {
        const { planId, leadAgencyId } = event.data
        return { planId, leadAgencyId }
      }
      default:
        return undefined
    }
  },
  key: ({ event }, remembered) =>
    // Refusals find whoever asked.
    event.type === 'CommandRefused' || resultOf(event, remembered) === undefined
      ? undefined
      : remembered['planId'],
  initialState: noWants,
  evolve,
  react: wantedOn,
})
