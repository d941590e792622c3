/**
 * R23: the delegation recommends, the competent authority decides, after the chance to explain.
 */
import {
  officialFrom,
  sampleConclusionEvents,
  sampleDissolution,
  sampleRevocation,
} from '@kiemtra/core/testing'
import { describe, expect, it } from 'vitest'
import { isDecidedOn } from '../../src/accountability/index.ts'
import { day } from '../inspection/support.ts'
import { escalated, opened as remedy } from '../remediation/support.ts'
import { agencyUnder } from '../remediation/support.ts'
import {
  asked,
  city,
  decided,
  decision,
  deputy,
  district,
  document,
  explained,
  formerHead,
  handling,
  head,
  lead,
  opened,
  organisation,
  request,
  stranger,
  untold,
} from './support.ts'

const finding = (findingId: string) => ({ kind: 'finding', inspectionId: 'i1', findingId }) as const
const recommendation = (recommendationId: string) => ({ ...handling, recommendationId })
const escalation = (remediationId: string) => ({ kind: 'escalation', remediationId }) as const

describe('opening', () => {
  it('R15: of the head on the day of the condition; R23: decided by the superior', () => {
    expect(opened.state).toMatchObject({
      status: 'open',
      conditionOn: '2023-02-01',
      competentId: 'ubnd-thanh-pho',
      about: { kind: 'post', rank: 'head', head: { personId: 'dong-da-1', acting: false } },
    })
  })

  it('R15: acting heads and vacancies included', () => {
    const registered = agencyUnder('dong-da', 'district', 'ubnd-thanh-pho').slice(0, 1)
    const vacant = untold.where({ 'agency-dong-da': registered })
    const asks = vacant.asks('OpenMatter', '2023-05-02', { about: head, source: handling })
    expect(asks.events).toMatchObject([{ data: { about: { rank: 'head' } } }])
    expect(asks.events[0]).not.toHaveProperty('data.about.head')
    const appointed = (from: string) =>
      vacant
        .after({
          'agency-dong-da': [
            {
              type: 'HeadAppointed',
              data: {
                agencyId: 'dong-da',
                happenedOn: '2023-01-01',
                recordedLateDays: 0,
                postId: 'head',
                personId: 'q-1',
                acting: true,
                from,
              },
            },
          ],
        })
        .asks('OpenMatter', '2023-05-02', { about: head, source: handling }).events[0]
    expect(appointed('2023-02-01')).toMatchObject({
      data: { about: { head: { personId: 'q-1', acting: true } } },
    })
    expect(appointed('2023-02-02')).not.toHaveProperty('data.about.head')
  })

  it('R23: who decides: on the organisation its superior, on another post the agency itself', () => {
    const competentFor = (about: typeof deputy | typeof organisation) =>
      untold.asks('OpenMatter', '2023-05-02', { about, source: handling }).events
    expect(competentFor(organisation)).toMatchObject([{ data: { competentId: 'ubnd-thanh-pho' } }])
    expect(competentFor(deputy)).toMatchObject([{ data: { competentId: 'dong-da' } }])
  })

  it('R23: the plan’s issuer where there is no superior; nobody on itself', () => {
    const asks = (registered: ReturnType<typeof agencyUnder>) =>
      untold
        .where({ 'agency-dong-da': registered })
        .asks('OpenMatter', '2023-05-02', { about: organisation, source: handling })
    expect(asks(agencyUnder('dong-da', 'district')).events).toMatchObject([
      { data: { competentId: 'ubnd-thanh-pho' } },
    ])
    asks(agencyUnder('dong-da', 'district', 'dong-da')).rejected('NoCompetentAuthority')
  })

  it('R23: from a recommendation on handling, with or without a finding', () => {
    const asks = (recommendationId: string) =>
      untold.asks('OpenMatter', '2023-05-02', {
        about: head,
        source: recommendation(recommendationId),
      })
    expect(asks('r3').events).toMatchObject([{ data: { conditionOn: '2023-04-12' } }])
    asks('r2').rejected('NoHandlingRecommended')
    asks('r9').rejected('NoHandlingRecommended')
  })

  it('R18: from a shortcoming or violation; a suspected crime is answered like one that isn’t there', () => {
    const asks = (findingId: string) =>
      untold.asks('OpenMatter', '2023-05-02', { about: head, source: finding(findingId) })
    expect(asks('f1').events).toHaveLength(1)
    expect(asks('f2').events).toHaveLength(1)
    for (const none of ['f3', 'f4', 'f9']) asks(none).rejected('NothingToAnswerFor')
    const withdrawn = sampleConclusionEvents.flatMap<{ type: string; data: unknown }>((event) =>
      event.type === 'FindingRaised' && event.data.findingId === 'f2'
        ? [
            event,
            {
              type: 'FindingWithdrawn',
              data: {
                inspectionId: 'i1',
                happenedAt: event.data.happenedAt,
                recordedLateDays: 0,
                memberId: 'tp-1',
                findingId: 'f2',
                reason: 'S',
              },
            },
          ]
        : [event],
    )
    untold
      .where({ 'inspection-i1': withdrawn })
      .asks('OpenMatter', '2023-05-02', { about: head, source: finding('f2') })
      .rejected('NothingToAnswerFor')
  })

  it('R23: on the ground of a conclusion that stands, not before it', () => {
    const asks = (on: string) => untold.asks('OpenMatter', on, { about: head, source: handling })
    asks('2023-04-27').rejected('BeforeTheActBefore')
    expect(asks('2023-04-28').events).toHaveLength(1)
    untold
      .after({ 'inspection-i1': [sampleRevocation('2023-05-02')] })
      .asks('OpenMatter', '2023-05-02', { about: head, source: handling })
      .rejected('ConclusionNotThere')
  })

  it('R22: or of a remedy that had to be escalated', () => {
    const asks = (remediationId: string, on = '2023-06-08') =>
      untold.asks('OpenMatter', on, { about: head, source: escalation(remediationId) })
    expect(asks('d1').events).toMatchObject([{ data: { conditionOn: '2023-06-01' } }])
    asks('d1', '2023-06-07').rejected('BeforeTheActBefore')
    asks('d2').rejected('RemedyNotEscalated')
    const annulled = {
      type: 'RemediationAnnulled',
      data: {
        remediationId: 'd1',
        subjectId: 'dong-da',
        happenedOn: '2023-06-12',
        recordedLateDays: 0,
        by: { kind: 'conclusion', inspectionId: 'i1' },
      },
    }
    untold
      .after({ 'remediation-d1': [annulled] })
      .asks('OpenMatter', '2023-06-13', { about: head, source: escalation('d1') })
      .rejected('RemedyNotEscalated')
    untold
      .where({ 'remediation-d1': remedy.events })
      .asks('OpenMatter', '2023-06-08', { about: head, source: escalation('d1') })
      .rejected('RemedyNotEscalated')
  })

  it('R15: of the agency that answers, and a post that it has', () => {
    untold
      .asks('OpenMatter', '2023-05-02', {
        about: { ...head, agencyId: 'hoan-kiem' },
        source: handling,
      })
      .rejected('AgencyDoesNotAnswer')
    untold
      .asks('OpenMatter', '2023-05-02', { about: { ...head, postId: 'clerk' }, source: handling })
      .rejected('PostDoesNotExist')
  })

  it('R23: by who leads, issued, concluded, or stands above; once', () => {
    const asks = (actor: typeof lead) =>
      untold.asks('OpenMatter', '2023-05-02', { about: head, source: handling }, { actor })
    for (const actor of [lead, city]) expect(asks(actor).events).toHaveLength(1)
    for (const actor of [district, stranger]) asks(actor).rejected('NotWhoRaisesIt')
    const superior = officialFrom('hoan-kiem')
    asks(superior).rejected('NotWhoRaisesIt')
    const under = untold.where({
      'agency-dong-da': agencyUnder('dong-da', 'division', 'hoan-kiem'),
    })
    under.does(
      'OpenMatter',
      '2023-05-02',
      { about: organisation, source: handling },
      { actor: superior },
    )
    opened
      .asks('OpenMatter', '2023-05-03', { about: head, source: handling })
      .rejected('MatterAlreadyOpened')
    untold.asks('RequestExplanation', '2023-05-04', request).rejected('MatterNotOpened')
  })
})

