/**
 * Rules of what follows a conclusion, R17, R21, R22 and R24.
 */
import { Initiative, inspectionFold, Remediation, type RemediationEvent } from '@kiemtra/core'
import { streamOf } from '@kiemtra/kernel'
import { sightOf } from '../sight.ts'
import { ofEach, type Rule, streamsOf } from './rule.ts'

/** R17, R22: what a conclusion demands is followed up, whatever has gone wrong meanwhile. */
export const losesNoObligation: Rule = (log, { isAtRest, policies: present }) => {
  if (!isAtRest || !present.includes('followUp')) return true
  const opened = new Set(
    log.filter(({ type }) => type === 'RemediationOpened').map(({ stream }) => stream),
  )
  const sight = sightOf(log)
  for (const id of sight.idsOf('inspection')) {
    const state = sight.stateOf(inspectionFold, id)
    if (state.status !== 'concluded') continue
    for (const demandId of state.demands.keys()) {
      const stream = streamOf('kiemtra', 'remediation', demandId)
      if (!opened.has(stream)) return `${stream}, a demand of ${id}, was never opened`
    }
  }
  return true
}

/** R21: who has held an obligation doesn't verify that it is met. */
export const verifiedFromOutside: Rule = ofEach(Remediation, (events) => {
  const holders = new Set<string>()
  for (const { type, data } of events) {
    holders.add(data.subjectId)
    if (type === 'RemediationTransferred') holders.add(data.fromId)
    if (
      (type === 'CompletionVerified' || type === 'CompletionRejected') &&
      holders.has(data.verifiedBy)
    ) {
      return `${data.verifiedBy} has held it, and has said whether it is met`
    }
  }
  return undefined
})

type Step = 'RemediationOverdue' | 'AgencyUrged' | 'RemediationEscalated' | 'FollowUpRequested'

/** The steps of pursuit that each presupposes. */
const before: Readonly<Record<Step, Step | undefined>> = {
  RemediationOverdue: undefined,
  AgencyUrged: 'RemediationOverdue',
  RemediationEscalated: 'AgencyUrged',
  FollowUpRequested: 'RemediationEscalated',
}
const isStep = (type: string): type is Step => Object.hasOwn(before, type)

/** Whether an event ends the pursuit so far: there is nothing to pursue, or more time. */
const endsPursuit = ({ type, data }: RemediationEvent): boolean =>
  type === 'ExtensionGranted' ||
  type === 'RemediationReopened' ||
  type === 'CompletionVerified' ||
  type === 'RemediationAnnulled' ||
  (type === 'DemandAmended' && data.overdueLifted)

/** R22: overdue → urged → escalated → a follow-up asked for, and no step without the one before it. */
export const pursuesInOrder: Rule = ofEach(Remediation, (events) => {
  const taken = new Set<Step>()
  for (const event of events) {
    if (endsPursuit(event)) taken.clear()
    if (!isStep(event.type)) continue
    const needed = before[event.type]
    if (needed !== undefined && !taken.has(needed)) return `${event.type} without ${needed}`
    taken.add(event.type)
  }
  return undefined
})

/**
 * R22: at rest, who is overdue has been urged, and the superior's being told has led to a follow-up; unless
 * a claim waits to be examined, or somebody has refused the policy.
 */
export const pursuesOn: Rule = (log, { isAtRest, policies: present }) => {
  if (!isAtRest || !present.includes('escalation')) return true
  const refused = new Set(
    log
      .filter(({ type, meta }) => type === 'CommandRefused' && meta.actor.kind === 'policy')
      .map(({ stream }) => stream),
  )
  for (const [stream, recorded] of streamsOf(Remediation, log)) {
    let last: Step | undefined
    let isClaimed = false
    for (const { event } of recorded) {
      const { type } = event
      if (type === 'CompletionClaimed') isClaimed = true
      // More time leaves a claim where it is: to be examined.
      if (type === 'CompletionRejected' || type === 'RemediationReopened') isClaimed = false
      if (endsPursuit(event)) last = undefined
      if (isStep(event.type)) last = event.type
    }
    if (isClaimed || refused.has(stream)) continue
    if (last === 'RemediationOverdue') return `${stream} is overdue, and nobody was urged`
    if (last === 'RemediationEscalated') return `${stream}: no follow-up was asked for`
  }
  return true
}

/** R24: recognised after it was assessed, replicated after a pilot that went well or a waiver. */
export const replicatesWhatWasTried: Rule = ofEach(Initiative, (events) => {
  const seen = new Set<string>()
  for (const { type, data } of events) {
    seen.add(type)
    if (type === 'PilotEvaluated' && data.outcome === 'successful') seen.add('tried')
    if (type === 'InitiativeRecognised' && !seen.has('InitiativeAssessed')) {
      return 'it was recognised, and nobody had assessed it'
    }
    if (type !== 'ReplicationStarted') continue
    if (!seen.has('InitiativeRecognised')) return 'it is replicated, and nobody has recognised it'
    if (!seen.has('tried') && !seen.has('PilotWaived')) {
      return 'it is replicated, and was neither tried nor was that waived'
    }
  }
  return undefined
})
