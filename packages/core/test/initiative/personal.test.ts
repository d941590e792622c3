/**
 * Free text about persons carries its mark in every event, from the first version on; rejections
 * carry none.
 */
import { describe, expect, it } from 'vitest'
import { InitiativeEvents, InitiativeRejection } from '../../src/initiative/index.ts'
import { marked, marksOf } from '../support/personal.ts'

describe('personal marks', () => {
  it('lifecycle: what is said of an initiative in free text is marked', () => {
    expect(marksOf(InitiativeEvents.definitions)).toEqual({
      InitiativeRecorded: 'description',
      InitiativeAssessed: 'opinion',
      InitiativeRecognised: '',
      InitiativeDeclined: 'reason',
      PilotStarted: '',
      PilotEvaluated: 'summary',
      PilotWaived: 'reason',
      ReplicationStarted: '',
      ReplicationConfirmed: '',
      ReplicationTransferred: '',
    })
  })

  it('lifecycle: no rejection holds what is marked', () => {
    expect(marked(InitiativeRejection)).toEqual([])
  })
})
