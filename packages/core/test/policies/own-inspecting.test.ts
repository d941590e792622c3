/** What a district has itself inspected, as it is counted into the answer (R29). */
import { describe, expect, it } from 'vitest'
import { ownInspecting } from '../../src/index.ts'
import { ledToBy, refusedUntil, type Told } from './hearing.ts'

const registers = (agencyId: string, level: string, superiorId?: string): Told => ({
  in: `agency-${agencyId}`,
  type: 'AgencyRegistered',
  data: { agencyId, level, superiorId },
})

const moves = (agencyId: string, superiorId: string): Told => ({
  in: `agency-${agencyId}`,
  type: 'SuperiorChanged',
  data: { agencyId, superiorId },
})

const ends = (agencyId: string, effectiveOn: string): Told => ({
  in: `agency-${agencyId}`,
  type: 'AgencyDissolved',
  data: { agencyId, effectiveOn },
})

const issues = (planId: string, issuerId: string): ReadonlyArray<Told> => [
  { in: `plan-${planId}`, type: 'PlanDrafted', data: { planId, issuerId } },
  { in: `plan-${planId}`, type: 'PlanIssued', data: { planId } },
]

interface Visit {
  readonly planId: string
  readonly issuerId: string
  readonly subjectId: string
  readonly subjectLevel: string
}

const begins = (
  inspectionId: string,
  { issuerId: planIssuerId, ...visit }: Visit,
  order?: object,
): Told => ({
  in: `inspection-${inspectionId}`,
  type: order === undefined ? 'InspectionProposed' : 'UnannouncedOrdered',
  data: { inspectionId, ...visit, planIssuerId, leadAgencyId: 'so-noi-vu', order },
})

const opens = (inspectionId: string, day = '2023-04-11', recorded = day): Told => ({
  in: `inspection-${inspectionId}`,
  type: 'InspectionOpened',
  data: { inspectionId, happenedAt: `${day}T02:00:00.000Z` },
  on: recorded,
})

const visits = (inspectionId: string, visit: Visit): ReadonlyArray<Told> => [
  begins(inspectionId, visit),
  opens(inspectionId, '2023-03-20'),
]

const byCity: Visit = {
  planId: 'p61',
  issuerId: 'city',
  subjectId: 'dong-da',
  subjectLevel: 'district',
}
const byDistrict = (subjectId: string, planId = 'p-dd'): Visit => ({
  planId,
  issuerId: 'dong-da',
  subjectId,
  subjectLevel: 'division',
})

const below: ReadonlyArray<Told> = [
  registers('dong-da', 'district', 'city'),
  registers('phong-1', 'division', 'dong-da'),
  registers('phong-2', 'division', 'dong-da'),
  registers('truong-1', 'unit', 'dong-da'),
  registers('lang-ha', 'commune', 'dong-da'),
  registers('so-1', 'department', 'dong-da'),
  registers('phong-3', 'division', 'hoan-kiem'),
  registers('top', 'division'),
]

/** What is answered when the city's inspection of the district opens. */
const answerAfter = (...events: ReadonlyArray<Told>) =>
  ledToBy(ownInspecting, ...below, ...events, begins('i-city', byCity), opens('i-city'))

const counting = (divisions: [number, number], communes: [number, number]) => ({
  divisions: { agencies: divisions[0], inspected: divisions[1] },
  communes: { agencies: communes[0], inspected: communes[1] },
})

const answering = (ownInspecting: object) => [
  { command: { type: 'RecordOwnInspecting', data: { ownInspecting } } },
]

