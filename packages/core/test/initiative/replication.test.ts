/**
 * Replication, agency by agency: each rule on both sides of its boundary.
 */
import { officialFrom, sampleDissolution } from '@kiemtra/core/testing'
import { describe, expect, it } from 'vitest'
import { openReplications } from '../../src/initiative/index.ts'
import {
  assessed,
  assessment,
  confirmation,
  document,
  ended,
  evaluated,
  evaluation,
  failed,
  halfway,
  pilot,
  piloted,
  recognised,
  replicated,
  replicating,
  replication,
  waived,
} from './support.ts'

const by = (agencyId: string) => ({ actor: officialFrom(agencyId) })
const about = { initiativeId: 'n1', originId: 'dong-da', recordedLateDays: 0 }
const dueAt = (agencyId: string, dueOn = '2023-09-29') => [{ agencyId, dueOn }]
const openAt = (story: typeof replicating) =>
  openReplications(story.state).map(({ agencyId }) => agencyId)

describe('the start', () => {
  it('R24: each agency has a due date of its own', () => {
    const [event] = evaluated.asks('StartReplication', '2023-07-03', replication()).events
    expect(event).toEqual({
      type: 'ReplicationStarted',
      data: { ...about, happenedOn: '2023-07-03', ...replication() },
    })
    const asked = { askedOn: '2023-07-03', orderedBy: 'ubnd-thanh-pho', result: undefined }
    expect(replicating.state).toMatchObject({
      status: 'replicating',
      since: '2023-07-03',
      replications: [
        { agencyId: 'hoan-kiem', dueOn: '2023-09-29', ...asked },
        { agencyId: 'phuong-hang-bac', dueOn: '2023-10-31', ...asked },
      ],
    })
    expect(openAt(replicating)).toEqual(['hoan-kiem', 'phuong-hang-bac'])
    expect(openReplications(recognised.state)).toEqual([])
  })

  it('R24: only of what was recognised', () => {
    const tried = assessed
      .does('StartPilot', '2023-05-22', pilot)
      .does('EvaluatePilot', '2023-06-30', evaluation())
    tried
      .asks('StartReplication', '2023-07-03', replication())
      .rejected({ _tag: 'NotRecognised', rule: 'R24', initiativeId: 'n1' })
    const then = tried.does('RecogniseInitiative', '2023-07-03', { document: document() })
    expect(then.asks('StartReplication', '2023-07-03', replication()).events).toHaveLength(1)
  })

  it('R24: only after a pilot that succeeded, or a waiver', () => {
    const no = { _tag: 'PilotNotPassed', rule: 'R24', initiativeId: 'n1' } as const
    const unclear = piloted.does('EvaluatePilot', '2023-06-30', evaluation('inconclusive'))
    for (const story of [recognised, piloted, failed, unclear]) {
      story.asks('StartReplication', '2023-07-03', replication()).rejected(no)
    }
    for (const story of [evaluated, waived]) {
      expect(story.asks('StartReplication', '2023-07-03', replication()).events).toHaveLength(1)
    }
    const later = { ...pilot, from: '2023-07-03', until: '2023-07-31' }
    const twice = evaluated
      .does('StartPilot', '2023-07-03', later)
      .does('EvaluatePilot', '2023-07-31', evaluation('inconclusive'))
    twice.asks('StartReplication', '2023-08-01', replication()).rejected(no)
    const lenient = waived
      .does('StartPilot', '2023-07-03', later)
      .does('EvaluatePilot', '2023-07-31', evaluation('inconclusive'))
    expect(lenient.asks('StartReplication', '2023-08-01', replication()).events).toHaveLength(1)
  })

  it('R24: while the next pilot is under way, the last one counts', () => {
    const next = { ...pilot, from: '2023-07-03', until: '2023-07-31' }
    const story = evaluated.does('StartPilot', '2023-07-03', next)
    expect(story.asks('StartReplication', '2023-07-04', replication()).events).toHaveLength(1)
  })

  it('R25: the city orders it anywhere, central bodies included', () => {
    for (const agencyId of ['so-noi-vu', 'phuong-lang-ha', 'tram-y-te', 'cuc-thue']) {
      const { events } = evaluated.asks(
        'StartReplication',
        '2023-07-03',
        replication(dueAt(agencyId)),
      )
      expect(events).toHaveLength(1)
    }
  })

  it('R25: others order it right below them, and of themselves', () => {
    const from = document('hoan-kiem')
    for (const agencyId of ['phuong-hang-bac', 'hoan-kiem']) {
      const { events } = evaluated.asks(
        'StartReplication',
        '2023-07-03',
        replication(dueAt(agencyId), from),
      )
      expect(events).toHaveLength(1)
    }
    for (const agencyId of ['phuong-lang-ha', 'ba-dinh', 'ubnd-thanh-pho', 'tram-y-te']) {
      const agencies = [...dueAt('phuong-hang-bac'), ...dueAt(agencyId)]
      evaluated.asks('StartReplication', '2023-07-03', replication(agencies, from)).rejected({
        _tag: 'NotAboveTheAgency',
        rule: 'R25',
        orderedBy: 'hoan-kiem',
        agencyId,
      })
    }
    evaluated
      .asks('StartReplication', '2023-07-03', replication(dueAt('tram-y-te'), document('dong-da')))
      .rejected('NotAboveTheAgency')
  })

  it('lifecycle: not where it comes from, and not where it was asked for already', () => {
    const no = { _tag: 'ReplicatingAlready', rule: 'lifecycle' } as const
    const own = replication(dueAt('dong-da'))
    evaluated.asks('StartReplication', '2023-07-03', own).rejected({ ...no, agencyId: 'dong-da' })
    for (const story of [replicating, halfway, replicated]) {
      story
        .asks('StartReplication', '2023-09-05', replication(dueAt('hoan-kiem', '2023-12-31')))
        .rejected({ ...no, agencyId: 'hoan-kiem' })
    }
  })

  it('R24: more may follow, also after all have answered', () => {
    const more = replicated.does(
      'StartReplication',
      '2023-09-05',
      replication(dueAt('ba-dinh', '2023-12-31')),
    )
    expect(more.state).toMatchObject({ status: 'replicating', since: '2023-09-05' })
    expect(openAt(more)).toEqual(['ba-dinh'])
  })

  it('lifecycle: due on the day of the order at the earliest', () => {
    evaluated
      .asks('StartReplication', '2023-07-03', replication(dueAt('ba-dinh', '2023-07-02')))
      .rejected({
        _tag: 'ReplicationDueTooEarly',
        rule: 'lifecycle',
        agencyId: 'ba-dinh',
        earliest: '2023-07-03',
      })
    const today = replication(dueAt('ba-dinh', '2023-07-03'))
    expect(evaluated.asks('StartReplication', '2023-07-03', today).events).toHaveLength(1)
  })

  it('R26: every agency is there, and the one that orders it', () => {
    const no = { _tag: 'AgencyNotInForce', rule: 'R26' } as const
    const theirs = replication(dueAt('phuong-hang-bac'), document('hoan-kiem'))
    for (const agencyId of ['hoan-kiem', 'phuong-hang-bac']) {
      const ending = (from: string) =>
        evaluated.after(ended(agencyId, from)).asks('StartReplication', '2023-07-03', theirs)
      ending('2023-07-03').rejected({ ...no, agencyId })
      expect(ending('2023-07-04').events).toHaveLength(1)
    }
  })

  it('R24, R28: by an official of the issuer, by a signed document', () => {
    for (const agencyId of ['so-noi-vu', 'hoan-kiem']) {
      evaluated
        .asks('StartReplication', '2023-07-03', replication(), by(agencyId))
        .rejected({ _tag: 'NotEntitled', rule: 'R24', agencies: ['ubnd-thanh-pho'] })
    }
    const city = by('ubnd-thanh-pho')
    expect(
      evaluated.asks('StartReplication', '2023-07-03', replication(), city).events,
    ).toHaveLength(1)
    const signed = replication(dueAt('ba-dinh'), document('ubnd-thanh-pho', '2023-07-03'))
    evaluated
      .asks('StartReplication', '2023-07-02', signed)
      .rejected('DocumentNotSigned', { rule: 'R28', signedOn: '2023-07-03' })
    expect(evaluated.asks('StartReplication', '2023-07-03', signed).events).toHaveLength(1)
    evaluated
      .asks('StartReplication', '2023-07-03', replication(), { recordedOn: '2023-07-02' })
      .rejected('NotYetHappened', { rule: 'R28' })
  })

  it('lifecycle: the same agency isn’t asked twice at once; some agency is asked', () => {
    const twice = [...dueAt('ba-dinh'), ...dueAt('ba-dinh', '2023-10-31')]
    for (const agencies of [twice, []]) {
      evaluated
        .asks('StartReplication', '2023-07-03', replication(agencies))
        .malformed('data.agencies')
    }
  })
})

