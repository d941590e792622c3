/**
 * The fold of findings, the same from the opening to the conclusion.
 */
import type { FindingId } from '../../vocabulary/ids.ts'
import type { InspectionEvent } from '../events/index.ts'
import type { StandingFinding } from '../shapes.ts'
import type { Finding } from '../state.ts'

type Findings = ReadonlyMap<FindingId, Finding>

/** The findings after an event; the same map if the event is about none. */
export const evolveFindings = (findings: Findings, event: InspectionEvent): Findings => {
  switch (event.type) {
    case 'FindingRaised': {
      const { findingId, memberId, finding } = event.data
      return new Map(findings).set(findingId, {
        findingId,
        raisedBy: memberId,
        statedBy: memberId,
        statement: finding.statement,
        severity: finding.severity,
        responsibility: finding.responsibility,
        reviewed: false,
        withdrawn: false,
        circulated: false,
        referred: false,
      })
    }
    case 'FindingAmended': {
      const { findingId, memberId, finding, graver } = event.data
      return changed(findings, findingId, (before) => ({
        ...restated(before, memberId, finding),
        // One made graver is circulated again (R13).
        circulated: before.circulated && !graver,
      }))
    }
    case 'FindingReviewed':
      return changed(findings, event.data.findingId, (before) => ({ ...before, reviewed: true }))
    case 'FindingWithdrawn':
      return changed(findings, event.data.findingId, (before) => ({ ...before, withdrawn: true }))
    case 'DraftCirculated':
      return event.data.findings.reduce<Findings>(
        (all, id) => changed(all, id, (before) => ({ ...before, circulated: true })),
        findings,
      )
    case 'ExplanationAccepted':
      return event.data.effects.reduce<Findings>(
        (all, effect) =>
          changed(all, effect.findingId, (before) => {
            if (effect.kind === 'withdrawn') return { ...before, withdrawn: true }
            if (effect.kind === 'noted') return before
            return restated(before, event.data.deciderId, effect.finding)
          }),
        findings,
      )
    case 'ViolationReferred':
      return event.data.findings.reduce<Findings>(
        (all, id) => changed(all, id, (before) => ({ ...before, referred: true })),
        findings,
      )
    default:
      return findings
  }
}

/** An amended finding is reviewed again (R13); as another kind, it is to be referred as that (R18). */
const restated = (
  before: Finding,
  statedBy: Finding['statedBy'],
  { statement, severity, responsibility }: StandingFinding,
): Finding => ({
  ...before,
  statedBy,
  statement,
  severity,
  responsibility,
  reviewed: false,
  referred: before.referred && before.statement.kind === statement.kind,
})

const changed = (
  findings: Findings,
  id: FindingId,
  change: (before: Finding) => Finding,
): Findings => {
  const before = findings.get(id)
  return before === undefined ? findings : new Map(findings).set(id, change(before))
}
