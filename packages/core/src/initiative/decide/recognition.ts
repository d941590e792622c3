/**
 * From the record to the recognition (R24): found by an inspection, an agency or a contest; assessed
 * by others; recognised or declined.
 */
import { isLeft } from 'fp-ts/lib/Either.js'
import { accept, reject } from '../../vocabulary/decision.ts'
import type { AgencyId } from '../../vocabulary/ids.ts'
import { occurred } from '../../vocabulary/occurrence.ts'
import { notSigned } from '../../vocabulary/official-document.ts'
import { agencyIn, type InitiativeFacts } from '../needs.ts'
import type { InitiativeState } from '../state.ts'
import { havingASay, sayRefused } from './say.ts'
import {
  aboutInitiative,
  actorRefused,
  type Asked,
  type Decision,
  forceRefused,
  type Looked,
  type Refusal,
  withTakers,
} from './types.ts'

// ------------------------------------------------------------------ record

export const record = (
  { data, meta }: Asked<'RecordInitiative'>,
  facts: InitiativeFacts,
): Decision => {
  const { happenedOn, agencyId: originId, source, ...rest } = data
  const when = occurred(happenedOn, meta)
  if (isLeft(when)) return when
  const refusal =
    forceRefused(facts, happenedOn, originId) ??
    (source.kind === 'contest' ? notSigned(source.document, happenedOn) : undefined) ??
    findingRefused(data, facts) ??
    actorRefused(meta.actor, ...recordersOf(data, facts))
  if (refusal !== undefined) return reject(refusal)
  return accept({ type: 'InitiativeRecorded', data: { ...rest, ...when.right, originId, source } })
}

/** The agency itself, whoever held the contest, or those who answer for the inspection. */
const recordersOf = (
  { agencyId, source }: Asked<'RecordInitiative'>['data'],
  { inspection }: InitiativeFacts,
): ReadonlyArray<AgencyId> => {
  switch (source.kind) {
    case 'agency':
      return [agencyId]
    case 'contest':
      return [agencyId, source.document.issuer]
    case 'finding':
      return inspection === undefined || inspection.status === 'none'
        ? []
        : [inspection.concludedBy, inspection.leadAgencyId]
  }
}

/**
 * R24: the inspection has concluded on it, and found it at the agency or right below: the district is
 * inspected, and one of its wards has thought of it.
 */
const findingRefused = (
  { initiativeId, happenedOn, agencyId, source }: Asked<'RecordInitiative'>['data'],
  facts: InitiativeFacts,
): Refusal => {
  if (source.kind !== 'finding') return undefined
  const { inspectionId, findingId } = source
  const { inspection } = facts
  if (inspection?.status !== 'concluded') {
    return { _tag: 'FindingNotConcluded', rule: 'R24', inspectionId, findingId }
  }
  const { since: earliest } = inspection
  if (happenedOn < earliest) {
    return { _tag: 'InitiativeOutOfOrder', rule: 'lifecycle', initiativeId, earliest }
  }
  const finding = inspection.findings.get(findingId)
  const kind = finding?.statement.kind
  if (finding?.withdrawn !== false || (kind !== 'initiative' && kind !== 'achievement')) {
    return { _tag: 'NotAnInitiative', rule: 'R24', inspectionId, findingId }
  }
  const origin = agencyIn(facts, agencyId)
  const superiorId = origin.status === 'unregistered' ? undefined : origin.superiorId
  return agencyId === inspection.subjectId || superiorId === inspection.subjectId
    ? undefined
    : { _tag: 'FoundElsewhere', rule: 'R24', inspectionId, findingId, agencyId }
}

// -------------------------------------------------------------- assessment

/** R24: by another agency than the one it comes from, and than who took over from it; by each once. */
export const assess = (
  { data, meta }: Asked<'AssessInitiative'>,
  state: Looked | Extract<InitiativeState, { readonly status: 'recorded' }>,
  facts: InitiativeFacts,
): Decision => {
  const { happenedOn, assessedBy, initiativeId: _id, ...marks } = data
  const when = occurred(happenedOn, meta)
  if (isLeft(when)) return when
  const { originId } = state
  const refusal =
    actorRefused(meta.actor, assessedBy) ?? forceRefused(facts, happenedOn, assessedBy)
  if (refusal !== undefined) return reject(refusal)
  if (withTakers(facts, originId).includes(assessedBy)) {
    return reject({ _tag: 'AssessedByItsOrigin', rule: 'R24', originId })
  }
  if (state.status !== 'recorded' && state.assessedBy.includes(assessedBy)) {
    return reject({ _tag: 'AssessedByItAlready', rule: 'lifecycle', agencyId: assessedBy })
  }
  return accept({
    type: 'InitiativeAssessed',
    data: { ...marks, ...aboutInitiative(state, when.right), assessedBy },
  })
}

// ------------------------------------------------------------- recognition

/**
 * R24: after an assessment, whatever it recommends: the authority is advised, not bound. An agency
 * may recognise its own, as the law lets it at its own level; the assessment was another's.
 */
export const recognise = (
  { data, meta }: Asked<'RecogniseInitiative'>,
  state: Looked,
  facts: InitiativeFacts,
): Decision => {
  const { happenedOn, document } = data
  const when = occurred(happenedOn, meta)
  if (isLeft(when)) return when
  const refusal =
    recognisedRefused(state) ??
    actorRefused(meta.actor, document.issuer) ??
    notSigned(document, happenedOn) ??
    forceRefused(facts, happenedOn, document.issuer) ??
    sayRefused(document.issuer, havingASay(state, facts), facts)
  if (refusal !== undefined) return reject(refusal)
  return accept({
    type: 'InitiativeRecognised',
    data: { ...aboutInitiative(state, when.right), document },
  })
}

/** R24: by one that could have recognised it: for others it isn't theirs to end. */
export const decline = (
  { data, meta }: Asked<'DeclineInitiative'>,
  state: Looked,
  facts: InitiativeFacts,
): Decision => {
  const { happenedOn, declinedBy, reason } = data
  const when = occurred(happenedOn, meta)
  if (isLeft(when)) return when
  const refusal =
    recognisedRefused(state) ??
    actorRefused(meta.actor, declinedBy) ??
    forceRefused(facts, happenedOn, declinedBy) ??
    sayRefused(declinedBy, havingASay(state, facts), facts)
  if (refusal !== undefined) return reject(refusal)
  return accept({
    type: 'InitiativeDeclined',
    data: { ...aboutInitiative(state, when.right), declinedBy, reason },
  })
}

const recognisedRefused = ({ status, initiativeId }: Looked): Refusal =>
  status === 'assessed'
    ? undefined
    : { _tag: 'InitiativeAlreadyRecognised', rule: 'lifecycle', initiativeId }