describe('the answers', () => {
  it('R24: each agency answers for itself; it is complete when the last has', () => {
    const [first] = replicating.asks('ConfirmReplication', '2023-09-01', confirmation()).events
    expect(first).toEqual({
      type: 'ReplicationConfirmed',
      data: {
        ...about,
        happenedOn: '2023-09-01',
        ...confirmation(),
        dueOn: '2023-09-29',
        late: false,
        complete: false,
      },
    })
    expect(halfway.state).toMatchObject({
      status: 'replicating',
      since: '2023-07-03',
      replications: [{ result: 'applied' }, { result: undefined }],
    })
    const unsuited = confirmation('phuong-hang-bac', 'unsuited')
    const [last] = halfway.asks('ConfirmReplication', '2023-09-04', unsuited).events
    expect(last?.data).toMatchObject({ complete: true, result: 'unsuited', late: false })
    expect(replicated.state).toMatchObject({
      status: 'replicated',
      replications: [{ result: 'applied' }, { result: 'unsuited' }],
    })
  })

  it('R24: late the day after it was due', () => {
    const late = (on: string) =>
      replicating.asks('ConfirmReplication', on, confirmation()).events[0]?.data
    expect(late('2023-09-29')).toMatchObject({ late: false })
    expect(late('2023-09-30')).toMatchObject({ late: true })
  })

  it('lifecycle: who wasn’t asked has nothing to answer, and who has answered', () => {
    const no = { _tag: 'NothingToReplicate', rule: 'lifecycle' } as const
    for (const [story, agencyId] of [
      [replicating, 'ba-dinh'],
      [halfway, 'hoan-kiem'],
      [replicated, 'phuong-hang-bac'],
      [recognised, 'hoan-kiem'],
      [assessed, 'hoan-kiem'],
    ] as const) {
      story
        .asks('ConfirmReplication', '2023-09-05', confirmation(agencyId))
        .rejected({ ...no, agencyId })
    }
  })

  it('lifecycle: on the day on which it was asked at the earliest', () => {
    replicating
      .asks('ConfirmReplication', '2023-07-02', confirmation())
      .rejected('InitiativeOutOfOrder', { rule: 'lifecycle', earliest: '2023-07-03' })
    expect(
      replicating.asks('ConfirmReplication', '2023-07-03', confirmation()).events,
    ).toHaveLength(1)
  })

  it('lifecycle: an answer waits for no other step, and moves no day', () => {
    const story = replicating.does('AssessInitiative', '2023-09-20', assessment('ba-dinh'))
    expect(story.asks('ConfirmReplication', '2023-09-01', confirmation()).events).toHaveLength(1)
    expect(
      halfway.asks('AssessInitiative', '2023-07-03', assessment('ba-dinh')).events,
    ).toHaveLength(1)
  })

  it('R24: told by the agency itself, or by who ordered it', () => {
    for (const agencyId of ['hoan-kiem', 'ubnd-thanh-pho']) {
      const { events } = replicating.asks(
        'ConfirmReplication',
        '2023-09-01',
        confirmation(),
        by(agencyId),
      )
      expect(events).toHaveLength(1)
    }
    for (const agencyId of ['phuong-hang-bac', 'so-noi-vu', 'dong-da']) {
      replicating.asks('ConfirmReplication', '2023-09-01', confirmation(), by(agencyId)).rejected({
        _tag: 'NotEntitled',
        rule: 'R24',
        agencies: ['hoan-kiem', 'ubnd-thanh-pho'],
      })
    }
  })

  it('R26, R28: of what the agency has done while it was there', () => {
    const story = replicating.after(ended('hoan-kiem', '2023-09-01'))
    expect(story.asks('ConfirmReplication', '2023-08-31', confirmation()).events).toHaveLength(1)
    story
      .asks('ConfirmReplication', '2023-09-01', confirmation())
      .rejected({ _tag: 'AgencyNotInForce', rule: 'R26', agencyId: 'hoan-kiem' })
    replicating
      .asks('ConfirmReplication', '2023-09-01', confirmation(), { recordedOn: '2023-08-31' })
      .rejected('NotYetHappened', { rule: 'R28' })
  })
})

