/**
 * From the record to the recognition: each rule on both sides of its boundary.
 */
import { officialFrom, sampleRevocation } from '@kiemtra/core/testing'
import { describe, expect, it } from 'vitest'
import {
  assessed,
  assessment,
  declined,
  document,
  ended,
  evaluated,
  found,
  fromFinding,
  initiative,
  piloted,
  recognised,
  recognition,
  recorded,
  refusal,
  replicated,
  replicating,
  untold,
} from './support.ts'

const fromAgency = { kind: 'agency' } as const
const fromContest = (by = document('so-tu-phap')) => ({ kind: 'contest', document: by }) as const
const by = (agencyId: string) => ({ actor: officialFrom(agencyId) })

describe('the record', () => {
  it('R24: keeps what it is, where it comes from, and how late it was told', () => {
    const [event] = untold.asks('RecordInitiative', '2023-05-04', initiative(), {
      recordedOn: '2023-05-08',
    }).events
    const { agencyId: originId, ...rest } = initiative()
    expect(event).toEqual({
      type: 'InitiativeRecorded',
      data: {
        initiativeId: 'n1',
        originId,
        ...rest,
        happenedOn: '2023-05-04',
        recordedLateDays: 4,
      },
    })
    expect(recorded.state).toEqual({
      status: 'recorded',
      initiativeId: 'n1',
      originId: 'dong-da',
      source: fromFinding,
      since: '2023-05-04',
    })
  })

  it('lifecycle: it is recorded once, and nothing is asked of one that never was', () => {
    recorded.asks('RecordInitiative', '2023-05-05', initiative()).rejected({
      _tag: 'InitiativeAlreadyRecorded',
      rule: 'lifecycle',
      initiativeId: 'n1',
    })
    for (const story of [assessed, declined, replicated]) {
      story
        .asks('RecordInitiative', '2023-12-01', initiative())
        .rejected('InitiativeAlreadyRecorded')
    }
    untold.asks('AssessInitiative', '2023-05-10', assessment()).rejected({
      _tag: 'InitiativeNotRecorded',
      rule: 'lifecycle',
      initiativeId: 'n1',
    })
  })

  it.each(['initiative', 'achievement'] as const)(
    'R24: a finding of an %s may become one',
    (kind) => {
      const story = untold.where(found(kind))
      expect(story.asks('RecordInitiative', '2023-05-04', initiative()).events).toHaveLength(1)
    },
  )

  it('R24: no other finding does, none that was withdrawn, and none that there isn’t', () => {
    const no = { _tag: 'NotAnInitiative', rule: 'R24', inspectionId: 'i1' } as const
    for (const findingId of ['f1', 'f2', 'f3', 'f9']) {
      untold
        .asks(
          'RecordInitiative',
          '2023-05-04',
          initiative({ source: { ...fromFinding, findingId } }),
        )
        .rejected({ ...no, findingId })
    }
    const withdrawn = found('initiative', {
      type: 'FindingWithdrawn',
      data: {
        inspectionId: 'i1',
        happenedAt: '2023-04-12T02:00:00.000Z',
        recordedLateDays: 0,
        memberId: 'tp-1',
        findingId: 'f4',
        reason: 'Synthetic',
      },
    })
    untold
      .where(withdrawn)
      .asks('RecordInitiative', '2023-05-04', initiative())
      .rejected({ ...no, findingId: 'f4' })
  })

  it('R24: the inspection has concluded on it, and its conclusion stands', () => {
    const no = {
      _tag: 'FindingNotConcluded',
      rule: 'R24',
      inspectionId: 'i1',
      findingId: 'f4',
    } as const
    const { 'inspection-i1': log = [] } = found('initiative')
    for (const story of [
      untold.where({ 'inspection-i1': log.slice(0, -1) }),
      untold.where({ 'inspection-i1': [] }),
      untold.after({ 'inspection-i1': [sampleRevocation('2023-05-02')] }),
    ]) {
      story.asks('RecordInitiative', '2023-05-04', initiative()).rejected(no)
    }
  })

  it('lifecycle: on the day of the conclusion at the earliest', () => {
    untold.asks('RecordInitiative', '2023-04-27', initiative()).rejected({
      _tag: 'InitiativeOutOfOrder',
      rule: 'lifecycle',
      initiativeId: 'n1',
      earliest: '2023-04-28',
    })
    expect(untold.asks('RecordInitiative', '2023-04-28', initiative()).events).toHaveLength(1)
  })

  it('R24: it was found at the subject, or right below it', () => {
    for (const agencyId of ['dong-da', 'phuong-lang-ha']) {
      const { events } = untold.asks('RecordInitiative', '2023-05-04', initiative({ agencyId }))
      expect(events[0]?.data).toMatchObject({ originId: agencyId })
    }
    for (const agencyId of ['hoan-kiem', 'phuong-hang-bac', 'tram-y-te', 'ubnd-thanh-pho']) {
      untold.asks('RecordInitiative', '2023-05-04', initiative({ agencyId })).rejected({
        _tag: 'FoundElsewhere',
        rule: 'R24',
        inspectionId: 'i1',
        findingId: 'f4',
        agencyId,
      })
      const own = initiative({ agencyId, source: fromAgency })
      expect(untold.asks('RecordInitiative', '2023-05-04', own).events).toHaveLength(1)
    }
  })

  it('R28: a contest’s document is signed by then; nothing is told before it happened', () => {
    const contest = initiative({ source: fromContest(document('so-tu-phap', '2023-05-04')) })
    untold.asks('RecordInitiative', '2023-05-03', contest).rejected({
      _tag: 'DocumentNotSigned',
      rule: 'R28',
      signedOn: '2023-05-04',
      happenedOn: '2023-05-03',
    })
    expect(untold.asks('RecordInitiative', '2023-05-04', contest).events).toHaveLength(1)
    untold
      .asks('RecordInitiative', '2023-05-04', contest, { recordedOn: '2023-05-03' })
      .rejected({ _tag: 'NotYetHappened', rule: 'R28', happenedOn: '2023-05-04' })
  })

  it('R26: the agency is there on the day', () => {
    const own = initiative({ source: fromAgency })
    const story = untold.after(ended('dong-da', '2023-05-05'))
    expect(story.asks('RecordInitiative', '2023-05-04', own).events).toHaveLength(1)
    story
      .asks('RecordInitiative', '2023-05-05', own)
      .rejected({ _tag: 'AgencyNotInForce', rule: 'R26', agencyId: 'dong-da' })
  })

  it.each([
    ['a finding', fromFinding, ['so-noi-vu'], ['dong-da', 'ubnd-thanh-pho', 'so-tu-phap']],
    ['an agency', fromAgency, ['dong-da'], ['so-noi-vu', 'ubnd-thanh-pho']],
    ['a contest', fromContest(), ['dong-da', 'so-tu-phap'], ['so-noi-vu', 'hoan-kiem']],
  ] as const)('R24: one of %s is recorded by those whose matter it is', (_, source, yes, no) => {
    for (const agencyId of yes) {
      const told = untold.asks(
        'RecordInitiative',
        '2023-05-04',
        initiative({ source }),
        by(agencyId),
      )
      expect(told.events).toHaveLength(1)
    }
    for (const agencyId of no) {
      untold.asks('RecordInitiative', '2023-05-04', initiative({ source }), by(agencyId)).rejected({
        _tag: 'NotEntitled',
        rule: 'R24',
        agencies: [...new Set(entitled(source.kind))],
      })
    }
  })

  it('R24: of a finding, by who concluded and by who led the inspection', () => {
    const { 'inspection-i1': log = [] } = found('initiative')
    const led = log.map((event) =>
      event.type === 'InspectionProposed'
        ? { ...event, data: { ...Object(event.data), leadAgencyId: 'so-tu-phap' } }
        : event,
    )
    const story = untold.where({ 'inspection-i1': led })
    for (const agencyId of ['so-noi-vu', 'so-tu-phap']) {
      const told = story.asks('RecordInitiative', '2023-05-04', initiative(), by(agencyId))
      expect(told.events).toHaveLength(1)
    }
  })
})

