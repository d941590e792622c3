/**
 * R22: overdue, urged, escalated, followed up: each its own act, in that order.
 */
import { sampleDissolution } from '@kiemtra/core/testing'
import { describe, expect, it } from 'vitest'
import {
  agencyUnder,
  city,
  claim,
  claimed,
  document,
  escalated,
  holder,
  lead,
  opened,
  overdue,
  refusal,
  standingOrder,
  stranger,
  urged,
  verification,
} from './support.ts'

const basis = standingOrder
const byLetter = (issuer: string, signedOn: string) =>
  ({ kind: 'document', document: document(issuer, signedOn) }) as const

describe('overdue', () => {
  it('R22: marked after the last day, not on it', () => {
    opened
      .asks('MarkOverdue', '2023-06-01', {})
      .rejected({ _tag: 'NotOverdueYet', rule: 'R22', lastDay: '2023-06-01' })
    opened
      .asks('MarkOverdue', '2023-06-01', {}, { recordedOn: '2023-06-02' })
      .rejected('NotOverdueYet')
    // Five working days after Thursday 1 June.
    expect(overdue.events.at(-1)).toMatchObject({
      data: { dueOn: '2023-06-01', escalation: { date: '2023-06-08' } },
    })
  })

  it('R22: not while a claim that was made in time waits; a late claim doesn’t help', () => {
    claimed.asks('MarkOverdue', '2023-07-01', {}).rejected('ClaimedInTime')
    const late = opened.does('ClaimCompletion', '2023-06-02', claim)
    expect(late.does('MarkOverdue', '2023-06-03', {}).state).toMatchObject({
      status: 'claimed',
      pursuit: 'overdue',
    })
  })

  it('R22: claimed in time and rejected later, it is overdue from the day after the rejection', () => {
    const back = claimed.does('RejectCompletion', '2023-06-20', refusal)
    back
      .asks('MarkOverdue', '2023-06-20', {})
      .rejected({ _tag: 'NotOverdueYet', rule: 'R22', lastDay: '2023-06-20' })
    const marked = back.does('MarkOverdue', '2023-06-21', {})
    expect(marked.events.at(-1)).toMatchObject({
      data: { dueOn: '2023-06-01', escalation: { date: '2023-06-27' } },
    })
  })

  it('R22: rejected before the due date, the due date stays; a late claim gains nothing', () => {
    const early = claimed.does('RejectCompletion', '2023-05-31', refusal)
    expect(early.state).toMatchObject({ lastDay: '2023-06-01' })
    const late = opened
      .does('ClaimCompletion', '2023-06-02', claim)
      .does('RejectCompletion', '2023-06-20', refusal)
    expect(late.state).toMatchObject({ lastDay: '2023-06-01' })
  })

  it('R22: once, by who pursues it', () => {
    overdue
      .asks('MarkOverdue', '2023-06-03', {})
      .rejected({ _tag: 'PursuitStepTaken', rule: 'R22', remediationId: 'd1', step: 'overdue' })
    for (const actor of [holder, stranger]) {
      opened.asks('MarkOverdue', '2023-06-02', {}, { actor }).rejected('NoAuthorityOverRemedy')
    }
    opened.does('MarkOverdue', '2023-06-02', {}, { actor: lead })
  })
})