describe('R26: the end of an agency', () => {
  const going = { agencyId: 'hoan-kiem', toId: 'ba-dinh' }
  const gone = replicating.after(ended('hoan-kiem', '2023-08-01'))

  it('R26: what is open there goes to the taker, with its due date', () => {
    const [event] = gone.asks('TransferReplication', '2023-08-01', going).events
    expect(event).toEqual({
      type: 'ReplicationTransferred',
      data: { ...about, happenedOn: '2023-08-01', ...going, lapsed: false, complete: false },
    })
    const moved = gone.does('TransferReplication', '2023-08-01', going)
    expect(moved.state).toMatchObject({
      status: 'replicating',
      since: '2023-07-03',
      replications: [
        { agencyId: 'ba-dinh', dueOn: '2023-09-29', result: undefined },
        { agencyId: 'phuong-hang-bac' },
      ],
    })
    expect(
      moved.asks('ConfirmReplication', '2023-09-01', confirmation('ba-dinh')).events,
    ).toHaveLength(1)
  })

  it('R26: from the day of the end on, to no other', () => {
    const no = { _tag: 'NotTheTaker', rule: 'R26', agencyId: 'hoan-kiem' } as const
    gone.asks('TransferReplication', '2023-07-31', going).rejected({ ...no, toId: 'ba-dinh' })
    gone
      .asks('TransferReplication', '2023-08-01', { ...going, toId: 'so-noi-vu' })
      .rejected({ ...no, toId: 'so-noi-vu' })
    replicating
      .asks('TransferReplication', '2023-08-01', going)
      .rejected({ ...no, toId: 'ba-dinh' })
  })

  it('R26: with several successors it waits for the one that is named', () => {
    const split = sampleDissolution('hoan-kiem', 'ba-dinh', '2023-08-01')
    if (split.type !== 'AgencyDissolved') throw new Error('ends an agency')
    const successors = ['ba-dinh', 'so-noi-vu']
    const story = replicating.after({
      'agency-hoan-kiem': [{ ...split, data: { ...split.data, successors } }],
    })
    story.asks('TransferReplication', '2023-08-01', going).rejected('NotTheTaker')
    const named = story.after({
      'agency-hoan-kiem': [
        {
          type: 'TakerNamed',
          data: {
            agencyId: 'hoan-kiem',
            happenedOn: '2023-08-02',
            recordedLateDays: 0,
            takerId: 'ba-dinh',
            document: document(),
            late: false,
          },
        },
      ],
    })
    expect(named.asks('TransferReplication', '2023-08-02', going).events).toHaveLength(1)
  })

  it('R26: said by who ordered it, who had it, or who takes it; by no other', () => {
    const agencies = ['ubnd-thanh-pho', 'hoan-kiem', 'ba-dinh']
    for (const agencyId of ['dong-da', 'so-noi-vu', 'phuong-hang-bac']) {
      gone
        .asks('TransferReplication', '2023-08-01', going, by(agencyId))
        .rejected({ _tag: 'NotWhoTransfers', rule: 'R26', agencies })
    }
    for (const agencyId of agencies) {
      const { events } = gone.asks('TransferReplication', '2023-08-01', going, by(agencyId))
      expect(events).toHaveLength(1)
    }
    const policy = { kind: 'policy', name: 'succession', onBehalfOf: 'ba-dinh' } as const
    const sent = gone.asks('TransferReplication', '2023-08-01', going, { actor: policy })
    expect(sent.events).toHaveLength(1)
  })

  it('R26: it lapses where the taker has it, or thought of it', () => {
    for (const toId of ['phuong-hang-bac', 'dong-da']) {
      const story = replicating.after(ended('hoan-kiem', '2023-08-01', toId))
      const data = { agencyId: 'hoan-kiem', toId }
      const [event] = story.asks('TransferReplication', '2023-08-01', data).events
      expect(event?.data).toMatchObject({ lapsed: true, complete: false })
      const lapsed = story.does('TransferReplication', '2023-08-01', data)
      expect(lapsed.state).toMatchObject({
        status: 'replicating',
        replications: [{ agencyId: 'hoan-kiem', result: 'lapsed' }, { result: undefined }],
      })
      lapsed.asks('TransferReplication', '2023-08-02', data).rejected('NothingToReplicate')
    }
  })

  it('R26: it is complete when what lapses was the last that was open', () => {
    const other = replicating.does(
      'ConfirmReplication',
      '2023-07-20',
      confirmation('phuong-hang-bac'),
    )
    const lapsing = other.after(ended('hoan-kiem', '2023-08-01', 'phuong-hang-bac'))
    const data = { agencyId: 'hoan-kiem', toId: 'phuong-hang-bac' }
    const [event] = lapsing.asks('TransferReplication', '2023-08-01', data).events
    expect(event?.data).toMatchObject({ lapsed: true, complete: true })
    expect(lapsing.does('TransferReplication', '2023-08-01', data).state).toMatchObject({
      status: 'replicated',
      replications: [{ result: 'lapsed' }, { result: 'applied' }],
    })
    const moving = other.after(ended('hoan-kiem', '2023-08-01'))
    const [moved] = moving.asks('TransferReplication', '2023-08-01', going).events
    expect(moved?.data).toMatchObject({ lapsed: false, complete: false })
  })

  it('R26: what was answered stays where it was; a taker may end, too', () => {
    halfway
      .after(ended('hoan-kiem', '2023-09-02'))
      .asks('TransferReplication', '2023-09-02', going)
      .rejected({ _tag: 'NothingToReplicate', rule: 'lifecycle', agencyId: 'hoan-kiem' })
    const on = gone
      .does('TransferReplication', '2023-08-01', going)
      .after(ended('ba-dinh', '2023-08-15', 'so-noi-vu'))
      .does('TransferReplication', '2023-08-15', { agencyId: 'ba-dinh', toId: 'so-noi-vu' })
    expect(openAt(on)).toEqual(['so-noi-vu', 'phuong-hang-bac'])
  })

  it('lifecycle: not before it was asked for; it waits for no other step', () => {
    const early = replicating.after(ended('hoan-kiem', '2023-07-01'))
    early
      .asks('TransferReplication', '2023-07-02', going)
      .rejected('InitiativeOutOfOrder', { rule: 'lifecycle', earliest: '2023-07-03' })
    expect(early.asks('TransferReplication', '2023-07-03', going).events).toHaveLength(1)
    const story = gone.does('AssessInitiative', '2023-09-20', assessment('ba-dinh'))
    expect(story.asks('TransferReplication', '2023-08-01', going).events).toHaveLength(1)
  })

  it('R28: not told before it happened', () => {
    gone
      .asks('TransferReplication', '2023-08-01', going, { recordedOn: '2023-07-31' })
      .rejected('NotYetHappened', { rule: 'R28' })
  })
})
