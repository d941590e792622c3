/**
 * Free text about persons carries its mark in every event, from the first version on; rejections
 * carry none.
 */
import { describe, expect, it } from 'vitest'
import { AccountabilityEvents, AccountabilityRejection } from '../../src/accountability/index.ts'
import { RemediationEvents, RemediationRejection } from '../../src/remediation/index.ts'
import { marked, marksOf } from '../support/personal.ts'

describe('personal marks', () => {
  it('lifecycle: what is said of a remedy in free text is marked', () => {
    expect(marksOf(RemediationEvents.definitions)).toEqual({
      RemediationOpened: 'condition',
      RemediationPlanSubmitted: 'text',
      RemediationPlanApproved: '',
      RemediationPlanReturned: 'reason',
      ProgressReported: 'text',
      CompletionClaimed: 'text',
      CompletionVerified: 'text',
      CompletionRejected: 'reason',
      ExtensionGranted: 'reason',
      RemediationOverdue: '',
      AgencyUrged: '',
      RemediationEscalated: '',
      FollowUpRequested: '',
      DemandAmended: 'by.reason condition',
      RemediationAnnulled: 'by.reason',
      RemediationTransferred: '',
      RemediationReopened: 'reason',
    })
  })

  it('lifecycle: explanations, reasons and apologies are marked; ids of persons are opaque', () => {
    expect(marksOf(AccountabilityEvents.definitions)).toEqual({
      MatterOpened: '',
      WrittenExplanationRequested: '',
      WrittenExplanationGiven: 'text',
      MatterDecided: 'reason',
      ApologyRecorded: 'text',
      MatterWithdrawn: 'by.reason',
      MatterTransferred: '',
    })
  })

  it('lifecycle: no rejection holds what is marked', () => {
    expect(marked(RemediationRejection)).toEqual([])
    expect(marked(AccountabilityRejection)).toEqual([])
  })
})
