/**
 * What changes an obligation: extension, correction, annulment, transfer, reopening.
 */
import {
  sampleCorrection,
  sampleDemand,
  sampleDissolution,
  sampleRevocation,
} from '@kiemtra/core/testing'
import { describe, expect, it } from 'vitest'
import { isPriorShortcomingOn } from '../../src/remediation/index.ts'
import { day } from '../inspection/support.ts'
import {
  agencyUnder,
  city,
  claim,
  claimed,
  document,
  escalated,
  holder,
  inherited,
  lead,
  opened,
  overdue,
  refusal,
  standingOrder,
  stranger,
  urged,
  verification,
  verified,
} from './support.ts'

const extension = (dueOn = '2023-07-01', issuer = 'so-noi-vu', signedOn = '2023-05-02') => ({
  dueOn,
  document: document(issuer, signedOn),
  reason: 'Synthetic',
})
const byConclusion = { by: { kind: 'conclusion' } } as const
const corrected = (happenedOn: string, changes: Parameters<typeof sampleDemand>[0]) => ({
  'inspection-i1': [
    sampleCorrection(happenedOn, [
      { kind: 'changed', demandId: 'd1', demand: sampleDemand(changes) },
    ]),
  ],
})
const revoked = { 'inspection-i1': [sampleRevocation('2023-06-12')] }

describe('extension', () => {
  it('R16: granted on the due date, not after it', () => {
    const more = opened.does('GrantExtension', '2023-06-01', extension())
    expect(more.state).toMatchObject({ dueOn: '2023-07-01', lastDay: '2023-07-01' })
    opened
      .asks('GrantExtension', '2023-06-02', extension())
      .rejected({ _tag: 'ExtensionAfterDueDate', rule: 'R16', dueOn: '2023-06-01' })
    more.asks('MarkOverdue', '2023-07-01', {}).rejected('NotOverdueYet')
  })

  it('R16: told of late, it lifts the mark that was set meanwhile', () => {
    const told = overdue.does('GrantExtension', '2023-05-31', extension(), {
      recordedOn: '2023-06-05',
    })
    expect(told.state).toMatchObject({ pursuit: 'none', dueOn: '2023-07-01' })
    told.asks('Urge', '2023-06-06', { basis: standingOrder }).rejected('PursuitStepMissing')
  })

  it('R16: after a claim in time was rejected, still on that day', () => {
    const back = claimed.does('RejectCompletion', '2023-06-20', refusal)
    back.does('GrantExtension', '2023-06-20', extension())
    back.asks('GrantExtension', '2023-06-21', extension()).rejected('ExtensionAfterDueDate')
    back.asks('GrantExtension', '2023-06-20', extension('2023-06-20')).rejected('NotALaterDueDate')
  })

  it('R16: to a later day', () => {
    opened
      .asks('GrantExtension', '2023-05-10', extension('2023-06-01'))
      .rejected('NotALaterDueDate')
    opened.does('GrantExtension', '2023-05-10', extension('2023-06-02'))
  })

  it('lifecycle: not on a day before the last change of the due date', () => {
    const more = opened.does('GrantExtension', '2023-05-20', extension())
    more
      .asks('GrantExtension', '2023-05-19', extension('2023-08-01'))
      .rejected('BeforeTheStepBefore')
    more.does('GrantExtension', '2023-05-20', extension('2023-08-01'))
  })

  it('R21: by a document of who judges, signed by then; never of the holder', () => {
    const asks = (issuer: string, actor = lead, signedOn = '2023-05-10') =>
      opened.asks('GrantExtension', '2023-05-10', extension('2023-07-01', issuer, signedOn), {
        actor,
      })
    asks('dong-da').rejected('NoAuthorityOverRemedy')
    asks('so-noi-vu', holder).rejected('NoAuthorityOverRemedy')
    asks('so-noi-vu', stranger).rejected('NoAuthorityOverRemedy')
    asks('so-noi-vu', lead, '2023-05-11').rejected('DocumentNotSigned')
    expect(asks('so-noi-vu').events).toHaveLength(1)
    expect(asks('ubnd-thanh-pho', city).events).toHaveLength(1)
  })
})