describe('urging and escalating', () => {
  it('R22: no step before the one before it', () => {
    const missing = (step: 'overdue' | 'urged' | 'escalated') =>
      ({
        _tag: 'PursuitStepMissing',
        rule: 'R22',
        remediationId: 'd1',
        missing: step,
      }) as const
    opened.asks('Urge', '2023-06-02', { basis }).rejected(missing('overdue'))
    opened.asks('Escalate', '2023-06-08', { basis }).rejected(missing('urged'))
    overdue.asks('Escalate', '2023-06-08', { basis }).rejected(missing('urged'))
    overdue.asks('RequestFollowUp', '2023-06-08', {}).rejected(missing('escalated'))
    urged.asks('RequestFollowUp', '2023-06-08', {}).rejected(missing('escalated'))
    urged.asks('Urge', '2023-06-06', { basis }).rejected('PursuitStepTaken')
    escalated.asks('Urge', '2023-06-09', { basis }).rejected('PursuitStepTaken')
    escalated.asks('Escalate', '2023-06-09', { basis }).rejected('PursuitStepTaken')
  })

  it('R22: nor on a day before it', () => {
    const before = (earliest: string) =>
      ({ _tag: 'BeforeTheStepBefore', rule: 'lifecycle', remediationId: 'd1', earliest }) as const
    const marked = opened.does('MarkOverdue', '2023-06-12', {})
    const late = { recordedOn: '2023-06-13' }
    marked.asks('Urge', '2023-06-11', { basis }, late).rejected(before('2023-06-12'))
    const told = marked.does('Urge', '2023-06-12', { basis }, late)
    told.asks('Escalate', '2023-06-11', { basis }, late).rejected(before('2023-06-12'))
    const above = told.does('Escalate', '2023-06-12', { basis }, late)
    above.asks('RequestFollowUp', '2023-06-11', {}, late).rejected(before('2023-06-12'))
    const owed = above.does('RequestFollowUp', '2023-06-13', {})
    owed
      .asks('RequestFollowUp', '2023-06-12', { planId: 'p61-2023' }, late)
      .rejected(before('2023-06-13'))
    owed.does('RequestFollowUp', '2023-06-13', { planId: 'p61-2023' })
  })

  it('R22: escalated from its day on, to the superior of the register', () => {
    urged
      .asks('Escalate', '2023-06-07', { basis })
      .rejected({ _tag: 'TooEarlyToEscalate', rule: 'R22', escalateFrom: '2023-06-08' })
    expect(escalated.events.at(-1)).toMatchObject({ data: { toId: 'ubnd-thanh-pho' } })
    const moved = urged.after({
      'agency-dong-da': [
        {
          type: 'SuperiorChanged',
          data: {
            agencyId: 'dong-da',
            happenedOn: '2023-06-01',
            recordedLateDays: 0,
            superiorId: 'so-tu-phap',
            document: document(),
          },
        },
      ],
    })
    expect(moved.asks('Escalate', '2023-06-08', { basis }).events).toMatchObject([
      { data: { toId: 'so-tu-phap' } },
    ])
  })

  it('R22: to the plan’s issuer where the register has no superior', () => {
    const alone = urged.where({ 'agency-dong-da': agencyUnder('dong-da', 'district') })
    expect(alone.asks('Escalate', '2023-06-08', { basis }).events).toMatchObject([
      { data: { toId: 'ubnd-thanh-pho' } },
    ])
    const ofAnother = urged.where({
      'agency-dong-da': agencyUnder('dong-da', 'district', 'so-tu-phap'),
    })
    expect(ofAnother.asks('Escalate', '2023-06-08', { basis }).events).toMatchObject([
      { data: { toId: 'so-tu-phap' } },
    ])
  })

  it('R26: not of an agency that has ended; it is transferred first', () => {
    urged
      .after({ 'agency-dong-da': [sampleDissolution('dong-da', 'hoan-kiem', '2023-06-08')] })
      .asks('Escalate', '2023-06-08', { basis })
      .rejected('HolderNotInForce')
  })

  it('R22: official acts: the standing order of its own plan, or a document of who pursues', () => {
    overdue
      .asks('Urge', '2023-06-05', { basis: { ...basis, planId: 'p62-2023' } })
      .rejected('StandingOrderNotInForce')
    overdue
      .asks('Urge', '2023-06-05', { basis: byLetter('so-tu-phap', '2023-06-05') })
      .rejected('NoAuthorityOverRemedy')
    overdue
      .asks('Urge', '2023-06-05', { basis: byLetter('so-noi-vu', '2023-06-06') })
      .rejected('DocumentNotSigned')
    overdue.does('Urge', '2023-06-05', { basis: byLetter('so-noi-vu', '2023-06-05') })
    for (const actor of [holder, stranger]) {
      overdue.asks('Urge', '2023-06-05', { basis }, { actor }).rejected('NoAuthorityOverRemedy')
      urged.asks('Escalate', '2023-06-08', { basis }, { actor }).rejected('NoAuthorityOverRemedy')
      escalated
        .asks('RequestFollowUp', '2023-06-09', {}, { actor })
        .rejected('NoAuthorityOverRemedy')
    }
    overdue.does('Urge', '2023-06-05', { basis }, { actor: city })
    // As a policy on behalf of the plan's lead agency.
    const actor = { kind: 'policy', name: 'escalation', onBehalfOf: 'so-noi-vu' } as const
    urged.does('Escalate', '2023-06-08', { basis }, { actor })
  })

  it('R22: nothing is pursued while a claim waits for its answer', () => {
    const waiting = overdue.does('ClaimCompletion', '2023-06-05', claim)
    waiting.asks('Urge', '2023-06-05', { basis }).rejected('ClaimNotExamined')
    const back = waiting.does('RejectCompletion', '2023-06-06', refusal)
    expect(back.state).toMatchObject({ pursuit: 'overdue' })
    back.does('Urge', '2023-06-06', { basis })
    escalated
      .does('ClaimCompletion', '2023-06-09', claim)
      .asks('RequestFollowUp', '2023-06-09', {})
      .rejected('ClaimNotExamined')
  })
})

describe('follow-up', () => {
  it('R22: owed until a plan in force takes it', () => {
    const owed = escalated.does('RequestFollowUp', '2023-06-12', {})
    expect(owed.state).toMatchObject({ pursuit: 'owed' })
    owed.asks('RequestFollowUp', '2023-06-13', {}).rejected('PursuitStepTaken')
    owed
      .does('ClaimCompletion', '2023-06-13', claim)
      .asks('RequestFollowUp', '2023-06-13', { planId: 'p61-2023' })
      .rejected('ClaimNotExamined')
    const taken = owed.does('RequestFollowUp', '2023-06-13', { planId: 'p61-2023' })
    expect(taken.state).toMatchObject({ pursuit: 'taken' })
    taken.asks('RequestFollowUp', '2023-06-14', { planId: 'p61-2023' }).rejected('PursuitStepTaken')
    expect(
      escalated.does('RequestFollowUp', '2023-06-12', { planId: 'p61-2023' }).state,
    ).toMatchObject({ pursuit: 'taken' })
  })

  it('R1: not by a plan that isn’t in force', () => {
    const closed = escalated.after({
      'plan-p61-2023': [
        {
          type: 'PlanRevoked',
          data: {
            planId: 'p61-2023',
            happenedOn: '2023-06-12',
            recordedLateDays: 0,
            document: document('ubnd-thanh-pho'),
            reason: 'Synthetic',
          },
        },
      ],
    })
    const asks = (on: string) => closed.asks('RequestFollowUp', on, { planId: 'p61-2023' })
    asks('2023-06-12').rejected('StandingOrderNotInForce')
    expect(asks('2023-06-11').events).toHaveLength(1)
    closed.does('RequestFollowUp', '2023-06-12', {})
  })

  it('R22: verified, nothing is pursued any more', () => {
    const done = escalated
      .does('ClaimCompletion', '2023-06-09', claim)
      .does('VerifyCompletion', '2023-06-12', verification)
    expect(done.state).toMatchObject({ status: 'verified', pursuit: 'none' })
    done.asks('RequestFollowUp', '2023-06-13', {}).rejected('RemediationIsClosed')
  })
})
