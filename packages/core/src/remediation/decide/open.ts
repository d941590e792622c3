/**
 * The opening: from a conclusion, which is read; from the reform index, which is read, too; from a
 * civil-duty inspection or an opening balance, which are stated. What follows from the plan is frozen.
 */
import type { CivilDate, WorkingCalendar } from '@kiemtra/kernel'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'
import { type AgencyState, existsOn } from '../../agency/state.ts'
import { type DraftedPlan, planInForceOn } from '../../plan/state.ts'
import { accept, reject } from '../../vocabulary/decision.ts'
import { type Due, dueAfter } from '../../vocabulary/due.ts'
import type { AgencyId } from '../../vocabulary/ids.ts'
import { type Occurrence, recordedOn } from '../../vocabulary/occurrence.ts'
import { notSigned } from '../../vocabulary/official-document.ts'
import type { PlanParameters } from '../../vocabulary/plan-terms.ts'
import type { ReformArea } from '../../vocabulary/reform-area.ts'
import type { RemediationRejection } from '../rejections.ts'
import type { RemediationSource } from '../shapes.ts'
import {
  type Asked,
  authorityRefused,
  type Context,
  type Decision,
  dueRefused,
  postRefused,
  pursuers,
} from './types.ts'

type Source = Asked<'OpenRemediation'>['data']['source']
type From<Kind extends Source['kind']> = Extract<Source, { readonly kind: Kind }>
type Stated = Exclude<Source, { readonly kind: 'conclusion' }>

export const open = (command: Asked<'OpenRemediation'>, context: Context): Decision => {
  const { source } = command.data
  return source.kind === 'conclusion'
    ? fromConclusion(command, source, context)
    : fromStatement(command, source, context)
}

// -------------------------------------------------------------- conclusion

/** R16: a demand binds from the conclusion on, published or not; all of it is read there. */
const fromConclusion = (
  { data: { remediationId }, meta }: Asked<'OpenRemediation'>,
  { inspectionId, demandId }: From<'conclusion'>,
  { when, facts: { inspection } }: Context,
): Decision => {
  if (String(demandId) !== remediationId) {
    return reject({ _tag: 'IdIsNotTheDemands', rule: 'R16', remediationId, demandId })
  }
  const demand = inspection?.status === 'concluded' ? inspection.demands.get(demandId) : undefined
  const finding =
    inspection?.status === 'concluded' && demand !== undefined
      ? inspection.findings.get(demand.findingId)
      : undefined
  if (inspection?.status !== 'concluded' || demand === undefined || finding === undefined) {
    return reject({ _tag: 'ConclusionWithoutDemand', rule: 'R16', inspectionId, demandId })
  }
  const {
    since: earliest,
    planId,
    planIssuerId,
    leadAgencyId,
    concludedBy: verifierId,
  } = inspection
  const unauthorised = authorityRefused(
    meta.actor,
    pursuers({ leadAgencyId, planIssuerId, verifierId }),
  )
  if (unauthorised !== undefined) return reject(unauthorised)
  if (when.happenedOn < earliest) {
    return reject({ _tag: 'BeforeTheStepBefore', rule: 'lifecycle', remediationId, earliest })
  }
  const { findingId, area, text, responsiblePostId, acceptanceTest, dueOn } = demand
  return accept({
    type: 'RemediationOpened',
    data: {
      remediationId,
      subjectId: inspection.subjectId,
      ...when,
      source: {
        kind: 'conclusion',
        inspectionId,
        demandId,
        findingId,
        findingKind: finding.statement.kind,
        documents: [...inspection.documents],
      },
      area,
      text,
      responsiblePostId,
      acceptanceTest,
      condition: finding.statement.condition,
      severity: finding.severity,
      ...{ planId, planIssuerId, leadAgencyId, verifierId },
      escalationAfter: inspection.parameters.escalationAfter,
      dueOn,
    },
  })
}

// --------------------------------------------------------------- statement

