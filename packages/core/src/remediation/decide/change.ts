/**
 * What changes an obligation: more time before it is due, a corrected or annulled demand (R17), a
 * successor (R26), a verification that doesn't hold. A due date moves by these alone.
 */
import { accept, reject } from '../../vocabulary/decision.ts'
import { existsOn } from '../../agency/state.ts'
import { recordedOn } from '../../vocabulary/occurrence.ts'
import { notSigned } from '../../vocabulary/official-document.ts'
import type { RemediationEvent } from '../events.ts'
import type { RemediationFacts } from '../needs.ts'
import type { RemediationRejection } from '../rejections.ts'
import type { Obligation, RemediationState, Standing } from '../state.ts'
import {
  type Asked,
  authorityRefused,
  type Context,
  type Decision,
  dueRefused,
  judgementRefused,
  postRefused,
  pursuers,
  type Refusal,
} from './types.ts'

type Begun = Exclude<RemediationState, { readonly status: 'none' }>

/**
 * R16: granted by the last day on which it isn't overdue, whenever that is recorded: the document has
 * its date. A grant that is told of late lifts the overdue mark that was set meanwhile.
 */
export const grantExtension = (
  { data, meta }: Asked<'GrantExtension'>,
  state: Standing,
  { when }: Context,
): Decision => {
  const { subjectId, dueOn: dueBefore, lastDay } = state
  const refusal =
    judgementRefused(state, meta.actor, data.document) ?? notSigned(data.document, when.happenedOn)
  if (refusal !== undefined) return reject(refusal)
  if (when.happenedOn > lastDay) {
    return reject({ _tag: 'ExtensionAfterDueDate', rule: 'R16', dueOn: lastDay })
  }
  if (data.dueOn <= lastDay) {
    return reject({ _tag: 'NotALaterDueDate', rule: 'R16', dueOn: lastDay })
  }
  return accept({ type: 'ExtensionGranted', data: { ...data, subjectId, ...when, dueBefore } })
}

// ------------------------------------------------------- amended, annulled

type Amended = Extract<RemediationEvent, { readonly type: 'DemandAmended' }>['data']
type Demanded = Pick<
  Amended,
  'area' | 'text' | 'responsiblePostId' | 'acceptanceTest' | 'dueOn' | 'condition' | 'severity'
>

/**
 * R17: as the conclusion says now, told by who pursues it; a demand that no conclusion has, by a
 * document.
 */
export const amend = (
  { data, meta }: Asked<'AmendDemand'>,
  state: Standing,
  { when, facts }: Context,
): Decision => {
  const { remediationId, subjectId, source, area, text, responsiblePostId, acceptanceTest } = state
  const { condition, severity, dueOn: dueBefore } = state
  const before = { area, text, responsiblePostId, acceptanceTest, condition, severity }
  let now: Demanded = { ...before, dueOn: dueBefore }
  let by: Amended['by']
  if (data.by.kind === 'conclusion') {
    const unauthorised = authorityRefused(meta.actor, pursuers(state))
    if (unauthorised !== undefined) return reject(unauthorised)
    if (source.kind !== 'conclusion') {
      return reject({ _tag: 'NoConclusionToFollow', rule: 'R17', remediationId })
    }
    const { inspectionId, demandId } = source
    const said = demandNow(state, facts)
    if (said === undefined) {
      return reject({ _tag: 'ConclusionWithoutDemand', rule: 'R16', inspectionId, demandId })
    }
    now = said
    by = { kind: 'conclusion', inspectionId }
  } else {
    if (source.kind === 'conclusion') {
      const { inspectionId } = source
      return reject({ _tag: 'ConclusionSaysOtherwise', rule: 'R17', inspectionId })
    }
    const { document, reason, changes } = data.by
    now = { ...now, ...changes }
    by = { kind: 'document', document, reason }
    const refusal =
      judgementRefused(state, meta.actor, document) ??
      notSigned(document, when.happenedOn) ??
      (now.dueOn === dueBefore ? undefined : dueRefused(now.dueOn, when)) ??
      (now.responsiblePostId === responsiblePostId
        ? undefined
        : postRefused(facts.subject, subjectId, now.responsiblePostId))
    if (refusal !== undefined) return reject(refusal)
  }
  const same = { ...before, dueOn: dueBefore }
  if (!DEMANDED.some((field) => now[field] !== same[field])) {
    return reject({ _tag: 'NothingAmended', rule: 'lifecycle', remediationId })
  }
  const overdueLifted =
    state.pursuit !== 'none' && now.dueOn !== dueBefore && now.dueOn >= recordedOn(when)
  return accept({
    type: 'DemandAmended',
    data: { remediationId, subjectId, ...when, by, ...now, dueBefore, overdueLifted },
  })
}

const DEMANDED = [
  'area',
  'text',
  'responsiblePostId',
  'acceptanceTest',
  'dueOn',
  'condition',
  'severity',
] as const satisfies ReadonlyArray<keyof Demanded>

