/**
 * Pilots: tried out somewhere, judged by somebody else, or waived; each rule on both sides of its
 * boundary.
 */
import { officialFrom } from '@kiemtra/core/testing'
import { describe, expect, it } from 'vitest'
import {
  assessed,
  assessment,
  document,
  ended,
  evaluated,
  evaluation,
  failed,
  pilot,
  piloted,
  recognised,
  replication,
  waived,
  waiver,
} from './support.ts'

const by = (agencyId: string) => ({ actor: officialFrom(agencyId) })
const about = { initiativeId: 'n1', originId: 'dong-da', recordedLateDays: 0 }

describe('the start', () => {
  it('R24: tried out at some agencies, under one that leads', () => {
    const [event] = recognised.asks('StartPilot', '2023-05-22', pilot).events
    expect(event).toEqual({
      type: 'PilotStarted',
      data: { ...about, happenedOn: '2023-05-22', ...pilot },
    })
    expect(piloted.state).toMatchObject({
      status: 'recognised',
      since: '2023-05-22',
      pilots: [{ ...pilot, outcome: undefined }],
    })
  })

  it('R24: before the recognition, too', () => {
    const early = assessed.does('StartPilot', '2023-05-22', pilot)
    expect(early.state).toMatchObject({ status: 'assessed' })
    expect(
      early.asks('RecogniseInitiative', '2023-05-22', { document: document() }).events,
    ).toHaveLength(1)
  })

  it('lifecycle: one at a time; the next after the evaluation', () => {
    piloted
      .asks('StartPilot', '2023-05-23', pilot)
      .rejected({ _tag: 'PilotUnderWay', rule: 'lifecycle', until: '2023-06-30' })
    const second = { ...pilot, from: '2023-07-01', until: '2023-07-31' }
    for (const story of [evaluated, failed]) {
      expect(story.does('StartPilot', '2023-07-01', second).state).toMatchObject({
        pilots: [{ until: '2023-06-30' }, { until: '2023-07-31', outcome: undefined }],
      })
    }
  })

  it('lifecycle: from the day of its start on, and for a day at least', () => {
    recognised
      .asks('StartPilot', '2023-06-02', pilot)
      .rejected({ _tag: 'PilotDatesOutOfOrder', rule: 'lifecycle', earliest: '2023-06-02' })
    expect(recognised.asks('StartPilot', '2023-06-01', pilot).events).toHaveLength(1)
    recognised
      .asks('StartPilot', '2023-05-22', { ...pilot, until: '2023-05-31' })
      .rejected({ _tag: 'PilotDatesOutOfOrder', rule: 'lifecycle', earliest: '2023-06-01' })
    const short = { ...pilot, until: '2023-06-01' }
    expect(recognised.asks('StartPilot', '2023-05-22', short).events).toHaveLength(1)
  })

  it('R26: at agencies that are there on its first day, under one that is there today', () => {
    const no = { _tag: 'AgencyNotInForce', rule: 'R26' } as const
    for (const agencyId of pilot.agencies) {
      const ending = (from: string) =>
        recognised.after(ended(agencyId, from)).asks('StartPilot', '2023-05-22', pilot)
      ending('2023-06-01').rejected({ ...no, agencyId })
      expect(ending('2023-06-02').events).toHaveLength(1)
    }
    const leading = (from: string) =>
      recognised.after(ended('so-noi-vu', from)).asks('StartPilot', '2023-05-22', pilot)
    leading('2023-05-22').rejected({ ...no, agencyId: 'so-noi-vu' })
    expect(leading('2023-05-23').events).toHaveLength(1)
  })

  it('R24: by an official of who leads', () => {
    for (const agencyId of ['hoan-kiem', 'dong-da', 'ubnd-thanh-pho']) {
      recognised
        .asks('StartPilot', '2023-05-22', pilot, by(agencyId))
        .rejected({ _tag: 'NotEntitled', rule: 'R24', agencies: ['so-noi-vu'] })
    }
    const { events } = recognised.asks('StartPilot', '2023-05-22', pilot, by('so-noi-vu'))
    expect(events).toHaveLength(1)
  })

  it('R28: not told before it happened', () => {
    recognised
      .asks('StartPilot', '2023-05-22', pilot, { recordedOn: '2023-05-21' })
      .rejected('NotYetHappened', { rule: 'R28' })
  })

  it('lifecycle: not before the step before it; on its day', () => {
    recognised
      .asks('StartPilot', '2023-05-14', pilot)
      .rejected('InitiativeOutOfOrder', { rule: 'lifecycle', earliest: '2023-05-15' })
    expect(recognised.asks('StartPilot', '2023-05-15', pilot).events).toHaveLength(1)
  })
})