describe('the chance to explain', () => {
  it('R23: is asked for by the competent authority, by a document of its own', () => {
    const asks = (actor: typeof lead, on = document()) =>
      opened.asks('RequestExplanation', '2023-05-04', { ...request, document: on }, { actor })
    asks(lead).rejected('NotTheCompetentAuthority')
    asks(city, document('so-noi-vu')).rejected('NotTheCompetentAuthority')
    asks(city, document('ubnd-thanh-pho', '2023-05-05')).rejected('DocumentNotSigned')
    expect(asks(city).events).toMatchObject([{ data: { explanation: { date: '2023-05-11' } } }])
    asked.asks('RequestExplanation', '2023-05-05', request).rejected('ExplanationAlreadyRequested')
  })

  it('R23: is time: counted from the day on which the request is known', () => {
    const asks = (amount: number, recordedOn = '2023-05-04') =>
      opened.asks(
        'RequestExplanation',
        '2023-05-04',
        { ...request, due: { value: { amount, unit: 'days' }, basis: 'Synthetic' } },
        { recordedOn },
      )
    asks(0).rejected({ _tag: 'NoTimeToExplain', rule: 'R23', until: '2023-05-04' })
    expect(asks(1).events).toMatchObject([{ data: { explanation: { date: '2023-05-05' } } }])
    expect(asks(1, '2023-05-08').events).toMatchObject([
      { data: { explanation: { date: '2023-05-09' } } },
    ])
  })

  it('R23: is taken by the agency or the head of that day; late is marked, not refused', () => {
    const gives = (on: string, actor = district) =>
      asked.asks('GiveExplanation', on, { text: 'S' }, { actor })
    expect(gives('2023-05-11').events).toMatchObject([{ data: { late: false } }])
    expect(gives('2023-05-12').events).toMatchObject([{ data: { late: true } }])
    expect(gives('2023-05-09', formerHead).events).toHaveLength(1)
    gives('2023-05-09', stranger).rejected('NotWhoAnswers')
    opened.asks('GiveExplanation', '2023-05-09', { text: 'S' }).rejected('NoExplanationRequested')
    explained
      .asks('GiveExplanation', '2023-05-10', { text: 'S' })
      .rejected('NoExplanationRequested')
  })

  it('R23: comes before any decision', () => {
    opened.asks('DecideMatter', '2023-05-12', decision()).rejected('ExplanationNotRequested')
    asked
      .asks('DecideMatter', '2023-05-11', decision())
      .rejected({ _tag: 'ExplanationTimeOpen', rule: 'R23', until: '2023-05-11' })
    expect(asked.asks('DecideMatter', '2023-05-12', decision()).events).toMatchObject([
      { data: { explained: false, decidedBy: 'ubnd-thanh-pho' } },
    ])
    // A decision of the time when it was open isn't saved by its late record.
    asked
      .asks('DecideMatter', '2023-05-11', decision(), { recordedOn: '2023-05-15' })
      .rejected('ExplanationTimeOpen')
    expect(explained.asks('DecideMatter', '2023-05-09', decision()).events).toMatchObject([
      { data: { explained: true } },
    ])
  })
})