describe('amendment', () => {
  it('R17: what the conclusion’s correction says, and nothing else', () => {
    opened.asks('AmendDemand', '2023-05-10', byConclusion).rejected('NothingAmended')
    const amended = opened
      .after(corrected('2023-05-09', { text: 'Khác', dueOn: '2023-06-15' }))
      .does('AmendDemand', '2023-05-10', byConclusion)
    expect(amended.state).toMatchObject({ text: 'Khác', dueOn: '2023-06-15', pursuit: 'none' })
    amended.asks('AmendDemand', '2023-05-11', byConclusion).rejected('NothingAmended')
    opened
      .asks('AmendDemand', '2023-05-10', {
        by: { kind: 'document', document: document(), reason: 'S', changes: { text: 'Khác' } },
      })
      .rejected('ConclusionSaysOtherwise')
  })

  it('R22: a due date that moves ahead lifts the overdue mark; one that has passed doesn’t', () => {
    const asks = (dueOn: string, on: string) =>
      urged.after(corrected('2023-06-06', { dueOn })).asks('AmendDemand', on, byConclusion).events
    expect(asks('2023-06-15', '2023-06-15')).toMatchObject([{ data: { overdueLifted: true } }])
    expect(asks('2023-06-15', '2023-06-16')).toMatchObject([{ data: { overdueLifted: false } }])
    const lifted = urged
      .after(corrected('2023-06-06', { dueOn: '2023-06-15' }))
      .does('AmendDemand', '2023-06-07', byConclusion)
    expect(lifted.state).toMatchObject({ pursuit: 'none', escalateFrom: undefined })
    const kept = urged
      .after(corrected('2023-06-06', { text: 'Khác' }))
      .does('AmendDemand', '2023-06-07', byConclusion)
    expect(kept.state).toMatchObject({ pursuit: 'urged' })
  })

  it('R17: an extension outlives a correction that says nothing of the day', () => {
    const amended = opened
      .does('GrantExtension', '2023-05-10', extension())
      .after(corrected('2023-05-11', { text: 'Khác' }))
      .does('AmendDemand', '2023-05-12', byConclusion)
    expect(amended.state).toMatchObject({ text: 'Khác', dueOn: '2023-07-01' })
  })

  it('R21: what the conclusion says is told by who pursues it, not by just anybody', () => {
    const after = opened.after(corrected('2023-05-09', { text: 'Khác' }))
    const told = (actor: typeof lead) =>
      after.asks('AmendDemand', '2023-05-10', byConclusion, { actor })
    for (const actor of [holder, stranger]) {
      told(actor).rejected({
        _tag: 'NoAuthorityOverRemedy',
        rule: 'R21',
        agencies: ['so-noi-vu', 'ubnd-thanh-pho'],
      })
    }
    for (const actor of [lead, city]) expect(told(actor).events).toHaveLength(1)
    const policy = { kind: 'policy', name: 'followUp', onBehalfOf: 'so-noi-vu' } as const
    expect(told(policy).events).toHaveLength(1)
  })

  it('R17: a demand that is gone is annulled, not amended', () => {
    opened
      .after({ 'inspection-i1': [sampleRevocation('2023-05-02')] })
      .asks('AmendDemand', '2023-05-03', byConclusion)
      .rejected('ConclusionWithoutDemand')
  })

  it('R17: another obligation by a document of who judges', () => {
    const asks = (changes: object, signedOn = '2023-05-10', issuer = 'so-noi-vu') =>
      inherited.asks(
        'AmendDemand',
        '2023-05-10',
        {
          by: { kind: 'document', document: document(issuer, signedOn), reason: 'S', changes },
        },
        { actor: lead },
      )
    expect(asks({ text: 'Khác' }).events).toMatchObject([{ data: { text: 'Khác' } }])
    asks({}).rejected('NothingAmended')
    asks({ text: 'Khác' }, '2023-05-11').rejected('DocumentNotSigned')
    asks({ text: 'Khác' }, '2023-05-10', 'dong-da').rejected('NoAuthorityOverRemedy')
    asks({ dueOn: '2023-05-10' }).rejected('DueBeforeItBegins')
    expect(asks({ dueOn: '2023-05-11' }).events).toHaveLength(1)
    asks({ responsiblePostId: 'clerk' }).rejected('PostNotInAgency')
    expect(asks({ responsiblePostId: 'head' }).events).toHaveLength(1)
    inherited.asks('AmendDemand', '2023-05-10', byConclusion).rejected('NoConclusionToFollow')
  })
})