const entitled = (kind: 'finding' | 'agency' | 'contest'): ReadonlyArray<string> =>
  ({ finding: ['so-noi-vu'], agency: ['dong-da'], contest: ['dong-da', 'so-tu-phap'] })[kind]

describe('the assessment', () => {
  it('R24: says what it is worth, from outside', () => {
    const [event] = recorded.asks('AssessInitiative', '2023-05-10', assessment(), {
      ...by('so-noi-vu'),
      recordedOn: '2023-05-11',
    }).events
    expect(event).toEqual({
      type: 'InitiativeAssessed',
      data: {
        initiativeId: 'n1',
        originId: 'dong-da',
        happenedOn: '2023-05-10',
        recordedLateDays: 1,
        ...assessment(),
      },
    })
    expect(assessed.state).toMatchObject({
      status: 'assessed',
      since: '2023-05-10',
      assessedBy: ['so-noi-vu'],
      pilots: [],
      pilotWaived: false,
    })
  })

  it('R24: not by the agency that it comes from, the first time or later', () => {
    const no = { _tag: 'AssessedByItsOrigin', rule: 'R24', originId: 'dong-da' } as const
    for (const story of [recorded, assessed]) {
      story.asks('AssessInitiative', '2023-05-10', assessment('dong-da')).rejected(no)
    }
    const superior = assessment('ubnd-thanh-pho')
    expect(recorded.asks('AssessInitiative', '2023-05-10', superior).events).toHaveLength(1)
  })

  it('R24: nor by the one that takes over from it', () => {
    const story = recorded.after(ended('dong-da', '2023-05-09'))
    story
      .asks('AssessInitiative', '2023-05-10', assessment('ba-dinh'))
      .rejected({ _tag: 'AssessedByItsOrigin', rule: 'R24', originId: 'dong-da' })
    expect(story.asks('AssessInitiative', '2023-05-10', assessment()).events).toHaveLength(1)
    const { events } = recorded.asks('AssessInitiative', '2023-05-10', assessment('ba-dinh'))
    expect(events).toHaveLength(1)
  })

  it('lifecycle: by each agency once, also after the recognition', () => {
    for (const story of [assessed, recognised, replicated]) {
      story.asks('AssessInitiative', '2023-12-01', assessment()).rejected({
        _tag: 'AssessedByItAlready',
        rule: 'lifecycle',
        agencyId: 'so-noi-vu',
      })
      const again = story.does('AssessInitiative', '2023-12-01', assessment('so-tu-phap'))
      expect(again.state).toMatchObject({
        status: 'status' in story.state ? story.state.status : '',
        since: '2023-12-01',
        assessedBy: ['so-noi-vu', 'so-tu-phap'],
      })
      again
        .asks('AssessInitiative', '2023-12-01', assessment('so-tu-phap'))
        .rejected('AssessedByItAlready')
    }
  })

  it('R24: by an official of the agency that assesses', () => {
    for (const agencyId of ['dong-da', 'ubnd-thanh-pho', 'so-tu-phap']) {
      recorded
        .asks('AssessInitiative', '2023-05-10', assessment(), by(agencyId))
        .rejected({ _tag: 'NotEntitled', rule: 'R24', agencies: ['so-noi-vu'] })
    }
  })

  it('R26: which is there on the day', () => {
    const story = recorded.after(ended('so-noi-vu', '2023-05-11'))
    expect(story.asks('AssessInitiative', '2023-05-10', assessment()).events).toHaveLength(1)
    story
      .asks('AssessInitiative', '2023-05-11', assessment())
      .rejected({ _tag: 'AgencyNotInForce', rule: 'R26', agencyId: 'so-noi-vu' })
  })

  it('R24: nothing but an assessment comes first', () => {
    const no = { _tag: 'NotAssessed', rule: 'R24', initiativeId: 'n1' } as const
    recorded.asks('RecogniseInitiative', '2023-05-15', recognition).rejected(no)
    recorded.asks('DeclineInitiative', '2023-05-15', refusal).rejected(no)
    recorded
      .asks('StartPilot', '2023-05-15', {
        agencies: ['hoan-kiem'],
        from: '2023-06-01',
        until: '2023-06-30',
        lead: 'so-noi-vu',
      })
      .rejected(no)
    recorded
      .asks('WaivePilot', '2023-05-15', { document: document(), reason: 'Synthetic' })
      .rejected(no)
  })
})