describe('the evaluation', () => {
  it('R24: says how it came out, and at which agencies', () => {
    const [event] = piloted.asks('EvaluatePilot', '2023-06-30', evaluation()).events
    expect(event).toEqual({
      type: 'PilotEvaluated',
      data: {
        ...about,
        happenedOn: '2023-06-30',
        agencies: pilot.agencies,
        ended: [],
        ...evaluation(),
      },
    })
    expect(evaluated.state).toMatchObject({
      since: '2023-06-30',
      pilots: [{ ...pilot, outcome: 'successful' }],
    })
  })

  it('lifecycle: of a pilot that is under way', () => {
    for (const story of [recognised, evaluated, waived]) {
      story
        .asks('EvaluatePilot', '2023-07-01', evaluation())
        .rejected({ _tag: 'NoPilotUnderWay', rule: 'lifecycle', initiativeId: 'n1' })
    }
  })

  it('R24: by an agency that neither took part nor thought of it', () => {
    for (const agencyId of ['dong-da', ...pilot.agencies]) {
      piloted
        .asks('EvaluatePilot', '2023-06-30', evaluation('successful', agencyId))
        .rejected({ _tag: 'EvaluatedByItsOwn', rule: 'R24', agencyId })
    }
    for (const agencyId of ['so-noi-vu', 'ubnd-thanh-pho']) {
      const { events } = piloted.asks(
        'EvaluatePilot',
        '2023-06-30',
        evaluation('successful', agencyId),
      )
      expect(events).toHaveLength(1)
    }
  })

  it('R24: nor took over from one that took part, or thought of it', () => {
    const no = { _tag: 'EvaluatedByItsOwn', rule: 'R24', agencyId: 'ba-dinh' } as const
    for (const agencyId of ['hoan-kiem', 'phuong-hang-bac', 'dong-da']) {
      piloted
        .after(ended(agencyId, '2023-06-20'))
        .asks('EvaluatePilot', '2023-06-30', evaluation('inconclusive', 'ba-dinh'))
        .rejected(no)
    }
    const elsewhere = piloted
      .after(ended('hoan-kiem', '2023-06-20', 'so-noi-vu'))
      .does('AssessInitiative', '2023-06-20', assessment('ba-dinh'))
    expect(
      elsewhere.asks('EvaluatePilot', '2023-06-30', evaluation('inconclusive', 'ba-dinh')).events,
    ).toHaveLength(1)
  })

  it('R24: it succeeds on its last day at the earliest; it may come out otherwise before', () => {
    piloted
      .asks('EvaluatePilot', '2023-06-29', evaluation())
      .rejected({ _tag: 'PilotNotOver', rule: 'R24', until: '2023-06-30' })
    for (const outcome of ['unsuccessful', 'inconclusive'] as const) {
      const { events } = piloted.asks('EvaluatePilot', '2023-06-29', evaluation(outcome))
      expect(events[0]?.data).toMatchObject({ outcome })
    }
  })

  it('lifecycle: on its first day at the earliest', () => {
    const early = evaluation('unsuccessful')
    piloted
      .asks('EvaluatePilot', '2023-05-31', early)
      .rejected('InitiativeOutOfOrder', { rule: 'lifecycle', earliest: '2023-06-01' })
    expect(piloted.asks('EvaluatePilot', '2023-06-01', early).events).toHaveLength(1)
  })

  it('R24, R26: it succeeds where one of its agencies was there to the last day', () => {
    const one = piloted.after(ended('hoan-kiem', '2023-06-30'))
    const [event] = one.asks('EvaluatePilot', '2023-06-30', evaluation()).events
    expect(event?.data).toMatchObject({ ended: ['hoan-kiem'], outcome: 'successful' })
    const both = one.after(ended('phuong-hang-bac', '2023-06-30'))
    both
      .asks('EvaluatePilot', '2023-06-30', evaluation())
      .rejected({ _tag: 'PilotNotCarriedThrough', rule: 'R24', until: '2023-06-30' })
    for (const outcome of ['unsuccessful', 'inconclusive'] as const) {
      const { events } = both.asks('EvaluatePilot', '2023-06-30', evaluation(outcome))
      expect(events[0]?.data).toMatchObject({ ended: pilot.agencies })
    }
    const after = one.after(ended('phuong-hang-bac', '2023-07-01'))
    expect(after.asks('EvaluatePilot', '2023-07-02', evaluation()).events[0]?.data).toMatchObject({
      ended: ['hoan-kiem'],
    })
  })

  it('R26: by an agency that is there on the day', () => {
    const story = piloted.after(ended('ubnd-thanh-pho', '2023-07-01'))
    expect(story.asks('EvaluatePilot', '2023-06-30', evaluation()).events).toHaveLength(1)
    story
      .asks('EvaluatePilot', '2023-07-01', evaluation())
      .rejected({ _tag: 'AgencyNotInForce', rule: 'R26', agencyId: 'ubnd-thanh-pho' })
  })

  it('R24: by its own official', () => {
    for (const agencyId of ['so-noi-vu', 'hoan-kiem']) {
      piloted
        .asks('EvaluatePilot', '2023-06-30', evaluation(), by(agencyId))
        .rejected({ _tag: 'NotEntitled', rule: 'R24', agencies: ['ubnd-thanh-pho'] })
    }
    const { events } = piloted.asks(
      'EvaluatePilot',
      '2023-06-30',
      evaluation(),
      by('ubnd-thanh-pho'),
    )
    expect(events).toHaveLength(1)
  })

  it('R28: not told before it happened', () => {
    piloted
      .asks('EvaluatePilot', '2023-06-30', evaluation(), { recordedOn: '2023-06-29' })
      .rejected('NotYetHappened', { rule: 'R28' })
  })
})

