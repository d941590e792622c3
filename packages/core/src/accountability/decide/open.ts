/**
 * The opening of a matter: what raises it is read, and so is whose it is on the day of the condition.
 */
import type { CivilDate } from '@kiemtra/kernel'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { headOn } from '../../agency/state.ts'
import type { Finding } from '../../inspection/state.ts'
import { actsFor } from '../../vocabulary/actor.ts'
import { accept, reject } from '../../vocabulary/decision.ts'
import type { AgencyId, FindingId, InspectionId } from '../../vocabulary/ids.ts'
import type { AccountabilityFacts } from '../needs.ts'
import type { AccountabilityRejection } from '../rejections.ts'
import type { MatterAbout, MatterSource } from '../shapes.ts'
import { competentFor } from './competence.ts'
import type { Asked, Context, Decision } from './types.ts'

/** What raises a matter, as its own stream says. */
interface Raised {
  readonly conditionOn: CivilDate
  readonly planIssuerId: AgencyId
  /** Who may answer for it. */
  readonly answering: ReadonlyArray<AgencyId>
  /** On whose behalf it may be raised. */
  readonly raising: ReadonlyArray<AgencyId>
  /** The day from which it may be raised. */
  readonly earliest: CivilDate
}

export const openMatter = (
  { data, meta }: Asked<'OpenMatter'>,
  { when, facts }: Context,
): Decision => {
  const { matterId, source } = data
  const { agencyId } = data.about
  const read = raisedBy(source, facts)
  if (isLeft(read)) return read
  const { conditionOn, planIssuerId, answering, raising, earliest } = read.right
  const { agency } = facts
  const superiors =
    agency === undefined || agency.status === 'unregistered' ? [] : superiorOf(agency)
  const raisers = [...new Set([...raising, ...superiors])]
  if (!actsFor(meta.actor, ...raisers)) {
    return reject({ _tag: 'NotWhoRaisesIt', rule: 'R23', agencies: raisers })
  }
  if (when.happenedOn < earliest) {
    return reject({ _tag: 'BeforeTheActBefore', rule: 'lifecycle', matterId, earliest })
  }
  if (!answering.includes(agencyId) || agency === undefined || agency.status === 'unregistered') {
    return reject({ _tag: 'AgencyDoesNotAnswer', rule: 'R15', agencyId })
  }
  let about: MatterAbout = { kind: 'organisation' }
  if (data.about.kind === 'post') {
    const { postId } = data.about
    const post = agency.posts.find((one) => one.postId === postId)
    if (post === undefined) {
      return reject({ _tag: 'PostDoesNotExist', rule: 'R15', agencyId, postId })
    }
    const { rank } = post
    // R15: who was head on that day answers, acting or not, not who is today.
    const head = rank === 'head' ? headOn(agency, conditionOn) : undefined
    const held =
      head?.postId === postId ? { head: { personId: head.personId, acting: head.acting } } : {}
    about = { kind: 'post', postId, rank, ...held }
  }
  const competentId = competentFor(about, agencyId, agency, planIssuerId)
  if (competentId === undefined) {
    return reject({ _tag: 'NoCompetentAuthority', rule: 'R23', agencyId })
  }
  return accept({
    type: 'MatterOpened',
    data: { matterId, agencyId, ...when, about, source, conditionOn, competentId, planIssuerId },
  })
}

const superiorOf = ({
  superiorId,
}: {
  readonly superiorId: AgencyId | undefined
}): ReadonlyArray<AgencyId> => (superiorId === undefined ? [] : [superiorId])

/** Reads what raises it. What isn't concluded, or is kept from the subject, raises nothing (R18). */
const raisedBy = (
  source: MatterSource,
  { inspection, remediation }: AccountabilityFacts,
): Either<AccountabilityRejection, Raised> => {
  if (source.kind === 'escalation') {
    const { remediationId } = source
    if (
      remediation === undefined ||
      remediation.status === 'none' ||
      remediation.status === 'annulled' ||
      remediation.escalated === undefined
    ) {
      return left({ _tag: 'RemedyNotEscalated', rule: 'R22', remediationId })
    }
    const { holders, planIssuerId, leadAgencyId, verifierId, escalated } = remediation
    return right({
      // Whoever was head when the last day passed answers for it.
      conditionOn: escalated.missedOn,
      planIssuerId,
      answering: holders.map(({ is }) => is),
      raising: [leadAgencyId, planIssuerId, verifierId],
      earliest: escalated.on,
    })
  }
  const { inspectionId } = source
  if (inspection?.status !== 'concluded') {
    return left({ _tag: 'ConclusionNotThere', rule: 'R23', inspectionId })
  }
  const { findings, recommendations, subjectId, planIssuerId, leadAgencyId, concludedBy } =
    inspection
  const raised = {
    planIssuerId,
    raising: [leadAgencyId, planIssuerId, concludedBy],
    earliest: inspection.since,
  }
  if (source.kind === 'finding') {
    const finding = answerable(inspectionId, source.findingId, findings)
    return isLeft(finding) ? finding : right({ ...raised, ...addressOf(finding.right, subjectId) })
  }
  const { recommendationId } = source
  const given = recommendations.get(recommendationId)
  if (given?.kind !== 'handling') {
    return left({
      _tag: 'NoHandlingRecommended',
      rule: 'R23',
      ...{ inspectionId, recommendationId },
    })
  }
  if (given.findingId === undefined) {
    // No finding says of which day it is: the last of the visit.
    return right({ ...raised, conditionOn: inspection.window.to, answering: [subjectId] })
  }
  const finding = answerable(inspectionId, given.findingId, findings)
  return isLeft(finding) ? finding : right({ ...raised, ...addressOf(finding.right, subjectId) })
}

/** A standing shortcoming or violation; of anything else, crimes included, nothing is told (R18). */
const answerable = (
  inspectionId: InspectionId,
  findingId: FindingId,
  findings: ReadonlyMap<FindingId, Finding>,
): Either<AccountabilityRejection, Finding> => {
  const finding = findings.get(findingId)
  const kind = finding?.statement.kind
  return finding !== undefined &&
    !finding.withdrawn &&
    (kind === 'shortcoming' || kind === 'violation')
    ? right(finding)
    : left({ _tag: 'NothingToAnswerFor', rule: 'R23', inspectionId, findingId })
}

const addressOf = ({ statement, responsibility }: Finding, subjectId: AgencyId) => ({
  conditionOn: statement.conditionOn,
  answering: responsibility === undefined ? [subjectId] : [subjectId, responsibility.agencyId],
})