const fromStatement = (
  { data: { remediationId }, meta }: Asked<'OpenRemediation'>,
  source: Stated,
  { when, facts, calendar }: Context,
): Decision => {
  const { subjectId, planId, responsiblePostId, severity, text, acceptanceTest } = source
  const { plan, subject } = facts
  // R1: the standing order is that of a plan in force when the obligation is taken up.
  if (plan === undefined || plan.status === 'undrafted' || !planInForceOn(plan, recordedOn(when))) {
    return reject({ _tag: 'StandingOrderNotInForce', rule: 'R1', planId })
  }
  const frozen = standingUnder(plan, subjectId)
  const refusal =
    authorityRefused(meta.actor, pursuers(frozen)) ??
    (source.kind === 'civil-duty' ? notSigned(source.document, when.happenedOn) : undefined)
  if (refusal !== undefined) return reject(refusal)
  // R26: an agency that has ended is bound through its successor.
  if (subject === undefined || !existsOn(subject, when.happenedOn)) {
    return reject({ _tag: 'HolderNotInForce', rule: 'R26', subjectId })
  }
  const noPost = postRefused(subject, subjectId, responsiblePostId)
  if (noPost !== undefined) return reject(noPost)
  const found = foundBy(source, subject, when.happenedOn)
  if (isLeft(found)) return found
  const due = dueOf(source, plan.terms.parameters, when, calendar)
  if (isLeft(due)) return due
  const tooSoon = dueRefused(due.right.dueOn, when)
  if (tooSoon !== undefined) return reject(tooSoon)
  return accept({
    type: 'RemediationOpened',
    data: {
      ...{ remediationId, subjectId, ...when },
      source: keptOf(source),
      ...{ text, responsiblePostId, acceptanceTest, severity },
      ...found.right,
      ...frozen,
      ...due.right,
    },
  })
}

/** What a plan says of those who pursue under it: who concludes verifies, or else the issuer (R5, R21). */
const standingUnder = (plan: DraftedPlan, subjectId: AgencyId) => {
  const { planId, issuerId: planIssuerId, leadAgencyId, terms } = plan
  const { conclude } = terms.authorities
  return {
    ...{ planId, planIssuerId, leadAgencyId },
    verifierId: conclude === subjectId ? planIssuerId : conclude,
    escalationAfter: terms.parameters.escalationAfter,
  }
}

/** The condition: as the index named it by that day, or as it is stated. */
const foundBy = (
  source: Stated,
  subject: AgencyState,
  on: CivilDate,
): Either<RemediationRejection, { readonly area: ReformArea; readonly condition: string }> => {
  if (source.kind !== 'index') return right({ area: source.area, condition: source.condition })
  const { subjectId, year, shortcomingId } = source
  const named =
    subject.status === 'unregistered'
      ? undefined
      : subject.shortcomings.find(
          (one) => one.year === year && one.shortcomingId === shortcomingId && one.namedOn <= on,
        )
  return named === undefined
    ? left({
        _tag: 'IndexNamesNoSuchShortcoming',
        rule: 'R16',
        ...{ subjectId, year, shortcomingId },
      })
    : right({ area: named.area, condition: named.condition })
}

/** The due date that is stated, or the plan's parameter after the beginning. */
const dueOf = (
  { dueOn }: Stated,
  { remediationDue }: PlanParameters,
  { happenedOn }: Occurrence,
  calendar: WorkingCalendar,
): Either<RemediationRejection, { readonly dueOn: CivilDate; readonly due?: Due }> => {
  if (dueOn !== undefined) return right({ dueOn })
  const due = dueAfter(happenedOn, remediationDue, calendar)
  return isLeft(due) ? due : right({ dueOn: due.right.date, due: due.right })
}

const keptOf = (source: Stated): RemediationSource => {
  switch (source.kind) {
    case 'index':
      return { kind: 'index', year: source.year, shortcomingId: source.shortcomingId }
    case 'civil-duty':
      return { kind: 'civil-duty', document: source.document }
    case 'opening-balance':
      return { kind: 'opening-balance', reference: source.reference }
  }
}