describe('the waiver', () => {
  it('R24: by a document, with a reason', () => {
    const [event] = recognised.asks('WaivePilot', '2023-05-22', waiver).events
    expect(event).toEqual({
      type: 'PilotWaived',
      data: { ...about, happenedOn: '2023-05-22', ...waiver },
    })
    expect(waived.state).toMatchObject({
      status: 'recognised',
      since: '2023-05-22',
      pilotWaived: true,
    })
  })

  it('lifecycle: once, and not while a pilot is under way', () => {
    waived
      .asks('WaivePilot', '2023-05-23', waiver)
      .rejected({ _tag: 'PilotWaivedAlready', rule: 'lifecycle', initiativeId: 'n1' })
    piloted
      .asks('WaivePilot', '2023-05-23', waiver)
      .rejected({ _tag: 'PilotUnderWay', rule: 'lifecycle', until: '2023-06-30' })
  })

  it('R24: it is no way round a pilot that has failed', () => {
    failed
      .asks('WaivePilot', '2023-07-01', waiver)
      .rejected({ _tag: 'PilotHasFailed', rule: 'R24', initiativeId: 'n1' })
    const unclear = piloted.does('EvaluatePilot', '2023-06-30', evaluation('inconclusive'))
    expect(unclear.asks('WaivePilot', '2023-07-01', waiver).events).toHaveLength(1)
  })

  it('R24: one that fails after it counts; another that succeeds lifts it', () => {
    const then = waived
      .does('StartPilot', '2023-05-22', pilot)
      .does('EvaluatePilot', '2023-06-30', evaluation('unsuccessful'))
    then
      .asks('StartReplication', '2023-07-03', replication())
      .rejected({ _tag: 'PilotNotPassed', rule: 'R24', initiativeId: 'n1' })
    const again = then
      .does('StartPilot', '2023-07-03', { ...pilot, from: '2023-07-03', until: '2023-07-31' })
      .does('EvaluatePilot', '2023-07-31', evaluation())
    expect(again.asks('StartReplication', '2023-08-01', replication()).events).toHaveLength(1)
  })

  it('R24, R26, R28: by an official of the issuer, which is there, by a signed document', () => {
    for (const agencyId of ['dong-da', 'so-noi-vu']) {
      recognised
        .asks('WaivePilot', '2023-05-22', waiver, by(agencyId))
        .rejected({ _tag: 'NotEntitled', rule: 'R24', agencies: ['ubnd-thanh-pho'] })
    }
    const city = by('ubnd-thanh-pho')
    expect(recognised.asks('WaivePilot', '2023-05-22', waiver, city).events).toHaveLength(1)
    const signed = { ...waiver, document: document('so-noi-vu', '2023-05-22') }
    recognised
      .asks('WaivePilot', '2023-05-21', signed)
      .rejected('DocumentNotSigned', { rule: 'R28', signedOn: '2023-05-22' })
    const story = recognised.after(ended('so-noi-vu', '2023-05-23'))
    expect(story.asks('WaivePilot', '2023-05-22', signed).events).toHaveLength(1)
    story
      .asks('WaivePilot', '2023-05-23', signed)
      .rejected({ _tag: 'AgencyNotInForce', rule: 'R26', agencyId: 'so-noi-vu' })
    recognised
      .asks('WaivePilot', '2023-05-22', waiver, { recordedOn: '2023-05-21' })
      .rejected('NotYetHappened', { rule: 'R28' })
  })
})
