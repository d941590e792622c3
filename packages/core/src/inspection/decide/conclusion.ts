/**
 * The conclusion: waits for the explanations (R14), answers every content (R16), demands a remedy
 * for every shortcoming (R16), says nothing of a suspected crime (R18), and then never changes (R17).
 */
import type { CivilDate } from '@kiemtra/kernel'
import { isLeft } from 'fp-ts/lib/Either.js'
import { accept, reject } from '../../vocabulary/decision.ts'
import type { Demand } from '../../vocabulary/demand.ts'
import { occurred, recordedOn } from '../../vocabulary/occurrence.ts'
import { notSigned, type OfficialDocument } from '../../vocabulary/official-document.ts'
import type { InspectionFacts } from '../needs.ts'
import { type Concluded, contentsOf, type Drafted, type Finding, type Work } from '../state.ts'
import { standingFindings } from './draft.ts'
import { authorityRefused } from './mandate.ts'
import { type Asked, type Context, type Decision, dueAfter, type Refusal } from './types.ts'

export const issueConclusion = (
  { data, meta }: Asked<'IssueConclusion'>,
  state: Drafted,
  { facts, calendar }: Context,
): Decision => {
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  const on = recordedOn(when.right)
  const refusal =
    authorityRefused(state, meta.actor) ??
    documentRefused(state, data) ??
    flaggedRefused(state) ??
    unsettledRefused(state) ??
    explanationsRefused(state, on) ??
    contentsRefused(data, state) ??
    demandsRefused(data.demands, state, facts, data.happenedOn) ??
    recommendationsRefused(data, state)
  if (refusal !== undefined) return reject(refusal)
  const publication = dueAfter(on, state.parameters.publicationDue, calendar)
  if (isLeft(publication)) return publication
  return accept({
    type: 'ConclusionIssued',
    data: {
      ...data,
      ...when.right,
      publication: publication.right,
      late: on > state.conclusionDueOn,
    },
  })
}

/** R17: a document of the agency that concludes, signed by the day of the act. */
const documentRefused = (
  { concludedBy }: Work,
  { document, happenedOn }: { readonly document: OfficialDocument; readonly happenedOn: CivilDate },
): Refusal =>
  document.issuer === concludedBy
    ? notSigned(document, happenedOn)
    : { _tag: 'NotTheConcludingAuthority', rule: 'R6', concludedBy }

/** R5, R6: no act whose mandate is in doubt goes into a conclusion. */
const flaggedRefused = ({ flagged }: Work): Refusal =>
  flagged.size === 0 ? undefined : { _tag: 'FlaggedActs', rule: 'R5', acts: [...flagged] }

/** R13: every finding is reviewed as it stands now, and the subject has seen it as grave as it is. */
const unsettledRefused = (state: Drafted): Refusal => {
  for (const { findingId, reviewed, circulated, referred, statement } of standingFindings(state)) {
    if (!reviewed) return { _tag: 'NotReviewed', rule: 'R13', findingId }
    if (statement.kind === 'suspected-crime') {
      if (!referred) return { _tag: 'NotReferred', rule: 'R18', findingId }
    } else if (!circulated) {
      return { _tag: 'NotCirculated', rule: 'R13', findingId }
    }
  }
  return undefined
}

/** R14: the window is over or waived, and every explanation has its answer. */
const explanationsRefused = (
  { explainUntil, waived, explanations }: Drafted,
  on: CivilDate,
): Refusal => {
  for (const [explanationId, { decided }] of explanations) {
    if (!decided) return { _tag: 'ExplanationUnanswered', rule: 'R14', explanationId }
  }
  return waived || on > explainUntil
    ? undefined
    : { _tag: 'ExplanationWindowOpen', rule: 'R14', until: explainUntil }
}

/** R16: every content of the scope has its answer. */
const contentsRefused = ({ contents }: Asked<'IssueConclusion'>['data'], state: Work): Refusal => {
  const asked = contentsOf(state)
  const beyond = contents.find((answer) => !asked.includes(answer.content))
  if (beyond !== undefined) {
    return { _tag: 'ContentOutsideScope', rule: 'R11', content: beyond.content }
  }
  const content = asked.find((one) => !contents.some((answer) => answer.content === one))
  return content === undefined ? undefined : { _tag: 'ContentUnanswered', rule: 'R16', content }
}

/** Whether a finding must have a demand (R16): a standing one that wasn't put right on the spot. */
const needsDemand = ({ statement }: Finding): boolean =>
  (statement.kind === 'shortcoming' || statement.kind === 'violation') && !statement.correctedOnSpot