describe('decision', () => {
  it('R23: by the competent authority alone', () => {
    explained
      .asks('DecideMatter', '2023-05-10', decision(), { actor: lead })
      .rejected('NotTheCompetentAuthority')
    explained
      .asks('DecideMatter', '2023-05-10', decision('lessons', document('so-noi-vu')))
      .rejected('NotTheCompetentAuthority')
    explained
      .asks(
        'DecideMatter',
        '2023-05-10',
        decision('none', document('ubnd-thanh-pho', '2023-05-11')),
      )
      .rejected('DocumentNotSigned')
    explained.does('DecideMatter', '2023-05-10', decision(), { actor: city })
    explained.asks('DecideMatter', '2023-05-08', decision()).rejected('BeforeTheActBefore')
    decided.asks('DecideMatter', '2023-05-11', decision()).rejected('MatterIsOver')
    decided.asks('RequestExplanation', '2023-05-11', request).rejected('MatterIsOver')
  })

  it('R23: discipline is for persons', () => {
    const about = (who: typeof head | typeof organisation) =>
      untold
        .does('OpenMatter', '2023-05-02', { about: who, source: handling })
        .does('RequestExplanation', '2023-05-04', request)
        .asks('DecideMatter', '2023-05-12', decision('referred-for-discipline'))
    about(organisation).rejected('OutcomeForPersonsOnly')
    expect(about(head).events).toHaveLength(1)
  })

  it('R23: an apology that was decided is made once, by who answers', () => {
    const apology = { document: document('dong-da'), text: 'S' }
    decided.asks('RecordApology', '2023-05-12', apology).rejected('ApologyNotDecided')
    explained.asks('RecordApology', '2023-05-12', apology).rejected('ApologyNotDecided')
    const owed = explained.does('DecideMatter', '2023-05-10', decision('apology'))
    owed.asks('RecordApology', '2023-05-09', apology).rejected('BeforeTheActBefore')
    owed.asks('RecordApology', '2023-05-12', apology, { actor: lead }).rejected('NotWhoAnswers')
    owed
      .asks('RecordApology', '2023-05-12', {
        ...apology,
        document: document('dong-da', '2023-05-13'),
      })
      .rejected('DocumentNotSigned')
    const made = owed.does('RecordApology', '2023-05-12', apology, { actor: district })
    made.asks('RecordApology', '2023-05-13', apology).rejected('ApologyAlreadyRecorded')
  })
})

