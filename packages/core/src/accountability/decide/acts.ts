/**
 * What becomes of a matter: explanation, decision, apology, withdrawal, transfer.
 */
import type { Actor } from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import { type AgencyState, existsOn } from '../../agency/state.ts'
import { actsFor } from '../../vocabulary/actor.ts'
import { accept, reject } from '../../vocabulary/decision.ts'
import { dueAfter } from '../../vocabulary/due.ts'
import type { AgencyId } from '../../vocabulary/ids.ts'
import { recordedOn } from '../../vocabulary/occurrence.ts'
import { notSigned, type OfficialDocument } from '../../vocabulary/official-document.ts'
import { transferRefused } from '../../vocabulary/transfer.ts'
import type { AccountabilityFacts } from '../needs.ts'
import type { AccountabilityState, Matter } from '../state.ts'
import { competentFor } from './competence.ts'
import type { Asked, Context, Decision, Refusal } from './types.ts'

type In<Status extends AccountabilityState['status']> = Extract<
  AccountabilityState,
  { readonly status: Status }
>

// --------------------------------------------------------------- who acts

/** R23: the competent authority acts, by a document of its own. */
const competentRefused = (
  { competentId }: Matter,
  actor: Actor,
  { issuer }: OfficialDocument,
): Refusal =>
  actsFor(actor, competentId) && issuer === competentId
    ? undefined
    : { _tag: 'NotTheCompetentAuthority', rule: 'R23', competentId }

/** Who answers: the agency, or the head of that day, wherever that person serves now. */
const answers = ({ agencyId, about }: Matter, actor: Actor): boolean =>
  actsFor(actor, agencyId) ||
  (actor.kind === 'official' && about.kind === 'post' && about.head?.personId === actor.personId)

// ------------------------------------------------------ explanation (R23)

/** Asked once, with time to answer: at least the day after the request is known. */
export const requestExplanation = (
  { data, meta }: Asked<'RequestExplanation'>,
  state: In<'open' | 'asked' | 'explained'>,
  { when, calendar }: Context,
): Decision => {
  const { matterId, agencyId } = state
  const refusal =
    competentRefused(state, meta.actor, data.document) ?? notSigned(data.document, when.happenedOn)
  if (refusal !== undefined) return reject(refusal)
  if (state.status !== 'open') {
    return reject({ _tag: 'ExplanationAlreadyRequested', rule: 'lifecycle', matterId })
  }
  const on = recordedOn(when)
  const explanation = dueAfter(on, data.due, calendar)
  if (isLeft(explanation)) return explanation
  const { date: until } = explanation.right
  if (until <= on) return reject({ _tag: 'NoTimeToExplain', rule: 'R23', until })
  return accept({
    type: 'WrittenExplanationRequested',
    data: {
      matterId,
      agencyId,
      ...when,
      document: data.document,
      explanation: explanation.right,
    },
  })
}

/** Late is marked, not refused: until the decision, what is said is heard. */
export const giveExplanation = (
  { data, meta }: Asked<'GiveExplanation'>,
  state: In<'open' | 'asked' | 'explained'>,
  { when }: Context,
): Decision => {
  const { matterId, agencyId } = state
  if (!answers(state, meta.actor)) return reject({ _tag: 'NotWhoAnswers', rule: 'R23', agencyId })
  if (state.status !== 'asked') {
    return reject({ _tag: 'NoExplanationRequested', rule: 'lifecycle', matterId })
  }
  const late = recordedOn(when) > state.explainUntil
  return accept({ type: 'WrittenExplanationGiven', data: { ...data, agencyId, ...when, late } })
}

// ------------------------------------------------------------ decision (R23)

/** Only the competent authority, only after an explanation or after its time; discipline is for persons. */
export const decideMatter = (
  { data, meta }: Asked<'DecideMatter'>,
  state: In<'open' | 'asked' | 'explained'>,
  { when }: Context,
): Decision => {
  const { matterId, agencyId, competentId: decidedBy, about } = state
  const refusal =
    competentRefused(state, meta.actor, data.document) ?? notSigned(data.document, when.happenedOn)
  if (refusal !== undefined) return reject(refusal)
  if (state.status === 'open') {
    return reject({ _tag: 'ExplanationNotRequested', rule: 'R23', matterId })
  }
  // The day of the act: a decision that is dated before the time was over isn't saved by its late record.
  if (state.status === 'asked' && when.happenedOn <= state.explainUntil) {
    return reject({ _tag: 'ExplanationTimeOpen', rule: 'R23', until: state.explainUntil })
  }
  const { outcome } = data
  if (outcome === 'referred-for-discipline' && about.kind === 'organisation') {
    return reject({ _tag: 'OutcomeForPersonsOnly', rule: 'R23', outcome })
  }
  const explained = state.status === 'explained'
  return accept({
    type: 'MatterDecided',
    data: { ...data, agencyId, ...when, decidedBy, explained },
  })
}

