/**
 * Pilots (R24): tried out somewhere, judged by somebody else; or waived, with a reason.
 */
import { isLeft } from 'fp-ts/lib/Either.js'
import { existsOn } from '../../agency/state.ts'
import { accept, reject } from '../../vocabulary/decision.ts'
import { occurred } from '../../vocabulary/occurrence.ts'
import { notSigned } from '../../vocabulary/official-document.ts'
import { agencyIn, type InitiativeFacts } from '../needs.ts'
import { lastOutcome, pilotUnderWay } from '../state.ts'
import { havingASay, outside, sayRefused } from './say.ts'
import {
  aboutInitiative,
  actorRefused,
  type Asked,
  type Decision,
  forceRefused,
  type Looked,
  withTakers,
} from './types.ts'

/**
 * One at a time, at agencies that are there on its first day (R26), led by one that has a say in the
 * initiative or has assessed it. It binds nobody: which agencies take part is between them.
 */
export const startPilot = (
  { data, meta }: Asked<'StartPilot'>,
  state: Looked,
  facts: InitiativeFacts,
): Decision => {
  const { happenedOn, agencies, from, until, lead } = data
  const when = occurred(happenedOn, meta)
  if (isLeft(when)) return when
  const running = pilotUnderWay(state)
  if (running !== undefined) {
    return reject({ _tag: 'PilotUnderWay', rule: 'lifecycle', until: running.until })
  }
  const refusal =
    actorRefused(meta.actor, lead) ??
    forceRefused(facts, happenedOn, lead) ??
    forceRefused(facts, from, ...agencies) ??
    sayRefused(lead, [...havingASay(state, facts), ...state.assessedBy], facts)
  if (refusal !== undefined) return reject(refusal)
  if (from < happenedOn || until < from) {
    const earliest = from < happenedOn ? happenedOn : from
    return reject({ _tag: 'PilotDatesOutOfOrder', rule: 'lifecycle', earliest })
  }
  return accept({
    type: 'PilotStarted',
    data: { ...aboutInitiative(state, when.right), agencies, from, until, lead },
  })
}

/**
 * R24: by the agency that led it, or one that has a say in the initiative or has assessed it; but none
 * that took part or thought of it, nor took over from one that did.
 * It may fail before its last day; it succeeds on that day at the earliest, where at least one of its
 * agencies was still there (R26).
 */
export const evaluatePilot = (
  { data, meta }: Asked<'EvaluatePilot'>,
  state: Looked,
  facts: InitiativeFacts,
): Decision => {
  const { happenedOn, evaluatedBy, outcome, summary } = data
  const when = occurred(happenedOn, meta)
  if (isLeft(when)) return when
  const { initiativeId, originId } = state
  const pilot = pilotUnderWay(state)
  if (pilot === undefined) {
    return reject({ _tag: 'NoPilotUnderWay', rule: 'lifecycle', initiativeId })
  }
  const { agencies, from, until } = pilot
  const refusal =
    actorRefused(meta.actor, evaluatedBy) ?? forceRefused(facts, happenedOn, evaluatedBy)
  if (refusal !== undefined) return reject(refusal)
  if (withTakers(facts, originId, ...agencies).includes(evaluatedBy)) {
    return reject({ _tag: 'EvaluatedByItsOwn', rule: 'R24', agencyId: evaluatedBy })
  }
  const judges = [pilot.lead, ...outside(state, facts), ...state.assessedBy]
  const noSay = sayRefused(evaluatedBy, judges, facts)
  if (noSay !== undefined) return reject(noSay)
  if (happenedOn < from) {
    const earliest = from
    return reject({ _tag: 'InitiativeOutOfOrder', rule: 'lifecycle', initiativeId, earliest })
  }
  const ended = agencies.filter((id) => !existsOn(agencyIn(facts, id), until))
  if (outcome === 'successful') {
    if (happenedOn < until) return reject({ _tag: 'PilotNotOver', rule: 'R24', until })
    if (ended.length === agencies.length) {
      return reject({ _tag: 'PilotNotCarriedThrough', rule: 'R24', until })
    }
  }
  const about = aboutInitiative(state, when.right)
  return accept({
    type: 'PilotEvaluated',
    data: { ...about, agencies, ended, evaluatedBy, outcome, summary },
  })
}

/** R24: from outside, and no way round a pilot that is under way, or that has failed. */
export const waivePilot = (
  { data, meta }: Asked<'WaivePilot'>,
  state: Looked,
  facts: InitiativeFacts,
): Decision => {
  const { happenedOn, document, reason } = data
  const when = occurred(happenedOn, meta)
  if (isLeft(when)) return when
  const { initiativeId } = state
  const running = pilotUnderWay(state)
  if (running !== undefined) {
    return reject({ _tag: 'PilotUnderWay', rule: 'lifecycle', until: running.until })
  }
  if (state.pilotWaived) {
    return reject({ _tag: 'PilotWaivedAlready', rule: 'lifecycle', initiativeId })
  }
  if (lastOutcome(state) === 'unsuccessful') {
    return reject({ _tag: 'PilotHasFailed', rule: 'R24', initiativeId })
  }
  const refusal =
    actorRefused(meta.actor, document.issuer) ??
    notSigned(document, happenedOn) ??
    forceRefused(facts, happenedOn, document.issuer) ??
    sayRefused(document.issuer, outside(state, facts), facts)
  if (refusal !== undefined) return reject(refusal)
  return accept({
    type: 'PilotWaived',
    data: { ...aboutInitiative(state, when.right), document, reason },
  })
}
