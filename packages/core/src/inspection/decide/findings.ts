/**
 * Findings: inside the scope (R11), on evidence (R12), with an address (R15), reviewed by another
 * (R13); a repeated one is graver by a step (R19).
 *
 * In fieldwork members state and review them; from its close on the concluding authority does (R6).
 */
import { civilDateOf, type Instant } from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import { headOn } from '../../agency/state.ts'
import { accept, reject } from '../../vocabulary/decision.ts'
import { type FindingKind, raise, type Severity } from '../../vocabulary/finding.ts'
import type { FindingId } from '../../vocabulary/ids.ts'
import { occurredAt } from '../../vocabulary/occurrence.ts'
import type { InspectionFacts } from '../needs.ts'
import type { FindingStatement, StandingFinding } from '../shapes.ts'
import type { Closed, Drafted, Fieldwork, Finding, Work } from '../state.ts'
import { pausedRefused, scopeRefused } from './fieldwork.ts'
import { authorityRefused, memberRefused } from './mandate.ts'
import type { Asked, Context, Decision, Refusal } from './types.ts'

type Stating = Fieldwork | Closed | Drafted

// --------------------------------------------------------------- behaviour

export const raiseFinding = (
  command: Asked<'RaiseFinding'>,
  state: Fieldwork,
  { facts }: Context,
): Decision => {
  const { data, meta } = command
  const { findingId, statement } = data
  const when = occurredAt(data.happenedAt, meta)
  if (isLeft(when)) return when
  const refusal =
    actRefused(command, state, facts) ??
    notYet(statement, data.happenedAt) ??
    statementRefused(findingId, statement, state, facts)
  if (refusal !== undefined) return reject(refusal)
  if (state.findings.has(findingId)) {
    return reject({ _tag: 'IdTaken', rule: 'lifecycle', id: findingId })
  }
  const { inspectionId, memberId } = data
  const finding = standing(statement, facts)
  return accept({
    type: 'FindingRaised',
    data: { inspectionId, memberId, findingId, ...when.right, finding },
  })
}

export const amendFinding = (
  command: Asked<'AmendFinding'>,
  state: Stating,
  { facts }: Context,
): Decision => {
  const { data, meta } = command
  const { findingId, statement, inspectionId, memberId, reason } = data
  const when = occurredAt(data.happenedAt, meta)
  if (isLeft(when)) return when
  const unauthorised = actRefused(command, state, facts)
  if (unauthorised !== undefined) return reject(unauthorised)
  const before = standingFinding(state, findingId)
  if ('_tag' in before) return reject(before)
  const refusal =
    notYet(statement, data.happenedAt) ?? statementRefused(findingId, statement, state, facts)
  if (refusal !== undefined) return reject(refusal)
  const finding = standing(statement, facts)
  const graver = isGraver(before, { kind: statement.kind, severity: finding.severity })
  return accept({
    type: 'FindingAmended',
    data: { inspectionId, memberId, findingId, ...when.right, finding, graver, reason },
  })
}

export const withdrawFinding = (
  command: Asked<'WithdrawFinding'>,
  state: Stating,
  { facts }: Context,
): Decision => {
  const { data, meta } = command
  const when = occurredAt(data.happenedAt, meta)
  if (isLeft(when)) return when
  const refusal = actRefused(command, state, facts)
  if (refusal !== undefined) return reject(refusal)
  const before = standingFinding(state, data.findingId)
  if ('_tag' in before) return reject(before)
  return accept({ type: 'FindingWithdrawn', data: { ...data, ...when.right } })
}

/** R13: never whoever raised it or last said what it says. */
export const reviewFinding = (
  command: Asked<'ReviewFinding'>,
  state: Stating,
  { facts }: Context,
): Decision => {
  const { data, meta } = command
  const { findingId, memberId } = data
  const when = occurredAt(data.happenedAt, meta)
  if (isLeft(when)) return when
  const refusal = actRefused(command, state, facts)
  if (refusal !== undefined) return reject(refusal)
  const before = standingFinding(state, findingId)
  if ('_tag' in before) return reject(before)
  if (before.raisedBy === memberId || before.statedBy === memberId) {
    return reject({ _tag: 'OwnFinding', rule: 'R13', findingId })
  }
  if (before.reviewed) {
    return reject({ _tag: 'AlreadyDone', rule: 'lifecycle', inspectionId: state.inspectionId })
  }
  return accept({ type: 'FindingReviewed', data: { ...data, ...when.right } })
}

// ------------------------------------------------------------------- rules

