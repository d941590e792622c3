/**
 * A district's own inspecting (R29: "việc thực hiện trách nhiệm kiểm tra … của Ủy ban nhân dân cấp
 * huyện"): what it has inspected is answered after the opening, is the evidence by which its steering is
 * assessed, and gates the close of fieldwork.
 */
import { isLeft } from 'fp-ts/lib/Either.js'
import { accept, reject } from '../../vocabulary/decision.ts'
import { occurred } from '../../vocabulary/occurrence.ts'
import type { OwnInspecting } from '../../vocabulary/own-inspecting.ts'
import type { Fieldwork, Work } from '../state.ts'
import type { Asked, Decision, Refusal } from './types.ts'

// ------------------------------------------------------------------ answer

/** R29: of a district only. Asked again, the later answer holds; the same answer is none. */
export const recordOwnInspecting = (
  { data, meta }: Asked<'RecordOwnInspecting'>,
  state: Fieldwork,
): Decision => {
  const { inspectionId, openedAt: subjectId, openedOn: asOf, subjectLevel } = state
  const { ownInspecting } = data
  const when = occurred(data.happenedOn, meta)
  if (isLeft(when)) return when
  if (subjectLevel !== 'district') return reject({ _tag: 'NotADistrict', rule: 'R29', subjectId })
  if (state.ownInspecting !== undefined && sameAnswer(state.ownInspecting, ownInspecting)) {
    return reject({ _tag: 'AlreadyDone', rule: 'lifecycle', inspectionId })
  }
  return accept({
    type: 'OwnInspectingRecorded',
    data: { inspectionId, ...when.right, subjectId, asOf, ownInspecting },
  })
}

const sameAnswer = (a: OwnInspecting, b: OwnInspecting): boolean =>
  sameIds(a.plans, b.plans) &&
  sameIds(a.inspections, b.inspections) &&
  sameCoverage(a.divisions, b.divisions) &&
  sameCoverage(a.communes, b.communes)

const sameIds = (a: ReadonlyArray<string>, b: ReadonlyArray<string>): boolean =>
  a.length === b.length && a.every((id) => b.includes(id))

const sameCoverage = (a: OwnInspecting['divisions'], b: OwnInspecting['divisions']): boolean =>
  a.agencies === b.agencies && a.inspected === b.inspected

// -------------------------------------------------------------- assessment

/** R29: of a district it was answered what it has itself inspected. */
export const ownInspectingUnanswered = ({
  inspectionId,
  subjectLevel,
  ownInspecting,
}: Work): Refusal =>
  subjectLevel === 'district' && ownInspecting === undefined
    ? { _tag: 'OwnInspectingUnanswered', rule: 'R29', inspectionId }
    : undefined

/** R29: the answer, as the evidence by which a district's steering is assessed. */
export const ownInspectingOf = (
  { ownInspecting }: Work,
  { area }: Asked<'AssessContent'>['data'],
): { readonly ownInspecting?: OwnInspecting } =>
  area === 'steering' && ownInspecting !== undefined ? { ownInspecting } : {}

/** R29: answered, and a district's steering assessed by it, here or by another delegation. */
export const ownInspectingRefused = (state: Work): Refusal => {
  const { inspectionId, subjectLevel, assessed, imported } = state
  if (subjectLevel !== 'district') return undefined
  const isAssessed =
    [...assessed].some((pair) => pair.endsWith('/steering')) ||
    imported.some(({ areas }) => areas.includes('steering'))
  return (
    ownInspectingUnanswered(state) ??
    (isAssessed ? undefined : { _tag: 'OwnInspectingNotAssessed', rule: 'R29', inspectionId })
  )
}