/** R16, R18: a demand for each shortcoming, on nothing else, due after the conclusion. */
const demandsRefused = (
  demands: ReadonlyArray<Demand>,
  state: Work,
  facts: InspectionFacts,
  on: CivilDate,
): Refusal => {
  const standing = standingFindings(state)
  for (const demand of demands) {
    const refusal = demandRefused(demand, standing, facts, on)
    if (refusal !== undefined) return refusal
  }
  for (const finding of standing) {
    const { findingId } = finding
    if (needsDemand(finding) && !demands.some((demand) => demand.findingId === findingId)) {
      return { _tag: 'DemandMissing', rule: 'R16', findingId }
    }
  }
  return undefined
}

const demandRefused = (
  { demandId, findingId, dueOn, responsiblePostId: postId }: Demand,
  standing: ReadonlyArray<Finding>,
  { subject }: InspectionFacts,
  on: CivilDate,
): Refusal => {
  const finding = standing.find((one) => one.findingId === findingId)
  if (finding === undefined || !needsDemand(finding)) {
    return { _tag: 'DemandWithoutGround', rule: 'R16', demandId }
  }
  const post =
    subject === undefined || subject.status === 'unregistered'
      ? undefined
      : subject.posts.find((one) => one.postId === postId)
  if (post === undefined) return { _tag: 'DemandWithoutPost', rule: 'R16', demandId }
  return dueOn > on ? undefined : { _tag: 'DemandDueTooSoon', rule: 'R16', demandId }
}

/** R18: a recommendation on a finding is on one that the subject and the public may read of. */
const recommendationsRefused = (
  { recommendations }: Asked<'IssueConclusion'>['data'],
  state: Work,
): Refusal => {
  const open = new Set(
    standingFindings(state).flatMap(({ findingId, statement }) =>
      statement.kind === 'suspected-crime' ? [] : [findingId],
    ),
  )
  for (const { findingId } of recommendations) {
    if (findingId !== undefined && !open.has(findingId)) {
      return { _tag: 'NoSuchFinding', rule: 'R12', findingId }
    }
  }
  return undefined
}

// ------------------------------------------------------------- publication

/** R18: violations are referred before anyone reads of them; what is late is shown late (R17). */
export const publish = ({ data, meta }: Asked<'PublishConclusion'>, state: Concluded): Decision => {
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  const unauthorised = authorityRefused(state, meta.actor)
  if (unauthorised !== undefined) return reject(unauthorised)
  if (state.publishedOn !== undefined) {
    return reject({ _tag: 'AlreadyDone', rule: 'lifecycle', inspectionId: state.inspectionId })
  }
  // An act may be flagged when the conclusion is there already: then nobody reads it yet.
  const flagged = flaggedRefused(state)
  if (flagged !== undefined) return reject(flagged)
  for (const { findingId, statement, referred } of standingFindings(state)) {
    if (statement.kind === 'violation' && !referred) {
      return reject({ _tag: 'NotReferred', rule: 'R18', findingId })
    }
  }
  const late = recordedOn(when.right) > state.publicationDueOn
  return accept({ type: 'ConclusionPublished', data: { ...data, ...when.right, late } })
}

// -------------------------------------------------------------- correction

/** R17: by a document of its own; the event says of every demand what became of it. */
export const correct = (
  { data, meta }: Asked<'CorrectConclusion'>,
  state: Concluded,
  { facts }: Context,
): Decision => {
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  const unauthorised = authorityRefused(state, meta.actor) ?? documentRefused(state, data)
  if (unauthorised !== undefined) return reject(unauthorised)
  if (state.documents.has(data.document.number)) {
    return reject({ _tag: 'SameDocument', rule: 'R17', inspectionId: state.inspectionId })
  }
  const standing = standingFindings(state)
  for (const correction of data.demands) {
    const { demandId } = correction
    const isNew = correction.kind === 'added'
    const known = state.demands.has(demandId) || (isNew && state.annulled.has(demandId))
    if (known === isNew) {
      return reject(
        isNew
          ? { _tag: 'IdTaken', rule: 'lifecycle', id: demandId }
          : { _tag: 'NoSuchDemand', rule: 'R16', demandId },
      )
    }
    if (correction.kind === 'changed' || correction.kind === 'added') {
      if (correction.demand.demandId !== demandId) {
        return reject({ _tag: 'NoSuchDemand', rule: 'R16', demandId })
      }
      const refusal = demandRefused(correction.demand, standing, facts, data.happenedOn)
      if (refusal !== undefined) return reject(refusal)
    }
  }
  const mentioned = new Set(data.demands.map(({ demandId }) => demandId))
  const kept = [...state.demands.keys()]
    .filter((demandId) => !mentioned.has(demandId))
    .map((demandId) => ({ kind: 'kept', demandId }) as const)
  return accept({
    type: 'ConclusionCorrected',
    data: { ...data, ...when.right, demands: [...data.demands, ...kept] },
  })
}