/** The demand as its inspection has it today; `undefined` where it has none any more. */
const demandNow = (
  { source, responsiblePostId, holders, dueOn, dues }: Obligation,
  { inspection }: RemediationFacts,
): Demanded | undefined => {
  if (source.kind !== 'conclusion' || inspection?.status !== 'concluded') return undefined
  const demand = inspection.demands.get(source.demandId)
  const finding = demand === undefined ? undefined : inspection.findings.get(demand.findingId)
  if (demand === undefined || finding === undefined) return undefined
  const { area, text, acceptanceTest } = demand
  return {
    ...{ area, text, acceptanceTest },
    condition: finding.statement.condition,
    severity: finding.severity,
    // A post of the first holder means nothing to a successor, who has one of its own (R26).
    responsiblePostId: holders.length > 1 ? responsiblePostId : demand.responsiblePostId,
    // An extension stands, unless the correction says another day than the conclusion did.
    dueOn: dues.some(({ is }) => is === demand.dueOn) ? dueOn : demand.dueOn,
  }
}

/** R17: what its conclusion no longer demands; another obligation, by a document. */
export const annul = (
  { data, meta }: Asked<'AnnulRemediation'>,
  state: Begun,
  { when, facts: { inspection } }: Context,
): Decision => {
  const { remediationId, subjectId, source } = state
  if (data.by.kind === 'conclusion') {
    const unauthorised = authorityRefused(meta.actor, pursuers(state))
    if (unauthorised !== undefined) return reject(unauthorised)
    if (source.kind !== 'conclusion') {
      return reject({ _tag: 'NoConclusionToFollow', rule: 'R17', remediationId })
    }
    const { inspectionId, demandId } = source
    const isGone =
      inspection?.status === 'revoked' ||
      (inspection?.status === 'concluded' && inspection.annulled.has(demandId))
    if (!isGone) return reject({ _tag: 'ConclusionSaysOtherwise', rule: 'R17', inspectionId })
    return accept({
      type: 'RemediationAnnulled',
      data: { remediationId, subjectId, ...when, by: { kind: 'conclusion', inspectionId } },
    })
  }
  if (source.kind === 'conclusion') {
    const { inspectionId } = source
    return reject({ _tag: 'ConclusionSaysOtherwise', rule: 'R17', inspectionId })
  }
  const refusal =
    judgementRefused(state, meta.actor, data.by.document) ??
    notSigned(data.by.document, when.happenedOn)
  if (refusal !== undefined) return reject(refusal)
  return accept({
    type: 'RemediationAnnulled',
    data: { remediationId, subjectId, ...when, by: data.by },
  })
}

// ------------------------------------------------------ transfer, reopening

/** R26: to the one that the register names as taker, from the end of the holder on. */
export const transfer = (
  { data, meta }: Asked<'TransferRemediation'>,
  state: Standing,
  { when, facts: { subject, taker } }: Context,
): Decision => {
  const { remediationId, subjectId: fromId } = state
  const { toId } = data
  const unauthorised = authorityRefused(meta.actor, [...pursuers(state), fromId, toId])
  if (unauthorised !== undefined) return reject(unauthorised)
  if (
    toId === fromId ||
    subject?.status !== 'dissolved' ||
    existsOn(subject, when.happenedOn) ||
    subject.takerId !== toId
  ) {
    return reject({ _tag: 'NotTheTaker', rule: 'R26', agencyId: toId })
  }
  const head =
    taker === undefined || taker.status === 'unregistered'
      ? undefined
      : taker.posts.find(({ rank }) => rank === 'head')?.postId
  const responsiblePostId = data.responsiblePostId ?? head ?? state.responsiblePostId
  const noPost = postRefused(taker, toId, responsiblePostId)
  if (noPost !== undefined) return reject(noPost)
  return accept({
    type: 'RemediationTransferred',
    data: { remediationId, subjectId: toId, ...when, fromId, responsiblePostId },
  })
}

/** R17: by a document, with another due date; not where the conclusion no longer demands it. */
export const reopen = (
  { data, meta }: Asked<'ReopenRemediation'>,
  state: Begun,
  { when, facts: { inspection } }: Context,
): Decision => {
  const { subjectId, source } = state
  const refusal =
    judgementRefused(state, meta.actor, data.document) ??
    notSigned(data.document, when.happenedOn) ??
    goneRefused(source, inspection) ??
    dueRefused(data.dueOn, when)
  if (refusal !== undefined) return reject(refusal)
  return accept({ type: 'RemediationReopened', data: { ...data, subjectId, ...when } })
}

const goneRefused = (
  source: Obligation['source'],
  inspection: RemediationFacts['inspection'],
): Refusal => {
  if (source.kind !== 'conclusion') return undefined
  const { inspectionId, demandId } = source
  const gone: RemediationRejection = {
    _tag: 'ConclusionWithoutDemand',
    rule: 'R16',
    ...{ inspectionId, demandId },
  }
  return inspection?.status === 'concluded' && inspection.demands.has(demandId) ? undefined : gone
}
