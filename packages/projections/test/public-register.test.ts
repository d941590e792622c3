/**
 * publicRegister: nothing before the publication (R17), nothing of a suspected crime ever (R18).
 */
import { describe, expect, it } from 'vitest'
import { publicRegister } from '../src/index.ts'
import { city, document, inspection, rowsOf, type Step } from './support/city.ts'
import {
  announced,
  circulate,
  conclude,
  concluded,
  demand,
  explain,
  fieldwork,
  publish,
  refer,
  revoke,
  unannounced,
  type Visit,
  waive,
} from './support/course.ts'
import { decideOn } from './support/whole-life.ts'

const visit: Visit = { inspectionId: 'i1', subjectId: 'dong-da' }
const rowsAfter = async (...steps: ReadonlyArray<Step>) =>
  rowsOf(await city(...steps), publicRegister)

const drafted = [
  ...announced(visit),
  ...fieldwork(visit, ['f1', 'shortcoming', 'minor'], ['f2', 'achievement', 'minor']),
]
const issued = [...drafted, ...concluded(visit, [demand('d1', 'f1')])]
const published = [...issued, publish(visit)]

const about = { inspectionId: 'i1' } as const

describe('a conclusion', () => {
  it('R17: shows when it is published, not before', async () => {
    expect(await rowsAfter(...issued)).toEqual({})
    expect(await rowsAfter(...published)).toEqual({
      i1: {
        inspectionId: 'i1',
        planId: 'p61-2023',
        subjectId: 'dong-da',
        subjectLevel: 'district',
        mode: 'on-site',
        notice: 'announced',
        contents: ['own-reform-plan'],
        areas: ['procedures'],
        openedOn: '2023-06-05',
        concludedBy: 'so-noi-vu',
        conclusionNumber: '20/TB-SNV',
        concludedOn: '2023-07-13',
        conclusionLate: true,
        publishedOn: '2023-07-14',
        publicationLate: false,
        channel: 'Cổng thông tin điện tử',
        findings: [
          {
            findingId: 'f1',
            kind: 'shortcoming',
            content: 'own-reform-plan',
            area: 'procedures',
            severity: 'minor',
          },
          {
            findingId: 'f2',
            kind: 'achievement',
            content: 'own-reform-plan',
            area: 'procedures',
            severity: 'minor',
          },
        ],
        demands: [{ demandId: 'd1', area: 'procedures', dueOn: '2023-11-30' }],
        corrections: [],
        review: 'none',
        revokedOn: null,
      },
    })
  })

  it('R17: shows what became of it: corrected, under review, revoked', async () => {
    const corrected = inspection('CorrectConclusion', {
      ...about,
      happenedOn: '2023-07-17',
      document: document('25/TB-SNV', 'so-noi-vu', '2023-07-17'),
      reason: 'Sai thời hạn',
      demands: [
        {
          kind: 'changed',
          demandId: 'd1',
          demand: { ...demand('d1', 'f1'), dueOn: '2023-12-15' },
        },
      ],
    })
    const asked = inspection('RequestReview', {
      ...about,
      happenedOn: '2023-07-18',
      reason: 'Không thống nhất',
      document: document('40/CV-DD', 'dong-da', '2023-07-18'),
    })
    expect((await rowsAfter(...published, corrected))['i1']).toMatchObject({
      demands: [{ demandId: 'd1', dueOn: '2023-12-15' }],
      corrections: ['25/TB-SNV'],
    })
    expect((await rowsAfter(...published, asked))['i1']?.review).toBe('requested')
    expect((await rowsAfter(...published, revoke(visit)))['i1']?.revokedOn).toBe('2023-07-20')
  })

  it('R17: corrected before it was published, it is published as corrected', async () => {
    const annulled = inspection('CorrectConclusion', {
      ...about,
      happenedOn: '2023-07-13',
      document: document('25/TB-SNV', 'so-noi-vu', '2023-07-13'),
      reason: 'Đã khắc phục',
      demands: [
        { kind: 'annulled', demandId: 'd1', reason: 'Đã khắc phục' },
        { kind: 'added', demandId: 'd2', demand: { ...demand('d2', 'f1'), dueOn: '2023-12-31' } },
      ],
    })
    const { i1 } = await rowsAfter(...issued, annulled, publish(visit))
    expect(i1?.demands).toEqual([{ demandId: 'd2', area: 'procedures', dueOn: '2023-12-31' }])
  })

  it('R14: leaves out what an explanation has withdrawn, and shows what it has amended as it is', async () => {
    const explained = [
      ...drafted,
      circulate(visit),
      explain(visit, 'x1', ['f1']),
      decideOn(visit, 'x1', {
        kind: 'accepted',
        effects: [{ kind: 'withdrawn', findingId: 'f1' }],
      }),
      waive(visit),
      conclude(visit),
      publish(visit),
    ]
    const { i1 } = await rowsAfter(...explained)
    expect(i1?.findings.map(({ findingId }) => findingId)).toEqual(['f2'])
  })

  it('R9: of an unannounced inspection shows like any other', async () => {
    const surprise: Visit = { inspectionId: 's1', subjectId: 'hoan-kiem' }
    const steps = [
      ...unannounced(surprise),
      ...fieldwork(surprise, ['f1', 'shortcoming', 'minor']),
      ...concluded(surprise, [demand('d1', 'f1')]),
      publish(surprise),
    ]
    expect((await rowsAfter(...steps))['s1']).toMatchObject({ notice: 'unannounced' })
  })
})

describe('R18: a suspected crime', () => {
  const course = (...crimes: ReadonlyArray<string>): ReadonlyArray<Step> => [
    ...announced(visit),
    ...fieldwork(
      visit,
      ['f1', 'shortcoming', 'minor'],
      ...crimes.map((id) => [id, 'suspected-crime', 'serious'] as const),
    ),
    ...(crimes.length > 0 ? [refer(visit, crimes)] : []),
    ...concluded(visit, [demand('d1', 'f1')]),
    publish(visit),
  ]

  it('R18: leaves the row as it would be without, however many there are', async () => {
    const without = await rowsAfter(...course())
    expect(Object.keys(without)).toEqual(['i1'])
    expect(await rowsAfter(...course('c1'))).toEqual(without)
    expect(await rowsAfter(...course('c1', 'c2'))).toEqual(without)
  })
})