describe('annulment', () => {
  it('R17: with its conclusion, verified or not; never while the demand stands', () => {
    opened.asks('AnnulRemediation', '2023-06-12', byConclusion).rejected('ConclusionSaysOtherwise')
    for (const story of [opened, claimed, escalated, verified]) {
      const gone = story.after(revoked).does('AnnulRemediation', '2023-06-12', byConclusion)
      expect(gone.state).toMatchObject({ status: 'annulled', pursuit: 'none' })
      gone.asks('AnnulRemediation', '2023-06-13', byConclusion).rejected('RemediationIsClosed')
    }
    opened
      .after({
        'inspection-i1': [
          sampleCorrection('2023-05-02', [{ kind: 'annulled', demandId: 'd1', reason: 'S' }]),
        ],
      })
      .does('AnnulRemediation', '2023-05-03', byConclusion)
  })

  it('R21: told by who pursues it, not by just anybody', () => {
    const told = (actor: typeof lead) =>
      opened.after(revoked).asks('AnnulRemediation', '2023-06-12', byConclusion, { actor })
    for (const actor of [holder, stranger]) {
      told(actor).rejected({
        _tag: 'NoAuthorityOverRemedy',
        rule: 'R21',
        agencies: ['so-noi-vu', 'ubnd-thanh-pho'],
      })
    }
    for (const actor of [lead, city]) expect(told(actor).events).toHaveLength(1)
    const policy = { kind: 'policy', name: 'followUp', onBehalfOf: 'so-noi-vu' } as const
    expect(told(policy).events).toHaveLength(1)
  })

  it('R17: another obligation by a document', () => {
    const by = { kind: 'document', document: document(), reason: 'S' } as const
    inherited.does('AnnulRemediation', '2023-05-10', { by }, { actor: lead })
    inherited
      .asks('AnnulRemediation', '2023-05-10', { by }, { actor: holder })
      .rejected('NoAuthorityOverRemedy')
    inherited.asks('AnnulRemediation', '2023-05-10', byConclusion).rejected('NoConclusionToFollow')
    opened.asks('AnnulRemediation', '2023-05-10', { by }).rejected('ConclusionSaysOtherwise')
    inherited
      .asks('AnnulRemediation', '2023-05-10', {
        by: { ...by, document: document('so-noi-vu', '2023-05-11') },
      })
      .rejected('DocumentNotSigned')
  })
})