describe('ownInspecting', () => {
  it('R29: divisions and units are counted as one kind, communes as the other; no one else', () => {
    expect(answerAfter()).toEqual([
      {
        _tag: 'Send',
        to: 'inspection',
        command: {
          type: 'RecordOwnInspecting',
          data: {
            inspectionId: 'i-city',
            happenedOn: '2023-04-11',
            ownInspecting: { plans: [], inspections: [], ...counting([3, 0], [1, 0]) },
          },
        },
        discriminator: '',
        onBehalfOf: 'so-noi-vu',
      },
    ])
  })

  it('R29: its plans and the inspections under them count, each agency once', () => {
    expect(
      answerAfter(
        ...issues('p-dd', 'dong-da'),
        ...issues('p-dd2', 'dong-da'),
        ...issues('p-hk', 'hoan-kiem'),
        ...visits('i-1', byDistrict('phong-1')),
        ...visits('i-2', byDistrict('phong-1', 'p-dd2')),
        ...visits('i-3', byDistrict('truong-1')),
        ...visits('i-4', byDistrict('lang-ha')),
      ),
    ).toMatchObject(
      answering({
        plans: ['p-dd', 'p-dd2'],
        inspections: ['i-1', 'i-2', 'i-3', 'i-4'],
        ...counting([3, 2], [1, 1]),
      }),
    )
  })

  it('R29: what hasn’t opened, or was under another’s plan, doesn’t count', () => {
    expect(
      answerAfter(
        ...issues('p-dd', 'dong-da'),
        begins('i-1', byDistrict('phong-1')),
        ...visits('i-2', { ...byCity, subjectId: 'phong-2', subjectLevel: 'division' }),
        ...visits('i-3', { ...byDistrict('phong-3', 'p-hk'), issuerId: 'hoan-kiem' }),
      ),
    ).toMatchObject(answering({ plans: ['p-dd'], inspections: [], ...counting([3, 0], [1, 0]) }))
  })

  it('R29: who was put under another is the other’s from then on', () => {
    expect(
      answerAfter(
        moves('phong-1', 'hoan-kiem'),
        moves('lang-ha', 'hoan-kiem'),
        moves('phong-3', 'dong-da'),
        moves('top', 'dong-da'),
      ),
    ).toMatchObject(answering(counting([4, 0], [0, 0])))
    // And back again.
    expect(answerAfter(moves('lang-ha', 'hoan-kiem'), moves('lang-ha', 'dong-da'))).toMatchObject(
      answering(counting([3, 0], [1, 0])),
    )
  })

  it.each([
    ['2023-04-10', 2],
    ['2023-04-11', 2],
    ['2023-04-12', 3],
  ])('R29: an agency that ends on %s stands until the day before', (effectiveOn, agencies) => {
    const ended = [ends('phong-1', effectiveOn), ends('so-noi-vu', effectiveOn)]
    expect(answerAfter(...ended)).toMatchObject(answering(counting([agencies, 0], [1, 0])))
    // Recorded late, it is still the day of the opening that counts.
    const late = [begins('i-city', byCity), opens('i-city', '2023-04-11', '2023-05-04')]
    expect(ledToBy(ownInspecting, ...below, ...ended, ...late)).toMatchObject([
      {
        command: {
          data: { happenedOn: '2023-05-04', ownInspecting: counting([agencies, 0], [1, 0]) },
        },
      },
    ])
  })

  it('R29: for an order, too, on behalf of who ordered; nobody but a district is asked', () => {
    const order = { by: 'agency', agencyId: 'city' }
    expect(
      ledToBy(ownInspecting, ...below, begins('i-city', byCity, order), opens('i-city')),
    ).toMatchObject([{ onBehalfOf: 'city', command: { data: { inspectionId: 'i-city' } } }])
    const ofDivision: Visit = { ...byCity, subjectId: 'phong-1', subjectLevel: 'division' }
    expect(ledToBy(ownInspecting, ...below, ...visits('i-1', ofDivision))).toEqual([])
  })

  it('R29: two plans’ inspections open, and each is answered by what stood then', () => {
    const first = [begins('i-1', byCity), opens('i-1')]
    expect(
      ledToBy(
        ownInspecting,
        ...below,
        ...first,
        ...issues('p-dd', 'dong-da'),
        ...visits('i-2', byDistrict('phong-1')),
        begins('i-3', byCity),
        opens('i-3'),
      ),
    ).toMatchObject(answering({ inspections: ['i-2'], ...counting([3, 1], [1, 0]) }))
  })

  it('R29: an answer that came too late for its day is given once more', () => {
    const asked = [...below, begins('i-city', byCity), opens('i-city')]
    expect(
      ledToBy(
        ownInspecting,
        ...asked,
        refusedUntil(
          '2023-04-12',
          'inspection-i-city',
          'RecordOwnInspecting',
          'ownInspecting',
          asked.length - 1,
        ),
      ),
    ).toMatchObject([
      { command: { type: 'RecordOwnInspecting', data: { happenedOn: '2023-04-12' } } },
    ])
  })
})
