/** agencyScorecard: an agency's year in numbers. */
import { describe, expect, it } from 'vitest'
import { agencyScorecard } from '../src/index.ts'
import { agency, city, rowsOf, type Step } from './support/city.ts'
import {
  announced,
  cancel,
  concluded,
  demand,
  fieldwork,
  refer,
  revoke,
  secret,
  unannounced,
  type Visit,
} from './support/course.ts'
import { allObligations } from './support/obligations.ts'

const rowsAfter = async (...steps: ReadonlyArray<Step>) =>
  rowsOf(await city(...steps), agencyScorecard)

const visit: Visit = { inspectionId: 'i1', subjectId: 'dong-da' }
const surprise: Visit = {
  inspectionId: 's1',
  subjectId: 'dong-da',
  from: '2023-09-11',
  to: '2023-09-12',
}
const found = [
  ...announced(visit),
  ...fieldwork(
    visit,
    ['f1', 'shortcoming', 'minor'],
    ['f2', 'violation', 'serious'],
    ['f3', 'achievement', 'minor'],
    ['c1', 'suspected-crime', 'serious'],
  ),
  refer(visit, ['c1']),
]
const issued = [...found, ...concluded(visit, [demand('d1', 'f1'), demand('d2', 'f2')])]

describe('a year', () => {
  it('counts inspections from their opening on, those without notice apart', async () => {
    expect(await rowsAfter(...secret(surprise))).toEqual({})
    const rows = await rowsAfter(...announced(visit), ...unannounced(surprise))
    expect(rows['dong-da.2023']).toMatchObject({ inspections: 2, unannounced: 1 })
    expect(
      (await rowsAfter(...announced(visit), cancel(visit, '2023-06-06')))['dong-da.2023'],
    ).toMatchObject({
      inspections: 0,
    })
  })

  it('R17, R18: counts the findings of conclusions in force, no suspected crime', async () => {
    expect((await rowsAfter(...found))['dong-da.2023']).toMatchObject({ minorFindings: 0 })
    const counted = {
      minorFindings: 1,
      significantFindings: 0,
      seriousFindings: 1,
      achievements: 1,
    }
    expect((await rowsAfter(...issued))['dong-da.2023']).toMatchObject(counted)
    expect((await rowsAfter(...issued, revoke(visit)))['dong-da.2023']).toMatchObject({
      minorFindings: 0,
      seriousFindings: 0,
      achievements: 0,
    })
  })

  it('R20, R22, R23, R24: counts what became of obligations', async () => {
    expect((await rowsAfter(...allObligations))['dong-da.2023']).toEqual({
      agencyId: 'dong-da',
      year: 2023,
      indexScore: null,
      indexRank: null,
      indexShortcomings: 0,
      inspections: 0,
      unannounced: 0,
      minorFindings: 0,
      significantFindings: 0,
      seriousFindings: 0,
      achievements: 0,
      remediationsOpened: 1,
      remediationsVerified: 1,
      remediationsOverdue: 1,
      remediationsEscalated: 1,
      tasksAccepted: 1,
      tasksAcceptedLate: 1,
      tasksOverdue: 1,
      responsibilities: 1,
      initiativesRecognised: 1,
    })
  })

  it('has its place in the index of the year that it is of', async () => {
    const index = agency('RecordIndexResult', {
      agencyId: 'dong-da',
      happenedOn: '2023-03-23',
      year: 2022,
      source: 'Synthetic',
      score: 92.1,
      shortcomings: [{ shortcomingId: 'cs-1', area: 'procedures', condition: 'Hồ sơ trễ hạn' }],
    })
    const rows = await rowsAfter(index, ...announced(visit))
    expect(rows['dong-da.2022']).toMatchObject({
      year: 2022,
      indexScore: 92.1,
      indexRank: null,
      indexShortcomings: 1,
      inspections: 0,
    })
    expect(rows['dong-da.2023']).toMatchObject({ indexScore: null, inspections: 1 })
  })
})
