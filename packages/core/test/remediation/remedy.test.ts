/**
 * From the opening to the verification: examples on both sides of each boundary.
 */
import { sampleCorrection, sampleRevocation, sampleSources } from '@kiemtra/core/testing'
import { describe, expect, it } from 'vitest'
import {
  agencyUnder,
  city,
  claim,
  claimed,
  document,
  evidence,
  holder,
  inherited,
  lead,
  opened,
  refusal,
  stranger,
  untold,
  verification,
  verified,
} from './support.ts'
import { sampleDissolution } from '@kiemtra/core/testing'

const { conclusion, index } = sampleSources
const civilDuty = sampleSources['civil-duty']
const openingBalance = sampleSources['opening-balance']
const { dueOn: _dueOn, ...undated } = openingBalance

describe('opening from a conclusion', () => {
  it('R16: keeps what the conclusion demands, of whom, by when, found how grave, and under which plan', () => {
    expect(opened.state).toMatchObject({
      status: 'open',
      subjectId: 'dong-da',
      dueOn: '2023-06-01',
      responsiblePostId: 'deputy',
      severity: 'significant',
      verifierId: 'so-noi-vu',
      planIssuerId: 'ubnd-thanh-pho',
      leadAgencyId: 'so-noi-vu',
      source: { findingId: 'f1', findingKind: 'shortcoming', documents: ['90/TB-SNV'] },
    })
  })

  it('R16: binds from the conclusion on, published or not, and not a day before', () => {
    untold().asks('OpenRemediation', '2023-04-27', { source: conclusion }).rejected({
      _tag: 'BeforeTheStepBefore',
      rule: 'lifecycle',
      remediationId: 'd1',
      earliest: '2023-04-28',
    })
  })

  it('R16: has the id of its demand, which is there', () => {
    untold('d9')
      .asks('OpenRemediation', '2023-04-28', { source: conclusion })
      .rejected('IdIsNotTheDemands')
    untold('d9')
      .asks('OpenRemediation', '2023-04-28', { source: { ...conclusion, demandId: 'd9' } })
      .rejected('ConclusionWithoutDemand')
  })

  it('R17: not from a conclusion that was revoked, nor a demand that was annulled', () => {
    untold()
      .after({ 'inspection-i1': [sampleRevocation('2023-05-02')] })
      .asks('OpenRemediation', '2023-05-03', { source: conclusion })
      .rejected('ConclusionWithoutDemand')
    untold()
      .after({
        'inspection-i1': [
          sampleCorrection('2023-05-02', [{ kind: 'annulled', demandId: 'd1', reason: 'S' }]),
        ],
      })
      .asks('OpenRemediation', '2023-05-03', { source: conclusion })
      .rejected('ConclusionWithoutDemand')
  })

  it('R21: by who leads, issued or concludes; once', () => {
    const asked = { source: conclusion }
    untold().does('OpenRemediation', '2023-04-28', asked, { actor: city })
    untold()
      .asks('OpenRemediation', '2023-04-28', asked, { actor: stranger })
      .rejected('NoAuthorityOverRemedy')
    opened.asks('OpenRemediation', '2023-04-28', asked).rejected('RemediationAlreadyOpened')
    untold().asks('MarkOverdue', '2023-06-02', {}).rejected('RemediationNotOpened')
  })

  it('R28: not before it happened; a late record is marked', () => {
    untold()
      .asks('OpenRemediation', '2023-04-28', { source: conclusion }, { recordedOn: '2023-04-27' })
      .rejected('NotYetHappened')
    const late = untold().does(
      'OpenRemediation',
      '2023-04-28',
      { source: conclusion },
      { recordedOn: '2023-05-03' },
    )
    expect(late.events).toMatchObject([{ data: { recordedLateDays: 5 } }])
  })
})

