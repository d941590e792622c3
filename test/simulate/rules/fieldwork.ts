/**
 * Rules of how an inspection is carried out: upon a notice (R10), within its scope (R11), on evidence
 * (R12), by more than one pair of eyes (R13), and with the subject's explanations answered (R14).
 */
import { Inspection } from '@kiemtra/core'
import { civilDateOf } from '@kiemtra/kernel'
import { ofEach, type Rule } from './rule.ts'

/** R10: announced, it opens when its last notice has run; what comes unannounced has none. */
export const opensUponNotice: Rule = ofEach(Inspection, (events) => {
  const isAnnounced = events[0]?.type === 'InspectionProposed'
  let opensFrom: string | undefined
  for (const { type, data } of events) {
    if (type === 'NoticeSent') opensFrom = data.lead.date
    if (type === 'NoticeSent' && !isAnnounced) return 'it comes unannounced, and a notice was sent'
    if (type !== 'InspectionOpened' || !isAnnounced) continue
    const on = civilDateOf(data.happenedAt)
    if (opensFrom === undefined) return `it opened on ${on} without a notice`
    if (on < opensFrom) return `it opened on ${on}, and its notice runs until ${opensFrom}`
  }
  return undefined
})

/** R11: what is assessed or found lies within the scope, or is about prior shortcomings (R19). */
export const staysInScope: Rule = ofEach(Inspection, (events) => {
  const contents = new Set<string>()
  const areas = new Set<string>()
  for (const { type, data } of events) {
    if (type === 'InspectionProposed' || type === 'UnannouncedOrdered') {
      for (const content of data.scope.contents) contents.add(content)
      for (const area of data.scope.areas) areas.add(area)
      // Whatever its theme, how a district steers is looked at (R29).
      if (data.subjectLevel === 'district') areas.add('steering')
    }
    if (type === 'PriorShortcomingsRequired' && data.obligations.length > 0) {
      contents.add('prior-shortcomings')
      for (const { area } of data.obligations) areas.add(area)
    }
    let about: { readonly content: string; readonly area: string } | undefined
    if (type === 'ContentAssessed') about = data
    if (type === 'FindingRaised' || type === 'FindingAmended') about = data.finding.statement
    if (about === undefined) continue
    const { content, area } = about
    if (!contents.has(content) || !areas.has(area)) {
      return `${type} about ${content} in ${area}, which is outside its scope`
    }
  }
  return undefined
})

/** R12: a finding stands on evidence that is there. */
export const standsOnEvidence: Rule = ofEach(Inspection, (events) => {
  const evidence = new Set<string>()
  for (const { type, data } of events) {
    if (type === 'EvidenceAttached') evidence.add(data.evidence.evidenceId)
    if (type !== 'FindingRaised' && type !== 'FindingAmended') continue
    const absent = data.finding.statement.evidence.find((id) => !evidence.has(id))
    if (absent !== undefined) return `${data.findingId} stands on ${absent}, which is not there`
  }
  return undefined
})

/** R13: a finding is reviewed by somebody else than who raised it or last stated it. */
export const reviewedByAnother: Rule = ofEach(Inspection, (events) => {
  const raisedBy = new Map<string, string>()
  const statedBy = new Map<string, string>()
  for (const { type, data } of events) {
    if (type === 'FindingRaised') raisedBy.set(data.findingId, data.memberId)
    if (type === 'FindingRaised' || type === 'FindingAmended') {
      statedBy.set(data.findingId, data.memberId)
    }
    if (type !== 'FindingReviewed') continue
    const { findingId, memberId } = data
    if (raisedBy.get(findingId) === memberId || statedBy.get(findingId) === memberId) {
      return `${memberId} has stated ${findingId}, and has reviewed it`
    }
  }
  return undefined
})

/** R14: no conclusion while an explanation waits for its answer. */
export const answersExplanations: Rule = ofEach(Inspection, (events) => {
  const waiting = new Set<string>()
  for (const { type, data } of events) {
    if (type === 'ExplanationSubmitted') waiting.add(data.explanationId)
    if (type === 'ExplanationAccepted' || type === 'ExplanationRejected') {
      waiting.delete(data.explanationId)
    }
    const [one] = waiting
    if (type === 'ConclusionIssued' && one !== undefined) {
      return `it concluded, and explanation ${one} was not answered`
    }
  }
  return undefined
})