describe('transfer', () => {
  const merged = { 'agency-dong-da': [sampleDissolution('dong-da', 'hoan-kiem', '2023-06-05')] }
  const to = { toId: 'hoan-kiem' }

  it('R26: to the taker, from the day on which the holder is no more', () => {
    overdue.asks('TransferRemediation', '2023-06-05', to).rejected('NotTheTaker')
    const after = overdue.after(merged)
    after.asks('TransferRemediation', '2023-06-04', to).rejected('NotTheTaker')
    after.asks('TransferRemediation', '2023-06-05', { toId: 'so-tu-phap' }).rejected('NotTheTaker')
    const moved = after.does('TransferRemediation', '2023-06-05', to)
    expect(moved.state).toMatchObject({
      subjectId: 'hoan-kiem',
      responsiblePostId: 'head',
      pursuit: 'overdue',
      dueOn: '2023-06-01',
    })
    moved.does('Urge', '2023-06-06', { basis: standingOrder })
    moved
      .asks('ReportProgress', '2023-06-06', { done: 1, text: 'S' }, { actor: holder })
      .rejected('NotTheHolder')
  })

  it('R16: to one post of the taker', () => {
    const after = overdue.after(merged)
    const named = after.does('TransferRemediation', '2023-06-05', {
      ...to,
      responsiblePostId: 'deputy',
    })
    expect(named.state).toMatchObject({ responsiblePostId: 'deputy' })
    after
      .asks('TransferRemediation', '2023-06-05', { ...to, responsiblePostId: 'clerk' })
      .rejected('PostNotInAgency')
  })

  it('R21: whoever took it over doesn’t verify, nor whoever held it', () => {
    // Labour merges into Home Affairs, which concluded.
    const home = { 'agency-dong-da': [sampleDissolution('dong-da', 'so-noi-vu', '2023-06-05')] }
    const after = claimed.after(home)
    after.asks('VerifyCompletion', '2023-06-06', verification).rejected('HolderNotInForce')
    const moved = after.does('TransferRemediation', '2023-06-05', { toId: 'so-noi-vu' })
    moved
      .asks('VerifyCompletion', '2023-06-06', verification)
      .rejected({ _tag: 'VerifierHeldIt', rule: 'R21', verifierId: 'so-noi-vu' })
    moved
      .asks('GrantExtension', '2023-05-31', extension('2023-07-01'))
      .rejected('NoAuthorityOverRemedy')
    moved.does('VerifyCompletion', '2023-06-06', { ...verification, verifiedBy: 'ubnd-thanh-pho' })
    moved.does('VerifyCompletion', '2023-06-06', {
      ...verification,
      verifiedBy: 'so-tu-phap',
      namedBy: document('ubnd-thanh-pho'),
    })
  })

  it('R21: nor one that held it before, on a day when it was still there', () => {
    const moved = claimed
      .after(merged)
      .does('TransferRemediation', '2023-06-05', to)
      .asks(
        'VerifyCompletion',
        '2023-06-04',
        { ...verification, verifiedBy: 'dong-da', namedBy: document('ubnd-thanh-pho') },
        { recordedOn: '2023-06-06' },
      )
    moved.rejected({ _tag: 'VerifierHeldIt', rule: 'R21', verifierId: 'dong-da' })
  })

  it('R21: named by the issuer’s taker where that has ended, by its superior where it held it', () => {
    const by = (story: typeof claimed, issuer: string) =>
      story.asks('VerifyCompletion', '2023-06-06', {
        ...verification,
        verifiedBy: 'so-tu-phap',
        namedBy: document(issuer),
      })
    const ended = claimed.after({
      'agency-ubnd-thanh-pho': [sampleDissolution('ubnd-thanh-pho', 'hoan-kiem', '2023-06-05')],
    })
    by(ended, 'ubnd-thanh-pho').rejected('VerifierNotNamed')
    expect(by(ended, 'hoan-kiem').events).toHaveLength(1)
    const taken = claimed
      .after({ 'agency-dong-da': [sampleDissolution('dong-da', 'ubnd-thanh-pho', '2023-06-05')] })
      .where({ 'agency-ubnd-thanh-pho': agencyUnder('ubnd-thanh-pho', 'city', 'chinh-phu') })
      .does('TransferRemediation', '2023-06-05', { toId: 'ubnd-thanh-pho' })
      .where({
        'agency-so-tu-phap': agencyUnder('so-tu-phap', 'department', 'chinh-phu'),
      })
    by(taken, 'ubnd-thanh-pho').rejected('VerifierNotNamed')
    expect(by(taken, 'chinh-phu').events).toHaveLength(1)
  })

  it('R26: a correction leaves the taker its own post', () => {
    const moved = opened
      .after(merged)
      .does('TransferRemediation', '2023-06-05', to)
      .after(corrected('2023-06-06', { text: 'Khác' }))
      .does('AmendDemand', '2023-06-07', byConclusion)
    expect(moved.state).toMatchObject({ text: 'Khác', responsiblePostId: 'head' })
  })

  it('R26: by who pursues it, the old holder or the new one', () => {
    const asks = (actor: typeof lead) =>
      overdue.after(merged).asks('TransferRemediation', '2023-06-05', to, { actor })
    asks(stranger).rejected('NoAuthorityOverRemedy')
    for (const actor of [lead, holder, city]) expect(asks(actor).events).toHaveLength(1)
  })
})