describe('opening from elsewhere', () => {
  it('R16: from a shortcoming that the index names by that day; due as the plan says', () => {
    const taken = untold('x1').does('OpenRemediation', '2023-03-23', { source: index })
    expect(taken.events).toMatchObject([
      {
        data: {
          area: 'procedures',
          condition: 'Hồ sơ trả kết quả muộn',
          dueOn: '2023-04-22',
          due: { parameter: { value: { amount: 30, unit: 'days' } } },
          verifierId: 'so-noi-vu',
        },
      },
    ])
    const asks = (on: string, changes: object) =>
      untold('x1').asks('OpenRemediation', on, { source: { ...index, ...changes } })
    asks('2023-03-22', {}).rejected('IndexNamesNoSuchShortcoming')
    asks('2023-03-23', { year: 2021 }).rejected('IndexNamesNoSuchShortcoming')
    asks('2023-03-23', { shortcomingId: 's2' }).rejected('IndexNamesNoSuchShortcoming')
  })

  it('R16: one post that the agency has, and a due date after the beginning', () => {
    const asks = (changes: object) =>
      untold('o1').asks('OpenRemediation', '2023-04-03', { source: { ...undated, ...changes } })
    asks({ responsiblePostId: 'clerk' }).rejected('PostNotInAgency')
    asks({ dueOn: '2023-04-03' }).rejected('DueBeforeItBegins')
    expect(asks({ dueOn: '2023-04-04' }).events).toHaveLength(1)
    expect(asks({}).events).toMatchObject([{ data: { dueOn: '2023-05-03' } }])
  })

  it('R1: under the standing order of a plan in force when it is taken up', () => {
    const asks = (on: string, recordedOn = on) =>
      untold('o1').asks('OpenRemediation', on, { source: openingBalance }, { recordedOn })
    asks('2023-03-02').rejected('StandingOrderNotInForce')
    expect(asks('2023-03-03').events).toHaveLength(1)
    // What came to light last year is taken up this year.
    expect(asks('2022-11-01', '2023-03-03').events).toMatchObject([
      { data: { recordedLateDays: 122 } },
    ])
  })

  it('R26: of an agency that is there', () => {
    const ended = {
      'agency-dong-da': [sampleDissolution('dong-da', 'hoan-kiem', '2023-04-03')],
    }
    untold('o1')
      .after(ended)
      .asks('OpenRemediation', '2023-04-03', { source: openingBalance })
      .rejected('HolderNotInForce')
    untold('o1').after(ended).does('OpenRemediation', '2023-04-02', { source: openingBalance })
    // Told of when it has ended: it was there when it happened.
    untold('o1')
      .after(ended)
      .does(
        'OpenRemediation',
        '2023-04-02',
        { source: openingBalance },
        { recordedOn: '2023-04-05' },
      )
  })

  it('R28: by a document that was signed', () => {
    const asks = (signedOn: string) =>
      untold('c1').asks('OpenRemediation', '2023-03-06', {
        source: { ...civilDuty, document: document('so-noi-vu', signedOn) },
      })
    asks('2023-03-07').rejected('DocumentNotSigned')
    expect(asks('2023-03-06').events).toHaveLength(1)
  })

  it('R5: who would verify itself is replaced by the issuer from the start', () => {
    const self = untold('o1').does('OpenRemediation', '2023-04-03', {
      source: { ...openingBalance, subjectId: 'so-noi-vu' },
    })
    expect(self.state).toMatchObject({ verifierId: 'ubnd-thanh-pho' })
    expect(inherited.state).toMatchObject({ verifierId: 'so-noi-vu' })
  })

  it('R21: by who may pursue it', () => {
    untold('o1')
      .asks('OpenRemediation', '2023-04-03', { source: openingBalance }, { actor: holder })
      .rejected('NoAuthorityOverRemedy')
  })
})

describe('the plan of remedy', () => {
  const plan = { text: 'Synthetic', finishOn: '2023-06-01' }

  it('R16: ends by the due date; whoever is late already says when', () => {
    opened.does('SubmitRemediationPlan', '2023-05-05', plan)
    opened
      .asks('SubmitRemediationPlan', '2023-05-05', { ...plan, finishOn: '2023-06-02' })
      .rejected('PlanOfRemedyTooLong')
    const late = opened.asks('SubmitRemediationPlan', '2023-06-02', {
      ...plan,
      finishOn: '2023-07-01',
    })
    expect(late.events).toMatchObject([{ data: { late: true } }])
    const inTime = opened.asks('SubmitRemediationPlan', '2023-06-01', plan)
    expect(inTime.events).toMatchObject([{ data: { late: false } }])
  })

  it('R21: is the holder’s, and answered from outside, once', () => {
    opened
      .asks('SubmitRemediationPlan', '2023-05-05', plan, { actor: lead })
      .rejected('NotTheHolder')
    const submitted = opened.does('SubmitRemediationPlan', '2023-05-05', plan, { actor: holder })
    submitted
      .asks('ApproveRemediationPlan', '2023-05-06', {}, { actor: holder })
      .rejected('NoAuthorityOverRemedy')
    const approved = submitted.does('ApproveRemediationPlan', '2023-05-06', {}, { actor: lead })
    expect(approved.state).toMatchObject({ remedyPlan: 'approved' })
    approved.asks('ReturnRemediationPlan', '2023-05-07', { reason: 'S' }).rejected('NoPlanOfRemedy')
    const back = submitted.does('ReturnRemediationPlan', '2023-05-06', { reason: 'S' })
    expect(back.state).toMatchObject({ remedyPlan: 'returned' })
    back.does('SubmitRemediationPlan', '2023-05-08', plan)
    opened.asks('ApproveRemediationPlan', '2023-05-06', {}).rejected('NoPlanOfRemedy')
  })

  it('R21: progress is the holder’s to report', () => {
    opened.does('ReportProgress', '2023-05-10', { done: 0.5, text: 'S' }, { actor: holder })
    opened
      .asks('ReportProgress', '2023-05-10', { done: 0.5, text: 'S' }, { actor: stranger })
      .rejected('NotTheHolder')
  })
})