describe('withdrawal', () => {
  const gone = { 'inspection-i1': [sampleRevocation('2023-05-09')] }
  const annulled = {
    type: 'RemediationAnnulled',
    data: {
      remediationId: 'd1',
      subjectId: 'dong-da',
      happenedOn: '2023-06-12',
      recordedLateDays: 0,
      by: { kind: 'conclusion', inspectionId: 'i1' },
    },
  } as const
  const sourceGone = { by: { kind: 'source-gone' } } as const
  const byDocument = (issuer = 'ubnd-thanh-pho', signedOn = '2023-05-02') =>
    ({
      by: { kind: 'document', document: document(issuer, signedOn), reason: 'S' },
    }) as const

  it('R17: because the conclusion was revoked, as long as nothing is decided', () => {
    for (const story of [opened, asked, explained]) {
      story.asks('WithdrawMatter', '2023-05-10', sourceGone).rejected('SourceStillThere')
      const over = story.after(gone).does('WithdrawMatter', '2023-05-10', sourceGone)
      over.asks('WithdrawMatter', '2023-05-11', sourceGone).rejected('MatterIsOver')
      over.asks('DecideMatter', '2023-05-12', decision()).rejected('MatterIsOver')
    }
    decided
      .after(gone)
      .asks('WithdrawMatter', '2023-05-11', sourceGone)
      .rejected('SourceStillThere')
  })

  it('R17: or the remedy was annulled', () => {
    const raised = untold.does('OpenMatter', '2023-06-08', {
      about: head,
      source: escalation('d1'),
    })
    raised.asks('WithdrawMatter', '2023-06-12', sourceGone).rejected('SourceStillThere')
    raised.after({ 'remediation-d1': [annulled] }).does('WithdrawMatter', '2023-06-12', sourceGone)
  })

  it('R23: told by who could raise it, or would decide; not by who answers', () => {
    const no = { _tag: 'NotWhoRaisesIt', rule: 'R23' } as const
    const { 'inspection-i1': log } = gone
    const otherwise = sampleConclusionEvents.map((event) =>
      event.type === 'InspectionProposed'
        ? { ...event, data: { ...event.data, leadAgencyId: 'hoan-kiem' } }
        : event,
    )
    const story = opened.where({ 'inspection-i1': [...otherwise, ...log] })
    const told = (actor: typeof lead) =>
      story.asks('WithdrawMatter', '2023-05-10', sourceGone, { actor })
    const agencies = ['ubnd-thanh-pho', 'hoan-kiem', 'so-noi-vu']
    for (const actor of [district, stranger, formerHead]) told(actor).rejected({ ...no, agencies })
    for (const agencyId of agencies) {
      expect(told(officialFrom(agencyId)).events).toHaveLength(1)
      const policy = { kind: 'policy', name: 'followUp', onBehalfOf: agencyId } as const
      expect(told(policy).events).toHaveLength(1)
    }
  })

  it('R23: of a remedy, by who pursued it', () => {
    const raised = untold.does('OpenMatter', '2023-06-08', {
      about: deputy,
      source: escalation('d1'),
    })
    const story = raised.where({
      'remediation-d1': [
        ...escalated.events.map((event) =>
          event.type === 'RemediationOpened'
            ? { ...event, data: { ...event.data, leadAgencyId: 'so-tu-phap' } }
            : event,
        ),
        annulled,
      ],
    })
    const told = (agencyId: string) =>
      story.asks('WithdrawMatter', '2023-06-12', sourceGone, { actor: officialFrom(agencyId) })
    const agencies = ['ubnd-thanh-pho', 'dong-da', 'so-tu-phap', 'so-noi-vu']
    told('hoan-kiem').rejected({ _tag: 'NotWhoRaisesIt', rule: 'R23', agencies })
    // On another post than the head's, the agency's own head decides.
    for (const agencyId of agencies) expect(told(agencyId).events).toHaveLength(1)
  })

  it('R23: otherwise by the competent authority, a decision too', () => {
    const over = decided.does('WithdrawMatter', '2023-05-11', byDocument(), { actor: city })
    const days = ['2023-05-09', '2023-05-10', '2023-05-11']
    expect(days.map((on) => isDecidedOn(over.state, day(on)))).toEqual([false, true, false])
    expect(days.map((on) => isDecidedOn(decided.state, day(on)))).toEqual([false, true, true])
    decided
      .asks('WithdrawMatter', '2023-05-11', byDocument(), { actor: lead })
      .rejected('NotTheCompetentAuthority')
    decided
      .asks('WithdrawMatter', '2023-05-11', byDocument('so-noi-vu'))
      .rejected('NotTheCompetentAuthority')
    decided
      .asks('WithdrawMatter', '2023-05-11', byDocument('ubnd-thanh-pho', '2023-05-12'))
      .rejected('DocumentNotSigned')
  })
})