describe('the recognition', () => {
  it('R24: after an assessment, by the agency whose document says so', () => {
    const [event] = assessed.asks('RecogniseInitiative', '2023-05-15', recognition).events
    expect(event).toEqual({
      type: 'InitiativeRecognised',
      data: {
        initiativeId: 'n1',
        originId: 'dong-da',
        happenedOn: '2023-05-15',
        recordedLateDays: 0,
        document: document(),
      },
    })
    expect(recognised.state).toMatchObject({
      status: 'recognised',
      since: '2023-05-15',
      recognisedBy: 'ubnd-thanh-pho',
    })
  })

  it('R24: the authority is advised, not bound; an agency may recognise its own', () => {
    const advised = recorded.does('AssessInitiative', '2023-05-10', assessment('so-noi-vu', false))
    const own = { document: document('dong-da') }
    for (const data of [recognition, own]) {
      expect(advised.asks('RecogniseInitiative', '2023-05-15', data).events).toHaveLength(1)
    }
    expect(assessed.asks('DeclineInitiative', '2023-05-15', refusal).events).toHaveLength(1)
  })

  it('lifecycle: once, whatever has come of it since', () => {
    const no = {
      _tag: 'InitiativeAlreadyRecognised',
      rule: 'lifecycle',
      initiativeId: 'n1',
    } as const
    for (const story of [recognised, piloted, evaluated, replicating, replicated]) {
      story.asks('RecogniseInitiative', '2023-12-01', recognition).rejected(no)
      story.asks('DeclineInitiative', '2023-12-01', refusal).rejected(no)
    }
  })

  it('lifecycle: what was declined is over', () => {
    const no = { _tag: 'InitiativeIsDeclined', rule: 'lifecycle', initiativeId: 'n1' } as const
    expect(declined.state).toMatchObject({ status: 'declined', since: '2023-05-15' })
    declined.asks('RecogniseInitiative', '2023-05-16', recognition).rejected(no)
    declined.asks('AssessInitiative', '2023-05-16', assessment('so-tu-phap')).rejected(no)
    declined.asks('DeclineInitiative', '2023-05-16', refusal).rejected(no)
  })

  it('R24: declined with a reason, by who declines', () => {
    const [event] = assessed.asks('DeclineInitiative', '2023-05-15', refusal).events
    expect(event).toEqual({
      type: 'InitiativeDeclined',
      data: {
        initiativeId: 'n1',
        originId: 'dong-da',
        happenedOn: '2023-05-15',
        recordedLateDays: 0,
        ...refusal,
      },
    })
  })

  it('R24: by an official of the authority', () => {
    const no = { _tag: 'NotEntitled', rule: 'R24', agencies: ['ubnd-thanh-pho'] } as const
    for (const agencyId of ['dong-da', 'so-noi-vu']) {
      assessed.asks('RecogniseInitiative', '2023-05-15', recognition, by(agencyId)).rejected(no)
      assessed.asks('DeclineInitiative', '2023-05-15', refusal, by(agencyId)).rejected(no)
    }
    const city = by('ubnd-thanh-pho')
    expect(
      assessed.asks('RecogniseInitiative', '2023-05-15', recognition, city).events,
    ).toHaveLength(1)
    expect(assessed.asks('DeclineInitiative', '2023-05-15', refusal, city).events).toHaveLength(1)
  })

  it('R28: by a document that is signed on the day', () => {
    const data = { document: document('ubnd-thanh-pho', '2023-05-15') }
    assessed
      .asks('RecogniseInitiative', '2023-05-14', data)
      .rejected('DocumentNotSigned', { rule: 'R28', signedOn: '2023-05-15' })
    expect(assessed.asks('RecogniseInitiative', '2023-05-15', data).events).toHaveLength(1)
  })

  it('R26: the authority is there on the day', () => {
    const story = assessed.after(ended('so-noi-vu', '2023-05-16'))
    const no = { _tag: 'AgencyNotInForce', rule: 'R26', agencyId: 'so-noi-vu' } as const
    const yes = { document: document('so-noi-vu') }
    const theirs = { ...refusal, declinedBy: 'so-noi-vu' }
    expect(story.asks('RecogniseInitiative', '2023-05-15', yes).events).toHaveLength(1)
    story.asks('RecogniseInitiative', '2023-05-16', yes).rejected(no)
    expect(story.asks('DeclineInitiative', '2023-05-15', theirs).events).toHaveLength(1)
    story.asks('DeclineInitiative', '2023-05-16', theirs).rejected(no)
  })
})

