/** planProgress: areas never inspected, by level, and what districts inspect themselves (R29). */
import { describe, expect, it } from 'vitest'
import { planProgress } from '../src/index.ts'
import { type City, city, inspection, rowsOf, type Step } from './support/city.ts'
import { announced, cancel, secret, unannounced, type Visit } from './support/course.ts'

const p61 = async (of: City) => (await rowsOf(of, planProgress))['p61-2023']

const dongDa: Visit = { inspectionId: 'i1', subjectId: 'dong-da' }
const again: Visit = {
  inspectionId: 'i2',
  subjectId: 'dong-da',
  slotId: 'doan-2',
  from: '2023-06-19',
  to: '2023-06-20',
}
const hoanKiem: Visit = {
  inspectionId: 'i3',
  subjectId: 'hoan-kiem',
  from: '2023-07-03',
  to: '2023-07-04',
}

describe('areas never inspected', () => {
  const atDepartments = [
    { level: 'department', area: 'digital-government', targets: 0 },
    { level: 'department', area: 'procedures', targets: 1 },
    { level: 'department', area: 'steering', targets: 0 },
  ]

  it('are all of the plan’s before the first opening, at the levels of its targets', async () => {
    expect((await p61(await city()))?.neverInspected).toEqual([
      ...atDepartments,
      { level: 'district', area: 'digital-government', targets: 0 },
      { level: 'district', area: 'procedures', targets: 3 },
      { level: 'district', area: 'steering', targets: 0 },
    ])
  })

  it('are fewer once one with the area in its scope has opened at the level', async () => {
    const ahead = await city(...announced(dongDa).slice(0, -1))
    expect((await p61(ahead))?.neverInspected).toHaveLength(6)
    expect((await p61(await city(...announced(dongDa))))?.neverInspected).toEqual([
      ...atDepartments,
      { level: 'district', area: 'digital-government', targets: 0 },
      { level: 'district', area: 'steering', targets: 0 },
    ])
  })

  it('are as before where the one that opened was called off', async () => {
    const off = await city(...announced(dongDa), cancel(dongDa, '2023-06-05'))
    expect((await p61(off))?.neverInspected).toHaveLength(6)
  })

  it('R9: tell of an unannounced visit from its opening on', async () => {
    expect((await p61(await city(...secret(hoanKiem))))?.neverInspected).toHaveLength(6)
    expect((await p61(await city(...unannounced(hoanKiem))))?.neverInspected).toHaveLength(5)
  })

  it('count at the level of a visit, too, where no target is', async () => {
    const commune: Visit = { inspectionId: 's1', subjectId: 'phuong-hang-bac' }
    const gaps = (await p61(await city(...unannounced(commune))))?.neverInspected
    expect(gaps?.filter(({ level }) => level === 'commune')).toEqual([
      { level: 'commune', area: 'digital-government', targets: 0 },
      { level: 'commune', area: 'steering', targets: 0 },
    ])
  })
})

describe('R29: districts’ own inspecting', () => {
  const of = (agencies: number, inspected: number) => ({ agencies, inspected })
  const answer = (
    { inspectionId, from = '2023-06-05' }: Visit,
    divisions: ReturnType<typeof of>,
    communes: ReturnType<typeof of>,
  ): Step =>
    inspection('RecordOwnInspecting', {
      inspectionId,
      happenedOn: from,
      ownInspecting: { plans: [], inspections: [], divisions, communes },
    })

  it('is what the inspected ones had reached, together and each', async () => {
    const row = await p61(
      await city(
        ...announced(dongDa),
        answer(dongDa, of(10, 5), of(20, 0)),
        ...announced(hoanKiem),
        answer(hoanKiem, of(10, 0), of(5, 5)),
      ),
    )
    expect(row).toMatchObject({ ownDivisionCoverage: 0.25, ownCommuneCoverage: 0.2 })
    expect(row?.districtsInspecting).toMatchObject([
      { subjectId: 'dong-da', inspectionId: 'i1', asOf: '2023-06-05', divisionsInspected: 5 },
      { subjectId: 'hoan-kiem', inspectionId: 'i3', asOf: '2023-07-03', communesInspected: 5 },
    ])
  })

  it('is as of the last inspection of a district that was inspected twice', async () => {
    const row = await p61(
      await city(
        ...announced(dongDa),
        ...announced(again),
        answer(again, of(10, 6), of(20, 4)),
        answer(dongDa, of(10, 5), of(20, 0)),
      ),
    )
    expect(row?.districtsInspecting).toMatchObject([{ inspectionId: 'i2', divisionsInspected: 6 }])
    expect(row).toMatchObject({ ownDivisionCoverage: 0.6, ownCommuneCoverage: 0.2 })
  })

  it('is nothing where nobody was asked, or has nothing below it', async () => {
    expect(await p61(await city(...announced(dongDa)))).toMatchObject({
      districtsInspecting: [],
      ownDivisionCoverage: null,
      ownCommuneCoverage: null,
    })
    const without = answer(dongDa, of(0, 0), of(0, 0))
    expect(await p61(await city(...announced(dongDa), without))).toMatchObject({
      districtsInspecting: [{ subjectId: 'dong-da' }],
      ownDivisionCoverage: null,
    })
  })
})
