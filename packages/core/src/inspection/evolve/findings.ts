/**
 * The fold of findings, the same from the opening to the conclusion.
 */
import type { FindingId } from '../../vocabulary/ids.ts'
import type { InspectionEvent } from '../events/index.ts'
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
        reviewed: false,
        withdrawn: false,
        circulated: false,
        referred: false,
      })
    }
    case 'FindingAmended': {
      const { findingId, memberId, finding, graver } = event.data
      return changed(findings, findingId, (before) => ({
        ...before,
        statedBy: memberId,
        statement: finding.statement,
        severity: finding.severity,
        // An amended finding is reviewed again, one made graver circulated again (R13).
        reviewed: false,
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
            const { statement } = effect
            return {
              ...before,
              statedBy: event.data.deciderId,
              statement,
              severity: statement.severity,
              reviewed: false,
            }
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

const changed = (
  findings: Findings,
  id: FindingId,
  change: (before: Finding) => Finding,
): Findings => {
  const before = findings.get(id)
  return before === undefined ? findings : new Map(findings).set(id, change(before))
}
