/** What was pointed out before, through all that may happen to an obligation (R19). */
import { describe, expect, it } from 'vitest'
import { priorShortcomings } from '../../src/index.ts'
import { ledToBy, refusedUntil, type Told } from './hearing.ts'

const about = (type: string, remediationId: string, data: object = {}): Told => ({
  in: `remediation-${remediationId}`,
  type,
  data: { remediationId, subjectId: 'dong-da', happenedOn: '2023-02-01', ...data },
})

const opened = (remediationId: string, data: object = {}): Told =>
  about('RemediationOpened', remediationId, {
    area: 'procedures',
    source: { kind: 'opening-balance' },
    ...data,
  })

const verified = (remediationId: string, happenedOn: string): Told =>
  about('CompletionVerified', remediationId, { happenedOn })

const index = (year: number, ...ids: ReadonlyArray<string>): Told => ({
  in: 'agency-dong-da',
  type: 'IndexResultRecorded',
  data: {
    agencyId: 'dong-da',
    year,
    shortcomings: ids.map((shortcomingId) => ({ shortcomingId, area: 'apparatus' })),
  },
})

const proposed = (subjectId = 'dong-da'): Told => ({
  in: 'inspection-i-1',
  type: 'InspectionProposed',
  data: {
    inspectionId: 'i-1',
    subjectId,
    leadAgencyId: 'so-noi-vu',
    window: { from: '2023-04-11', to: '2023-04-13' },
  },
})

/** What an inspection of somebody is told after some events. */
const toldTo = (subjectId: string, ...events: ReadonlyArray<Told>): unknown =>
  ledToBy(priorShortcomings, ...events, proposed(subjectId)).map((reaction) =>
    reaction._tag === 'Send' ? reaction.command.data : reaction,
  )

const told = (...obligations: ReadonlyArray<readonly [string, string]>) => [
  {
    inspectionId: 'i-1',
    happenedOn: '2023-03-15',
    obligations: obligations.map(([obligationId, area]) => ({
      obligationId,
      area,
      source: { kind: 'obligation' },
    })),
  },
]

describe('priorShortcomings', () => {
  it('R19: what was closed long ago and is reopened is open', () => {
    const closed = [opened('d1'), opened('d2'), verified('d1', '2021-06-01')]
    expect(toldTo('dong-da', ...closed)).toEqual(told(['d2', 'procedures']))
    expect(toldTo('dong-da', ...closed, about('RemediationReopened', 'd1'))).toEqual(
      told(['d1', 'procedures'], ['d2', 'procedures']),
    )
  })

  it('R19: an amended demand is asked about in its new area, also when it is reopened', () => {
    const amended = [opened('d1'), about('DemandAmended', 'd1', { area: 'civil-service' })]
    expect(toldTo('dong-da', ...amended)).toEqual(told(['d1', 'civil-service']))
    const again = [verified('d1', '2021-06-01'), about('RemediationReopened', 'd1')]
    expect(toldTo('dong-da', ...amended, ...again)).toEqual(told(['d1', 'civil-service']))
  })

  it('R19: what was annulled isn’t asked about; all the rest still is', () => {
    expect(
      toldTo(
        'dong-da',
        index(2022, 's-1'),
        opened('d1'),
        opened('d2'),
        about('RemediationAnnulled', 'd1'),
      ),
    ).toMatchObject([{ obligations: [{ obligationId: 'd2' }, { obligationId: 's-1' }] }])
  })

  it('R19, R26: what was handed on is its taker’s, and no longer the former holder’s', () => {
    const moved = [
      opened('d1'),
      opened('d2'),
      about('RemediationTransferred', 'd1', { subjectId: 'hoan-kiem', fromId: 'dong-da' }),
    ]
    expect(toldTo('dong-da', ...moved)).toEqual(told(['d2', 'procedures']))
    expect(toldTo('hoan-kiem', ...moved)).toEqual(told(['d1', 'procedures']))
  })

  it('R19: of last year’s index, all that was taken up as obligations isn’t asked about twice', () => {
    const taken = (remediationId: string, shortcomingId: string) =>
      opened(remediationId, { source: { kind: 'index', shortcomingId } })
    expect(
      toldTo(
        'dong-da',
        index(2022, 's-1', 's-2', 's-3'),
        index(2021, 's-0'),
        taken('d1', 's-1'),
        taken('d2', 's-2'),
      ),
    ).toMatchObject([
      {
        obligations: [
          { obligationId: 'd1' },
          { obligationId: 'd2' },
          { obligationId: 's-3', area: 'apparatus', source: { kind: 'index' } },
        ],
      },
    ])
  })

  it('R19: what was verified without being the agency’s is nobody’s', () => {
    expect(toldTo('dong-da', verified('d9', '2023-02-01'))).toEqual(told())
  })

  it('R19: an answer that came too late for its day is given once more', () => {
    const refused = refusedUntil(
      '2023-03-16',
      'inspection-i-1',
      'RequirePriorShortcomings',
      'priorShortcomings',
      1,
    )
    expect(ledToBy(priorShortcomings, opened('d1'), proposed(), refused)).toMatchObject([
      {
        onBehalfOf: 'so-noi-vu',
        command: {
          type: 'RequirePriorShortcomings',
          data: { happenedOn: '2023-03-16', obligations: [{ obligationId: 'd1' }] },
        },
      },
    ])
  })
})