describe('claim and verification', () => {
  it('R16: a claim is in time by the day of its record', () => {
    const claims = (recordedOn: string) =>
      opened.asks('ClaimCompletion', '2023-05-30', claim, { recordedOn }).events
    expect(claims('2023-06-01')).toMatchObject([{ data: { late: false } }])
    expect(claims('2023-06-02')).toMatchObject([{ data: { late: true } }])
  })

  it('R21: only the holder claims, one claim at a time', () => {
    opened.asks('ClaimCompletion', '2023-05-30', claim, { actor: lead }).rejected('NotTheHolder')
    opened.does('ClaimCompletion', '2023-05-30', claim, { actor: holder })
    claimed.asks('ClaimCompletion', '2023-05-31', claim).rejected('ClaimNotExamined')
  })

  it('R28: evidence isn’t taken after the claim', () => {
    opened
      .asks('ClaimCompletion', '2023-05-30', { ...claim, evidence: evidence('2023-05-31') })
      .rejected({ _tag: 'NotYetHappened', rule: 'R28', happenedOn: '2023-05-31' })
    opened.does('ClaimCompletion', '2023-05-30', { ...claim, evidence: evidence('2023-05-30') })
  })

  it('R21: closed by who concluded, or the plan’s issuer, once it was claimed', () => {
    expect(verified.state).toMatchObject({ status: 'verified', verifiedBy: 'so-noi-vu' })
    claimed.does('VerifyCompletion', '2023-06-05', {
      ...verification,
      verifiedBy: 'ubnd-thanh-pho',
    })
    opened.asks('VerifyCompletion', '2023-06-05', verification).rejected('CompletionNotClaimed')
    claimed.asks('VerifyCompletion', '2023-05-29', verification).rejected('BeforeTheStepBefore')
    claimed
      .asks('VerifyCompletion', '2023-06-05', verification, { actor: stranger })
      .rejected('NoAuthorityOverRemedy')
    claimed.does('VerifyCompletion', '2023-06-05', verification, { actor: lead })
    verified.asks('VerifyCompletion', '2023-06-06', verification).rejected('RemediationIsClosed')
  })

  it('R21: another, if the plan’s issuer names it by a document signed by then', () => {
    const by = (namedBy?: ReturnType<typeof document>) =>
      claimed.asks('VerifyCompletion', '2023-06-05', {
        ...verification,
        verifiedBy: 'so-tu-phap',
        ...(namedBy === undefined ? {} : { namedBy }),
      })
    by().rejected({
      _tag: 'VerifierNotNamed',
      rule: 'R21',
      verifierId: 'so-tu-phap',
      namedBy: 'ubnd-thanh-pho',
    })
    by(document('so-noi-vu')).rejected('VerifierNotNamed')
    by(document('ubnd-thanh-pho', '2023-06-06')).rejected('DocumentNotSigned')
    expect(by(document('ubnd-thanh-pho', '2023-06-05')).events).toHaveLength(1)
  })

  it('R21: never by the holder, nor by one under it, however named', () => {
    const namedBy = document('ubnd-thanh-pho')
    const by = (verifiedBy: string, through?: ReadonlyArray<string>) =>
      claimed.asks('VerifyCompletion', '2023-06-05', {
        ...verification,
        verifiedBy,
        namedBy,
        ...(through === undefined ? {} : { through }),
      })
    by('dong-da').rejected({ _tag: 'VerifierHeldIt', rule: 'R21', verifierId: 'dong-da' })
    by('phong-tu-phap').rejected({
      _tag: 'VerifierUnderHolder',
      rule: 'R21',
      verifierId: 'phong-tu-phap',
      holderId: 'dong-da',
    })
    by('phong-hoan-kiem').rejected({
      _tag: 'VerifierLineNotShown',
      rule: 'R21',
      agencyId: 'hoan-kiem',
    })
    expect(by('phong-hoan-kiem', ['hoan-kiem']).events).toHaveLength(1)
    expect(by('hoan-kiem').events).toHaveLength(1)
  })

  it('R21: nor by one further below', () => {
    const below = claimed.after({
      'agency-tram': agencyUnder('tram', 'commune', 'phong-tu-phap'),
    })
    const by = (through?: ReadonlyArray<string>) =>
      below.asks('VerifyCompletion', '2023-06-05', {
        ...verification,
        verifiedBy: 'tram',
        namedBy: document('ubnd-thanh-pho'),
        ...(through === undefined ? {} : { through }),
      })
    by().rejected('VerifierLineNotShown')
    by(['phong-tu-phap']).rejected('VerifierUnderHolder')
  })

  it('R26: by an agency in force', () => {
    const ended = claimed.after({
      'agency-so-noi-vu': [sampleDissolution('so-noi-vu', 'so-tu-phap', '2023-06-05')],
    })
    ended.asks('VerifyCompletion', '2023-06-05', verification).rejected('VerifierNotInForce')
    ended.does('VerifyCompletion', '2023-06-04', verification)
  })

  it('R16: rejected, it is open again, as far as it has come', () => {
    const back = claimed.does('RejectCompletion', '2023-06-09', refusal)
    expect(back.state).toMatchObject({ status: 'open', lastDay: '2023-06-09' })
    back.does('ClaimCompletion', '2023-06-12', claim)
    opened.asks('RejectCompletion', '2023-06-09', refusal).rejected('CompletionNotClaimed')
  })
})