/** The apology that was decided, once, by who answers. */
export const recordApology = (
  { data, meta }: Asked<'RecordApology'>,
  state: In<'decided'>,
  { when }: Context,
): Decision => {
  const { matterId, agencyId } = state
  if (!answers(state, meta.actor)) return reject({ _tag: 'NotWhoAnswers', rule: 'R23', agencyId })
  const unsigned = notSigned(data.document, when.happenedOn)
  if (unsigned !== undefined) return reject(unsigned)
  if (state.outcome !== 'apology') {
    return reject({ _tag: 'ApologyNotDecided', rule: 'lifecycle', matterId })
  }
  if (state.apologisedOn !== undefined) {
    return reject({ _tag: 'ApologyAlreadyRecorded', rule: 'lifecycle', matterId })
  }
  return accept({ type: 'ApologyRecorded', data: { ...data, agencyId, ...when } })
}

// ---------------------------------------------------------------- withdrawal

/** By the competent authority's document; or, undecided, because what raised it is gone (R17). */
export const withdraw = (
  { data, meta }: Asked<'WithdrawMatter'>,
  state: In<'open' | 'asked' | 'explained' | 'decided'>,
  { when, facts }: Context,
): Decision => {
  const { matterId, agencyId } = state
  if (data.by.kind === 'document') {
    const refusal =
      competentRefused(state, meta.actor, data.by.document) ??
      notSigned(data.by.document, when.happenedOn)
    if (refusal !== undefined) return reject(refusal)
  } else {
    const agencies = withdrawers(state, facts)
    if (!actsFor(meta.actor, ...agencies)) {
      return reject({ _tag: 'NotWhoRaisesIt', rule: 'R23', agencies })
    }
    if (state.status === 'decided' || !isGone(state, facts)) {
      // What was decided stands until its author takes it back, whatever became of its ground.
      return reject({ _tag: 'SourceStillThere', rule: 'R17', matterId })
    }
  }
  return accept({ type: 'MatterWithdrawn', data: { ...data, agencyId, ...when } })
}

/** Who could raise it by what raised it, and who would decide: not the agency that answers. */
const withdrawers = (
  { planIssuerId, competentId }: Matter,
  { inspection, remediation }: AccountabilityFacts,
): ReadonlyArray<AgencyId> => {
  const own = [planIssuerId, competentId]
  if (inspection !== undefined && inspection.status !== 'none') {
    own.push(inspection.leadAgencyId, inspection.concludedBy)
  }
  if (remediation !== undefined && remediation.status !== 'none') {
    own.push(remediation.leadAgencyId, remediation.verifierId)
  }
  return [...new Set(own)]
}

const isGone = ({ source }: Matter, { inspection, remediation }: AccountabilityFacts): boolean =>
  source.kind === 'escalation'
    ? remediation?.status === 'annulled'
    : inspection?.status === 'revoked'

// ------------------------------------------------------------ transfer (R26)

/** The agency that answers, or the one that decides, has ended: who took it over goes on. */
export const transfer = (
  { data, meta }: Asked<'TransferMatter'>,
  state: In<'open' | 'asked' | 'explained' | 'decided'>,
  { when, facts: { agency, competent, taker } }: Context,
): Decision => {
  const { matterId, agencyId, about, competentId, planIssuerId } = state
  const { toId } = data
  const unauthorised = transferRefused(meta.actor, agencyId, competentId, planIssuerId, toId)
  if (unauthorised !== undefined) return reject(unauthorised)
  const answererMoves = toId !== agencyId && tookOver(agency, toId, when.happenedOn)
  const deciderMoves = toId !== competentId && tookOver(competent, toId, when.happenedOn)
  if (!answererMoves && !deciderMoves) {
    return reject({ _tag: 'NeitherTookOver', rule: 'R26', toId })
  }
  if (taker === undefined || taker.status === 'unregistered') {
    return reject({ _tag: 'NeitherTookOver', rule: 'R26', toId })
  }
  const answering = answererMoves ? toId : agencyId
  const decides = answererMoves
    ? competentFor(about, toId, taker, planIssuerId)
    : toId === agencyId && !(about.kind === 'post' && about.rank !== 'head')
      ? otherThan(agencyId, taker.superiorId ?? planIssuerId)
      : toId
  // R23: nobody is left to decide where the register still has what has ended above the agency.
  if (decides === undefined || (!answererMoves && decides === competentId)) {
    return reject({ _tag: 'NoCompetentAuthority', rule: 'R23', agencyId: answering })
  }
  const fromId = answererMoves ? agencyId : competentId
  return accept({
    type: 'MatterTransferred',
    data: { matterId, agencyId: answering, ...when, fromId, toId, competentId: decides },
  })
}

const otherThan = (agencyId: AgencyId, one: AgencyId): AgencyId | undefined =>
  one === agencyId ? undefined : one

const tookOver = (
  ended: AgencyState | undefined,
  toId: AgencyId,
  on: Parameters<typeof existsOn>[1],
): boolean => ended?.status === 'dissolved' && !existsOn(ended, on) && ended.takerId === toId