describe('reopening', () => {
  const again = (dueOn = '2023-07-10', signedOn = '2023-06-20') => ({
    dueOn,
    document: document('so-noi-vu', signedOn),
    reason: 'Kết quả xác nhận không đúng',
  })

  it('lifecycle: what was verified, with another due date', () => {
    const open = verified.does('ReopenRemediation', '2023-06-20', again())
    expect(open.state).toMatchObject({ status: 'open', dueOn: '2023-07-10', pursuit: 'none' })
    open.does('ClaimCompletion', '2023-06-21', claim)
    opened.asks('ReopenRemediation', '2023-06-20', again()).rejected('RemediationNotVerified')
    verified
      .asks('ReopenRemediation', '2023-06-20', again('2023-06-20'))
      .rejected('DueBeforeItBegins')
    verified.does('ReopenRemediation', '2023-06-20', again('2023-06-21'))
    verified
      .asks('ReopenRemediation', '2023-06-20', again('2023-07-10', '2023-06-21'))
      .rejected('DocumentNotSigned')
    verified.asks('ReopenRemediation', '2023-06-04', again()).rejected('BeforeTheStepBefore')
    // Until then nothing more is done about it, and that is said before any talk of its days.
    verified.asks('ClaimCompletion', '2023-06-04', claim).rejected('RemediationIsClosed')
    verified.asks('GrantExtension', '2023-06-20', extension()).rejected('RemediationIsClosed')
  })

  it('R21: by who judges; R17: not where the conclusion no longer demands it', () => {
    verified
      .asks('ReopenRemediation', '2023-06-20', again(), { actor: holder })
      .rejected('NoAuthorityOverRemedy')
    verified
      .after(revoked)
      .asks('ReopenRemediation', '2023-06-20', again())
      .rejected('ConclusionWithoutDemand')
    // The conclusion stands, without this demand.
    const annulled = { kind: 'annulled', demandId: 'd1', reason: 'Synthetic' } as const
    verified
      .after({ 'inspection-i1': [sampleCorrection('2023-06-12', [annulled])] })
      .asks('ReopenRemediation', '2023-06-20', again())
      .rejected('ConclusionWithoutDemand')
    verified
      .after(revoked)
      .does('AnnulRemediation', '2023-06-12', byConclusion)
      .asks('ReopenRemediation', '2023-06-20', again())
      .rejected('RemediationIsClosed')
  })
})

describe('what an inspection must look at (R19)', () => {
  const isPrior = (story: typeof opened, on: string): boolean =>
    isPriorShortcomingOn(story.state, day(on))

  it('R19: what is open, or was at any time of the year before', () => {
    expect(isPrior(opened, '2023-04-27')).toBe(false)
    expect(isPrior(opened, '2023-04-28')).toBe(true)
    expect(isPrior(opened, '2026-01-01')).toBe(true)
    // Verified on 5 June 2023.
    expect(isPrior(verified, '2024-12-31')).toBe(true)
    expect(isPrior(verified, '2025-01-01')).toBe(false)
  })

  it('R17: not what was annulled, from then on', () => {
    const gone = opened.after(revoked).does('AnnulRemediation', '2023-06-12', byConclusion)
    expect(isPrior(gone, '2023-06-11')).toBe(true)
    expect(isPrior(gone, '2023-06-12')).toBe(false)
  })
})
