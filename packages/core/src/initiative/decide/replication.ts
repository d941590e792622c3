/**
 * Replication, agency by agency (R24: "nhân rộng trong toàn Thành phố"), and where it goes when an
 * agency ends (R26).
 */
import { isLeft } from 'fp-ts/lib/Either.js'
import { accept, reject } from '../../vocabulary/decision.ts'
import { occurred } from '../../vocabulary/occurrence.ts'
import { notSigned } from '../../vocabulary/official-document.ts'
import { transferRefused } from '../../vocabulary/transfer.ts'
import { agencyIn, type InitiativeFacts } from '../needs.ts'
import { mayReplicate, openReplications, type Replication } from '../state.ts'
import {
  aboutInitiative,
  actorRefused,
  type Asked,
  type Decision,
  forceRefused,
  isCity,
  type Looked,
  type Refusal,
} from './types.ts'

/** R24: recognised, and tried out or excused from it; by a document from above each agency (R25). */
export const startReplication = (
  { data, meta }: Asked<'StartReplication'>,
  state: Looked,
  facts: InitiativeFacts,
): Decision => {
  const { happenedOn, document, agencies } = data
  const when = occurred(happenedOn, meta)
  if (isLeft(when)) return when
  const { initiativeId } = state
  if (state.status === 'assessed') {
    return reject({ _tag: 'NotRecognised', rule: 'R24', initiativeId })
  }
  if (!mayReplicate(state)) return reject({ _tag: 'PilotNotPassed', rule: 'R24', initiativeId })
  const refusal =
    actorRefused(meta.actor, document.issuer) ??
    notSigned(document, happenedOn) ??
    forceRefused(facts, happenedOn, document.issuer) ??
    askedRefused(data, state, facts)
  if (refusal !== undefined) return reject(refusal)
  return accept({
    type: 'ReplicationStarted',
    data: { ...aboutInitiative(state, when.right), document, agencies },
  })
}

/** Each agency is there (R26), below the orderer (R25), not asked before, and has time. */
const askedRefused = (
  { happenedOn, document, agencies }: Asked<'StartReplication'>['data'],
  state: Looked,
  facts: InitiativeFacts,
): Refusal => {
  const orderedBy = document.issuer
  const fromTheCity = isCity(facts, orderedBy)
  const asked = 'replications' in state ? state.replications : []
  for (const { agencyId, dueOn } of agencies) {
    const gone = forceRefused(facts, happenedOn, agencyId)
    if (gone !== undefined) return gone
    const agency = agencyIn(facts, agencyId)
    const superiorId = agency.status === 'unregistered' ? undefined : agency.superiorId
    if (!fromTheCity && superiorId !== orderedBy && agencyId !== orderedBy) {
      return { _tag: 'NotAboveTheAgency', rule: 'R25', orderedBy, agencyId }
    }
    if (agencyId === state.originId || asked.some((one) => one.agencyId === agencyId)) {
      return { _tag: 'ReplicatingAlready', rule: 'lifecycle', agencyId }
    }
    if (dueOn < happenedOn) {
      const earliest = happenedOn
      return { _tag: 'ReplicationDueTooEarly', rule: 'lifecycle', agencyId, earliest }
    }
  }
  return undefined
}

/** R24: by the agency, or by who has ordered it; late is shown late. */
export const confirmReplication = (
  { data, meta }: Asked<'ConfirmReplication'>,
  state: Looked,
  facts: InitiativeFacts,
): Decision => {
  const { happenedOn, agencyId, result, evidence } = data
  const when = occurred(happenedOn, meta)
  if (isLeft(when)) return when
  const open = openAt(state, agencyId)
  if (open === undefined) return nothing(agencyId)
  const refusal =
    actorRefused(meta.actor, agencyId, open.orderedBy) ?? forceRefused(facts, happenedOn, agencyId)
  if (refusal !== undefined) return reject(refusal)
  const { askedOn, dueOn } = open
  if (happenedOn < askedOn) return tooSoon(state, askedOn)
  const complete = openReplications(state).length === 1
  const about = aboutInitiative(state, when.right)
  const late = dueOn < happenedOn
  return accept({
    type: 'ReplicationConfirmed',
    data: { ...about, agencyId, dueOn, late, result, evidence, complete },
  })
}

/**
 * R26: it goes to the taker; where that one has it already, or thought of it, there is nothing to do
 * twice. Who ordered it says so, or who had it, or who takes it.
 */
export const transferReplication = (
  { data, meta }: Asked<'TransferReplication'>,
  state: Looked,
  facts: InitiativeFacts,
): Decision => {
  const { happenedOn, agencyId, toId } = data
  const when = occurred(happenedOn, meta)
  if (isLeft(when)) return when
  const open = openAt(state, agencyId)
  if (open === undefined) return nothing(agencyId)
  const unauthorised = transferRefused(meta.actor, open.orderedBy, agencyId, toId)
  if (unauthorised !== undefined) return reject(unauthorised)
  const agency = agencyIn(facts, agencyId)
  const taker =
    agency.status === 'dissolved' && agency.effectiveOn <= happenedOn ? agency.takerId : undefined
  if (taker !== toId) return reject({ _tag: 'NotTheTaker', rule: 'R26', agencyId, toId })
  if (happenedOn < open.askedOn) return tooSoon(state, open.askedOn)
  const asked = 'replications' in state ? state.replications : []
  const lapsed = toId === state.originId || asked.some((one) => one.agencyId === toId)
  const complete = lapsed && openReplications(state).length === 1
  return accept({
    type: 'ReplicationTransferred',
    data: { ...aboutInitiative(state, when.right), agencyId, toId, lapsed, complete },
  })
}

const openAt = (state: Looked, agencyId: Replication['agencyId']): Replication | undefined =>
  openReplications(state).find((one) => one.agencyId === agencyId)

const nothing = (agencyId: Replication['agencyId']): Decision =>
  reject({ _tag: 'NothingToReplicate', rule: 'lifecycle', agencyId })

const tooSoon = ({ initiativeId }: Looked, earliest: Replication['askedOn']): Decision =>
  reject({ _tag: 'InitiativeOutOfOrder', rule: 'lifecycle', initiativeId, earliest })