/** Who may state and review: a member in fieldwork, then the concluding authority's people (R6). */
const actRefused = (
  { data, meta }: Asked<'RaiseFinding' | 'AmendFinding' | 'WithdrawFinding' | 'ReviewFinding'>,
  state: Stating,
  facts: InspectionFacts,
): Refusal =>
  state.status === 'fieldwork'
    ? (pausedRefused(state) ?? memberRefused(state, facts, data.memberId, data.happenedAt))
    : authorityRefused(state, meta.actor)

/** A finding that is there and not withdrawn. */
const standingFinding = (
  { findings }: Pick<Work, 'findings'>,
  findingId: FindingId,
): Finding | NonNullable<Refusal> => {
  const finding = findings.get(findingId)
  if (finding === undefined) return { _tag: 'NoSuchFinding', rule: 'R12', findingId }
  return finding.withdrawn ? { _tag: 'FindingWithdrawnAlready', rule: 'R12', findingId } : finding
}

/** Whether a finding of a kind names who answers for it (R15). */
const needsResponsibility = (kind: FindingKind): boolean =>
  kind === 'shortcoming' || kind === 'violation' || kind === 'suspected-crime'

/** R28: a condition was there before it was found. */
const notYet = (
  { conditionOn, responsibility }: FindingStatement,
  happenedAt: Instant,
): Refusal => {
  const on = civilDateOf(happenedAt)
  const later = [conditionOn, responsibility?.conditionOn ?? on].find((day) => day > on)
  return later === undefined
    ? undefined
    : { _tag: 'NotYetHappened', rule: 'R28', happenedOn: later }
}

/** R11, R12: inside the scope, on evidence that is there; R19: a repeat of what was pointed out. */
export const groundsRefused = (statement: FindingStatement, state: Work): Refusal => {
  const outside = scopeRefused(state, statement)
  if (outside !== undefined) return outside
  for (const evidenceId of statement.evidence) {
    if (!state.evidence.has(evidenceId)) {
      return { _tag: 'NoSuchEvidence', rule: 'R12', evidenceId }
    }
  }
  const { repeats, kind } = statement
  if (repeats === undefined) return undefined
  const known = state.prior?.some((prior) => prior.obligationId === repeats) === true
  // What repeats a shortcoming is one: an achievement can't stand for a look at it.
  return known && needsResponsibility(kind)
    ? undefined
    : { _tag: 'NotAPriorShortcoming', rule: 'R19', obligationId: repeats }
}

/** R11, R12, R15, R19: what a finding must say, and stand on. */
const statementRefused = (
  findingId: FindingId,
  statement: FindingStatement,
  state: Work,
  { responsible }: Pick<InspectionFacts, 'responsible'>,
): Refusal => {
  const ungrounded = groundsRefused(statement, state)
  if (ungrounded !== undefined) return ungrounded
  const { responsibility, kind } = statement
  if (responsibility === undefined) {
    return needsResponsibility(kind)
      ? { _tag: 'NoResponsibility', rule: 'R15', findingId }
      : undefined
  }
  const { agencyId, postId } = responsibility
  const known =
    responsible !== undefined &&
    responsible.status !== 'unregistered' &&
    responsible.posts.some((post) => post.postId === postId)
  return known ? undefined : { _tag: 'NoSuchPost', rule: 'R15', agencyId, postId }
}

/** R19: a repeated shortcoming is graver by a step. */
export const severityOf = ({ severity, repeats }: FindingStatement): Severity =>
  repeats === undefined ? severity : raise(severity)

/** The finding as it stands: graver by a step if repeated (R19), with the head of that day (R15). */
const standing = (
  statement: FindingStatement,
  { responsible }: Pick<InspectionFacts, 'responsible'>,
): StandingFinding => {
  const { responsibility } = statement
  const severity = severityOf(statement)
  if (responsibility === undefined) return { statement, severity }
  const tenure =
    responsible === undefined ? undefined : headOn(responsible, responsibility.conditionOn)
  if (tenure === undefined) return { statement, severity, responsibility }
  const { postId, personId, acting } = tenure
  return {
    statement,
    severity,
    responsibility: { ...responsibility, head: { postId, personId, acting } },
  }
}

const kindWeights: Readonly<Record<FindingKind, number>> = {
  achievement: 0,
  initiative: 0,
  shortcoming: 1,
  violation: 2,
  'suspected-crime': 3,
}
const severityWeights: Readonly<Record<Severity, number>> = { minor: 0, significant: 1, serious: 2 }

/** R13: whether what is said now is graver than what was said before. */
export const isGraver = (
  before: Finding,
  now: { readonly kind: FindingKind; readonly severity: Severity },
): boolean => {
  const [kindBefore, kindNow] = [kindWeights[before.statement.kind], kindWeights[now.kind]]
  if (kindNow !== kindBefore) return kindNow > kindBefore
  return severityWeights[now.severity] > severityWeights[before.severity]
}
