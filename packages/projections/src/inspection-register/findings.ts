/**
 * inspectionRegister: its findings, and their counts by kind and severity, computed at each event.
 */
import { FindingKind, findingKinds, severities, Severity } from '@kiemtra/core'
import { type On, onRow } from './on-row.ts'
import type { CountedFinding, FindingCount, InspectionRow } from './row.ts'

type Finding = On<'FindingRaised'>['data']['finding']

const counts = (findings: ReadonlyArray<CountedFinding>): ReadonlyArray<FindingCount> => {
  const found: FindingCount[] = []
  for (const kind of Object.keys(findingKinds).filter((one) => FindingKind.is(one))) {
    for (const severity of Object.keys(severities).filter((one) => Severity.is(one))) {
      const these = findings.filter((one) => one.kind === kind && one.severity === severity)
      if (these.length > 0) found.push({ kind, severity, findings: these.length })
    }
  }
  return found
}

const counted = (
  findings: ReadonlyArray<CountedFinding>,
): Pick<InspectionRow, 'findings' | 'findingCount' | 'findingCounts'> => {
  const standing = findings.filter(({ withdrawn }) => !withdrawn)
  return { findings, findingCount: standing.length, findingCounts: counts(standing) }
}

const stated = ({ statement, severity }: Finding) => ({ kind: statement.kind, severity })

const changed = (
  { findings }: InspectionRow,
  findingId: string,
  change: Partial<CountedFinding>,
): ReadonlyArray<CountedFinding> =>
  findings.map((one) => (one.findingId === findingId ? { ...one, ...change } : one))

/** Events that change what is found. */
export const onFindings = {
  FindingRaised: onRow<On<'FindingRaised'>>(({ findingId, finding }, { findings }) =>
    counted([...findings, { findingId, ...stated(finding), withdrawn: false }]),
  ),
  FindingAmended: onRow<On<'FindingAmended'>>(({ findingId, finding }, row) =>
    counted(changed(row, findingId, stated(finding))),
  ),
  // What is withdrawn needs no ratification any more (R5); the act's id is the finding's.
  FindingWithdrawn: onRow<On<'FindingWithdrawn'>>(({ findingId }, row) => ({
    ...counted(changed(row, findingId, { withdrawn: true })),
    flaggedActs: row.flaggedActs.filter((act) => act !== findingId),
  })),
  ExplanationAccepted: onRow<On<'ExplanationAccepted'>>(({ explanationId, effects }, row) => {
    let after = row
    for (const effect of effects) {
      if (effect.kind === 'noted') continue
      const change = effect.kind === 'withdrawn' ? { withdrawn: true } : stated(effect.finding)
      after = { ...after, findings: changed(after, effect.findingId, change) }
    }
    return { ...counted(after.findings), explanations: answered(row, explanationId, 'accepted') }
  }),
  ExplanationRejected: onRow<On<'ExplanationRejected'>>(({ explanationId }, row) => ({
    explanations: answered(row, explanationId, 'rejected'),
  })),
} as const

/** The explanations, one of them answered. */
const answered = (
  { explanations }: InspectionRow,
  explanationId: string,
  answer: 'accepted' | 'rejected',
): InspectionRow['explanations'] =>
  explanations.map((one) => (one.explanationId === explanationId ? { ...one, answer } : one))