describe('transfer', () => {
  const ended = (agencyId: string, successor: string) => ({
    [`agency-${agencyId}`]: [sampleDissolution(agencyId, successor, '2023-05-10')],
  })

  it('R26: with the agency that has ended, from its last day on', () => {
    const after = asked.after(ended('dong-da', 'hoan-kiem'))
    after.asks('TransferMatter', '2023-05-09', { toId: 'hoan-kiem' }).rejected('NeitherTookOver')
    after.asks('TransferMatter', '2023-05-10', { toId: 'so-noi-vu' }).rejected('NeitherTookOver')
    const moved = after.does('TransferMatter', '2023-05-10', { toId: 'hoan-kiem' })
    expect(moved.state).toMatchObject({
      status: 'asked',
      agencyId: 'hoan-kiem',
      competentId: 'ubnd-thanh-pho',
      about: { head: { personId: 'dong-da-1' } },
    })
    asked.asks('TransferMatter', '2023-05-10', { toId: 'hoan-kiem' }).rejected('NeitherTookOver')
  })

  it('R26: what the agency itself decided on, its taker decides', () => {
    const own = untold.does('OpenMatter', '2023-05-02', { about: deputy, source: handling })
    const moved = own
      .after(ended('dong-da', 'hoan-kiem'))
      .does('TransferMatter', '2023-05-10', { toId: 'hoan-kiem' })
    expect(moved.state).toMatchObject({ agencyId: 'hoan-kiem', competentId: 'hoan-kiem' })
  })

  it('R26: the competent authority ends, and its taker decides; nobody on itself', () => {
    const moved = asked
      .after(ended('ubnd-thanh-pho', 'so-noi-vu'))
      .does('TransferMatter', '2023-05-10', { toId: 'so-noi-vu' })
    expect(moved.state).toMatchObject({ agencyId: 'dong-da', competentId: 'so-noi-vu' })
    const own = asked.after(ended('ubnd-thanh-pho', 'dong-da'))
    own.asks('TransferMatter', '2023-05-10', { toId: 'dong-da' }).rejected('NoCompetentAuthority')
    const above = own.where({ 'agency-dong-da': agencyUnder('dong-da', 'district', 'so-noi-vu') })
    expect(above.does('TransferMatter', '2023-05-10', { toId: 'dong-da' }).state).toMatchObject({
      agencyId: 'dong-da',
      competentId: 'so-noi-vu',
    })
  })

  it('R26: nobody decides on itself, on an organisation no more than on a head', () => {
    const ofAll = untold.does('OpenMatter', '2023-05-02', { about: organisation, source: handling })
    const own = ofAll.after(ended('ubnd-thanh-pho', 'dong-da'))
    own.asks('TransferMatter', '2023-05-10', { toId: 'dong-da' }).rejected('NoCompetentAuthority')
  })

  it('R23: the plan’s issuer decides where the agency took over from its superior', () => {
    const moved = untold
      .where({ 'agency-dong-da': agencyUnder('dong-da', 'district', 'so-noi-vu') })
      .does('OpenMatter', '2023-05-02', { about: head, source: handling })
      .where({ 'agency-dong-da': agencyUnder('dong-da', 'district') })
      .after(ended('so-noi-vu', 'dong-da'))
      .does('TransferMatter', '2023-05-10', { toId: 'dong-da' })
    expect(moved.state).toMatchObject({ agencyId: 'dong-da', competentId: 'ubnd-thanh-pho' })
  })

  it('R26: said by who answers, who decides, the plan’s issuer, or who takes it', () => {
    const own = untold
      .does('OpenMatter', '2023-05-02', { about: head, source: handling })
      .after(ended('dong-da', 'hoan-kiem'))
    const under = untold
      .where({ 'agency-dong-da': agencyUnder('dong-da', 'district', 'so-noi-vu') })
      .does('OpenMatter', '2023-05-02', { about: head, source: handling })
      .after(ended('dong-da', 'hoan-kiem'))
    const told = (story: typeof own, actor: typeof lead) =>
      story.asks('TransferMatter', '2023-05-10', { toId: 'hoan-kiem' }, { actor })
    for (const actor of [lead, stranger, formerHead]) {
      told(own, actor).rejected({
        _tag: 'NotWhoTransfers',
        rule: 'R26',
        agencies: ['dong-da', 'ubnd-thanh-pho', 'hoan-kiem'],
      })
    }
    for (const actor of [district, city, officialFrom('hoan-kiem')]) {
      expect(told(own, actor).events).toHaveLength(1)
    }
    for (const actor of [lead, city]) expect(told(under, actor).events).toHaveLength(1)
    const policy = { kind: 'policy', name: 'succession', onBehalfOf: 'hoan-kiem' } as const
    expect(told(own, policy).events).toHaveLength(1)
  })

  it('R26: once', () => {
    const moved = asked
      .after(ended('dong-da', 'hoan-kiem'))
      .does('TransferMatter', '2023-05-10', { toId: 'hoan-kiem' })
    moved.asks('TransferMatter', '2023-05-11', { toId: 'hoan-kiem' }).rejected('NeitherTookOver')
  })
})