describe('the order of things', () => {
  it('lifecycle: a step doesn’t lie before the one before it; on its day it may', () => {
    const no = { _tag: 'InitiativeOutOfOrder', rule: 'lifecycle', initiativeId: 'n1' } as const
    recorded
      .asks('AssessInitiative', '2023-05-03', assessment())
      .rejected({ ...no, earliest: '2023-05-04' })
    expect(recorded.asks('AssessInitiative', '2023-05-04', assessment()).events).toHaveLength(1)
    const second = assessment('so-tu-phap')
    for (const [type, data] of [
      ['AssessInitiative', second],
      ['RecogniseInitiative', recognition],
      ['DeclineInitiative', refusal],
    ] as const) {
      assessed.asks(type, '2023-05-09', data).rejected({ ...no, earliest: '2023-05-10' })
      expect(assessed.asks(type, '2023-05-10', data).events).toHaveLength(1)
    }
    recognised
      .asks('AssessInitiative', '2023-05-14', second)
      .rejected({ ...no, earliest: '2023-05-15' })
  })

  it('R28: no step is told before it happened', () => {
    const early = { recordedOn: '2023-05-19' }
    const no = { _tag: 'NotYetHappened', rule: 'R28', happenedOn: '2023-05-20' } as const
    recorded.asks('AssessInitiative', '2023-05-20', assessment(), early).rejected(no)
    assessed.asks('RecogniseInitiative', '2023-05-20', recognition, early).rejected(no)
    assessed.asks('DeclineInitiative', '2023-05-20', refusal, early).rejected(no)
  })
})
