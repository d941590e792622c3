/**
 * The order of business of an inspection: what somebody who wants it concluded would do next.
 *
 * Left to chance, few inspections ever conclude, and fewer with something to remedy; what follows from
 * a conclusion would hardly be simulated. So mostly somebody goes by this, and chance does the rest.
 */
import type { InspectionCommand, InspectionState } from '@kiemtra/core'

type Type = InspectionCommand['type']
type Work = Extract<InspectionState, { readonly findings: unknown; readonly assessed: unknown }>

const GATES: ReadonlyArray<Type> = [
  'ListTasks',
  'RequirePriorShortcomings',
  'RecordOwnInspecting',
  'RatifyAct',
]
/** Contents that the sample plan's inspections answer, with the areas that are looked at in them. */
const MOST_ASSESSED = 3
const MOST_FINDINGS = 3

/** Types of commands, the most wanted first: what isn't accepted yet makes room for what it waits for. */
export const businessOf = (state: InspectionState): ReadonlyArray<Type> => {
  switch (state.status) {
    case 'none':
      return ['ProposeInspection', 'OrderUnannounced']
    case 'preparing':
      return state.notice === 'announced' && state.noticeSent === undefined
        ? ['SendNotice', 'OpenInspection']
        : ['OpenInspection']
    case 'fieldwork':
      return fieldwork(state)
    case 'closed':
      return ['CirculateDraft', ...referring(state), ...reviewing(state), ...GATES]
    case 'drafted':
      return drafted(state)
    case 'concluded':
      return state.publishedOn === undefined ? ['PublishConclusion', ...referring(state)] : []
    case 'revoked':
    case 'cancelled':
      return []
  }
}

const fieldwork = (state: Extract<Work, { readonly status: 'fieldwork' }>): ReadonlyArray<Type> => {
  const wanted: Type[] = []
  if (state.paused !== undefined) wanted.push('RequestResumption')
  // A finding rests on evidence (R12).
  if (state.evidence.size === 0) wanted.push('AttachEvidence')
  if (state.assessed.size < MOST_ASSESSED) wanted.push('AssessContent')
  if (!hasDemands(state) && state.findings.size < MOST_FINDINGS) wanted.push('RaiseFinding')
  wanted.push(...reviewing(state))
  if (!state.minutesSigned) wanted.push('SignMinutes')
  return [...wanted, 'CloseFieldwork', ...GATES]
}

const drafted = (state: Extract<Work, { readonly status: 'drafted' }>): ReadonlyArray<Type> => {
  const isOpen = [...state.explanations.values()].some(({ decided }) => !decided)
  const hasNone = state.explanations.size === 0 && !state.waived
  return [
    // Whoever is told of more than one finding explains.
    ...(hasNone && state.findings.size > 1 ? (['SubmitExplanation'] as const) : []),
    ...(isOpen ? (['DecideExplanation'] as const) : []),
    ...referring(state),
    ...reviewing(state),
    // Who has explained has no need to waive it.
    ...(state.waived || !hasNone ? [] : (['WaiveExplanation'] as const)),
    'IssueConclusion',
    // What has changed since is circulated again.
    'CirculateDraft',
    ...GATES,
  ]
}

/** Something that the conclusion will demand to be remedied. */
const hasDemands = ({ findings }: Work): boolean =>
  [...findings.values()].some(
    ({ withdrawn, statement: { kind, correctedOnSpot } }) =>
      !withdrawn && !correctedOnSpot && (kind === 'shortcoming' || kind === 'violation'),
  )

const reviewing = ({ findings }: Work): ReadonlyArray<Type> =>
  [...findings.values()].some(({ reviewed, withdrawn }) => !reviewed && !withdrawn)
    ? ['ReviewFinding']
    : []

const referring = ({ findings }: Work): ReadonlyArray<Type> =>
  [...findings.values()].some(
    ({ referred, withdrawn, statement: { kind } }) =>
      !withdrawn && !referred && (kind === 'violation' || kind === 'suspected-crime'),
  )
    ? ['ReferViolation']
    : []
